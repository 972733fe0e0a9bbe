package portfolio

import (
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// facet numbers something of which only the best member counts: a purpose, or
// a class in which being the first one saves the cost of being alike.
type facet int

// gain is what a candidate alone would add to a facet.
type gain struct {
	facet  facet
	amount matcher.Points
}

// instance is a problem stripped to numbers: choose k candidates so that
//
//	Σ value + Σ over facets max(0, best gain) + Σ bonus of pairs
//
// is greatest, with at most room[g] members of group g and enough continents.
// Gains are counted over what the existing partners have.
type instance struct {
	value  []matcher.Points
	gains  [][]gain
	facets int
	bonus  [][]matcher.Points
	// group is the country of each candidate, room how many members it may have.
	group []int
	room  []int
	// continent is that of each candidate, noContinent when unknown;
	// lacking is how many new ones are needed, old tells which are there already.
	continent []int
	old       []bool
	lacking   int
}

const noContinent = -1

// unlimited is more room than any portfolio needs.
const unlimited = maxSize + 1

// instance translates the problem under the given rules, for portfolios of k.
func (p *problem) instance(rules Rules, k int) *instance {
	n := len(p.pool)
	in := &instance{
		value: make([]matcher.Points, n), gains: make([][]gain, n), bonus: make([][]matcher.Points, n),
		group: make([]int, n), continent: make([]int, n),
	}
	facets := map[class]facet{}
	next := facet(NumPurposes)
	seen, cover := p.existingClasses(), p.existingCover()
	for i := range p.pool {
		m := &p.pool[i]
		in.value[i] = m.value
		for v := range NumPurposes {
			if over := p.worth(v, m.serves[v].points) - p.worth(v, cover[v]); over > 0 {
				in.gains[i] = append(in.gains[i], gain{facet(v), over})
			}
		}
		for _, c := range classesOf(m) {
			in.value[i] -= c.kind.cost()
			if seen[c] {
				continue
			}
			if _, ok := facets[c]; !ok {
				facets[c] = next
				next++
			}
			in.gains[i] = append(in.gains[i], gain{facets[c], c.kind.cost()})
		}
		in.bonus[i] = make([]matcher.Points, n)
		for j := range n {
			if j != i {
				in.bonus[i][j] = p.pairWorth(i, j, k)
			}
		}
	}
	in.facets = int(next)
	p.rooms(in, rules)
	p.continents(in, rules)
	return in
}

// rooms fills in the limit per country; existing partners take their places.
func (p *problem) rooms(in *instance, rules Rules) {
	ids := map[data.Country]int{}
	for i := range p.pool {
		c := p.pool[i].country
		if _, ok := ids[c]; !ok {
			ids[c] = len(in.room)
			room := unlimited
			if rules.PerCountry > 0 {
				room = rules.PerCountry - p.existingIn(c)
			}
			in.room = append(in.room, max(0, room))
		}
		in.group[i] = ids[c]
	}
}

// existingIn counts the existing partners in a country.
func (p *problem) existingIn(c data.Country) int {
	n := 0
	for i := range p.existing {
		if p.existing[i].country == c {
			n++
		}
	}
	return n
}

// continents fills in which continents are new and how many are needed.
func (p *problem) continents(in *instance, rules Rules) {
	var names []string
	number := func(name string) int {
		if name == "" {
			return noContinent
		}
		at := slices.Index(names, name)
		if at < 0 {
			at = len(names)
			names = append(names, name)
			in.old = append(in.old, false)
		}
		return at
	}
	in.lacking = rules.Continents
	for i := range p.existing {
		if c := number(p.existing[i].continent); c != noContinent && !in.old[c] {
			in.old[c] = true
			in.lacking--
		}
	}
	for i := range p.pool {
		in.continent[i] = number(p.pool[i].continent)
	}
	in.lacking = max(0, in.lacking)
}

// feasible tells whether any k candidates keep the rules. Countries are
// independent of each other, and so the largest set and the most continents can
// be counted; a set that has both exists whenever k has room for the continents.
func (in *instance) feasible(k int) bool {
	count := make([]int, len(in.room))
	for _, g := range in.group {
		count[g]++
	}
	size := 0
	for g, n := range count {
		size += min(n, in.room[g])
	}
	return size >= k && min(k, in.newContinents()) >= in.lacking
}

// newContinents counts the continents that members with room could add.
func (in *instance) newContinents() int {
	seen := make([]bool, len(in.old))
	n := 0
	for i, c := range in.continent {
		if c != noContinent && !in.old[c] && !seen[c] && in.room[in.group[i]] > 0 {
			seen[c] = true
			n++
		}
	}
	return n
}
