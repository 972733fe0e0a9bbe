package matcher

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// A scan finds the candidates of a town that are not below a bar. It goes
// through the cells of the layout from the most promising one down, and asks
// for each cell, then for each government in it, how good it can be at most:
// first by country, links, openness and size, then by tags. Only what passes
// is scored. The result is that of scoring all: see bounds.
type scan struct {
	s *scorer
	b *bounds
	// share weighs fit and openness in the order of the query.
	share shares
	// partners are the town's own, which are left out; special the governments
	// with evidence that the bounds do not cover.
	partners map[data.Unit]bool
	special  []data.Unit
	wanted   []bool // by country
	upper    bool   // the town is an upper government
	parts    bool   // parts of cities count
	// considers tells whether a government is a candidate at all.
	considers func(data.Unit) bool
}

// find is a government that a scan found; key is what it is ordered by.
type find struct {
	key           int32
	fit, openness Points
	unit          data.Unit
}

// compareFinds orders finds, the best first.
func compareFinds(a, b find) int {
	return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(b.fit, a.fit), cmp.Compare(b.openness, a.openness), cmp.Compare(a.unit, b.unit))
}

// bar is what a candidate must reach to be of interest.
type bar struct {
	key int32
	fit Points
}

func (b bar) above(key int32, fit Points) bool {
	return key < b.key || key == b.key && fit < b.fit
}

// shares weigh fit and openness in whole numbers, so that orders are exact.
type shares struct{ fit, openness int32 }

func sharesOf(by Order) shares {
	switch by {
	case ByFit:
		return shares{1, 0}
	case ByOpenness:
		return shares{0, 1}
	default:
		return shares{100 * fitShare, 100 * opennessShare}
	}
}

func (p shares) key(fit, openness Points) int32 {
	return p.fit*int32(fit) + p.openness*int32(openness)
}

// order puts a key on the scale of points.
func (p shares) order(key int32) float64 { return float64(key) / float64(p.fit+p.openness) }

// newScan prepares a scan for a query that has been checked.
func (s *scorer) newScan(q Query) *scan {
	e := s.e
	x := &scan{
		s: s, b: s.newBounds(), share: sharesOf(q.By), partners: e.partners(q.Town),
		wanted: make([]bool, e.countries.Len()), upper: e.units.Kind[q.Town].Upper(), parts: q.IncludeParts,
	}
	x.considers = x.isCandidate
	for _, c := range e.targets(q) {
		x.wanted[c] = true
	}
	x.markSpecial()
	return x
}

// markSpecial lists the governments with evidence that the bounds do not cover.
func (x *scan) markSpecial() {
	for u := range x.s.names {
		x.special = append(x.special, u)
	}
	for u := range x.s.common {
		if _, ok := x.s.names[u]; !ok {
			x.special = append(x.special, u)
		}
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

// isCandidate tells whether the query considers a government.
func (x *scan) isCandidate(u data.Unit) bool {
	return u != x.s.town && x.inPool(u) && !x.partners[u] && (x.parts || x.s.e.units.PartOf[u] == data.NoUnit)
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
}

// sortAbove is the length from which a list is sorted at the end rather than
// kept in order.
const sortAbove = 2000

// top finds the best n, at most perCountry of each country when that is not 0.
func (x *scan) top(ctx context.Context, n, perCountry int) ([]find, error) {
	if n > sortAbove {
		return x.topOfAll(ctx, n, perCountry)
	}
	k := newKeeper(x.s.e, n, perCountry)
	for _, u := range x.special {
		if x.considers(u) {
			k.offer(x.score(u))
		}
	}
	ids, keys := x.cells()
	for i, id := range x.inOrder(ids, keys) {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		c := &x.s.e.layout.cells[id.cell]
		if k.full() && id.key < k.bar.key {
			break
		}
		x.look(c, func() bar { return k.barOf(c.country) }, k.offer)
	}
	return k.list, nil
}

// topOfAll does the same for long lists.
func (x *scan) topOfAll(ctx context.Context, n, perCountry int) ([]find, error) {
	var all []find
	x.reach(bar{math.MinInt32, 0}, func(f find) { all = append(all, f) })
	slices.SortFunc(all, compareFinds)
	if perCountry > 0 {
		held := make([]int, len(x.wanted))
		all = slices.DeleteFunc(all, func(f find) bool {
			c := x.s.e.units.Country[f.unit]
			held[c]++
			return held[c] > perCountry
		})
	}
	return all[:min(n, len(all))], ctx.Err()
}

// reach visits every candidate that reaches a bar, in no particular order.
func (x *scan) reach(b bar, visit func(find)) {
	for _, u := range x.special {
		if x.considers(u) {
			if f := x.score(u); !b.above(f.key, f.fit) {
				visit(f)
			}
		}
	}
	ids, keys := x.cells()
	for i, id := range ids {
		if keys[i] >= b.key {
			x.look(&x.s.e.layout.cells[id], func() bar { return b }, func(f find) {
				if !b.above(f.key, f.fit) {
					visit(f)
				}
			})
		}
	}
}

// score scores a government in full.
func (x *scan) score(u data.Unit) find {
	f := find{unit: u, fit: x.s.fit(u), openness: x.openness(x.s.e.layout.rows[u])}
	f.key = x.share.key(f.fit, f.openness)
	return f
}

// openness of a row; 0 in a scan by fit for some governments only.
func (x *scan) openness(row int32) Points {
	if x.s.home == nil {
		return 0
	}
	return Points(x.s.home.open[row])
}

// base is the points of a cell for its country and its links, without common
// partners, and the most it can have for education.
func (x *scan) base(c *cell) Points {
	s := x.s
	links := s.region[c.region] + s.similar[c.size] + s.abroad[c.country].links + s.curve[linksCommon].step(0)
	return s.rules[atName].of(s.curve[nameSimilarity].at(0)) + s.rules[atLinks].of(links) + s.abroad[c.country].points
}

// cells lists the cells of the query with the most their keys can be.
func (x *scan) cells() (ids []int32, keys []int32) {
	s, l, b := x.s, x.s.e.layout, x.b
	seats := b.most[atPopulation]
	groups := x.groups()
	for c, wanted := range x.wanted {
		if !wanted {
			continue
		}
		for _, g := range groups {
			for id := l.of[c][g].from; id < l.of[c][g].to; id++ {
				cell := &l.cells[id]
				size := b.mostOf(l.size[cell.from], l.size[cell.to-1]) + b.mostRank + seats
				fit := x.base(cell) + b.education[c] + b.rest + s.rules[atPopulation].of(size)
				ids = append(ids, id)
				open := Points(0)
				if x.s.home != nil {
					open = Points(x.s.home.cells[id])
				}
				keys = append(keys, x.share.key(fit, open))
			}
		}
	}
	return ids, keys
}

// scored turns finds into entries of a list.
func (x *scan) scored(list []find) []scored {
	out := make([]scored, len(list))
	for i, f := range list {
		first := x.share.order(f.key)
		out[i] = scored{unit: f.unit, fit: f.fit, openness: f.openness, first: first, order: Points(math.Round(first))}
	}
	return out
}

// look scores the governments of a cell that may reach the bar.
func (x *scan) look(c *cell, bar func() bar, found func(find)) {
	s, b, l := x.s, x.b, x.s.e.layout
	base := x.base(c)
	over, education := b.rest+b.education[c.country], s.abroad[c.country].education
	at := bar()
	for row := c.from; row < c.to; row++ {
		open := x.openness(row)
		fit := base + b.population(row)
		if most := fit + over; at.above(x.share.key(most, open), most) {
			continue
		}
		fit += b.tagged(row, education)
		if at.above(x.share.key(fit, open), fit) {
			continue
		}
		if u := l.units[row]; x.considers(u) && !x.isSpecial(u) {
			found(x.score(u))
			at = bar()
		}
	}
}

func (x *scan) isSpecial(u data.Unit) bool {
	if len(x.special) == 0 {
		return false
	}
	_, named := x.s.names[u]
	_, common := x.s.common[u]
	return named || common
}

// candidate is a cell to be looked at.
type candidate struct{ cell, key int32 }

// inOrder sorts cells by their keys, the best first and equal ones as they were.
func (x *scan) inOrder(ids, keys []int32) []candidate {
	const steps = 256
	most := int32(1)
	for _, k := range keys {
		most = max(most, k+1)
	}
	width := (most + steps - 1) / steps
	var start [steps + 1]int32
	for _, k := range keys {
		start[steps-1-max(0, k)/width+1]++
	}
	for i := range steps {
		start[i+1] += start[i]
	}
	out := make([]candidate, len(ids))
	for i, k := range keys {
		step := max(0, k) / width
		at := &start[steps-1-step]
		out[*at] = candidate{ids[i], (step+1)*width - 1}
		*at++
	}
	return out
}

// keeper keeps the best finds in order.
type keeper struct {
	e             *Engine
	n, perCountry int
	list          []find
	bar           bar
	held          []int32 // by country, only with a limit
	bars          []bar   // by country, only with a limit
}

func newKeeper(e *Engine, n, perCountry int) *keeper {
	k := &keeper{e: e, n: n, list: make([]find, 0, n+1), bar: bar{math.MinInt32, 0}}
	if perCountry > 0 && perCountry < n {
		k.perCountry = perCountry
		k.held, k.bars = make([]int32, e.countries.Len()), make([]bar, e.countries.Len())
		for i := range k.bars {
			k.bars[i] = k.bar
		}
	}
	return k
}

func (k *keeper) full() bool { return len(k.list) == k.n }

// barOf is what a candidate of a country must reach to be kept.
func (k *keeper) barOf(c data.Country) bar {
	if k.perCountry > 0 && !k.bar.above(k.bars[c].key, k.bars[c].fit) {
		return k.bars[c]
	}
	return k.bar
}

// offer keeps a find if it is among the best.
func (k *keeper) offer(f find) {
	if k.full() && compareFinds(f, k.list[k.n-1]) > 0 {
		return
	}
	c := k.e.units.Country[f.unit]
	limited := k.perCountry > 0 && int(k.held[c]) == k.perCountry
	if limited {
		last := k.lastOf(c)
		if compareFinds(f, k.list[last]) > 0 {
			return
		}
		k.list = slices.Delete(k.list, last, last+1)
		k.held[c]--
	}
	at, _ := slices.BinarySearchFunc(k.list, f, compareFinds)
	k.list = slices.Insert(k.list, at, f)
	k.count(c, 1)
	if len(k.list) > k.n {
		k.count(k.e.units.Country[k.list[k.n].unit], -1)
		k.list = k.list[:k.n]
	}
	if k.full() {
		k.bar = bar{k.list[k.n-1].key, k.list[k.n-1].fit}
	}
	if k.perCountry > 0 && int(k.held[c]) == k.perCountry {
		last := k.list[k.lastOf(c)]
		k.bars[c] = bar{last.key, last.fit}
	}
}

func (k *keeper) count(c data.Country, n int32) {
	if k.perCountry > 0 {
		k.held[c] += n
	}
}

// lastOf is the place of the last find of a country, which must have one.
func (k *keeper) lastOf(c data.Country) int {
	i := len(k.list) - 1
	for k.e.units.Country[k.list[i].unit] != c {
		i--
	}
	return i
}
