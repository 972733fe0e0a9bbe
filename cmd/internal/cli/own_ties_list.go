package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/matcher"
)

const schemaOwnTies = "shimai.own_ties/1"

type ownTiesJSON struct {
	Schema string    `json:"schema"`
	AsOf   string    `json:"as_of"`
	Ties   []own.Tie `json:"ties"`
}

func newOwnTiesList(e *env) *cobra.Command {
	return e.ownListing(&cobra.Command{
		Use:     "list [TOWN]",
		Short:   "List the recorded ties, all or those of a town",
		Example: "  shimai own ties list 新得町 --format table",
	}, answer.Formats(), (*ownList).ties)
}

func (l *ownList) ties() answer.Result {
	doc := answer.Document{Lang: l.lang, Columns: ownColumns([]answer.Column{
		{Key: "record", Title: answer.Both("Record", "記録")}, {Key: "town", Title: answer.Both("Town", "団体"), Fold: true},
		{Key: "partner", Title: answer.Both("Partner", "相手"), Fold: true}, {Key: "country", Title: answer.Both("Country", "国")},
		{Key: "kind", Title: answer.Both("Kind", "種別")}, {Key: "status", Title: answer.Both("Status", "現況")},
		{Key: "since", Title: answer.Both("Since", "締結")}, {Key: "until", FileOnly: true},
		{Key: "last_activity", FileOnly: true}, {Key: "theme", FileOnly: true}, {Key: "reason", FileOnly: true}, {Key: "recorded", FileOnly: true},
	}, l.notes), Below: l.below(len(l.records.Ties))}
	for _, t := range l.records.Ties {
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells(l.tieCells(t), l.notes, t.Contact, t.Note), Notes: []string{l.tieWords(t)}})
	}
	return answer.Result{Doc: doc, JSON: ownTiesJSON{schemaOwnTies, l.records.AsOf(), listOf(l.records.Ties)}}
}

func (n *ownNames) tieCells(t own.Tie) []answer.Cell {
	partner, country := t.BName, t.BCountry
	if t.B != "" {
		partner, country = n.name(t.B), n.country(t.B)
	}
	return []answer.Cell{
		answer.Text(t.ID), answer.Said(n.name(t.A), t.A), answer.Said(partner, firstOf(t.B, t.BName)), answer.Text(country),
		answer.Said(answer.KindOfTie(t.Kind, n.lang), t.Kind.String()), answer.Said(matcher.StatusText(t.Status).In(n.lang), t.Status.String()),
		answer.Text(t.Since), answer.Text(t.Until), answer.Text(t.LastActivity), answer.Text(t.Theme), answer.Text(t.Reason), answer.Text(t.Recorded),
	}
}

// tieWords tells below a tie what has no column of its own.
func (n *ownNames) tieWords(t own.Tie) string {
	var parts []string
	for _, f := range []struct{ en, ja, value string }{
		{"until %s", "%sまで", t.Until}, {"last activity %s", "最後の活動 %s", t.LastActivity}, {"theme: %s", "テーマ: %s", t.Theme},
		{"reason: %s", "理由: %s", t.Reason}, {"recorded %s", "記録日 %s", t.Recorded},
	} {
		if f.value != "" {
			parts = append(parts, fmt.Sprintf(answer.Both(f.en, f.ja).In(n.lang), f.value))
		}
	}
	return strings.Join(parts, answer.Both("; ", "、").In(n.lang))
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func newOwnTiesExport(e *env) *cobra.Command {
	cmd := e.ownListing(&cobra.Command{
		Use:   "export [TOWN]",
		Short: "Write the recorded ties as a table that can be imported again",
		Long: `Write the recorded ties as TSV, or CSV with --format or -o, under headings that
` + "`own ties import`" + ` reads. For a backup of everything use ` + "`own export`" + `.`,
		Example: "  shimai own ties export -o ties.csv",
	}, []string{answer.FormatTSV, answer.FormatCSV}, (*ownList).tieTable)
	cmd.PreRun = func(*cobra.Command, []string) { e.usually(answer.FormatTSV) }
	return cmd
}

// tieTable is the ties under the headings that the import reads.
func (l *ownList) tieTable() answer.Result {
	doc := answer.Document{Lang: l.lang}
	for _, key := range []string{"town code", "town", "partner", "name of partner", "country", "kind", "status", "since", "until", "last activity", "theme", "reason"} {
		doc.Columns = append(doc.Columns, answer.Column{Key: key})
	}
	doc.Columns = ownColumns(doc.Columns, l.notes)
	for _, t := range l.records.Ties {
		partner, country, name := "*"+t.BName, t.BCountry, t.BName
		if t.B != "" {
			partner, country, name = t.B, l.country(t.B), l.name(t.B)
		}
		cells := []answer.Cell{
			answer.Text(t.A), answer.Text(l.name(t.A)), answer.Text(partner), answer.Text(name), answer.Text(country),
			answer.Text(t.Kind.String()), answer.Text(t.Status.String()), answer.Text(t.Since), answer.Text(t.Until), answer.Text(t.LastActivity), answer.Text(t.Theme), answer.Text(t.Reason),
		}
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells(cells, l.notes, t.Contact, t.Note)})
	}
	return answer.Result{Doc: doc}
}
