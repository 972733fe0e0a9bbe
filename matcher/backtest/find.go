package backtest

import (
	"context"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// alphas are the weights of openness on the curve.
func alphas() []float64 { return []float64{0, 0.1, 0.2, matcher.OpennessWeight, 0.4, 0.6, 0.8, 1} }

// found is what one way of ordering gave for one town.
type found struct {
	ranks  []float64 // of the hidden partners among all; 0 for one that is no candidate
	ratios []float64 // of sizes in the first eight
}

// find ranks all candidates for every town with hidden ties.
func (f *fold) find(ctx context.Context, _ uint64) error {
	hidden := map[data.Unit][]data.Unit{}
	for _, t := range f.split.asked {
		hidden[t.town] = append(hidden[t.town], t.other)
	}
	var towns []data.Unit
	for t := range hidden {
		towns = append(towns, t)
	}
	slices.Sort(towns)
	ways := make([][]found, len(towns)) // by town, then the default order, alphas and baselines
	g, group := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, town := range towns {
		g.Go(func() error {
			all, err := f.engine.Sweep(group, f.query(town))
			if err != nil {
				return err
			}
			order, err := f.engine.Order(group, f.query(town))
			if err != nil {
				return err
			}
			ways[i] = append([]found{f.inOrder(town, order, hidden[town])}, f.orders(town, all, hidden[town])...)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	f.out.addFound(f, ways)
	return ctx.Err()
}

// inOrder finds the hidden partners in a list in order, the others left out.
func (f *fold) inOrder(town data.Unit, order []matcher.Scored, hidden []data.Unit) found {
	w := found{ranks: make([]float64, len(hidden)), ratios: f.ratios(town, order[:min(firstEight, len(order))])}
	before := 0
	for i, s := range order {
		if k := slices.Index(hidden, s.Unit); k >= 0 {
			w.ranks[k] = float64(i + 1 - before)
			before++
		}
	}
	return w
}

// ratios tells how many times larger or smaller candidates are, where known.
func (f *fold) ratios(town data.Unit, list []matcher.Scored) []float64 {
	var out []float64
	for _, c := range list {
		a, b := f.units.Population[town], f.units.Population[c.Unit]
		if a > 0 && b > 0 {
			out = append(out, float64(max(a, b))/float64(min(a, b)))
		}
	}
	return out
}

// orders ranks the hidden partners in every order.
func (f *fold) orders(town data.Unit, all []matcher.Scored, hidden []data.Unit) []found {
	at := map[data.Unit]int{}
	for i := range all {
		at[all[i].Unit] = i
	}
	var out []found
	score := make([]float64, len(all))
	for _, alpha := range alphas() {
		for i, s := range all {
			score[i] = float64(s.Fit) + alpha*float64(s.Openness)
		}
		var eight []matcher.Scored
		for _, i := range best(score, firstEight) {
			eight = append(eight, all[i])
		}
		out = append(out, found{ranks: ranks(score, at, hidden), ratios: f.ratios(town, eight)})
	}
	for _, b := range f.counts.baselines() {
		for i, s := range all {
			score[i] = b.score(town, s.Unit)
		}
		out = append(out, found{ranks: ranks(score, at, hidden)})
	}
	return out
}

// ranks gives the place of each hidden partner, the others left out; equal
// scores share the mean of their places.
func ranks(score []float64, at map[data.Unit]int, hidden []data.Unit) []float64 {
	out := make([]float64, len(hidden))
	for k, u := range hidden {
		own, ok := at[u]
		if !ok {
			continue
		}
		rank := 1.0
		for i, v := range score {
			if v > score[own] {
				rank++
			} else if v == score[own] && i != own {
				rank += 0.5
			}
		}
		for _, other := range hidden {
			if i, ok := at[other]; ok && i != own && score[i] >= score[own] {
				if score[i] == score[own] {
					rank -= 0.5
				} else {
					rank--
				}
			}
		}
		out[k] = rank
	}
	return out
}

// best returns the places of the n highest scores, the first of equals.
func best(score []float64, n int) []int {
	var out []int
	for i, v := range score {
		if len(out) == n && v <= score[out[n-1]] {
			continue
		}
		at := len(out)
		for at > 0 && score[out[at-1]] < v {
			at--
		}
		out = slices.Insert(out, at, i)
		out = out[:min(n, len(out))]
	}
	return out
}

// The lists of the product: the first twenty with at most three of a country.
const (
	listed     = 20
	perList    = 3
	firstEight = 8
)

// lists makes the list of every government as a user would see it.
func (f *fold) lists(ctx context.Context, _ uint64) error {
	towns := f.listed()
	tops := make([][]matcher.Scored, len(towns))
	g, group := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, town := range towns {
		g.Go(func() (err error) {
			if group.Err() == nil {
				tops[i], err = f.engine.List(group, matcher.Query{Town: town, N: listed, PerCountry: perList})
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	f.out.addLists(f, towns, tops)
	return ctx.Err()
}
