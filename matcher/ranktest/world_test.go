package ranktest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// world is the real data with one engine, shared by all tests.
type world struct {
	store     *data.Store
	units     *data.Units
	labels    *data.Labels
	countries *data.Countries
	near      *data.Near
	themes    *data.Themes
	climate   *data.Climate
	ties      *data.Ties
	wishes    *data.Wishes
	resolver  *index.Resolver
	engine    *matcher.Engine
	// lists holds rankings by town and countries: many cases ask for the same.
	lists  map[string]matcher.Ranking
	sample *sample
}

var openWorld = sync.OnceValues(func() (*world, error) {
	st, err := data.Open(layers.FS)
	if err != nil {
		return nil, err
	}
	w := &world{store: st, resolver: index.NewResolver(st), lists: map[string]matcher.Ranking{}}
	for _, read := range []func() error{
		func() (err error) { w.units, err = st.Units(); return err },
		func() (err error) { w.labels, err = st.Labels(); return err },
		func() (err error) { w.countries, err = st.Countries(); return err },
		func() (err error) { w.near, err = st.Near(); return err },
		func() (err error) { w.themes, err = st.Themes(); return err },
		func() (err error) { w.climate, err = st.Climate(); return err },
		func() (err error) { w.ties, err = st.Ties(); return err },
		func() (err error) { w.wishes, err = st.Wishes(); return err },
	} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	weights, err := model.Default()
	if err != nil {
		return nil, err
	}
	w.engine, err = matcher.New(st, weights)
	return w, err
})

func theWorld(tb testing.TB) *world {
	tb.Helper()
	if testing.Short() {
		tb.Skip("ranks the whole world many times")
	}
	w, err := openWorld()
	require.NoError(tb, err)
	return w
}

// town finds the government that a case names. Where the name holds Japanese
// script, as in "Obama 小浜市", that part is looked up and the Latin part must
// agree with it, so that the file tells its readers no lie.
func (w *world) town(name string) (data.Unit, error) {
	latin, query, _ := strings.Cut(name, " ")
	if strings.IndexFunc(query, japanese) != 0 {
		return w.resolver.Resolve(name)
	}
	u, err := w.resolver.Resolve(query)
	if err != nil {
		return u, err
	}
	if got := w.labels.Name.At(int(u)); names.Fold(got) != names.Fold(latin) {
		return u, fmt.Errorf("%s is called %s, not %s", query, got, latin)
	}
	return u, nil
}

func japanese(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// wished stands in the column "to" for the countries the town itself asked for.
const wished = "wished"

// targets reads the column "to" as the command line reads --to: codes and names
// of countries, continents, subregions; empty for everywhere abroad.
func (w *world) targets(town data.Unit, to string) ([]data.Country, error) {
	switch to {
	case "":
		return nil, nil
	case wished:
		return w.wishedBy(town)
	}
	own := w.units.Country[town]
	var out []data.Country
	for word := range strings.SplitSeq(to, ",") {
		word = strings.TrimSpace(word)
		if c, ok := index.CountryByName(w.countries, word); ok {
			out = append(out, c)
		} else if area, ok := index.CountriesIn(w.countries, word); ok {
			out = append(out, area...)
		} else {
			return nil, fmt.Errorf("%q is no country, continent or subregion", word)
		}
	}
	slices.Sort(out)
	out = slices.DeleteFunc(slices.Compact(out), func(c data.Country) bool { return c == own })
	return out, nil
}

// wishedBy lists the countries that a town asked for; nil when it would take a
// partner from anywhere, an error when it is not known to look for one.
func (w *world) wishedBy(town data.Unit) ([]data.Country, error) {
	rows := w.wishes.Of(town)
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s is not known to look for a partner", w.name(town))
	}
	var out []data.Country
	for c := range w.countries.Len() {
		if data.Country(c) != w.units.Country[town] && w.wants(rows, data.Country(c)) {
			out = append(out, data.Country(c))
		}
	}
	if len(out) >= w.countries.Len()-1 {
		return nil, nil
	}
	return out, nil
}

func (w *world) wants(rows []int, c data.Country) bool {
	return slices.ContainsFunc(rows, func(row int) bool {
		return w.wishes.Wants(row, w.countries.Code[c], w.countries.Continent[c])
	})
}

// query asks what the command line asks by default: three of a country, or as
// many as fill the list where the countries are named.
func (w *world) query(town data.Unit, to []data.Country) matcher.Query {
	q := matcher.Query{Town: town, To: to, N: listSize, PerCountry: 3}
	if len(to) > 0 {
		q.PerCountry = max(q.PerCountry, (listSize+len(to)-1)/len(to))
	}
	return q
}

// list returns the default list for a town.
func (w *world) list(ctx context.Context, town data.Unit, to []data.Country) (matcher.Ranking, error) {
	key := fmt.Sprint(town, to)
	if r, ok := w.lists[key]; ok {
		return r, nil
	}
	r, err := w.engine.Rank(ctx, w.query(town, to))
	if err == nil {
		w.lists[key] = r
	}
	return r, err
}

// name is a government's name with its country: Toledo ES.
func (w *world) name(u data.Unit) string {
	n := w.labels.Name.At(int(u))
	if n == "" {
		n = w.labels.NameJA.At(int(u))
	}
	return n + " " + w.countries.Code[w.units.Country[u]]
}

// partners tells whether the two have a known tie.
func (w *world) partners(a, b data.Unit) bool {
	return slices.ContainsFunc(w.ties.Of(a), func(row int32) bool { return w.ties.Other(row, a) == b })
}
