package portfolio

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// entriesOf makes a list of candidates of which only the places matter.
func entriesOf(n int, country func(i int) data.Country, continent func(i int) string) []entry {
	var all []entry
	for i := range n {
		p := at(data.Unit(i), country(i), continent(i))
		p.value = matcher.Points(9000 - i)
		all = append(all, entry{matcher.Candidate{Unit: data.Unit(i)}, p})
	}
	return all
}

func TestPoolHoldsTheBestOfEach(t *testing.T) {
	all := entriesOf(300,
		func(i int) data.Country { return data.Country(i / 10) },
		func(i int) string {
			if i >= 290 {
				return "AF"
			}
			return "EU"
		})
	all[250].serves[Workers].points = 100 * matcher.PointsScale
	weights, _ := purposeWeights(map[Purpose]float64{Workers: 10})
	pool := pick(all, poolOf, 0, weights)
	count, africa, worker := map[data.Country]int{}, 0, false
	for _, e := range pool {
		count[e.country]++
		if e.continent == "AF" {
			africa++
		}
		worker = worker || e.Unit == 250
	}
	assert.Equal(t, poolOf, count[5], "no more of one country among the best")
	assert.Equal(t, poolContinent, africa, "the best of a continent far down the list")
	assert.True(t, worker, "the best for a purpose far down the list")
	assert.LessOrEqual(t, len(pool), poolBest+poolContinent+poolPurpose)
	for i := 1; i < len(pool); i++ {
		assert.Less(t, pool[i-1].Unit, pool[i].Unit, "in order, each once")
	}
}

func TestPoolOfOneCountry(t *testing.T) {
	one := entriesOf(100, func(int) data.Country { return 7 }, func(int) string { return "AS" })
	assert.GreaterOrEqual(t, len(pick(one, poolOf, 1, [NumPurposes]float64{})), poolBest)
	assert.Empty(t, pick(nil, poolOf, 0, [NumPurposes]float64{}))
}
