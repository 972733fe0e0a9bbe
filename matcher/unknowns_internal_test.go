package matcher

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

// unsureCriteria are those that can be unknown of a pair.
var unsureCriteria = [...]int{atPopulation, atClimate, atHistory, atTrade, atEducation, atCulture}

func TestUnknownLinesHaveASilentSide(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	towns := oracleTowns(e)
	rapid.Check(t, func(t *rapid.T) {
		town := rapid.SampledFrom(towns).Draw(t, "town")
		u := data.Unit(rapid.IntRange(0, e.units.Len()-1).Draw(t, "candidate"))
		s, err := e.someScorer(Query{Town: town}, []data.Unit{u})
		require.NoError(t, err)
		var b [numCriteria]bits
		known := s.bits(u, &b)
		for k := range numCriteria {
			if !slices.Contains(unsureCriteria[:], k) {
				assert.NotZero(t, known&(1<<k), "%s can be unknown", Criteria()[k])
				continue
			}
			got, ok := s.unsure(k, u)
			assert.Equal(t, known&(1<<k) != 0, ok, "%s", Criteria()[k])
			if ok {
				assert.Equal(t, b[k], got, "%s", Criteria()[k])
			} else {
				assert.True(t, s.silent(k, town) || s.silent(k, u), "%s is unknown, but neither side is silent", Criteria()[k])
			}
		}
	})
}

func TestUsualPoints(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	spread := 0
	for _, town := range oracleTowns(e)[:6] {
		s, err := e.newScorer(Query{Town: town})
		require.NoError(t, err)
		k := newUnknowns(s)
		for u := data.Unit(0); int(u) < e.units.Len(); u += 9973 {
			c, err := e.detail(s, u)
			require.NoError(t, err)
			d := k.of(&c)
			assert.True(t, d.down >= 0 && d.up >= 0)
			assert.Equal(t, d, newUnknowns(s).of(&c), "the same however often it is asked")
			for i := range c.Lines {
				l := c.Lines[i]
				if l.Known {
					continue
				}
				low, high, ok := k.usual(slices.Index(Criteria(), l.Criterion), u)
				if !ok {
					continue
				}
				assert.True(t, 0 <= low && low <= high && high <= l.Max)
				if low < high {
					spread++
				}
				settled := c
				settled.Lines = slices.Clone(c.Lines)
				settled.Lines[i].Known = true
				less := k.of(&settled)
				assert.True(t, less.down <= d.down && less.up <= d.up, "to know %s makes the rank firmer", l.Criterion)
			}
		}
	}
	assert.NotZero(t, spread)
}

func TestAlikeAreOfTheCountryAndSize(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	s, err := e.newScorer(Query{Town: oracleTowns(e)[0]})
	require.NoError(t, err)
	k := newUnknowns(s)
	for u := data.Unit(0); int(u) < e.units.Len(); u += 9973 {
		for _, criterion := range unsureCriteria {
			list := k.alike(criterion, u)
			require.NotEmpty(t, list)
			require.LessOrEqual(t, len(list), sampled)
			home := 0
			for _, v := range list {
				assert.False(t, s.silent(criterion, v))
				if band := e.features.band[u]; band != 0 {
					assert.Equal(t, band, e.features.band[v])
				}
				if e.units.Country[v] == e.units.Country[u] {
					home++
				}
			}
			assert.True(t, home == len(list) && home >= fewKnown || home < len(list), "either the country, or anywhere")
		}
	}
}

// A change counts only if the list made with it has the two that way round.
func TestTurnsAsTheListDoes(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	yes, no := 0, 0
	for _, by := range []Order{Balanced, ByFit} {
		q := Query{Town: oracleTowns(e)[0], N: 12, PerCountry: 3, By: by}
		_, l, err := e.rank(context.Background(), q)
		require.NoError(t, err)
		first, second := l.list[9].unit, l.list[8].unit
		for _, c := range Criteria() {
			change := Change{c, 1, 30}
			list, err := e.List(context.Background(), q.with(change))
			require.NoError(t, err)
			i := slices.IndexFunc(list, func(s Scored) bool { return s.Unit == first })
			j := slices.IndexFunc(list, func(s Scored) bool { return s.Unit == second })
			got, err := e.turns(context.Background(), l, change, first, second)
			require.NoError(t, err)
			assert.Equal(t, i >= 0 && (j < 0 || i < j), got, "%s, %s=30", by, c)
			if got {
				yes++
			} else {
				no++
			}
		}
	}
	assert.NotZero(t, yes)
	assert.NotZero(t, no)
}
