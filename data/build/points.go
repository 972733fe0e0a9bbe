package build

import (
	"fmt"
	"math"
	"strings"

	"github.com/shimai/shimai/data"
)

// point is one thing that can lie in or near a unit.
type point struct {
	at     spot
	name   string
	detail string  // kind, year or field
	value  float64 // what ranks or adds up; NaN where unknown
	year   int32   // of an event, data.NoInt elsewhere
	cc     string  // alpha-2 of the country, "" where unknown or several
	key    int32   // points that count as one share a key, where the set is keyed
	owner  int32   // index of the one unit the point belongs to, or anyone
	reach  float64 // km beyond the feature's radius that the point is felt
}

// anyone marks a point that counts for every unit within the radius.
const anyone int32 = -1

// valueRule tells how the values of several points make one.
type valueRule uint8

const (
	valueNone     valueRule = iota // the set has no values; the nearest is named
	valueSum                       // the greatest is named
	valueGreatest                  // the greatest is named
	valueLeast                     // the least is named
)

// detailRule tells how the details of several points make one.
type detailRule uint8

const (
	detailNamed detailRule = iota // that of the point which is named
	detailAll                     // all of them, each once, in order
	detailLast                    // the latest year
)

// pointSet is all points of one feature and how they are summed up.
type pointSet struct {
	feature data.Feature
	points  []point
	value   valueRule
	detail  detailRule
	keyed   bool   // count distinct keys, not points
	sep     string // between details; comma where empty
	// felt marks events that reach different distances; an upper government
	// has what any of its places has.
	felt bool
	// inside lists, by index of a municipality, the points known to lie in
	// its area: they are at its door, however far from its office.
	inside map[int32][]int32
}

// add appends a point whose country, key and owner are open. Its name is
// spelled right.
func (s *pointSet) add(lat, lon float64, p point) {
	p.at, p.name = newSpot(lat, lon), readOnce(p.name)
	s.points = append(s.points, p)
}

// positioned reports whether a pair of coordinates is on the globe. Null
// Island stands for "unknown" in several sources; nothing lies there.
func positioned(lat, lon float64) bool {
	return lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180 && (lat != 0 || lon != 0)
}

// pointReader reads one point table.
type pointReader struct {
	src   sources
	names countryNames
	find  *unitFinder
}

// read calls add for every row of a point table that has a position.
func (r pointReader) read(path string, add func(row row, lat, lon float64), columns ...string) error {
	t, err := r.src.table(path, append([]string{"lat", "lon"}, columns...)...)
	if err != nil {
		return err
	}
	for row := range t.rows() {
		lat, lon := row.float("lat"), row.float("lon")
		if positioned(lat, lon) {
			add(row, lat, lon)
		}
	}
	return t.failed()
}

// allPointSets reads every point table, in the order of the features.
func allPointSets(src sources, find *unitFinder) ([]*pointSet, error) {
	names, err := readCountryNames(src)
	if err != nil {
		return nil, err
	}
	r := pointReader{src, names, find}
	var sets []*pointSet
	for _, read := range []func() ([]*pointSet, error){
		r.ports, r.airports, r.ski, r.heritage, r.creative, r.universities, r.circuits,
		r.capitals, r.printing, r.volcanoes, r.quakes, r.cyclones,
		r.power, r.steel, r.mines, r.breweries, r.winePDO, r.wineAVA, r.tags,
	} {
		got, err := read()
		if err != nil {
			return nil, fmt.Errorf("read points: %w", err)
		}
		sets = append(sets, got...)
	}
	if err := r.japanese(sets); err != nil {
		return nil, fmt.Errorf("read points: %w", err)
	}
	return sets, nil
}

// ports reads the ports of the World Port Index and the anchorage cells that
// tell how busy a port is. The index adds "ko", port, to Japanese names.
func (r pointReader) ports() ([]*pointSet, error) {
	port := &pointSet{feature: data.FeaturePort}
	err := r.read("points/ports.tsv", func(row row, lat, lon float64) {
		port.add(lat, lon, point{name: strings.TrimSuffix(titleCase(row.str("name")), " Ko"), cc: r.names.alpha3(row.str("iso3")), owner: anyone})
	})
	if err != nil {
		return nil, err
	}
	size := &pointSet{feature: data.FeaturePortSize, value: valueGreatest}
	err = r.read("points/port_size.tsv", func(row row, lat, lon float64) {
		size.add(lat, lon, point{
			name: anchorageName(row.str("name")), value: row.float("anchorages"),
			cc: r.names.alpha3(row.str("iso3")), owner: anyone,
		})
	})
	return []*pointSet{port, size}, err
}

// anchorageName drops the numbers that stand for names ("DEU-175").
func anchorageName(name string) string {
	if len(name) > 4 && name[3] == '-' && strings.Trim(name[4:], "0123456789") == "" {
		return ""
	}
	return titleCase(name)
}

// airports ranks by destinations. The detail tells the Japanese airports that
// can be flown to from abroad, from all airports within reach.
func (r pointReader) airports() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureAirport, value: valueGreatest, detail: detailAll}
	err := r.read("points/airports.tsv", func(row row, lat, lon float64) {
		p := point{name: row.str("iata"), value: row.float("ndest"), cc: r.names.name(row.str("country")), owner: anyone}
		if p.cc != "JP" {
			p.detail = row.str("jpdest")
		}
		s.add(lat, lon, p)
	})
	return []*pointSet{s}, err
}

// ski keeps areas with downhill runs that operate. A length of 0 is an area
// whose runs are not mapped, so it counts but adds nothing.
func (r pointReader) ski() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureSki, value: valueSum}
	err := r.read("points/ski.tsv", func(row row, lat, lon float64) {
		if row.str("status") != "operating" || row.str("downhill") != "yes" {
			return
		}
		name := row.str("name")
		if name == "" {
			name = row.str("locality")
		}
		s.add(lat, lon, point{name: name, value: positive(row.float("km")), cc: r.names.name(row.str("country")), owner: anyone})
	})
	return []*pointSet{s}, err
}

// positive makes a measure of 0 or less unknown.
func positive(v float64) float64 {
	if v > 0 {
		return v
	}
	return math.NaN()
}

// heritage keeps the themes of every site within reach.
func (r pointReader) heritage() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureHeritage, detail: detailAll}
	err := r.read("points/world_heritage.tsv", func(row row, lat, lon float64) {
		p := point{name: strings.TrimSpace(row.str("name")), detail: row.str("themes"), owner: anyone}
		if iso := row.str("iso"); len(iso) == 2 {
			p.cc = strings.ToUpper(iso)
		}
		s.add(lat, lon, p)
	})
	return []*pointSet{s}, err
}

// circuits have no attribute but a name.
func (r pointReader) circuits() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureMotorsport}
	err := r.read("points/motorsport.tsv", func(row row, lat, lon float64) {
		s.add(lat, lon, point{name: row.str("name"), owner: anyone})
	})
	return []*pointSet{s}, err
}

// bearer finds the unit that bears the name of a town within the feature's
// radius. The thing is that town's alone, not its neighbours'; where no unit
// bears the name, it is everyone's within the radius.
func (r pointReader) bearer(f data.Feature, name string, lat, lon float64) int32 {
	if cityKey(name) == "tokyo" && r.find.tokyo >= 0 {
		return r.find.tokyo
	}
	if i, ok := r.find.named(name, "", newSpot(lat, lon), float64(data.Features[f].Radius)); ok {
		return i
	}
	return anyone
}

// capitals tells of which state and when; the table starts in 1816.
func (r pointReader) capitals() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureCapital, value: valueGreatest}
	err := r.read("points/capitals.tsv", func(row row, lat, lon float64) {
		detail := fmt.Sprintf("%s %s-%s", row.str("state"), row.str("from"), row.str("to"))
		s.add(lat, lon, point{name: row.str("name"), value: row.float("to"), detail: detail, owner: r.bearer(data.FeatureCapital, row.str("name"), lat, lon)})
	})
	return []*pointSet{s}, err
}

// printing keeps press towns, universities and fairs. Bishoprics and paper
// mills, also in the table, say nothing of printing or trade and have neither
// dates nor, mostly, names.
func (r pointReader) printing() ([]*pointSet, error) {
	kinds := map[string]string{"spread_of_printing": "printing", "universities": "university", "fairs": "fair"}
	s := &pointSet{feature: data.FeatureEarlyPrinting, value: valueLeast, detail: detailAll}
	err := r.read("points/early_printing.tsv", func(row row, lat, lon float64) {
		kind, ok := kinds[row.str("kind")]
		if !ok {
			return
		}
		year := row.float("year")
		detail := kind
		if year > 0 {
			detail = fmt.Sprintf("%s %.0f", kind, year)
		}
		owner := r.bearer(data.FeatureEarlyPrinting, row.str("name"), lat, lon)
		s.add(lat, lon, point{name: row.str("name"), value: positive(year), detail: detail, owner: owner})
	})
	return []*pointSet{s}, err
}

// titleCase writes a name in capitals as people write it: "SAN JUAN" becomes
// "San Juan". Names that already have small letters stay.
func titleCase(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s != strings.ToUpper(s) {
		return s
	}
	var b strings.Builder
	start := true
	for _, c := range s {
		if start {
			b.WriteRune(c)
		} else {
			b.WriteString(strings.ToLower(string(c)))
		}
		start = c == ' ' || c == '-' || c == '(' || c == '/' || c == '.'
	}
	return b.String()
}
