package plan

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// scale is the number of internal steps in a hundredth of a point, so that
// prices can lie between two values.
const scale = 1 << 10

// maxValue is the greatest value of a pair.
const maxValue = 100 * matcher.PointsScale

// bonusFactor makes the last of a town's first Min partners worth so many of the
// greatest value more, the one before it twice as much, and so on: that a town
// has any partner goes before another's second, and before what the towns lose
// that make way for it.
const bonusFactor = 2

// offer is a candidate on a list, in the numbers of the problem. It is as small
// as it can be: there are millions.
type offer struct {
	candidate int32
	country   uint16
	points    uint16 // hundredths
}

// value is what the candidate is worth, in internal steps.
func (o offer) value() int64 { return scale * int64(o.points) }

// list is what one town wants, best first.
type list struct {
	town   data.Unit
	offers []offer
	// beyond stand for the candidates that the cut took from the list: they
	// are worth at most this, cost nothing and cannot be had. Best first.
	beyond []offer
	// taken are the places of countries that partners of before have, where
	// some are left. passed are the offers they leave none for, best first.
	taken  []taken
	passed []offer
}

// rank is the place of an offer in the town's list with those passed over.
func (l *list) rank(at int) int {
	before, _ := slices.BinarySearchFunc(l.passed, l.offers[at], byValue)
	return at + 1 + before
}

// taken is how many places of a country are not to be had.
type taken struct {
	country uint16
	places  int
}

// problem is the input with candidates and countries numbered from 0.
type problem struct {
	rules Rules
	lists []list
	// units and countries undo the numbering; both ascend.
	units     []data.Unit
	countries []data.Country
	// bonus is the least that a partner among the first Min counts more; see extra.
	bonus int64
}

func newProblem(towns []Town, rules Rules) (*problem, error) {
	p := &problem{rules: rules}
	var top matcher.Points
	pairs := 0
	units, countries := map[data.Unit]int32{}, map[data.Country]int32{}
	for _, t := range towns {
		pairs += len(t.Candidates)
		for _, n := range t.Taken {
			if n < 0 {
				return nil, fmt.Errorf("%w: town %d has %d partners in a country, allowed is 0 or more", ErrInput, t.Unit, n)
			}
		}
		for _, c := range t.Candidates {
			if c.Value < 0 || c.Value > maxValue {
				return nil, fmt.Errorf("%w: candidate %d is worth %g points to town %d, allowed are 0 to 100", ErrInput, c.Unit, c.Value.Float(), t.Unit)
			}
			top = max(top, c.Value)
			units[c.Unit] = 0
			countries[c.Country] = 0
		}
	}
	p.units, p.countries = number(units), number(countries)
	p.bonus = bonusFactor * scale * int64(max(top, 1))
	p.lists = make([]list, 0, len(towns))
	offers := make([]offer, 0, pairs)
	for _, t := range towns {
		from := len(offers)
		var passed []offer
		for _, c := range t.Candidates {
			o := offer{units[c.Unit], uint16(countries[c.Country]), uint16(c.Value)}
			if rules.PerCountry > 0 && t.Taken[c.Country] >= rules.PerCountry {
				passed = append(passed, o)
			} else {
				offers = append(offers, o)
			}
		}
		slices.SortFunc(passed, byValue)
		own := offers[from:len(offers):len(offers)]
		if !slices.IsSortedFunc(own, byValue) {
			slices.SortFunc(own, byValue)
		}
		p.lists = append(p.lists, list{t.Unit, own, p.beyond(t, own), p.taken(t), passed})
	}
	slices.SortFunc(p.lists, func(a, b list) int { return cmp.Compare(a.town, b.town) })
	return p, p.check()
}

// number gives each key its place in order and returns the keys in order.
func number[T cmp.Ordered](keys map[T]int32) []T {
	list := slices.Sorted(maps.Keys(keys))
	for i, k := range list {
		keys[k] = int32(i)
	}
	return list
}

func byValue(a, b offer) int {
	return cmp.Or(cmp.Compare(b.points, a.points), cmp.Compare(a.candidate, b.candidate))
}

// check refuses towns and candidates that stand twice.
func (p *problem) check() error {
	seen := make([]int, len(p.units))
	for i, l := range p.lists {
		if i > 0 && p.lists[i-1].town == l.town {
			return fmt.Errorf("%w: town %d stands twice", ErrInput, l.town)
		}
		for _, o := range l.offers {
			if seen[o.candidate] == i+1 {
				return fmt.Errorf("%w: candidate %d stands twice on the list of town %d", ErrInput, p.units[o.candidate], l.town)
			}
			seen[o.candidate] = i + 1
		}
	}
	return nil
}

// noCandidate and anyCountry number what lies beyond a list. Nobody pays for
// the one, and no limit counts the other.
func (p *problem) noCandidate() int32 { return int32(len(p.units)) }
func (p *problem) anyCountry() uint16 { return uint16(len(p.countries)) }

// beyond lists as many candidates as a town could take from beyond its cut,
// each at the most it can be worth there: in a country that filled its share
// of the list, the last of that country; elsewhere, the last of the list.
func (p *problem) beyond(t Town, own []offer) []offer {
	var out []offer
	if t.Cut.PerCountry > 0 {
		count := make([]int, len(p.countries))
		for _, o := range own {
			if count[o.country]++; count[o.country] == t.Cut.PerCountry {
				for range min(p.perCountry(), p.rules.Max) {
					out = append(out, offer{p.noCandidate(), o.country, o.points})
				}
			}
		}
	}
	if t.Cut.N > 0 && len(t.Candidates) >= t.Cut.N {
		last := t.Candidates[0].Value
		for _, c := range t.Candidates {
			last = min(last, c.Value)
		}
		for range p.rules.Max {
			out = append(out, offer{p.noCandidate(), p.anyCountry(), uint16(last)})
		}
	}
	slices.SortStableFunc(out, byValue)
	return out
}

// taken lists the places that the town's partners of before have.
func (p *problem) taken(t Town) []taken {
	var out []taken
	for i, c := range p.countries {
		if n := t.Taken[c]; n > 0 && n < p.rules.PerCountry {
			out = append(out, taken{uint16(i), n})
		}
	}
	return out
}

// perCountry returns the most partners of one country, those of before included.
func (p *problem) perCountry() int {
	if p.rules.PerCountry == 0 {
		return math.MaxInt
	}
	return p.rules.PerCountry
}

// extra is what the partner after the first n counts more than its value.
func (p *problem) extra(n int) int64 { return int64(max(0, p.rules.Min-n)) * p.bonus }

// floor is what the partner after the first n must gain to be wanted.
func (p *problem) floor(n int) int64 { return -p.extra(n) }

// lastStep returns the step that costs at most a quarter of a per cent of a
// greedy plan, which any good plan exceeds.
func (p *problem) lastStep() int64 {
	const share = 400
	w := newWants(p)
	left := make([]int, len(p.units))
	for i := range left {
		left[i] = p.rules.Cap
	}
	worth, partners := int64(0), int64(0)
	free := make([]int64, len(p.units)+1)
	for i := range p.lists {
		l := &p.lists[i]
		w.begin(l, nil)
		for _, at := range w.fill(l.offers, free, p.rules.Max) {
			o := l.offers[at]
			worth += o.value()
			if left[o.candidate]--; left[o.candidate] == 0 {
				free[o.candidate] = math.MaxInt64 / 2 // nobody wants it any more
			}
		}
		partners += int64(min(len(l.offers), p.rules.Max))
	}
	return max(1, worth/share/max(1, partners))
}
