package plan

import (
	"context"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// ErrInput marks towns or rules that no plan can be made of.
var ErrInput = errors.New("no plan can be made")

// Rules bound a plan.
type Rules struct {
	// Cap is the most portfolios that one candidate may be in, 1 or more.
	Cap int
	// PerCountry is the most partners of one country that a town may have, 0 for no limit.
	PerCountry int
	// Min and Max bound the partners of a town: 0 ≤ Min ≤ Max, Max ≥ 1. A town
	// that cannot have Min has fewer, and the plan says why.
	Min, Max int
}

// maxSize is far above any portfolio, and keeps sums within 64 bits.
const maxSize = 1000

// Validate reports which rule has no meaning.
func (r Rules) Validate() error {
	switch {
	case r.Cap < 1:
		return fmt.Errorf("%w: a candidate in at most %d portfolios, allowed is 1 or more", ErrInput, r.Cap)
	case r.PerCountry < 0:
		return fmt.Errorf("%w: %d partners a country, allowed is 0 (no limit) or more", ErrInput, r.PerCountry)
	case r.Min < 0 || r.Max < 1 || r.Min > r.Max || r.Max > maxSize:
		return fmt.Errorf("%w: %d to %d partners a town, allowed are 0 to %d, the smaller first", ErrInput, r.Min, r.Max, maxSize)
	}
	return nil
}

// Candidate is one that a town may have.
type Candidate struct {
	Unit    data.Unit
	Country data.Country
	// Value is what the pair is worth, 0 to 100 points.
	Value matcher.Points
}

// Cut tells how a list was shortened: it holds the best N, with at most
// PerCountry of one country. Zero stands for no such limit, so the zero Cut is
// a list of all there is.
type Cut struct {
	N, PerCountry int
}

// Town asks for partners. Its candidates may stand in any order, each once.
type Town struct {
	Unit       data.Unit
	Candidates []Candidate
	Cut        Cut
	// Taken counts the partners that the town has already by country, none
	// negative. They take places of Rules.PerCountry, and no others: candidates
	// of countries that have none left are passed over. Default: nil, no partners.
	Taken map[data.Country]int
}

// Plan is the partners of many towns.
type Plan struct {
	Rules Rules
	// Portfolios has one entry a town, in the order of units.
	Portfolios []Portfolio
	// Value is the sum of all chosen pairs, in hundredths of a point.
	Value int64
	// Bound is what no plan exceeds that serves the first Min of the towns as
	// well as this one, whatever candidates it takes; Bound ≥ Value.
	Bound int64
	// Exposure tells how the partners are spread.
	Exposure Exposure
}

// Gap is how far the plan may be from the best one, as a share of the bound: 0 to 1.
func (p *Plan) Gap() float64 {
	if p.Bound == 0 {
		return 0
	}
	return float64(p.Bound-p.Value) / float64(p.Bound)
}

// Portfolio is what the plan gives one town.
type Portfolio struct {
	Town data.Unit
	// Partners are in the order of value, best first.
	Partners []Partner
	// Displaced are the candidates that the town would have if it were alone
	// and has not in the plan, best first.
	Displaced []Displaced
	// Short says why there are fewer partners than Rules.Min; empty when there are not.
	Short Reason
	// Wanting tells that a longer list might hold a better partner for the town.
	Wanting bool
}

// Partner is one candidate of a portfolio.
type Partner struct {
	Candidate
	// Rank is its place in the town's own list by value, counted from 1;
	// candidates of countries without a place left count too.
	Rank int
	// Price is what one more portfolio for this candidate would be worth to
	// the plan: 0 while it has a place left, and 100 points, the most, where a
	// town stays short for want of it.
	Price matcher.Points
	// Second tells that the town would not have it if it were alone: it
	// stands in for one that others have.
	Second bool
}

// Displaced is a candidate that other towns have.
type Displaced struct {
	Candidate
	// Choice is its place in the portfolio that the town would have alone, from 1.
	Choice int
	// Rank and Price are as in [Partner].
	Rank  int
	Price matcher.Points
	// Holders are the towns that have it, who value it more above what else
	// they could have.
	Holders []data.Unit
}

// Reason tells why a town has fewer partners than it should.
type Reason string

// The reasons for a short portfolio.
const (
	// NoCandidates is a town without anybody on its list.
	NoCandidates Reason = "no_candidates"
	// FewCandidates is a town that would be short even if it were alone: its
	// list has too few candidates, or too few countries that have a place left.
	FewCandidates Reason = "few_candidates"
	// Taken is a town whose candidates are all promised to others.
	Taken Reason = "taken"
)

// goodGap is the share of the value at which a plan from falling steps is taken.
const goodGap = 0.005

// Solve makes the plan for the towns under the rules. Towns whose input makes
// no sense, such as one that stands twice or a value above 100 points, are
// errors that wrap [ErrInput]; a cancelled context is its error.
//
// On one core, 1,788 towns with 200 candidates each take about a third of a
// second, with 4,000 each about three seconds.
func Solve(ctx context.Context, towns []Town, rules Rules) (*Plan, error) {
	if err := rules.Validate(); err != nil {
		return nil, err
	}
	p, err := newProblem(towns, rules)
	if err != nil {
		return nil, err
	}
	a, err := p.settleBids(ctx)
	if err != nil {
		return nil, err
	}
	_, all, wanting := p.bound(a.prices)
	plan := &Plan{Rules: rules, Portfolios: a.portfolios()}
	plan.Value = (a.worth() - a.bonuses()) / scale
	plan.Bound = (all - a.bonuses()) / scale
	a.explain(plan, wanting)
	plan.Exposure = exposure(plan)
	return plan, nil
}

// settleBids runs auctions with falling steps, and one from the start with the
// last step should the prices handed on have kept the first from being good.
func (p *problem) settleBids(ctx context.Context) (*auction, error) {
	step := p.lastStep()
	start := make([]int64, len(p.units)+1)
	for s := step * firstSteps; s >= step; s /= stepFactor {
		a := newAuction(p, s, start)
		if err := a.run(ctx); err != nil {
			return nil, err
		}
		if s == step {
			if a.settlePrices() {
				return a, nil
			}
		}
		for c, price := range a.prices {
			start[c] = max(0, price-stepsBack*s)
		}
	}
	a := newAuction(p, step, nil)
	if err := a.run(ctx); err != nil {
		return nil, err
	}
	a.settlePrices()
	return a, nil
}

// settlePrices takes the least prices instead of those of the bidding, unless
// these prove the better bound, and tells whether the plan is good by them.
func (a *auction) settlePrices() bool {
	least := a.leastPrices()
	bound, _, _ := a.p.bound(least)
	if listed, _, _ := a.p.bound(a.prices); listed < bound {
		bound = listed
	} else {
		a.prices = least
	}
	worth := a.worth()
	return float64(bound-worth) <= goodGap*float64(worth-a.bonuses())
}

// Steps fall from firstSteps times the last one by stepFactor, and each auction
// begins stepsBack steps below the prices of the one before: far enough that
// few candidates stay dearer than anybody would pay.
const (
	firstSteps = 256
	stepFactor = 4
	stepsBack  = 2
)
