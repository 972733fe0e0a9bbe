package plan_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/plan"
)

// drawTowns draws towns that want much the same candidates.
func drawTowns(t *rapid.T, most, mostCandidates int) []plan.Town {
	pool := rapid.IntRange(0, mostCandidates).Draw(t, "candidates")
	countries := rapid.IntRange(1, 4).Draw(t, "countries")
	spread := rapid.SampledFrom([]int{3, 300, 10000}).Draw(t, "spread")
	towns := make([]plan.Town, rapid.IntRange(0, most).Draw(t, "towns"))
	for i := range towns {
		towns[i].Unit = data.Unit(1000 + i)
		if rapid.IntRange(0, 3).Draw(t, "has partners") == 0 {
			towns[i].Taken = map[data.Country]int{data.Country(rapid.IntRange(0, 4).Draw(t, "country")): rapid.IntRange(0, 3).Draw(t, "taken")}
		}
		for c := range pool {
			if rapid.IntRange(0, 4).Draw(t, "listed") > 0 {
				v := rapid.IntRange(0, spread).Draw(t, "value")
				towns[i].Candidates = append(towns[i].Candidates, plan.Candidate{
					Unit: data.Unit(c), Country: data.Country(c % countries), Value: matcher.Points(v),
				})
			}
		}
	}
	return towns
}

func drawRules(t *rapid.T, most int) plan.Rules {
	size := rapid.IntRange(1, most).Draw(t, "max")
	return plan.Rules{
		Cap: rapid.IntRange(1, 3).Draw(t, "cap"), PerCountry: rapid.IntRange(0, 2).Draw(t, "per country"),
		Min: rapid.IntRange(0, size).Draw(t, "min"), Max: size,
	}
}

func solve(t require.TestingT, towns []plan.Town, rules plan.Rules) *plan.Plan {
	p, err := plan.Solve(context.Background(), towns, rules)
	require.NoError(t, err)
	return p
}

// keepsRules asserts that a plan is one: partners from the towns' lists, within all limits.
func keepsRules(t require.TestingT, towns []plan.Town, rules plan.Rules, p *plan.Plan) (bonuses int64) {
	require.Len(t, p.Portfolios, len(towns))
	lists, asked := map[data.Unit][]plan.Candidate{}, map[data.Unit]plan.Town{}
	for _, town := range towns {
		lists[town.Unit], asked[town.Unit] = town.Candidates, town
	}
	used, sum := map[data.Unit]int{}, int64(0)
	for i, f := range p.Portfolios {
		require.True(t, i == 0 || p.Portfolios[i-1].Town < f.Town, "in the order of units")
		require.LessOrEqual(t, len(f.Partners), rules.Max)
		require.Equal(t, len(f.Partners) < rules.Min, f.Short != "", "who is short is told why")
		countries, seen := map[data.Country]int{}, map[data.Unit]bool{}
		for _, c := range f.Partners {
			require.Contains(t, lists[f.Town], c.Candidate)
			require.False(t, seen[c.Unit], "nobody is a partner twice")
			seen[c.Unit] = true
			used[c.Unit]++
			countries[c.Country]++
			require.LessOrEqual(t, countries[c.Country], room(asked[f.Town], rules, c.Country))
			sum += int64(c.Value)
		}
		for _, d := range f.Displaced {
			require.NotContains(t, d.Holders, f.Town)
		}
		bonuses += bonusSum(bonusOf(towns), len(f.Partners), rules.Min)
	}
	for _, n := range used {
		require.LessOrEqual(t, n, rules.Cap)
	}
	require.Equal(t, sum, p.Value)
	return bonuses
}

func TestOptimumIsThatOfBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		towns, rules := drawTowns(t, 3, 5), drawRules(t, 3)
		sum, _ := optimum(towns, rules)
		assert.Equal(t, bruteForce(towns, rules), sum)
	})
}

func TestWithinOnePercentOfTheOptimum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		towns, rules := drawTowns(t, 12, 15), drawRules(t, 6)
		p := solve(t, towns, rules)
		bonuses := keepsRules(t, towns, rules, p)
		best, bestBonuses := optimum(towns, rules)
		// One step of the smallest unit a partner is rounding, not a gap.
		slack := (best-bestBonuses)/100 + 1
		assert.GreaterOrEqual(t, p.Value+bonuses, best-slack, "value %d with %d of bonuses, best %d with %d", p.Value, bonuses, best, bestBonuses)
		assert.LessOrEqual(t, p.Value, p.Bound)
		assert.GreaterOrEqual(t, p.Bound+bonuses+1, best, "the bound holds")
		assert.LessOrEqual(t, p.Bound-p.Value, p.Bound/100+1, "the bound is near")
	})
}

func TestBoundHoldsBeyondTheCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		towns, rules := drawTowns(t, 8, 15), drawRules(t, 4)
		whole := slices.Clone(towns)
		c := plan.Cut{N: rapid.IntRange(1, 15).Draw(t, "n"), PerCountry: rapid.IntRange(0, 4).Draw(t, "k")}
		for i := range towns {
			towns[i] = shorten(towns[i], c)
		}
		p := solve(t, towns, rules)
		bonuses := keepsRules(t, towns, rules, p)
		best, bestBonuses := optimum(whole, rules)
		if bestBonuses <= bonuses {
			assert.GreaterOrEqual(t, p.Bound+1, best-bestBonuses)
		}
		wanting := false
		for _, f := range p.Portfolios {
			wanting = wanting || f.Wanting
		}
		if !wanting {
			assert.GreaterOrEqual(t, p.Value+bonuses, best-(best-bestBonuses)/100-1, "nobody wants more, so nothing is lost by the cut")
		}
	})
}

// shorten cuts a list as a ranking with these limits would.
func shorten(town plan.Town, c plan.Cut) plan.Town {
	all := slices.Clone(town.Candidates)
	slices.SortStableFunc(all, func(a, b plan.Candidate) int { return int(b.Value - a.Value) })
	out := plan.Town{Unit: town.Unit, Cut: c}
	count := map[data.Country]int{}
	for _, x := range all {
		if len(out.Candidates) < c.N && (c.PerCountry == 0 || count[x.Country] < c.PerCountry) {
			count[x.Country]++
			out.Candidates = append(out.Candidates, x)
		}
	}
	return out
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		towns, rules := drawTowns(t, 10, 12), drawRules(t, 5)
		want := solve(t, towns, rules)
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		shuffled := make([]plan.Town, len(towns))
		for i, from := range r.Perm(len(towns)) {
			shuffled[i] = towns[from]
			shuffled[i].Candidates = slices.Clone(towns[from].Candidates)
			c := shuffled[i].Candidates
			r.Shuffle(len(c), func(a, b int) { c[a], c[b] = c[b], c[a] })
		}
		assert.Empty(t, cmp.Diff(want, solve(t, shuffled, rules)))
	})
}

func TestWithoutScarcityEveryTownHasItsOwnBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		towns, rules := drawTowns(t, 8, 12), drawRules(t, 5)
		rules.Cap = max(1, len(towns)) + rapid.IntRange(0, 5).Draw(t, "more")
		p := solve(t, towns, rules)
		keepsRules(t, towns, rules, p)
		own := int64(0)
		for i, town := range towns {
			alone := []plan.Town{town}
			sum, bonuses := optimum(alone, rules)
			// The bonus of a lone town is smaller, which changes nothing for it.
			own += sum - bonuses
			got := int64(0)
			for _, c := range p.Portfolios[i].Partners {
				got += int64(c.Value)
				assert.Zero(t, c.Price)
				assert.False(t, c.Second)
			}
			assert.Equal(t, sum-bonuses, got)
			assert.Empty(t, p.Portfolios[i].Displaced)
		}
		assert.Equal(t, own, p.Value)
		assert.Equal(t, own, p.Bound)
	})
}

// two towns want one candidate; the one that loses less by going without does.
func TestDisplacementIsExplained(t *testing.T) {
	towns := []plan.Town{
		{Unit: 10, Candidates: []plan.Candidate{{Unit: 1, Country: 1, Value: 9000}, {Unit: 2, Country: 1, Value: 8900}}},
		{Unit: 11, Candidates: []plan.Candidate{{Unit: 1, Country: 1, Value: 8000}, {Unit: 2, Country: 1, Value: 5000}}},
	}
	p := solve(t, towns, plan.Rules{Cap: 1, PerCountry: 1, Min: 1, Max: 1})
	second, first := p.Portfolios[0], p.Portfolios[1]
	require.Len(t, first.Partners, 1)
	assert.Equal(t, data.Unit(1), first.Partners[0].Unit)
	assert.False(t, first.Partners[0].Second)
	assert.Equal(t, matcher.Points(100), first.Partners[0].Price, "what the other town loses")
	require.Len(t, second.Partners, 1)
	assert.Equal(t, data.Unit(2), second.Partners[0].Unit)
	assert.Equal(t, 2, second.Partners[0].Rank)
	assert.True(t, second.Partners[0].Second)
	assert.Zero(t, second.Partners[0].Price, "nobody else would have it")
	assert.Equal(t, []plan.Displaced{{
		Candidate: plan.Candidate{Unit: 1, Country: 1, Value: 9000}, Choice: 1, Rank: 1, Price: 100, Holders: []data.Unit{11},
	}}, second.Displaced)
	assert.Equal(t, int64(8900+8000), p.Value)
	assert.Equal(t, p.Value, p.Bound)
}

func TestShortPortfoliosSayWhy(t *testing.T) {
	one := []plan.Candidate{{Unit: 1, Country: 1, Value: 9000}, {Unit: 2, Country: 2, Value: 100}}
	towns := []plan.Town{
		{Unit: 10, Candidates: one}, {Unit: 11, Candidates: one}, {Unit: 12}, {Unit: 13, Candidates: one[:1]},
	}
	p := solve(t, towns, plan.Rules{Cap: 1, PerCountry: 1, Min: 2, Max: 2})
	reasons := map[data.Unit]plan.Reason{}
	for _, f := range p.Portfolios {
		reasons[f.Town] = f.Short
	}
	assert.Equal(t, plan.NoCandidates, reasons[12])
	assert.Equal(t, plan.FewCandidates, reasons[13])
	assert.Contains(t, []plan.Reason{reasons[10], reasons[11]}, plan.Taken)
	assert.Equal(t, 2, p.Exposure.Pairs)
}

// Where there is one candidate a town, each has one, whoever likes them best.
func TestPartnersOfBeforeTakeTheirPlaces(t *testing.T) {
	list := []plan.Candidate{{Unit: 1, Country: 7, Value: 9000}, {Unit: 2, Country: 7, Value: 8000}, {Unit: 3, Country: 8, Value: 10}}
	for _, tt := range []struct {
		name       string
		taken      map[data.Country]int
		perCountry int
		want       []data.Unit
		short      plan.Reason
	}{
		{"none", nil, 1, []data.Unit{1, 3}, ""},
		{"the only place", map[data.Country]int{7: 1}, 1, []data.Unit{3}, plan.FewCandidates},
		{"one of two places", map[data.Country]int{7: 1}, 2, []data.Unit{1, 3}, ""},
		{"no limit", map[data.Country]int{7: 5}, 0, []data.Unit{1, 2}, ""},
		{"all places", map[data.Country]int{7: 1, 8: 2}, 1, nil, plan.FewCandidates},
	} {
		p := solve(t, []plan.Town{{Unit: 100, Candidates: list, Taken: tt.taken}}, plan.Rules{Cap: 1, PerCountry: tt.perCountry, Min: 2, Max: 2})
		var got []data.Unit
		for _, c := range p.Portfolios[0].Partners {
			got = append(got, c.Unit)
		}
		assert.Equal(t, tt.want, got, tt.name)
		for _, c := range p.Portfolios[0].Partners {
			assert.EqualValues(t, c.Unit, c.Rank, "%s: those passed over count in the own list", tt.name)
			assert.False(t, c.Second, tt.name)
		}
		assert.Equal(t, tt.short, p.Portfolios[0].Short, tt.name)
	}
	_, err := plan.Solve(context.Background(), []plan.Town{{Unit: 1, Taken: map[data.Country]int{1: -1}}}, plan.Rules{Cap: 1, Max: 1})
	assert.ErrorIs(t, err, plan.ErrInput)
}

func TestScarcityIsShared(t *testing.T) {
	var towns []plan.Town
	for u := range 4 {
		town := plan.Town{Unit: data.Unit(10 + u)}
		for c := range 4 {
			town.Candidates = append(town.Candidates, plan.Candidate{Unit: data.Unit(c), Country: data.Country(c), Value: matcher.Points(1000 + 2000*u + c)})
		}
		towns = append(towns, town)
	}
	p := solve(t, towns, plan.Rules{Cap: 1, PerCountry: 1, Min: 4, Max: 8})
	for _, f := range p.Portfolios {
		require.Len(t, f.Partners, 1)
		assert.Equal(t, plan.Taken, f.Short)
		assert.Equal(t, matcher.Points(10000), f.Partners[0].Price)
	}
}

func TestExposure(t *testing.T) {
	list := []plan.Candidate{{Unit: 1, Country: 1, Value: 9000}, {Unit: 2, Country: 1, Value: 8000}, {Unit: 3, Country: 2, Value: 7000}}
	var towns []plan.Town
	for u := range 4 {
		towns = append(towns, plan.Town{Unit: data.Unit(10 + u), Candidates: list})
	}
	x := solve(t, towns, plan.Rules{Cap: 3, Min: 1, Max: 1}).Exposure
	assert.Equal(t, plan.Exposure{
		Pairs: 4, Distinct: 2, Gini: 0.25,
		Most:      []plan.Promised{{Unit: 1, Country: 1, Towns: 3, Price: 1000}, {Unit: 2, Country: 1, Towns: 1}},
		Full:      1,
		Countries: []plan.CountryShare{{Country: 1, Pairs: 4, Distinct: 2}},
		Alone:     plan.Crowding{Distinct: 1, Most: 4, Over: 1},
	}, x)
	x = solve(t, towns[:3], plan.Rules{Cap: 3, Min: 1, Max: 1}).Exposure
	assert.Equal(t, plan.Crowding{Distinct: 1, Most: 3}, x.Alone, "as many as the cap are not above it")
}

func TestInputThatMakesNoSense(t *testing.T) {
	good := plan.Rules{Cap: 1, Max: 1}
	one := plan.Candidate{Unit: 1, Value: 10}
	tests := []struct {
		name  string
		towns []plan.Town
		rules plan.Rules
		want  string
	}{
		{"cap", nil, plan.Rules{Max: 1}, "0 portfolios"},
		{"per country", nil, plan.Rules{Cap: 1, PerCountry: -1, Max: 1}, "-1 partners a country"},
		{"sizes", nil, plan.Rules{Cap: 1, Min: 5, Max: 4}, "5 to 4"},
		{"town twice", []plan.Town{{Unit: 7}, {Unit: 7}}, good, "town 7 stands twice"},
		{"candidate twice", []plan.Town{{Unit: 7, Candidates: []plan.Candidate{one, one}}}, good, "candidate 1 stands twice"},
		{"value", []plan.Town{{Unit: 7, Candidates: []plan.Candidate{{Unit: 1, Value: 10001}}}}, good, "100.01 points"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := plan.Solve(t.Context(), tt.towns, tt.rules)
			require.ErrorIs(t, err, plan.ErrInput)
			assert.ErrorContains(t, err, tt.want)
		})
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := plan.Solve(ctx, country(20, 20), plan.Rules{Cap: 3, Max: 8})
	assert.ErrorIs(t, err, context.Canceled)
}

// country makes towns that agree, more or less, on which of 20 candidates a
// town are good, in 40 countries.
func country(towns, listed int) []plan.Town {
	r := rand.New(rand.NewPCG(1, 2))
	fame := make([]int, 20*towns)
	for i := range fame {
		fame[i] = r.IntN(4000)
	}
	out := make([]plan.Town, towns)
	for t := range out {
		all := plan.Town{Unit: data.Unit(1_000_000 + t)}
		for c, f := range fame {
			all.Candidates = append(all.Candidates, plan.Candidate{
				Unit: data.Unit(c), Country: data.Country(c % 40), Value: matcher.Points(f + r.IntN(4000)),
			})
		}
		out[t] = shorten(all, plan.Cut{N: listed, PerCountry: listed / 10})
	}
	return out
}

func TestManyTowns(t *testing.T) {
	towns, rules := country(150, 200), plan.Rules{Cap: 3, PerCountry: 1, Min: 4, Max: 8}
	p := solve(t, towns, rules)
	keepsRules(t, towns, rules, p)
	best, bonuses := optimum(towns, rules)
	assert.GreaterOrEqual(t, float64(p.Value), 0.999*float64(best-bonuses))
	assert.Less(t, p.Gap(), 0.01)
	assert.Positive(t, p.Exposure.Alone.Over, "the towns do compete")
}

func BenchmarkSolve(b *testing.B) {
	rules := plan.Rules{Cap: 3, PerCountry: 1, Min: 4, Max: 8}
	for _, c := range []struct {
		name          string
		towns, listed int
	}{{"towns=447", 447, 200}, {"towns=894", 894, 200}, {"towns=1788", 1788, 200}, {"towns=1788/listed=1000", 1788, 1000}} {
		b.Run(c.name, func(b *testing.B) {
			towns := country(c.towns, c.listed)
			var p *plan.Plan
			for b.Loop() {
				p = solve(b, towns, rules)
			}
			b.ReportMetric(100*p.Gap(), "gap%")
		})
	}
}
