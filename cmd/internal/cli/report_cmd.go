package cli

import (
	"context"
	"io"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/data/own"
)

// reportFlags are those of portfolio and what only a report has.
type reportFlags struct {
	portfolioFlags
	only, candidate, chromium string
	notes                     bool
}

func newReport(e *env) *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report TOWN",
		Short: "Write the shortlist report that a council can decide on",
		Long: `Write the report on the four to eight partners that serve a town best together:
our town, existing ties, purposes and rules, the shortlist at a glance, a
comparison, a page for each candidate with all evidence, the balance of the set,
rules, risks, reserve, next steps, sources, and a letter of enquiry.

The same figures stand in every format. --only writes the letter or the one-page
profile of the town alone, in Japanese and English.`,
		Example: `  shimai report 新得町 --lang ja -o shortlist.html
  shimai report --brief brief.yaml --policy policy.yaml -o shortlist.pdf
  shimai report 新得町 --to US,GB,CA,AU --size 6 -o shortlist.xlsx
  shimai report 新得町 --only letter --candidate Banff,Alberta,Canada -o letter.md`,
		Args: townOrBrief(&f.wish),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.query.apply(e)
			return runReport(cmd.Context(), e, &f, args)
		},
	}
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&f.only, "only", "report", "what to write: `report|letter|profile`")
	cmd.Flags().StringVar(&f.candidate, "candidate", "", "whom the letter is to (default: the first of the shortlist)")
	notesFlag(cmd.Flags(), &f.notes)
	cmd.Flags().StringVar(&f.chromium, "chromium", "", "print PDF with the browser at `PATH` (default: the one installed)")
	return cmd
}

func runReport(ctx context.Context, e *env, f *reportFlags, args []string) error {
	if err := f.wish.read(e); err != nil {
		return err
	}
	out, err := e.output(report.Formats())
	if err != nil {
		return err
	}
	q, err := f.question(ctx, e, args)
	if err != nil {
		return err
	}
	r, err := report.Build(ctx, e.Desk, q)
	if err != nil {
		return err
	}
	if q.Only == report.OnlyReport && !f.notes {
		if err := e.keep(r); err != nil {
			return err
		}
	}
	p := report.Printer{Chromium: f.chromium}
	if out.format == report.FormatHTML || out.format == report.FormatPDF {
		if p.World, err = e.World(); err != nil {
			return err
		}
	}
	return out.send(func(w io.Writer) error { return p.Write(ctx, w, r, out.format) })
}

// question reads what the flags ask.
func (f *reportFlags) question(ctx context.Context, e *env, args []string) (report.Question, error) {
	var q report.Question
	var err error
	if q.Only, err = report.ParseOnly(f.only); err != nil {
		return q, answer.AsUsage(err)
	}
	if f.candidate != "" && q.Only != report.OnlyLetter {
		return q, answer.Usage(answer.Both("--candidate says whom a letter is to; add --only letter, or leave it out", "--candidate は書簡の宛先です。--only letter を付けるか、省略してください"))
	}
	if q.Ask, err = e.ask(f.query.parts); err != nil {
		return q, err
	}
	f.wish.ask(&q.Ask)
	if q.Set, err = f.wanted(); err != nil {
		return q, err
	}
	if f.notes {
		r, err := e.loadOwn(true)
		if err != nil {
			return q, err
		}
		q.Private = privateNotes(&r)
	}
	if q.Town, err = f.wish.town(ctx, e, args); err != nil {
		return q, err
	}
	if f.candidate != "" {
		q.To, err = e.Resolve(ctx, f.candidate)
		q.HasTo = true
	}
	return q, err
}

// privateNotes lists the contacts and notes of the own records, in their order.
func privateNotes(r *own.Records) []report.Remark {
	var out []report.Remark
	add := func(kind, date, contact, note string, about ...string) {
		if contact != "" || note != "" {
			out = append(out, report.Remark{About: about, Kind: kind, Date: date, Contact: contact, Note: note})
		}
	}
	for _, t := range r.Ties {
		add("tie", t.Recorded, t.Contact, t.Note, t.A, t.B)
	}
	for _, f := range r.Facts {
		contact := ""
		if f.Key == own.FactContact {
			contact = f.Value
		}
		add("fact", f.Recorded, contact, f.Note, f.Unit)
	}
	for _, w := range r.Wishes {
		add("wish", w.Recorded, w.Contact, w.Note, w.Unit)
	}
	for _, s := range r.Steps {
		add("step", s.Date, s.Contact, s.Note, s.Candidate)
	}
	return out
}
