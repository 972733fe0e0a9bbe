package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
)

func newConfig(e *env) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "config",
		Short: "Write a configuration file, or show what is configured",
	})
	cmd.AddCommand(&cobra.Command{
		Use:   "init",
		Short: "Write a configuration file with every key explained",
		Long: `Write a configuration file in which every key stands with its default and an
explanation. An existing file is left alone.

Environment variables (SHIMAI_LANG, SHIMAI_TO, …) go over the file, flags over both.`,
		Example: "  shimai config init",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runConfigInit(e) },
	}, &cobra.Command{
		Use:     "show",
		Short:   "Print the configuration as merged from file, environment and flags",
		Example: "  shimai config show\n  SHIMAI_LANG=ja shimai config show",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runConfigShow(e) },
	})
	return cmd
}

func runConfigInit(e *env) error {
	path := e.flags.config
	if path == "" {
		path = config.Path()
	}
	if path == "" {
		return answer.Usage(answer.Both("there is no home directory to put the file into; say where with --config FILE", "ファイルを置くホームディレクトリがありません。--config FILE で場所を指定してください"))
	}
	if _, err := os.Lstat(path); err == nil {
		return leftAlone(path)
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("write configuration: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if err := replaceFile(path, config.WriteDefault); err != nil {
		return err
	}
	_, err := fmt.Fprintln(e.stdout, path)
	return err
}

func runConfigShow(e *env) error {
	cfg, err := e.config()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := cfg.WriteYAML(&b); err != nil {
		return err
	}
	path := e.flags.config
	if path == "" {
		path = config.Path()
	}
	fmt.Fprintf(&b, "# file: %s\n# digest: %s\n", path, cfg.Digest())
	if e.flags.file != "" {
		return replaceFile(e.flags.file, func(w io.Writer) error {
			_, err := w.Write(b.Bytes())
			return err
		})
	}
	_, err = e.stdout.Write(b.Bytes())
	return err
}
