package cli

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

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

// resolve finds a government by its name within a country, in each of the
// readings that offices write it in. Once a name could mean several, another
// spelling may only tell which of them.
func (r *rowNames) resolve(query, country string) (string, error) {
	name, rest, _ := strings.Cut(query, ", ")
	if rest != "" {
		rest = ", " + rest
	}
	var first error
	var several *intake.AmbiguousError
	for n := range r.readings(name, country) {
		in := ""
		if c, ok := r.base.Countries.ByCode(cmp.Or(country, n.country)); ok {
			in = ", " + r.base.Countries.Name[c]
		}
		if n.region != "" {
			in = ", " + n.region + in
		}
		id, err := r.one(n.name+rest+in, n.name)
		switch {
		case err != nil:
			// What a name could mean says more than that it was not found as written.
			if first == nil || several == nil && errors.As(err, &several) {
				first = err
			}
			errors.As(first, &several)
		case several != nil && !slices.ContainsFunc(several.Candidates, func(c string) bool { return strings.HasPrefix(c, id+" ") }):
		case n.spelling && r.upper(id): // セントルイス市(Missouri) is not the state
		default:
			return id, nil
		}
	}
	return "", first
}

// upper tells whether an id is that of a prefecture or a region.
func (r *rowNames) upper(id string) bool {
	u, err := r.e.known(id)
	return err == nil && r.base.Units.Kind[u].Upper()
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

// reading is one way to understand a name: what is looked for, and what the
// name itself says of where.
type reading struct {
	name, region string
	// country is the code of the country that stands before the name.
	country string
	// spelling is what stands in brackets behind a name in another script.
	spelling bool
}

// readings are a cell's name as it is; with what stands in brackets for where
// it is, else for another spelling of it; with the country and the region that
// stand before it (米国カリフォルニア州サンノゼ市); and each without the word
// for its kind, which offices add to the names of foreign cities, too.
func (r *rowNames) readings(cell, country string) iter.Seq[reading] {
	return func(yield func(reading) bool) {
		each := func(n reading) bool {
			if n.name != "" && !yield(n) {
				return false
			}
			for _, n.name = range withoutKind(n.name, country) {
				if !yield(n) {
					return false
				}
			}
			return true
		}
		if !each(reading{name: cell}) {
			return
		}
		if head, inside, ok := brackets(cell); ok {
			region, of := r.withoutCountry(inside, country)
			_ = each(reading{name: head, region: region, country: of}) && each(reading{name: head}) &&
				japanese(head) != japanese(inside) && each(reading{name: inside, spelling: true})
			return
		}
		name, of := r.withoutCountry(cell, country)
		city, region := regionBefore(name)
		_ = (name == cell || each(reading{name: name, country: of})) && (region == "" || each(reading{name: city, region: region, country: of}))
	}
}

// brackets splits a name into what stands before brackets and in them.
func brackets(name string) (head, inside string, ok bool) {
	head, inside, ok = strings.Cut(strings.NewReplacer("（", "(", "）", ")").Replace(name), "(")
	return strings.TrimSpace(head), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(inside), ")")), ok
}

// withoutCountry takes off the longest name of the country, or of any where
// none is known, that a Japanese name begins with, and returns its code.
func (r *rowNames) withoutCountry(name, country string) (rest, code string) {
	runes := []rune(name)
	for end := len(runes); end >= 2 && japanese(name); end-- {
		if code, ok := r.country(string(runes[:end])); ok && (country == "" || code == country) {
			return strings.TrimLeft(string(runes[end:]), "・、,， 　の"), code
		}
	}
	return name, ""
}

// regionBefore splits a Japanese name behind the word for a state or province.
func regionBefore(name string) (city, region string) {
	for _, kind := range []string{"州", "省", "自治区", "道", "県"} {
		const shortest = 2 // characters: the 県 of a place's own name ends it
		if at := strings.Index(name, kind); at > 0 && len([]rune(name[at+len(kind):])) >= shortest {
			return strings.TrimLeft(name[at+len(kind):], "・、,， 　の"), name[:at+len(kind)]
		}
	}
	return "", ""
}

// withoutKind is a name without the word for its kind. A county of the United
// States is not the city of its name, while elsewhere 郡 may be the municipality.
func withoutKind(name, country string) []string {
	const shortest = 2 // characters: 市川 is no 川 of kind 市
	kinds := []string{"市", "町", "村", "区", "州", "省", "県"}
	if country != "US" {
		kinds = append(kinds, "郡")
	}
	var out []string
	for _, kind := range kinds {
		if short, ok := strings.CutSuffix(name, kind); ok && len([]rune(short)) >= shortest {
			out = append(out, short)
		}
	}
	return out
}

// japanese tells whether a text is written in kanji or kana.
func japanese(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) })
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
