package backtest

import (
	"context"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// ErrNoTies marks a country that has too few ties to hide any.
var ErrNoTies = errors.New("too few ties are known")

// Options of a backtest.
type Options struct {
	// Country is the ISO 3166-1 alpha-2 code of the towns that ask.
	Country string
	// Mode is Cold or Warm.
	Mode Mode
	// Toward turns the question round: towns of all other countries ask for
	// partners in Country.
	Toward bool
	// Seeds are one run each.
	Seeds []uint64
	// Lists is the number of governments of the country, evenly spaced, for
	// whom lists are made; 0 for all.
	Lists int
	// Progress, when given, hears how many of all steps are done.
	Progress func(done, total int)
}

// fewest is the number of ties below which nothing can be said.
const fewest = 25

// run is the state of one backtest.
type run struct {
	store     *data.Store
	units     *data.Units
	countries *data.Countries
	ties      *data.Ties
	engine    *matcher.Engine // knows everything
	template  model.Weights
	home      data.Country
	options   Options
	out       *samples
}

// Run measures how well a ranking with weights learned from what is left finds
// the ties that were hidden. The template gives the terms of the weights.
func Run(ctx context.Context, st *data.Store, template model.Weights, o Options) (Report, error) {
	r := &run{store: st, template: template, options: o, out: newSamples()}
	if err := r.open(); err != nil {
		return Report{}, fmt.Errorf("backtest: %w", err)
	}
	rep := Report{Schema: Schema, Seeds: o.Seeds, Protocol: r.protocol()}
	if p := rep.Protocol; p.Ties < fewest || o.Mode == Cold && p.Towns < parts {
		return Report{}, fmt.Errorf("backtest: %w: %d international ties of %d governments for %s, at least %d of %d are needed", ErrNoTies, p.Ties, p.Towns, o.Country, fewest, parts)
	}
	for i, seed := range o.Seeds {
		if err := r.seed(ctx, seed, i); err != nil {
			return Report{}, fmt.Errorf("backtest with seed %d: %w", seed, err)
		}
	}
	if !o.Toward {
		rep.Protocol.Listed = len(r.listed())
	}
	r.out.fill(&rep)
	return rep, nil
}

func (r *run) open() (err error) {
	if r.units, err = r.store.Units(); err != nil {
		return err
	}
	if r.countries, err = r.store.Countries(); err != nil {
		return err
	}
	if r.ties, err = r.store.Ties(); err != nil {
		return err
	}
	home, ok := r.countries.ByCode(r.options.Country)
	if !ok {
		return fmt.Errorf("%w: no country %q", matcher.ErrQuery, r.options.Country)
	}
	r.home = home
	r.engine, err = matcher.New(r.store, r.template)
	return err
}

func (r *run) protocol() Protocol {
	p := Protocol{
		Country: r.options.Country, Mode: r.options.Mode, Toward: r.options.Toward, Data: r.store.Manifest().Digest(),
		Hidden: 1.0 / parts, Rewired: compared, Alpha: matcher.OpennessWeight,
	}
	towns := map[data.Unit]bool{}
	for _, row := range foreign(r.units, r.ties) {
		a, b := r.ties.A[row], r.ties.B[row]
		if r.units.Country[a] != r.home && r.units.Country[b] != r.home {
			continue
		}
		for _, end := range [2]data.Unit{a, b} {
			if r.units.Country[end] == r.home {
				p.Ties++
			}
			if (r.units.Country[end] == r.home) != r.options.Toward {
				towns[end] = true
			}
		}
	}
	p.Towns = len(towns)
	for c, run := range r.units.ByCountry {
		for u := run.From; u < run.To; u++ {
			if (data.Country(c) != r.home) != r.options.Toward && r.units.PartOf[u] == data.NoUnit {
				p.Candidates++
			}
		}
	}
	return p
}

// listed are the governments whose lists are looked at: those of the country,
// the first-level ones included, evenly thinned to the number asked for.
func (r *run) listed() []data.Unit {
	var all []data.Unit
	for _, run := range [2]data.Range{r.units.UpperByCountry[r.home], r.units.ByCountry[r.home]} {
		for u := run.From; u < run.To; u++ {
			if r.units.PartOf[u] == data.NoUnit {
				all = append(all, u)
			}
		}
	}
	n := r.options.Lists
	if n == 0 || n >= len(all) {
		return all
	}
	out := make([]data.Unit, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}

// query asks for a town's partners: abroad, or in the country that is asked.
func (r *run) query(town data.Unit) matcher.Query {
	q := matcher.Query{Town: town}
	if r.options.Toward {
		q.To = []data.Country{r.home}
	}
	return q
}

// steps is the number of parts of a seed that progress tells apart.
const steps = 4

// seed hides, learns and measures once.
func (r *run) seed(ctx context.Context, seed uint64, at int) error {
	step := func(i int) {
		if r.options.Progress != nil {
			r.options.Progress(at*steps+i, len(r.options.Seeds)*steps)
		}
	}
	step(0)
	s := splitTies(r.units, r.ties, r.home, r.options.Mode, r.options.Toward, seed)
	known := r.ties.Without(s.hidden)
	blind, err := r.engine.With(known, r.template)
	if err != nil {
		return err
	}
	w, err := Train(ctx, r.store, blind, known, r.template, seed)
	if err != nil {
		return err
	}
	e, err := r.engine.With(known, w)
	if err != nil {
		return err
	}
	f := &fold{run: r, engine: e, weights: w, split: s, counts: r.count(known)}
	todo := []func(context.Context, uint64) error{f.compare, f.find}
	if !r.options.Toward {
		todo = append(todo, f.lists)
	}
	for i, part := range todo {
		step(i + 1)
		if err := part(ctx, seed); err != nil {
			return err
		}
	}
	step(steps)
	return ctx.Err()
}

// fold is one seed's engine, that does not know the hidden ties.
type fold struct {
	*run
	engine  *matcher.Engine
	weights model.Weights
	split   split
	counts  *counts
}
