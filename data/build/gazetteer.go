package build

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// normals holds the monthly climate of one position.
type normals struct {
	koppen    string
	stationKm float32
	temp      [12]float32 // deg C, January first
	rain      [12]float32 // mm
}

// entry is one row of the gazetteer, in Japan or elsewhere, candidate or not.
type entry struct {
	geonameID  int64
	id         string // gn: or pl:
	wikidata   string
	name       string
	ascii      string
	alt        string // lang:name|...
	cc         string
	admin1     string
	admin1Code string
	admin2     string
	feature    string
	timezone   string
	lake       string
	river      string
	areas      string
	lat, lon   float64
	population int32
	elevation  int32
	coastKm    float32
	landmass   float32
	reliefM    float32
	climate    normals
	unit       int32 // data.NoInt unless a candidate
}

// gazetteer holds every entry, ordered by country and id, and finds them.
type gazetteer struct {
	entries    []entry
	byGN       map[int64]int
	globe      *globe
	candidates []int          // index of the entry of each unit
	dropped    map[string]int // entries that are no candidates, by reason
}

// quarters and places that are no more cannot sign anything.
var noCandidate = map[string]string{
	"PPLX":  "quarter of a city",
	"PPLH":  "historical place",
	"PPLQ":  "abandoned place",
	"PPLW":  "destroyed place",
	"PPLCH": "historical capital",
}

var placeColumns = []string{
	"geonameid", "wikidata", "name", "asciiname", "altnames", "cc", "admin1", "lat", "lon", "population", "elevation",
	"feature_code", "timezone", "koppen", "koppen_calc", "clim_station_km", "coast_km", "admin1_code", "admin2",
	"landmass_km2", "lake", "river", "regions", "relief_m",
}

// readGazetteer reads the places of the world and numbers the candidates:
// those outside Japan that can sign for themselves.
func readGazetteer(src sources) (*gazetteer, error) {
	t, err := src.table("places.tsv.gz", append(monthColumns(), placeColumns...)...)
	if err != nil {
		return nil, err
	}
	g := &gazetteer{byGN: map[int64]int{}, dropped: map[string]int{}}
	for r := range t.rows() {
		g.entries = append(g.entries, readEntry(r))
	}
	if err := t.failed(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.cc, b.cc), cmp.Compare(a.id, b.id))
	})
	named, err := tiedPlaces(src)
	if err != nil {
		return nil, err
	}
	if err := g.number(named); err != nil {
		return nil, err
	}
	return g, nil
}

func readEntry(r row) entry {
	e := entry{
		geonameID: r.int64("geonameid"), wikidata: r.str("wikidata"), name: r.str("name"), ascii: r.str("asciiname"),
		alt: r.str("altnames"), cc: r.str("cc"), admin1: r.str("admin1"), admin1Code: r.str("admin1_code"),
		admin2: r.str("admin2"), feature: r.str("feature_code"), timezone: r.str("timezone"), lake: naturalEarthNames.Replace(r.str("lake")),
		river: naturalEarthNames.Replace(r.str("river")), areas: naturalEarthNames.Replace(r.str("regions")), lat: r.float("lat"), lon: r.float("lon"),
		population: r.int("population"), elevation: r.int("elevation"), coastKm: r.float32("coast_km"),
		landmass: r.float32("landmass_km2"), reliefM: r.float32("relief_m"), climate: readNormals(r), unit: data.NoInt,
	}
	e.climate.stationKm = r.float32("clim_station_km")
	if e.population == 0 { // the source writes 0 for unknown
		e.population = data.NoInt
	}
	e.id = fmt.Sprintf("gn:%d", e.geonameID)
	if e.geonameID == 0 {
		e.id = positionID(e.cc, e.name, e.lat, e.lon)
	}
	return e
}

// positionID is the id of a place that no register numbers.
func positionID(cc, name string, lat, lon float64) string {
	return fmt.Sprintf("pl:%s:%s:%.2f:%.2f", cc, strings.ReplaceAll(names.Fold(name), " ", "-"), noMinusZero(lat), noMinusZero(lon))
}

// noMinusZero keeps "-0.00" out of ids.
func noMinusZero(v float64) float64 {
	if v > -0.005 && v < 0 {
		return 0
	}
	return v
}

// number gives candidates their unit numbers, in order, and fills the lookups.
// named are the GeoNames ids that parties of ties bear.
func (g *gazetteer) number(named map[int64]bool) error {
	spots := make([]spot, len(g.entries))
	for i := range g.entries {
		e := &g.entries[i]
		if i > 0 && e.id == g.entries[i-1].id && e.cc == g.entries[i-1].cc {
			return fmt.Errorf("number places: id %s stands for both %q and %q: two source rows share country, name and position; remove one", e.id, g.entries[i-1].name, e.name)
		}
		if e.geonameID != 0 {
			if j, dup := g.byGN[e.geonameID]; dup {
				return fmt.Errorf("number places: GeoNames id %d stands for both %q and %q", e.geonameID, g.entries[j].name, e.name)
			}
			g.byGN[e.geonameID] = i
		}
		spots[i] = newSpot(e.lat, e.lon)
	}
	g.globe = newGlobe(spots, func(i int32) bool { return dropReason(&g.entries[i]) == "" })
	for i := range g.entries {
		e := &g.entries[i]
		if reason := dropReason(e); reason != "" && !g.townAfterAll(i, named) {
			g.dropped[reason]++
			continue
		}
		e.unit = int32(len(g.candidates))
		g.candidates = append(g.candidates, i)
	}
	return nil
}

func dropReason(e *entry) string {
	if e.cc == "JP" {
		return "in Japan"
	}
	return noCandidate[e.feature]
}

// townAfterAll reports whether an entry that is coded as a quarter is a town:
// it has ties of its own, and no larger place is near (Wagga Wagga, Frankston).
func (g *gazetteer) townAfterAll(i int, named map[int64]bool) bool {
	e := &g.entries[i]
	if e.feature != "PPLX" || e.cc == "JP" || !named[e.geonameID] {
		return false
	}
	_, ok := g.city(i)
	return !ok
}

// governsFrom lists the countries whose government sits outside the capital.
// GeoNames also uses PPLG for a few villages of other countries, by mistake.
var governsFrom = map[string]bool{"BJ": true, "BO": true, "MS": true, "MY": true, "NL": true}

// seat translates a feature code into the level of government seated there.
func (e *entry) seat() data.Seat {
	switch e.feature {
	case "PPLC":
		return data.SeatCountry
	case "PPLG":
		if governsFrom[e.cc] {
			return data.SeatCountry
		}
	case "PPLA":
		return data.SeatFirst
	case "PPLA2":
		return data.SeatSecond
	case "PPLA3", "PPLA4": // PPLA5 are arrondissements and boroughs of cities
		return data.SeatLower
	}
	return data.SeatNone
}

// city returns the index of the city that a quarter belongs to: the nearest
// town of the same country, larger than the quarter, within 30 km; ok is false
// when there is none.
func (g *gazetteer) city(i int) (int, bool) {
	const reach = 30
	e := &g.entries[i]
	n, ok := g.globe.nearest(g.globe.spots[i], reach, func(j int32) bool {
		o := &g.entries[j]
		return o.cc == e.cc && o.population > max(e.population, 0)
	})
	return int(n.index), ok
}

// tiedPlaces returns the GeoNames ids of the parties of international ties.
func tiedPlaces(src sources) (map[int64]bool, error) {
	t, err := src.table(tiesTable, "gid_a", "gid_b", "domestic")
	if err != nil {
		return nil, err
	}
	named := map[int64]bool{}
	for r := range t.rows() {
		if r.str("domestic") != "1" {
			named[r.int64("gid_a")], named[r.int64("gid_b")] = true, true
		}
	}
	delete(named, 0)
	return named, t.failed()
}
