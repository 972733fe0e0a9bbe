package cli

import "github.com/shimai/shimai/matcher"

// roleOf names what a partner is for: the criterion of which lines like those of
// the pair are most times as common among ties as by chance. lifts are in the
// order of matcher.Criteria. The country is what all partners of a town there
// have in common and no role; nor is what the weights switch off. A pair of
// which nothing is more common than by chance has none.
func roleOf(lifts []float64, weights map[matcher.Criterion]float64) matcher.Criterion {
	role, best := matcher.Criterion(""), 1.0
	for k, c := range matcher.Criteria() {
		if w, set := weights[c]; c == matcher.Country || set && w == 0 {
			continue
		}
		if lifts[k] > best {
			role, best = c, lifts[k]
		}
	}
	return role
}
