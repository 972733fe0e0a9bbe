package matcher

import (
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// pile keeps the best finds of a long list. Where a keeper puts each in its
// place, a pile takes in twice as many as are wanted before it sorts and drops
// what is too much: in a long list that is quicker.
type pile struct {
	e             *Engine
	n, perCountry int
	list          []find
	bar           bar
	held          []int32 // by country, only with a limit
	bars          []bar   // by country, only with a limit
}

func newPile(e *Engine, n, perCountry int) *pile {
	p := &pile{e: e, n: n, bar: bar{math.MinInt32, 0}}
	if perCountry > 0 && perCountry < n {
		p.perCountry = perCountry
		p.held, p.bars = make([]int32, e.countries.Len()), make([]bar, e.countries.Len())
		for i := range p.bars {
			p.bars[i] = p.bar
		}
	}
	return p
}

// barOf is what a candidate of a country must reach to be kept, as far as known.
func (p *pile) barOf(c data.Country) bar {
	if p.perCountry > 0 && !p.bar.above(p.bars[c].key, p.bars[c].fit) {
		return p.bars[c]
	}
	return p.bar
}

// offer takes in a find that may be among the best.
func (p *pile) offer(f find) {
	if b := p.barOf(p.e.units.Country[f.unit]); b.above(f.key, f.fit) {
		return
	}
	if p.list = append(p.list, f); len(p.list) >= 2*p.n {
		p.sort()
	}
}

// sort puts the list in order, drops what is not wanted, and raises the bars.
func (p *pile) sort() {
	slices.SortFunc(p.list, compareFinds)
	if p.perCountry > 0 {
		clear(p.held)
		p.list = slices.DeleteFunc(p.list, func(f find) bool {
			c := p.e.units.Country[f.unit]
			if p.held[c]++; int(p.held[c]) == p.perCountry {
				p.bars[c] = bar{f.key, f.fit}
			}
			return int(p.held[c]) > p.perCountry
		})
	}
	if len(p.list) >= p.n {
		p.list = p.list[:p.n]
		p.bar = bar{p.list[p.n-1].key, p.list[p.n-1].fit}
	}
}
