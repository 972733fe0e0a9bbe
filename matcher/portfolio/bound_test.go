package portfolio

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/matcher"
)

// node is a search that has chosen some members already.
type node struct {
	*search
	rest        []int
	cover, with []matcher.Points
	worth       matcher.Points
}

// anyNode draws a problem and members chosen under its rules. Values are small
// at times, so that what pairs add decides.
func anyNode(t *rapid.T) (node, bool) {
	p := anyProblem(t)
	p.rules.Continents = 0 // the bound leaves them to the search
	if rapid.Bool().Draw(t, "small values") {
		for i := range p.pool {
			p.pool[i].value /= 50
		}
	}
	k := rapid.IntRange(1, 5).Draw(t, "k")
	in := p.instance(p.rules, k)
	s := in.newSearch(context.Background(), k)
	n := node{search: s, cover: make([]matcher.Points, in.facets), with: make([]matcher.Points, len(in.value))}
	chosen := rapid.IntRange(0, k-1).Draw(t, "chosen")
	for i := range in.value {
		g := in.group[i]
		if len(s.chosen) < chosen && s.room[g] > 0 && rapid.Bool().Draw(t, "take") {
			s.room[g]--
			s.chosen = append(s.chosen, i)
			continue
		}
		n.rest = append(n.rest, i)
	}
	n.rest = slices.DeleteFunc(n.rest, func(i int) bool { return s.room[in.group[i]] == 0 })
	n.worth = s.total(s.chosen)
	for _, i := range s.chosen {
		for _, v := range in.gains[i] {
			n.cover[v.facet] = max(n.cover[v.facet], v.amount)
		}
		for j, v := range in.bonus[i] {
			n.with[j] += v
		}
	}
	return n, len(s.chosen) == chosen
}

// completions calls f with every full set that extends the chosen ones.
func (n node) completions(f func(set []int, worth matcher.Points)) {
	left := n.k - len(n.chosen)
	for mask := range 1 << len(n.rest) {
		set := slices.Clone(n.chosen)
		room := slices.Clone(n.room)
		ok := true
		for b, i := range n.rest {
			if mask&(1<<b) != 0 {
				set = append(set, i)
				room[n.group[i]]--
				ok = ok && room[n.group[i]] >= 0
			}
		}
		if ok && len(set) == len(n.chosen)+left {
			f(set, n.total(set))
		}
	}
}

func TestBoundIsNeverPassed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, ok := anyNode(t)
		if !ok {
			return
		}
		b := n.bound(slices.Clone(n.rest), n.cover, n.with, n.k-len(n.chosen))
		n.completions(func(set []int, worth matcher.Points) {
			assert.LessOrEqual(t, worth, n.worth+b.total, "set %v", set)
		})
	})
}

// What is dropped is in no set that is better than the best known.
func TestDropKeepsWhatCouldBeBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, ok := anyNode(t)
		if !ok {
			return
		}
		best := none
		n.completions(func(_ []int, worth matcher.Points) { best = max(best, worth) })
		if best == none {
			return
		}
		n.search.worth = best - 1
		rest := slices.Clone(n.rest)
		b := n.bound(rest, n.cover, n.with, n.k-len(n.chosen))
		rest = n.drop(rest, b, n.worth)
		n.completions(func(set []int, worth matcher.Points) {
			if worth == best {
				for _, i := range set[len(n.chosen):] {
					assert.Contains(t, rest, i, "of the best set %v", set)
				}
			}
		})
	})
}
