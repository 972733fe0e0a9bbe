package portfolio

import (
	"cmp"
	"context"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// The pool holds the best of the town's ranking, and the best for each thing a
// portfolio may lack, so that the search can trade one against the other.
const (
	// listed is how many candidates of the ranking are looked at.
	listed = 200
	// listedOf is how many of one country may be among them, unless few
	// countries are asked for.
	listedOf = 6
	// poolBest is how many of the best come into the pool, poolOf how many of
	// one country among them.
	poolBest = 60
	poolOf   = 3
	// poolContinent and poolPurpose are how many are added as the best of each
	// continent and for each purpose.
	poolContinent = 4
	poolPurpose   = 4
)

// entry is a candidate of the ranking with what the search knows of it.
type entry struct {
	matcher.Candidate
	party
}

// pool is what a portfolio is picked from.
type pool struct {
	// entries are in order of their values, best first.
	entries []entry
	// usual is the value of the sixtieth of the first list, or of its last:
	// hundreds of governments do nearly as well as that one.
	usual matcher.Points
	// considered is the number of governments that were compared.
	considered int
	barred     []matcher.Barred
}

// collect ranks the candidates and picks the pool.
func (c *Chooser) collect(ctx context.Context, r Request, weights [NumPurposes]float64) (pool, error) {
	q := r.Query
	q.N, q.PerCountry = listed, max(listedOf, 2*r.Rules.PerCountry)
	if n := len(q.To); n > 0 {
		q.PerCountry = max(q.PerCountry, 2*poolBest/n)
	}
	first, err := c.engine.Rank(ctx, q)
	if err != nil {
		return pool{}, err
	}
	all := c.entries(q.Town, first.Candidates, nil, 0)
	out := pool{considered: first.Considered, barred: first.Barred}
	if len(all) > 0 {
		out.usual = all[min(poolBest, len(all))-1].value
	}
	if r.Rules.PerCountry == 0 {
		q.N, q.PerCountry = poolBest, 0
		free, err := c.engine.Rank(ctx, q)
		if err != nil {
			return pool{}, err
		}
		all = c.entries(q.Town, free.Candidates, all, 0)
	}
	if all, err = c.behind(ctx, q, all); err != nil {
		return pool{}, err
	}
	out.entries = pick(all, max(poolOf, 2*r.Rules.PerCountry), len(r.Query.To), weights)
	return out, nil
}

// behind adds the best of the countries that are not among the entries. The
// balanced order asks only the best by fit and openness for their view of the
// town, which lie in few countries for most towns, and lets the rest stand
// behind: so do these, in their own order, with their values lowered as far.
// Other orders ask nobody and list all countries at once.
func (c *Chooser) behind(ctx context.Context, q matcher.Query, all []entry) ([]entry, error) {
	if q.By != "" && q.By != matcher.Balanced || len(all) == 0 {
		return all, nil
	}
	if q.To = c.others(q, all); len(q.To) == 0 {
		return all, nil
	}
	q.N, q.PerCountry = listed, listedOf
	more, err := c.engine.Rank(ctx, q)
	if err != nil || len(more.Candidates) == 0 {
		return all, err
	}
	last := all[len(all)-1].value
	return c.entries(q.Town, more.Candidates, all, max(0, more.Candidates[0].OrderScore-last)), nil
}

// others lists the countries of a query that are not among the entries.
func (c *Chooser) others(q matcher.Query, all []entry) []data.Country {
	in := make([]bool, c.facts.countries.Len())
	for i := range all {
		in[all[i].country] = true
	}
	in[c.facts.units.Country[q.Town]] = true
	var out []data.Country
	if q.To == nil {
		for country := range in {
			if !in[country] {
				out = append(out, data.Country(country))
			}
		}
		return out
	}
	for _, country := range q.To {
		if !in[country] {
			out = append(out, country)
		}
	}
	return out
}

// entries adds the candidates of a list to those known and returns all, best
// first. Nobody is worth more than the one before in its list, since the order
// score of who was not asked for a view lacks it; lower is taken off all.
func (c *Chooser) entries(town data.Unit, list []matcher.Candidate, all []entry, lower matcher.Points) []entry {
	seen := map[data.Unit]bool{}
	for i := range all {
		seen[all[i].Unit] = true
	}
	worth := matcher.Points(100 * matcher.PointsScale)
	for _, v := range list {
		worth = min(worth, v.OrderScore)
		if seen[v.Unit] {
			continue
		}
		p := c.party(town, v.Unit, v.Lines)
		p.value = worth - lower
		all = append(all, entry{v, p})
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.Unit, b.Unit))
	})
	return all
}

// party measures what the search has to know of a unit.
func (c *Chooser) party(town, u data.Unit, lines []matcher.Line) party {
	f := c.facts
	country := f.units.Country[u]
	return party{
		unit: u, country: country, continent: f.countries.Continent[country], area: f.areas[country],
		setting: f.setting(u), serves: f.serves(meeting{town, u, lines}),
	}
}

// pick takes the pool from a list in order. countries is how many were asked
// for, 0 for all: with few of them the limit per country gives way.
func pick(all []entry, perCountry, countries int, weights [NumPurposes]float64) []entry {
	if countries > 0 {
		perCountry = max(perCountry, poolBest/countries)
	}
	in := make([]bool, len(all))
	markBest(all, in, perCountry)
	markContinents(all, in)
	markPurposes(all, in, weights)
	var out []entry
	for i := range all {
		if in[i] {
			out = append(out, all[i])
		}
	}
	return out
}

// markBest marks the best of all under the limit per country.
func markBest(all []entry, in []bool, perCountry int) {
	count := map[data.Country]int{}
	best := 0
	for i := range all {
		if c := all[i].country; best < poolBest && count[c] < perCountry {
			count[c]++
			best++
			in[i] = true
		}
	}
}

// markContinents marks the best of each continent.
func markContinents(all []entry, in []bool) {
	count := map[string]int{}
	for i := range all {
		if name := all[i].continent; count[name] < poolContinent {
			count[name]++
			in[i] = true
		}
	}
}

// markPurposes marks the best for each purpose, themselves and for it.
func markPurposes(all []entry, in []bool, weights [NumPurposes]float64) {
	p := problem{weights: weights}
	order := make([]int, len(all))
	for k := range NumPurposes {
		for i := range order {
			order[i] = i
		}
		worth := func(i int) matcher.Points { return all[i].value + p.worth(k, all[i].serves[k].points) }
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth(b), worth(a)) })
		for _, i := range order[:min(poolPurpose, len(order))] {
			in[i] = true
		}
	}
}

// parties are what the search knows of the entries.
func (p pool) parties() []party {
	out := make([]party, len(p.entries))
	for i := range p.entries {
		out[i] = p.entries[i].party
	}
	return out
}

// byUnit finds the candidates of the entries.
func (p pool) byUnit() map[data.Unit]*matcher.Candidate {
	out := make(map[data.Unit]*matcher.Candidate, len(p.entries))
	for i := range p.entries {
		out[p.entries[i].Unit] = &p.entries[i].Candidate
	}
	return out
}
