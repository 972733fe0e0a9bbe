package matcher

import (
	"fmt"
	"math"
	bitsof "math/bits"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/model"
)

// bits are evidence in thousandths of a bit: whole numbers, so that sums are
// exact and the same on every machine.
type bits int32

func toBits(v float64) bits { return bits(math.Round(v * 1000)) }

// curve is a term's curve, tabulated in steps of its measure.
type curve struct {
	perStep float64 // steps in one unit of the measure
	table   []bits
}

// tabulate samples a term at whole steps until its curve runs flat.
func tabulate(t model.Term, perStep float64) curve {
	last := 0.0
	if n := len(t.Curve); n > 0 {
		last = t.Curve[n-1][0]
	}
	c := curve{perStep: perStep, table: make([]bits, int(math.Ceil(math.Max(last, 0)*perStep))+1)}
	for i := range c.table {
		c.table[i] = toBits(t.Bits(float64(i) / perStep))
	}
	return c
}

// step returns the bits at a measure given in whole steps; negative counts as 0.
func (c curve) step(i int) bits { return c.table[max(0, min(i, len(c.table)-1))] }

// at returns the bits at a measure.
func (c curve) at(x float64) bits { return c.step(int(math.Round(x * c.perStep))) }

// rule is one criterion made ready for a town.
type rule struct {
	criterion Criterion
	low, high bits
	max       Points
	eval      func(u data.Unit) (bits, bool)
}

// points turns bits into points: low is 0, high is max.
func (r *rule) points(b bits) Points {
	b = max(r.low, min(r.high, b))
	span := int64(r.high - r.low)
	return Points((int64(b-r.low)*int64(r.max)*2 + span) / (2 * span))
}

// scorer scores governments against one town. It holds everything that does
// not depend on the candidate.
type scorer struct {
	e     *Engine
	town  data.Unit
	rules []rule
	// both and one are the bits of each tag when both or one of the two have it.
	both, one [maxTags]bits
	curves    curves
	sameClass bits
	masks     masks
	// names, common and regions hold the sparse evidence: most units have none.
	names   map[data.Unit]nameMatch
	common  map[data.Unit]int32
	regions map[data.Unit]int32
	// ourMissions are those of the town's country near others, theirMissions
	// those near the town by sending country; mission is what one counts.
	ourMissions   map[data.Unit]mission
	theirMissions map[string]mission
	mission       bits
	// occupation is what notable births of the same occupation count.
	occupation bits
	// speech is the bits of education.language for each country.
	speech []bits
}

// curves holds the tabulated terms.
type curves struct {
	similarity, ratio, rank, climate, emigrants, language, event, hours, regions, common curve
}

// masks holds the tags of each criterion that has any.
type masks struct {
	geography, history, trade, education, culture, disaster, access uint64
}

// newScorer prepares the scoring of a query's town against the whole world.
func (e *Engine) newScorer(q Query) (*scorer, error) {
	return e.newScorerWithin(q, []data.Range{{From: 0, To: data.Unit(e.units.Len())}})
}

// newScorerWithin prepares the scoring of a query's town against some runs of
// governments only: names elsewhere are not compared and would score 0.
func (e *Engine) newScorerWithin(q Query, runs []data.Range) (*scorer, error) {
	if err := e.check(q); err != nil {
		return nil, err
	}
	s := &scorer{e: e, town: q.Town}
	if err := s.prepare(); err != nil {
		return nil, err
	}
	s.findNames(runs)
	s.findMissions(runs)
	s.findLinks()
	return s, s.share(q.Weights)
}

// prepare tabulates the curves and notes the bits of the tags.
func (s *scorer) prepare() error {
	for _, t := range []struct {
		to      *curve
		from    Criterion
		term    string
		perStep float64
	}{
		{&s.curves.similarity, Name, "similarity", 100},
		{&s.curves.ratio, Population, "ratio", lnScale},
		{&s.curves.rank, Population, "rank", lnScale},
		{&s.curves.climate, Climate, "distance", 10},
		{&s.curves.emigrants, History, "emigrants", lnScale},
		{&s.curves.language, Education, "language", 100},
		{&s.curves.event, Disaster, "same_event", 1},
		{&s.curves.hours, Access, "hours", 2},
		{&s.curves.regions, Links, "regions", lnScale},
		{&s.curves.common, Links, "common", lnScale},
	} {
		term, err := s.e.term(t.from, t.term)
		if err != nil {
			return err
		}
		*t.to = tabulate(term, t.perStep)
	}
	class, err := s.e.term(Climate, "koppen")
	if err != nil {
		return err
	}
	s.sameClass = toBits(class.Both)
	near, err := s.e.term(Access, "mission")
	if err != nil {
		return err
	}
	s.mission = toBits(near.Both)
	births, err := s.e.term(History, "births")
	if err != nil {
		return err
	}
	s.occupation = toBits(births.Both)
	for i, t := range s.e.tags {
		term, err := s.e.term(t.criterion, t.name)
		if err != nil {
			return err
		}
		s.both[i], s.one[i] = toBits(term.Both), toBits(term.One)
	}
	s.masks = masks{
		s.e.mask(Geography), s.e.mask(History), s.e.mask(Trade), s.e.mask(Education),
		s.e.mask(Culture), s.e.mask(Disaster), s.e.mask(Access),
	}
	s.speech = s.e.speech(s.e.units.Country[s.town], s.curves.language)
	return nil
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

// mask returns the bits of a criterion's tags.
func (e *Engine) mask(c Criterion) uint64 {
	var m uint64
	for i := range e.tags {
		if e.tags[i].criterion == c {
			m |= 1 << i
		}
	}
	return m
}

// share deals out 100 points among the criteria by their spans times the
// user's weights; what rounding leaves over goes to the widest.
func (s *scorer) share(weights map[Criterion]float64) error {
	eval := map[Criterion]func(data.Unit) (bits, bool){
		Name: s.name, Population: s.population, Climate: s.climate, Geography: s.geography, History: s.history,
		Trade: s.trade, Education: s.education, Culture: s.culture, Disaster: s.disaster, Access: s.access,
		Links: s.links, Country: s.country,
	}
	var total float64
	widths := make([]float64, 0, len(eval))
	for _, name := range Criteria() {
		c, ok := s.e.weights.Criterion(string(name))
		if !ok {
			return fmt.Errorf("prepare scoring: the weights have no criterion %q", name)
		}
		w, ok := weights[name]
		if !ok {
			w = 1
		}
		width := w * (c.High - c.Low)
		total += width
		widths = append(widths, width)
		r := rule{criterion: name, low: toBits(c.Low), high: toBits(c.High), eval: eval[name]}
		s.rules = append(s.rules, r)
	}
	if total == 0 {
		return fmt.Errorf("%w: every criterion has weight 0, leave at least one on", ErrQuery)
	}
	left, widest := Points(100*PointsScale), 0
	for i := range s.rules {
		s.rules[i].max = Points(math.Floor(widths[i] / total * 100 * PointsScale))
		left -= s.rules[i].max
		if widths[i] > widths[widest] {
			widest = i
		}
	}
	s.rules[widest].max += left
	return nil
}

// score is the only place where points are added: add, when given, receives
// each line that makes up the sum.
func (s *scorer) score(u data.Unit, add func(r *rule, p Points, known bool)) Points {
	var sum Points
	for i := range s.rules {
		r := &s.rules[i]
		if r.max == 0 {
			continue
		}
		b, known := r.eval(u)
		p := r.points(b)
		sum += p
		if add != nil {
			add(r, p, known)
		}
	}
	return sum
}

// fit returns how well u goes together with the town.
func (s *scorer) fit(u data.Unit) Points { return s.score(u, nil) }

// tagBits sums the evidence of the tags of a criterion.
func (s *scorer) tagBits(mask uint64, u data.Unit) bits {
	a, b := s.e.features.tags[s.town]&mask, s.e.features.tags[u]&mask
	var sum bits
	for both := a & b; both != 0; both &= both - 1 {
		sum += s.both[bitsof.TrailingZeros64(both)]
	}
	for one := a ^ b; one != 0; one &= one - 1 {
		sum += s.one[bitsof.TrailingZeros64(one)]
	}
	return sum
}
