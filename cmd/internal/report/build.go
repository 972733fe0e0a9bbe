package report

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// Question is what a report is asked with.
type Question struct {
	Ask  answer.Ask
	Town data.Unit
	Set  answer.Set
	// Only says what is written. Default: the whole report.
	Only Only
	// To is whom a letter is to, where HasTo is set. Default: the first of the
	// shortlist.
	To    data.Unit
	HasTo bool
	// Private are notes and contacts of the own records, to be shown with the
	// places they are about. Default: none, the report can be given away.
	Private []Remark
}

// Remark is a private note of the own records.
type Remark struct {
	// About are the ids of the governments that the note is about.
	About []string
	// Kind is fact, tie, step or wish; Date that of the record.
	Kind, Date string
	Contact    string
	Note       string
}

// Build writes the shortlist report for a town: it picks the portfolio, gathers
// what is known of each member, and words all sections.
//
// Errors are those of [answer.Desk.Portfolio].
func Build(ctx context.Context, d *answer.Desk, q Question) (Report, error) {
	a, asked, err := newAuthor(ctx, d, q)
	if err != nil {
		return Report{}, err
	}
	r := Report{Schema: Schema, Lang: a.lang, Town: a.base.UnitJSON(q.Town), Asked: a.asked(), Portfolio: a.view.JSON()}
	args := append([]string{r.Town.ID, "notes=" + digest(q.Private)}, asked...)
	if r.Run, err = d.RunOf(q.Ask, "report", append(args, "lang="+a.lang, "only="+string(q.Only))...); err != nil {
		return Report{}, err
	}
	a.view.Run, r.Portfolio.Run = r.Run, r.Run
	r.Title = a.say("Partner cities for %s: shortlist report", "%sの海外提携候補に関する報告書", a.town.name)
	switch q.Only {
	case OnlyLetter:
		r.Title, r.Sections, err = a.onlyLetter()
	case OnlyProfile:
		r.Title, r.Sections, err = a.onlyProfile()
	default:
		r.Sections, err = a.sections(ctx)
	}
	return r, err
}

// digest identifies private notes, which no digest of the run covers.
func digest(notes []Remark) string {
	if len(notes) == 0 {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", notes))
	return hex.EncodeToString(sum[:6])
}

// newAuthor gathers all that a report tells of.
func newAuthor(ctx context.Context, d *answer.Desk, q Question) (*author, []string, error) {
	a := &author{Question: q, lang: q.Ask.Lang, desk: d, cited: &[]string{}}
	if err := a.open(); err != nil {
		return nil, nil, err
	}
	var asked []string
	var err error
	if a.asking, err = d.Question(ctx, q.Ask, q.Town); err != nil {
		return nil, nil, err
	}
	if a.view, asked, err = d.Choose(ctx, q.Ask, q.Town, q.Set); err != nil {
		return nil, nil, err
	}
	if a.town, err = a.subject(q.Town); err != nil {
		return nil, nil, err
	}
	a.members = make([]subject, len(a.view.Portfolio.Members))
	g, ctx := errgroup.WithContext(ctx)
	for i := range a.members {
		g.Go(func() (err error) {
			if err := ctx.Err(); err != nil {
				return err
			}
			a.members[i], err = a.candidate(&a.view.Portfolio.Members[i])
			return err
		})
	}
	return a, asked, g.Wait()
}

// open reads the tables that the sections are written from.
func (a *author) open() error {
	var err error
	if a.base, err = a.desk.Base(); err != nil {
		return err
	}
	st, err := a.desk.Data()
	if err != nil {
		return err
	}
	if a.missions, err = st.Missions(); err != nil {
		return err
	}
	if a.pairs, err = st.Pairs(); err != nil {
		return err
	}
	if a.reader, err = a.desk.Wishes(); err != nil {
		return err
	}
	a.steps = st.Steps(a.Town)
	if a.climate, err = st.Climate(); err != nil {
		return err
	}
	a.months, err = st.Months()
	return err
}

// subject gathers what is known of a place.
func (a *author) subject(u data.Unit) (subject, error) {
	s := subject{unit: u, name: a.base.Name(u, a.lang), facts: map[string]answer.Fact{}}
	var err error
	if s.all, err = a.desk.Facts(u, a.lang, false); err != nil {
		return s, fmt.Errorf("gather the facts of %s: %w", s.name, err)
	}
	for _, f := range s.all {
		s.facts[f.Key] = f
	}
	if s.ties, err = a.desk.TiesOf(u); err != nil {
		return s, fmt.Errorf("gather the ties of %s: %w", s.name, err)
	}
	if s.past, err = a.desk.OtherTies(u); err != nil {
		return s, fmt.Errorf("gather the records of %s: %w", s.name, err)
	}
	return s, nil
}

// candidate gathers what is known of a member, and how it sees the town.
func (a *author) candidate(m *portfolio.Member) (subject, error) {
	s, err := a.subject(m.Unit)
	if err != nil {
		return s, err
	}
	s.member = m
	chooser, err := a.desk.Chooser()
	if err != nil {
		return s, err
	}
	s.back, s.gains, err = chooser.Serves(matcher.Query{Town: m.Unit}, a.Town)
	return s, err
}

// asked tells programs what the report was asked with.
func (a *author) asked() Asked {
	out := Asked{Countries: []string{}, Weights: []Weight{}, Purposes: []Weight{}}
	for _, c := range a.asking.To {
		out.Countries = append(out.Countries, a.base.Countries.Code[c])
	}
	for _, k := range slices.Sorted(maps.Keys(a.Ask.Config.Weights)) {
		if w := a.Ask.Config.Weights[k]; w != 1 {
			out.Weights = append(out.Weights, Weight{k, w})
		}
	}
	for _, c := range a.view.Portfolio.Purposes {
		out.Purposes = append(out.Purposes, Weight{c.Purpose.String(), c.Weight})
	}
	return out
}

// sections writes all sections in their order; the annexes come last, because
// they list what the others cite.
func (a *author) sections(ctx context.Context) ([]Section, error) {
	region, err := a.region()
	if err != nil {
		return nil, err
	}
	list := []Section{
		a.title(), a.ourTown(), a.ourTies(region), a.wishes(), a.shortlist(), a.comparison(),
		a.candidates(), a.balance(), a.rules(), a.risks(), a.resources(),
	}
	reserve, err := a.reserve(ctx)
	if err != nil {
		return nil, err
	}
	list = append(list, reserve, a.nextSteps())
	annexes, err := a.annexes()
	if err != nil {
		return nil, err
	}
	list = append(list, annexes)
	for i := range list {
		list[i].Number = i + 1
	}
	return list, nil
}
