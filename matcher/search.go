package matcher

import (
	"cmp"
	"context"
	"slices"

	"github.com/shimai/shimai/data"
)

// sortAbove is the length from which a list is sorted now and then rather than
// kept in order.
const sortAbove = 1000

// enough is how many governments wait for their score at most: the most
// promising of them raise the bar for the rest.
const enough = 256

// promise is a cell or a government with the most its key can be, and the least.
type promise struct{ id, key, least int32 }

func comparePromises(a, b promise) int {
	if a.key != b.key {
		return cmp.Compare(b.key, a.key)
	}
	return cmp.Compare(a.id, b.id)
}

// top finds the best n, at most perCountry of each country when that is not 0.
func (x *scan) top(ctx context.Context, n, perCountry int) ([]find, error) {
	if n > sortAbove {
		return x.topOfMany(ctx, n, perCountry)
	}
	k := newKeeper(x.s.e, n, perCountry)
	for _, u := range x.special {
		if x.considers(u) {
			k.offer(x.score(u))
		}
	}
	wait := make([]promise, 0, 2*enough)
	for i, p := range inOrder(x.cells()) {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if p.key < k.bar.key {
			break
		}
		if wait = x.look(p.id, k.barOf(x.s.e.layout.cells[p.id].country), wait, false); len(wait) >= enough {
			x.settle(wait, k)
			wait = wait[:0]
		}
	}
	x.settle(wait, k)
	return k.list, nil
}

// settle scores those who wait, the most promising first, until the rest
// cannot reach the bar.
func (x *scan) settle(wait []promise, k *keeper) {
	slices.SortFunc(wait, comparePromises)
	for _, p := range wait {
		if p.key < k.bar.key {
			return
		}
		u := data.Unit(p.id)
		if p.key >= k.barOf(x.s.e.units.Country[u]).key {
			k.offer(x.score(u))
		}
	}
}

// topOfMany does the same for long lists.
func (x *scan) topOfMany(ctx context.Context, n, perCountry int) ([]find, error) {
	p := newPile(x.s.e, n, perCountry)
	for _, u := range x.special {
		if x.considers(u) {
			p.offer(x.score(u))
		}
	}
	var wait []promise
	for i, c := range inOrder(x.cells()) {
		if i%256 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if c.key < p.bar.key {
			break
		}
		wait = x.look(c.id, p.barOf(x.s.e.layout.cells[c.id].country), wait[:0], false)
		for _, w := range wait {
			p.offer(x.score(data.Unit(w.id)))
		}
	}
	p.sort()
	return p.list, nil
}

// reach visits every candidate that reaches a bar, in no particular order, and
// tells whether its key is no more than that of the bar. It scores those only
// for which that is in doubt.
func (x *scan) reach(b bar, visit func(u data.Unit, level bool)) {
	ask := func(u data.Unit) {
		if f := x.score(u); !b.above(f.key, f.fit) {
			visit(u, f.key == b.key)
		}
	}
	for _, u := range x.special {
		if x.considers(u) {
			ask(u)
		}
	}
	var wait []promise
	for _, p := range x.cells() {
		if p.key < b.key {
			continue
		}
		wait = x.look(p.id, b, wait[:0], true)
		for _, p := range wait {
			if p.least > b.key {
				visit(data.Unit(p.id), false)
			} else {
				ask(data.Unit(p.id))
			}
		}
	}
}

// base is the points of a cell for its country and its links, without common
// partners, and for a name that is like no other.
func (x *scan) base(c *cell) Points {
	s := x.s
	links := s.region[c.region] + s.similar[c.size] + s.abroad[c.country].links + s.curve[linksCommon].step(0)
	return s.rules[atName].of(s.curve[nameSimilarity].at(0)) + s.rules[atLinks].of(links) + s.abroad[c.country].points
}

// cells lists the cells of the query with the most their keys can be.
func (x *scan) cells() []promise {
	l, b := x.s.e.layout, x.b
	groups, n := x.groups(), int32(0)
	for c, wanted := range x.wanted {
		for _, g := range groups {
			if wanted {
				n += l.of[c][g].to - l.of[c][g].from
			}
		}
	}
	out := make([]promise, 0, n)
	for c, wanted := range x.wanted {
		if !wanted {
			continue
		}
		over := b.rest + b.education(x.s.abroad[c].education)
		for _, g := range groups {
			for id := l.of[c][g].from; id < l.of[c][g].to; id++ {
				cell := &l.cells[id]
				fit := x.base(cell) + over + b.mostOf(cell.low, cell.high)
				out = append(out, promise{id: id, key: x.share.key(fit, Points(x.most[id]))})
			}
		}
	}
	return out
}

// look appends the governments of a cell that may reach the bar, with the least
// of their keys where that is asked for.
func (x *scan) look(id int32, at bar, wait []promise, least bool) []promise {
	b, l := x.b, x.s.e.layout
	c := &l.cells[id]
	base := x.base(c)
	known := base + b.climate + b.education(x.s.abroad[c.country].education)
	for i := c.likes.from; i < c.likes.to; i++ {
		r := &l.likes[i]
		if x.share.key(known+b.word(r.word)+b.mostOf(r.low, r.high), Points(x.mostLike[i])) >= at.key {
			wait = x.lookAt(c, r, base, at, wait, least)
		}
	}
	return wait
}

// lookAt does so for a run of like rows; base is that of their cell.
func (x *scan) lookAt(c *cell, r *like, base Points, at bar, wait []promise, least bool) []promise {
	s, b, l := x.s, x.b, x.s.e.layout
	education := s.abroad[c.country].education
	tagged := base + b.climate + b.education(education) + b.word(r.word)
	var sum [numCriteria]bits
	for row := r.from; row < r.to; row++ {
		size, rank, open := l.size[row], l.rank[row], Points(x.open[row])
		if x.share.key(tagged+b.population(size, rank), open) < at.key {
			continue
		}
		u := l.units[row]
		fit := base + b.tagged(u, &l.rows[row], b.ratio[size]+b.rank[rank], education, &sum)
		key := x.share.key(fit, open)
		if at.above(key, fit) {
			continue
		}
		if !x.excludes(u) && !x.bars.out(u) && !x.isSpecial(u) && (!x.upper || s.e.eligible(s.town, u)) {
			p := promise{id: int32(u), key: key}
			if least {
				p.least = x.share.key(fit-b.slack(u, &sum), open)
			}
			wait = append(wait, p)
		}
	}
	return wait
}

// inOrder sorts promises by their keys in steps, the best first, and puts the
// most of its step in the place of each key.
func inOrder(list []promise) []promise {
	const steps = 512
	most := int32(1)
	for _, p := range list {
		most = max(most, p.key+1)
	}
	width := (most + steps - 1) / steps
	step := func(key int32) int32 { return steps - 1 - max(0, key)/width }
	var start [steps + 1]int32
	for _, p := range list {
		start[step(p.key)+1]++
	}
	for i := range steps {
		start[i+1] += start[i]
	}
	out := make([]promise, len(list))
	for _, p := range list {
		at := step(p.key)
		out[start[at]] = promise{id: p.id, key: (steps-at)*width - 1}
		start[at]++
	}
	return out
}
