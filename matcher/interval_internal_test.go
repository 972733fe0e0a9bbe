package matcher

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

// drawField draws candidates of a few countries in order, some of them not
// asked for their view, and the query they were picked for.
func drawField(t *rapid.T) (*Engine, *field, Query) {
	n := rapid.IntRange(1, 30).Draw(t, "candidates")
	e := &Engine{units: &data.Units{Country: make([]data.Country, n)}, countries: &data.Countries{Code: make([]string, 4)}}
	f := &field{by: rapid.SampledFrom([]Order{Balanced, ByFit, ByOpenness, Mutual}).Draw(t, "by")}
	for u := range n {
		e.units.Country[u] = data.Country(rapid.IntRange(0, 3).Draw(t, "country"))
		c := scored{
			unit: data.Unit(u), fit: Points(rapid.IntRange(0, 20).Draw(t, "fit") * 100),
			openness: Points(rapid.IntRange(0, 5).Draw(t, "openness") * 1000), their: Standing{rapid.IntRange(1, 9).Draw(t, "their"), 9},
		}
		c.first = firstOrder(f.by, c)
		f.all = append(f.all, c)
	}
	slices.SortFunc(f.all, byFirst)
	q := Query{By: f.by, N: n, PerCountry: rapid.IntRange(0, 4).Draw(t, "per country")}
	if q.asksThem() {
		f.asked = rapid.IntRange(0, n).Draw(t, "asked")
		e.reorder(f.all[:f.asked], q)
	}
	return e, f, q
}

func TestIntervalIsTheRankWithoutDeviation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, f, q := drawField(t)
		for i, c := range e.pick(f.all, q.N, q.PerCountry) {
			assert.Equal(t, Interval{i + 1, i + 1}, e.interval(f, q, c.unit, deviation{}))
		}
	})
}

func TestIntervalGrowsWithDeviation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, f, q := drawField(t)
		d := deviation{rapid.Float64Range(0, 500).Draw(t, "down"), rapid.Float64Range(0, 500).Draw(t, "up")}
		more := deviation{2 * d.down, 2 * d.up}
		for i, c := range e.pick(f.all, q.N, q.PerCountry) {
			small, large := e.interval(f, q, c.unit, d), e.interval(f, q, c.unit, more)
			assert.GreaterOrEqual(t, small.Low, large.Low)
			assert.LessOrEqual(t, small.High, large.High)
			assert.LessOrEqual(t, small.Low, i+1)
			assert.GreaterOrEqual(t, small.High, i+1)
			assert.GreaterOrEqual(t, large.Low, 1)
			assert.LessOrEqual(t, large.High, len(f.all))
		}
	})
}

// Moved is what the member would be ordered by if its fit were another one.
func TestMovedIsTheOrderOfAnotherFit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, f, q := drawField(t)
		i := rapid.IntRange(0, len(f.all)-1).Draw(t, "member")
		by := Points(rapid.IntRange(-300, 300).Draw(t, "by"))
		other := slices.Clone(f.all)
		other[i].fit += by
		want := firstOrder(f.by, other[i])
		if i < f.asked {
			e.reorder(other[:f.asked], q)
			j := slices.IndexFunc(other, func(c scored) bool { return c.unit == f.all[i].unit })
			want = other[j].first
		}
		assert.InDelta(t, want, f.moved(i, float64(by)), 1e-6)
	})
}

func TestPlaceInEqualsCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, f, q := drawField(t)
		i := rapid.IntRange(0, len(f.all)-1).Draw(t, "member")
		first := rapid.Float64Range(0, 10_000).Draw(t, "first")
		own, others := f.all[i], slices.Delete(slices.Clone(f.all), i, i+1)
		want := 1
		for _, o := range others {
			same := e.units.Country[o.unit] == e.units.Country[own.unit]
			listed := slices.ContainsFunc(e.pick(others, len(others), q.PerCountry), func(c scored) bool { return c.unit == o.unit })
			was := slices.IndexFunc(f.all, func(c scored) bool { return c.unit == o.unit })
			before := o.first > first || o.first == first && (o.fit > own.fit || o.fit == own.fit && (o.openness > own.openness || o.openness == own.openness && o.unit < own.unit))
			if front, ownFront := was < f.asked, i < f.asked; front != ownFront {
				before = front
			}
			if before && (same || listed) {
				want++
			}
		}
		assert.Equal(t, want, e.placeIn(f, q, i, first))
	})
}

func TestEvenly(t *testing.T) {
	list := []data.Unit{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	assert.Equal(t, list, evenly(list, 10))
	assert.Equal(t, []data.Unit{0, 2, 5, 7}, evenly(list, 4))
	assert.Empty(t, evenly(nil, 4))
}

func TestBeyondTheTurningPoint(t *testing.T) {
	for _, tc := range []struct {
		turn, from float64
		want       float64
	}{
		{1.5632, 1, 1.6}, {1.04, 1, 1.04}, {1.0123, 1, 1.013}, {0.37, 1, 0.3}, {0.02, 1, 0}, {7.4, 2, 8}, {99.5, 1, 100},
	} {
		got := beyond(tc.turn, tc.from)
		require.NotEmpty(t, got)
		assert.InDelta(t, tc.want, got[0], 1e-9, "turning at %g from %g", tc.turn, tc.from)
		for _, to := range got {
			assert.True(t, to >= 0 && to <= maxWeight)
			assert.True(t, (to-tc.turn)*(tc.turn-tc.from) >= -1e-9, "%g lies on the near side of %g", to, tc.turn)
		}
	}
}
