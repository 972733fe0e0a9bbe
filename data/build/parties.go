package build

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// partyFinder finds the unit that a tie's source means.
type partyFinder struct {
	g            *gazetteer
	regions      *regionTable
	byCode       map[string]int32   // Japanese code to unit
	byJapanGN    map[int64]int32    // GeoNames id to Japanese municipality
	municipality *globe             // Japanese municipalities, by unit offset
	firstJapan   int32              // unit of the first Japanese government
	byName       map[string][]int32 // country and folded name to candidate entries
	byDistrict   map[string][]int32 // country and second-level region to candidate entries
}

// Distances within which a name and a position mean the same place: sources
// place a municipality at its middle, the gazetteer at its main town.
const (
	sameTownKm      = 25
	mergedTownKm    = 10
	sameTownPlusKm  = 60 // when no other place of the country bears the name
	ownRegionShare  = 0.5
	wordsBetween    = "county district rayon raion landkreis kreis rajon powiat oblast province prefecture arrondissement canton governorate department departement regency borough council"
	municipalSuffix = "municipality commune gemeinde kommune kommun obec comune concelho"
)

// howCouncil is the way of a party that is no town: what is known of the
// council is filed under a town that does not bear its name.
const howCouncil = "council, its largest town"

// koreanSuffixes say what kind of municipality it is.
var koreanSuffixes = []string{"-si", "-gun", "-gu", "-eup", "-myeon"}

// councils lists the countries whose second-level regions in the gazetteer are
// municipalities. Elsewhere they are counties, departments or districts of
// many towns, and their largest town does not speak for them.
var councils = wordSet("AU DK EE FI FO GB KR LT LV MK NL NO NZ SE TR ZA")

// shires are the English counties that are second-level regions all the same.
var shires = wordSet(`cambridgeshire cumbria derbyshire devon dorset essex gloucestershire hampshire hertfordshire kent lancashire
	leicestershire lincolnshire norfolk northamptonshire nottinghamshire oxfordshire somerset staffordshire suffolk surrey sussex
	warwickshire worcestershire`)

// territories lists what sources file under a country though it has a code of
// its own.
var territories = map[string][]string{
	"CN": {"HK", "MO"},
	"DK": {"FO", "GL"},
	"FI": {"AX"},
	"FR": {"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"},
	"GB": {"GG", "GI", "IM", "JE"},
	"NL": {"AW", "BQ", "CW", "SX"},
	"US": {"AS", "GU", "MP", "PR", "VI"},
}

var (
	wordBetween   = wordSet(wordsBetween)
	wordMunicipal = wordSet(municipalSuffix)
)

func newPartyFinder(g *gazetteer, municipalities []municipality, regions *regionTable) *partyFinder {
	f := &partyFinder{g: g, regions: regions, byCode: map[string]int32{}, byJapanGN: map[int64]int32{}, byName: map[string][]int32{}, byDistrict: map[string][]int32{}}
	spots := make([]spot, len(municipalities))
	for i := range municipalities {
		m := &municipalities[i]
		spots[i] = m.spot()
		f.byCode[m.code] = m.row.Unit
		if m.geonameID != 0 {
			f.byJapanGN[m.geonameID] = m.row.Unit
		}
	}
	if len(municipalities) > 0 {
		f.firstJapan = municipalities[0].row.Unit
	}
	f.municipality = newGlobe(spots, func(i int32) bool { return !municipalities[i].prefecture() })
	for _, i := range g.candidates {
		f.addNames(int32(i))
	}
	return f
}

func (f *partyFinder) addNames(i int32) {
	e := &f.g.entries[i]
	add := func(fold string) {
		key := e.cc + " " + fold
		if list := f.byName[key]; fold != "" && (len(list) == 0 || list[len(list)-1] != i) {
			f.byName[key] = append(list, i)
		}
	}
	add(names.Fold(e.name))
	add(names.Fold(e.ascii))
	add(names.Generic(e.name))
	for _, name := range e.altNames() {
		add(names.Fold(name))
	}
	if e.admin2 != "" {
		key := e.cc + " " + districtName(e.admin2)
		f.byDistrict[key] = append(f.byDistrict[key], i)
	}
}

// party returns the unit and the way it was found, or the reason why not.
func (f *partyFinder) party(p party) (unit int32, how, reason string) {
	kind, code, _ := strings.Cut(p.id, ":")
	switch {
	case kind == "jp":
		if u, ok := f.byCode[code]; ok {
			return u, "Japanese code", ""
		}
		return data.NoInt, "", reasonNoMatch
	case p.gid != 0 && kind != "a1":
		if u, how, reason, ok := f.geoname(p.gid); ok {
			return u, how, reason
		}
	case kind == "a1":
		if u, how, ok := f.admin1(code, p); ok {
			return u, how, ""
		}
	}
	if p.cc == "JP" {
		return data.NoInt, "", reasonNoMatch
	}
	return f.named(p)
}

// geoname resolves a GeoNames id; ok is false when the gazetteer lacks it.
func (f *partyFinder) geoname(gid int64) (unit int32, how, reason string, ok bool) {
	i, ok := f.g.byGN[gid]
	if !ok {
		return data.NoInt, "", "", false
	}
	e := &f.g.entries[i]
	switch {
	case e.unit != data.NoInt:
		return e.unit, "GeoNames id", "", true
	case e.cc == "JP":
		if u, ok := f.byJapanGN[gid]; ok {
			return u, "GeoNames id in Japan", "", true
		}
		// The town was merged: the office that now serves it is close by.
		if n, ok := f.municipality.nearest(f.g.globe.spots[i], mergedTownKm, nil); ok {
			return f.firstJapan + n.index, "GeoNames id in Japan, merged", "", true
		}
		return data.NoInt, "", reasonNoMatch, true
	}
	if j, ok := f.g.city(i); ok {
		return f.g.entries[j].unit, "quarter, to its city", "", true
	}
	return data.NoInt, "", reasonQuarter, true
}

// admin1 resolves an ISO 3166-2 code. Lists name a city that is a region of
// its own (Prague, Sigulda, Lima) by the region's code: when a place of the
// region's name has at least half of its inhabitants, the place is meant.
// Buenos Aires stays the province, because the city lies outside it.
func (f *partyFinder) admin1(code string, p party) (unit int32, how string, ok bool) {
	j, ok := f.regions.iso(code, p.name)
	if !ok {
		return data.NoInt, "", false
	}
	r := &f.regions.list[j]
	if i, ok := f.ownCity(r, regionName(p.name)); ok {
		return f.g.entries[i].unit, "region code, its city", true
	}
	return r.row.Unit, "region code", true
}

func (f *partyFinder) ownCity(r *region, name string) (int, bool) {
	total, city := 0.0, -1
	own := regionName(r.row.Name)
	for _, i := range r.members {
		e := &f.g.entries[i]
		total += float64(max(e.population, 0))
		if n := regionName(e.name); (n == name || n == own) && (city < 0 || e.population > f.g.entries[city].population) {
			city = i
		}
	}
	if largest := r.largest(f.g); city < 0 && f.g.entries[largest].called(name) {
		city = largest
	}
	if city < 0 {
		return 0, false
	}
	return city, len(r.members) == 1 || float64(max(f.g.entries[city].population, 0)) >= ownRegionShare*total
}

// called reports whether one of the alternate names of an entry is the name.
func (e *entry) called(name string) bool {
	for _, alt := range e.altNames() {
		if regionName(alt) == name {
			return true
		}
	}
	return false
}

// named resolves a name, a country and perhaps a position.
func (f *partyFinder) named(p party) (unit int32, how, reason string) {
	list := f.candidates(p)
	if len(list) == 0 {
		if i, ok := f.chiefTown(p); ok {
			return f.g.entries[i].unit, howCouncil, ""
		}
	}
	switch {
	case len(list) == 0 && (betweenLevels(p.name) || strings.HasPrefix(p.id, "a1:")):
		return data.NoInt, "", reasonRegion
	case len(list) == 0 && !p.positioned():
		return data.NoInt, "", reasonNoPosition
	case len(list) == 0:
		return data.NoInt, "", reasonNoMatch
	case p.positioned():
		return f.nearestNamed(list, p)
	case len(list) > 1:
		return data.NoInt, "", reasonAmbiguous
	}
	return f.g.entries[list[0]].unit, "name, the only one", ""
}

func (p party) positioned() bool { return !math.IsNaN(p.lat) && !math.IsNaN(p.lon) }

// chiefTown finds the largest town of a council that bears no town's name:
// Lake Macquarie, Whitehorse, Medway.
func (f *partyFinder) chiefTown(p party) (int32, bool) {
	if !councils[p.cc] || betweenLevels(p.name) || shires[names.Fold(p.name)] {
		return 0, false
	}
	best, at := int32(-1), newSpot(p.lat, p.lon)
	for _, form := range plainForms(p.name) {
		for _, i := range f.byDistrict[p.cc+" "+districtName(form)] {
			if p.positioned() && apartKm(at, f.g.globe.spots[i]) > sameTownPlusKm {
				continue
			}
			if best < 0 || f.g.entries[i].population > f.g.entries[best].population {
				best = i
			}
		}
		if best >= 0 {
			return best, true
		}
	}
	return 0, false
}

// nearestNamed takes the nearest place of the name. A second one that is not
// clearly farther makes it ambiguous.
func (f *partyFinder) nearestNamed(list []int32, p party) (int32, string, string) {
	at := newSpot(p.lat, p.lon)
	km := func(i int32) float64 { return apartKm(at, f.g.globe.spots[i]) }
	slices.SortFunc(list, func(a, b int32) int { return cmp.Or(cmp.Compare(km(a), km(b)), cmp.Compare(a, b)) })
	first := km(list[0])
	switch {
	case len(list) == 1 && first <= sameTownPlusKm:
		return f.g.entries[list[0]].unit, "name and position", ""
	case first > sameTownKm:
		return data.NoInt, "", reasonNoMatch
	case len(list) > 1 && km(list[1]) < 2*first && km(list[1]) <= sameTownKm:
		return data.NoInt, "", reasonAmbiguous
	}
	return f.g.entries[list[0]].unit, "name and position", ""
}

// candidates returns the places that bear the name, tried whole and without
// what says that it is a municipality, in the country and in territories that
// sources file under it. A county or district is not its town.
func (f *partyFinder) candidates(p party) []int32 {
	forms := []string{names.Fold(p.name)}
	if !betweenLevels(p.name) {
		for _, plain := range plainForms(p.name) {
			fold := names.Fold(plain)
			forms = append(forms, fold, dropWords(fold, wordMunicipal), regionName(plain))
			if p.positioned() { // Colombey-les-Deux-Églises is not Colombey-les-Belles
				forms = append(forms, names.Generic(plain))
			}
		}
	}
	for _, cc := range append([]string{p.cc}, territories[p.cc]...) {
		for _, form := range forms {
			if list := f.byName[cc+" "+form]; form != "" && len(list) > 0 {
				return slices.Clone(list)
			}
		}
	}
	return nil
}

// plainForms returns a name without what lists add to tell namesakes apart:
// "Mendocino, California", "Yeonje (Busan)", "Paju-si".
func plainForms(name string) []string {
	head, _, _ := strings.Cut(name, ",")
	head, _, _ = strings.Cut(head, "(")
	head = strings.TrimSpace(head)
	forms := []string{head}
	for _, suffix := range koreanSuffixes {
		if base, ok := strings.CutSuffix(head, suffix); ok {
			forms = append(forms, base)
		}
	}
	return forms
}

func dropWords(fold string, words map[string]bool) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(fold), func(w string) bool { return words[w] }), " ")
}

// betweenLevels reports whether a name says that it is a government between a
// town and a first-level region.
func betweenLevels(name string) bool {
	return slices.ContainsFunc(strings.Fields(names.Fold(name)), func(w string) bool { return wordBetween[w] })
}
