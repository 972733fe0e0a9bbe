package portfolio

import "github.com/shimai/shimai/matcher"

// leastService is how far a member must serve a purpose to stand for it, in points.
const leastService = 35 * matcher.PointsScale

// A member stands for a purpose only if it comes near the one that serves it
// best, and if the purpose comes near to what it serves best itself.
const (
	nearBest = 2.0 / 3
	nearOwn  = 3.0 / 4
)

// noRole marks a member that stands for no purpose of its own.
const noRole = NumPurposes

// roles gives each member at most one purpose to stand for, so that the sum of
// what they serve, by weight, is greatest; a purpose may be given twice, the
// second time at half its worth. Ties go to the purpose listed first.
//
// The state of the table is how often each purpose is given, in base 3: with
// seven purposes 2,187 states, for each member in turn.
func (p *problem) roles(set []int) []Purpose {
	most := p.mostServed(set)
	states := 1
	for range NumPurposes {
		states *= 3
	}
	best := make([]matcher.Points, states)
	for s := range best {
		best[s] = none
	}
	best[0] = 0
	from := make([][]Purpose, len(set))
	for i, at := range set {
		next := make([]matcher.Points, states)
		from[i] = make([]Purpose, states)
		for s := range next {
			next[s], from[i][s] = best[s], noRole
		}
		for s, v := range best {
			if v == none {
				continue
			}
			step := 1
			for k := range NumPurposes {
				given := s / step % 3
				if gain := p.roleWorth(at, k, given, most[k]); gain > 0 && v+gain > next[s+step] {
					next[s+step], from[i][s+step] = v+gain, k
				}
				step *= 3
			}
		}
		best = next
	}
	at := 0
	for s, v := range best {
		if v > best[at] {
			at = s
		}
	}
	out := make([]Purpose, len(set))
	for i := len(set) - 1; i >= 0; i-- {
		out[i] = from[i][at]
		if out[i] != noRole {
			step := 1
			for range out[i] {
				step *= 3
			}
			at -= step
		}
	}
	return out
}

// roleWorth is what it is worth that a member stands for a purpose that has
// been given so often already.
func (p *problem) roleWorth(member int, k Purpose, given int, most matcher.Points) matcher.Points {
	served := p.pool[member].serves[k].points
	if given == 2 || served < leastService || float64(served) < nearBest*float64(most) || float64(served) < nearOwn*float64(p.ownBest(member)) {
		return 0
	}
	return p.worth(k, served) / matcher.Points(1+given)
}

// mostServed is how far the best of a set serves each purpose.
func (p *problem) mostServed(set []int) [NumPurposes]matcher.Points {
	var most [NumPurposes]matcher.Points
	for _, at := range set {
		for k := range NumPurposes {
			most[k] = max(most[k], p.pool[at].serves[k].points)
		}
	}
	return most
}

// ownBest is how far a candidate serves the purpose it serves best, of those
// that count.
func (p *problem) ownBest(at int) matcher.Points {
	var best matcher.Points
	for k := range NumPurposes {
		if p.weights[k] > 0 {
			best = max(best, p.pool[at].serves[k].points)
		}
	}
	return best
}
