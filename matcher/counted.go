package matcher

import (
	"math"

	"github.com/shimai/shimai/data"
)

// counted holds what is counted from the known international ties: between
// countries, regions and towns of a size. Each tie counts for both its ends.
type counted struct {
	countries, regions int
	part               []int32 // [country]: its part of the world, -1 where none is known
	parts              int
	between            []int32 // [a*countries+b]: ties between two countries
	ofCountry          []int32
	all                int32
	ofRegion           []int32
	regionTo           []int32 // [region*countries+c]: ties of a region with a country
	regionPairs        map[[2]int32]int32
	ofSize             []int32   // [country*sizeBands+band]
	sizeTo             [][]int32 // the same, with the same of the other end; nil for none
	ends               []int32   // by lnPop: ends of ties of that size, where it is known
}

// sizeBands is the number of bands of population told apart: villages, small
// towns, towns, cities, large cities, millions; and unknown.
const sizeBands = 7

// sizeBand returns the band of a population: 0 is unknown.
func sizeBand(population int32) int32 {
	switch {
	case population < 0:
		return 0
	case population < 10_000:
		return 1
	case population < 30_000:
		return 2
	case population < 100_000:
		return 3
	case population < 300_000:
		return 4
	case population < 1_000_000:
		return 5
	}
	return 6
}

// sizeOf is the index of a government's country and band.
func (e *Engine) sizeOf(u data.Unit) int32 {
	return int32(e.units.Country[u])*sizeBands + e.features.band[u]
}

func (e *Engine) count() *counted {
	n, regions := e.countries.Len(), e.regionCount()
	c := &counted{
		countries: n, regions: regions, between: make([]int32, n*n), ofCountry: make([]int32, n),
		ofRegion: make([]int32, regions), regionTo: make([]int32, regions*n), regionPairs: map[[2]int32]int32{},
		ofSize: make([]int32, n*sizeBands), sizeTo: make([][]int32, n*sizeBands),
	}
	c.part, c.parts = partsOfWorld(e.countries.Subregion)
	for row := range e.ties.A {
		if e.foreign(int32(row)) {
			c.add(e, e.ties.A[row], e.ties.B[row])
			c.add(e, e.ties.B[row], e.ties.A[row])
		}
	}
	return c
}

// partsOfWorld numbers the parts of the world that countries lie in, and says
// how many there are.
func partsOfWorld(names []string) (part []int32, parts int) {
	numbers := map[string]int32{"": -1}
	for _, name := range names {
		if _, known := numbers[name]; !known {
			numbers[name] = int32(len(numbers) - 1) //nolint:gosec // fewer than countries
		}
		part = append(part, numbers[name])
	}
	return part, len(numbers) - 1
}

// add counts a tie for its end a.
func (c *counted) add(e *Engine, a, b data.Unit) {
	x, y := int(e.units.Country[a]), int(e.units.Country[b])
	c.between[x*c.countries+y]++
	c.ofCountry[x]++
	c.all++
	ra, rb := e.features.region[a], e.features.region[b]
	c.ofRegion[ra]++
	c.regionTo[int(ra)*c.countries+y]++
	c.regionPairs[[2]int32{ra, rb}]++
	if ln := int(e.features.lnPop[a]); ln >= 0 {
		for len(c.ends) <= ln {
			c.ends = append(c.ends, 0)
		}
		c.ends[ln]++
	}
	sa := e.sizeOf(a)
	c.ofSize[sa]++
	if c.sizeTo[sa] == nil {
		c.sizeTo[sa] = make([]int32, c.countries*sizeBands)
	}
	c.sizeTo[sa][e.sizeOf(b)]++
}

// foreign tells whether a tie counts: both ends are known, in two countries,
// and it is no mere membership of the same club.
func (e *Engine) foreign(row int32) bool {
	t := e.ties
	return t.B[row] != data.NoUnit && !t.Domestic[row] && !t.Club[row] && e.units.Country[t.A[row]] != e.units.Country[t.B[row]]
}

// regionCount is the number of first-level governments, and one for "none".
func (e *Engine) regionCount() int {
	return e.units.Regions.Len() + prefectures + 1
}

// prefectures stand at the head of the Japanese governments.
const prefectures = 47

// regionIndex numbers the first-level government of a unit from 0; the last
// number stands for none.
func (e *Engine) regionIndex(u data.Unit) int32 {
	switch r := e.upper(u); {
	case r == data.NoUnit:
		return int32(e.regionCount() - 1)
	case e.units.Regions.Has(r):
		return int32(r - e.units.Regions.From)
	default:
		return int32(e.units.Regions.Len()) + int32(r-e.units.Municipalities.From)
	}
}

// ownTies are the town's own ties, which are left out of all that is counted:
// what others did is evidence, what the town did itself is not.
type ownTies struct {
	all     int32
	country map[data.Country]int32
	region  map[int32]int32
	size    map[int32]int32
}

func (e *Engine) ownTies(town data.Unit) ownTies {
	o := ownTies{country: map[data.Country]int32{}, region: map[int32]int32{}, size: map[int32]int32{}}
	for _, row := range e.ties.Of(town) {
		if e.foreign(row) {
			other := e.ties.Other(row, town)
			o.all++
			o.country[e.units.Country[other]]++
			o.region[e.features.region[other]]++
			o.size[e.sizeOf(other)]++
		}
	}
	return o
}

// The number of expected ties added on both sides of a ratio, so that a pair
// with hardly any ties says hardly anything.
const (
	shrinkCountry = 1
	shrinkAround  = 3 // the others of its part of the world
	shrinkShare   = 3
	shrinkRegions = 1
)

// tally is a count of ties beside what would be usual.
type tally struct {
	got   int32
	usual float64
}

// lift is the base-2 logarithm of the ratio, drawn to the prior lift by so
// many expected ties.
func (t tally) lift(shrink, prior float64) float64 {
	return math.Log2((float64(t.got) + float64(shrink*prior)) / (t.usual + shrink))
}

// without leaves a part out of a sum.
func (t tally) without(part tally) tally {
	return tally{t.got - part.got, math.Max(0, t.usual-part.usual)}
}

// affinities returns the affinity of the town's country with each country and
// with each part of the world. Its own country is in no sum.
func (s *scorer) affinities() (country, part []tally) {
	k := s.e.counted
	country, part = make([]tally, k.countries), make([]tally, k.parts)
	for c := range country {
		t := s.affinity(data.Country(c))
		country[c] = t
		if p := k.part[c]; p >= 0 && data.Country(c) != s.e.units.Country[s.town] {
			part[p].got += t.got
			part[p].usual += t.usual
		}
	}
	return country, part
}

// affinity compares the ties of the town's country and another with what their
// numbers of ties alone would give: partners drawn from all other countries in
// proportion to their ties.
func (s *scorer) affinity(c data.Country) tally {
	k, home := s.e.counted, s.e.units.Country[s.town]
	own := s.own.country[c]
	t := tally{got: k.between[int(home)*k.countries+int(c)] - own}
	x, y := float64(k.ofCountry[home]-s.own.all), float64(k.ofCountry[c]-own)
	all := float64(k.all - 2*s.own.all)
	if home != c && all > x && all > y {
		t.usual = (float64(x*y)/(all-x) + float64(x*y)/(all-y)) / 2
	}
	return t
}

// theirRegion compares the ties of a region with the town's country with the
// region's share of its country's ties.
func (s *scorer) theirRegion(region int32, c data.Country, pair tally) tally {
	return s.e.counted.theirRegion(region, s.e.units.Country[s.town], c, pair, &s.own)
}

// theirRegion does so for a town of country home with ties of its own.
func (k *counted) theirRegion(region int32, home, c data.Country, pair tally, ownTies *ownTies) tally {
	if int(region) == k.regions-1 {
		return tally{} // no region is known
	}
	own := ownTies.region[region]
	t := tally{got: k.regionTo[int(region)*k.countries+int(home)] - own}
	if of := k.ofCountry[c] - ownTies.country[c]; of > 0 {
		t.usual = float64(pair.got) * float64(k.ofRegion[region]-own) / float64(of)
	}
	return t
}

// ourRegion compares the ties of the town's region with another country with
// the region's share of its country's ties.
func (s *scorer) ourRegion(c data.Country, pair tally) tally {
	k, home := s.e.counted, s.e.units.Country[s.town]
	region := s.e.features.region[s.town]
	if int(region) == k.regions-1 {
		return tally{}
	}
	t := tally{got: k.regionTo[int(region)*k.countries+int(c)] - s.own.country[c]}
	if of := k.ofCountry[home] - s.own.all; of > 0 {
		t.usual = float64(pair.got) * float64(k.ofRegion[region]-s.own.all) / float64(of)
	}
	return t
}

// regionPair compares the ties between the two regions with what the ties of
// each with the other's country would give.
func (s *scorer) regionPair(region int32, pair, theirs, ours tally) tally {
	k := s.e.counted
	here := s.e.features.region[s.town]
	if none := int32(k.regions - 1); here == none || region == none {
		return tally{}
	}
	if pair.got == 0 || theirs.got == 0 || ours.got == 0 {
		return tally{} // ties between the two would be among each of these
	}
	t := tally{got: k.regionPairs[[2]int32{here, region}] - s.own.region[region]}
	if pair.got > 0 {
		t.usual = float64(theirs.got) * float64(ours.got) / float64(pair.got)
	}
	return t
}

// similarTowns compares the ties of towns of the town's size with towns of a
// size in another country with what the shares of both sizes would give. The
// lift is drawn to the product of the lifts of each size alone.
func (s *scorer) similarTowns(size int32, c data.Country, pair tally) (both tally, lift float64) {
	if pair.got == 0 {
		return tally{}, 0 // with no tie between the countries there is nothing to share out
	}
	k, home := s.e.counted, s.e.units.Country[s.town]
	mine := s.e.sizeOf(s.town)
	row := k.sizeTo[mine]
	var oursThere, theirsHere int32
	if row != nil {
		for b := range int32(sizeBands) {
			oursThere += row[int32(c)*sizeBands+b]
		}
		both.got = row[size] - s.own.size[size]
	}
	oursThere -= s.own.country[c]
	if back := k.sizeTo[size]; back != nil {
		for b := range int32(sizeBands) {
			theirsHere += back[int32(home)*sizeBands+b]
		}
	}
	theirsHere -= s.own.size[size]
	share := func(part, all int32) float64 { return float64(part) / math.Max(1, float64(all)) }
	ourShare := share(k.ofSize[mine]-s.own.all, k.ofCountry[home]-s.own.all)
	theirShare := share(k.ofSize[size]-s.own.size[size], k.ofCountry[c]-s.own.country[c])
	ties := float64(pair.got)
	both.usual = float64(ties*ourShare) * theirShare
	prior := tally{oursThere, float64(ties * ourShare)}.lift(shrinkShare, 1) + tally{theirsHere, float64(ties * theirShare)}.lift(shrinkShare, 1)
	return both, both.lift(shrinkShare, math.Exp2(prior))
}
