package portfolio

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

var continentNames = []string{"AS", "EU", "NA", "OC", "AF", "SA", ""}

// anyParty draws a candidate or an existing partner.
func anyParty(t *rapid.T, unit data.Unit) party {
	country := rapid.IntRange(0, 5).Draw(t, "country")
	p := party{
		unit: unit, value: matcher.Points(rapid.IntRange(0, 6000).Draw(t, "value")), country: data.Country(country),
		continent: continentNames[country%4], area: country%4 - 1, setting: rapid.IntRange(-1, 2).Draw(t, "setting"),
	}
	for k := range NumPurposes {
		p.serves[k].points = matcher.Points(rapid.SampledFrom([]int{0, 0, 1500, 4000, 7000, 10000}).Draw(t, "serves"))
	}
	return p
}

// anyProblem draws a small problem with everything a real one has.
func anyProblem(t *rapid.T) *problem {
	n := rapid.IntRange(1, 9).Draw(t, "pool")
	var pool, existing []party
	for i := range n {
		pool = append(pool, anyParty(t, data.Unit(i)))
	}
	for i := range rapid.IntRange(0, 2).Draw(t, "existing") {
		x := anyParty(t, data.Unit(100+i))
		x.status = data.TieStatus(rapid.IntRange(0, len(data.TieStatuses())-2).Draw(t, "status")) // an ended one is none
		existing = append(existing, x)
	}
	weights, err := purposeWeights(map[Purpose]float64{Trade: float64(rapid.IntRange(0, 3).Draw(t, "weight"))})
	require.NoError(t, err)
	rules := Rules{Min: rapid.IntRange(1, 4).Draw(t, "min"), PerCountry: rapid.IntRange(0, 2).Draw(t, "per country"), Continents: rapid.IntRange(0, 3).Draw(t, "continents")}
	rules.Max = rules.Min + rapid.IntRange(0, 3).Draw(t, "range")
	return newProblem(pool, existing, weights, rules, links(rapid.Uint64().Draw(t, "links")))
}

// links makes up what pairs add, the same for a pair in either order.
func links(seed uint64) func(a, b data.Unit) matcher.Points {
	return func(a, b data.Unit) matcher.Points {
		r := rand.New(rand.NewPCG(seed, uint64(min(a, b))<<32|uint64(max(a, b))))
		return matcher.Points(max(0, r.IntN(900)-500))
	}
}

// bruteForce tries every set of k that keeps the rules; ok is false for none.
func (p *problem) bruteForce(k int) (best matcher.Points, ok bool) {
	best = none
	for mask := range 1 << len(p.pool) {
		var set []int
		for i := range p.pool {
			if mask&(1<<i) != 0 {
				set = append(set, i)
			}
		}
		if len(set) == k && p.keeps(set) {
			best, ok = max(best, p.evaluate(set).Total()), true
		}
	}
	return best, ok
}

// keeps tells whether a set keeps the quotas, counted in the plainest way.
func (p *problem) keeps(set []int) bool {
	countries, continents := map[data.Country]int{}, map[string]bool{}
	for i := range p.existing {
		countries[p.existing[i].country]++
		continents[p.existing[i].continent] = true
	}
	for _, i := range set {
		countries[p.pool[i].country]++
		continents[p.pool[i].continent] = true
		if p.rules.PerCountry > 0 && countries[p.pool[i].country] > p.rules.PerCountry {
			return false
		}
	}
	delete(continents, "")
	return len(continents) >= p.rules.Continents
}

func TestSearchEqualsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		k := p.rules.Min
		want, ok := p.bruteForce(k)
		set, err := p.instance(p.rules, k).solve(context.Background(), k)
		require.NoError(t, err)
		require.Equal(t, ok, set != nil, "found %v", set)
		if ok {
			assert.Len(t, set, k)
			assert.True(t, p.keeps(set), "%v breaks the rules", set)
			assert.Equal(t, want, p.evaluate(set).Total())
		}
	})
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		shuffled := rapid.Permutation(p.pool).Draw(t, "order")
		again := newProblem(shuffled, p.existing, p.weights, p.rules, func(a, b data.Unit) matcher.Points {
			for k, v := range p.bonus {
				if x, y := p.pool[k.a].unit, p.pool[k.b].unit; x == a && y == b || x == b && y == a {
					return v
				}
			}
			return 0
		})
		one, err := p.solve(context.Background())
		require.NoError(t, err)
		two, err := again.solve(context.Background())
		require.NoError(t, err)
		assert.Equal(t, one, two)
	})
}

func TestMoreCandidatesNeverLowerTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		fewer := *p
		last := len(p.pool) - 1
		fewer.pool = p.pool[:last]
		k := p.rules.Min
		before, err := fewer.instance(p.rules, k).solve(context.Background(), k)
		require.NoError(t, err)
		if before == nil {
			return
		}
		after, err := p.instance(p.rules, k).solve(context.Background(), k)
		require.NoError(t, err)
		assert.GreaterOrEqual(t, p.evaluate(after).Total(), fewer.evaluate(before).Total())
	})
}

func TestSolutionKeepsSizeAndQuotas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		s, err := p.solve(context.Background())
		require.NoError(t, err)
		if s.set == nil {
			assert.Error(t, p.conflict(false), "no set, so some rules must conflict")
			return
		}
		assert.NoError(t, p.conflict(false))
		assert.GreaterOrEqual(t, len(s.set), p.rules.Min)
		assert.LessOrEqual(t, len(s.set), p.rules.Max)
		assert.True(t, p.keeps(s.set))
		assert.Equal(t, p.evaluate(s.set), s.worth)
	})
}

// big is a pool of the size of a real one, as flat as real ones are.
func big(n int, seed uint64) *problem {
	r := rand.New(rand.NewPCG(seed, 1))
	var pool []party
	for i := range n {
		country := r.IntN(40)
		m := party{
			unit: data.Unit(i), value: matcher.Points(4000 + r.IntN(1500)), country: data.Country(country),
			continent: continentNames[country%6], area: country % 18, setting: r.IntN(8),
		}
		for k := range NumPurposes {
			m.serves[k].points = matcher.Points(r.IntN(8000))
		}
		pool = append(pool, m)
	}
	weights, _ := purposeWeights(nil)
	return newProblem(pool, nil, weights, Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2}, func(a, b data.Unit) matcher.Points {
		q := rand.New(rand.NewPCG(seed, uint64(min(a, b))<<32|uint64(max(a, b))))
		return []matcher.Points{0, 0, 0, 0, 0, 0, 50, 50, 100, 300}[q.IntN(10)]
	})
}

func BenchmarkSearch(b *testing.B) {
	for seed := range uint64(3) {
		p := big(120, seed)
		b.Run("pool120", func(b *testing.B) {
			for b.Loop() {
				_, err := p.instance(p.rules, 8).solve(b.Context(), 8)
				require.NoError(b, err)
			}
		})
	}
}
