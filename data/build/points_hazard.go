package build

import (
	"math"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// What makes an event one that a town still speaks of.
const (
	// eventsFrom is the first year taken: earlier records are kept for some
	// countries only.
	eventsFrom = 1600
	// fewestDeaths is the smallest toll of a deadly earthquake.
	fewestDeaths = 10
	// lowestTsunami is the smallest height of a tsunami in metres.
	lowestTsunami = 1
)

// volcanoes keeps those with signs of activity in the last 10,000 years. The
// status column names the evidence ("Historical", "Radiocarbon", "Holocene");
// uncertain and older ones are left out.
func (r pointReader) volcanoes() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureVolcano}
	err := r.read("points/volcano.tsv", func(row row, lat, lon float64) {
		status := row.str("status")
		if status == "" || status == "Uncertain" || strings.HasSuffix(status, "?") || strings.HasPrefix(status, "Pleistocene") {
			return
		}
		s.add(lat, lon, point{name: row.str("name"), detail: row.str("type"), cc: r.names.name(row.str("country")), owner: anyone})
	})
	return []*pointSet{s}, err
}

// quakes reads the three tables of earthquakes and tsunamis.
func (r pointReader) quakes() ([]*pointSet, error) {
	strong := &pointSet{feature: data.FeatureQuake, value: valueGreatest}
	err := r.read("points/quakes6.tsv", func(row row, lat, lon float64) {
		strong.add(lat, lon, point{value: row.float("mag"), detail: yearOfDate(row.str("date")), owner: anyone})
	})
	if err != nil {
		return nil, err
	}
	deadly, err := r.events("points/deadly_quakes.tsv", data.FeatureDeadlyQuake, "deaths", fewestDeaths)
	if err != nil {
		return nil, err
	}
	tsunami, err := r.events("points/tsunamis.tsv", data.FeatureTsunami, "maxh", lowestTsunami)
	return []*pointSet{strong, deadly, tsunami}, err
}

// events reads a table of dated events that are ranked by one column.
func (r pointReader) events(path string, feature data.Feature, column string, least float64) (*pointSet, error) {
	s := &pointSet{feature: feature, value: valueGreatest, felt: true}
	err := r.read(path, func(row row, lat, lon float64) {
		v, year := row.float(column), row.int("year")
		if year < eventsFrom || math.IsNaN(v) || v < least {
			return
		}
		s.add(lat, lon, point{
			name: titleCase(row.str("name")), value: v,
			detail: strconv.Itoa(int(year)), owner: anyone, reach: ruptureKm(row.float("mag")) / 2,
		})
	}, "name", "year", "mag", column)
	return s, err
}

// ruptureKm estimates the length of the fault that broke in an earthquake of a
// magnitude, 0 where that is unknown. Each magnitude has about three times the
// length of the one below: 14 km for 6, 45 for 7, 140 for 8, 450 for 9 (after
// the scaling of Wells and Coppersmith, 1994). A position in the tables is the
// place where the break began, often far at sea: the earthquake of 2011 began
// 130 km from Sendai.
func ruptureKm(magnitude float64) float64 {
	if !(magnitude > 5) {
		return 0
	}
	return math.Pow(10, 0.5*min(magnitude, 9.5)-1.85)
}

// yearOfDate returns the year of a date written 01/02/1965 or 1975-02-23T….
func yearOfDate(date string) string {
	if i := strings.LastIndexByte(date, '/'); i >= 0 {
		return date[i+1:]
	}
	year, _, _ := strings.Cut(date, "-")
	return year
}

// cyclones counts storms, not track points: those of one storm share a key.
func (r pointReader) cyclones() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureCyclone, detail: detailLast, keyed: true}
	keys := keyer{}
	err := r.read("points/cyclones.tsv", func(row row, lat, lon float64) {
		s.add(lat, lon, point{year: row.int("year"), key: keys.of(row.str("sid")), owner: anyone})
	})
	return []*pointSet{s}, err
}

// keyer numbers strings in order of their first appearance.
type keyer map[string]int32

func (k keyer) of(s string) int32 {
	if n, ok := k[s]; ok {
		return n
	}
	n := int32(len(k))
	k[s] = n
	return n
}
