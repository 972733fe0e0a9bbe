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

// Order lists every government that a query considers in the order of the
// query, without words and without a limit per country: those that are asked
// for their own view first, the rest behind.
func (e *Engine) Order(ctx context.Context, q Query) ([]Scored, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return nil, err
	}
	all, err := e.scan(ctx, s, q, &Ranking{})
	if err != nil {
		return nil, err
	}
	q.N, q.PerCountry = len(all), 0
	list, err := e.list(ctx, q, all)
	if err != nil {
		return nil, err
	}
	out := make([]Scored, len(list))
	for i, c := range list {
		out[i] = Scored{c.unit, c.fit, c.openness, c.order}
	}
	return out, nil
}

// List lists the candidates of a query as Rank does, without the words.
func (e *Engine) List(ctx context.Context, q Query) ([]Scored, error) {
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
	list, err := e.list(ctx, q, all)
	if err != nil {
		return nil, err
	}
	out := make([]Scored, len(list))
	for i, c := range list {
		out[i] = Scored{c.unit, c.fit, c.openness, c.order}
	}
	return out, nil
}

// Openness tells how likely a candidate is free and willing when a town of
// country home asks.
func (e *Engine) Openness(candidate data.Unit, home data.Country) Points {
	return e.opennessSum(candidate, home)
}
