package backtest

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// compared is the number of partners of other random ties that a hidden
// partner is compared with, and again within its own country.
const compared = 500

// won counts how often a hidden partner stands above the others; equal counts half.
type won struct{ wins, of float64 }

func (w *won) meet(hidden, other float64) {
	w.of++
	switch {
	case hidden > other:
		w.wins++
	case hidden == other:
		w.wins += 0.5
	}
}

// duel is the outcome for one hidden tie: for each score the AUC against
// random partners and against those of its own country.
type duel struct {
	any, near [][]won // by kind of score, then by which
	lifts     []heard
}

// The kinds of score that are compared.
const (
	byFit = iota
	byAlone
	byWithout
	byBaseline
	kinds
)

// compare measures the degree-matched AUC: of the fit, of each criterion alone
// and left out, and of the baselines.
func (f *fold) compare(ctx context.Context, seed uint64) error {
	from := newUrn(f.units, f.ties, foreign(f.units, f.ties), f.countries.Len())
	r := random(seed, 3)
	others := make([][]data.Unit, len(f.split.asked))
	near := make([]int, len(f.split.asked)) // first of the same country
	for i, t := range f.split.asked {
		for _, n := range [2]bool{false, true} {
			if n {
				near[i] = len(others[i])
			}
			for range compared {
				if u, ok := from.draw(r, t, n); ok {
					others[i] = append(others[i], u)
				}
			}
		}
	}
	duels := make([]duel, len(others))
	g, group := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range others {
		g.Go(func() (err error) {
			if group.Err() == nil {
				duels[i], err = f.duel(f.split.asked[i], others[i], near[i])
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	f.out.addDuels(f, duels)
	return ctx.Err()
}

func (f *fold) duel(t tie, others []data.Unit, near int) (duel, error) {
	all := append([]data.Unit{t.other}, others...)
	lines, err := f.engine.ScoreLines(matcher.Query{Town: t.town}, all)
	if err != nil {
		return duel{}, err
	}
	base := f.counts.baselines()
	d := duel{any: make([][]won, kinds), near: make([][]won, kinds)}
	for _, side := range [2][][]won{d.any, d.near} {
		side[byFit], side[byBaseline] = make([]won, 1), make([]won, len(base))
		side[byAlone], side[byWithout] = make([]won, len(lines[0])), make([]won, len(lines[0]))
	}
	hidden := total(lines[0])
	for i, u := range others {
		side := d.any
		if i >= near {
			side = d.near
		}
		fit := total(lines[i+1])
		side[byFit][0].meet(hidden, fit)
		for k, p := range lines[i+1] {
			own := lines[0][k].Float()
			side[byAlone][k].meet(own, p.Float())
			side[byWithout][k].meet(hidden-own, fit-p.Float())
		}
		for k, b := range base {
			side[byBaseline][k].meet(b.score(t.town, t.other), b.score(t.town, u))
		}
	}
	d.lifts, err = f.hear(t, all, near)
	return d, err
}

// total is the fit as a whole number of hundredths, so that sums are exact.
func total(lines []matcher.Points) float64 {
	var sum matcher.Points
	for _, p := range lines {
		sum += p
	}
	return sum.Float()
}
