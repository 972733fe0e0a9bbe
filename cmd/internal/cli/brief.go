package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newBrief(e *env) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "brief",
		Short: "Write a brief for a town to fill in, or check one",
	})
	cmd.AddCommand(&cobra.Command{
		Use:   "init TOWN",
		Short: "Write a brief with every key explained, and what is known of the town",
		Long: `Write a brief for a town: a YAML file in which every key stands commented out with
its meaning, and what the data know of the town. An existing file is left alone.
The language of the remarks is that of --lang.`,
		Example: "  shimai brief init 新得町 -o shintoku.yaml --lang ja",
		Args:    exactly("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runBriefInit(cmd.Context(), e, args[0]) },
	}, &cobra.Command{
		Use:   "check FILE",
		Short: "Tell how a brief is understood, or what is wrong in it",
		Long: `Read a brief, look up everything that it names, and tell how each key is
understood: countries, how many candidates answer to each must-have, how many
places are known for each word. Errors name file, line, key, value and what is
allowed (exit status 2).`,
		Example: "  shimai brief check shintoku.yaml",
		Args:    exactly("FILE"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runBriefCheck(cmd.Context(), e, args[0]) },
	})
	return cmd
}

func runBriefInit(ctx context.Context, e *env, name string) error {
	path := e.flags.file
	if path != "" {
		if ext := strings.ToLower(filepath.Ext(path)); ext != ".yaml" && ext != ".yml" {
			return answer.Usage(answer.Words("-o %s: a brief is YAML; name the file .yaml", "-o %s: 要望書はYAMLです。ファイル名の末尾を .yaml にしてください", answer.Shorten(path)))
		}
		if _, err := os.Lstat(path); err == nil {
			return leftAlone(path)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("write brief: %w", err)
		}
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	town, err := e.Resolve(ctx, name)
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return e.WriteBrief(w, a, town) }
	if path != "" {
		return replaceFile(path, write)
	}
	return write(e.stdout)
}

func runBriefCheck(ctx context.Context, e *env, path string) error {
	w := wishFlags{brief: path}
	if err := w.read(e); err != nil {
		return err
	}
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	w.ask(&a)
	town, err := w.town(ctx, e, nil)
	if err != nil {
		return err
	}
	v, err := e.CheckBrief(ctx, a, town)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
