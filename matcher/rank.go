package matcher

import (
	"cmp"
	"context"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
)

// The balanced order weighs three things: that the two go together, that the
// candidate is open, and how the candidate would see us.
const (
	fitShare      = 0.60
	opennessShare = 0.20
	mutualShare   = 0.20
)

// OpennessWeight is what openness counts beside fit in the balanced order.
const OpennessWeight = opennessShare / fitShare

// poolSize is how many of the best by fit and openness are asked for their own
// view before the final order is made, at most poolPerCountry of one country;
// the rest keep their places behind. What a candidate likes about every town of
// our country does not move our place in its ranking: so its view tells the
// town-specific part of a fit apart from what all our towns would hear, and
// keeps one well-liked candidate from standing in everybody's list.
const (
	poolSize       = 240
	poolPerCountry = 40
)

// scored is one government of a list that is being made.
type scored struct {
	unit          data.Unit
	fit, openness Points
	bonus         Points  // as in Candidate
	first         float64 // what the list is ordered by
	order         Points
	their         Standing
}

// Rank lists the best candidates for a town.
//
// Every government of the countries asked for is considered. The first order is
// that of the query; for Balanced and Mutual it is fit and openness in their
// shares, and the best of it are then asked for their own view of the town and
// ordered again. The limit per country is applied to the final order. Equal
// candidates stand in the order of fit, openness and unit number.
func (e *Engine) Rank(ctx context.Context, q Query) (Ranking, error) {
	r, _, err := e.rank(ctx, q)
	return r, err
}

// rank makes the list of a query, and tells what it was picked from.
func (e *Engine) rank(ctx context.Context, q Query) (Ranking, *listed, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return Ranking{}, nil, err
	}
	if q.N == 0 {
		q.N = 20
	}
	r := Ranking{Town: q.Town}
	x := s.newScan(q)
	x.tally(&r)
	f, err := x.field(ctx, q, nil)
	if err != nil {
		return Ranking{}, nil, err
	}
	list := e.pick(f.all, q.N, q.PerCountry)
	if err := e.askThem(ctx, list, q); err != nil {
		return Ranking{}, nil, err
	}
	if q.PerCountry > 0 {
		r.Held = f.heldBack(list)
	}
	unknown := newUnknowns(s)
	for i, p := range list {
		c, err := e.detail(s, p.unit)
		if err != nil {
			return Ranking{}, nil, err
		}
		c.Rank, c.OrderScore = i+1, p.order
		c.Interval = e.interval(f, q, p.unit, unknown.of(&c))
		if p.their.Of > 0 {
			c.TheirRank = &p.their
		}
		r.Candidates = append(r.Candidates, c)
	}
	return r, &listed{q, list, f}, nil
}

// asksThem tells whether an order needs the candidates' own views.
func (q Query) asksThem() bool { return q.By == "" || q.By == Balanced || q.By == Mutual }

// ordered makes the final list of a query.
func (x *scan) ordered(ctx context.Context, q Query) ([]scored, error) {
	if !q.asksThem() {
		best, err := x.top(ctx, q.N, q.PerCountry)
		return x.scored(best), err
	}
	f, err := x.field(ctx, q, nil)
	if err != nil {
		return nil, err
	}
	return x.s.e.pick(f.all, q.N, q.PerCountry), nil
}

// field finds all that the list of a query is picked from, and at least the
// best poolSize, in order. views are candidates' own views that are known already.
func (x *scan) field(ctx context.Context, q Query, views map[data.Unit]Standing) (*field, error) {
	e := x.s.e
	best, err := x.top(ctx, poolSize, poolPerCountry)
	if err != nil {
		return nil, err
	}
	f := &field{scan: x, by: q.By, all: x.scored(best)}
	if q.asksThem() {
		for i := range f.all {
			f.all[i].their = views[f.all[i].unit]
		}
		if err := e.askThem(ctx, f.all, q); err != nil {
			return nil, err
		}
		e.reorder(f.all, q)
		f.asked = len(f.all)
		if len(e.pick(f.all, q.N, q.PerCountry)) == q.N {
			return f, nil
		}
	}
	in := map[data.Unit]bool{}
	for _, c := range f.all {
		in[c.unit] = true
	}
	rest, err := x.top(ctx, q.N+len(f.all), q.PerCountry)
	if err != nil {
		return nil, err
	}
	for _, c := range x.scored(rest) {
		if !in[c.unit] {
			f.all = append(f.all, c)
		}
	}
	slices.SortFunc(f.all[f.asked:], byFirst)
	return f, nil
}

func byFirst(a, b scored) int {
	return cmp.Or(cmp.Compare(b.first, a.first), cmp.Compare(b.fit, a.fit), cmp.Compare(b.openness, a.openness), cmp.Compare(a.unit, b.unit))
}

// firstOrder is what a scan orders by.
func firstOrder(by Order, c scored) float64 {
	p := sharesOf(by)
	return p.order(p.key(c.fit, c.openness) + bonusKey(c.bonus))
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

// askThem fills in each candidate's own view where it is not known yet.
func (e *Engine) askThem(ctx context.Context, list []scored, q Query) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range list {
		if list[i].their.Of > 0 {
			continue
		}
		g.Go(func() (err error) {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			list[i].their, err = e.Standing(q.Town, list[i].unit)
			return err
		})
	}
	return g.Wait()
}

// reorder orders candidates whose view is known by the order of the query.
func (e *Engine) reorder(list []scored, q Query) {
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
		c.first = balanced(c.fit, c.openness, c.their) + float64(c.bonus)
		if q.By == Mutual {
			c.first = mutual(ours[c.unit], c.their)
		}
		c.order = Points(math.Round(c.first))
	}
	slices.SortFunc(list, byFirst)
}

// mutual is the score of the mutual order: 100 when each stands first for the other.
func mutual(ours int, their Standing) float64 {
	return 100 * PointsScale * 2 / (float64(ours) + float64(their.Rank))
}

// balanced is the score of the balanced order: fit, openness and the
// candidate's view in their shares. The view counts 100 for the first place and
// falls with the logarithm of the place to 0 for the last.
func balanced(fit, openness Points, their Standing) float64 {
	view := 100 * PointsScale * (1 - math.Log(float64(their.Rank))/math.Log(float64(their.Of)+1))
	return float64(float64(fit)*fitShare) + float64(float64(openness)*opennessShare) + float64(view*mutualShare)
}
