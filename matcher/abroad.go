package matcher

import (
	"math"

	"github.com/shimai/shimai/data"
)

// abroad is what holds for every candidate of one country.
type abroad struct {
	affinity, ourRegion tally
	// language is the share of pairs of people who could talk, migrants how
	// many were born in one of the two countries and live in the other.
	language float64
	migrants int32
	// The bits that follow.
	country, links, education bits
}

// findAbroad prepares what depends on the candidate only by its country,
// region and size. Countries that are not asked for stay empty.
func (s *scorer) findAbroad(in []data.Country) {
	e := s.e
	s.own = e.ownTies(s.town)
	s.abroad = make([]abroad, e.countries.Len())
	s.similar = make([]bits, e.countries.Len()*sizeBands)
	s.region = make([]bits, e.regionCount())
	home := e.units.Country[s.town]
	s.region[len(s.region)-1] = s.curve[linksTheirRegion].at(0) + s.curve[linksRegions].at(0)
	for _, c := range in {
		a := abroad{affinity: s.affinity(c)}
		a.ourRegion = s.ourRegion(c, a.affinity)
		a.migrants = e.migrants(home, c)
		a.country = s.curve[countryAffinity].at(a.affinity.lift(shrinkCountry, 1)) + s.curve[countryMigrants].at(lnMigrants(a.migrants))
		a.links = s.curve[linksOurRegion].at(a.ourRegion.lift(shrinkShare, 1))
		a.language = math.NaN()
		if len(e.countries.Languages[c]) > 0 && len(e.countries.Languages[home]) > 0 {
			a.language, _ = e.commonLanguage(home, c)
			a.education = s.curve[educationLanguage].at(a.language)
		}
		for band := range int32(sizeBands) {
			size := int32(c)*sizeBands + band
			_, lift := s.similarTowns(size, c, a.affinity)
			s.similar[size] = s.curve[linksSimilar].at(lift)
		}
		for _, r := range e.regionsOf[c] {
			theirs := s.theirRegion(r, c, a.affinity)
			s.region[r] = s.curve[linksTheirRegion].at(theirs.lift(shrinkShare, 1)) +
				s.curve[linksRegions].at(s.regionPair(r, a.affinity, theirs, a.ourRegion).lift(shrinkRegions, 1))
		}
		s.abroad[c] = a
	}
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
