package portfolio

import (
	"cmp"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// An upper bound on what a set can add.
//
// For a facet with cover c and any price t ≥ c, the best gain of a set is at
// most t plus what each member exceeds t by:
//
//	max(c, max gain) ≤ t + Σ max(0, gain − t)
//
// With one price a facet the worth becomes a sum over members, and the best set
// under a limit per country is simply the best members in order. Low prices
// count a purpose once for each member that serves it, high prices count
// it although nobody serves it; the prices between that make the bound
// small at the root are found by coordinate descent and kept, raised where the
// cover has passed them.

// limit is the bound of a node.
type limit struct {
	total matcher.Points
	// score is what each of the rest may add at most, in the order of rest.
	score []matcher.Points
	// least is the score of the last one taken, taken how many there were.
	least matcher.Points
	taken int
}

// bound orders rest by score and returns the bound for adding left of them.
func (s *search) bound(rest []int, cover, with []matcher.Points, left int) limit {
	var b limit
	price := s.raised
	for f := range price {
		price[f] = max(s.price[f], cover[f])
		b.total += price[f] - cover[f]
	}
	score := s.score
	for _, i := range rest {
		score[i] = s.over(i, price) + with[i] + s.half[i][left-1]
	}
	slices.SortFunc(rest, func(x, y int) int {
		return cmp.Or(cmp.Compare(score[y], score[x]), cmp.Compare(x, y))
	})
	b.score = make([]matcher.Points, len(rest))
	for at, i := range rest {
		b.score[at] = score[i]
	}
	b.take(s, rest, left)
	return b
}

// over is the value of a candidate and what it exceeds the prices by.
func (in *instance) over(i int, price []matcher.Points) matcher.Points {
	sum := in.value[i]
	for _, v := range in.gains[i] {
		sum += max(0, v.amount-price[v.facet])
	}
	return sum
}

// take adds the scores of the first left of rest that countries have room for.
func (b *limit) take(s *search, rest []int, left int) {
	used := s.used
	clear(used)
	for at, i := range rest {
		if b.taken == left {
			return
		}
		if g := s.group[i]; used[g] < s.room[g] {
			used[g]++
			b.total += b.score[at]
			b.least = b.score[at]
			b.taken++
		}
	}
}

// drop removes the candidates that no better set than the best known can hold:
// one that is forced in takes at best the place of the last one taken.
func (s *search) drop(rest []int, b limit, worth matcher.Points) []int {
	kept := rest[:0]
	for at, i := range rest {
		if worth+b.total-max(0, b.least-b.score[at]) > s.worth {
			kept = append(kept, i)
		}
	}
	return kept
}

// rounds of coordinate descent; the bound hardly falls after the third.
const rounds = 4

// prices finds prices that make the bound at the root small. Only gains that
// occur, and zero, are tried; any prices are right, these are good enough.
func (in *instance) prices(k int, half [][]matcher.Points) []matcher.Points {
	price := make([]matcher.Points, in.facets)
	levels := in.levels()
	best := in.rootBound(k, price, half)
	for range rounds {
		before := best
		for f := range price {
			kept := price[f]
			for _, level := range levels[f] {
				price[f] = level
				if b := in.rootBound(k, price, half); b < best {
					best, kept = b, level
				}
			}
			price[f] = kept
		}
		if best == before {
			break
		}
	}
	return price
}

// levels lists the gains that occur in each facet, and zero.
func (in *instance) levels() [][]matcher.Points {
	out := make([][]matcher.Points, in.facets)
	for f := range out {
		out[f] = []matcher.Points{0}
	}
	for i := range in.gains {
		for _, v := range in.gains[i] {
			out[v.facet] = append(out[v.facet], v.amount)
		}
	}
	for f := range out {
		slices.Sort(out[f])
		out[f] = slices.Compact(out[f])
	}
	return out
}

// rootBound is the bound for k candidates at the given prices.
func (in *instance) rootBound(k int, price []matcher.Points, half [][]matcher.Points) matcher.Points {
	var total matcher.Points
	for _, t := range price {
		total += t
	}
	scores := make([]gain, len(in.value)) // facet holds the candidate
	for i := range scores {
		scores[i] = gain{facet(i), in.over(i, price) + half[i][k-1]}
	}
	slices.SortFunc(scores, func(a, b gain) int { return cmp.Compare(b.amount, a.amount) })
	used, taken := make([]int, len(in.room)), 0
	for _, v := range scores {
		if g := in.group[v.facet]; taken < k && used[g] < in.room[g] {
			used[g]++
			taken++
			total += v.amount
		}
	}
	return total
}
