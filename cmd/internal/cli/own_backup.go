package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
)

func newOwnExport(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write all own records as one JSON document, the backup",
		Long: `Write all own records and the journal as one JSON document, contacts and notes
included: it is the backup, so keep it as you keep personal data. From a
restored export the same bytes are exported again.`,
		Example: "  shimai own export -o own-records.json",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runOwnExport(e) },
	}
}

func runOwnExport(e *env) error {
	e.usually(answer.FormatJSON)
	out, err := e.output([]string{answer.FormatJSON})
	if err != nil {
		return err
	}
	folder, err := e.ownFolder()
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if err := own.Export(folder, &text); err != nil {
		return err
	}
	if out.file == "" {
		if _, err := io.Copy(e.stdout, &text); err != nil {
			return fmt.Errorf("write the export: %w", err)
		}
		return nil
	}
	if err := replaceFile(out.file, func(w io.Writer) error { _, err := io.Copy(w, &text); return err }); err != nil {
		return err
	}
	if err := os.Chmod(out.file, 0o600); err != nil {
		return fmt.Errorf("keep %s from others: %w", out.file, reason(err))
	}
	e.notice("%s holds contacts and notes: keep it as you keep personal data", out.file)
	return nil
}

func newOwnRestore(e *env) *cobra.Command {
	var c changeFlags
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Make an export the content of the own records",
		Long: `Make an export the content of the own records. A file of records that is there is
moved aside, not deleted. An export that is not whole changes nothing.`,
		Example: "  shimai own restore own-records.json",
		Args:    exactly("FILE"),
		RunE:    func(_ *cobra.Command, args []string) error { return runOwnRestore(e, c, args[0]) },
	}
	cmd.Flags().StringVar(&c.date, "date", "", "`DAY` of the change, YYYY-MM-DD (default: today)")
	return cmd
}

func runOwnRestore(e *env, c changeFlags, path string) error {
	folder, w, err := e.writerIn(c, "own restore")
	if err != nil {
		return err
	}
	f, err := openFile(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	replaced, err := own.Restore(folder, w, f)
	if err != nil {
		return err
	}
	r, err := own.Load(folder)
	if err != nil {
		return err
	}
	e.notice("restored %d ties, %d facts, %d wishes, %d steps", len(r.Ties), len(r.Facts), len(r.Wishes), len(r.Steps))
	if replaced != "" {
		e.notice("the records that were there are in %s", replaced)
	}
	return nil
}
