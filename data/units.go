package data

import (
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"
)

// Range is a run of unit numbers, From included, To not.
type Range struct{ From, To Unit }

// Len returns the number of units in the range.
func (r Range) Len() int { return int(r.To - r.From) }

// Has reports whether u lies in the range.
func (r Range) Has(u Unit) bool { return u >= r.From && u < r.To }

// Units holds the numeric columns of all governments, one entry a unit.
// Unknown is [NoInt], [NoUnit] or NaN.
type Units struct {
	// Places, Municipalities (prefectures included) and Regions are the three runs of units.
	Places, Municipalities, Regions Range

	Kind    []Kind
	Country []Country
	// ByCountry holds, for each country, its run of places; Japan's is that of
	// its municipalities without the prefectures.
	ByCountry []Range
	// UpperByCountry holds, for each country, its run of regions or prefectures.
	UpperByCountry []Range

	// Region is the first-level region or prefecture a unit belongs to, NoUnit for regions themselves.
	Region []Unit
	// PartOf is the city that a place is probably a part of, NoUnit for most.
	PartOf []Unit
	Lat    []float32
	Lon    []float32
	// Population counts inhabitants.
	Population []int32
	// RegionRank is 1 for the most populous of its region, or of its country for regions.
	RegionRank []int32
	// Elevation is in metres above the sea.
	Elevation []int32
	Seat      []Seat
	// CoastKm is the distance to the sea in km.
	CoastKm []float32
	// Landmass is the area in km2 of the island or continent.
	Landmass []float32
	// ReliefM is the difference in metres between high and low ground around.
	ReliefM []float32
	// ByLake and ByRiver tell whether a named lake or river is close by.
	ByLake, ByRiver []bool
}

// Len returns the number of units.
func (u *Units) Len() int { return len(u.Kind) }

func (s *Store) readUnits() (*Units, error) {
	c, err := s.Countries()
	if err != nil {
		return nil, err
	}
	var places, towns, regions part
	var g errgroup.Group
	g.Go(func() (err error) { places, err = s.readPart(LayerPlaces, c); return err })
	g.Go(func() (err error) {
		if towns, err = s.readPart(LayerMunicipalities, c); err != nil {
			return err
		}
		regions, err = s.readPart(LayerRegions, c)
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, err
	}
	u := &Units{
		Kind: slices.Concat(places.kind, towns.kind, regions.kind), Country: slices.Concat(places.country, towns.country, regions.country),
		Region: units(places.region, towns.region, regions.region), PartOf: units(places.partOf, towns.partOf, regions.partOf),
		Lat: slices.Concat(places.lat, towns.lat, regions.lat), Lon: slices.Concat(places.lon, towns.lon, regions.lon),
		Population: slices.Concat(places.population, towns.population, regions.population),
		RegionRank: slices.Concat(places.rank, towns.rank, regions.rank),
		Elevation:  slices.Concat(places.elevation, towns.elevation, regions.elevation),
		Seat:       slices.Concat(places.seat, towns.seat, regions.seat),
		CoastKm:    slices.Concat(places.coast, towns.coast, regions.coast),
		Landmass:   slices.Concat(places.landmass, towns.landmass, regions.landmass),
		ReliefM:    slices.Concat(places.relief, towns.relief, regions.relief),
		ByLake:     slices.Concat(places.lake, towns.lake, regions.lake), ByRiver: slices.Concat(places.river, towns.river, regions.river),
	}
	u.Places = Range{0, Unit(len(places.kind))}
	u.Municipalities = Range{u.Places.To, u.Places.To + Unit(len(towns.kind))}
	u.Regions = Range{u.Municipalities.To, Unit(u.Len())}
	u.group(c.Len())
	return u, u.check()
}

// part holds the columns that places, municipalities and regions share.
type part struct {
	kind                              []Kind
	country                           []Country
	region, partOf                    []int32
	lat, lon, coast, landmass, relief []float32
	population, rank, elevation       []int32
	seat                              []Seat
	lake, river                       []bool
}

func (s *Store) readPart(name string, c *Countries) (part, error) {
	r := s.reader(name)
	n := r.rows()
	p := part{
		lat: r.floats("lat"), lon: r.floats("lon"), coast: r.floats("coast_km"),
		landmass: r.floats("landmass_km2"), relief: r.floats("relief_m"),
		population: r.ints("population"), rank: r.ints("region_rank"), elevation: r.ints("elevation"),
		kind: make([]Kind, n), country: make([]Country, n), lake: make([]bool, n), river: make([]bool, n),
	}
	none := make([]int32, n)
	for i := range none {
		none[i] = NoInt
	}
	p.region, p.partOf, p.seat = none, none, make([]Seat, n)
	if name != LayerRegions {
		p.region = r.ints("region")
		for i, level := range r.ints("seat") {
			p.seat[i] = Seat(level)
		}
		p.lake, p.river = r.present("lake"), r.present("river")
	}
	if name == LayerPlaces {
		p.partOf = r.ints("part_of")
	}
	if name == LayerMunicipalities {
		index, kinds := r.codes("kind")
		for i, k := range index {
			p.kind[i], _ = ParseKind(kinds[k])
		}
	}
	return p, r.fillCountry(&p, name, c)
}

func (r *reader) fillCountry(p *part, name string, c *Countries) error {
	if name == LayerMunicipalities {
		jp, ok := c.ByCode("JP")
		if !ok && r.err == nil {
			return fmt.Errorf("%w: layer %s has no Japan", ErrDamaged, LayerCountries)
		}
		for i := range p.country {
			p.country[i] = jp
		}
		return r.err
	}
	index, codes := r.codes("cc")
	if r.err != nil {
		return r.err
	}
	known := make([]Country, len(codes))
	for i, code := range codes {
		k, ok := c.ByCode(code)
		if !ok {
			return fmt.Errorf("%w: layer %s names country %q, which layer %s lacks", ErrDamaged, name, code, LayerCountries)
		}
		known[i] = k
	}
	kind := KindPlace
	if name == LayerRegions {
		kind = KindRegion
	}
	for i, k := range index {
		p.country[i], p.kind[i] = known[k], kind
	}
	return nil
}

// units is a column of unit numbers made of several.
func units(parts ...[]int32) []Unit {
	all := slices.Concat(parts...)
	out := make([]Unit, len(all))
	for i, v := range all {
		out[i] = unitOrNone(v)
	}
	return out
}

func unitOrNone(v int32) Unit {
	if v == NoInt {
		return NoUnit
	}
	return Unit(v)
}

// group notes each country's run of lower and of upper governments.
func (u *Units) group(countries int) {
	u.ByCountry = make([]Range, countries)
	u.UpperByCountry = make([]Range, countries)
	for i := range u.Kind {
		runs := u.ByCountry
		if u.Kind[i].Upper() {
			runs = u.UpperByCountry
		}
		run := &runs[u.Country[i]]
		if run.To == 0 {
			run.From = Unit(i)
		}
		run.To = Unit(i) + 1
	}
}

// check makes sure that the numbers that other columns are indexed by are in
// range, so that a wrong layer is an error here and not a panic later.
func (u *Units) check() error {
	n := Unit(u.Len())
	for i := range u.Kind {
		if u.Region[i] >= n || u.PartOf[i] >= n || u.Region[i] < NoUnit || u.PartOf[i] < NoUnit {
			return fmt.Errorf("%w: unit %d refers to unit %d or %d, the last one is %d", ErrDamaged, i, u.Region[i], u.PartOf[i], n-1)
		}
	}
	for c, run := range u.ByCountry {
		for i := run.From; i < run.To; i++ {
			if u.Country[i] != Country(c) || u.Kind[i].Upper() {
				return fmt.Errorf("%w: the governments of country number %d do not stand together", ErrDamaged, c)
			}
		}
	}
	return nil
}

// Labels holds the texts of all governments, one entry a unit; empty is unknown.
type Labels struct {
	// ID is the stable id.
	ID Strings
	// Name is the main name in Latin script where known; NameJA the Japanese one.
	Name, NameJA Strings
	// Kana is the reading of Japanese governments.
	Kana Strings
	// Admin2 is the GeoNames second-level code, Feature the feature code.
	Admin2, Feature Strings
	Timezone        Strings
	// Lake and River name the nearest within 12 and 8 km.
	Lake, River Strings
	// Areas lists Natural Earth areas as kind:name, | between.
	Areas Strings
	// Wikidata is the QID, URL the government's own site, Alias another id.
	Wikidata, URL, Alias Strings
}

func (s *Store) readLabels() (*Labels, error) {
	p, m, g := s.reader(LayerPlaces), s.reader(LayerMunicipalities), s.reader(LayerRegions)
	// three is one column of the three layers; "" stands for one that a layer lacks.
	three := func(place, town, region string) Strings {
		var all Strings
		p.addText(place, &all)
		m.addText(town, &all)
		g.addText(region, &all)
		return all
	}
	l := &Labels{
		ID: three("id", "id", "id"), Name: three("name", "name", "name"), NameJA: three("name_ja", "kanji", "name_ja"),
		Kana: three("", "kana", ""), Admin2: three("admin2", "", ""), Feature: three("feature", "", ""),
		Timezone: three("timezone", "", ""), Lake: three("lake", "lake", ""), River: three("river", "river", ""),
		Areas: three("areas", "areas", "areas"), Wikidata: three("wikidata", "", ""),
		URL: three("", "url", ""), Alias: three("", "", "alias"),
	}
	for _, r := range []*reader{p, m, g} {
		if r.err != nil {
			return nil, r.err
		}
	}
	return l, nil
}
