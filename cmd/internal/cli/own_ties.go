package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

func newOwnTies(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ties",
		Short: "Record ties and their state: import, add, edit, end, remove, list, export",
		Long: `Record what you know of ties: kind (partnership, friendship, contact, project),
status (active, dormant, suspended, ended), dates, theme. An own tie takes the
place of what public lists say of the two; an ended one is no tie any more.`,
	}
	group(cmd)
	cmd.AddCommand(newOwnTiesImport(e), newOwnTiesAdd(e), newOwnTiesEdit(e), newOwnTiesEnd(e), newOwnRemove(e, "tie"), newOwnTiesList(e), newOwnTiesExport(e))
	return cmd
}

// tieFlags are the fields of a tie that flags give; only those given count.
type tieFlags struct {
	changeFlags
	kind, status, since, until, last, theme, reason, contact, note string
	set                                                            *pflag.FlagSet
}

func (t *tieFlags) add(f *pflag.FlagSet) {
	f.StringVar(&t.kind, "kind", "", "partnership, friendship, contact or project")
	f.StringVar(&t.status, "status", "", "active, dormant, suspended or ended")
	f.StringVar(&t.since, "since", "", "`DATE` of signing: YYYY, YYYY-MM or YYYY-MM-DD")
	f.StringVar(&t.until, "until", "", "`DATE` when it ended or its term ends")
	f.StringVar(&t.last, "last-activity", "", "`DATE` when something was last done together")
	f.StringVar(&t.theme, "theme", "", "what it is about, in a few words")
	f.StringVar(&t.reason, "reason", "", "why it is in its state")
	f.StringVar(&t.contact, "contact", "", "whom to write to; private")
	f.StringVar(&t.note, "note", "", "anything else; private")
	t.changeFlags.add(f)
	t.set = f
}

// over lays the fields that were given over a tie.
func (t *tieFlags) over(x *own.Tie) error {
	for _, f := range []struct {
		flag, value string
		to          *string
	}{
		{"since", t.since, &x.Since}, {"until", t.until, &x.Until}, {"last-activity", t.last, &x.LastActivity},
		{"theme", t.theme, &x.Theme}, {"reason", t.reason, &x.Reason}, {"contact", t.contact, &x.Contact}, {"note", t.note, &x.Note},
	} {
		if t.set.Changed(f.flag) {
			*f.to = f.value
		}
	}
	if t.set.Changed("kind") {
		if err := x.Kind.UnmarshalText([]byte(t.kind)); err != nil {
			return answer.Usagef("--kind: %v", err)
		}
	}
	if t.set.Changed("status") {
		if err := x.Status.UnmarshalText([]byte(t.status)); err != nil {
			return answer.Usagef("--status: %v", err)
		}
	}
	return nil
}

func newOwnTiesAdd(e *env) *cobra.Command {
	var t tieFlags
	var country string
	cmd := &cobra.Command{
		Use:   "add TOWN PARTNER",
		Short: "Record a tie of a town",
		Long: `Record a tie of a town. Where there is a record of the same two already, what is
given replaces it and the rest stays. A partner that the data do not know is
kept by its name with --country.`,
		Example: `  shimai own ties add 新得町 "Banff, Canada" --kind partnership --status active --since 1999-10
  shimai own ties add 新得町 "Little Snoring Primary" --country GB --kind project`,
		Args: exactly("TOWN", "PARTNER"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runOwnTiesAdd(cmd.Context(), e, &t, country, args[0], args[1])
		},
	}
	t.add(cmd.Flags())
	cmd.Flags().StringVar(&country, "country", "", "`COUNTRY` of a partner that the data do not know")
	return cmd
}

func runOwnTiesAdd(ctx context.Context, e *env, t *tieFlags, country, town, partner string) error {
	var x own.Tie
	var err error
	if err := t.over(&x); err != nil {
		return err
	}
	if x.A, err = e.idOf(ctx, town); err != nil {
		return err
	}
	if err := e.partner(ctx, &x, partner, country); err != nil {
		return err
	}
	_, err = e.changeOwn(t.changeFlags, "ties add", func(edit *own.Edit) error {
		_, err := edit.Put(&x)
		return err
	})
	return err
}

// partner fills in the other party: a government, or with a country the name
// of one that the data do not know.
func (e *env) partner(ctx context.Context, x *own.Tie, name, country string) error {
	if country == "" {
		var err error
		x.B, err = e.idOf(ctx, name)
		if errors.Is(err, index.ErrNotFound) {
			e.notice("to record a partner that the data do not know, add --country COUNTRY")
		}
		return err
	}
	b, err := e.Base()
	if err != nil {
		return err
	}
	c, ok := index.CountryByName(b.Countries, country)
	if !ok {
		return answer.Usagef("--country %s is no country; write a code (FR) or a name (France, フランス)", answer.Shorten(country))
	}
	x.BCountry = b.Countries.Code[c]
	if u, err := e.known(name + ", " + b.Countries.Name[c]); err == nil {
		x.B, x.BCountry = b.Labels.ID.At(int(u)), ""
		return nil
	}
	x.BName = name
	return nil
}

// known resolves a name without looking for similar ones.
func (e *env) known(name string) (data.Unit, error) {
	r, err := e.Resolver()
	if err != nil {
		return data.NoUnit, err
	}
	return r.Resolve(name)
}

func newOwnTiesEdit(e *env) *cobra.Command {
	var t tieFlags
	cmd := &cobra.Command{
		Use:     "edit RECORD",
		Short:   "Change a recorded tie; `own ties list` names its record",
		Example: "  shimai own ties edit t12 --status dormant --last-activity 2011 --reason \"no budget\"",
		Args:    exactly("RECORD"),
		RunE: func(_ *cobra.Command, args []string) error {
			return runOwnTiesEdit(e, &t, "ties edit", args[0])
		},
	}
	t.add(cmd.Flags())
	return cmd
}

func newOwnTiesEnd(e *env) *cobra.Command {
	t := tieFlags{status: data.TieEnded.String()}
	cmd := &cobra.Command{
		Use:     "end RECORD",
		Short:   "Record that a tie ended, with --until and --reason",
		Long:    `Record that a tie ended. The two may be candidates for each other again, with a flag that tells of it.`,
		Example: "  shimai own ties end t12 --until 2019 --reason \"the partner merged\"",
		Args:    exactly("RECORD"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := cmd.Flags().Set("status", data.TieEnded.String()); err != nil {
				return fmt.Errorf("end the tie: %w", err)
			}
			return runOwnTiesEdit(e, &t, "ties end", args[0])
		},
	}
	t.add(cmd.Flags())
	return cmd
}

func runOwnTiesEdit(e *env, t *tieFlags, operation, record string) error {
	_, err := e.changeOwn(t.changeFlags, operation, func(edit *own.Edit) error {
		x, err := edit.Get(record)
		if err != nil {
			return err
		}
		tie, ok := x.(*own.Tie)
		if !ok {
			return answer.Usagef("%s is no tie but a %s", answer.Shorten(record), x.What())
		}
		if err := t.over(tie); err != nil {
			return err
		}
		_, err = edit.Put(tie)
		return err
	})
	return err
}

const schemaOwnTies = "shimai.own_ties/1"

type ownTiesJSON struct {
	Schema string    `json:"schema"`
	AsOf   string    `json:"as_of"`
	Ties   []own.Tie `json:"ties"`
}

func newOwnTiesList(e *env) *cobra.Command {
	var notes bool
	cmd := &cobra.Command{
		Use:     "list [TOWN]",
		Short:   "List the recorded ties, all or those of a town",
		Example: "  shimai own ties list 新得町 --format table",
		Args:    atMostOne("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runOwnTiesList(cmd.Context(), e, notes, args) },
	}
	notesFlag(cmd.Flags(), &notes)
	return cmd
}

// recordsOf reads the own records, of one town where it is named.
func (e *env) recordsOf(ctx context.Context, withNotes bool, args []string) (own.Records, error) {
	r, err := e.loadOwn(withNotes)
	if err != nil || len(args) == 0 {
		return r, err
	}
	id, err := e.idOf(ctx, args[0])
	if err != nil {
		return own.Records{}, err
	}
	asOf := r.AsOf()
	r = r.Of(id)
	if r.AsOf() == "" {
		e.notice("no own record of %s; the newest of all is of %s", answer.Shorten(args[0]), asOf)
	}
	return r, nil
}

func runOwnTiesList(ctx context.Context, e *env, notes bool, args []string) error {
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	r, err := e.recordsOf(ctx, notes, args)
	if err != nil {
		return err
	}
	n, err := e.ownNames()
	if err != nil {
		return err
	}
	doc := answer.Document{Lang: n.lang, Columns: ownColumns([]answer.Column{
		{Key: "record", Title: answer.Both("Record", "記録")}, {Key: "town", Title: answer.Both("Town", "団体"), Fold: true},
		{Key: "partner", Title: answer.Both("Partner", "相手"), Fold: true}, {Key: "country", Title: answer.Both("Country", "国")},
		{Key: "kind", Title: answer.Both("Kind", "種別")}, {Key: "status", Title: answer.Both("Status", "現況")},
		{Key: "since", Title: answer.Both("Since", "締結")}, {Key: "until", FileOnly: true},
		{Key: "last_activity", FileOnly: true}, {Key: "theme", FileOnly: true}, {Key: "reason", FileOnly: true}, {Key: "recorded", FileOnly: true},
	}, notes)}
	for _, t := range r.Ties {
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells(n.tieCells(t), notes, t.Contact, t.Note), Notes: []string{n.tieWords(t)}})
	}
	doc.Below = []string{ownBelow(n.lang, len(r.Ties), r.AsOf())}
	return out.write(answer.Result{Doc: doc, JSON: ownTiesJSON{schemaOwnTies, r.AsOf(), listOf(r.Ties)}})
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

// listOf makes no list an empty one, which JSON writes as [].
func listOf[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// ownBelow says below a list of own records how many there are, as of when.
func ownBelow(lang string, n int, asOf string) string {
	if asOf == "" {
		return answer.Both("No own records.", "自治体の記録はありません。").In(lang)
	}
	return fmt.Sprintf(answer.Both("Own records: %d; the newest of %s.", "自治体の記録%d件(最新 %s)。").In(lang), n, asOf)
}

// atMostOne allows one argument of the given name.
func atMostOne(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return answer.Usagef("`%s` takes at most one %s, %d given; put names with spaces in quotes", cmd.CommandPath(), name, len(args))
		}
		return nil
	}
}

func newOwnTiesExport(e *env) *cobra.Command {
	var notes bool
	cmd := &cobra.Command{
		Use:   "export [TOWN]",
		Short: "Write the recorded ties as a table that can be imported again",
		Long: `Write the recorded ties as TSV, or CSV with --format or -o, under headings that
` + "`own ties import`" + ` reads. For a backup of everything use ` + "`own export`" + `.`,
		Example: "  shimai own ties export -o ties.csv",
		Args:    atMostOne("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runOwnTiesExport(cmd.Context(), e, notes, args) },
	}
	notesFlag(cmd.Flags(), &notes)
	return cmd
}

func runOwnTiesExport(ctx context.Context, e *env, notes bool, args []string) error {
	if e.flags.format == "" && e.flags.file == "" {
		e.given["format"] = answer.FormatTSV
	}
	out, err := e.output([]string{answer.FormatTSV, answer.FormatCSV})
	if err != nil {
		return err
	}
	r, err := e.recordsOf(ctx, notes, args)
	if err != nil {
		return err
	}
	n, err := e.ownNames()
	if err != nil {
		return err
	}
	doc := answer.Document{Lang: n.lang, Columns: ownColumns(nil, notes)}
	for _, key := range []string{"town code", "town", "partner", "name of partner", "country", "kind", "status", "since", "until", "last activity", "theme", "reason"} {
		doc.Columns = append(doc.Columns, answer.Column{Key: key})
	}
	if notes { // behind the others
		doc.Columns = append(doc.Columns[2:], doc.Columns[:2]...)
	}
	for _, t := range r.Ties {
		partner, country, name := "*"+t.BName, t.BCountry, t.BName
		if t.B != "" {
			partner, country, name = t.B, n.country(t.B), n.name(t.B)
		}
		cells := []answer.Cell{answer.Text(t.A), answer.Text(n.name(t.A)), answer.Text(partner), answer.Text(name), answer.Text(country),
			answer.Text(t.Kind.String()), answer.Text(t.Status.String()), answer.Text(t.Since), answer.Text(t.Until), answer.Text(t.LastActivity), answer.Text(t.Theme), answer.Text(t.Reason)}
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells(cells, notes, t.Contact, t.Note)})
	}
	return out.write(answer.Result{Doc: doc})
}
