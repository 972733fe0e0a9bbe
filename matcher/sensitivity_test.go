package matcher_test

import (
	"context"
	"maps"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

func (w *world) explain(t *testing.T, q matcher.Query, u data.Unit) matcher.Placement {
	t.Helper()
	p, err := w.Explain(context.Background(), q, u)
	require.NoError(t, err)
	return p
}

// at returns the place of a government in a list, -1 for none.
func at(r matcher.Ranking, u data.Unit) int {
	return slices.IndexFunc(r.Candidates, func(c matcher.Candidate) bool { return c.Unit == u })
}

// reweighted is a query with one weight changed.
func reweighted(q matcher.Query, k matcher.Criterion, weight float64) matcher.Query {
	weights := maps.Clone(q.Weights)
	if weights == nil {
		weights = map[matcher.Criterion]float64{}
	}
	weights[k] = weight
	q.Weights = weights
	return q
}

func TestChangeOfAWeightSwapsNeighbours(t *testing.T) {
	w := theWorld(t)
	changed := 0
	queries := append(w.lists(t), reweighted(w.lists(t)[0], matcher.Climate, 3))
	for _, q := range queries {
		list := w.rank(t, q)
		for i := 1; i+1 < len(list.Candidates); i += 14 {
			c := list.Candidates[i]
			p := w.explain(t, q, c.Unit)
			assert.Equal(t, i+1, p.Listed)
			assert.Equal(t, c.Interval, p.ListedInterval)
			assert.Equal(t, c.OrderScore, p.Candidate.OrderScore)
			if q.By == matcher.Mutual {
				assert.Zero(t, p.Sensitivity)
				continue
			}
			for _, side := range []struct {
				n             *matcher.Neighbour
				place         int
				first, second data.Unit
			}{
				{p.Sensitivity.Above, i - 1, c.Unit, list.Candidates[i-1].Unit},
				{p.Sensitivity.Below, i + 1, list.Candidates[i+1].Unit, c.Unit},
			} {
				require.NotNil(t, side.n)
				assert.Equal(t, list.Candidates[side.place].Unit, side.n.Unit)
				if k := side.n.Change; k != nil {
					changed++
					assert.True(t, k.To >= 0 && k.To <= 100 && k.To != k.From)
					after := w.rank(t, reweighted(q, k.Criterion, k.To))
					assert.Less(t, place(after, side.first), place(after, side.second),
						"%s, candidate %d: with %s=%g", w.labels.Name.At(int(q.Town)), i+1, k.Criterion, k.To)
				}
			}
		}
	}
	assert.Greater(t, changed, 5, "hardly a weight swaps any neighbours")
}

// place is where a government stands, behind all when it is not in the list.
func place(r matcher.Ranking, u data.Unit) int {
	if i := at(r, u); i >= 0 {
		return i
	}
	return len(r.Candidates)
}

// A clearly smaller change of any one weight leaves the two as they are, or
// others take both their places.
func TestChangeIsTheSmallest(t *testing.T) {
	w := theWorld(t)
	q := matcher.Query{Town: w.id(t, shintoku), To: w.to(t, "US", "GB", "CA", "AU"), By: matcher.ByFit, N: 25}
	list := w.rank(t, q)
	tried := 0
	for i := 1; i < len(list.Candidates); i++ {
		behind, ahead := list.Candidates[i].Unit, list.Candidates[i-1].Unit
		above := w.explain(t, q, behind).Sensitivity.Above
		change := above.Change
		if change == nil || change.To == 0 || above.Apart < 10 {
			continue // too near each other: what decides is rounding
		}
		tried++
		size := 0.7 * math.Abs(math.Log(change.To))
		for _, k := range matcher.Criteria() {
			for _, to := range []float64{math.Exp(size), math.Exp(-size)} {
				smaller := reweighted(q, k, to)
				if w.score(t, smaller, ahead).Fit < w.score(t, smaller, behind).Fit {
					assert.Equal(t, -1, at(w.rank(t, smaller), behind), "%s=%g swaps them in the list, %v is not the smallest", k, to, change)
				}
			}
		}
	}
	assert.NotZero(t, tried)
}

func TestEntryToTheFirstTen(t *testing.T) {
	w := theWorld(t)
	for _, q := range w.lists(t) {
		if q.By == matcher.Mutual {
			continue
		}
		share := 0.6
		if q.By == matcher.ByFit {
			share = 1
		}
		list := w.rank(t, q)
		assert.Nil(t, w.explain(t, q, list.Candidates[9].Unit).Sensitivity.Entry, "stands there already")
		for _, c := range list.Candidates[10:] {
			if c.Rank%5 != 1 {
				continue
			}
			e := w.explain(t, q, c.Unit).Sensitivity.Entry
			require.NotNil(t, e)
			bar := list.Candidates[at(list, e.Unit)]
			assert.LessOrEqual(t, bar.Rank, 10)
			assert.InDelta(t, float64(bar.OrderScore-c.OrderScore), float64(e.Lacks), 2, "what it lacks is what the one there has more")
			assert.Equal(t, q.By == matcher.ByFit, len(e.OpenLines) == 0)
			for i, n := range e.Lines {
				assert.Equal(t, c.Lines[i].Criterion, n.Criterion)
				assert.Equal(t, c.Lines[i].Points, n.Points)
				assert.Equal(t, n.Needed <= n.Max, n.Enough)
				assert.InDelta(t, float64(e.Lacks), share*float64(n.Needed-n.Points), 2, "points of fit count by their share")
			}
			if e.Ties > 0 {
				assert.Greater(t, e.Ties, w.tiesAbroad(c.Unit))
			}
		}
	}
}

// tiesAbroad counts the international ties of a government.
func (w *world) tiesAbroad(u data.Unit) int {
	n := 0
	for _, row := range w.ties.Of(u) {
		if !w.ties.Domestic[row] && !w.ties.Club[row] {
			n++
		}
	}
	return n
}

func TestSensitivityOfOneLeftOut(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, obama)
	q := matcher.Query{Town: town, To: w.to(t, "NZ"), N: 10}
	assert.Zero(t, w.explain(t, q, w.id(t, glasgow)).Sensitivity, "its country was not asked for")
	far := w.explain(t, q, w.place(t, "NZ", "Auckland"))
	if !far.Shown {
		require.NotNil(t, far.Sensitivity.Above)
		assert.Equal(t, w.rank(t, q).Candidates[9].Unit, far.Sensitivity.Above.Unit, "the last of the list")
		assert.Nil(t, far.Sensitivity.Below)
		assert.NotNil(t, far.Sensitivity.Entry)
	}
}
