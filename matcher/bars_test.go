package matcher_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// bars keeps out two countries by one rule and small places by another.
func (w *world) bars(t *testing.T) *matcher.Bars {
	t.Helper()
	us, gb := w.country(t, "US"), w.country(t, "GB")
	b := matcher.NewBars(w.units.Len())
	require.NoError(t, b.Add(matcher.Rule{Key: "policy", Text: matcher.Text{EN: "the council said so", JA: "議会の決定"}, Source: "resolution 7", Date: "2026-04"},
		func(u data.Unit) bool { return w.units.Country[u] == us || w.units.Country[u] == gb }))
	require.NoError(t, b.Add(matcher.Rule{Key: "brief.population", Text: matcher.Text{EN: "it has fewer than 5,000 people"}},
		func(u data.Unit) bool { return w.units.Population[u] < 5000 }))
	return b
}

func TestBarsKeepOutAndAreCounted(t *testing.T) {
	w := theWorld(t)
	for _, q := range []matcher.Query{
		{Town: w.id(t, shintoku)},
		{Town: w.id(t, obama), By: matcher.ByFit, IncludeParts: true},
		{Town: w.id(t, "jp:01"), PerCountry: 2},
		{Town: w.place(t, "GB", "Glasgow"), To: w.to(t, "JP", "US")},
	} {
		free := w.rank(t, q)
		assert.Empty(t, free.Barred)
		q.Barred = w.bars(t)
		r := w.rank(t, q)
		require.Len(t, r.Barred, 2)
		assert.Equal(t, free.Considered, r.Considered+r.Barred[0].Count+r.Barred[1].Count, "everybody is considered or under one rule")
		assert.Positive(t, r.Barred[0].Count)
		assert.Equal(t, []int{free.Parts, free.Existing}, []int{r.Parts, r.Existing})
		for _, c := range r.Candidates {
			_, out := q.Barred.Of(c.Unit)
			assert.False(t, out)
		}
		var want []data.Unit
		order, err := w.Order(t.Context(), matcher.Query{Town: q.Town, To: q.To, By: matcher.ByFit, IncludeParts: q.IncludeParts})
		require.NoError(t, err)
		for _, c := range order {
			if _, out := q.Barred.Of(c.Unit); !out {
				want = append(want, c.Unit)
			}
		}
		q.By, q.PerCountry = matcher.ByFit, 0
		got, err := w.Order(t.Context(), q)
		require.NoError(t, err)
		require.Len(t, got, len(want))
		for i, c := range got {
			require.Equal(t, want[i], c.Unit, "the others keep their order")
		}
	}
}

func TestExplainNamesTheRule(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.id(t, shintoku), Barred: w.bars(t)}
	p, err := w.Explain(t.Context(), q, w.place(t, "US", "Aspen"))
	require.NoError(t, err)
	assert.False(t, p.Shown)
	require.NotEmpty(t, p.Why)
	assert.Equal(t, "It is kept out: the council said so (resolution 7, 2026-04).", p.Why[0].EN)
	assert.Equal(t, "対象外: 議会の決定(resolution 7、2026-04)。", p.Why[0].JA)
	assert.Nil(t, p.Sensitivity.Entry, "no points would let it in")
}

func TestBonusMovesTheOrderOnly(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.id(t, shintoku), N: 60}
	free := w.rank(t, q)
	last := free.Candidates[len(free.Candidates)-1]
	q.Bonus = map[data.Unit]matcher.Points{last.Unit: matcher.MaxBonus}
	r := w.rank(t, q)
	i := slices.IndexFunc(r.Candidates, func(c matcher.Candidate) bool { return c.Unit == last.Unit })
	require.GreaterOrEqual(t, i, 0)
	got := r.Candidates[i]
	assert.Less(t, got.Rank, last.Rank)
	assert.Equal(t, last.Fit, got.Fit, "the fit does not know it")
	assert.Equal(t, last.Lines, got.Lines)
	assert.InDelta(t, float64(last.OrderScore+matcher.MaxBonus), float64(got.OrderScore), 1)
	assert.Equal(t, matcher.Points(matcher.MaxBonus), got.Bonus)

	p, err := w.Explain(t.Context(), q, last.Unit)
	require.NoError(t, err)
	assert.Equal(t, got.OrderScore, p.Candidate.OrderScore)

	for _, by := range []matcher.Order{matcher.ByFit, matcher.ByOpenness, matcher.Mutual} {
		q.By = by
		with := w.rank(t, q)
		q.Bonus = nil
		assert.Equal(t, w.rank(t, q).Candidates, with.Candidates, by)
		q.Bonus = map[data.Unit]matcher.Points{last.Unit: matcher.MaxBonus}
	}
}

func TestRemarksAreFlags(t *testing.T) {
	w := theWorld(t)
	mark := matcher.Flag{Key: "policy", Text: matcher.Text{EN: "ask first"}}
	q := matcher.Query{Town: w.id(t, shintoku), N: 3, Remarks: func(data.Unit) []matcher.Flag { return []matcher.Flag{mark} }}
	for _, c := range w.rank(t, q).Candidates {
		assert.Contains(t, c.Flags, mark)
	}
	p, err := w.Explain(t.Context(), q, w.place(t, "US", "Aspen"))
	require.NoError(t, err)
	assert.Contains(t, p.Candidate.Flags, mark)
}

func TestBarsAndBonusesAreChecked(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, shintoku)
	for name, q := range map[string]matcher.Query{
		"bars of another world": {Town: town, Barred: matcher.NewBars(3)},
		"too much":              {Town: town, Bonus: map[data.Unit]matcher.Points{1: matcher.MaxBonus + 1}},
		"less than nothing":     {Town: town, Bonus: map[data.Unit]matcher.Points{1: -1}},
		"nobody":                {Town: town, Bonus: map[data.Unit]matcher.Points{-1: 1}},
	} {
		_, err := w.Rank(t.Context(), q)
		assert.ErrorIs(t, err, matcher.ErrQuery, name)
	}
}
