package portfolio

import (
	"cmp"
	"context"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// search is one exact search for the best k candidates of an instance.
type search struct {
	*instance
	ctx   context.Context
	k     int
	price []matcher.Points // by facet; see bound.go
	// half holds, for each candidate and number of companions still to come,
	// half the most it can gain from being paired with them.
	half [][]matcher.Points

	chosen []int
	room   []int
	best   []int
	worth  matcher.Points // of best; none before there is one
	nodes  int

	// score, raised and used are room for bound, by candidate, facet, country.
	score, raised []matcher.Points
	used          []int
}

// none is less than any set is worth.
const none = matcher.Points(-1 << 30)

// solve returns the best k candidates and what they are worth over nothing,
// nil when no k keep the rules. The search stops with the context.
func (in *instance) solve(ctx context.Context, k int) ([]int, error) {
	if !in.feasible(k) {
		return nil, nil
	}
	s := in.newSearch(ctx, k)
	s.greedy()
	rest := make([]int, 0, len(in.value))
	for i := range in.value {
		if in.room[in.group[i]] > 0 {
			rest = append(rest, i)
		}
	}
	if err := s.branch(rest, make([]matcher.Points, in.facets), make([]matcher.Points, len(in.value)), 0); err != nil {
		return nil, err
	}
	slices.Sort(s.best)
	return s.best, nil
}

// newSearch makes a search ready, with the prices of its bound.
func (in *instance) newSearch(ctx context.Context, k int) *search {
	s := &search{
		instance: in, ctx: ctx, k: k, room: slices.Clone(in.room), worth: none,
		score: make([]matcher.Points, len(in.value)), raised: make([]matcher.Points, in.facets), used: make([]int, len(in.room)),
	}
	s.pairs()
	s.price = in.prices(k, s.half)
	return s
}

// pairs fills half: companions are the best ones, whoever they are.
func (s *search) pairs() {
	s.half = make([][]matcher.Points, len(s.value))
	for i := range s.half {
		row := slices.Clone(s.bonus[i])
		slices.SortFunc(row, func(a, b matcher.Points) int { return cmp.Compare(b, a) })
		s.half[i] = make([]matcher.Points, s.k)
		var sum matcher.Points
		for m := 1; m < s.k; m++ {
			if m-1 < len(row) {
				sum += row[m-1]
			}
			s.half[i][m] = (sum + 1) / 2
		}
	}
}

// branch searches the sets that extend the chosen ones by members of rest.
// cover is what the chosen have of each facet, with what each candidate gains
// from being paired with the chosen, worth what the chosen are worth.
func (s *search) branch(rest []int, cover, with []matcher.Points, worth matcher.Points) error {
	left := s.k - len(s.chosen)
	if left == 0 {
		if s.lackingOf(s.chosen) == 0 {
			s.keep(worth)
		}
		return nil
	}
	if s.nodes++; s.nodes%64 == 1 && s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	rest = slices.Clone(rest)
	for len(rest) >= left {
		b := s.bound(rest, cover, with, left)
		if worth+b.total <= s.worth || b.taken < left || s.unreachable(rest, left) {
			return nil
		}
		rest = s.drop(rest, b, worth)
		if len(rest) < left {
			return nil
		}
		first := rest[0]
		if err := s.include(first, rest[1:], cover, with, worth); err != nil {
			return err
		}
		rest = rest[1:]
	}
	return nil
}

// include searches the sets that hold candidate i as well.
func (s *search) include(i int, rest []int, cover, with []matcher.Points, worth matcher.Points) error {
	g := s.group[i]
	add := s.value[i] + with[i]
	next := slices.Clone(cover)
	for _, v := range s.gains[i] {
		if v.amount > next[v.facet] {
			add += v.amount - next[v.facet]
			next[v.facet] = v.amount
		}
	}
	pairs := slices.Clone(with)
	for j, v := range s.bonus[i] {
		pairs[j] += v
	}
	s.room[g]--
	s.chosen = append(s.chosen, i)
	if s.room[g] == 0 {
		rest = slices.DeleteFunc(slices.Clone(rest), func(j int) bool { return s.group[j] == g })
	}
	err := s.branch(rest, next, pairs, worth+add)
	s.chosen = s.chosen[:len(s.chosen)-1]
	s.room[g]++
	return err
}

// keep notes the chosen as the best so far.
func (s *search) keep(worth matcher.Points) {
	if worth > s.worth {
		s.worth = worth
		s.best = append(s.best[:0], s.chosen...)
	}
}

// lackingOf is how many continents a set is short of.
func (s *search) lackingOf(set []int) int {
	if s.lacking == 0 {
		return 0
	}
	seen := make([]bool, len(s.old))
	n := s.lacking
	for _, i := range set {
		if c := s.continent[i]; c != noContinent && !s.old[c] && !seen[c] {
			seen[c] = true
			n--
		}
	}
	return max(0, n)
}

// unreachable tells whether the continents still lacking cannot be had from
// the rest any more.
func (s *search) unreachable(rest []int, left int) bool {
	short := s.lackingOf(s.chosen)
	if short == 0 {
		return false
	}
	if short > left {
		return true
	}
	return s.lackingOf(append(slices.Clone(s.chosen), rest...)) > 0
}

// greedy finds a first set: the member that adds most, one after the other,
// then exchanges of one member as long as they help. Continents are kept in
// mind by taking new ones while they are lacking.
func (s *search) greedy() {
	var set []int
	for len(set) < s.k {
		i := s.bestAddition(set)
		if i < 0 {
			return
		}
		set = append(set, i)
	}
	for improved := true; improved; {
		improved = false
		for at := range set {
			out := set[at]
			without := slices.Delete(slices.Clone(set), at, at+1)
			before := s.total(set)
			for i := range s.value {
				if slices.Contains(set, i) || !s.fits(without, i) {
					continue
				}
				set[at] = i
				if s.lackingOf(set) == 0 && s.total(set) > before {
					before, out, improved = s.total(set), i, true
				}
				set[at] = out
			}
		}
	}
	s.chosen = set
	s.keep(s.total(set))
	s.chosen = nil
}

// bestAddition returns the candidate that adds most to a set, -1 for none.
func (s *search) bestAddition(set []int) int {
	best, most := -1, none
	short := s.lackingOf(set)
	for i := range s.value {
		if slices.Contains(set, i) || !s.fits(set, i) {
			continue
		}
		next := append(slices.Clone(set), i)
		if short == s.k-len(set) && s.lackingOf(next) == short {
			continue // only new continents are left room for
		}
		if v := s.total(next); v > most {
			best, most = i, v
		}
	}
	return best
}

// fits tells whether a candidate's country has room beside a set.
func (s *search) fits(set []int, i int) bool {
	n := 0
	for _, j := range set {
		if s.group[j] == s.group[i] {
			n++
		}
	}
	return n < s.instance.room[s.group[i]]
}

// total is what a set is worth over nothing.
func (s *search) total(set []int) matcher.Points {
	var sum matcher.Points
	cover := make([]matcher.Points, s.facets)
	for at, i := range set {
		sum += s.value[i]
		for _, v := range s.gains[i] {
			if v.amount > cover[v.facet] {
				sum += v.amount - cover[v.facet]
				cover[v.facet] = v.amount
			}
		}
		for _, j := range set[:at] {
			sum += s.bonus[i][j]
		}
	}
	return sum
}
