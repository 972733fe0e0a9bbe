package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/data/own/intake"
	"github.com/shimai/shimai/matcher/portfolio"
)

func newOwnWishes(e *env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "wishes",
		Short: "Record who looks for a partner: import, add, list, remove",
		Long: `Record who looks for a partner, on either side. A wish of a candidate makes it
more open, most where the town looks for a place like it too; ` + "`shimai wishes`" + `
matches all of them.`,
	}
	group(cmd)
	cmd.AddCommand(newOwnWishesImport(e), newOwnWishesAdd(e), newOwnWishesList(e), newOwnRemove(e, "wish", "wishes"))
	return cmd
}

func newOwnWishesImport(e *env) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Read wishes from a list: TSV, CSV or XLSX",
		Long: `Read wishes from a list, as ` + "`shimai own ties import`" + ` reads ties. A cell may hold
several countries, continents or parts of the world, with commas between.

Fields: ` + fieldList(intake.WishFields()) + `.`,
		Example: "  shimai own wishes import 希望自治体.csv --dry-run\n  shimai own wishes import seekers.tsv --yes",
		Args:    exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.runImport(cmd.Context(), &f, args[0], importJob{"wishes import", intake.WishFields(), intake.GuessWishes, intake.Wishes})
		},
	}
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&f.home, "home", "", "the `COUNTRY` of those on the list (default: any)")
	return cmd
}

func newOwnWishesAdd(e *env) *cobra.Command {
	var c changeFlags
	var x own.Wish
	var to, purposes []string
	var least, most int32
	cmd := &cobra.Command{
		Use:   "add TOWN",
		Short: "Record that a town looks for a partner",
		Example: `  shimai own wishes add "Wanaka, New Zealand" --to JP --text "ski and lake town, school exchange" --of 2026-04
  shimai own wishes add 新得町 --to US,GB,CA,AU --purpose education --max-population 20000`,
		Args: exactly("TOWN"),
		RunE: func(cmd *cobra.Command, args []string) error {
			x.Purposes, x.MinPopulation, x.MaxPopulation = purposes, least, most
			return runOwnWishesAdd(cmd.Context(), e, c, &x, to, args[0])
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&to, "to", nil, "only countries or parts of the world in `LIST`, such as JP or Asia (default: anywhere)")
	f.StringSliceVar(&purposes, "purpose", nil, strings.Join(data.PurposeKeys(), ", ")+"; may be repeated")
	f.Int32Var(&least, "min-population", 0, "fewest inhabitants of the partner")
	f.Int32Var(&most, "max-population", 0, "most inhabitants of the partner")
	f.StringVar(&x.Text, "text", "", "what is asked for, in a few words")
	f.StringVar(&x.Date, "of", "", "`DATE` of the wish: YYYY, YYYY-MM or YYYY-MM-DD")
	f.StringVar(&x.Contact, "contact", "", "whom to write to; private")
	f.StringVar(&x.Note, "note", "", "anything else; private")
	c.add(f)
	return cmd
}

func runOwnWishesAdd(ctx context.Context, e *env, c changeFlags, x *own.Wish, to []string, town string) error {
	r, err := e.rowNames()
	if err != nil {
		return err
	}
	if x.Unit, err = e.idOf(ctx, town); err != nil {
		return err
	}
	for _, word := range to {
		if err := r.where(x, word); err != nil {
			return err
		}
	}
	return e.putOwn(c, "wishes add", x)
}

const schemaOwnWishes = "shimai.own_wishes/1"

type ownWishesJSON struct {
	Schema string     `json:"schema"`
	AsOf   string     `json:"as_of"`
	Wishes []own.Wish `json:"wishes"`
}

func newOwnWishesList(e *env) *cobra.Command {
	return e.ownListing(&cobra.Command{
		Use:     "list [TOWN]",
		Short:   "List the recorded wishes, all or that of a town",
		Example: "  shimai own wishes list --format table",
	}, answer.Formats(), (*ownList).wishes)
}

func (l *ownList) wishes() answer.Result {
	doc := answer.Document{Lang: l.lang, Columns: ownColumns([]answer.Column{
		{Key: "record", Title: answer.Both("Record", "記録")}, {Key: "town", Title: answer.Both("Town", "団体"), Fold: true},
		{Key: "country", Title: answer.Both("Country", "国")}, {Key: "countries", Title: answer.Both("Looks in", "希望国・地域"), Fold: true},
		{Key: "min_population", Title: answer.Both("From", "人口下限"), Right: true}, {Key: "max_population", Title: answer.Both("To", "人口上限"), Right: true},
		{Key: "text", Title: answer.Both("For", "希望内容"), Fold: true}, {Key: "purposes", Title: answer.Both("Purposes", "目的"), Soft: 2},
		{Key: "date", Title: answer.Both("Date", "日付")}, {Key: "recorded", FileOnly: true},
	}, l.notes), Below: l.below(len(l.records.Wishes))}
	for _, w := range l.records.Wishes {
		doc.Rows = append(doc.Rows, answer.Row{Cells: ownCells([]answer.Cell{
			answer.Text(w.ID), answer.Said(l.name(w.Unit), w.Unit), answer.Text(l.country(w.Unit)), answer.Text(strings.Join(append(append([]string{}, w.Countries...), w.Areas...), ", ")),
			people(w.MinPopulation), people(w.MaxPopulation), answer.Text(w.Text), l.purposes(w), answer.Text(w.Date), answer.Text(w.Recorded),
		}, l.notes, w.Contact, w.Note)})
	}
	return answer.Result{Doc: doc, JSON: ownWishesJSON{schemaOwnWishes, l.records.AsOf(), listOf(l.records.Wishes)}}
}

// purposes is a cell with what a wish is for.
func (l *ownList) purposes(w own.Wish) answer.Cell {
	var shown []string
	for _, p := range portfolio.Purposes() {
		if slices.Contains(w.Purposes, p.String()) {
			shown = append(shown, p.Short().In(l.lang))
		}
	}
	return answer.Said(strings.Join(shown, answer.Both(", ", "、").In(l.lang)), strings.Join(w.Purposes, ", "))
}

// people is a cell with a bound, empty for none.
func people(n int32) answer.Cell {
	if n == 0 {
		return answer.Text("")
	}
	return answer.Count(n)
}
