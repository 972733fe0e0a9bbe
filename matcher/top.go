package matcher

import (
	"context"
	"math"

	"github.com/shimai/shimai/data"
)

// Scored is one candidate of a scan, without the words.
type Scored struct {
	Unit data.Unit
	// Fit and Openness are as in [Candidate].
	Fit, Openness Points
	// Order is what the list is ordered by. Where nobody is asked for a view of
	// their own (Top, Sweep, the rest of Order) it is fit and openness in their shares.
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
	x := s.newScan(q)
	best, err := x.top(ctx, q.N, q.PerCountry)
	if err != nil {
		return nil, err
	}
	out := make([]Scored, len(best))
	for i, f := range best {
		out[i] = x.share.scored(f)
	}
	return out, nil
}

// scored shows a find to the outside.
func (p shares) scored(f find) Scored {
	return Scored{f.unit, f.fit, f.openness, Points(math.Round(p.order(f.key)))}
}
