package portfolio

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Worths in points, in one place so that they can be compared. An order score
// is 30 to 70 points, and the best sixty of a town differ by about 15.
const (
	// purposeWorth is what serving a purpose of weight 1 in full adds.
	purposeWorth = 14 * matcher.PointsScale
	// extraCountry, extraArea and extraSetting are what a member costs that is
	// the second or later in its country, part of the world, setting.
	extraCountry = 4 * matcher.PointsScale
	extraArea    = 3 * matcher.PointsScale
	extraSetting = 1 * matcher.PointsScale
	// tied, partnerInCommon and themeInCommon are what a member adds that is
	// linked so with all the others; see problem.pairWorth.
	tied            = 3 * matcher.PointsScale
	partnerInCommon = 1 * matcher.PointsScale
	themeInCommon   = 2 * matcher.PointsScale
)

// existingShare is how far an existing partner serves its purposes: in full
// where own records say that the tie is active, not at all where it sleeps or
// was stopped, half as long as nobody has told.
func existingShare(s data.TieStatus) float64 {
	switch s {
	case data.TieActive:
		return 1
	case data.TieUnknown:
		return 0.5
	}
	return 0
}

// unknownClass stands for a part of the world or a setting that is not known;
// nothing is alike to it.
const unknownClass = -1

// party is what the search knows of a candidate or an existing partner.
type party struct {
	unit data.Unit
	// status is that of the tie with an existing partner.
	status    data.TieStatus
	value     matcher.Points
	country   data.Country
	continent string
	// area and setting number the classes that make members alike.
	area, setting int
	serves        [NumPurposes]service
}

// service is how far a party serves a purpose, 0 to 100 points, and why.
type service struct {
	points matcher.Points
	why    []signalFound
}

// Rules are the hard rules of a portfolio.
type Rules struct {
	// Min and Max bound the size; equal for a fixed one. Default: 4 and 8.
	Min, Max int
	// PerCountry is the most members and existing partners together of one
	// country, 0 for no limit.
	PerCountry int
	// Continents is the least number of continents that members and existing
	// partners lie in.
	Continents int
}

// maxSize bounds the size of a portfolio; more is a plan, not a portfolio.
const maxSize = 12

// check refuses rules that have no meaning.
func (r Rules) check() error {
	if r.Min < 1 || r.Max < r.Min || r.Max > maxSize {
		return fmt.Errorf("%w: a size of %d to %d, allowed is 1 to %d, the smaller number first", matcher.ErrQuery, r.Min, r.Max, maxSize)
	}
	if r.PerCountry < 0 || r.Continents < 0 {
		return fmt.Errorf("%w: %d members of one country and %d continents, neither may be negative", matcher.ErrQuery, r.PerCountry, r.Continents)
	}
	return nil
}

// problem is everything the search needs: a pool, who is there already, the
// rules, and what counts how much.
type problem struct {
	pool     []party
	existing []party
	weights  [NumPurposes]float64
	rules    Rules
	// usual is the order score of a candidate that nobody would miss.
	usual matcher.Points
	// bonus holds what pairs of the pool add, by position in the pool.
	bonus map[pair]matcher.Points
}

// pair is two positions in the pool, the smaller one first.
type pair struct{ a, b int }

func pairOf(a, b int) pair { return pair{min(a, b), max(a, b)} }

// newProblem puts the pool in an order of its own, so that the answer does
// not depend on the order it came in. link returns what a pair adds.
func newProblem(pool, existing []party, weights [NumPurposes]float64, rules Rules, link func(a, b data.Unit) matcher.Points) *problem {
	p := &problem{pool: slices.Clone(pool), existing: existing, weights: weights, rules: rules, bonus: map[pair]matcher.Points{}}
	slices.SortFunc(p.pool, func(a, b party) int {
		return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.unit, b.unit))
	})
	for a := range p.pool {
		for b := a + 1; b < len(p.pool); b++ {
			if v := link(p.pool[a].unit, p.pool[b].unit); v != 0 {
				p.bonus[pair{a, b}] = v
			}
		}
	}
	return p
}

// pairWorth is what the links of a pair add among k members: their points over
// the number of companions, so that eight partners are not better linked than
// four because they have more pairs.
func (p *problem) pairWorth(a, b, k int) matcher.Points {
	return perPair(p.bonus[pairOf(a, b)], k)
}

// perPair is the share of one pair of k members in what a member adds that is
// linked so with all the others.
func perPair(points matcher.Points, k int) matcher.Points {
	return points * 2 / matcher.Points(max(1, k-1))
}

// worth is what serving a purpose so far adds, in hundredths of a point.
func (p *problem) worth(k Purpose, served matcher.Points) matcher.Points {
	return matcher.Points(p.weights[k]*purposeWorth*float64(served)/(100*matcher.PointsScale) + 0.5)
}

// Worth is what a portfolio is worth, in parts that sum to Total.
type Worth struct {
	// Value is the sum of the members' order scores.
	Value matcher.Points
	// Coverage is what serving the purposes adds.
	Coverage matcher.Points
	// Alike is what members cost that are alike; zero or negative.
	Alike matcher.Points
	// Commonality is what pairs of members that can work together add.
	Commonality matcher.Points
}

// Total is the worth the search maximises.
func (w Worth) Total() matcher.Points { return w.Value + w.Coverage + w.Alike + w.Commonality }

// evaluate is the definition of the worth of a set; the search is tested
// against it.
func (p *problem) evaluate(set []int) Worth {
	var w Worth
	cover := p.existingCover()
	seen := p.existingClasses()
	for i, at := range set {
		m := &p.pool[at]
		w.Value += m.value
		for k := range NumPurposes {
			cover[k] = max(cover[k], m.serves[k].points)
		}
		for _, c := range classesOf(m) {
			if seen[c] {
				w.Alike -= c.kind.cost()
			}
			seen[c] = true
		}
		for _, other := range set[:i] {
			w.Commonality += p.pairWorth(at, other, len(set))
		}
	}
	for k := range NumPurposes {
		w.Coverage += p.worth(k, cover[k])
	}
	return w
}

// existingCover is how far the existing partners serve each purpose.
func (p *problem) existingCover() [NumPurposes]matcher.Points {
	var cover [NumPurposes]matcher.Points
	for i := range p.existing {
		share := existingShare(p.existing[i].status)
		for k := range NumPurposes {
			cover[k] = max(cover[k], matcher.Points(float64(p.existing[i].serves[k].points)*share))
		}
	}
	return cover
}

func (p *problem) existingClasses() map[class]bool {
	seen := map[class]bool{}
	for i := range p.existing {
		for _, c := range classesOf(&p.existing[i]) {
			seen[c] = true
		}
	}
	return seen
}

// classKind is a respect in which members may be alike.
type classKind uint8

const (
	classCountry classKind = iota
	classArea
	classSetting
)

// cost is what a second member of a class costs.
func (k classKind) cost() matcher.Points {
	return [...]matcher.Points{classCountry: extraCountry, classArea: extraArea, classSetting: extraSetting}[k]
}

// class is one group of parties that are alike.
type class struct {
	kind classKind
	id   int
}

// classesOf lists the classes of a party that are known.
func classesOf(m *party) []class {
	out := []class{{classCountry, int(m.country)}}
	if m.area != unknownClass {
		out = append(out, class{classArea, m.area})
	}
	if m.setting != unknownClass {
		out = append(out, class{classSetting, m.setting})
	}
	return out
}
