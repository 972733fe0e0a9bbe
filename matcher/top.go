package matcher

import (
	"context"

	"github.com/shimai/shimai/data"
)

// Scored is one candidate of a scan, without the words.
type Scored struct {
	Unit data.Unit
	// Fit and Openness are as in [Candidate].
	Fit, Openness Points
	// Order is what the list is ordered by: fit and openness in their shares
	// for Balanced and Mutual, since nobody is asked for a view of their own.
	Order Points
}

// Top lists the best candidates for a town as Rank does, but without words and
// without asking candidates for their own view. It is what runs over many towns use.
func (e *Engine) Top(ctx context.Context, q Query) ([]Scored, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return nil, err
	}
	if q.N == 0 {
		q.N = 20
	}
	all, err := e.scan(ctx, s, q, &Ranking{})
	if err != nil {
		return nil, err
	}
	picked := e.pick(e.best(all, q.N, q.PerCountry), q.N, q.PerCountry)
	out := make([]Scored, len(picked))
	for i, c := range picked {
		out[i] = Scored{c.unit, c.fit, c.openness, c.order}
	}
	return out, nil
}
