package plan

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// place is one of a candidate's Cap portfolios, taken by a town at a price.
type place struct {
	price int64
	town  int32
	// at is the candidate's place in the town's list.
	at int32
}

// auction is the state of the bidding. Prices only rise.
type auction struct {
	p    *problem
	step int64
	// places holds the taken places of each candidate, a heap with the cheapest first.
	places [][]place
	// prices holds the price of each candidate: of its cheapest place, or what
	// it started with while one is free. One more entry stands for candidates beyond the lists.
	prices []int64
	// held lists the places in its list of the partners of each town.
	held [][]int
	// waiting is the queue of towns that lack partners.
	waiting []int32
	queued  []bool
	wants   *wants
}

// newAuction starts with all places free at the given prices, one a candidate,
// or at none.
func newAuction(p *problem, step int64, start []int64) *auction {
	a := &auction{
		p: p, step: step, places: make([][]place, len(p.units)), prices: make([]int64, len(p.units)+1),
		held: make([][]int, len(p.lists)), queued: make([]bool, len(p.lists)), wants: newWants(p),
	}
	copy(a.prices, start)
	for t := range p.lists {
		a.waiting = append(a.waiting, int32(t))
		a.queued[t] = true
	}
	return a
}

// checkEvery is the number of rounds after which the context is looked at.
const checkEvery = 1 << 12

// run lets towns bid until none wants to.
func (a *auction) run(ctx context.Context) error {
	for n := 0; len(a.waiting) > 0; n++ {
		if n%checkEvery == 0 && ctx.Err() != nil {
			return fmt.Errorf("make plan: %w", ctx.Err())
		}
		t := a.waiting[0]
		a.waiting = a.waiting[1:]
		a.queued[t] = false
		a.bid(t)
	}
	return nil
}

// bid lets a town fill up what it lacks.
func (a *auction) bid(t int32) {
	l, w := &a.p.lists[t], a.wants
	w.begin(l, a.held[t])
	picks := w.refill(l.offers, a.prices, len(a.held[t]), a.p.rules.Max)
	if len(picks) == 0 {
		return
	}
	n := len(a.held[t]) + len(picks)
	_, other := w.best(l.offers, a.prices)
	// All prices are settled before the first place is taken, which moves them.
	offered := make([]int64, len(picks))
	for i, at := range picks {
		offered[i] = l.offers[at].value() - w.second(at, n, other, l.offers, a.prices) + a.step
	}
	for i, at := range picks {
		a.give(l.offers[at].candidate, place{offered[i], t, int32(at)})
	}
}

// give hands a place of the candidate to a town; the cheapest holder goes when
// all are taken.
func (a *auction) give(candidate int32, to place) {
	places := a.places[candidate]
	if len(places) == a.p.rules.Cap {
		loser := places[0]
		a.held[loser.town] = slices.DeleteFunc(a.held[loser.town], func(at int) bool { return at == int(loser.at) })
		if !a.queued[loser.town] {
			a.queued[loser.town] = true
			a.waiting = append(a.waiting, loser.town)
		}
		places[0] = to
		sink(places)
	} else {
		places = append(places, to)
		rise(places)
	}
	a.places[candidate] = places
	a.held[to.town] = append(a.held[to.town], int(to.at))
	if len(places) == a.p.rules.Cap {
		a.prices[candidate] = places[0].price
	}
}

func cheaper(a, b place) bool {
	return cmp.Or(cmp.Compare(a.price, b.price), cmp.Compare(a.town, b.town)) < 0
}

// rise and sink keep the cheapest place first.
func rise(h []place) {
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if !cheaper(h[i], h[up]) {
			return
		}
		h[i], h[up] = h[up], h[i]
		i = up
	}
}

func sink(h []place) {
	for i := 0; ; {
		least := i
		for _, down := range [...]int{2*i + 1, 2*i + 2} {
			if down < len(h) && cheaper(h[down], h[least]) {
				least = down
			}
		}
		if least == i {
			return
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}

// portfolios reads off what each town holds.
func (a *auction) portfolios() []Portfolio {
	out := make([]Portfolio, len(a.held))
	for t, held := range a.held {
		slices.Sort(held)
		l := &a.p.lists[t]
		out[t] = Portfolio{Town: l.town, Partners: make([]Partner, len(held))}
		for i, at := range held {
			o := l.offers[at]
			out[t].Partners[i] = Partner{Candidate: a.p.candidate(o), Rank: l.rank(at), Price: a.price(o.candidate)}
		}
	}
	return out
}

// worth returns the sum of all that is held, bonuses included.
func (a *auction) worth() int64 {
	sum := a.bonuses()
	for t, held := range a.held {
		for _, at := range held {
			sum += a.p.lists[t].offers[at].value()
		}
	}
	return sum
}

// price is what one more portfolio for a candidate is worth; nothing while a
// place is free, whatever is left of a start.
func (a *auction) price(candidate int32) matcher.Points {
	if len(a.places[candidate]) < a.p.rules.Cap {
		return 0
	}
	return min(maxValue, points(a.prices[candidate]))
}

func (p *problem) candidate(o offer) Candidate {
	return Candidate{p.units[o.candidate], p.countries[o.country], points(o.value())}
}

// points rounds an internal number to hundredths of a point.
func points(v int64) matcher.Points { return matcher.Points((v + scale/2) / scale) }
