package backtest

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// scores draws numbers with many equals.
func scores(t *rapid.T, fewest int) []float64 {
	var out []float64
	for _, v := range rapid.SliceOfN(rapid.IntRange(0, 6), fewest, 30).Draw(t, "scores") {
		out = append(out, float64(v))
	}
	return out
}

// The rank of a hidden partner is its mean place over all ways of ordering
// equals, the town's other hidden partners left out of the list.
func TestRanksAreExpectedPlaces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		score := scores(t, 1)
		at := map[data.Unit]int{}
		for i := range score {
			at[data.Unit(100+i)] = i //nolint:gosec // a few
		}
		hidden := rapid.SliceOfNDistinct(rapid.IntRange(95, 100+len(score)-1), 1, 5, rapid.ID).Draw(t, "hidden")
		var units []data.Unit
		for _, h := range hidden {
			units = append(units, data.Unit(h)) //nolint:gosec // a few
		}
		got := ranks(score, at, units)
		for k, u := range units {
			own, ok := at[u]
			if !ok {
				require.Zero(t, got[k], "%d is no candidate", u)
				continue
			}
			above, level := 0.0, 0.0
			for i, v := range score {
				switch {
				case i == own || slices.Contains(units, data.Unit(100+i)): //nolint:gosec // a few
				case v > score[own]:
					above++
				case v == score[own]:
					level++
				}
			}
			require.InDelta(t, 1+above+level/2, got[k], 1e-9)
		}
	})
}

func TestBestIsTheHeadOfASortedList(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		score := scores(t, 0)
		n := rapid.IntRange(1, 10).Draw(t, "n")
		want := make([]int, len(score))
		for i := range want {
			want[i] = i
		}
		slices.SortStableFunc(want, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
		require.Equal(t, append([]int{}, want[:min(n, len(want))]...), append([]int{}, best(score, n)...))
	})
}

func TestGiniIsTheMeanDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 50), 1, 30).Draw(t, "counts")
		var differences, sum float64
		for _, a := range counts {
			sum += float64(a)
			for _, b := range counts {
				differences += math.Abs(float64(a - b))
			}
		}
		want := 0.0
		if sum > 0 {
			want = differences / (2 * float64(len(counts)) * sum)
		}
		require.InDelta(t, want, gini(counts), 1e-9)
	})
	assert.Zero(t, gini(nil))
}

func TestMedianSplitsInHalves(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		v := scores(t, 1)
		before := slices.Clone(v)
		m := median(v)
		require.Equal(t, before, v, "the list is left as it was")
		below, above := 0, 0
		for _, x := range v {
			if x < m {
				below++
			} else if x > m {
				above++
			}
		}
		require.LessOrEqual(t, 2*below, len(v))
		require.LessOrEqual(t, 2*above, len(v))
	})
	assert.InDelta(t, 2.5, median([]float64{4, 1, 2, 3}), 0)
	assert.Zero(t, median(nil))
}

func TestStatOf(t *testing.T) {
	t.Parallel()
	s := statOf([]float64{2, 4, 4, 4, 5, 5, 7, 9})
	assert.InDelta(t, 5, s.Mean, 1e-9)
	assert.InDelta(t, math.Sqrt(32.0/7), s.SD, 1e-9)
	assert.Equal(t, Stat{Mean: 3}, statOf([]float64{3}))
	assert.Equal(t, Stat{}, statOf(nil))
}

func TestWonIsTheAUC(t *testing.T) {
	t.Parallel()
	var w won
	for _, other := range []float64{1, 3, 3, 5} {
		w.meet(3, other)
	}
	assert.Equal(t, won{2, 4}, w, "one below, two level count half, one above")
}

// Foretold lifts are put into bands, and found lifts compare the shares that the
// bands have of all pairs, the silent ones included.
func TestReliability(t *testing.T) {
	t.Parallel()
	s := newSamples()
	climate := string(matcher.Climate)
	for i := range 1000 {
		s.hearAll([]heard{{climate, 1.5, false}, {climate, 0.6, false}, {climate, 0, false}, {climate, 0, false}})
		if i < 30 {
			s.hearAll([]heard{{climate, 1.7, true}, {climate, 0, true}, {climate, 0, true}})
		}
		if i < 10 {
			s.hearAll([]heard{{climate, 0.6, true}, {string(matcher.Trade), 3, false}})
		}
	}
	got := s.reliability()
	require.Len(t, got, 2, "ten pairs of trade are too few")
	assert.Equal(t, Reliability{climate, 0.5, 0.8, 0.6, 0.4, 10, 1000}, rounded(got[0]))
	assert.Equal(t, Reliability{climate, 1.25, 2, 1.5, 1.2, 30, 1000}, rounded(got[1]))
}

func rounded(r Reliability) Reliability {
	r.Foretold, r.Found = math.Round(r.Foretold*1e6)/1e6, math.Round(r.Found*1e6)/1e6
	return r
}
