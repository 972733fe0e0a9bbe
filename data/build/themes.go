package build

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// lostNames gives the code of a Japanese municipality for rows that carry no
// position and a name that several municipalities bear.
var lostNames = map[string]string{
	"volcano_disaster_memory Miyake": "13381", // the island village, evacuated in 2000
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
	if id == lostID {
		if i, ok := f.byCode[lostNames[row.str("theme")+" "+name]]; ok {
			return found{i, 0}, true
		}
		return f.onlyNamed(name, cc)
	}
	lat, lon := row.float("lat"), row.float("lon")
	if !positioned(lat, lon) {
		return f.onlyNamed(name, cc)
	}
	return f.place(geonameID(id), name, cc, newSpot(lat, lon))
}
