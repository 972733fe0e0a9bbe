package build

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// lostID marks rows whose place was not identified: all of them carry the
// position of one village in Zimbabwe, so only their names can be used.
const lostID = "wd:"

// owner finds the unit that a row with a GeoNames id belongs to. Rows that
// match no unit count for all units within the radius; rows with a wrong
// position and no match are dropped (ok is false).
func (r pointReader) owner(id, name, cc string, at spot) (owner int32, ok bool) {
	if id == lostID {
		f, ok := r.find.onlyNamed(name, cc)
		return f.index, ok
	}
	if cc == "JP" {
		f, ok := r.find.municipality(name, at)
		if !ok {
			return anyone, true
		}
		return f.index, true
	}
	if i, ok := r.find.byGeo[geonameID(id)]; ok {
		return i, true
	}
	return anyone, true
}

// geonameID returns the number of a GeoNames id, 0 for ids of other kinds.
func geonameID(id string) int64 {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// creative reads the Creative Cities with their field.
func (r pointReader) creative() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureCreativeCity, detail: detailAll}
	err := r.read("points/creative_cities.tsv", func(row row, lat, lon float64) {
		p := point{name: row.str("city"), detail: row.str("field"), cc: row.str("cc")}
		var ok bool
		if p.owner, ok = r.owner(row.str("geonameid"), p.name, p.cc, newSpot(lat, lon)); ok {
			s.add(lat, lon, p)
		}
	})
	return []*pointSet{s}, err
}

// universities reads the ranked universities of each city, best known first.
func (r pointReader) universities() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureUniversity}
	err := r.read("points/universities.tsv", func(row row, lat, lon float64) {
		p := point{name: row.str("name"), cc: row.str("cc")}
		var ok bool
		if p.owner, ok = r.owner(row.str("geonameid"), row.str("city"), p.cc, newSpot(lat, lon)); ok {
			s.add(lat, lon, p)
		}
	})
	return []*pointSet{s}, err
}

// winePDO reads the protected wine names of each municipality. A name counts
// once, and the one that covers the fewest municipalities is named: it tells
// most about the place.
func (r pointReader) winePDO() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureWinePDO, detail: detailAll, keyed: true, sep: "|"}
	keys, cover := keyer{}, map[string]int{}
	err := r.read("points/wine_pdo.tsv", func(row row, lat, lon float64) {
		id := row.str("geonameid")
		if id == lostID {
			return
		}
		owner, _ := r.owner(id, "", "", newSpot(lat, lon))
		for name := range strings.SplitSeq(row.str("pdos"), "|") {
			if name = strings.TrimSpace(name); name != "" {
				cover[name]++
				s.add(lat, lon, point{name: name, detail: name, key: keys.of(name), owner: owner})
			}
		}
	})
	slices.SortStableFunc(s.points, func(a, b point) int {
		return cmp.Compare(cover[a.name], cover[b.name])
	})
	return []*pointSet{s}, err
}

// ava is an American wine area by its bounding box, which is larger than the
// area itself: a place in the box may lie just outside.
type ava struct {
	name, states             string
	south, north, west, east float64
}

func (a ava) size() float64 { return (a.north - a.south) * (a.east - a.west) }

// wineAVA makes a point of every place in a box, the smallest areas first.
func (r pointReader) wineAVA() ([]*pointSet, error) {
	var areas []ava
	err := r.read("points/wine_ava.tsv", func(row row, _, _ float64) {
		areas = append(areas, ava{
			row.str("name"), strings.ReplaceAll(row.str("state"), " ", ""),
			row.float("s"), row.float("n"), row.float("w"), row.float("e"),
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(areas, func(a, b ava) int { return cmp.Compare(a.size(), b.size()) })
	s := &pointSet{feature: data.FeatureWineAVA, keyed: true}
	for i, u := range r.find.units {
		if u.CC != "US" || u.Kind.Upper() {
			continue
		}
		for k, a := range areas {
			if u.Lat >= a.south && u.Lat <= a.north && u.Lon >= a.west && u.Lon <= a.east {
				s.add(u.Lat, u.Lon, point{name: a.name, detail: a.states, cc: "US", key: int32(k), owner: int32(i)})
			}
		}
	}
	return []*pointSet{s}, nil
}

// tags reads the national parks and preserved districts of Japanese
// municipalities.
func (r pointReader) tags() ([]*pointSet, error) {
	park := &pointSet{feature: data.FeaturePark, detail: detailAll, keyed: true}
	town := &pointSet{feature: data.FeatureOldTown, detail: detailAll, keyed: true}
	sets := map[string]*pointSet{"national_park": park, "traditional_district": town}
	t, err := r.src.table("japan/heritage_tags.tsv", "code5", "kind", "name")
	if err != nil {
		return nil, err
	}
	keys := keyer{}
	for row := range t.rows() {
		i, known := r.find.byCode[row.str("code5")]
		set := sets[row.str("kind")]
		if !known || set == nil {
			continue
		}
		u, name := r.find.units[i], row.str("name")
		set.add(u.Lat, u.Lon, point{name: name, detail: name, cc: "JP", key: keys.of(name), owner: i})
	}
	return []*pointSet{park, town}, t.failed()
}
