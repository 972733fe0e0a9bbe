package portfolio

import (
	"context"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// fairShare is the least that one more partner has to add, as a share of what
// those of the smallest size allowed bring on average, both counted above what
// a candidate that nobody would miss brings: every partner costs staff and
// travel, and who adds much less than the others is not worth them.
const fairShare = 1.0 / 3

// Step tells what one size is worth.
type Step struct {
	Size  int
	Total matcher.Points
	// Added is what this size has over the one before it; for the smallest
	// size what each member brings on average.
	Added matcher.Points
	// Taken is false for the size that adds too little.
	Taken bool
}

// solution is the best set of a problem.
type solution struct {
	set   []int
	worth Worth
	steps []Step
	// bar is the least a further partner had to add.
	bar matcher.Points
}

// solve finds the best set. With a range of sizes it grows the size until the
// next partner adds less than the bar, or the rules leave no room for one.
func (p *problem) solve(ctx context.Context) (solution, error) {
	start := p.evaluate(nil).Total()
	var s solution
	for k := p.rules.Min; k <= p.rules.Max; k++ {
		set, err := p.instance(p.rules, k).solve(ctx, k)
		if err != nil {
			return solution{}, err
		}
		if set == nil && s.set == nil {
			continue // more continents are asked for than so few members can lie in
		}
		if set == nil {
			break
		}
		step := Step{Size: k, Taken: true}
		worth := p.evaluate(set)
		step.Total = worth.Total()
		if s.set == nil {
			step.Added = (step.Total - start) / matcher.Points(k)
			s.bar = p.usual + matcher.Points(fairShare*float64(max(0, step.Added-p.usual)))
		} else {
			step.Added = step.Total - s.worth.Total()
			step.Taken = step.Added >= s.bar
		}
		s.steps = append(s.steps, step)
		if !step.Taken {
			break
		}
		s.set, s.worth = set, worth
	}
	return s, nil
}

// QuotaCost is what keeping a rule costs.
type QuotaCost struct {
	Rule Rule
	// Points is the worth of the best portfolio of the same size without the
	// rule, less that of the one chosen. It is measured on the same pool.
	Points matcher.Points
}

// quotaCosts solves again without each quota in turn.
func (p *problem) quotaCosts(ctx context.Context, s solution) ([]QuotaCost, error) {
	var out []QuotaCost
	for _, q := range []struct {
		rule Rule
		on   bool
		free Rules
	}{
		{RulePerCountry, p.rules.PerCountry > 0, Rules{Continents: p.rules.Continents}},
		{RuleContinents, p.rules.Continents > 0, Rules{PerCountry: p.rules.PerCountry}},
	} {
		if !q.on {
			continue
		}
		set, err := p.instance(q.free, len(s.set)).solve(ctx, len(s.set))
		if err != nil {
			return nil, err
		}
		out = append(out, QuotaCost{q.rule, p.evaluate(set).Total() - s.worth.Total()})
	}
	return out, nil
}

// without is what is lost when a member drops out.
func (p *problem) without(s solution, member int) (rest []int, loss matcher.Points) {
	at := slices.Index(s.set, member)
	rest = slices.Delete(slices.Clone(s.set), at, at+1)
	return rest, s.worth.Total() - p.evaluate(rest).Total()
}

// reserve returns the candidate that makes good most of the loss of a member
// under the rules, -1 for none, and what is lost still.
func (p *problem) reserve(in *instance, s solution, member int) (best int, loss matcher.Points) {
	rest, _ := p.without(s, member)
	search := search{instance: in}
	best, most := -1, none
	for i := range p.pool {
		if i == member || slices.Contains(rest, i) || !search.fits(rest, i) {
			continue
		}
		next := append(slices.Clone(rest), i)
		if search.lackingOf(next) > 0 {
			continue
		}
		if v := p.evaluate(next).Total(); v > most {
			best, most = i, v
		}
	}
	return best, s.worth.Total() - most
}
