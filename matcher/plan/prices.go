package plan

import (
	"math"
	"slices"
)

// leastRounds bounds how often leastPrices goes over all towns. A plan that is
// the best needs as many as its longest chain of displacements; in one that is
// nearly the best a few prices would rise for ever in small steps.
const leastRounds = 60

// leastPrices returns the lowest prices at which every town that goes without a
// candidate is content to: the price of one whose places are all taken is what
// the first town without it would pay. They rise from nothing, and never above
// the prices of the auction, which may be far higher where all places are taken.
func (a *auction) leastPrices() []int64 {
	prices := make([]int64, len(a.prices))
	r := raiser{a: a, prices: prices}
	for range leastRounds {
		r.raised = false
		for t := range a.p.lists {
			r.raise(t)
		}
		if !r.raised {
			break
		}
	}
	return prices
}

// raiser lets towns name what they would pay for candidates they do not have.
type raiser struct {
	a      *auction
	prices []int64
	// gains holds value less price of the town's partners, by country.
	gains  []countryGain
	raised bool
}

type countryGain struct {
	country uint16
	count   int
	least   int64
}

// raise raises the prices of what a town would rather have than what it has.
func (r *raiser) raise(t int) {
	p, l, held := r.a.p, &r.a.p.lists[t], r.a.held[t]
	// With a place to fill it would pay all the gain, else what is above its least partner.
	least := p.floor(len(held))
	if len(held) == p.rules.Max {
		least = math.MaxInt64
	}
	lowest := least
	r.gains = r.gains[:0]
	for _, t := range l.taken {
		r.gains = append(r.gains, countryGain{t.country, t.places, math.MaxInt64})
	}
	for _, at := range held {
		gain := r.note(l.offers[at])
		lowest = min(lowest, gain)
		if len(held) == p.rules.Max {
			least = min(least, gain)
		}
	}
	for at, o := range l.offers {
		if o.value() <= lowest {
			break // values fall, and nothing further would be an improvement
		}
		full := len(r.a.places[o.candidate]) == p.rules.Cap
		pays := o.value() - r.threshold(o.country, least)
		if full && pays > r.prices[o.candidate] && !slices.Contains(held, at) {
			if price := min(pays, r.a.prices[o.candidate]); price > r.prices[o.candidate] {
				r.prices[o.candidate], r.raised = price, true
			}
		}
	}
}

// note counts a partner in its country and returns its gain.
func (r *raiser) note(o offer) int64 {
	gain := o.value() - r.prices[o.candidate]
	for i := range r.gains {
		if g := &r.gains[i]; g.country == o.country {
			g.count++
			g.least = min(g.least, gain)
			return gain
		}
	}
	r.gains = append(r.gains, countryGain{o.country, 1, gain})
	return gain
}

// threshold is the gain that a candidate of a country has to exceed.
func (r *raiser) threshold(country uint16, least int64) int64 {
	for _, g := range r.gains {
		if g.country == country && g.count >= r.a.p.perCountry() {
			return g.least
		}
	}
	return least
}
