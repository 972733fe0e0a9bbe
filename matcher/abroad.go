package matcher

import (
	"math"

	"github.com/shimai/shimai/data"
)

// abroad is what holds for every candidate of one country.
type abroad struct {
	affinity, ourRegion tally
	// around is that with the other countries of its part of the world.
	around tally
	// language is the share of pairs of people who could talk, migrants how
	// many were born in one of the two countries and live in the other.
	language float64
	migrants int32
	// The bits that follow, and the points of country.
	country, links, education bits
	points                    Points
	// mission is theirs near the town, when there is one.
	mission    mission
	hasMission bool
}

// findAbroad prepares what depends on the candidate only by its country,
// region and size. Countries that are not asked for stay empty.
func (s *scorer) findAbroad(in []data.Country) {
	e := s.e
	s.own = e.ownTies(s.town)
	s.abroad = make([]abroad, e.countries.Len())
	s.similar = make([]bits, e.countries.Len()*sizeBands)
	s.region = make([]bits, e.regionCount())
	s.region[len(s.region)-1] = s.curve[linksTheirRegion].at(0) + s.curve[linksRegions].at(0)
	affinity, parts := s.affinities()
	for _, c := range in {
		a := abroad{affinity: affinity[c]}
		if part := e.counted.part[c]; part >= 0 {
			a.around = parts[part].without(a.affinity)
		}
		a.ourRegion = s.ourRegion(c, a.affinity)
		a.language, a.migrants = s.together(c)
		a.country = s.curve[countryAffinity].at(a.affinityLift()) + s.curve[countryMigrants].at(lnMigrants(a.migrants))
		a.points = s.rules[atCountry].of(a.country)
		a.links = s.curve[linksOurRegion].at(a.ourRegion.lift(shrinkShare, 1))
		if !math.IsNaN(a.language) {
			a.education = s.curve[educationLanguage].at(a.language)
		}
		s.findSizes(c, a.affinity)
		s.findRegions(c, &a)
		s.abroad[c] = a
	}
}

// affinityLift is the affinity with a country, drawn to that with the others of
// its part of the world: a country of few ties is taken to be like those around
// it until its own ties say otherwise.
func (a *abroad) affinityLift() float64 {
	return a.affinity.lift(shrinkCountry, math.Exp2(a.around.lift(shrinkAround, 1)))
}

// together returns the share of people who could talk and the migrants between
// the town's country and another.
func (s *scorer) together(c data.Country) (language float64, migrants int32) {
	home := s.e.units.Country[s.town]
	switch {
	case s.host != nil:
		return s.host.languageOf[home], s.host.migrants[home]
	case s.home != nil:
		return s.home.language[c], s.home.migrants[c]
	}
	return s.e.languageShare(home, c), s.e.migrants(home, c)
}

// findSizes fills in the bits of each size of a country.
func (s *scorer) findSizes(c data.Country, affinity tally) {
	for band := range int32(sizeBands) {
		size := int32(c)*sizeBands + band
		_, lift := s.similarTowns(size, c, affinity)
		s.similar[size] = s.curve[linksSimilar].at(lift)
	}
}

// findRegions fills in the bits of each region of a country.
func (s *scorer) findRegions(c data.Country, a *abroad) {
	shared := s.home != nil && s.own.country[c] == 0
	none := s.curve[linksRegions].at(tally{}.lift(shrinkRegions, 1))
	for _, r := range s.e.regionsOf[c] {
		var theirs tally
		if shared {
			theirs, s.region[r] = s.home.theirs[r], s.home.theirsBits[r]
		} else {
			theirs = s.theirRegion(r, c, a.affinity)
			s.region[r] = s.curve[linksTheirRegion].at(theirs.lift(shrinkShare, 1))
		}
		if theirs.got == 0 || a.ourRegion.got == 0 {
			s.region[r] += none
			continue
		}
		s.region[r] += s.curve[linksRegions].at(s.regionPair(r, a.affinity, theirs, a.ourRegion).lift(shrinkRegions, 1))
	}
}

// languageShare is the share of pairs of people of two countries who could
// talk; NaN when the languages of either are unknown.
func (e *Engine) languageShare(a, b data.Country) float64 {
	if len(e.countries.Languages[a]) == 0 || len(e.countries.Languages[b]) == 0 {
		return math.NaN()
	}
	share, _ := e.commonLanguage(a, b)
	return share
}

// migrants counts those born in one country who live in the other, the larger
// of both ways.
func (e *Engine) migrants(a, b data.Country) int32 {
	n := int32(0)
	for _, p := range [2][2]data.Country{{a, b}, {b, a}} {
		if row, ok := e.pairs.Of(e.countries.Code[p[0]], e.countries.Code[p[1]]); ok && e.pairs.Migrants[row] != data.NoInt {
			n = max(n, e.pairs.Migrants[row])
		}
	}
	return n
}

func lnMigrants(n int32) float64 { return math.Log1p(float64(n)) }
