package portfolio_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/portfolio"
)

// world is the real data, shared by all tests.
type world struct {
	units     *data.Units
	countries *data.Countries
	ties      *data.Ties
	byID      map[string]data.Unit
	labels    *data.Labels
	engine    *matcher.Engine
	*portfolio.Chooser
}

var openWorld = sync.OnceValues(func() (*world, error) {
	w := &world{byID: map[string]data.Unit{}}
	st, err := data.Open(layers.FS)
	if err != nil {
		return nil, err
	}
	if w.units, err = st.Units(); err != nil {
		return nil, err
	}
	if w.countries, err = st.Countries(); err != nil {
		return nil, err
	}
	if w.ties, err = st.Ties(); err != nil {
		return nil, err
	}
	labels, err := st.Labels()
	if err != nil {
		return nil, err
	}
	w.labels = labels
	for u := range w.units.Len() {
		w.byID[labels.ID.At(u)] = data.Unit(u)
	}
	weights, err := model.Default()
	if err != nil {
		return nil, err
	}
	if w.engine, err = matcher.New(st, weights); err != nil {
		return nil, err
	}
	w.Chooser, err = portfolio.New(w.engine, st)
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
	shintoku = "jp:01635"   // 6,000 people, no partner known
	kyoto    = "jp:26100"   // many partners
	glasgow  = "gn:2648579" // many partners, none in Japan
)

func (w *world) request(id string) portfolio.Request {
	return portfolio.Request{
		Query: matcher.Query{Town: w.byID[id]},
		Rules: portfolio.Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2},
	}
}

func (w *world) to(tb testing.TB, codes ...string) []data.Country {
	tb.Helper()
	var out []data.Country
	for _, code := range codes {
		c, ok := w.countries.ByCode(code)
		require.True(tb, ok)
		out = append(out, c)
	}
	return out
}

func (w *world) choose(tb testing.TB, r portfolio.Request) portfolio.Portfolio {
	tb.Helper()
	p, err := w.Choose(context.Background(), r)
	require.NoError(tb, err)
	return p
}

// wellFormed checks what holds for every portfolio.
func (w *world) wellFormed(t *testing.T, r portfolio.Request, p portfolio.Portfolio) {
	t.Helper()
	assert.GreaterOrEqual(t, len(p.Members), r.Rules.Min)
	assert.LessOrEqual(t, len(p.Members), r.Rules.Max)
	home := w.units.Country[r.Query.Town]
	countries, continents, members := map[data.Country]int{}, map[string]bool{}, map[data.Unit]bool{}
	for _, x := range p.Existing {
		if c, ok := w.countries.ByCode(x.Country); ok {
			countries[c]++
			continents[w.countries.Continent[c]] = true
		}
	}
	value := matcher.Points(0)
	for i, m := range p.Members {
		c := w.units.Country[m.Unit]
		assert.NotEqual(t, home, c)
		assert.False(t, members[m.Unit], "nobody twice")
		members[m.Unit] = true
		countries[c]++
		assert.LessOrEqual(t, countries[c], r.Rules.PerCountry, "limit of %s", w.countries.Code[c])
		continents[m.Continent] = true
		assert.Equal(t, i+1, m.Rank)
		assert.NotNil(t, m.TheirRank)
		assert.Positive(t, m.Loss.Points)
		for k, s := range m.Serves {
			assert.LessOrEqual(t, s.Points, matcher.Points(100*matcher.PointsScale), "purpose %d", k)
		}
		if m.Reserve != nil {
			assert.GreaterOrEqual(t, m.Reserve.Loss, matcher.Points(0))
			assert.NotEqual(t, m.Unit, m.Reserve.Unit)
		}
		value += m.OrderScore
	}
	assert.GreaterOrEqual(t, len(continents), r.Rules.Continents)
	assert.Equal(t, value, p.Worth.Value)
	common := matcher.Points(0)
	for _, l := range p.Links {
		common += l.Points
	}
	assert.Equal(t, common, p.Worth.Commonality)
	for _, x := range p.Existing {
		assert.False(t, members[x.Unit], "who is a partner already is not proposed")
	}
	for _, q := range p.Quotas {
		assert.GreaterOrEqual(t, q.Points, matcher.Points(0))
	}
	require.Len(t, p.Purposes, int(portfolio.NumPurposes))
}

func TestPortfoliosOfTowns(t *testing.T) {
	w := theWorld(t)
	for _, id := range []string{shintoku, kyoto, glasgow} {
		t.Run(id, func(t *testing.T) {
			r := w.request(id)
			w.wellFormed(t, r, w.choose(t, r))
		})
	}
}

// Any place of the world may ask, whatever the data know of it.
func TestPortfolioOfAnyPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for many places")
	}
	w := theWorld(t)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		r := w.request(shintoku)
		r.Query.Town = data.Unit(rng.IntN(w.units.Len()))
		w.wellFormed(t, r, w.choose(t, r))
	}
}

func TestSameRequestSamePortfolio(t *testing.T) {
	w := theWorld(t)
	one, two := w.choose(t, w.request(shintoku)), w.choose(t, w.request(shintoku))
	assert.True(t, reflect.DeepEqual(one, two))
}

func TestCountriesAskedFor(t *testing.T) {
	w := theWorld(t)
	r := w.request(shintoku)
	r.Query.To = w.to(t, "US", "CA", "AU", "NZ")
	r.Rules.Min, r.Rules.Max = 4, 4
	p := w.choose(t, r)
	w.wellFormed(t, r, p)
	for _, m := range p.Members {
		assert.Contains(t, r.Query.To, w.units.Country[m.Unit])
	}
	r.Query.To = r.Query.To[:3]
	_, err := w.Choose(context.Background(), r)
	var conflict *portfolio.ConflictError
	require.ErrorAs(t, err, &conflict)
	assert.Equal(t, []portfolio.Rule{portfolio.RuleSize, portfolio.RulePerCountry, portfolio.RuleTo}, conflict.Conflict)
	assert.Equal(t, 3, conflict.Countries)
}

func TestNoLimitPerCountry(t *testing.T) {
	w := theWorld(t)
	limited := w.request(glasgow)
	limited.Query.To = w.to(t, "JP")
	limited.Rules = portfolio.Rules{Min: 4, Max: 4, Continents: 1}
	for _, m := range w.choose(t, limited).Members {
		assert.Equal(t, "JP", w.countries.Code[w.units.Country[m.Unit]])
	}
}

// Who weighs a purpose is served it at least as well.
func TestPurposesSteer(t *testing.T) {
	w := theWorld(t)
	served := func(weights map[portfolio.Purpose]float64, k portfolio.Purpose) matcher.Points {
		r := w.request(shintoku)
		r.Rules.Max = 4
		r.Purposes = weights
		return w.choose(t, r).Purposes[k].Points
	}
	for _, k := range []portfolio.Purpose{portfolio.Workers, portfolio.Disaster} {
		without := served(map[portfolio.Purpose]float64{k: 0}, k)
		with := served(map[portfolio.Purpose]float64{k: 20}, k)
		assert.GreaterOrEqual(t, with, without, "%s", k)
	}
}

func TestUnusableRequests(t *testing.T) {
	w := theWorld(t)
	for name, change := range map[string]func(*portfolio.Request){
		"no size":          func(r *portfolio.Request) { r.Rules = portfolio.Rules{} },
		"no such town":     func(r *portfolio.Request) { r.Query.Town = data.Unit(w.units.Len()) },
		"negative purpose": func(r *portfolio.Request) { r.Purposes = map[portfolio.Purpose]float64{portfolio.Trade: -1} },
		"unknown purpose":  func(r *portfolio.Request) { r.Purposes = map[portfolio.Purpose]float64{99: 1} },
		"unknown order":    func(r *portfolio.Request) { r.Query.By = "beauty" },
	} {
		r := w.request(shintoku)
		change(&r)
		_, err := w.Choose(context.Background(), r)
		assert.ErrorIs(t, err, matcher.ErrQuery, name)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := w.Choose(ctx, w.request(shintoku))
	assert.ErrorIs(t, err, context.Canceled)
}

// Existing partners are named, counted, and their countries are taken.
func TestExistingPartnersCount(t *testing.T) {
	w := theWorld(t)
	p := w.choose(t, w.request(kyoto))
	abroad := map[data.Unit]bool{}
	for _, row := range w.ties.Of(p.Town) {
		if !w.ties.Domestic[row] && !w.ties.Club[row] && w.ties.Other(row, p.Town) != data.NoUnit {
			abroad[w.ties.Other(row, p.Town)] = true
		}
	}
	known := 0
	for _, x := range p.Existing {
		if x.Unit != data.NoUnit {
			known++
			assert.True(t, abroad[x.Unit])
		}
	}
	assert.Equal(t, len(abroad), known)
	assert.NotEmpty(t, abroad, "Kyoto has partners")
}

func BenchmarkChoose(b *testing.B) {
	w := theWorld(b)
	r := w.request(shintoku)
	for b.Loop() {
		w.choose(b, r)
	}
}
