package backtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// What a fit is made of. The figures behind the choices are in docs/method.md.
const (
	// folds is the number of parts the towns are dealt into; the ties of a
	// part are measured with all its ties hidden.
	folds = 5
	// perCountry is about how many ties the towns of one country give, so that
	// Germany and France do not decide for the world.
	perCountry = 700
	// rewired is the number of pairs drawn for each tie, anywhere and again
	// within the partner's country.
	rewired = 3
	// nearKm is the distance below which a tie is one of neighbours across a
	// border: another kind of partnership, from which would be learned that
	// nearness counts.
	nearKm = 300
	ridge  = 3
	smooth = 10
)

// Train learns the weights from the ties that the engine knows. The template
// gives the terms, the knots of their curves and what is fixed.
func Train(ctx context.Context, st *data.Store, e *matcher.Engine, ties *data.Ties, template model.Weights, seed uint64) (model.Weights, error) {
	keys := termKeys(e)
	pairs, err := learnFrom(ctx, st, e, ties, template, seed)
	if err != nil {
		return model.Weights{}, err
	}
	w, err := model.Fit(template, keys, pairs, model.Options{Ridge: ridge, Smooth: smooth, Between: string(matcher.Country)})
	if err != nil {
		return model.Weights{}, fmt.Errorf("train: %w", err)
	}
	w.Trained.Seed, w.Trained.Data = seed, st.Manifest().Digest()
	return w, nil
}

// termKeys names the terms in the order in which pairs are measured.
func termKeys(e *matcher.Engine) []model.Key {
	var out []model.Key
	for _, t := range e.Terms() {
		out = append(out, model.Key{Criterion: string(t.Criterion), Term: t.Name})
	}
	return out
}

// sample is what is drawn for one town.
type sample struct {
	town  data.Unit
	other []data.Unit
	pairs []model.Pair // without the measures
}

// learnFrom draws and measures the pairs.
func learnFrom(ctx context.Context, st *data.Store, e *matcher.Engine, ties *data.Ties, template model.Weights, seed uint64) ([]model.Pair, error) {
	u, err := st.Units()
	if err != nil {
		return nil, err
	}
	c, err := st.Countries()
	if err != nil {
		return nil, err
	}
	rows := foreign(u, ties)
	if len(rows) == 0 {
		return nil, fmt.Errorf("train: %w: no international tie is known", model.ErrFit)
	}
	r := random(seed, 1)
	fold := make([]int8, u.Len())
	for i := range fold {
		fold[i] = int8(r.IntN(folds))
	}
	given := make([]int, c.Len())
	for _, row := range rows {
		given[u.Country[ties.A[row]]]++
		given[u.Country[ties.B[row]]]++
	}
	from := newUrn(u, ties, rows, c.Len())
	var out []model.Pair
	for k := range int8(folds) {
		hidden := make([]bool, len(ties.A))
		var asked []tie
		for _, row := range rows {
			for _, first := range [2]bool{true, false} {
				t := seen(u, ties, row, first)
				if fold[t.town] != k {
					continue
				}
				hidden[row] = true
				if r.Float64()*float64(given[t.home]) < perCountry && e.Distance(t.town, t.other) >= nearKm {
					asked = append(asked, t)
				}
			}
		}
		masked, err := e.With(ties.Without(hidden), template)
		if err != nil {
			return nil, err
		}
		var drawn []sample
		for _, t := range asked {
			drawn = append(drawn, from.sample(r, t, e))
		}
		pairs, err := measure(ctx, masked, drawn)
		if err != nil {
			return nil, err
		}
		out = append(out, pairs...)
	}
	return out, nil
}

// sample draws the pairs that go with one tie.
func (d *urn) sample(r *rand.Rand, t tie, e *matcher.Engine) sample {
	s := sample{town: t.town, other: []data.Unit{t.other}, pairs: []model.Pair{{Tie: true}}}
	for range rewired {
		for _, near := range [2]bool{false, true} {
			if u, ok := d.draw(r, t, near); ok && e.Distance(t.town, u) >= nearKm {
				s.other, s.pairs = append(s.other, u), append(s.pairs, model.Pair{Near: near})
			}
		}
	}
	return s
}

// measure fills in the measures, in the order of the samples.
func measure(ctx context.Context, e *matcher.Engine, drawn []sample) ([]model.Pair, error) {
	g, group := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		g.Go(func() error {
			for i := w; i < len(drawn) && group.Err() == nil; i += workers {
				x, err := e.Measure(drawn[i].town, drawn[i].other)
				if err != nil {
					return err
				}
				for j := range x {
					drawn[i].pairs[j].X = x[j]
				}
			}
			return group.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	var out []model.Pair
	for _, s := range drawn {
		out = append(out, s.pairs...)
	}
	return slices.Clip(out), nil
}
