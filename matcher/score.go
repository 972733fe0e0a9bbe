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
	names                 map[data.Unit]nameMatch
	common                map[data.Unit]int32
	namesSeen, commonSeen seen
	// missions are those of the town's country near others.
	missions missions
	own      ownTies
	abroad   []abroad // by country
	similar  []bits   // by country and size band
	region   []bits   // by index of region
	tagged   tagSums
	reach    reach // of one event
	// home is what all towns of the country share; nil in a scorer for some
	// governments only, for which making it would not pay.
	home *home
	// host is what the towns of country in share, when only those are scored.
	host *home
	in   data.Country
	// bonus and remarks are those of the query.
	bonus   map[data.Unit]Points
	remarks func(data.Unit) []Flag
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
	s := &scorer{e: e, town: q.Town, home: e.home(e.units.Country[q.Town]), bonus: q.bonuses(), remarks: q.Remarks}
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
	s.tagged = s.tagSums(s.e.features.tags[s.town])
	s.reach = newReach(s.e.units.Lat[s.town], s.e.units.Lon[s.town], float64(len(s.curve[disasterEvent].table)))
	s.findNames(runs)
	s.findCommon()
	s.findAbroad(in)
	s.findMissions(runs)
	return nil
}

// bits gives the evidence of every criterion, and a set of the criteria for
// which the data speak, both in the order of Criteria.
func (s *scorer) bits(u data.Unit, b *[numCriteria]bits) (known uint) {
	s.evidence(u, b)
	known = 1<<atName | 1<<atGeography | 1<<atDisaster | 1<<atAccess | 1<<atLinks | 1<<atCountry
	set := func(k int, ok bool) {
		if ok {
			known |= 1 << k
		}
	}
	_, size := s.population(u)
	set(atPopulation, size)
	set(atClimate, s.climateKnown(u))
	set(atHistory, s.historyKnown(u))
	set(atTrade, s.tagsKnown(s.mask[atTrade], u))
	set(atCulture, s.tagsKnown(s.mask[atCulture], u))
	set(atEducation, len(s.e.countries.Languages[s.e.units.Country[u]]) > 0)
	return known
}

// evidence gives the bits of every criterion.
func (s *scorer) evidence(u data.Unit, b *[numCriteria]bits) {
	s.tagged.sum(s.e.features.tags[u], b)
	size, _ := s.population(u)
	climate, _ := s.climate(u)
	a := &s.abroad[s.e.units.Country[u]]
	b[atName] += s.name(u)
	b[atPopulation] += size
	b[atClimate] += climate
	b[atHistory] += s.history(u)
	b[atEducation] += a.education
	b[atDisaster] += s.disaster(u)
	b[atAccess] += s.access(u)
	b[atLinks] += s.links(u)
	b[atCountry] += a.country
}

// score is the only place where points are added: add, when given, receives
// each line that makes up the sum.
func (s *scorer) score(u data.Unit, add func(r *rule, p Points, known bool)) Points {
	var b [numCriteria]bits
	var sum Points
	if add == nil {
		s.evidence(u, &b)
		for i := range s.rules {
			sum += s.rules[i].of(b[i])
		}
		return sum
	}
	known := s.bits(u, &b)
	for i := range s.rules {
		r := &s.rules[i]
		if r.max == 0 {
			continue
		}
		p := r.of(b[i])
		sum += p
		add(r, p, known&(1<<i) != 0)
	}
	return sum
}

// fit returns how well u goes together with the town.
func (s *scorer) fit(u data.Unit) Points { return s.score(u, nil) }

// tagSums tells what each tag of a candidate adds to its criterion, given the
// tags of the town.
type tagSums struct {
	// none are the bits of a candidate without tags, weight what each adds.
	none      [numCriteria]bits
	weight    [maxTags]bits
	criterion [maxTags]uint8
}

func (t *table) tagSums(own uint64) tagSums {
	var s tagSums
	for k, mask := range t.mask {
		for ; mask != 0; mask &= mask - 1 {
			i := bitsof.TrailingZeros64(mask)
			s.criterion[i], s.weight[i] = uint8(k), t.one[i]
			if own&(1<<i) != 0 {
				s.weight[i] = t.both[i] - t.one[i]
				s.none[k] += t.one[i]
			}
		}
	}
	return s
}

// sum gives the bits of each criterion for the tags of a candidate.
func (s *tagSums) sum(tags uint64, b *[numCriteria]bits) {
	*b = s.none
	for ; tags != 0; tags &= tags - 1 {
		i := bitsof.TrailingZeros64(tags)
		b[s.criterion[i]%numCriteria] += s.weight[i]
	}
}

// seen tells of most governments that they are not in a small set.
type seen uint64

func (s *seen) add(u data.Unit)         { *s |= 1 << (u % 64) }
func (s seen) mayHold(u data.Unit) bool { return s&(1<<(u%64)) != 0 }
