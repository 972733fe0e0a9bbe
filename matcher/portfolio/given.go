package portfolio

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// checkGiven refuses members that somebody chose by hand where they are no
// portfolio: too many, one twice, the town itself, one of its own country.
func (c *Chooser) checkGiven(r Request) error {
	if len(r.Members) > maxSize {
		return fmt.Errorf("%w: %d members are given, a portfolio has at most %d", matcher.ErrQuery, len(r.Members), maxSize)
	}
	for i, u := range r.Members {
		switch {
		case u < 0 || int(u) >= c.facts.units.Len():
			return fmt.Errorf("%w: member %d is no place", matcher.ErrQuery, i+1)
		case slices.Contains(r.Members[:i], u):
			return fmt.Errorf("%w: member %d is given twice", matcher.ErrQuery, i+1)
		case c.facts.units.Country[u] == c.facts.units.Country[r.Query.Town]:
			return fmt.Errorf("%w: member %d lies in the town's own country, partners are looked for abroad", matcher.ErrQuery, i+1)
		}
	}
	return nil
}

// include adds the given members that a pool lacks. None of them is worth more
// than the sixtieth of the list, which it did not get among; its order score is
// that before anybody was asked for a view.
func (c *Chooser) include(ctx context.Context, from *pool, r Request) error {
	known := from.byUnit()
	for _, u := range r.Members {
		if known[u] != nil {
			continue
		}
		placed, err := c.engine.Explain(ctx, r.Query, u)
		if err != nil {
			return fmt.Errorf("place a given member: %w", err)
		}
		p := c.party(r.Query.Town, u, placed.Candidate.Lines)
		p.value = min(placed.Candidate.OrderScore, from.usual)
		from.entries = append(from.entries, entry{placed.Candidate, p})
	}
	slices.SortFunc(from.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.Unit, b.Unit))
	})
	return nil
}

// given is the solution that consists of the given members.
func (p *problem) given(members []data.Unit) solution {
	var s solution
	for i := range p.pool {
		if slices.Contains(members, p.pool[i].unit) {
			s.set = append(s.set, i)
		}
	}
	s.worth = p.evaluate(s.set)
	return s
}
