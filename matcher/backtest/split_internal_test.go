package backtest

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/model"
)

// text writes numbers so that unknown equals unknown.
func text(v any) string { return fmt.Sprintf("%v", v) }

func newPairs(n int) []model.Pair { return make([]model.Pair, n) }

func TestColdHidesAllTiesOfAFifthOfTheTowns(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	towns := map[data.Unit]int{}
	for _, row := range foreign(w.units, w.ties) {
		for _, first := range [2]bool{true, false} {
			if s := seen(w.units, w.ties, row, first); s.home == w.home {
				towns[s.town]++
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := splitTies(w.units, w.ties, w.home, Cold, false, rapid.Uint64().Draw(t, "seed"))
		asked := map[data.Unit]int{}
		for _, a := range s.asked {
			require.Equal(t, w.home, a.home)
			require.NotEqual(t, w.home, a.abroad)
			require.Equal(t, w.ties.Other(a.row, a.town), a.other)
			require.False(t, w.ties.Domestic[a.row] || w.ties.Club[a.row])
			require.True(t, s.hidden[a.row])
			asked[a.town]++
		}
		require.Len(t, asked, len(towns)/parts)
		for town, n := range asked {
			require.Equal(t, towns[town], n, "all ties of town %d are asked for", town)
		}
		require.Equal(t, len(s.asked), count(s.hidden), "nothing else is hidden")
	})
}

// Asked from abroad, a town loses what it has with the country and keeps the rest.
func TestTowardHidesTiesWithTheCountry(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	s := splitTies(w.units, w.ties, w.home, Cold, true, 7)
	require.NotEmpty(t, s.asked)
	asked := map[data.Unit]bool{}
	for _, a := range s.asked {
		require.Equal(t, w.home, a.abroad)
		require.NotEqual(t, w.home, a.home)
		asked[a.town] = true
	}
	for _, row := range foreign(w.units, w.ties) {
		for _, first := range [2]bool{true, false} {
			if tie := seen(w.units, w.ties, row, first); asked[tie.town] {
				require.Equal(t, tie.abroad == w.home, s.hidden[row], "tie %d", row)
			}
		}
	}
}

func TestWarmHidesAFifthOfTheTies(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	ties := w.protocol().Ties
	rapid.Check(t, func(t *rapid.T) {
		s := splitTies(w.units, w.ties, w.home, Warm, false, rapid.Uint64().Draw(t, "seed"))
		require.Len(t, s.asked, ties/parts)
		require.Equal(t, len(s.asked), count(s.hidden))
		for i, a := range s.asked {
			require.True(t, s.hidden[a.row])
			require.Equal(t, w.home, a.home)
			if i > 0 {
				require.Less(t, s.asked[i-1].row, a.row, "each once, in the order of rows")
			}
		}
	})
}

func TestSplitsDependOnTheSeedAlone(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	for _, mode := range []Mode{Cold, Warm} {
		a, b := splitTies(w.units, w.ties, w.home, mode, false, 7), splitTies(w.units, w.ties, w.home, mode, false, 7)
		assert.Equal(t, a, b)
		c := splitTies(w.units, w.ties, w.home, mode, false, 8)
		assert.NotEqual(t, a.hidden, c.hidden)
	}
}

func count(marks []bool) int {
	n := 0
	for _, m := range marks {
		if m {
			n++
		}
	}
	return n
}

// The other partners a hidden one is compared with are drawn in proportion to
// their ties, and are never the town's own partners nor of its country.
func TestUrn(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	rows := foreign(w.units, w.ties)
	from := newUrn(w.units, w.ties, rows, w.countries.Len())
	assert.Len(t, from.ends, 2*len(rows))
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SampledFrom(rows).Draw(t, "tie")
		asked := seen(w.units, w.ties, row, rapid.Bool().Draw(t, "first"))
		near := rapid.Bool().Draw(t, "near")
		u, ok := from.draw(random(rapid.Uint64().Draw(t, "seed"), 3), asked, near)
		if !ok {
			require.True(t, near, "the world has other partners")
			return
		}
		require.NotEqual(t, asked.home, w.units.Country[u])
		for _, row := range w.ties.Of(asked.town) {
			require.NotEqual(t, u, w.ties.Other(row, asked.town), "a known partner")
		}
		if near {
			require.Equal(t, asked.abroad, w.units.Country[u])
		}
	})

	asked := seen(w.units, w.ties, rows[0], true)
	r := random(1, 3)
	drawn := map[data.Unit]float64{}
	const draws = 200_000
	for range draws {
		u, ok := from.draw(r, asked, false)
		require.True(t, ok)
		drawn[u]++
	}
	degree := map[data.Unit]float64{}
	total := 0.0
	for _, end := range from.ends {
		if w.units.Country[end] != asked.home && !from.partners(asked.town, end) {
			degree[end]++
			total++
		}
	}
	far := 0.0
	for u, d := range degree {
		want := draws * d / total
		far += (drawn[u] - want) * (drawn[u] - want) / want
	}
	free := float64(len(degree) - 1)
	assert.InDelta(t, free, far, 5*math.Sqrt(2*free), "chi-squared of drawn against degrees")
}
