package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/data/own/intake"
	"github.com/shimai/shimai/index"
)

// rowNames tells the reader of lists who is meant by a name.
type rowNames struct {
	e    *env
	base *answer.Base
	lang string
}

func (e *env) rowNames() (*rowNames, error) {
	base, err := e.Base()
	if err != nil {
		return nil, err
	}
	lang, err := e.lang()
	return &rowNames{e, base, lang}, err
}

// options are those of a list of the day and, where no column names the towns,
// of one town.
func (r *rowNames) options(date, town, home string) (intake.Options, error) {
	o := intake.Options{Date: date, Japanese: r.lang == "ja", Town: town, Resolve: r.resolve, Country: r.country, Area: r.area, Known: r.known}
	if home == "" {
		return o, nil
	}
	var ok bool
	if o.Home, ok = r.country(home); !ok {
		return o, answer.Usagef("--home %s is no country; write a code (JP) or a name (Japan, 日本)", answer.Shorten(home))
	}
	return o, nil
}

// resolve finds a government by its name within a country. Offices add to the
// names of foreign cities what their own have: バンフ市 is looked for as it is
// and without 市.
func (r *rowNames) resolve(query, country string) (string, error) {
	within := ""
	if c, ok := r.base.Countries.ByCode(country); ok {
		within = ", " + r.base.Countries.Name[c]
	}
	name, rest, _ := strings.Cut(query, ", ")
	if rest != "" {
		rest = ", " + rest
	}
	var first error
	for _, n := range readings(name, country) {
		id, err := r.one(n+rest+within, n)
		if err == nil {
			return id, nil
		}
		// What a name could mean says more than that it was not found as written.
		var several *intake.AmbiguousError
		if first == nil || errors.As(err, &several) && !errors.As(first, &several) {
			first = err
		}
	}
	return "", first
}

// one finds the government of a query, or of a code, which needs no country.
func (r *rowNames) one(query, name string) (string, error) {
	if strings.Contains(name, ":") || name != "" && strings.Trim(name, "0123456789") == "" {
		query = name
	}
	u, err := r.e.known(query)
	var several *index.AmbiguousError
	if errors.As(err, &several) {
		out := &intake.AmbiguousError{}
		for _, m := range several.Matches {
			out.Candidates = append(out.Candidates, r.describe(m.Unit))
		}
		return "", out
	}
	if err != nil {
		return "", err
	}
	return r.base.Labels.ID.At(int(u)), nil
}

func (r *rowNames) describe(u data.Unit) string {
	return fmt.Sprintf("%s (%s)", r.base.Labels.ID.At(int(u)), r.base.Describe(u, r.lang))
}

// readings are a cell's name as it is, without what stands in brackets, what
// stands there, and each without the word for its kind. A county of the United
// States is not the city of its name, while elsewhere 郡 may be the municipality.
func readings(cell, country string) []string {
	out := []string{cell}
	head, inside, ok := strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(cell), "(")
	if ok {
		out = append(out, strings.TrimSpace(head), strings.TrimSpace(strings.TrimSuffix(inside, ")")))
	}
	const shortest = 2 // characters: 市川 is no 川 of kind 市
	kinds := []string{"市", "町", "村", "区", "州", "省", "県"}
	if country != "US" {
		kinds = append(kinds, "郡")
	}
	for _, n := range out[:len(out):len(out)] {
		for _, kind := range kinds {
			if short, ok := strings.CutSuffix(n, kind); ok && len([]rune(short)) >= shortest {
				out = append(out, short)
			}
		}
	}
	return slices.DeleteFunc(out, func(n string) bool { return n == "" })
}

func (r *rowNames) country(name string) (string, bool) {
	c, ok := index.CountryByName(r.base.Countries, name)
	if !ok {
		return "", false
	}
	return r.base.Countries.Code[c], true
}

// known describes the partners that lists know of a town in a country.
func (r *rowNames) known(town, country string) []string {
	u, err := r.e.known(town)
	if err != nil {
		return nil
	}
	ties, err := r.e.TiesOf(u)
	if err != nil {
		return nil
	}
	var out []string
	for _, t := range ties {
		if t.Country == country && t.Partner != data.NoUnit {
			out = append(out, r.base.Labels.ID.At(int(t.Partner))+" "+r.base.Name(t.Partner, r.lang))
		}
	}
	return out
}

// area reads a part of the world: a whole continent as such, a part of one as
// its countries.
func (r *rowNames) area(name string) (areas, countries []string, ok bool) {
	c := r.base.Countries
	in, ok := index.CountriesIn(c, name)
	if !ok {
		return nil, nil, false
	}
	continent := c.Continent[in[0]]
	if all, _ := index.CountriesIn(c, continent); len(all) == len(in) {
		return []string{continent}, nil, true
	}
	for _, k := range in {
		countries = append(countries, c.Code[k])
	}
	return nil, countries, true
}

// where adds a country or a part of the world to a wish.
func (r *rowNames) where(w *own.Wish, word string) error {
	if code, ok := r.country(word); ok {
		w.Countries = append(w.Countries, code)
		return nil
	}
	areas, countries, ok := r.area(word)
	if !ok {
		return answer.Usagef("--to %s is no country and no part of the world", answer.Shorten(word))
	}
	w.Areas, w.Countries = append(w.Areas, areas...), append(w.Countries, countries...)
	return nil
}
