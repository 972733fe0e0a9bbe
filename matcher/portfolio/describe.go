package portfolio

import (
	"cmp"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// describe fills in who the members are and what for.
func (c *Chooser) describe(out *Portfolio, p *problem, s solution, from pool, links *linker) {
	byUnit := from.byUnit()
	roles := p.roles(s.set)
	in := p.instance(p.rules, len(s.set))
	for i, at := range s.set {
		who := &p.pool[at]
		m := Member{
			Candidate: *byUnit[who.unit], Continent: who.continent, Role: roles[i], HasRole: roles[i] != noRole,
			Serves: services(who), Loss: p.loss(s, at),
		}
		m.Rank, m.OrderScore = i+1, who.value
		if best, loss := p.reserve(in, s, at); best >= 0 {
			m.Reserve = &Reserve{*byUnit[p.pool[best].unit], loss}
		}
		out.Members = append(out.Members, m)
	}
	for i := range out.Members {
		for j := range out.Members[:i] {
			a, b := out.Members[j].Unit, out.Members[i].Unit
			found := shareOut(links.between(a, b), len(s.set))
			out.Members[i].Loss.Links += len(found)
			out.Members[j].Loss.Links += len(found)
			if l, ok := links.language(a, b); ok {
				found = append(found, l)
			}
			out.Links = append(out.Links, found...)
		}
	}
	for k := range NumPurposes {
		out.Purposes = append(out.Purposes, p.coverage(s.set, k))
	}
}

// shareOut turns what the links of a pair would add if all pairs had them into
// what they add among k members; see problem.pairWorth, whose sum they keep.
func shareOut(links []Link, k int) []Link {
	var sum, given matcher.Points
	for i := range links {
		sum += links[i].Points
		links[i].Points = perPair(sum, k) - given
		given += links[i].Points
	}
	return links
}

// services words what a party serves, the strongest facts first.
func services(m *party) [NumPurposes]Service {
	var out [NumPurposes]Service
	for k := range NumPurposes {
		out[k].Points = m.serves[k].points
		why := slices.Clone(m.serves[k].why)
		slices.SortStableFunc(why, func(a, b signalFound) int { return cmp.Compare(b.points, a.points) })
		for _, w := range why {
			out[k].Why = append(out[k].Why, w.why)
		}
	}
	return out
}

// loss tells what goes with a member.
func (p *problem) loss(s solution, member int) Loss {
	rest, points := p.without(s, member)
	l := Loss{Points: points}
	for k := range NumPurposes {
		with, without := p.served(s.set, k), p.served(rest, k)
		if with > without && p.weights[k] > 0 {
			l.Purposes = append(l.Purposes, PurposeLoss{k, with, without})
		}
	}
	name := p.pool[member].continent
	there := func(m party) bool { return m.continent == name }
	if name != "" && !slices.ContainsFunc(p.existing, there) &&
		!slices.ContainsFunc(rest, func(i int) bool { return there(p.pool[i]) }) {
		l.Continent = name
	}
	return l
}

// served is how far a set serves a purpose, existing partners with it.
func (p *problem) served(set []int, k Purpose) matcher.Points {
	best := p.existingCover()[k]
	for _, i := range set {
		best = max(best, p.pool[i].serves[k].points)
	}
	return best
}

// coverage tells who serves a purpose best.
func (p *problem) coverage(set []int, k Purpose) Coverage {
	c := Coverage{Purpose: k, Weight: p.weights[k], By: -1, Revive: -1, Filled: -1}
	for i, at := range set {
		if v := p.pool[at].serves[k].points; v > c.Points {
			c.Points, c.By = v, i
		}
	}
	c.Revive = p.bestExisting(k, c.Points, data.TieUnknown, data.TieDormant)
	c.Filled = p.bestExisting(k, c.Points, data.TieActive)
	return c
}

// bestExisting is the existing partner of some states that serves a purpose
// best and no less than a bar, -1 for none.
func (p *problem) bestExisting(k Purpose, bar matcher.Points, states ...data.TieStatus) int {
	found, best := -1, max(bar, leastService)
	for i := range p.existing {
		v := p.existing[i].serves[k].points
		if v >= best && (found < 0 || v > best) && slices.Contains(states, p.existing[i].status) {
			best, found = v, i
		}
	}
	return found
}
