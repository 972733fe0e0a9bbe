package plan

import "math"

// wants works out what a town wants at given prices. It keeps scratch space
// and serves one town after the other.
type wants struct {
	p *problem
	// marked holds the towns' stamp for offers that are held or picked.
	marked []int
	// count holds the partners of each country, valid where stamped.
	count, stamped []int
	stamp          int
	picks          []int
}

func newWants(p *problem) *wants {
	longest := 0
	for i := range p.lists {
		longest = max(longest, len(p.lists[i].offers)+len(p.lists[i].beyond))
	}
	n := len(p.countries) + 1
	return &wants{p: p, marked: make([]int, longest), count: make([]int, n), stamped: make([]int, n)}
}

// begin turns to a town that holds the offers at some places of its list.
func (w *wants) begin(l *list, held []int) {
	w.stamp++
	w.picks = w.picks[:0]
	for _, t := range l.taken {
		w.stamped[t.country], w.count[t.country] = w.stamp, t.places
	}
	for _, at := range held {
		w.take(at, l.offers[at].country)
	}
}

func (w *wants) take(at int, country uint16) {
	w.marked[at] = w.stamp
	if country == w.p.anyCountry() {
		return
	}
	if w.stamped[country] != w.stamp {
		w.stamped[country], w.count[country] = w.stamp, 0
	}
	w.count[country]++
}

// full tells whether the town has all it may have of a country.
func (w *wants) full(country uint16) bool {
	return w.stamped[country] == w.stamp && w.count[country] >= w.p.perCountry()
}

// best returns the place of the free offer with the greatest gain, value less
// price, of the countries that are not full; -1 when there is none.
func (w *wants) best(offers []offer, prices []int64) (at int, gain int64) {
	at, gain = -1, math.MinInt64
	for i, o := range offers {
		if o.value() <= gain {
			break // prices are not negative, and values fall
		}
		if g := o.value() - prices[o.candidate]; g > gain && w.marked[i] != w.stamp && !w.full(o.country) {
			at, gain = i, g
		}
	}
	return at, gain
}

// bestOf returns the greatest gain of a free offer in one country.
func (w *wants) bestOf(country uint16, offers []offer, prices []int64) int64 {
	gain := int64(math.MinInt64)
	for i, o := range offers {
		if o.value() <= gain {
			break
		}
		if o.country == country && w.marked[i] != w.stamp {
			gain = max(gain, o.value()-prices[o.candidate])
		}
	}
	return gain
}

// fill takes the best offers until the town has size, or wants no more. It
// returns the places taken, which are valid until the next town begins. held
// is the number the town came with.
func (w *wants) fill(offers []offer, prices []int64, size int) []int {
	return w.refill(offers, prices, 0, size)
}

func (w *wants) refill(offers []offer, prices []int64, held, size int) []int {
	for n := held; n < size; n++ {
		at, gain := w.best(offers, prices)
		if at < 0 || gain <= w.p.floor(n) {
			break
		}
		w.take(at, offers[at].country)
		w.picks = append(w.picks, at)
	}
	return w.picks
}

// second returns what the town, which has n partners, could gain in the place
// of the one at the offer: the best free offer of the same country or of one
// that is not full, or having nobody. other is the best of all countries not full.
func (w *wants) second(at, n int, other int64, offers []offer, prices []int64) int64 {
	r := max(other, w.p.floor(n-1))
	if c := offers[at].country; w.full(c) {
		r = max(r, w.bestOf(c, offers, prices))
	}
	return r
}
