package cli

import (
	"github.com/shimai/shimai/matcher"
)

// roleOf names what a partner is for: the criterion with the strongest single
// reason for the pair. The country is what all partners of a town there have in
// common, so it is no role; a pair without reasons has none.
func roleOf(c matcher.Candidate) matcher.Criterion {
	var role matcher.Criterion
	best := matcher.Points(0)
	for _, l := range c.Lines {
		if l.Criterion == matcher.Country {
			continue
		}
		for _, ev := range l.Evidence {
			if ev.Strength > best {
				role, best = l.Criterion, ev.Strength
			}
		}
	}
	return role
}
