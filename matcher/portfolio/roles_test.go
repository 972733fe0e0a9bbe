package portfolio

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/matcher"
)

// bestRoles tries every way to give purposes to members.
func bestRoles(worth [][NumPurposes]float64, given [NumPurposes]int) float64 {
	if len(worth) == 0 {
		return 0
	}
	best := bestRoles(worth[1:], given)
	for k := range NumPurposes {
		if given[k] < mostGiven && worth[0][k] > 0 {
			next := given
			next[k]++
			best = max(best, worth[0][k]*again[given[k]]+bestRoles(worth[1:], next))
		}
	}
	return best
}

func TestRolesAreTheBestAssignment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		var set []int
		for i := range min(4, len(p.pool)) {
			set = append(set, i)
		}
		worth := p.roleWorths(set)
		roles := p.roles(set)
		var given [NumPurposes]int
		got := 0.0
		for i, k := range roles {
			if k == noRole {
				continue
			}
			assert.Positive(t, worth[i][k])
			got += worth[i][k] * again[given[k]]
			given[k]++
		}
		// Members stand in order, so what they are worth depends on it only
		// through who comes first, which brute force tries in the same order.
		assert.InDelta(t, bestRoles(worth, [NumPurposes]int{}), got, 1e-6)
	})
}

func TestRoles(t *testing.T) {
	serving := func(points map[Purpose]matcher.Points) party {
		p := at(0, 0, "EU")
		for k, v := range points {
			p.serves[k].points = v * matcher.PointsScale
		}
		return p
	}
	tests := []struct {
		name string
		pool []party
		want []Purpose
	}{
		{"each stands for what it serves best", []party{
			serving(map[Purpose]matcher.Points{Tourism: 90, Culture: 10}), serving(map[Purpose]matcher.Points{Tourism: 40, Culture: 80}),
		}, []Purpose{Tourism, Culture}},
		{"who serves little stands for nothing", []party{
			serving(map[Purpose]matcher.Points{Tourism: 20}), serving(map[Purpose]matcher.Points{Education: 50}),
		}, []Purpose{noRole, Education}},
		{"who serves much less than another does not stand beside it", []party{
			serving(map[Purpose]matcher.Points{Education: 45}), serving(map[Purpose]matcher.Points{Education: 95}),
		}, []Purpose{noRole, Education}},
		{"two equals share a purpose", []party{
			serving(map[Purpose]matcher.Points{Trade: 70}), serving(map[Purpose]matcher.Points{Trade: 75}),
		}, []Purpose{Trade, Trade}},
	}
	weights, _ := purposeWeights(nil)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &problem{pool: tt.pool, weights: weights}
			assert.Equal(t, tt.want, p.roles([]int{0, 1}))
		})
	}
}

func TestPurposesWithoutWeightGiveNoRole(t *testing.T) {
	p := &problem{pool: []party{at(0, 0, "EU")}}
	p.pool[0].serves[Trade].points = 100 * matcher.PointsScale
	assert.Equal(t, []Purpose{noRole}, p.roles([]int{0}))
}
