package matcher

import (
	"math"

	"github.com/shimai/shimai/data"
)

// Term is one term of the weights as it is measured on pairs.
type Term struct {
	Criterion Criterion
	Name      string
	// Tag tells that the measure is 0 when neither has the tag, 1 when both
	// have it, 2 when one has; otherwise it is a number on the term's curve.
	Tag bool
}

// Terms lists every term that is measured, curves first.
func (e *Engine) Terms() []Term {
	var out []Term
	for _, c := range curveTerms() {
		out = append(out, Term{Criterion: c.criterion, Name: c.name})
	}
	for _, t := range e.tags {
		out = append(out, Term{Criterion: t.criterion, Name: t.name, Tag: true})
	}
	return out
}

// Measure gives the measures of the pairs of a town with some candidates: for
// each candidate one number a term, in the order of Terms; NaN is unknown. They
// are what the curves of the weights are read at when the pair is scored.
func (e *Engine) Measure(town data.Unit, candidates []data.Unit) ([][]float64, error) {
	s, err := e.someScorer(Query{Town: town}, candidates)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(candidates))
	for i, u := range candidates {
		out[i] = s.measures(u)
	}
	return out, nil
}

// ScoreLines gives, for each candidate, the points of each criterion in the
// order of Criteria; their sum is the fit.
func (e *Engine) ScoreLines(q Query, candidates []data.Unit) ([][]Points, error) {
	s, err := e.someScorer(q, candidates)
	if err != nil {
		return nil, err
	}
	out := make([][]Points, len(candidates))
	for i, u := range candidates {
		var b [numCriteria]bits
		s.bits(u, &b)
		out[i] = make([]Points, numCriteria)
		for k := range s.rules {
			out[i][k] = s.rules[k].of(b[k])
		}
	}
	return out, nil
}

// Lifts gives, for each candidate, how many times as common lines like those of
// the pair are among ties as by chance, in the order of Criteria; 0 where the
// data are silent.
func (e *Engine) Lifts(town data.Unit, candidates []data.Unit) ([][]float64, error) {
	s, err := e.someScorer(Query{Town: town}, candidates)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(candidates))
	for i, u := range candidates {
		out[i] = s.lifts(u)
	}
	return out, nil
}

// lifts looks up what the bits of each criterion say of ties.
func (s *scorer) lifts(u data.Unit) []float64 {
	var b [numCriteria]bits
	known := s.bits(u, &b)
	out := make([]float64, numCriteria)
	for k, name := range Criteria() {
		if known&(1<<k) != 0 {
			c, _ := s.e.weights.Criterion(string(name))
			out[k] = c.Lift(float64(b[k]) / 1000)
		}
	}
	return out
}

// someScorer prepares the scoring of a town against a few candidates.
func (e *Engine) someScorer(q Query, candidates []data.Unit) (*scorer, error) {
	var runs []data.Range
	var in []data.Country
	seen := map[data.Country]bool{}
	for _, u := range candidates {
		runs = append(runs, data.Range{From: u, To: u + 1})
		if c := e.units.Country[u]; !seen[c] {
			seen[c] = true
			in = append(in, c)
		}
	}
	return e.newScorerWithin(q, runs, in)
}

// measures reads every term of one pair.
func (s *scorer) measures(u data.Unit) []float64 {
	e, f := s.e, s.e.features
	c := e.units.Country[u]
	a := &s.abroad[c]
	theirs := s.theirRegion(f.region[u], c, a.affinity)
	_, similar := s.similarTowns(e.sizeOf(u), c, a.affinity)
	out := make([]float64, int(numCurves)+len(e.tags))
	set := func(k curveTerm, v float64) { out[k] = v }
	set(nameSimilarity, s.names[u].worth)
	set(populationRatio, lnApart(f.lnPop, s.town, u))
	set(populationRank, lnApart(f.lnRank, s.town, u))
	set(climateDegrees, math.NaN())
	set(climateClass, math.NaN())
	if s.climateKnown(u) {
		set(climateDegrees, float64(climateDistance(&f.climate[s.town], &f.climate[u]))/10)
		set(climateClass, yes(f.koppen[s.town] == f.koppen[u]))
	}
	set(historyBirths, yes(f.callings[s.town]&f.callings[u] != 0))
	set(historyEmigrants, math.Log1p(float64(s.emigrants(u))))
	set(educationLanguage, a.language)
	set(disasterEvent, e.distance(s.town, u))
	set(accessHours, s.hours(u))
	set(accessMissions, float64(s.missionCount(u)))
	set(linksRegions, s.regionPair(f.region[u], a.affinity, theirs, a.ourRegion).lift(shrinkRegions, 1))
	set(linksTheirRegion, theirs.lift(shrinkShare, 1))
	set(linksOurRegion, a.ourRegion.lift(shrinkShare, 1))
	set(linksSimilar, similar)
	set(linksCommon, math.Log1p(float64(s.common[u])))
	set(countryAffinity, a.affinityLift())
	set(countryMigrants, lnMigrants(a.migrants))
	both, one := f.tags[s.town]&f.tags[u], f.tags[s.town]^f.tags[u]
	for i := range e.tags {
		out[int(numCurves)+i] = yes(both&(1<<i) != 0) + 2*yes(one&(1<<i) != 0)
	}
	return out
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// lnApart is the difference of two logarithms, NaN when one is unknown.
func lnApart(ln []int16, a, b data.Unit) float64 {
	if ln[a] == unknownLn || ln[b] == unknownLn {
		return math.NaN()
	}
	return math.Abs(float64(ln[a])-float64(ln[b])) / lnScale
}
