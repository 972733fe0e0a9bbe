package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
)

const schemaOwnHistory = "shimai.own_history/1"

func newOwn(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "own",
		Short: "Keep your own records: ties and their state, facts, wishes, steps",
		Long: `Keep what you know better than any public list: which ties are alive, facts of
your town, who looks for a partner, what was tried with whom. Records count in
every other command and are marked there as own records, with their date.

They are kept in one file that is not the cache (docs/own.md tells where). Every
change stands in a journal and can be undone. Contacts and notes are private:
they are shown only with --with-notes, and stand in ` + "`own export`" + `, the backup.`,
		Example: `  shimai own ties import 姉妹都市一覧.xlsx
  shimai own ties add 新得町 Banff --status active --since 1999
  shimai own steps add 新得町 Nelson,NZ --stage 2 --outcome contacted
  shimai own undo`,
	}
	group(cmd)
	cmd.AddCommand(newOwnTies(e), newOwnProfile(e), newOwnWishes(e), newOwnSteps(e),
		newOwnHistory(e), newOwnUndo(e), newOwnExport(e), newOwnRestore(e))
	return cmd
}

func newOwnHistory(e *env) *cobra.Command {
	n := 20
	cmd := &cobra.Command{
		Use:   "history",
		Short: "List what was changed, the newest first",
		Long: `List the changes of the own records, the newest first. A group is what was
changed together; it is undone together. Contacts and notes are not shown.`,
		Example: "  shimai own history -n 50",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runOwnHistory(e, n) },
	}
	cmd.Flags().IntVarP(&n, "number", "n", n, "how many changes, 0 for all")
	return cmd
}

type ownHistoryJSON struct {
	Schema  string          `json:"schema"`
	Changes []ownChangeJSON `json:"changes"`
}

type ownChangeJSON struct {
	Group     uint64 `json:"group"`
	Date      string `json:"date"`
	Operation string `json:"operation"`
	Record    string `json:"record"`
	Change    string `json:"change"`
	Undoes    uint64 `json:"undoes,omitempty"`
}

func runOwnHistory(e *env, n int) error {
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	folder, err := e.ownFolder()
	if err != nil {
		return err
	}
	entries, err := own.History(folder)
	if err != nil {
		return err
	}
	j := ownHistoryJSON{Schema: schemaOwnHistory, Changes: []ownChangeJSON{}}
	doc := answer.Document{Lang: lang, Columns: []answer.Column{
		{Key: "group", Title: answer.Both("Group", "組"), Right: true}, {Key: "date", Title: answer.Both("Date", "日付")},
		{Key: "operation", Title: answer.Both("Operation", "操作"), Fold: true}, {Key: "record", Title: answer.Both("Record", "記録")},
		{Key: "change", Title: answer.Both("Change", "変更")}, {Key: "undoes", Title: answer.Both("Undoes", "取消")},
	}}
	for i := len(entries) - 1; i >= 0 && (n == 0 || len(j.Changes) < n); i-- {
		x := entries[i]
		key, word := changeWord(x)
		undoes := ""
		if x.Undoes > 0 {
			undoes = strconv.FormatUint(x.Undoes, 10)
		}
		j.Changes = append(j.Changes, ownChangeJSON{x.Group, x.Date, x.Operation, x.Record, key, x.Undoes})
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{
			answer.Text(strconv.FormatUint(x.Group, 10)), answer.Text(x.Date), answer.Text(x.Operation), answer.Text(x.Record),
			answer.Said(word.In(lang), key), answer.Text(undoes),
		}})
	}
	doc.Below = []string{fmt.Sprintf(answer.Both("%d of %d changes.", "変更%[2]d件中%[1]d件。").In(lang), len(j.Changes), len(entries))}
	return out.write(answer.Result{Doc: doc, JSON: j})
}

// changeWord says what happened to a record.
func changeWord(x own.Entry) (key string, word interface{ In(string) string }) {
	switch {
	case x.Before == nil:
		return "new", answer.Both("new", "追加")
	case x.After == nil:
		return "removed", answer.Both("removed", "削除")
	}
	return "changed", answer.Both("changed", "変更")
}

func newOwnUndo(e *env) *cobra.Command {
	var c changeFlags
	cmd := &cobra.Command{
		Use:   "undo",
		Short: "Take back the newest change",
		Long: `Take back the newest group of changes that still stands: an import as a whole, or
one edit. Given again, it takes back the one before. The journal keeps both.`,
		Example: "  shimai own undo\n  shimai own undo --dry-run",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runOwnUndo(e, c) },
	}
	c.add(cmd.Flags())
	return cmd
}

func runOwnUndo(e *env, c changeFlags) error {
	folder, err := e.ownFolder()
	if err != nil {
		return err
	}
	w, err := e.writer(c, "own undo")
	if err != nil {
		return err
	}
	entries, err := own.Undo(folder, w, "")
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		verb := "taken back"
		if c.dryRun {
			verb = "would be taken back (--dry-run)"
		}
		e.notice("%d changes of group %d %s", len(entries), entries[0].Undoes, verb)
	}
	return nil
}

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
	if e.flags.format == "" && e.flags.file == "" {
		e.given["format"] = answer.FormatJSON
	}
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
	folder, err := e.ownFolder()
	if err != nil {
		return err
	}
	w, err := e.writer(c, "own restore")
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
