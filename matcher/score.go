package matcher

import (
	bitsof "math/bits"

	"github.com/shimai/shimai/data"
)

// scorer scores governments against one town. It holds everything that does
// not depend on the candidate.
type scorer struct {
	e    *Engine
	town data.Unit
	*table
	// names and common hold the sparse evidence: most units have none.
	names  map[data.Unit]nameMatch
	common map[data.Unit]int32
	// missions are those of the town's country near others.
	missions missions
	own      ownTies
	abroad   []abroad // by country
	similar  []bits   // by country and size band
	region   []bits   // by index of region
	// home is what all towns of the country share; nil in a scorer for some
	// governments only, for which making it would not pay.
	home *home
}

// newScorer prepares the scoring of a query's town against the whole world.
func (e *Engine) newScorer(q Query) (*scorer, error) {
	all := make([]data.Country, e.countries.Len())
	for i := range all {
		all[i] = data.Country(i)
	}
	if err := e.check(q); err != nil {
		return nil, err
	}
	s := &scorer{e: e, town: q.Town, home: e.home(e.units.Country[q.Town])}
	return s, s.prepare(q, []data.Range{{From: 0, To: data.Unit(e.units.Len())}}, all)
}

// newScorerWithin prepares the scoring of a query's town against some runs of
// governments of some countries only: what lies elsewhere would be scored wrongly.
func (e *Engine) newScorerWithin(q Query, runs []data.Range, in []data.Country) (*scorer, error) {
	if err := e.check(q); err != nil {
		return nil, err
	}
	s := &scorer{e: e, town: q.Town}
	return s, s.prepare(q, runs, in)
}

func (s *scorer) prepare(q Query, runs []data.Range, in []data.Country) error {
	s.table = s.e.plain
	if len(q.Weights) > 0 {
		t, err := s.e.plain.with(s.e.weights, q.Weights)
		if err != nil {
			return err
		}
		s.table = t
	}
	s.findNames(runs)
	s.findCommon()
	s.findAbroad(in)
	s.findMissions(runs)
	return nil
}

// bits gives the evidence of every criterion, and a set of the criteria for
// which the data speak, both in the order of Criteria.
func (s *scorer) bits(u data.Unit, b *[numCriteria]bits) (known uint) {
	b[atName] = s.name(u)
	known = 1<<atName | 1<<atGeography | 1<<atDisaster | 1<<atAccess | 1<<atLinks | 1<<atCountry
	var ok [numCriteria]bool
	b[atPopulation], ok[atPopulation] = s.population(u)
	b[atClimate], ok[atClimate] = s.climate(u)
	b[atGeography] = s.tagBits(s.mask[atGeography], u)
	b[atHistory], ok[atHistory] = s.history(u)
	b[atTrade], ok[atTrade] = s.tagBits(s.mask[atTrade], u), s.tagsKnown(s.mask[atTrade], u)
	b[atEducation], ok[atEducation] = s.education(u)
	b[atCulture], ok[atCulture] = s.tagBits(s.mask[atCulture], u), s.tagsKnown(s.mask[atCulture], u)
	b[atDisaster] = s.disaster(u)
	b[atAccess] = s.access(u)
	b[atLinks] = s.links(u)
	b[atCountry] = s.abroad[s.e.units.Country[u]].country
	for i := range ok {
		if ok[i] {
			known |= 1 << i
		}
	}
	return known
}

// score is the only place where points are added: add, when given, receives
// each line that makes up the sum.
func (s *scorer) score(u data.Unit, add func(r *rule, p Points, known bool)) Points {
	var b [numCriteria]bits
	known := s.bits(u, &b)
	var sum Points
	for i := range s.rules {
		r := &s.rules[i]
		if r.max == 0 {
			continue
		}
		p := r.of(b[i])
		sum += p
		if add != nil {
			add(r, p, known&(1<<i) != 0)
		}
	}
	return sum
}

// fit returns how well u goes together with the town.
func (s *scorer) fit(u data.Unit) Points { return s.score(u, nil) }

// tagBits sums the evidence of the tags of a mask.
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
