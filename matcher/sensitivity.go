package matcher

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// Sensitivity tells how firmly a candidate holds its place. It is empty for a
// candidate that the query leaves out, and in the mutual order, which knows
// places only; by openness there is no weight to change.
type Sensitivity struct {
	// Above and Below are those next to it in the list, nil where there is
	// none. Above a candidate that is not shown is the one whose place it
	// would take: the last of the list, or of its country where that is full.
	Above, Below *Neighbour
	// Entry is nil for one of the first ten, and where a list is shorter.
	Entry *Entry
}

// Neighbour is one that a candidate would change places with.
type Neighbour struct {
	Unit data.Unit
	// Apart is by how much their order scores differ, not below 0.
	Apart Points
	// Change makes the two change places in the list; nil when no single weight does.
	Change *Change
}

// Change is another weight for one criterion, see [Query.Weights]: the smallest
// change by the ratio of the two weights, rounded to what one would type.
// Switching off is the largest change; a criterion that is off stays off.
type Change struct {
	Criterion Criterion
	From, To  float64
}

// maxWeight is the largest weight a query may give a criterion.
const maxWeight = 100

// tried is how many changes are tried on the whole list for one neighbour.
const tried = 4

// listed is a ranking with what it was picked from.
type listed struct {
	q     Query
	list  []scored
	field *field
}

// find returns the place of a government in the list from 0, -1 for none.
func (l *listed) find(u data.Unit) int {
	return slices.IndexFunc(l.list, func(c scored) bool { return c.unit == u })
}

// sensitivity looks around one candidate of the query; shown is how much of
// the list the user sees.
func (e *Engine) sensitivity(ctx context.Context, l *listed, shown int, c *Candidate) (Sensitivity, error) {
	var out Sensitivity
	if l.q.By == Mutual || !l.field.scan.considers(c.Unit) {
		return out, nil
	}
	own := l.field.member(c)
	var err error
	if above, ok := e.above(l, shown, own); ok {
		if out.Above, err = e.neighbour(ctx, l, own, above, own, above); err != nil {
			return out, err
		}
	}
	if i := l.find(c.Unit); i >= 0 && i < shown && i+1 < len(l.list) {
		below := l.list[i+1]
		if out.Below, err = e.neighbour(ctx, l, below, own, own, below); err != nil {
			return out, err
		}
	}
	out.Entry = e.entry(l, own, c)
	return out, nil
}

// member is a candidate as it stands, or would stand, in the field.
func (f *field) member(c *Candidate) scored {
	if i := slices.IndexFunc(f.all, func(o scored) bool { return o.unit == c.Unit }); i >= 0 {
		return f.all[i]
	}
	own := scored{unit: c.Unit, fit: c.Fit, openness: c.Openness, bonus: c.Bonus, their: *c.TheirRank}
	own.first = firstOrder(f.by, own)
	if f.asked > 0 {
		own.first = balanced(own.fit, own.openness, own.their) + float64(own.bonus)
	}
	own.order = Points(math.Round(own.first))
	return own
}

// above is who stands before a candidate in the list, or whose place it would take.
func (e *Engine) above(l *listed, shown int, own scored) (scored, bool) {
	list := l.list[:min(shown, len(l.list))]
	switch i := l.find(own.unit); {
	case i == 0, len(list) == 0:
		return scored{}, false
	case i > 0 && i < len(list):
		return list[i-1], true
	}
	return e.limit(list, l.q.PerCountry, own), true
}

// limit is the candidate that another has to overtake to be among some: the
// last one, or the last of its country where the limit leaves no room.
func (e *Engine) limit(list []scored, perCountry int, own scored) scored {
	last, same := list[len(list)-1], 0
	for _, c := range list {
		if e.units.Country[c.unit] == e.units.Country[own.unit] {
			if same++; same == perCountry {
				return c
			}
		}
	}
	return last
}

// neighbour looks for the smallest change of a weight that puts one of two
// candidates, now behind, in front of the other; own and other name them from
// the side of the candidate that is explained.
func (e *Engine) neighbour(ctx context.Context, l *listed, behind, ahead, own, other scored) (*Neighbour, error) {
	n := &Neighbour{Unit: other.unit, Apart: max(own.order-other.order, other.order-own.order)}
	if shareOfFit(l.q.By) == 0 {
		return n, nil
	}
	d := newDuel(l, behind, ahead)
	for i, c := range d.changes() {
		if i == tried {
			break
		}
		ok, err := e.turns(ctx, l, c, behind.unit, ahead.unit)
		if err != nil {
			return nil, err
		}
		if ok {
			n.Change = &c
			break
		}
	}
	return n, nil
}

// turns makes the list anew with a changed weight and tells whether one
// candidate then stands before another.
func (e *Engine) turns(ctx context.Context, l *listed, c Change, first, second data.Unit) (bool, error) {
	q := l.q.with(c)
	s, err := e.newScorer(q)
	if err != nil {
		return false, err
	}
	f, err := s.newScan(q).field(ctx, q, l.field.views())
	if err != nil {
		return false, err
	}
	again := &listed{q: q, list: e.pick(f.all, q.N, q.PerCountry)}
	i, j := again.find(first), again.find(second)
	return i >= 0 && (j < 0 || i < j), nil
}

// with is the query with one weight changed.
func (q Query) with(c Change) Query {
	weights := map[Criterion]float64{c.Criterion: c.To}
	for k, v := range q.Weights {
		if k != c.Criterion {
			weights[k] = v
		}
	}
	q.Weights = weights
	return q
}

// views are the candidates' own views as far as they are known; no weight of
// the town's moves them.
func (f *field) views() map[data.Unit]Standing {
	out := map[data.Unit]Standing{}
	for _, c := range f.all[:f.asked] {
		out[c.unit] = c.their
	}
	return out
}

// shareOfFit is what a point of fit counts in the order.
func shareOfFit(by Order) float64 {
	switch by {
	case ByFit:
		return 1
	case ByOpenness, Mutual:
		return 0
	default:
		return fitShare
	}
}

// duel is a pair of candidates of which one stands behind the other. Its
// distance in the order, times the sum of all widths, is linear in the weight
// of each criterion: fit is 100 Σ w·span·x / Σ w·span with x from 0 to 1. What
// rounding adds to that is found out by scoring again.
type duel struct {
	s             *scorer
	q             Query
	behind, ahead data.Unit
	share         float64
	// span and weight belong to the criteria, lead is by how much x of the one
	// ahead is higher.
	span, weight, lead [numCriteria]float64
	// apart is how far the two are apart in the order, rest without their fit.
	apart, rest float64
}

func newDuel(l *listed, behind, ahead scored) *duel {
	d := &duel{s: l.field.scan.s, q: l.q, behind: behind.unit, ahead: ahead.unit, share: shareOfFit(l.q.By)}
	d.rest = (ahead.first - d.share*float64(ahead.fit)) - (behind.first - d.share*float64(behind.fit))
	d.apart = max(0.5, ahead.first-behind.first) // equal ones are told apart by other rules
	var a, b [numCriteria]bits
	d.s.bits(ahead.unit, &a)
	d.s.bits(behind.unit, &b)
	for k, c := range Criteria() {
		r := &d.s.rules[k]
		d.span[k], d.weight[k] = float64(r.high-r.low), 1
		if w, ok := l.q.Weights[c]; ok {
			d.weight[k] = w
		}
		if d.span[k] > 0 {
			d.lead[k] = float64(r.cut(a[k])-r.cut(b[k])) / d.span[k]
		}
	}
	return d
}

// cut brings bits into the range that counts.
func (r *rule) cut(b bits) bits { return max(r.low, min(r.high, b)) }

// changes lists the weights that turn the pair, the smallest change first.
func (d *duel) changes() []Change {
	type turn struct {
		Change
		size float64
	}
	var all []turn
	for k, c := range Criteria() {
		w, ok := d.turningPoint(k)
		if !ok {
			continue
		}
		for _, to := range beyond(w, d.weight[k]) {
			if change := (Change{c, d.weight[k], to}); d.turned(change) {
				all = append(all, turn{change, math.Abs(math.Log(to / d.weight[k]))})
				break
			}
		}
	}
	slices.SortStableFunc(all, func(a, b turn) int { return cmp.Compare(a.size, b.size) })
	var out []Change
	for _, t := range all {
		out = append(out, t.Change)
	}
	return out
}

// turningPoint is the weight of a criterion at which the two are equal.
func (d *duel) turningPoint(k int) (float64, bool) {
	var width float64
	for j := range d.span {
		width += d.weight[j] * d.span[j]
	}
	slope := d.span[k] * (d.share*100*PointsScale*d.lead[k] + d.rest)
	w := d.weight[k] - d.apart*width/slope
	return w, d.weight[k] > 0 && slope != 0 && w >= 0 && w <= maxWeight
}

// turned scores the two again and tells whether the one behind is in front.
func (d *duel) turned(c Change) bool {
	t, err := d.s.e.plain.with(d.s.e.weights, d.q.with(c).Weights)
	if err != nil {
		return false // every criterion would be off
	}
	s := *d.s
	s.table = t
	return d.share*float64(s.fit(d.ahead))+d.rest < d.share*float64(s.fit(d.behind))
}

// beyond lists weights to try next to a turning point: on its far side, each
// farther than the one before, rounded to what one would type, which is about
// one figure of the change.
func beyond(turn, from float64) []float64 {
	var out []float64
	for _, farther := range [...]float64{1, 1.2, 1.5, 2, 3, 5, 10} {
		apart := math.Abs(turn-from) * farther
		step := math.Pow(10, math.Floor(math.Log10(apart)))
		if apart/step < 3 {
			step /= 10
		}
		apart = math.Ceil(apart/step-1e-9) * step
		to := min(maxWeight, from+apart)
		if turn < from {
			to = max(0, from-apart)
		}
		if to = math.Round(to*1e6) / 1e6; len(out) == 0 || out[len(out)-1] != to {
			out = append(out, to)
		}
	}
	return out
}
