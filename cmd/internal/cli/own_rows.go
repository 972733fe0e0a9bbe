package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/intake"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/index"
)

// rowResolver turns the rows of a list into records.
type rowResolver struct {
	e    *env
	base *answer.Base
	// town is the id for all rows, "" where each row names its own.
	town string
	// seen holds what names mean that were asked for before: a list of an
	// association names a town many times.
	seen map[string]resolved
}

type resolved struct {
	id  string
	err error
}

func (e *env) rowResolver() (*rowResolver, error) {
	base, err := e.Base()
	return &rowResolver{e: e, base: base, seen: map[string]resolved{}}, err
}

// id finds the government that one of some queries means, the first that means
// exactly one. The error is that of the first query that several bear, or else
// of the first.
func (r *rowResolver) id(queries ...string) (string, error) {
	var problem error
	for _, q := range queries {
		if q = strings.Trim(q, ", "); q == "" {
			continue
		}
		found, ok := r.seen[q]
		if !ok {
			u, err := r.e.known(q)
			if err == nil {
				found.id = r.base.Labels.ID.At(int(u))
			}
			found.err = err
			r.seen[q] = found
		}
		if found.err == nil {
			return found.id, nil
		}
		if problem == nil || errors.Is(found.err, index.ErrAmbiguous) && !errors.Is(problem, index.ErrAmbiguous) {
			problem = found.err
		}
	}
	return "", problem
}

// townOf finds the town of a row: by its code, or its name within its prefecture.
func (r *rowResolver) townOf(row intake.Row, c intake.Columns) (string, error) {
	if r.town != "" {
		return r.town, nil
	}
	code, name, within := c.Cell(row, intake.Code), c.Cell(row, intake.Town), c.Cell(row, intake.Prefecture)
	if code == "" && name == "" {
		return "", errors.New("the row names no town")
	}
	queries := []string{code}
	if within != "" && name != "" {
		queries = append(queries, name+", "+within)
	}
	id, err := r.id(append(queries, name)...)
	if err != nil {
		return "", fmt.Errorf("town: %w", err)
	}
	return id, nil
}

// tie reads a row of a list of ties.
func (r *rowResolver) tie(row intake.Row, c intake.Columns) (own.Record, error) {
	t := &own.Tie{}
	var err error
	if t.A, err = r.townOf(row, c); err != nil {
		return nil, err
	}
	if err = r.partnerOf(t, row, c); err != nil {
		return nil, err
	}
	if t.Kind, err = intake.TieKind(c.Cell(row, intake.Kind)); err != nil {
		return nil, err
	}
	if t.Status, err = intake.TieStatus(c.Cell(row, intake.Status)); err != nil {
		return nil, err
	}
	for _, f := range []struct {
		key string
		to  *string
	}{{intake.Since, &t.Since}, {intake.Until, &t.Until}, {intake.Last, &t.LastActivity}} {
		if *f.to, err = intake.Date(c.Cell(row, f.key)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.key, err)
		}
	}
	t.Theme, t.Reason = c.Cell(row, intake.Theme), c.Cell(row, intake.Reason)
	t.Contact, t.Note = c.Cell(row, intake.Contact), c.Cell(row, intake.Note)
	return t, nil
}

// partnerOf finds the partner of a row by its name, region and country. A name
// that its country does not bear is not looked for in others. One with * before
// it is kept as a name: the data do not know it.
func (r *rowResolver) partnerOf(t *own.Tie, row intake.Row, c intake.Columns) error {
	name, region, country := c.Cell(row, intake.Partner), c.Cell(row, intake.Region), c.Cell(row, intake.Country)
	if name == "" {
		return errors.New("the row names no partner")
	}
	where := ""
	if country != "" {
		k, ok := index.CountryByName(r.base.Countries, country)
		if !ok {
			return fmt.Errorf("country: %q is no country; write a code (FR) or a name (France, フランス)", country)
		}
		where = r.base.Countries.Code[k]
	}
	if kept, ok := strings.CutPrefix(name, "*"); ok {
		t.BName, t.BCountry = strings.TrimSpace(kept), where
		return nil
	}
	queries := []string{}
	for _, n := range partnerNames(name) {
		if region != "" {
			queries = append(queries, strings.Join([]string{n, region, where}, ", "))
		}
		queries = append(queries, strings.Trim(n+", "+where, ", "))
	}
	id, err := r.id(queries...)
	if err != nil {
		return fmt.Errorf("partner: %w%s", err, r.knownPartners(t.A, where))
	}
	if u, err := r.e.known(id); err == nil && where != "" && r.base.Country(u) != where {
		return fmt.Errorf("partner: %q lies in %s, the row says %s", name, r.base.Country(u), where)
	}
	t.B = id
	return nil
}

// knownPartners names, for a partner that was not found, those that lists know
// of the town in that country: one of them is often meant, and its id mends
// the row.
func (r *rowResolver) knownPartners(town, country string) string {
	u, err := r.e.known(town)
	if err != nil || country == "" {
		return ""
	}
	ties, err := r.e.TiesOf(u)
	if err != nil {
		return ""
	}
	var out []string
	for _, t := range ties {
		if t.Country == country && t.Partner != data.NoUnit {
			out = append(out, r.base.Name(t.Partner, "en")+" "+r.base.Labels.ID.At(int(t.Partner)))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "; known partners there: " + strings.Join(out, ", ")
}

// partnerNames are the readings of a cell that names a partner: as it is, and
// without what offices add to a name, as in バンフ市 and バンフ(Banff).
func partnerNames(cell string) []string {
	out := []string{cell}
	head, rest, ok := strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(cell), "(")
	if ok {
		out = append(out, strings.TrimSpace(head), strings.TrimSpace(strings.TrimSuffix(rest, ")")))
	}
	for _, n := range out[:len(out):len(out)] {
		for _, suffix := range []string{"市", "町", "村", "区", "郡", "州", "省", "県", " City", " Town"} {
			if short, ok := strings.CutSuffix(n, suffix); ok && len(short) > 3 {
				out = append(out, short)
			}
		}
	}
	return out
}

// wish reads a row of a list of those who look for a partner.
func (r *rowResolver) wish(row intake.Row, c intake.Columns) (own.Record, error) {
	w := &own.Wish{}
	var err error
	if w.Unit, err = r.townOf(row, c); err != nil {
		return nil, err
	}
	for _, word := range append(intake.List(c.Cell(row, intake.Countries)), intake.List(c.Cell(row, intake.Areas))...) {
		if err := r.where(w, word); err != nil {
			return nil, err
		}
	}
	for _, word := range intake.List(c.Cell(row, intake.Purposes)) {
		w.Purposes = append(w.Purposes, strings.ToLower(word))
	}
	if w.MinPopulation, err = intake.People(c.Cell(row, intake.MinPopulation)); err != nil {
		return nil, err
	}
	if w.MaxPopulation, err = intake.People(c.Cell(row, intake.MaxPopulation)); err != nil {
		return nil, err
	}
	if cell := c.Cell(row, intake.WishDate); cell != "latest" {
		if w.Date, err = intake.Date(cell); err != nil {
			return nil, fmt.Errorf("date: %w", err)
		}
	}
	w.Text, w.Contact, w.Note = c.Cell(row, intake.Wanted), c.Cell(row, intake.Contact), c.Cell(row, intake.Note)
	return w, nil
}

// where adds a country or a continent to a wish. A part of the world that is no
// continent stands for its countries.
func (r *rowResolver) where(w *own.Wish, word string) error {
	c := r.base.Countries
	switch strings.ToLower(strings.Trim(word, "()")) {
	case "any", "none stated", "不問", "指定なし", "問わない":
		return nil
	}
	if k, ok := index.CountryByName(c, word); ok {
		w.Countries = append(w.Countries, c.Code[k])
		return nil
	}
	in, ok := index.CountriesIn(c, word)
	if !ok {
		return fmt.Errorf("countries: %q is no country and no part of the world", word)
	}
	all, _ := index.CountriesIn(c, c.Continent[in[0]])
	if len(all) == len(in) {
		w.Areas = append(w.Areas, c.Continent[in[0]])
		return nil
	}
	for _, k := range in {
		w.Countries = append(w.Countries, c.Code[k])
	}
	return nil
}
