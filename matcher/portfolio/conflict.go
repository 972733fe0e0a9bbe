package portfolio

import (
	"fmt"
	"math/bits"
	"strings"

	"github.com/shimai/shimai/matcher"
)

// Rule is one hard rule, by which a conflict names it.
type Rule string

// The rules, in the order in which a conflict lists them.
const (
	// RuleSize asks for at least Min members.
	RuleSize Rule = "size"
	// RulePerCountry limits the members of one country.
	RulePerCountry Rule = "per_country"
	// RuleContinents asks for a number of continents.
	RuleContinents Rule = "continents"
	// RuleExisting lets existing partners take the places of their countries.
	RuleExisting Rule = "existing"
	// RuleTo limits the countries that candidates may lie in.
	RuleTo Rule = "to"
)

// ConflictError tells which rules cannot be met together. It is a
// [matcher.ErrQuery].
type ConflictError struct {
	// Conflict is a smallest set of rules that exclude each other: without any
	// one of them the others can be met.
	Conflict []Rule
	Rules    Rules
	// Countries and Continents are how many the candidates lie in, Free how
	// many countries have a place left.
	Countries, Continents, Free int
}

func (c *ConflictError) Error() string {
	parts := make([]string, len(c.Conflict))
	for i, r := range c.Conflict {
		parts[i] = c.words(r)
	}
	return fmt.Sprintf("no portfolio keeps all of these rules: %s; change one of them", strings.Join(parts, "; "))
}

func (c *ConflictError) words(r Rule) string {
	switch r {
	case RuleSize:
		return fmt.Sprintf("at least %d members", c.Rules.Min)
	case RulePerCountry:
		return fmt.Sprintf("at most %d of one country", c.Rules.PerCountry)
	case RuleContinents:
		return fmt.Sprintf("at least %d continents", c.Rules.Continents)
	case RuleExisting:
		return fmt.Sprintf("existing partners take their country's place (%d of %d countries have one left)", c.Free, c.Countries)
	case RuleTo:
		return fmt.Sprintf("candidates of %d countries on %d continents only", c.Countries, c.Continents)
	}
	return string(r)
}

func (c *ConflictError) Unwrap() error { return matcher.ErrQuery }

// conflict returns the smallest set of rules that exclude each other, nil when
// all can be met. limited tells whether the countries were limited: without
// that rule the whole world is there and counts as enough for anything.
func (p *problem) conflict(limited bool) error {
	rules := []Rule{RuleSize, RulePerCountry, RuleContinents, RuleExisting}
	if limited {
		rules = append(rules, RuleTo)
	}
	var worst []Rule
	for set := range 1 << len(rules) {
		n := bits.OnesCount(uint(set))
		if worst != nil && n >= len(worst) {
			continue
		}
		on := map[Rule]bool{}
		list := []Rule{}
		for i, r := range rules {
			if set&(1<<i) != 0 {
				on[r] = true
				list = append(list, r)
			}
		}
		if !p.possible(on, limited) {
			worst = list
		}
	}
	if worst == nil {
		return nil
	}
	e := &ConflictError{Conflict: worst, Rules: p.rules}
	e.Countries, e.Continents, e.Free = p.extent()
	return e
}

// possible tells whether the rules that are on can be met together.
func (p *problem) possible(on map[Rule]bool, limited bool) bool {
	if limited && !on[RuleTo] {
		return true
	}
	r := p.rules
	if !on[RulePerCountry] {
		r.PerCountry = 0
	}
	if !on[RuleContinents] {
		r.Continents = 0
	}
	in := p.instance(r, r.Min)
	if !on[RuleExisting] && r.PerCountry > 0 {
		for g := range in.room { // they still stand for their continents
			in.room[g] = r.PerCountry
		}
	}
	if !on[RuleSize] {
		return in.feasible(max(1, in.lacking))
	}
	for k := r.Min; k <= r.Max; k++ {
		if in.feasible(k) {
			return true
		}
	}
	return false
}

// extent counts the countries and continents of the pool, and the countries
// with a place left.
func (p *problem) extent() (countries, continents, free int) {
	in := p.instance(p.rules, p.rules.Min)
	for _, room := range in.room {
		if room > 0 {
			free++
		}
	}
	seen := map[string]bool{}
	for i := range p.pool {
		seen[p.pool[i].continent] = true
	}
	return len(in.room), len(seen), free
}
