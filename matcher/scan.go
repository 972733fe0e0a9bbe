package matcher

import (
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// A scan finds the candidates of a town that are not below a bar. It goes
// through the cells of the layout from the most promising one down, and asks
// for each cell, for the runs of like rows in it, then for each government, how
// good it can be at most: first by country, links, openness and size, then by
// tags. Only what passes is scored. The result is that of scoring all: see
// bounds.
type scan struct {
	s *scorer
	b *bounds
	// share weighs fit and openness in the order of the query.
	share shares
	// open is the openness of rows, most and mostLike that of cells and of runs
	// of like rows, as in home.
	open, most, mostLike []int16
	// partners are the town's own, which are left out; special the governments
	// with evidence that the bounds do not cover.
	partners map[data.Unit]bool
	special  []data.Unit
	wanted   []bool // by country
	upper    bool   // the town is an upper government
	parts    bool   // parts of cities count
	known    seen   // partners and special
	bars     *Bars  // nil keeps out nobody
}

// newScan prepares a scan for a query that has been checked.
func (s *scorer) newScan(q Query) *scan {
	e := s.e
	x := &scan{
		s: s, b: s.newBounds(), share: sharesOf(q.By), partners: e.partners(q.Town),
		wanted: make([]bool, e.countries.Len()), upper: e.units.Kind[q.Town].Upper(), parts: q.IncludeParts, bars: q.Barred,
	}
	x.askFor(q.Town)
	for _, c := range e.targets(q) {
		x.wanted[c] = true
	}
	x.markSpecial()
	return x
}

// askFor fills in how open all are to a town: as to its country, but for the
// few that own records tell something of.
func (x *scan) askFor(town data.Unit) {
	x.open, x.most, x.mostLike = x.s.home.open, x.s.home.cells, x.s.home.likes
	pairs := x.s.e.pairOpenness(town)
	if len(pairs) == 0 {
		return
	}
	l := x.s.e.layout
	x.open = slices.Clone(x.open)
	for _, p := range pairs {
		x.open[l.ofUnit[p.unit]] = int16(p.open)
	}
	x.most, x.mostLike = make([]int16, len(l.cells)), make([]int16, len(l.likes))
	for i := range l.cells {
		x.most[i] = l.fillMost(&l.cells[i], x.open, x.mostLike)
	}
}

// markSpecial lists the governments with evidence that the bounds do not cover,
// in no particular order: what is found does not depend on it.
func (x *scan) markSpecial() {
	for u := range x.s.names {
		x.special = append(x.special, u)
	}
	for u := range x.s.common {
		if _, ok := x.s.names[u]; !ok {
			x.special = append(x.special, u)
		}
	}
	for u := range x.s.bonus {
		_, named := x.s.names[u]
		if _, common := x.s.common[u]; !named && !common {
			x.special = append(x.special, u)
		}
	}
	for _, u := range x.special {
		x.known.add(u)
	}
	for u := range x.partners {
		x.known.add(u)
	}
}

// groups lists the groups of governments the query considers.
func (x *scan) groups() []int {
	out := []int{0}
	if x.upper {
		out = append(out, groupUpper)
	}
	if x.parts {
		for _, g := range out {
			out = append(out, g|groupParts)
		}
	}
	return out
}

// inPool tells whether a government is one that the town could be partner
// with, in a country of the query.
func (x *scan) inPool(u data.Unit) bool {
	e := x.s.e
	return x.wanted[e.units.Country[u]] && (x.upper || !e.units.Kind[u].Upper()) && e.eligible(x.s.town, u)
}

// considers tells whether the query considers a government.
func (x *scan) considers(u data.Unit) bool { return x.asks(u) && !x.bars.out(u) }

// asks tells whether the query considers a government that no rule keeps out.
func (x *scan) asks(u data.Unit) bool {
	return x.inPool(u) && !x.excludes(u) && (x.parts || x.s.e.units.PartOf[u] == data.NoUnit)
}

// excludes tells whether a government of the pool is the town or a partner.
func (x *scan) excludes(u data.Unit) bool {
	return u == x.s.town || x.known.mayHold(u) && x.partners[u]
}

// tally counts the governments the query considers and those it leaves out.
func (x *scan) tally(r *Ranking) {
	e, town := x.s.e, x.s.town
	count := func(group, n int) {
		if group&groupParts != 0 && !x.parts {
			r.Parts += n
		} else {
			r.Considered += n
		}
	}
	for c, wanted := range x.wanted {
		for group := range numGroups {
			switch {
			case !wanted || group&groupUpper != 0 && !x.upper:
			case x.upper && group&groupUpper == 0:
				e.layout.visit(e.layout.of[c][group], func(u data.Unit) {
					if x.inPool(u) {
						count(group, 1)
					}
				})
			default:
				count(group, e.layout.count(e.layout.of[c][group]))
			}
		}
	}
	if x.inPool(town) {
		count(e.groupOf(town), -1)
	}
	for u := range x.partners {
		if u != town && x.inPool(u) {
			r.Existing++
			count(e.groupOf(u), -1)
		}
	}
	x.bar(r)
}

// score scores a government in full.
func (x *scan) score(u data.Unit) find {
	f := find{unit: u, fit: x.s.fit(u), openness: Points(x.open[x.s.e.layout.ofUnit[u]])}
	f.key = x.share.key(f.fit, f.openness)
	if x.s.bonus != nil {
		f.key += bonusKey(x.s.bonus[u])
	}
	return f
}

// scored turns finds into entries of a list.
func (x *scan) scored(list []find) []scored {
	out := make([]scored, len(list))
	for i, f := range list {
		first := x.share.order(f.key)
		out[i] = scored{unit: f.unit, fit: f.fit, openness: f.openness, bonus: x.s.bonus[f.unit], first: first, order: Points(math.Round(first))}
	}
	return out
}

func (x *scan) isSpecial(u data.Unit) bool {
	if !x.known.mayHold(u) {
		return false
	}
	_, named := x.s.names[u]
	_, common := x.s.common[u]
	_, bonus := x.s.bonus[u]
	return named || common || bonus
}
