package plan

import (
	"slices"

	"github.com/shimai/shimai/data"
)

// explain notes for each town whom it would have if it were alone and has not,
// who has them instead, and why it has too few.
func (a *auction) explain(plan *Plan, wanting []bool) {
	holders := a.holders()
	free := make([]int64, len(a.p.units)+1)
	w := newWants(a.p)
	for t := range a.p.lists {
		l, f := &a.p.lists[t], &plan.Portfolios[t]
		f.Wanting = wanting[t]
		w.begin(l, nil)
		alone := slices.Clone(w.fill(l.offers, free, a.p.rules.Max))
		slices.Sort(alone)
		for i, at := range alone {
			o := l.offers[at]
			if slices.Contains(a.held[t], at) {
				continue
			}
			f.Displaced = append(f.Displaced, Displaced{a.p.candidate(o), i + 1, l.rank(at), a.price(o.candidate), holders[o.candidate]})
		}
		for i := range f.Partners {
			f.Partners[i].Second = !slices.Contains(alone, a.held[t][i])
		}
		if len(f.Partners) < a.p.rules.Min {
			f.Short = a.p.short(l, len(alone))
		}
	}
}

func (p *problem) short(l *list, alone int) Reason {
	switch {
	case len(l.offers)+len(l.passed) == 0:
		return NoCandidates
	case alone < p.rules.Min:
		return FewCandidates
	}
	return Taken
}

// holders lists, for each candidate, the towns that have it, in their order.
func (a *auction) holders() [][]data.Unit {
	out := make([][]data.Unit, len(a.places))
	for c, places := range a.places {
		for _, x := range places {
			out[c] = append(out[c], a.p.lists[x.town].town)
		}
		slices.Sort(out[c])
	}
	return out
}
