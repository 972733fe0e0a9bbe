package matcher

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"
	"sync"

	"github.com/shimai/shimai/data"
)

// The balanced order weighs three things: that the two go together, that the
// candidate is open, and how the candidate would see us.
const (
	fitShare      = 0.70
	opennessShare = 0.20
	mutualShare   = 0.10
)

// poolSize is how many of the best by fit and openness are asked for their own
// view before the final order is made; the rest keep their places behind.
const poolSize = 120

// scored is one government of a scan.
type scored struct {
	unit          data.Unit
	fit, openness Points
	first         float64 // what the scan orders by
	order         Points
	their         Standing
}

// Rank lists the best candidates for a town.
//
// Every government of the countries asked for is scored. The first order is
// that of the query; for Balanced and Mutual it is fit and openness in their
// shares, and the best poolSize of it, after the limit per country, are then
// asked for their own view of the town and ordered again. Equal candidates
// stand in the order of fit, openness and unit number.
func (e *Engine) Rank(ctx context.Context, q Query) (Ranking, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return Ranking{}, err
	}
	if q.N == 0 {
		q.N = 20
	}
	r := Ranking{Town: q.Town}
	want := q.N
	if q.By == "" || q.By == Balanced || q.By == Mutual {
		want = max(q.N, poolSize)
	}
	all, err := e.scan(ctx, s, q, &r)
	if err != nil {
		return Ranking{}, err
	}
	picked := e.pick(e.best(all, want, q.PerCountry), want, q.PerCountry)
	if err := e.askThem(ctx, picked, q); err != nil {
		return Ranking{}, err
	}
	picked = e.pick(picked, q.N, q.PerCountry)
	if q.PerCountry > 0 {
		r.Held = e.held(all, picked)
	}
	for i, p := range picked {
		c, err := e.detail(s, p.unit)
		if err != nil {
			return Ranking{}, err
		}
		c.Rank, c.OrderScore = i+1, p.order
		if p.their.Of > 0 {
			c.TheirRank = &p.their
		}
		r.Candidates = append(r.Candidates, c)
	}
	return r, nil
}

// scan scores all governments of the query in parallel, in order of countries.
func (e *Engine) scan(ctx context.Context, s *scorer, q Query, r *Ranking) ([]scored, error) {
	partners := e.partners(q.Town)
	var todo []data.Unit
	for _, c := range e.targets(q) {
		for _, run := range e.pool(q.Town, c) {
			for u := run.From; u < run.To; u++ {
				switch {
				case u == q.Town || !e.eligible(q.Town, u):
				case partners[u]:
					r.Existing++
				case e.units.PartOf[u] != data.NoUnit && !q.IncludeParts:
					r.Parts++
				default:
					todo = append(todo, u)
				}
			}
		}
	}
	r.Considered = len(todo)
	out := make([]scored, len(todo))
	home := e.units.Country[q.Town]
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := len(todo) * w / workers; i < len(todo)*(w+1)/workers; i++ {
				if i%4096 == 0 && ctx.Err() != nil {
					return
				}
				u := todo[i]
				c := scored{unit: u, fit: s.fit(u), openness: e.opennessSum(u, home)}
				c.first = firstOrder(q.By, c)
				c.order = Points(math.Round(c.first))
				out[i] = c
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// best returns, in order, a small part of a scan that holds everything pick
// could take: the first n of all, or the first perCountry of each country.
func (e *Engine) best(all []scored, n, perCountry int) []scored {
	if perCountry == 0 || perCountry > n {
		return first(all, n)
	}
	var out []scored
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && e.units.Country[all[to].unit] == e.units.Country[all[from].unit] {
			to++
		}
		out = append(out, first(all[from:to], perCountry)...)
		from = to
	}
	slices.SortFunc(out, byFirst)
	return out
}

// first returns the first n of a list in order. Most entries lose against the
// last one kept, so keeping n in order costs little.
func first(list []scored, n int) []scored {
	kept := make([]scored, 0, min(n, len(list))+1)
	for _, c := range list {
		if len(kept) == n && byFirst(c, kept[n-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(kept, c, byFirst)
		kept = slices.Insert(kept, at, c)
		kept = kept[:min(n, len(kept))]
	}
	return kept
}

func byFirst(a, b scored) int {
	return cmp.Or(cmp.Compare(b.first, a.first), cmp.Compare(b.fit, a.fit), cmp.Compare(b.openness, a.openness), cmp.Compare(a.unit, b.unit))
}

func firstOrder(by Order, c scored) float64 {
	switch by {
	case ByFit:
		return float64(c.fit)
	case ByOpenness:
		return float64(c.openness)
	default:
		return (float64(c.fit)*fitShare + float64(c.openness)*opennessShare) / (fitShare + opennessShare)
	}
}

// partners are the governments a town has a known tie with.
func (e *Engine) partners(town data.Unit) map[data.Unit]bool {
	out := map[data.Unit]bool{}
	for _, row := range e.ties.Of(town) {
		if o := e.ties.Other(row, town); o != data.NoUnit {
			out[o] = true
		}
	}
	return out
}

// pick takes the first n, at most perCountry of each country when that is not 0.
func (e *Engine) pick(all []scored, n, perCountry int) []scored {
	var out []scored
	taken := map[data.Country]int{}
	for _, c := range all {
		if len(out) == n {
			break
		}
		country := e.units.Country[c.unit]
		if perCountry > 0 && taken[country] >= perCountry {
			continue
		}
		taken[country]++
		out = append(out, c)
	}
	return out
}

// askThem fills in each candidate's own view and orders the list again.
func (e *Engine) askThem(ctx context.Context, list []scored, q Query) error {
	var wg sync.WaitGroup
	errs := make([]error, len(list))
	gate := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range list {
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			if ctx.Err() == nil {
				list[i].their, errs[i] = e.Standing(q.Town, list[i].unit)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if q.By == ByFit || q.By == ByOpenness {
		return nil
	}
	fits := slices.Clone(list)
	slices.SortFunc(fits, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.fit, a.fit), cmp.Compare(a.unit, b.unit))
	})
	ours := map[data.Unit]int{}
	for i, c := range fits {
		ours[c.unit] = i + 1
	}
	for i := range list {
		c := &list[i]
		their := 100 * PointsScale * (1 - math.Log(float64(c.their.Rank))/math.Log(float64(c.their.Of)+1))
		c.first = float64(c.fit)*fitShare + float64(c.openness)*opennessShare + float64(their*mutualShare)
		if q.By == Mutual {
			c.first = 100 * PointsScale * 2 / (float64(ours[c.unit]) + float64(c.their.Rank))
		}
		c.order = Points(math.Round(c.first))
	}
	slices.SortFunc(list, byFirst)
	return nil
}

// held counts, by country, the candidates that stand above the last one shown
// but were kept out by the limit.
func (e *Engine) held(all, shown []scored) []Held {
	if len(shown) == 0 {
		return nil
	}
	in := map[data.Unit]bool{}
	for _, c := range shown {
		in[c.unit] = true
	}
	lowest := math.Inf(1)
	for _, c := range all {
		if in[c.unit] {
			lowest = min(lowest, c.first)
		}
	}
	count := map[data.Country]int{}
	for _, c := range all {
		if c.first >= lowest && !in[c.unit] {
			count[e.units.Country[c.unit]]++
		}
	}
	var out []Held
	for c, n := range count {
		out = append(out, Held{c, n})
	}
	slices.SortFunc(out, func(a, b Held) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Country, b.Country))
	})
	return out
}
