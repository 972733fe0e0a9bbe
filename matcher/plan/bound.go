package plan

import "slices"

// gain returns the most that a town could gain at these prices from the given
// offers, the bonus for its first Min partners included. The town must have begun.
func (w *wants) gain(offers []offer, prices []int64) int64 {
	sum := int64(0)
	for n, at := range w.fill(offers, prices, w.p.rules.Max) {
		sum += offers[at].value() - prices[offers[at].candidate] + w.p.extra(n)
	}
	return sum
}

// bound returns what no plan exceeds, in internal steps and with the bonuses:
// of the listed candidates alone, and of all there are. wanting tells of each
// town whether it would take somebody from beyond its list.
func (p *problem) bound(prices []int64) (listed, all int64, wanting []bool) {
	for _, price := range prices {
		listed += int64(p.rules.Cap) * price
	}
	all = listed
	w := newWants(p)
	wanting = make([]bool, len(p.lists))
	var merged []offer
	for t := range p.lists {
		l := &p.lists[t]
		w.begin(l, nil)
		own := w.gain(l.offers, prices)
		listed += own
		if len(l.beyond) > 0 {
			merged = append(append(merged[:0], l.offers...), l.beyond...)
			slices.SortStableFunc(merged, byValue)
			w.begin(l, nil)
			more := w.gain(merged, prices)
			wanting[t] = more > own
			own = more
		}
		all += own
	}
	return listed, all, wanting
}

// bonuses returns how much of a bound or sum is bonuses, for the partners that
// count as first ones.
func (a *auction) bonuses() int64 {
	sum := int64(0)
	for _, held := range a.held {
		for n := range held {
			sum += a.p.extra(n)
		}
	}
	return sum
}
