package matcher

import (
	"fmt"
	"math"
	"slices"

	"github.com/shimai/shimai/matcher/model"
)

// bits are evidence in thousandths of a bit: whole numbers, so that sums are
// exact and the same on every machine.
type bits int32

func toBits(v float64) bits { return bits(math.Round(v * 1000)) }

// curveTerm is a term of the weights that has a curve over a measure of the pair.
type curveTerm int

// The curves. Their measures are in measure.go.
const (
	nameSimilarity curveTerm = iota
	populationRatio
	populationRank
	climateDegrees
	climateClass
	historyBirths
	historyEmigrants
	educationLanguage
	disasterEvent
	accessHours
	accessMissions
	linksRegions
	linksTheirRegion
	linksOurRegion
	linksSimilar
	linksCommon
	countryAffinity
	countryMigrants
	numCurves
)

// curveTerms tells, for each curve, where it stands in the weights and how
// finely its measure is told apart: steps in one unit of the measure.
func curveTerms() [numCurves]struct {
	criterion Criterion
	name      string
	perStep   float64
} {
	return [numCurves]struct {
		criterion Criterion
		name      string
		perStep   float64
	}{
		nameSimilarity:    {Name, "similarity", 100},
		populationRatio:   {Population, "ratio", lnScale},
		populationRank:    {Population, "rank", lnScale},
		climateDegrees:    {Climate, "distance", 10},
		climateClass:      {Climate, "koppen", 1},
		historyBirths:     {History, "births", 1},
		historyEmigrants:  {History, "emigrants", lnScale},
		educationLanguage: {Education, "language", 100},
		disasterEvent:     {Disaster, "same_event", 1},
		accessHours:       {Access, "hours", 2},
		accessMissions:    {Access, "mission", 1},
		linksRegions:      {Links, "regions", 32},
		linksTheirRegion:  {Links, "their_region", 32},
		linksOurRegion:    {Links, "our_region", 32},
		linksSimilar:      {Links, "similar_towns", 32},
		linksCommon:       {Links, "common", lnScale},
		countryAffinity:   {Country, "affinity", 32},
		countryMigrants:   {Country, "migrants", lnScale},
	}
}

// curve is a term's curve, tabulated in steps of its measure.
type curve struct {
	from    float64 // measure of the first entry
	perStep float64 // steps in one unit of the measure
	table   []bits
}

// tabulate samples a term at whole steps between its first and last knot; it
// runs flat beyond them.
func tabulate(t model.Term, perStep float64) curve {
	c := curve{perStep: perStep}
	last := 0.0
	if n := len(t.Curve); n > 0 {
		c.from, last = min(0, t.Curve[0][0]), t.Curve[n-1][0]
	}
	c.table = make([]bits, int(math.Ceil(math.Max(last-c.from, 0)*perStep))+1)
	for i := range c.table {
		c.table[i] = toBits(t.Bits(c.from + float64(i)/perStep))
	}
	return c
}

// step returns the bits so many steps from the start of the table.
func (c *curve) step(i int) bits { return c.table[max(0, min(i, len(c.table)-1))] }

// most is the highest the curve rises.
func (c *curve) most() bits { return slices.Max(c.table) }

// least is the lowest it falls.
func (c *curve) least() bits { return slices.Min(c.table) }

// at returns the bits at a measure, taken to the nearest step.
func (c *curve) at(x float64) bits {
	if x = (x - c.from) * c.perStep; x > 0 {
		return c.table[min(int(min(x, math.MaxInt32)+0.5), len(c.table)-1)]
	}
	return c.table[0]
}

// rule is one criterion made ready: its bits are cut to low and high, and
// points holds what each is worth.
type rule struct {
	criterion Criterion
	low, high bits
	max       Points
	points    []int16 // small, since a scan reads all over it
}

// of turns bits into points: low is 0, high is max.
func (r *rule) of(b bits) Points { return Points(r.points[max(r.low, min(r.high, b))-r.low]) }

func (r *rule) fill() {
	span := int64(r.high - r.low)
	r.points = make([]int16, span+1)
	for i := range r.points {
		r.points[i] = int16((int64(i)*int64(r.max)*2 + span) / (2 * span))
	}
}

// table is the weights made ready for scoring: all that depends on no town.
type table struct {
	rules []rule // in the order of Criteria
	curve [numCurves]curve
	// both and one are the bits of each tag when both or one of the two have it.
	both, one [maxTags]bits
	// mask holds the tags of each criterion, in the order of Criteria.
	mask [numCriteria]uint64
	// unknown is what a pair gets for sizes when only one is known, by its lnPop.
	unknown []bits
}

// newTable tabulates the weights.
func (e *Engine) newTable() (*table, error) {
	t := &table{}
	for i, c := range curveTerms() {
		term, err := e.term(c.criterion, c.name)
		if err != nil {
			return nil, err
		}
		t.curve[i] = tabulate(term, c.perStep)
	}
	order := map[Criterion]int{}
	for i, c := range Criteria() {
		order[c] = i
	}
	for i, tag := range e.tags {
		term, err := e.term(tag.criterion, tag.name)
		if err != nil {
			return nil, err
		}
		t.both[i], t.one[i] = toBits(term.Both), toBits(term.One)
		t.mask[order[tag.criterion]] |= 1 << i
	}
	t.fillUnknown(e.counted.ends)
	return t, t.share(e.weights, nil)
}

// with returns the table with the user's own factors, see Query.Weights.
func (t *table) with(w model.Weights, factors map[Criterion]float64) (*table, error) {
	own := *t
	own.rules = nil
	return &own, own.share(w, factors)
}

// term returns a term of the weights, which must have it.
func (e *Engine) term(c Criterion, name string) (model.Term, error) {
	k, _ := e.weights.Criterion(string(c))
	t, ok := k.Term(name)
	if !ok {
		return t, fmt.Errorf("prepare scoring: the weights have no term %s.%s", c, name)
	}
	return t, nil
}

// share deals out 100 points among the criteria by their spans times the
// user's factors; what rounding leaves over goes to the widest.
func (t *table) share(w model.Weights, factors map[Criterion]float64) error {
	var total float64
	var widths []float64
	for _, name := range Criteria() {
		c, ok := w.Criterion(string(name))
		if !ok {
			return fmt.Errorf("prepare scoring: the weights have no criterion %q", name)
		}
		factor, ok := factors[name]
		if !ok {
			factor = 1
		}
		width := factor * (c.High - c.Low)
		total += width
		widths = append(widths, width)
		t.rules = append(t.rules, rule{criterion: name, low: toBits(c.Low), high: toBits(c.High)})
	}
	if total == 0 {
		return fmt.Errorf("%w: every criterion has weight 0, leave at least one on", ErrQuery)
	}
	left, widest := Points(100*PointsScale), 0
	for i := range t.rules {
		t.rules[i].max = Points(math.Floor(widths[i] / total * 100 * PointsScale))
		left -= t.rules[i].max
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	t.rules[widest].max += left
	for i := range t.rules {
		t.rules[i].fill()
	}
	return nil
}
