package matcher

import (
	"context"

	"github.com/shimai/shimai/data"
)

// Sweep scores every government that a query considers, known partners and
// probable parts of cities left out, in the order of units.
func (e *Engine) Sweep(ctx context.Context, q Query) ([]Scored, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return nil, err
	}
	all, err := e.scan(ctx, s, q, &Ranking{})
	if err != nil {
		return nil, err
	}
	out := make([]Scored, len(all))
	for i, c := range all {
		out[i] = Scored{c.unit, c.fit, c.openness, c.order}
	}
	return out, nil
}

// Openness tells how likely a candidate is free and willing when a town of
// country home asks.
func (e *Engine) Openness(candidate data.Unit, home data.Country) Points {
	return e.opennessSum(candidate, home)
}
