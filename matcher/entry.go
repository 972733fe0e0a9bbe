package matcher

import (
	"math"

	"github.com/shimai/shimai/data"
)

// topPlaces is how many places at the front of a list people look at.
const topPlaces = 10

// Entry tells what a candidate lacks to stand among the first ten of a list.
type Entry struct {
	// Unit holds the place to be taken: the tenth, or the last of the
	// candidate's country where the limit per country is reached.
	Unit data.Unit
	// Lacks is how far the order score lies behind, above 0.
	Lacks Points
	// Lines tell for each line of fit, OpenLines for each of openness, what it
	// would have to reach if nothing else changed. Either is empty where it
	// does not count in the order.
	Lines, OpenLines []Need
	// Ties is the least number of international ties with which the candidate
	// would be open enough, 0 when no number is enough.
	Ties int
}

// Need is what one line would have to reach.
type Need struct {
	Criterion Criterion
	// Needed may be more than Max: then this line alone cannot do it.
	Points, Needed, Max Points
	// Known is as in Line: an unknown line may hold more than it seems.
	Known bool
	// Enough tells whether the line alone could do it: its points can become so
	// many. Room for a partner in our country does not come back.
	Enough bool
}

// mostTies bounds the ties that are tried: more are not a near prospect.
const mostTies = 50

// entry says what keeps a candidate from the first ten of a list.
func (e *Engine) entry(l *listed, own scored, c *Candidate) *Entry {
	if i := l.find(c.Unit); len(l.list) < topPlaces || i >= 0 && i < topPlaces {
		return nil
	}
	bar := e.limit(l.list[:topPlaces], l.q.PerCountry, own)
	lack := max(bar.first-own.first, e.lackToBeAsked(l.field, own))
	if lack < 0 {
		return nil // left out by its country's limit before it was asked
	}
	out := &Entry{Unit: bar.unit, Lacks: above(lack)}
	fit, openness := shareOfFit(l.q.By), shareOfOpenness(l.q.By)
	if fit > 0 {
		out.Lines = needs(c.Lines, above(lack/fit))
	}
	if openness > 0 {
		out.OpenLines = needs(c.OpenLines, above(lack/openness))
		home := e.units.Country[l.q.Town]
		for i := range out.OpenLines {
			if n := &out.OpenLines[i]; n.Criterion == Free && e.tiesWith(c.Unit, home) > 0 {
				n.Enough = false
			}
		}
		out.Ties = e.tiesFor(c, e.asker(l.q.Town), c.Openness+above(lack/openness))
	}
	return out
}

// above is the least number of whole hundredths that is more than v.
func above(v float64) Points { return Points(math.Floor(v)) + 1 }

func needs(lines []Line, more Points) []Need {
	var out []Need
	for _, l := range lines {
		needed := l.Points + more
		out = append(out, Need{l.Criterion, l.Points, needed, l.Max, l.Known, needed <= l.Max})
	}
	return out
}

// lackToBeAsked is what a candidate lacks of the order score to be among those
// who are asked for their view; below 0 for one who is.
func (e *Engine) lackToBeAsked(f *field, own scored) float64 {
	lowest, lowestOfOwn, same := math.Inf(1), math.Inf(1), 0
	for _, c := range f.all[:f.asked] {
		if c.unit == own.unit {
			return math.Inf(-1)
		}
		first := firstOrder(f.by, c)
		lowest = min(lowest, first)
		if e.units.Country[c.unit] == e.units.Country[own.unit] {
			lowestOfOwn = min(lowestOfOwn, first)
			same++
		}
	}
	switch {
	case same >= poolPerCountry:
		lowest = lowestOfOwn
	case f.asked < poolSize:
		return math.Inf(-1)
	}
	return (lowest - firstOrder(f.by, own)) * (fitShare + opennessShare)
}

// shareOfOpenness is what a point of openness counts in the order.
func shareOfOpenness(by Order) float64 {
	switch by {
	case ByFit, Mutual:
		return 0
	case ByOpenness:
		return 1
	default:
		return opennessShare
	}
}

// tiesFor finds the least number of ties, more than it has, with which a
// candidate would be as open as needed; 0 for none.
func (e *Engine) tiesFor(c *Candidate, by asker, needed Points) int {
	f := *e.features
	f.ties = append([]int32(nil), f.ties...)
	with := *e
	with.features = &f
	for n := e.features.ties[c.Unit] + 1; n <= mostTies; n++ {
		f.ties[c.Unit] = n
		if with.opennessSum(c.Unit, by) >= needed {
			return int(n)
		}
	}
	return 0
}
