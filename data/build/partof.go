package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// The gazetteer lists suburbs and quarters as if they were towns. A place is
// taken for a part of a city when it is no seat, has no international tie of its
// own, and a much larger place of the same country is close by that the second
// level of government joins to it:
//
//   - names: the second-level region bears the city's name (Takanini in
//     "Auckland", Karori in "Wellington City");
//   - shares: both lie in the same second-level region;
//   - unnamed: one of the two has none, or the city's is a council that is no
//     more than its core (the City of Perth), and the first-level region is the
//     same.
//
// A tie of a council that bears no town's name (Canterbury-Bankstown) is filed
// under its largest town, but is not that town's own: within Sydney such a town
// is a suburb all the same.
//
// A region in which nobody but the city governs is a municipality: there the
// rule reaches far. Where others govern too (Los Angeles County), it is a
// county of independent towns, and only the closest and smallest places are
// flagged, unless the gazetteer gives them no feature code, as it does with
// most quarters. How far "close" is grows with the square root of the city's
// inhabitants, as built-up areas do.
//
// Radii and ratios were set by what they do to places whose standing is known:
// of 38,125 seats and places with an international tie of their own 1.9 % would
// be flagged without their protection, of 4,058 quarters (PPLX) 79 % are told.
// Some 9,400 candidates are flagged, two thirds of them among the places without
// a feature code. It errs most in Indian districts named after their chief town,
// and in countries where few ties are known. [PartReport] repeats the
// measurement at every build.

// partRule says when a place is a part: within km of the centre of a city of
// a million, the city being ratio times as large and of at least people.
type partRule struct {
	km, ratio float64
	people    int32
}

// partBond is how the second level of government joins a place to a city.
type partBond uint8

const (
	bondNames partBond = iota
	bondShares
	bondUnnamed
	numBonds
)

// partRules holds the rules by bond, by whether others govern in the region,
// and by whether the place has a feature code that means a town.
var partRules = [numBonds]struct{ alone, aloneUncoded, amongOthers, amongOthersUncoded partRule }{
	bondNames: {
		alone: partRule{30, 3, 20_000}, aloneUncoded: partRule{40, 3, 20_000},
		amongOthers: partRule{8, 20, 100_000}, amongOthersUncoded: partRule{20, 10, 50_000},
	},
	bondShares: {
		alone: partRule{14, 5, 50_000}, aloneUncoded: partRule{20, 5, 50_000},
		amongOthers: partRule{8, 20, 100_000}, amongOthersUncoded: partRule{14, 10, 50_000},
	},
	bondUnnamed: {
		alone: partRule{9, 15, 100_000}, aloneUncoded: partRule{18, 8, 50_000},
		amongOthers: partRule{9, 15, 100_000}, amongOthersUncoded: partRule{18, 8, 50_000},
	},
}

const (
	// maxPartKm bounds the reach of the largest cities.
	maxPartKm = 30
	// smallestPlace stands for an unknown population in ratios.
	smallestPlace = 500
	// A region whose places mostly lie out of the city's reach is a district
	// around a town, not the town.
	minShareInReach = 0.5
	// mostInCore bounds the places of a council that is the core of its city.
	mostInCore = 2
)

// deriveParts returns for each candidate the unit of the city it is probably
// part of, data.NoInt for those that stand for themselves, and how well the
// rule tells the places whose standing is known.
func deriveParts(g *gazetteer, tied map[int32]bool) ([]int32, PartReport) {
	f := newPartFinder(g, tied)
	parts := make([]int32, len(g.candidates))
	for u, i := range g.candidates {
		city, ok := f.city(i)
		parts[u] = data.NoInt
		if ok && !f.governs[i] {
			parts[u] = g.entries[city].unit
		}
		f.report.count(&g.entries[i], f.governs[i], ok)
	}
	for i := range g.entries {
		if g.entries[i].feature != "PPLX" || g.entries[i].cc == "JP" || g.entries[i].unit != data.NoInt {
			continue
		}
		f.report.Quarters++
		if _, ok := f.city(i); ok {
			f.report.CaughtQuarters++
		}
	}
	return parts, f.report
}

func (r *PartReport) count(e *entry, governs, told bool) {
	if e.feature == "" {
		r.Blank++
	}
	switch {
	case governs:
		r.Governments++
		if told {
			r.FalseParts++
		}
	case told:
		r.Flagged++
		if e.feature == "" {
			r.BlankFlagged++
		}
	}
}

// partFinder finds the city that a place may be part of.
type partFinder struct {
	g       *gazetteer
	cities  *globe
	governs []bool           // by entry: seats and places with a tie
	inside  map[string][]int // candidates by second-level region
	others  map[string]int   // governments by second-level region
	inReach map[string]float64
	near    []near
	report  PartReport
}

func newPartFinder(g *gazetteer, tied map[int32]bool) *partFinder {
	f := &partFinder{g: g, governs: make([]bool, len(g.entries)), inside: map[string][]int{}, others: map[string]int{}, inReach: map[string]float64{}}
	for _, i := range g.candidates {
		e := &g.entries[i]
		f.governs[i] = e.seat() != data.SeatNone || tied[e.unit]
		key := e.secondLevel()
		f.inside[key] = append(f.inside[key], i)
		if f.governs[i] {
			f.others[key]++
		}
	}
	smallest := partRules[bondNames].alone.people
	f.cities = newGlobe(g.globe.spots, func(i int32) bool {
		return g.entries[i].unit != data.NoInt && g.entries[i].population >= smallest
	})
	return f
}

// secondLevel is the key of the second-level region an entry lies in.
func (e *entry) secondLevel() string { return e.cc + "." + e.admin1Code + "." + e.admin2 }

// city returns the entry of the city that the rules join a place to: the
// strongest bond wins, then the larger city, then the first in order.
func (f *partFinder) city(i int) (int, bool) {
	best, bestBond := -1, numBonds
	f.near = f.cities.within(f.near[:0], f.g.globe.spots[i], maxPartKm)
	for _, n := range f.near {
		j := int(n.index)
		bond, ok := f.bond(i, j)
		if !ok || j == i || !f.applies(i, j, n.km, bond) {
			continue
		}
		if best < 0 || cmp.Or(cmp.Compare(bestBond, bond), cmp.Compare(f.g.entries[j].population, f.g.entries[best].population), cmp.Compare(best, j)) > 0 {
			best, bestBond = j, bond
		}
	}
	return best, best >= 0
}

func (f *partFinder) bond(i, j int) (partBond, bool) {
	p, city := &f.g.entries[i], &f.g.entries[j]
	switch {
	case p.cc != city.cc:
		return 0, false
	case p.admin2 != "" && districtName(p.admin2) == districtName(city.name):
		return bondNames, true
	case p.admin2 != "" && p.admin2 == city.admin2:
		return bondShares, true
	case (p.admin2 == "" || city.admin2 == "" || f.onlyCore(city)) && p.admin1Code == city.admin1Code:
		return bondUnnamed, true
	}
	return 0, false
}

// onlyCore reports whether the council of a first-level capital is the core of
// the city: it bears its name and holds next to nothing else. The built-up area
// around it is shared out among other councils, as it is where the gazetteer
// files the capital under none.
func (f *partFinder) onlyCore(city *entry) bool {
	return councils[city.cc] && (city.seat() == data.SeatFirst || city.seat() == data.SeatCountry) &&
		len(f.inside[city.secondLevel()]) <= mostInCore && districtName(city.admin2) == districtName(city.name)
}

// uncoded reports whether the feature code says nothing of a town, or says
// that it is a borough (PPLA5) or a quarter.
func (e *entry) uncoded() bool {
	return e.feature == "" || e.feature == "PPLL" || e.feature == "PPLX" || e.feature == "PPLA5"
}

func (f *partFinder) applies(i, j int, km float64, bond partBond) bool {
	p, city := &f.g.entries[i], &f.g.entries[j]
	rules := &partRules[bond]
	alone := f.governedAlone(i, j, bond)
	rule := rules.amongOthers
	switch {
	case alone && p.uncoded():
		rule = rules.aloneUncoded
	case alone:
		rule = rules.alone
	case p.uncoded():
		rule = rules.amongOthersUncoded
	}
	if city.population < rule.people || float64(city.population) < rule.ratio*float64(max(p.population, smallestPlace)) || km > rule.reach(city.population) {
		return false
	}
	return !alone || p.uncoded() || bond == bondUnnamed || f.shareInReach(p.secondLevel(), j) >= minShareInReach
}

func (r partRule) reach(population int32) float64 {
	return min(maxPartKm, r.km*math.Sqrt(float64(population)/1e6))
}

// governedAlone reports whether nobody but the city and the place itself
// governs in the place's second-level region.
func (f *partFinder) governedAlone(i, j int, bond partBond) bool {
	key := f.g.entries[i].secondLevel()
	n := f.others[key]
	if f.governs[i] {
		n--
	}
	if f.governs[j] && f.g.entries[j].secondLevel() == key {
		n--
	}
	// One more in a region of the city's name is a borough with a tie of its own.
	if bond == bondNames {
		return n <= 1
	}
	return n <= 0
}

// shareInReach returns the share of a region's places that lie within the
// widest reach of a city.
func (f *partFinder) shareInReach(region string, city int) float64 {
	key := region + "|" + f.g.entries[city].id
	if share, ok := f.inReach[key]; ok {
		return share
	}
	reach := partRules[bondNames].alone.reach(f.g.entries[city].population)
	n := 0
	for _, i := range f.inside[region] {
		if apartKm(f.g.globe.spots[i], f.g.globe.spots[city]) <= reach {
			n++
		}
	}
	share := float64(n) / float64(max(1, len(f.inside[region])))
	f.inReach[key] = share
	return share
}

// genericDistrict are the words that say what kind of second-level region it is.
var genericDistrict = wordSet(`greater shire regional council borough city of municipality municipal district county town and
	gemeinde kommune kommun urban metropolitan metro community rural local government area the unitary authority royal`)

// districtName folds the name of a second-level region or a city and takes the
// generic words off.
func districtName(name string) string {
	words := strings.Fields(names.Fold(name))
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return genericDistrict[w] })
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}
