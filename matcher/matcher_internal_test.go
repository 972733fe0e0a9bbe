package matcher

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/similarity"
)

func TestUpperGovernmentsLookAtLargeCitiesAndSeats(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	prefecture, town := e.units.Municipalities.From, e.units.Municipalities.To-1
	require.True(t, e.units.Kind[prefecture].Upper())
	var large, seat, small int
	for u := e.units.Places.From; u < e.units.Places.To; u++ {
		got := e.eligible(prefecture, u)
		switch s := e.units.Seat[u]; {
		case s == data.SeatCountry || s == data.SeatFirst:
			assert.True(t, got, "seat %d", u)
			seat++
		case e.units.Population[u] >= 300_000:
			assert.True(t, got, "city %d of %d people", u, e.units.Population[u])
			large++
		default:
			assert.False(t, got, "place %d of %d people", u, e.units.Population[u])
			small++
		}
		assert.True(t, e.eligible(town, u))
	}
	assert.Positive(t, min(large, seat, small))
}

func TestTiesThatCount(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	var club, domestic, loose, plain int
	for row := range e.ties.A {
		got := e.foreign(int32(row))
		switch {
		case e.ties.B[row] == data.NoUnit:
			assert.False(t, got, "party unknown: %d", row)
			loose++
		case e.ties.Domestic[row]:
			assert.False(t, got, "domestic: %d", row)
			domestic++
		case e.ties.Club[row]:
			assert.False(t, got, "one of a club: %d", row)
			club++
		default:
			assert.True(t, got, "%d", row)
			plain++
		}
	}
	assert.Positive(t, min(club, domestic, loose, plain))
}

func TestMigrantsAreTheLargerOfBothWays(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	n := data.Country(e.countries.Len())
	different := 0
	for a := range n {
		for b := range a {
			var ways [2]int32
			for i, p := range [2][2]data.Country{{a, b}, {b, a}} {
				if row, ok := e.pairs.Of(e.countries.Code[p[0]], e.countries.Code[p[1]]); ok {
					ways[i] = max(0, e.pairs.Migrants[row])
				}
			}
			if ways[0] != ways[1] {
				different++
			}
			require.Equal(t, max(ways[0], ways[1]), e.migrants(a, b))
			require.Equal(t, e.migrants(a, b), e.migrants(b, a))
		}
	}
	assert.Positive(t, different)
}

// A rare name that is near a common one is no more of a sign than the common one.
func TestLikenessIsAsRareAsTheCommonerName(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	uneven := 0
	for _, town := range oracleTowns(e) {
		s, err := e.newScorer(Query{Town: town})
		require.NoError(t, err)
		for u, m := range s.names {
			own, other := e.nameKeys.Freq[m.own], e.nameKeys.Freq[m.other]
			assert.LessOrEqual(t, m.worth, min(similarity.Rarity(own), similarity.Rarity(other)), "town %d, unit %d", town, u)
			if own != other {
				uneven++
			}
		}
	}
	assert.Positive(t, uneven)
}
