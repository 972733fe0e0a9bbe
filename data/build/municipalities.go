package build

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// governments is how many of each kind Japan has; the build fails on others.
// A merger changes these numbers and the source tables together.
var governments = []struct {
	kind data.Kind
	want int
}{
	{data.KindPrefecture, 47}, {data.KindCity, 792}, {data.KindWard, 23}, {data.KindTown, 743}, {data.KindVillage, 183},
}

// municipality is one Japanese government with what its layers need.
type municipality struct {
	row     data.MunicipalityRow
	japan   data.JapanRow
	climate normals
	code    string // 2 digits for prefectures, 5 for others
	capital bool
	// alternative spellings, for the names layer
	english, otherRomaji string
	geonameID            int64 // the GeoNames row of the same name, 0 if none matches
	nearID               int64 // the nearest GeoNames row
	nearKm               float64
}

func (m *municipality) prefecture() bool { return len(m.code) == 2 }

func (m *municipality) spot() spot { return newSpot(float64(m.row.Lat), float64(m.row.Lon)) }

var municipalityColumns = []string{
	"code5", "type", "pref", "kanji", "kana", "romaji", "lat", "lon", "population", "area_km2", "url", "romaji_suffix",
	"name_en", "romaji_alt", "pref_capital", "district", "cent_lat", "cent_lon", "coast_km", "pop_2015", "habitable_km2",
	"foreign_pop", "age65_pct", "primary_pct", "secondary_pct", "tertiary_pct", "farm_households", "high_schools",
	"visitors_2025", "japan_heritage", "agri_top_item", "agri_output_10Myen", "agri_rank", "neighbours",
}

// officeElsewhere lists the municipalities whose office lies outside their own
// territory (islands governed from the port on the mainland, and Futaba, which
// was evacuated): their position is the middle of the territory.
var officeElsewhere = map[string]bool{"46303": true, "46304": true, "47381": true, "07546": true}

// readMunicipalities reads Japan's governments in code order, prefectures
// first, numbered from firstUnit on, joined with their positions' climate and
// geography, and with what statistics tell of them.
func readMunicipalities(src sources, g *gazetteer, firstUnit int32) ([]municipality, error) {
	t, err := src.table("japan/municipalities.tsv", municipalityColumns...)
	if err != nil {
		return nil, err
	}
	var list []municipality
	for r := range t.rows() {
		m, err := readMunicipality(r)
		if err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	if err := t.failed(); err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b municipality) int {
		return cmp.Or(cmp.Compare(len(a.code), len(b.code)), cmp.Compare(a.code, b.code))
	})
	for i := range list {
		list[i].row.Unit = firstUnit + int32(i)
		list[i].japan.Unit = list[i].row.Unit
	}
	if err := linkPrefectures(list); err != nil {
		return nil, err
	}
	if err := joinGeography(src, g, list); err != nil {
		return nil, err
	}
	if err := joinJapanFacts(src, list); err != nil {
		return nil, err
	}
	sumPrefectures(list)
	return list, nil
}

func readMunicipality(r row) (municipality, error) {
	kind, ok := data.ParseKind(r.str("type"))
	code := r.str("code5")
	if !ok || kind == data.KindPlace || kind == data.KindRegion || len(code) != 5 {
		return municipality{}, fmt.Errorf("read source %s, line %d: %q with code %q is no kind of Japanese government", r.t.path, r.line, r.str("type"), code)
	}
	m := municipality{code: code, capital: r.str("pref_capital") == "1", english: r.str("name_en"), otherRomaji: r.str("romaji_alt")}
	lat, lon := "lat", "lon"
	if officeElsewhere[code] {
		lat, lon = "cent_lat", "cent_lon"
	}
	m.row = data.MunicipalityRow{
		Kind: kind.String(), Name: cmp.Or(r.str("name_en"), r.str("romaji")), Kanji: r.str("kanji"), Kana: r.str("kana"),
		Romaji: r.str("romaji"), Suffix: r.str("romaji_suffix"), Lat: r.float32(lat), Lon: r.float32(lon),
		Population: r.int("population"), Pop2015: r.int("pop_2015"), AreaKm2: r.float32("area_km2"),
		Elevation: data.NoInt, Seat: int32(data.SeatLower), CoastKm: data.NoFloat(), Coastline: r.float32("coast_km"),
		Landmass: data.NoFloat(), ReliefM: data.NoFloat(), RegionRank: data.NoInt, URL: r.str("url"),
		Neighbours: r.str("neighbours"), District: r.str("district"),
	}
	m.japan = data.JapanRow{
		Age65Pct: r.float32("age65_pct"), ForeignPop: r.int("foreign_pop"), PrimaryPct: r.float32("primary_pct"),
		SecondaryPct: r.float32("secondary_pct"), TertiaryPct: r.float32("tertiary_pct"), HabitableKm2: r.float32("habitable_km2"),
		Visitors: r.int("visitors_2025"), HighSchools: r.int("high_schools"), FarmHouseholds: r.int("farm_households"),
		FarmItem: r.str("agri_top_item"), FarmOutput: r.float32("agri_output_10Myen"), FarmRank: r.int("agri_rank"),
		JapanHeritage: r.str("japan_heritage"), Emigrants: data.NoInt, Employees: data.NoInt,
	}
	for _, p := range industries(&m.japan) {
		*p = data.NoInt
	}
	switch {
	case kind == data.KindPrefecture:
		m.code = code[:2]
	case m.capital:
		m.row.Seat = int32(data.SeatFirst)
	}
	if kind == data.KindPrefecture {
		m.row.Seat = int32(data.SeatNone)
	}
	m.row.ID = "jp:" + m.code
	return m, nil
}

// linkPrefectures sets each municipality's prefecture and its rank therein.
// Prefectures themselves rank in the country.
func linkPrefectures(list []municipality) error {
	unit := map[string]int32{}
	groups := map[string][]*municipality{}
	for i := range list {
		m := &list[i]
		if m.prefecture() {
			unit[m.code] = m.row.Unit
			m.row.Region = data.NoInt
			groups["JP"] = append(groups["JP"], m)
			continue
		}
		region, ok := unit[m.code[:2]]
		if !ok {
			return fmt.Errorf("link prefectures: municipality %s (%s) has no prefecture %s in the table", m.code, m.row.Kanji, m.code[:2])
		}
		m.row.Region = region
		groups[m.code[:2]] = append(groups[m.code[:2]], m)
	}
	for _, group := range groups {
		slices.SortFunc(group, func(a, b *municipality) int {
			return cmp.Or(cmp.Compare(b.row.Population, a.row.Population), cmp.Compare(a.code, b.code))
		})
		for i, m := range group {
			m.row.RegionRank = int32(i + 1)
		}
	}
	return nil
}

// joinGeography adds climate, coast, elevation and nearest place by code.
// Where the office lies elsewhere, the table measured the wrong spot: climate,
// elevation and coast then come from the nearest other municipality, the
// island itself stays unknown.
func joinGeography(src sources, g *gazetteer, list []municipality) error {
	t, err := src.table("japan/municipalities_geo.tsv.gz", append(monthColumns(), "lgcode", "koppen", "koppen_calc",
		"elevation_est", "coast_km", "landmass_km2", "lake", "river", "regions", "near_geonameid", "near_km", "name_match")...)
	if err != nil {
		return err
	}
	byCode := map[string]*municipality{}
	for i := range list {
		byCode[list[i].code] = &list[i]
	}
	joined := 0
	for r := range t.rows() {
		code := r.str("lgcode")
		if m := byCode[code[:min(5, len(code))]]; m != nil && !m.prefecture() {
			m.addGeography(r, g)
			joined++
		}
	}
	if err := t.failed(); err != nil {
		return err
	}
	if want := len(list) - countPrefectures(list); joined != want {
		return fmt.Errorf("join geography: %s has %d of %d municipalities: the two tables are of different dates", t.path, joined, want)
	}
	for i := range list {
		if officeElsewhere[list[i].code] {
			borrowGeography(&list[i], list)
		}
	}
	return nil
}

func (m *municipality) addGeography(r row, g *gazetteer) {
	m.climate = readNormals(r)
	m.row.Elevation = r.int("elevation_est")
	m.row.CoastKm = r.float32("coast_km")
	m.row.Landmass = r.float32("landmass_km2")
	m.row.Lake, m.row.River = naturalEarthNames.Replace(r.str("lake")), naturalEarthNames.Replace(r.str("river"))
	m.row.Areas = naturalEarthNames.Replace(r.str("regions"))
	m.nearID, m.nearKm = r.int64("near_geonameid"), r.float("near_km")
	if r.str("name_match") == "1" {
		m.geonameID = m.nearID
	}
	// Relief is measured around the nearest place: good enough when that is
	// within the same valley.
	const sameValley = 5
	if i, ok := g.byGN[m.nearID]; ok && m.nearKm <= sameValley {
		m.row.ReliefM = g.entries[i].reliefM
	}
}

// borrowGeography replaces what was measured at a remote office.
func borrowGeography(m *municipality, list []municipality) {
	var donor *municipality
	nearest := math.Inf(1)
	for i := range list {
		o := &list[i]
		if o.prefecture() || officeElsewhere[o.code] {
			continue
		}
		if km := apartKm(m.spot(), o.spot()); km < nearest {
			donor, nearest = o, km
		}
	}
	m.geonameID, m.nearID, m.row.ReliefM = 0, 0, data.NoFloat()
	m.row.Elevation, m.row.Landmass = data.NoInt, data.NoFloat()
	m.row.Lake, m.row.River, m.row.Areas = "", "", ""
	if donor == nil {
		m.climate, m.row.CoastKm = blend(nil), data.NoFloat()
		return
	}
	m.climate, m.row.CoastKm = donor.climate, donor.row.CoastKm
	// On a small island nobody is farther from the sea than its width.
	if m.row.Coastline > 0 {
		m.row.CoastKm = min(m.row.CoastKm, round(float64(m.row.AreaKm2)/float64(m.row.Coastline), 1))
	}
}

func countPrefectures(list []municipality) int {
	n := 0
	for i := range list {
		if list[i].prefecture() {
			n++
		}
	}
	return n
}

// sumPrefectures gives prefectures what only their municipalities know:
// population-weighted climate, elevation and relief, the shortest way to the
// sea, the island of the largest, sums of employees and farms, and shares of
// workers and of the old.
func sumPrefectures(list []municipality) {
	members := map[string][]*municipality{}
	for i := range list {
		if m := &list[i]; !m.prefecture() {
			members[m.code[:2]] = append(members[m.code[:2]], m)
		}
	}
	for i := range list {
		if p := &list[i]; p.prefecture() {
			p.sum(members[p.code])
		}
	}
}

func (p *municipality) sum(members []*municipality) {
	var parts []part
	var elevation, relief, old, primary, secondary, tertiary mean
	areas := map[string]int{}
	for _, m := range members {
		w := float64(max(m.row.Population, 0))
		parts = append(parts, part{w, m.climate})
		if m.row.Elevation != data.NoInt {
			elevation.add(float64(m.row.Elevation), w)
		}
		relief.add(float64(m.row.ReliefM), w)
		old.add(float64(m.japan.Age65Pct), w)
		primary.add(float64(m.japan.PrimaryPct), w)
		secondary.add(float64(m.japan.SecondaryPct), w)
		tertiary.add(float64(m.japan.TertiaryPct), w)
		if data.Known(m.row.CoastKm) && !(p.row.CoastKm <= m.row.CoastKm) {
			p.row.CoastKm = m.row.CoastKm
		}
		if m.row.RegionRank == 1 {
			p.row.Landmass = m.row.Landmass
		}
		countAreas(areas, m.row.Areas)
		addSums(&p.japan, m.japan)
	}
	p.climate = blend(parts)
	p.row.Elevation = roundInt(elevation.value())
	p.row.ReliefM = round(relief.value(), 0)
	p.row.Areas = commonAreas(areas, len(members))
	p.japan.Age65Pct, p.japan.PrimaryPct = round(old.value(), 1), round(primary.value(), 1)
	p.japan.SecondaryPct, p.japan.TertiaryPct = round(secondary.value(), 1), round(tertiary.value(), 1)
}
