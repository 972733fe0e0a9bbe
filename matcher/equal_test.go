package matcher

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher/model"
)

var wholeWorld = sync.OnceValues(func() (*Engine, error) {
	st, err := data.Open(layers.FS)
	if err != nil {
		return nil, err
	}
	w, err := model.Default()
	if err != nil {
		return nil, err
	}
	return New(st, w)
})

// naive scores whatever a query considers one by one and sorts it.
func naive(t *testing.T, e *Engine, q Query) []find {
	t.Helper()
	s, err := e.newScorer(q)
	require.NoError(t, err)
	by, partners, p := e.asker(q.Town), e.partners(q.Town), sharesOf(q.By)
	var out []find
	for _, c := range e.targets(q) {
		for _, run := range e.pool(q.Town, c) {
			for u := run.From; u < run.To; u++ {
				if u == q.Town || !e.eligible(q.Town, u) || partners[u] || q.Barred.out(u) || e.units.PartOf[u] != data.NoUnit && !q.IncludeParts {
					continue
				}
				f := find{fit: s.fit(u), openness: e.opennessSum(u, by), unit: u}
				f.key = p.key(f.fit, f.openness) + bonusKey(q.bonuses()[u])
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, compareFinds)
	return out
}

// limited takes the first n, at most perCountry of each country.
func limited(e *Engine, all []find, n, perCountry int) []find {
	var out []find
	held := map[data.Country]int{}
	for _, f := range all {
		c := e.units.Country[f.unit]
		if perCountry > 0 && held[c] == perCountry {
			continue
		}
		held[c]++
		if out = append(out, f); len(out) == n {
			break
		}
	}
	return out
}

// oracleTowns are towns of every sort: large and small, upper, with unknown
// values, with and without ties, in and outside Japan.
func oracleTowns(e *Engine) []data.Unit {
	m := e.units.Municipalities
	towns := []data.Unit{m.From, m.From + 12, m.From + 46, e.units.Regions.From + 100}
	for u := m.From + 50; u < m.To; u += 211 {
		towns = append(towns, u)
	}
	most := data.Unit(0)
	wants := []func(u data.Unit) bool{
		func(u data.Unit) bool { return e.features.lnPop[u] == unknownLn },
		func(u data.Unit) bool { return e.features.lnPop[u] != unknownLn && e.features.lnRank[u] == unknownLn },
		func(u data.Unit) bool { return e.climate.StationKm[u] > farStation },
		func(u data.Unit) bool { return int(e.features.region[u]) == e.regionCount()-1 },
		func(u data.Unit) bool { return e.features.nikkei[u] },
		func(u data.Unit) bool { return e.units.PartOf[u] != data.NoUnit },
	}
	for _, want := range wants {
		for u := data.Unit(0); int(u) < e.units.Len(); u++ {
			if want(u) {
				towns = append(towns, u)
				break
			}
		}
	}
	for u := range e.units.Len() {
		if e.features.ties[u] > e.features.ties[most] {
			most = data.Unit(u)
		}
	}
	return append(towns, most)
}

// barsOf keeps out all but every n-th government, and a whole country.
func barsOf(t *testing.T, e *Engine, n int) *Bars {
	t.Helper()
	b := NewBars(e.units.Len())
	require.NoError(t, b.Add(Rule{Key: "country"}, func(u data.Unit) bool { return e.units.Country[u] == 47 }))
	require.NoError(t, b.Add(Rule{Key: "some"}, func(u data.Unit) bool { return int(u)%n != 0 }))
	return b
}

// bonusOf gives every 97th government a bonus.
func bonusOf(e *Engine) map[data.Unit]Points {
	out := map[data.Unit]Points{}
	for u := 0; u < e.units.Len(); u += 97 {
		out[data.Unit(u)] = Points(u % MaxBonus)
	}
	return out
}

// The scan refuses most governments unseen; it must find what scoring all finds.
func TestScanEqualsScoringAll(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	queries := []Query{
		{},
		{By: ByFit, Weights: map[Criterion]float64{Country: 0, Links: 0}},
		{By: ByOpenness, IncludeParts: true},
		{IncludeParts: true, Weights: map[Criterion]float64{Name: 5, Trade: 20, Population: 0.1}},
		{Barred: barsOf(t, e, 3), Bonus: bonusOf(e)},
		{Barred: barsOf(t, e, 2), Bonus: bonusOf(e), By: ByFit, IncludeParts: true},
	}
	for i, town := range oracleTowns(e) {
		q := queries[i%len(queries)]
		q.Town = town
		if i%5 == 4 {
			q.To = []data.Country{e.units.Country[town], 232, 12, 47}
		}
		t.Run(fmt.Sprint(town), func(t *testing.T) { scanEqualsScoringAll(t, e, q) })
	}
}

// Each bound of a scan must hold by itself: a list comes out right by chance
// where another bound has room to spare.
func TestBoundsHoldForEachGovernment(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	for i, town := range oracleTowns(e) {
		q := Query{Town: town, IncludeParts: true}
		if i%2 == 1 {
			q.Weights = map[Criterion]float64{Access: 5, Disaster: 3, History: 2, Links: 0.5}
		}
		s, err := e.newScorer(q)
		require.NoError(t, err)
		x := s.newScan(q)
		for id := range e.layout.cells {
			boundsHold(t, x, &e.layout.cells[id])
		}
	}
}

// boundsHold compares the bounds of a cell, of its runs of like rows and of its
// rows, as cells and look use them, with the points of each government.
func boundsHold(t *testing.T, x *scan, c *cell) {
	t.Helper()
	s, b, l := x.s, x.b, x.s.e.layout
	base, education := x.base(c), s.abroad[c.country].education
	inCell := b.mostOf(c.low, c.high)
	whole := base + b.rest + b.education(education) + inCell
	for _, r := range l.likes[c.likes.from:c.likes.to] {
		inRun := b.mostOf(r.low, r.high)
		tagged := base + b.climate + b.education(education) + b.word(r.word)
		for row := r.from; row < r.to; row++ {
			u, size, rank := l.units[row], l.size[row], l.rank[row]
			if x.excludes(u) || x.isSpecial(u) {
				continue
			}
			if l.words[r.word] != l.rows[row].tags {
				t.Fatalf("unit %d stands with others of other tags", u)
			}
			population := b.population(size, rank)
			if population > inRun || inRun > inCell {
				t.Fatalf("to town %d, unit %d has %d points for its size and rank; bounds are %d by tags, %d by cell", s.town, u, population, inRun, inCell)
			}
			var sum [numCriteria]bits
			last := base + b.tagged(u, &l.rows[row], b.ratio[size]+b.rank[rank], education, &sum)
			least := last - b.slack(u, &sum)
			if fit := s.fit(u); fit > whole || fit > tagged+inRun || fit > tagged+population || fit > last || fit < least {
				t.Fatalf("to town %d, unit %d has %d points; bounds are %d by cell, %d by tags, %d by size, %d to %d at last",
					s.town, u, fit, whole, tagged+inRun, tagged+population, least, last)
			}
		}
	}
}

func scanEqualsScoringAll(t *testing.T, e *Engine, q Query) {
	t.Helper()
	all := naive(t, e, q)
	s, err := e.newScorer(q)
	require.NoError(t, err)
	x := s.newScan(q)
	var r Ranking
	x.tally(&r)
	assert.Equal(t, len(all), r.Considered)
	for _, n := range []struct{ n, perCountry int }{{1, 0}, {20, 3}, {200, 0}, {200, 1}, {240, 40}, {sortAbove + 1, 0}, {sortAbove + 1, 7}} {
		got, err := x.top(context.Background(), n.n, n.perCountry)
		require.NoError(t, err)
		assert.Equal(t, limited(e, all, n.n, n.perCountry), got, "%+v", n)
	}
	if len(all) == 0 {
		return
	}
	at := all[min(500, len(all)-1)]
	want := 0
	for _, f := range all {
		if f.key > at.key || f.key == at.key && f.fit >= at.fit {
			want++
		}
	}
	got := 0
	x.reach(bar{at.key, at.fit}, func(data.Unit, bool) { got++ })
	assert.Equal(t, want, got, "all that reach a bar")
}

// Own records make candidates more or less open to one town than to others of
// its country; the bounds must hold for all of them.
func TestScanEqualsScoringAllWithOwnRecords(t *testing.T) {
	shipped, err := wholeWorld()
	require.NoError(t, err)
	labels, err := shipped.store.Labels()
	require.NoError(t, err)
	towns := []data.Unit{shipped.units.Municipalities.From + 60, shipped.units.Municipalities.From + 611, 90_000}
	var o data.Overlay
	o.AsOf = "2026-05-01"
	add := func(u, candidate data.Unit, i int) {
		a, b := labels.ID.At(int(u)), labels.ID.At(int(candidate))
		switch i % 4 {
		case 0:
			o.Steps = append(o.Steps, data.OwnStep{ID: fmt.Sprint("s", len(o.Steps)), Town: a, Candidate: b, Stage: 2, Outcome: data.StepRefused, Date: "2025-01"})
		case 1:
			o.Steps = append(o.Steps, data.OwnStep{ID: fmt.Sprint("s", len(o.Steps)), Town: a, Candidate: b, Stage: 2, Outcome: data.StepContacted, Date: "2025-09"})
		default:
			o.Wishes = append(o.Wishes, data.OwnWish{ID: fmt.Sprint("w", len(o.Wishes)), Unit: b, MinPopulation: int32(i%3) * 20_000})
		}
	}
	for i, town := range towns {
		o.Wishes = append(o.Wishes, data.OwnWish{ID: fmt.Sprint("w", len(o.Wishes)), Unit: labels.ID.At(int(town)), Areas: []string{"EU", "AS"}})
		best, err := shipped.List(context.Background(), Query{Town: town, N: 150})
		require.NoError(t, err)
		for k, c := range best {
			add(towns[(i+k/50)%2], c.Unit, k)
		}
	}
	st, err := shipped.store.With(o)
	require.NoError(t, err)
	e, err := New(st, shipped.weights)
	require.NoError(t, err)
	for i, town := range towns {
		require.NotEmpty(t, e.pairOpenness(town))
		for _, by := range []Order{Balanced, ByOpenness} {
			t.Run(fmt.Sprint(town, by), func(t *testing.T) { scanEqualsScoringAll(t, e, Query{Town: town, By: by, IncludeParts: i == 1}) })
		}
	}
}

// A scan that is asked from both sides gives the place that counting gives.
func TestStandingEqualsCounting(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	towns := oracleTowns(e)
	for i := range 4 * len(towns) {
		town, candidate := towns[i%len(towns)], towns[(i*5+i/len(towns)+3)%len(towns)]
		if e.units.Country[candidate] == e.units.Country[town] {
			candidate = data.Unit(i * 3001 % e.units.Len())
		}
		got, err := e.Standing(town, candidate)
		require.NoError(t, err)
		s, err := e.newScorer(Query{Town: candidate})
		require.NoError(t, err)
		own, want := s.fit(town), Standing{Rank: 1, Of: 1}
		for _, run := range e.pool(candidate, e.units.Country[town]) {
			for u := run.From; u < run.To; u++ {
				if u == town || u == candidate || !e.eligible(candidate, u) || e.units.PartOf[u] != data.NoUnit {
					continue
				}
				want.Of++
				if f := s.fit(u); f > own || f == own && u < town {
					want.Rank++
				}
			}
		}
		assert.Equal(t, want, got, "%d asks about %d", candidate, town)
	}
}
