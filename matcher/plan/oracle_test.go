package plan_test

import (
	"math"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/plan"
)

// optimum returns the greatest sum of values and bonuses of any plan, in
// hundredths of a point, and how much of it is bonuses. It is exact: successive
// shortest paths in the flow from towns over countries to candidates.
func optimum(towns []plan.Town, rules plan.Rules) (sum, bonuses int64) {
	g := newGraph()
	bonus := bonusOf(towns)
	candidates := map[data.Unit]int{}
	var firsts []int
	for _, t := range towns {
		town := g.node()
		for n := range rules.Min {
			firsts = append(firsts, g.arc(source, town, 1, -bonus*int64(rules.Min-n)))
		}
		g.arc(source, town, rules.Max-rules.Min, 0)
		countries := map[data.Country]int{}
		for _, c := range t.Candidates {
			if _, ok := countries[c.Country]; !ok {
				countries[c.Country] = g.node()
				g.arc(town, countries[c.Country], room(t, rules, c.Country), 0)
			}
			if _, ok := candidates[c.Unit]; !ok {
				candidates[c.Unit] = g.node()
				g.arc(candidates[c.Unit], sink, rules.Cap, 0)
			}
			g.arc(countries[c.Country], candidates[c.Unit], 1, -int64(c.Value))
		}
	}
	for {
		cost, ok := g.augment()
		if !ok {
			break
		}
		sum -= cost
	}
	for _, a := range firsts {
		bonuses -= g.arcs[a].cost * int64(g.arcs[a^1].left)
	}
	return sum, bonuses
}

// room is how many partners of a country a town may have.
func room(t plan.Town, rules plan.Rules, c data.Country) int {
	if rules.PerCountry == 0 {
		return rules.Max
	}
	return max(0, rules.PerCountry-t.Taken[c])
}

// bonusSum is what a town's partners count more than their values.
func bonusSum(bonus int64, partners, least int) (sum int64) {
	for n := range min(partners, least) {
		sum += bonus * int64(least-n)
	}
	return sum
}

// bonusOf is what the last of the first Min partners counts more, the one before
// it twice as much and so on: twice the greatest value.
func bonusOf(towns []plan.Town) int64 {
	top := int64(1)
	for _, t := range towns {
		for _, c := range t.Candidates {
			top = max(top, int64(c.Value))
		}
	}
	return 2 * top
}

const source, sink = 0, 1

// graph is a flow network; arc i^1 is the way back of arc i.
type graph struct {
	arcs []arc
	out  [][]int
}

type arc struct {
	to   int
	left int
	cost int64
}

func newGraph() *graph { return &graph{out: make([][]int, 2)} }

func (g *graph) node() int {
	g.out = append(g.out, nil)
	return len(g.out) - 1
}

func (g *graph) arc(from, to, capacity int, cost int64) int {
	i := len(g.arcs)
	g.arcs = append(g.arcs, arc{to, capacity, cost}, arc{from, 0, -cost})
	g.out[from] = append(g.out[from], i)
	g.out[to] = append(g.out[to], i+1)
	return i
}

// augment sends one unit along the cheapest way, if that gains anything.
func (g *graph) augment() (cost int64, ok bool) {
	dist, by := make([]int64, len(g.out)), make([]int, len(g.out))
	for i := range dist {
		dist[i] = math.MaxInt64 / 2
	}
	dist[source] = 0
	for changed := true; changed; {
		changed = false
		for from := range g.out {
			for _, i := range g.out[from] {
				if a := g.arcs[i]; a.left > 0 && dist[from] < math.MaxInt64/4 && dist[from]+a.cost < dist[a.to] {
					dist[a.to], by[a.to], changed = dist[from]+a.cost, i, true
				}
			}
		}
	}
	if dist[sink] >= 0 {
		return 0, false
	}
	for n := sink; n != source; n = g.arcs[by[n]^1].to {
		g.arcs[by[n]].left--
		g.arcs[by[n]^1].left++
	}
	return dist[sink], true
}

// bruteForce tries every plan.
func bruteForce(towns []plan.Town, rules plan.Rules) int64 {
	bonus := bonusOf(towns)
	used := map[data.Unit]int{}
	var try func(t, c, n int, countries map[data.Country]int) int64
	try = func(t, c, n int, countries map[data.Country]int) int64 {
		if t == len(towns) {
			return 0
		}
		list := towns[t].Candidates
		if c == len(list) {
			return bonusSum(bonus, n, rules.Min) + try(t+1, 0, 0, map[data.Country]int{})
		}
		best := try(t, c+1, n, countries)
		x := list[c]
		if n < rules.Max && used[x.Unit] < rules.Cap && countries[x.Country] < room(towns[t], rules, x.Country) {
			used[x.Unit]++
			countries[x.Country]++
			best = max(best, int64(x.Value)+try(t, c+1, n+1, countries))
			used[x.Unit]--
			countries[x.Country]--
		}
		return best
	}
	return try(0, 0, 0, map[data.Country]int{})
}
