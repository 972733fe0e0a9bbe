package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// region is one first-level region outside Japan while it is being derived.
type region struct {
	row      data.RegionRow
	key      string   // country and GeoNames code, "AU.02"
	formerly []string // keys of regions merged into this one
	iso      string   // ISO 3166-2 code where it joins, "AU-NSW"
	members  []int    // entries that are candidates
	climate  normals
}

// regionTable holds the regions in unit order and finds them.
type regionTable struct {
	list   []region
	of     []int // index of the region of each candidate, -1 for none
	byKey  map[string]int
	byISO  map[string]int
	byName map[string][]int // country and folded name without generic words
}

// regionKey returns the key of the region an entry lies in, "" where the
// gazetteer gives none (code 00 is its "none").
func (e *entry) regionKey() string {
	if e.admin1Code == "" || e.admin1Code == "00" {
		return ""
	}
	return e.cc + "." + e.admin1Code
}

// newRegions derives the regions from the places that name them, numbered from
// firstUnit on in the order of country and code.
//
// Codes of regions that were merged away stay in the gazetteer with the name
// of the new region: of several codes with one name the one with most places
// stands for all. Places without a code follow their region's name.
func newRegions(g *gazetteer, firstUnit int32) *regionTable {
	groups := map[string][]int{}
	for _, i := range g.candidates {
		key := g.entries[i].regionKey()
		groups[key] = append(groups[key], i)
	}
	uncoded := groups[""]
	delete(groups, "")
	t := &regionTable{of: make([]int, len(g.candidates)), byKey: map[string]int{}, byISO: map[string]int{}, byName: map[string][]int{}}
	for j, r := range mergeNamesakes(g, groups) {
		cc, code, _ := strings.Cut(r.key, ".")
		r.row = data.RegionRow{Unit: firstUnit + int32(j), ID: "rg:" + cc + "-" + code, CC: cc, Name: r.commonName(g)}
		r.row.NameJA = regionNamesJA[r.row.ID]
		t.byKey[r.key] = j
		for _, key := range r.formerly {
			t.byKey[key] = j
		}
		name := cc + " " + regionName(r.row.Name)
		t.byName[name] = append(t.byName[name], j)
		t.list = append(t.list, r)
	}
	for _, i := range uncoded {
		e := &g.entries[i]
		if list := t.byName[e.cc+" "+regionName(e.admin1)]; len(list) == 1 && e.admin1 != "" {
			t.list[list[0]].members = append(t.list[list[0]].members, i)
		}
	}
	t.setMembers(g)
	return t
}

// mergeNamesakes makes one region of the codes that share a name, and returns
// the regions in order of key.
func mergeNamesakes(g *gazetteer, groups map[string][]int) []region {
	var list []region
	for key, members := range groups {
		list = append(list, region{key: key, members: members})
	}
	slices.SortFunc(list, func(a, b region) int {
		return cmp.Or(cmp.Compare(len(b.members), len(a.members)), cmp.Compare(a.key, b.key))
	})
	first := map[string]int{}
	var kept []region
	for _, r := range list {
		cc, _, _ := strings.Cut(r.key, ".")
		name := cc + " " + names.Fold(r.commonName(g))
		if j, ok := first[name]; ok {
			kept[j].members = append(kept[j].members, r.members...)
			kept[j].formerly = append(kept[j].formerly, r.key)
			continue
		}
		first[name] = len(kept)
		kept = append(kept, r)
	}
	slices.SortFunc(kept, func(a, b region) int { return cmp.Compare(a.key, b.key) })
	return kept
}

// setMembers orders the members and tells each place its region.
func (t *regionTable) setMembers(g *gazetteer) {
	for u := range t.of {
		t.of[u] = -1
	}
	for j := range t.list {
		slices.Sort(t.list[j].members)
		for _, i := range t.list[j].members {
			t.of[g.entries[i].unit] = j
		}
	}
}

// commonName returns the name that most places give their region; where two
// are as common, the one with more inhabitants.
func (r *region) commonName(g *gazetteer) string {
	weights := map[string]float64{}
	for _, i := range r.members {
		e := &g.entries[i]
		if e.admin1 != "" {
			weights[e.admin1] += 1 + float64(max(e.population, 0))/1e11
		}
	}
	if len(weights) == 0 {
		return r.key
	}
	return heaviest(weights)
}

// genericRegion are the words that say what kind of region it is.
var genericRegion = wordSet(`province provincia provincie provinz oblast oblasti voblast state of the de la el county judet judetul
	megye region regione regiao departement department departamento governorate prefecture district municipality municipalities
	autonomous autonoma community comunidad foral republic republika respublika krai kray okrug voivodeship wojewodztwo canton
	kanton kraj estado municipio parish division territory capital city metropolitan special administrative sar emirate
	self governing free zupanija muhafazah wilayat il ili maakond apskritis rajons novads lan fylke island islands
	municipalidad metropolitana distrito hlavni mesto miestas metropole hukumati dhe i e and y ve`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(text) {
		set[w] = true
	}
	return set
}

// regionName folds the name of a region and takes the generic words off; a name
// of nothing else stays.
func regionName(name string) string {
	words := strings.Fields(names.Fold(name))
	kept := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return genericRegion[w] })
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

// iso returns the region with an ISO 3166-2 code as ties use it ("AU-NSW"),
// joined by a hand-made table, by name, or by an equal code with a similar
// name. The alias found is kept for the layer.
func (t *regionTable) iso(code, name string) (int, bool) {
	if j, ok := t.byISO[code]; ok {
		return j, j >= 0
	}
	j := t.joinISO(code, name)
	t.byISO[code] = j
	if j >= 0 && t.list[j].iso == "" {
		t.list[j].iso = code
	}
	return j, j >= 0
}

func (t *regionTable) joinISO(code, name string) int {
	cc, short, _ := strings.Cut(code, "-")
	if j, ok := t.byKey[isoRegions[code]]; ok {
		return j
	}
	key := regionName(name)
	if list := t.byName[cc+" "+key]; len(list) == 1 {
		return list[0]
	}
	if j, ok := t.byKey[cc+"."+short]; ok {
		own := regionName(t.list[j].row.Name)
		if len(own) >= 4 && len(key) >= 4 && own[:4] == key[:4] {
			return j
		}
	}
	return -1
}

// addAliases joins the ISO codes of the hand-made table, whether ties use them
// or not.
func (t *regionTable) addAliases() {
	for code, key := range isoRegions {
		if j, ok := t.byKey[key]; ok {
			t.list[j].iso = code
			t.byISO[code] = j
		}
	}
	for j := range t.list {
		if cc, short, _ := strings.Cut(t.list[j].key, "."); sameCodes[cc] {
			t.list[j].iso = cc + "-" + short
			t.byISO[t.list[j].iso] = j
		}
	}
}

// fill computes the rows from the members. Places that are part of another
// count neither as places nor as inhabitants.
func (t *regionTable) fill(g *gazetteer, partOf []int32) {
	for j := range t.list {
		t.list[j].fill(g, partOf)
	}
	t.rank()
}

func (r *region) fill(g *gazetteer, partOf []int32) {
	var lat, lon, elevation, relief mean
	var parts []part
	areas := map[string]int{}
	row := &r.row
	row.CoastKm, row.Population = data.NoFloat(), data.NoInt
	for _, i := range r.members {
		e := &g.entries[i]
		if data.Known(e.coastKm) && !(row.CoastKm <= e.coastKm) {
			row.CoastKm = e.coastKm
		}
		countAreas(areas, e.areas)
	}
	for _, i := range r.standing(g, partOf) {
		e := &g.entries[i]
		row.Places++
		addInt(&row.Population, e.population)
		w := float64(max(e.population, 1)) // an unknown size still has a position
		lat.add(e.lat, w)
		lon.add(unwrap(e.lon, g.entries[r.members[0]].lon), w)
		if e.elevation != data.NoInt {
			elevation.add(float64(e.elevation), w)
		}
		relief.add(float64(e.reliefM), w)
		parts = append(parts, part{w, e.climate})
	}
	r.climate = blend(parts)
	row.Lat, row.Lon = round(lat.value(), 5), round(wrap(lon.value()), 5)
	row.Elevation, row.ReliefM = roundInt(elevation.value()), round(relief.value(), 0)
	row.Areas = commonAreas(areas, len(r.members))
	seat := &g.entries[r.seat(g)]
	row.Seat, row.Landmass = seat.unit, g.entries[r.largest(g)].landmass
	if r.iso != "" {
		row.Alias = "a1:" + r.iso
	}
}

// standing returns the members that are no part of another place; all of them
// where nothing would be left.
func (r *region) standing(g *gazetteer, partOf []int32) []int {
	var list []int
	for _, i := range r.members {
		if partOf[g.entries[i].unit] == data.NoInt {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		return r.members
	}
	return list
}

// seat returns the entry that governs the region: its first-level seat or the
// national capital, the more populous if there are two, else the largest place.
func (r *region) seat(g *gazetteer) int {
	best := -1
	for _, i := range r.members {
		e := &g.entries[i]
		if s := e.seat(); s != data.SeatCountry && s != data.SeatFirst {
			continue
		}
		if best < 0 || e.population > g.entries[best].population {
			best = i
		}
	}
	if best < 0 {
		return r.largest(g)
	}
	return best
}

func (r *region) largest(g *gazetteer) int {
	best := r.members[0]
	for _, i := range r.members {
		if g.entries[i].population > g.entries[best].population {
			best = i
		}
	}
	return best
}

// rank numbers the regions of each country by population; those of unknown
// population have no rank.
func (t *regionTable) rank() {
	order := make([]*region, 0, len(t.list))
	for j := range t.list {
		t.list[j].row.RegionRank = data.NoInt
		if t.list[j].row.Population != data.NoInt {
			order = append(order, &t.list[j])
		}
	}
	slices.SortStableFunc(order, func(a, b *region) int {
		return cmp.Or(cmp.Compare(a.row.CC, b.row.CC), cmp.Compare(b.row.Population, a.row.Population))
	})
	rank := int32(0)
	for i, r := range order {
		rank++
		if i > 0 && order[i-1].row.CC != r.row.CC {
			rank = 1
		}
		r.row.RegionRank = rank
	}
}

// unwrap brings a longitude within half a turn of another, so that regions on
// both sides of the date line have a middle.
func unwrap(lon, near float64) float64 {
	switch {
	case lon-near > 180:
		return lon - 360
	case lon-near < -180:
		return lon + 360
	}
	return lon
}

// wrap brings a longitude into -180..180.
func wrap(lon float64) float64 {
	switch {
	case lon > 180:
		return lon - 360
	case lon < -180:
		return lon + 360
	}
	return lon
}
