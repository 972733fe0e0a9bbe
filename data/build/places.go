package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// readKatakana returns the Japanese name of foreign places by GeoNames id; of
// several forms the first.
func readKatakana(src sources) (map[int64][]string, error) {
	t, err := src.table("japan/foreign_city_katakana_geonames.tsv", "geonameid", "katakana")
	if err != nil {
		return nil, err
	}
	list := map[int64][]string{}
	for r := range t.rows() {
		list[r.int64("geonameid")] = strings.Split(r.str("katakana"), "|")
	}
	return list, t.failed()
}

// nameJA returns the Japanese name of an entry: katakana that people use, else
// the first Japanese one of the gazetteer.
func (e *entry) nameJA(katakana map[int64][]string) string {
	if forms := katakana[e.geonameID]; e.geonameID != 0 && len(forms) > 0 {
		return forms[0]
	}
	for lang, name := range e.altNames() {
		if lang == "ja" || lang == "ja-Kana" {
			return name
		}
	}
	return ""
}

// placeRows returns the layer of places, in unit order.
func placeRows(g *gazetteer, t *regionTable, partOf []int32, katakana map[int64][]string) []data.PlaceRow {
	rows := make([]data.PlaceRow, 0, len(g.candidates))
	for _, i := range g.candidates {
		e := &g.entries[i]
		row := data.PlaceRow{
			Unit: e.unit, ID: e.id, CC: e.cc, Name: e.name, NameJA: e.nameJA(katakana), Region: data.NoInt, Admin2: e.admin2,
			Lat: float32(e.lat), Lon: float32(e.lon), Population: e.population, Elevation: e.elevation, Feature: e.feature,
			Seat: int32(e.seat()), Timezone: e.timezone, CoastKm: e.coastKm, Landmass: e.landmass, Lake: e.lake, River: e.river,
			Areas: e.areas, ReliefM: e.reliefM, PartOf: partOf[e.unit], RegionRank: data.NoInt, Wikidata: e.wikidata,
		}
		if j := t.of[e.unit]; j >= 0 {
			row.Region = t.list[j].row.Unit
		}
		rows = append(rows, row)
	}
	rankPlaces(rows)
	return rows
}

// rankPlaces numbers the places of each region by population, the parts of
// other places left out; equal sizes go by unit.
func rankPlaces(rows []data.PlaceRow) {
	var order []*data.PlaceRow
	for i := range rows {
		if r := &rows[i]; r.Region != data.NoInt && r.Population != data.NoInt && r.PartOf == data.NoInt {
			order = append(order, r)
		}
	}
	slices.SortFunc(order, func(a, b *data.PlaceRow) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), cmp.Compare(b.Population, a.Population), cmp.Compare(a.Unit, b.Unit))
	})
	rank := int32(0)
	for i, r := range order {
		rank++
		if i > 0 && order[i-1].Region != r.Region {
			rank = 1
		}
		r.RegionRank = rank
	}
}
