package matcher

import (
	"cmp"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// find is a government that a scan found; key is what it is ordered by.
type find struct {
	key           int32
	fit, openness Points
	unit          data.Unit
}

// compareFinds orders finds, the best first.
func compareFinds(a, b find) int {
	// Not cmp.Or, which compares all four: sorting long lists is mostly this.
	switch {
	case a.key != b.key:
		return cmp.Compare(b.key, a.key)
	case a.fit != b.fit:
		return cmp.Compare(b.fit, a.fit)
	case a.openness != b.openness:
		return cmp.Compare(b.openness, a.openness)
	}
	return cmp.Compare(a.unit, b.unit)
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
