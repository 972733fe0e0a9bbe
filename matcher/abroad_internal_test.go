package matcher

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCountryIsDrawnToThoseAroundIt(t *testing.T) {
	lift := func(got int32, usual float64, aroundGot int32, aroundUsual float64) float64 {
		a := abroad{affinity: tally{got, usual}, around: tally{aroundGot, aroundUsual}}
		return a.affinityLift()
	}
	assert.InDelta(t, 0, lift(0, 0, 0, 0), 1e-9, "nothing is known")
	assert.Greater(t, lift(0, 0.5, 60, 10), 0.5, "those around have many")
	assert.Less(t, lift(0, 0.5, 10, 60), -0.5, "those around have few")
	assert.InDelta(t, lift(200, 100, 10, 60), lift(200, 100, 60, 10), 0.15, "its own ties say enough")
	assert.Less(t, lift(200, 100, 0, 60), 1.0)
	assert.Greater(t, lift(200, 100, 60, 0), 0.95)
}

func TestPartsOfWorld(t *testing.T) {
	part, parts := partsOfWorld([]string{"Northern Europe", "", "Eastern Asia", "Northern Europe"})
	assert.Equal(t, []int32{0, -1, 1, 0}, part)
	assert.Equal(t, 2, parts)
}

func TestAffinityAroundLeavesTheCountryItselfAndOursOut(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	town := e.units.Municipalities.From + 100
	s, err := e.someScorer(Query{Town: town}, nil)
	require.NoError(t, err)
	country, part := s.affinities()
	home := e.units.Country[town]
	for c := range country {
		p := e.counted.part[c]
		if p < 0 {
			continue
		}
		var got int32
		for o, q := range e.counted.part {
			if q == p && o != c && o != int(home) {
				got += country[o].got
			}
		}
		if c != int(home) {
			assert.Equal(t, got, part[p].without(country[c]).got, e.countries.Name[c])
		}
	}
}
