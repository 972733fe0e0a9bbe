package portfolio

import (
	"context"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Chooser picks portfolios. It is read-only after New and safe for concurrent use.
type Chooser struct {
	engine *matcher.Engine
	facts  *facts
}

// New prepares a chooser on an engine and the store it was made from.
func New(e *matcher.Engine, st *data.Store) (*Chooser, error) {
	f, err := newFacts(e, st)
	if err != nil {
		return nil, err
	}
	return &Chooser{engine: e, facts: f}, nil
}

// Request asks for the portfolio of one town.
type Request struct {
	// Query says for which town, in which countries, with which weights and
	// in which order; N and PerCountry are not read.
	Query matcher.Query
	Rules Rules
	// Purposes weigh what partners are wanted for; a missing one has its
	// default, 0 leaves it out. See [Purposes].
	Purposes map[Purpose]float64
	// Members are partners that somebody chose by hand: the portfolio is then
	// these, whether they keep the rules or not, and only what they are for,
	// what they bring together and who would step in is worked out. Default:
	// none, the best set is looked for.
	Members []data.Unit
}

// Portfolio is the answer to a request.
type Portfolio struct {
	Town  data.Unit
	Rules Rules
	// ByHand tells that the members were given: Quotas, Steps and Bar are then
	// empty, since nothing was searched.
	ByHand  bool
	Members []Member
	// Existing are the partners the town has already.
	Existing []Existing
	Worth    Worth
	// Purposes tells what each purpose is served by, in their order.
	Purposes []Coverage
	// Links are what members have in common, strongest first for each pair.
	Links []Link
	// Quotas tells what keeping the quotas costs.
	Quotas []QuotaCost
	// Steps tells what the sizes tried are worth, Bar the least that one more
	// partner had to add.
	Steps []Step
	Bar   matcher.Points
	// Pool is the number of candidates searched, Considered that of the
	// governments compared before.
	Pool, Considered int
	// Barred counts what each rule of the query kept out, in their order.
	Barred []matcher.Barred
}

// Member is one candidate of a portfolio.
type Member struct {
	// Candidate is as the ranking has it, with an order score that is lower
	// for one the ranking lets stand behind those it asked for their view.
	matcher.Candidate
	Continent string
	// Role is the purpose the member stands for; HasRole is false for one that
	// is there for itself.
	Role    Purpose
	HasRole bool
	Serves  [NumPurposes]Service
	Loss    Loss
	// Reserve is the candidate that makes good most of its loss, nil for none.
	Reserve *Reserve
}

// Service is how far somebody serves a purpose.
type Service struct {
	// Points are 0 to 100.
	Points matcher.Points
	// Why lists the facts behind it, strongest first; their Strength is not set
	// but where a criterion of the ranking is the fact.
	Why []matcher.Evidence
}

// Loss is what goes when a member drops out and nobody takes its place.
type Loss struct {
	Points matcher.Points
	// Purposes lists what is served less without it.
	Purposes []PurposeLoss
	// Continent is the one that nobody is left on, empty for none.
	Continent string
	// Links counts the links to other members.
	Links int
}

// PurposeLoss is how far a purpose is served with and without a member.
type PurposeLoss struct {
	Purpose  Purpose
	From, To matcher.Points
}

// Reserve is the candidate that would step in for a member.
type Reserve struct {
	matcher.Candidate
	// Loss is what is lost even so; negative where it would do better than a
	// member chosen by hand.
	Loss matcher.Points
}

// Coverage tells how far a purpose is served and by whom.
type Coverage struct {
	Purpose Purpose
	Weight  float64
	// Points are those of the member that serves it best, 0 to 100.
	Points matcher.Points
	// By is the position of that member, -1 when none serves it at all.
	By int
	// Revive is the position of the existing partner that would serve the
	// purpose at least as well, and whose tie sleeps or may sleep: to revive it
	// comes first. -1 for none.
	Revive int
	// Filled is the position of the existing partner, active by own records,
	// that serves the purpose at least as well already. -1 for none.
	Filled int
}

// Choose picks the best portfolio for a town.
//
// Rules that cannot be met together are a [ConflictError] with the smallest
// set of them that exclude each other; a request that has no meaning is a
// [matcher.ErrQuery].
func (c *Chooser) Choose(ctx context.Context, r Request) (Portfolio, error) {
	if err := r.Rules.check(); err != nil {
		return Portfolio{}, err
	}
	if err := c.checkGiven(r); err != nil {
		return Portfolio{}, err
	}
	weights, err := purposeWeights(r.Purposes)
	if err != nil {
		return Portfolio{}, err
	}
	from, err := c.collect(ctx, r, weights)
	if err != nil {
		return Portfolio{}, err
	}
	if err := c.include(ctx, &from, r); err != nil {
		return Portfolio{}, err
	}
	existing, there, err := c.existing(ctx, r.Query)
	if err != nil {
		return Portfolio{}, err
	}
	links := c.facts.linker(r.Query.Town)
	p := newProblem(from.parties(), there, weights, r.Rules, links.bonus)
	p.usual = from.usual
	out := Portfolio{
		Town: r.Query.Town, Rules: r.Rules, ByHand: len(r.Members) > 0, Existing: existing,
		Pool: len(from.entries), Considered: from.considered, Barred: from.barred,
	}
	s := p.given(r.Members)
	if !out.ByHand {
		if s, out.Quotas, err = p.search(ctx, r.Query.To != nil); err != nil {
			return Portfolio{}, err
		}
	}
	out.Worth, out.Steps, out.Bar = s.worth, s.steps, s.bar
	c.describe(&out, p, s, from, links)
	return out, c.askThem(&out)
}

// search finds the best set and what the quotas cost.
func (p *problem) search(ctx context.Context, limited bool) (solution, []QuotaCost, error) {
	if err := p.conflict(limited); err != nil {
		return solution{}, nil, err
	}
	s, err := p.solve(ctx)
	if err != nil {
		return solution{}, nil, fmt.Errorf("search the portfolio: %w", err)
	}
	quotas, err := p.quotaCosts(ctx, s)
	if err != nil {
		return solution{}, nil, fmt.Errorf("search what the rules cost: %w", err)
	}
	return s, quotas, nil
}

// Serves scores a candidate for the town of the query and tells how far it
// serves each purpose, whether or not it is in a portfolio. Asked the other way
// round, it tells what the candidate would have of the town.
func (c *Chooser) Serves(q matcher.Query, candidate data.Unit) (matcher.Candidate, [NumPurposes]Service, error) {
	scored, err := c.engine.Score(q, candidate)
	if err != nil {
		return scored, [NumPurposes]Service{}, fmt.Errorf("score a candidate: %w", err)
	}
	p := c.party(q.Town, candidate, scored.Lines)
	return scored, services(&p), nil
}

// askThem fills in the view of members that the ranking did not ask.
func (c *Chooser) askThem(out *Portfolio) error {
	for i := range out.Members {
		m := &out.Members[i]
		if m.TheirRank != nil {
			continue
		}
		standing, err := c.engine.Standing(out.Town, m.Unit)
		if err != nil {
			return fmt.Errorf("ask a member for its view: %w", err)
		}
		m.TheirRank = &standing
	}
	return nil
}
