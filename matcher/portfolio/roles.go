package portfolio

import (
	"slices"

	"github.com/shimai/shimai/matcher"
)

// leastService is how far a member must serve a purpose to stand for it, in points.
const leastService = 40 * matcher.PointsScale

// A member stands for a purpose only if it comes near the one that serves it
// best, and if it is not much better at another purpose, each compared with the
// best of the pool: nearly every rich country serves tourism well, few
// candidates serve culture well, and those are wanted for it.
const (
	nearBest = 2.0 / 3
	nearOwn  = 3.0 / 4
)

// mostGiven is how many members may stand for one purpose.
const mostGiven = 3

// again is what the first, second and third to stand for a purpose count.
var again = [mostGiven]float64{1, 0.75, 0.5625}

// noRole marks a member that stands for no purpose of its own.
const noRole = NumPurposes

// roles gives each member at most one purpose to stand for, so that the sum of
// what they serve, by weight and by how near the best of the pool they come, is
// greatest. A purpose may be given to mostGiven members, to each at a quarter
// less than to the one before. Ties go to the purpose listed first.
//
// The state of the table is how often each purpose is given, in base
// mostGiven+1: with seven purposes 16,384 states, for each member in turn.
func (p *problem) roles(set []int) []Purpose {
	worth := p.roleWorths(set)
	states := 1
	for range NumPurposes {
		states *= mostGiven + 1
	}
	best := make([]float64, states)
	for s := range best {
		best[s] = -1
	}
	best[0] = 0
	from := make([][]Purpose, len(set))
	for i := range set {
		next := slices.Clone(best)
		from[i] = slices.Repeat([]Purpose{noRole}, states)
		for s, v := range best {
			if v < 0 {
				continue
			}
			step := 1
			for k := range NumPurposes {
				if given := s / step % (mostGiven + 1); given < mostGiven && worth[i][k] > 0 {
					if sum := v + float64(worth[i][k]*again[given]); sum > next[s+step] {
						next[s+step], from[i][s+step] = sum, k
					}
				}
				step *= mostGiven + 1
			}
		}
		best = next
	}
	return unwind(from, best)
}

// unwind reads the roles back from the best final state.
func unwind(from [][]Purpose, best []float64) []Purpose {
	at := 0
	for s, v := range best {
		if v > best[at] {
			at = s
		}
	}
	out := make([]Purpose, len(from))
	for i := len(from) - 1; i >= 0; i-- {
		out[i] = from[i][at]
		if out[i] != noRole {
			step := 1
			for range out[i] {
				step *= mostGiven + 1
			}
			at -= step
		}
	}
	return out
}

// roleWorths is what it is worth that each member stands for each purpose, 0
// where it should not.
func (p *problem) roleWorths(set []int) [][NumPurposes]float64 {
	all := make([]int, len(p.pool))
	for i := range all {
		all[i] = i
	}
	inPool, inSet := p.mostServed(all), p.mostServed(set)
	out := make([][NumPurposes]float64, len(set))
	for i, at := range set {
		var compared [NumPurposes]float64
		for k := range NumPurposes {
			if p.weights[k] > 0 && inPool[k] > 0 {
				compared[k] = float64(p.pool[at].serves[k].points) / float64(inPool[k])
			}
		}
		own := slices.Max(compared[:])
		for k := range NumPurposes {
			served := p.pool[at].serves[k].points
			if served >= leastService && float64(served) >= nearBest*float64(inSet[k]) && compared[k] >= nearOwn*own {
				out[i][k] = p.weights[k] * float64(served) * compared[k]
			}
		}
	}
	return out
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
