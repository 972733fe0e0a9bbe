package survey

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// Level tells what is known between a city and a country.
type Level string

// The levels of a gap.
const (
	// LevelNone: no tie is known.
	LevelNone Level = "none"
	// LevelRegion: no tie of the city is known, but one of the region that
	// bears its name. Registers file a city under its region, so that it may
	// well be the city's own: Osaka and Buenos Aires.
	LevelRegion Level = "region"
)

// Gap is an important foreign city with no known tie to a country.
type Gap struct {
	Unit  data.Unit
	Level Level
	// Region is the region of the same name that has the tie, else NoUnit.
	Region data.Unit
	// With are the country's governments that the region has ties with.
	With []data.Unit
	// Ties is the number of international ties of the city known here: its
	// experience with partners elsewhere.
	Ties int
}

// GapOptions says which gaps are wanted.
type GapOptions struct {
	// N is the number of gaps wanted, the largest cities first. Default: 20.
	N int
	// To limits the countries; an empty list that is not nil is no country.
	// Default: nil, all but the country itself.
	To []data.Country
	// MinPopulation is the smallest population of a city that is not the seat
	// of a country or first-level region. Default: 100,000.
	MinPopulation data.People
}

// Defaults of [GapOptions].
const (
	DefaultGaps          = 20
	DefaultMinPopulation = data.People(100_000)
)

// duplicateKm is the distance within which two places of one country and one
// name are the same city: gazetteers list some twice, as a town and as its
// administration.
const duplicateKm = 40

// GapReport lists the largest gaps.
type GapReport struct {
	Country data.Country
	Gaps    []Gap
	// Total is the number of gaps of which Gaps are the largest; AtRegion how
	// many of them are at region level.
	Total, AtRegion int
	// Considered is the number of cities looked at.
	Considered int
}

// Gaps lists the largest foreign cities with no known tie to the country with
// the given ISO 3166-1 alpha-2 code, in order of population, then unit number.
// Places that are probably part of a city, and second entries of a city, are
// left out. It fails for an unknown code, a negative option and damaged layers.
func Gaps(st *data.Store, country string, opt GapOptions) (GapReport, error) {
	if opt.N < 0 || opt.MinPopulation < 0 {
		return GapReport{}, fmt.Errorf("list the gaps of %s: number %d and population %d must not be negative", country, opt.N, opt.MinPopulation)
	}
	opt.N, opt.MinPopulation = cmp.Or(opt.N, DefaultGaps), cmp.Or(opt.MinPopulation, DefaultMinPopulation)
	t, err := openTables(st)
	if err != nil {
		return GapReport{}, fmt.Errorf("list the gaps of %s: %w", country, err)
	}
	home, err := countryByCode(t.countries, country)
	if err != nil {
		return GapReport{}, err
	}
	labels, err := st.Labels()
	if err != nil {
		return GapReport{}, fmt.Errorf("list the gaps of %s: %w", country, err)
	}
	f := gapFinder{tables: t, labels: labels, home: home, opt: opt}
	return f.run(), nil
}

type gapFinder struct {
	*tables
	labels *data.Labels
	home   data.Country
	opt    GapOptions
	// regions maps country and plain name to the regions with ties to home.
	regions map[string][]data.Unit
}

func (f *gapFinder) run() GapReport {
	cities := f.cities()
	f.regions = f.tiedRegions()
	report := GapReport{Country: f.home, Considered: len(cities)}
	for _, c := range cities {
		if c.tied {
			continue
		}
		gap := Gap{Unit: c.unit, Level: LevelNone, Region: data.NoUnit, Ties: c.ties}
		for _, region := range f.regions[f.key(c.unit, plainName(f.labels.Name.At(int(c.unit))))] {
			gap.Level, gap.Region = LevelRegion, region
			gap.With = append(gap.With, f.with(region)...)
		}
		report.Total++
		if gap.Level == LevelRegion {
			report.AtRegion++
		}
		if len(report.Gaps) < f.opt.N {
			report.Gaps = append(report.Gaps, gap)
		}
	}
	return report
}

// city is one important city with all its entries in the gazetteer.
type city struct {
	unit data.Unit
	// tied tells whether one of the entries has a tie with the home country.
	tied bool
	// ties counts the international ties of all entries.
	ties int
}

// cities returns the important foreign cities, largest first, second entries
// of a city folded into the largest.
func (f *gapFinder) cities() []city {
	var list []data.Unit
	for u := f.units.Places.From; u < f.units.Places.To; u++ {
		if f.wanted(u) {
			list = append(list, u)
		}
	}
	slices.SortFunc(list, func(a, b data.Unit) int {
		return cmp.Or(cmp.Compare(f.units.Population[b], f.units.Population[a]), cmp.Compare(a, b))
	})
	var out []city
	byName := map[string][]int{}
next:
	for _, u := range list {
		tied, ties := len(f.with(u)) > 0, f.international(u)
		key := f.key(u, names.Fold(f.labels.Name.At(int(u))))
		for _, i := range byName[key] {
			if f.apartKm(out[i].unit, u) <= duplicateKm {
				out[i].tied = out[i].tied || tied
				out[i].ties += ties
				continue next
			}
		}
		byName[key] = append(byName[key], len(out))
		out = append(out, city{u, tied, ties})
	}
	return out
}

// wanted tells whether a place is an important foreign city.
func (f *gapFinder) wanted(u data.Unit) bool {
	n := f.units
	if n.Country[u] == f.home || n.PartOf[u] != data.NoUnit || n.Population[u] == data.NoInt {
		return false
	}
	if f.opt.To != nil && !slices.Contains(f.opt.To, n.Country[u]) {
		return false
	}
	seat := n.Seat[u] == data.SeatCountry || n.Seat[u] == data.SeatFirst
	return seat || data.People(n.Population[u]) >= f.opt.MinPopulation
}

// with returns the home governments that u has a tie with, in order; a home
// party that was not identified is NoUnit.
func (f *gapFinder) with(u data.Unit) []data.Unit {
	var out []data.Unit
	for _, row := range f.ties.Of(u) {
		other := f.ties.Other(row, u)
		switch {
		case f.ties.Domestic[row]:
		case other == data.NoUnit && f.text.BCC.At(int(row)) == f.countries.Code[f.home],
			other != data.NoUnit && f.units.Country[other] == f.home:
			out = append(out, other)
		}
	}
	slices.Sort(out)
	return out
}

func (f *gapFinder) international(u data.Unit) int {
	n := 0
	for _, row := range f.ties.Of(u) {
		if !f.ties.Domestic[row] {
			n++
		}
	}
	return n
}

// tiedRegions returns the regions with a tie to the home country.
func (f *gapFinder) tiedRegions() map[string][]data.Unit {
	out := map[string][]data.Unit{}
	upper := [2]data.Range{f.units.Regions, f.units.Municipalities}
	for _, run := range upper {
		for u := run.From; u < run.To; u++ {
			if f.units.Kind[u].Upper() && f.units.Country[u] != f.home && len(f.with(u)) > 0 {
				key := f.key(u, plainName(f.labels.Name.At(int(u))))
				out[key] = append(out[key], u)
			}
		}
	}
	return out
}

func (f *gapFinder) key(u data.Unit, name string) string {
	return f.countries.Code[f.units.Country[u]] + " " + name
}

// kindWords say what kind of region it is; a city's region often differs from
// the city by such a word alone.
var kindWords = strings.Fields(`autonomous capital city county department district division federal governorate metropolitan
	municipality oblast of prefecture province provincia region republic special state territory the`)

// plainName folds a name and takes off the words that say what it is. A name
// of such words alone (Capital, Region) is kept whole.
func plainName(name string) string {
	fold := names.Fold(name)
	words := slices.DeleteFunc(strings.Fields(fold), func(w string) bool { return slices.Contains(kindWords, w) })
	if len(words) == 0 {
		return fold
	}
	return strings.Join(words, " ")
}

// apartKm is the distance of two units along a great circle, by the haversine
// formula on a sphere of 6,371 km.
func (f *gapFinder) apartKm(a, b data.Unit) float64 {
	const radius, degree = 6371, math.Pi / 180
	lat1, lat2 := float64(f.units.Lat[a])*degree, float64(f.units.Lat[b])*degree
	dLat, dLon := lat2-lat1, float64(f.units.Lon[b]-f.units.Lon[a])*degree
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(lat1)*math.Cos(lat2)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}
