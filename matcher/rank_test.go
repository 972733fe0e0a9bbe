package matcher_test

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// bruteForce scores every place of a country one by one, best fit first.
func (w *world) bruteForce(t *testing.T, town data.Unit, country string) []matcher.Candidate {
	t.Helper()
	partners := w.partners(town)
	var out []matcher.Candidate
	r := w.units.ByCountry[w.country(t, country)]
	for u := r.From; u < r.To; u++ {
		if !partners[u] && w.units.PartOf[u] == data.NoUnit {
			out = append(out, w.score(t, matcher.Query{Town: town}, u))
		}
	}
	slices.SortFunc(out, func(a, b matcher.Candidate) int {
		return cmp.Or(cmp.Compare(b.Fit, a.Fit), cmp.Compare(b.Openness, a.Openness), cmp.Compare(a.Unit, b.Unit))
	})
	return out
}

// The list is exact: what the fast scan finds is what scoring all would find.
func TestRankEqualsBruteForce(t *testing.T) {
	w := theWorld(t)
	for _, id := range []string{shintoku, zamami} {
		town := w.id(t, id)
		want := w.bruteForce(t, town, "IS")
		got := w.rank(t, matcher.Query{Town: town, To: w.to(t, "IS"), By: matcher.ByFit, N: len(want)})
		require.Equal(t, len(want), got.Considered)
		require.Len(t, got.Candidates, len(want))
		for i := range want {
			assert.Equal(t, want[i].Unit, got.Candidates[i].Unit, "rank %d from %s", i+1, id)
			assert.Equal(t, want[i].Fit, got.Candidates[i].Fit)
		}
	}
}

func TestRankShowsTheScoreItOrdersBy(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, shintoku)
	for _, by := range []matcher.Order{"", matcher.Balanced, matcher.ByFit, matcher.ByOpenness, matcher.Mutual} {
		q := matcher.Query{Town: town, To: w.to(t, "NZ", "IE"), By: by, N: 6}
		list := w.rank(t, q)
		require.Len(t, list.Candidates, 6)
		for i, c := range list.Candidates {
			one := w.score(t, q, c.Unit)
			assert.Equal(t, one.Fit, c.Fit, "the scan and the detail agree")
			assert.Equal(t, one.Openness, c.Openness)
			assert.Equal(t, one.Lines, c.Lines)
			assert.Equal(t, i+1, c.Rank)
			switch by {
			case matcher.ByFit:
				assert.Equal(t, c.Fit, c.OrderScore)
			case matcher.ByOpenness:
				assert.Equal(t, c.Openness, c.OrderScore)
			}
			if i > 0 {
				assert.LessOrEqual(t, c.OrderScore, list.Candidates[i-1].OrderScore, "%s", by)
			}
		}
	}
}

func TestPerCountryAndHeld(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.id(t, shintoku), To: w.to(t, "NZ", "IE", "IS"), By: matcher.ByFit, N: 6, PerCountry: 2}
	list := w.rank(t, q)
	require.Len(t, list.Candidates, 6)
	shown := map[data.Unit]bool{}
	count := map[data.Country]int{}
	for _, c := range list.Candidates {
		shown[c.Unit] = true
		count[w.units.Country[c.Unit]]++
	}
	for _, c := range q.To {
		assert.Equal(t, 2, count[c], w.countries.Code[c])
	}
	lowest := list.Candidates[5].Fit
	q.PerCountry, q.N = 0, list.Considered
	want := map[data.Country]int{}
	for _, c := range w.rank(t, q).Candidates {
		if c.Fit >= lowest && !shown[c.Unit] {
			want[w.units.Country[c.Unit]]++
		}
	}
	require.NotEmpty(t, want, "the limit held something back")
	got := map[data.Country]int{}
	for i, h := range list.Held {
		got[h.Country] = h.Count
		if i > 0 {
			assert.LessOrEqual(t, h.Count, list.Held[i-1].Count, "most first")
		}
	}
	assert.Equal(t, want, got)
}

func TestNoLimitHoldsNothing(t *testing.T) {
	w := theWorld(t)
	for _, by := range []matcher.Order{matcher.ByFit, matcher.ByOpenness} {
		list := w.rank(t, matcher.Query{Town: w.id(t, shintoku), To: w.to(t, "NZ"), By: by, N: 5})
		assert.Empty(t, list.Held, "%s: nothing was kept out by a limit that was not set", by)
	}
}

func TestPartnersAndPartsAreLeftOut(t *testing.T) {
	w := theWorld(t)
	town := w.place(t, "NZ", "Christchurch")
	partners := w.partners(town)
	to := w.to(t, "US", "GB", "AU")
	list := w.rank(t, matcher.Query{Town: town, To: to, By: matcher.ByFit, N: 200})
	assert.Positive(t, list.Existing, "Christchurch has Seattle and Adelaide")
	assert.Positive(t, list.Parts)
	for _, c := range list.Candidates {
		assert.False(t, partners[c.Unit], "%s is a partner already", w.labels.Name.At(int(c.Unit)))
		assert.Equal(t, data.NoUnit, w.units.PartOf[c.Unit])
		assert.Contains(t, to, w.units.Country[c.Unit])
		assert.NotContains(t, flagKeys(c), "part_of")
	}
	with := w.rank(t, matcher.Query{Town: town, To: to, By: matcher.ByFit, N: 1, IncludeParts: true})
	assert.Zero(t, with.Parts)
	assert.Equal(t, list.Considered+list.Parts, with.Considered)
}

func TestOwnCountryIsNotATarget(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, obama)
	for _, c := range w.rank(t, matcher.Query{Town: town, N: 50}).Candidates {
		assert.NotEqual(t, w.units.Country[town], w.units.Country[c.Unit])
	}
}

func TestRankIsDeterministic(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.id(t, zamami), To: w.to(t, "NZ", "IE", "GR"), N: 20, PerCountry: 8}
	old := runtime.GOMAXPROCS(1)
	one := w.rank(t, q)
	runtime.GOMAXPROCS(2)
	w.Forget()
	two := w.rank(t, q)
	w.Forget()
	three := w.rank(t, q)
	runtime.GOMAXPROCS(old)
	assert.Equal(t, one, two, "one processor and two")
	assert.Equal(t, two, three, "two runs")
}

func TestStandingEqualsBruteForce(t *testing.T) {
	w := theWorld(t)
	candidate := w.place(t, "NZ", "Queenstown")
	town := w.place(t, "IS", "Akureyri")
	got, err := w.Standing(town, candidate)
	require.NoError(t, err)
	r := w.units.ByCountry[w.units.Country[town]]
	own := w.score(t, matcher.Query{Town: candidate}, town).Fit
	want := matcher.Standing{Rank: 1}
	for u := r.From; u < r.To; u++ {
		if u != town && w.units.PartOf[u] != data.NoUnit {
			continue
		}
		want.Of++
		if f := w.score(t, matcher.Query{Town: candidate}, u).Fit; f > own || f == own && u < town {
			want.Rank++
		}
	}
	assert.Equal(t, want, got)
	_, err = w.Standing(town, data.NoUnit)
	require.ErrorIs(t, err, matcher.ErrQuery)
}

func TestExplain(t *testing.T) {
	w := theWorld(t)
	town := w.place(t, "NZ", "Christchurch")
	q := matcher.Query{Town: town, To: w.to(t, "IE", "US"), By: matcher.ByFit, N: 8, PerCountry: 4}
	list := w.rank(t, q)
	explain := func(q matcher.Query, u data.Unit) matcher.Placement {
		p, err := w.Explain(context.Background(), q, u)
		require.NoError(t, err)
		return p
	}
	first := list.Candidates[0]
	p := explain(q, first.Unit)
	assert.True(t, p.Shown)
	assert.Empty(t, p.Why)
	assert.Equal(t, 1, p.Candidate.Rank)
	assert.Equal(t, first.Fit, p.Candidate.Fit)
	assert.Equal(t, first.OrderScore, p.Candidate.OrderScore)
	assert.Equal(t, first.TheirRank, p.Candidate.TheirRank)

	partner := data.NoUnit
	for _, row := range w.ties.Of(town) {
		if o := w.ties.Other(row, town); o != data.NoUnit && w.units.Country[o] == w.country(t, "US") {
			partner = o
		}
	}
	require.NotEqual(t, data.NoUnit, partner)
	p = explain(q, partner)
	assert.False(t, p.Shown)
	require.NotEmpty(t, p.Why)
	assert.Equal(t, "It is a partner already.", p.Why[0].EN)
	assert.Contains(t, flagKeys(p.Candidate), "existing_tie")

	p = explain(q, w.place(t, "DE", "Kehl"))
	assert.False(t, p.Shown)
	require.NotEmpty(t, p.Why)
	assert.Contains(t, p.Why[0].EN, "not asked for")

	p = explain(q, w.place(t, "US", "Los Angeles"))
	assert.False(t, p.Shown)
	assert.NotEmpty(t, p.Why)
	require.NotEmpty(t, p.Gaps, "a city of millions lies behind in something")
	for i, g := range p.Gaps {
		assert.Less(t, g.Points, g.Best)
		if i > 0 {
			assert.LessOrEqual(t, g.Best-g.Points, p.Gaps[i-1].Best-p.Gaps[i-1].Points, "largest loss first")
		}
	}
}

// Many candidates at a few of each country need more countries than those who
// are asked for their view come from.
func TestLongListUnderCountryLimitIsFull(t *testing.T) {
	w := theWorld(t)
	list := w.rank(t, matcher.Query{Town: w.id(t, shintoku), N: 120, PerCountry: 4})
	assert.Len(t, list.Candidates, 120)
	count := map[data.Country]int{}
	for _, c := range list.Candidates {
		k := w.units.Country[c.Unit]
		count[k]++
		assert.LessOrEqual(t, count[k], 4)
	}
}

// Whom the candidates' own views moved down was not kept out by a limit.
func TestOwnViewsHoldNobodyBack(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.place(t, "SI", "Ljubljana"), To: []data.Country{w.country(t, "JP")}, N: 8, PerCountry: 8}
	assert.Empty(t, w.rank(t, q).Held, "the limit is as long as the list")
	q.PerCountry = 3
	held := w.rank(t, q).Held
	assert.Len(t, held, 0, "three of one country end the list: nobody stands before the last but those shown")
}
