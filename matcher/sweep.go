package matcher

import (
	"context"
	"runtime"
	"sync"

	"github.com/shimai/shimai/data"
)

// Sweep scores every government that a query considers, known partners and
// probable parts of cities left out, country by country in the order of units.
func (e *Engine) Sweep(ctx context.Context, q Query) ([]Scored, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return nil, err
	}
	x := s.newScan(q)
	var todo []data.Unit
	for _, c := range e.targets(q) {
		for _, run := range e.pool(q.Town, c) {
			for u := run.From; u < run.To; u++ {
				if x.considers(u) {
					todo = append(todo, u)
				}
			}
		}
	}
	out := make([]Scored, len(todo))
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := len(todo) * w / workers; i < len(todo)*(w+1)/workers; i++ {
				if i%4096 == 0 && ctx.Err() != nil {
					return
				}
				out[i] = x.share.scored(x.score(todo[i]))
			}
		})
	}
	wg.Wait()
	return out, ctx.Err()
}

// Order lists every government that a query considers in the order of the
// query, without words and without a limit per country: those that are asked
// for their own view first, the rest behind.
func (e *Engine) Order(ctx context.Context, q Query) ([]Scored, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return nil, err
	}
	q.N, q.PerCountry = e.units.Len(), 0
	return s.shown(ctx, q)
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
	return s.shown(ctx, q)
}

// shown makes the list of a query for the outside.
func (s *scorer) shown(ctx context.Context, q Query) ([]Scored, error) {
	list, err := s.newScan(q).ordered(ctx, q)
	if err != nil {
		return nil, err
	}
	out := make([]Scored, len(list))
	for i, c := range list {
		out[i] = Scored{c.unit, c.fit, c.openness, c.order}
	}
	return out, nil
}

// Openness tells how likely a candidate is free and willing when a town asks.
func (e *Engine) Openness(town, candidate data.Unit) Points {
	return e.opennessSum(candidate, e.asker(town))
}
