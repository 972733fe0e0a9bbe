package portfolio

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Each partner adds less than the one before: the size stops at the bar.
func TestSizeStopsAtTheBar(t *testing.T) {
	var pool []party
	for i, value := range []matcher.Points{6000, 5000, 4000, 3000, 2000} {
		m := at(data.Unit(i), data.Country(i), "AS")
		m.value = value
		pool = append(pool, m)
	}
	p := newProblem(pool, nil, [NumPurposes]float64{}, Rules{Min: 2, Max: 5}, noLinks)
	p.usual = 2500
	s, err := p.solve(context.Background())
	require.NoError(t, err)
	// Two bring 5500 each, 3000 above the usual: the bar is 2500 + 3000/3.
	assert.Equal(t, matcher.Points(3500), s.bar)
	assert.Equal(t, []int{0, 1, 2}, s.set)
	assert.Equal(t, []Step{{2, 11000, 5500, true}, {3, 15000, 4000, true}, {4, 18000, 3000, false}}, s.steps)
}

func TestSizeGrowsWhilePartnersAddEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		p.usual = matcher.Points(rapid.IntRange(0, 4000).Draw(t, "usual"))
		s, err := p.solve(context.Background())
		require.NoError(t, err)
		if s.set == nil {
			return
		}
		for i, step := range s.steps {
			last := i == len(s.steps)-1
			assert.True(t, step.Taken || last, "only the last step may fail")
			if i > 0 {
				assert.Equal(t, step.Taken, step.Added >= s.bar)
				assert.Equal(t, step.Added, step.Total-s.steps[i-1].Total)
			}
			if step.Taken && (last || !s.steps[i+1].Taken) {
				assert.Len(t, s.set, step.Size)
				assert.Equal(t, step.Total, s.worth.Total())
			}
		}
	})
}

func TestRulesCostWhatTheirAbsenceBrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		s, err := p.solve(context.Background())
		require.NoError(t, err)
		if s.set == nil {
			return
		}
		costs, err := p.quotaCosts(context.Background(), s)
		require.NoError(t, err)
		for _, c := range costs {
			free := *p
			if c.Rule == RulePerCountry {
				free.rules.PerCountry = 0
			} else {
				free.rules.Continents = 0
			}
			best, ok := free.bruteForce(len(s.set))
			require.True(t, ok)
			assert.Equal(t, best-s.worth.Total(), c.Points)
			assert.GreaterOrEqual(t, c.Points, matcher.Points(0))
		}
	})
}

// The reserve is the best of all replacements that keep the rules.
func TestReserveIsTheBestReplacement(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		s, err := p.solve(context.Background())
		require.NoError(t, err)
		if s.set == nil {
			return
		}
		in := p.instance(p.rules, len(s.set))
		for _, member := range s.set {
			rest, loss := p.without(s, member)
			assert.Equal(t, s.worth.Total()-p.evaluate(rest).Total(), loss)
			most := none
			for i := range p.pool {
				next := append(rest[:len(rest):len(rest)], i)
				if i != member && !slices.Contains(rest, i) && p.keeps(next) {
					most = max(most, p.evaluate(next).Total())
				}
			}
			best, left := p.reserve(in, s, member)
			if most == none {
				assert.Negative(t, best)
				continue
			}
			assert.Equal(t, s.worth.Total()-most, left)
			assert.GreaterOrEqual(t, left, matcher.Points(0), "nobody does better than the member")
		}
	})
}

func TestSearchStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	p := big(120, 7)
	_, err := p.instance(p.rules, 8).solve(ctx, 8)
	assert.ErrorIs(t, err, context.Canceled)
}
