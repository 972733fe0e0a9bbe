package cli

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
)

const schemaOwnHistory = "shimai.own_history/1"

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
	folder, w, err := e.writerIn(c, "own undo")
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
