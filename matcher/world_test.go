package matcher_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// world is the real data with one engine, shared by all tests.
type world struct {
	store     *data.Store
	units     *data.Units
	labels    *data.Labels
	countries *data.Countries
	climate   *data.Climate
	ties      *data.Ties
	byID      map[string]data.Unit
	weights   model.Weights
	*matcher.Engine
}

var openWorld = sync.OnceValues(func() (*world, error) {
	w := &world{byID: map[string]data.Unit{}}
	var err error
	if w.store, err = data.Open(layers.FS); err != nil {
		return nil, err
	}
	if w.units, err = w.store.Units(); err != nil {
		return nil, err
	}
	if w.labels, err = w.store.Labels(); err != nil {
		return nil, err
	}
	if w.countries, err = w.store.Countries(); err != nil {
		return nil, err
	}
	if w.climate, err = w.store.Climate(); err != nil {
		return nil, err
	}
	if w.ties, err = w.store.Ties(); err != nil {
		return nil, err
	}
	for u := range w.units.Len() {
		w.byID[w.labels.ID.At(u)] = data.Unit(u)
	}
	if w.weights, err = model.Default(); err != nil {
		return nil, err
	}
	w.Engine, err = matcher.New(w.store, w.weights)
	return w, err
})

func theWorld(tb testing.TB) *world {
	tb.Helper()
	w, err := openWorld()
	require.NoError(tb, err)
	return w
}

// Towns of different sizes, settings and countries.
const (
	shintoku = "jp:01635" // 6,000 people, inland Hokkaido
	zamami   = "jp:47354" // 900 people, a far island
	obama    = "jp:18204" // 29,000 people, a famous namesake
)

// id returns the government with a stable id.
func (w *world) id(tb testing.TB, id string) data.Unit {
	tb.Helper()
	u, ok := w.byID[id]
	require.True(tb, ok, "no government %s in the layers", id)
	return u
}

// place returns the most populous place of a name in a country.
func (w *world) place(tb testing.TB, country, name string) data.Unit {
	tb.Helper()
	best := data.NoUnit
	r := w.units.ByCountry[w.country(tb, country)]
	for u := r.From; u < r.To; u++ {
		if w.labels.Name.At(int(u)) == name && (best == data.NoUnit || w.units.Population[u] > w.units.Population[best]) {
			best = u
		}
	}
	require.NotEqual(tb, data.NoUnit, best, "no place %s in %s", name, country)
	return best
}

func (w *world) country(tb testing.TB, code string) data.Country {
	tb.Helper()
	c, ok := w.countries.ByCode(code)
	require.True(tb, ok, "no country %s", code)
	return c
}

func (w *world) to(tb testing.TB, codes ...string) []data.Country {
	tb.Helper()
	var out []data.Country
	for _, code := range codes {
		out = append(out, w.country(tb, code))
	}
	return out
}

func (w *world) rank(tb testing.TB, q matcher.Query) matcher.Ranking {
	tb.Helper()
	r, err := w.Rank(context.Background(), q)
	require.NoError(tb, err)
	return r
}

func (w *world) score(tb testing.TB, q matcher.Query, u data.Unit) matcher.Candidate {
	tb.Helper()
	c, err := w.Score(q, u)
	require.NoError(tb, err)
	return c
}

// partners returns the governments a town has a known tie with.
func (w *world) partners(town data.Unit) map[data.Unit]bool {
	out := map[data.Unit]bool{}
	for _, row := range w.ties.Of(town) {
		out[w.ties.Other(row, town)] = true
	}
	return out
}

// line returns the line of a criterion; ok tells whether there is one.
func line(c matcher.Candidate, k matcher.Criterion) (l matcher.Line, ok bool) {
	for _, l := range c.Lines {
		if l.Criterion == k {
			return l, true
		}
	}
	return matcher.Line{}, false
}

// mustLine returns the line of a criterion that has to be there.
func mustLine(tb testing.TB, c matcher.Candidate, k matcher.Criterion) matcher.Line {
	tb.Helper()
	l, ok := line(c, k)
	require.True(tb, ok, "no line %s", k)
	return l
}
