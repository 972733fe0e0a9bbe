package build

import (
	"cmp"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// birthRows returns the notable people born in units, in order of unit, with
// the most famous first.
func birthRows(src sources, units []unit) ([]data.BirthRow, error) {
	rows, _, err := joinBirths(src, units)
	return rows, err
}

// joinBirths returns the births and how many people were joined to no unit:
// their birthplace is a region, a country, or no town of today.
func joinBirths(src sources, units []unit) (rows []data.BirthRow, unjoined int, err error) {
	find := newUnitFinder(units)
	t, err := src.table("points/notable_births.tsv", "lat", "lon", "name", "city", "cc", "year", "occ", "hpi")
	if err != nil {
		return nil, 0, err
	}
	for row := range t.rows() {
		f, ok := find.birthplace(row.str("city"), row.str("cc"), row.float("lat"), row.float("lon"))
		if !ok {
			unjoined++
			continue
		}
		rows = append(rows, data.BirthRow{
			Unit: units[f.index].Unit, Name: row.str("name"), Occupation: row.str("occ"),
			Year: row.int("year"), Fame: row.float32("hpi"),
		})
	}
	slices.SortFunc(rows, func(a, b data.BirthRow) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(b.Fame, a.Fame), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Year, b.Year))
	})
	return slices.Compact(rows), unjoined, t.failed()
}

// birthplace finds the unit of a birthplace. The source writes "Other" for
// places it does not name, and gives whole degrees for countries and regions:
// those positions are worth nothing by themselves. Where the country is
// unknown, the position decides.
func (f *unitFinder) birthplace(city, cc string, lat, lon float64) (found, bool) {
	if !positioned(lat, lon) {
		return found{}, false
	}
	if city == "Other" {
		city = ""
	}
	at := newSpot(lat, lon)
	inTokyo := cc == "JP" && cityKey(city) == "tokyo"
	if lat == math.Trunc(lat) && lon == math.Trunc(lon) && !inTokyo {
		if i, ok := f.named(city, cc, at, sameNameKm); ok {
			return found{i, 0}, true
		}
		return f.onlyNamed(city, cc)
	}
	if cc == "UNK" {
		n, ok := f.globe.nearest(at, noNameKm, nil)
		return found{n.index, n.km}, ok
	}
	return f.place(0, city, cc, at)
}
