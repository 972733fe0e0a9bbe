package build

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// corrected gives the unit for rows that carry the id or the position of a
// namesake, or none that is right, by theme and name; "" where no unit is meant.
var corrected = map[string]string{
	"auto_city Ota":                   "jp:10205",   // Subaru's, in Gunma
	"canal_water_town Friedrichstadt": "gn:2924477", // the Dutch-built town in Schleswig
	"ceramics Gangjin":                "",           // only a namesake inland is in the gazetteer
	"ceramics Gwangju":                "gn:1841810", // in Gyeonggi, not the metropolis
	"coal_mining Raniganj":            "gn:1258470", // in West Bengal
	"film_music_composer Kusatsu":     "jp:10426",   // the academy and festival in Gunma
	"metal_mining Hida":               "jp:21217",   // the Kamioka mine
	"pilgrimage Holywell":             "gn:2646673", // St Winefride's well in Wales
	"pilgrimage Shingu":               "jp:30207",   // Kumano Hayatama shrine
	"shipbuilding Innoshima":          "jp:34205",   // an island of Onomichi since 2006
	"silk_road Yining":                "gn:1529435", // also called Ghulja
	"spa_seed Kusatsu":                "jp:10426",   // the hot springs in Gunma
	"tea Anxi":                        "gn:1811417", // in Fujian
	"treaty_port Shimoda":             "jp:22219",   // in Izu
	"volcano_disaster_memory Date":    "jp:01233",   // below Mount Usu
	"volcano_disaster_memory Miyake":  "jp:13381",   // the island evacuated in 2000
	"wine_seed Ikeda":                 "jp:01644",   // Tokachi wine, in Hokkaido
	"wine_seed Takayama":              "jp:20543",   // the wine village in Nagano
}

// themeRows returns the themes of units, in order of unit and theme.
func themeRows(src sources, units []unit) ([]data.ThemeRow, error) {
	rows, _, err := joinThemes(src, units)
	return rows, err
}

// joinThemes returns the themes of units and a note for every row that was
// joined to another place than it names, or to none.
//
// Regions and prefectures get no themes of their own, with one exception:
// Tokyo, whose municipality is the prefecture. A unit that a theme names twice
// keeps the row with the smaller distance.
func joinThemes(src sources, units []unit) (rows []data.ThemeRow, notes []string, err error) {
	find := newUnitFinder(units)
	t, err := src.table("themes_seed.tsv", "theme", "geonameid", "lat", "lon", "name", "cc")
	if err != nil {
		return nil, nil, err
	}
	for row := range t.rows() {
		theme, name, cc := row.str("theme"), row.str("name"), row.str("cc")
		f, ok := find.theme(row)
		if !ok {
			notes = append(notes, fmt.Sprintf("%s: %s, %s is no unit", theme, name, cc))
			continue
		}
		if f.km > 0 {
			notes = append(notes, fmt.Sprintf("%s: %s, %s joined to %s at %.1f km", theme, name, cc, units[f.index].Name, f.km))
		}
		rows = append(rows, data.ThemeRow{Unit: units[f.index].Unit, Theme: theme, Km: float32(f.km)})
	}
	slices.SortFunc(rows, func(a, b data.ThemeRow) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Theme, b.Theme), cmp.Compare(a.Km, b.Km))
	})
	rows = slices.CompactFunc(rows, func(a, b data.ThemeRow) bool { return a.Unit == b.Unit && a.Theme == b.Theme })
	return rows, notes, t.failed()
}

// theme finds the unit of one row.
func (f *unitFinder) theme(row row) (found, bool) {
	name, cc, id := row.str("name"), row.str("cc"), row.str("geonameid")
	if id, ok := corrected[row.str("theme")+" "+name]; ok {
		i, known := f.byID[id]
		return found{i, 0}, known
	}
	if id == lostID {
		return f.onlyNamed(name, cc)
	}
	lat, lon := row.float("lat"), row.float("lon")
	if !positioned(lat, lon) {
		return f.onlyNamed(name, cc)
	}
	return f.place(geonameID(id), name, cc, newSpot(lat, lon))
}
