package build

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// insideKinds tells which feature a kind of place inside a Japanese
// municipality belongs to, and how far apart two tables may put one thing.
var insideKinds = map[string]struct {
	feature data.Feature
	sameKm  float64
}{
	"ski_area":               {data.FeatureSki, 2},
	"port":                   {data.FeaturePort, 5},
	"airport":                {data.FeatureAirport, 3},
	"iata_airport":           {data.FeatureAirport, 3},
	"nuclear_power_plant":    {data.FeatureNuclear, 3},
	"geothermal_power_plant": {data.FeatureGeothermal, 3},
}

// japanese adds what lies inside Japanese municipalities. A municipality is
// large: its ski area may be beyond any radius around its office. A thing that
// the world's table has is only moved to the municipality's door; one that it
// lacks becomes a point of that municipality alone, so that the finer Japanese
// tables do not make Japan look denser than other countries. River ports and
// bays where ships only shelter are no ports in this sense, and an airport that
// only a list of codes knows is an air base.
func (r pointReader) japanese(sets []*pointSet) error {
	coastal, err := r.coastal()
	if err != nil {
		return err
	}
	t, err := r.src.table("japan/places_by_municipality.tsv", "code5", "kind", "name", "info", "lat", "lon")
	if err != nil {
		return err
	}
	byFeature := map[data.Feature]*pointSet{}
	globes := map[data.Feature]*globe{}
	for _, s := range sets {
		byFeature[s.feature] = s
		globes[s.feature] = s.globe()
	}
	extras := map[data.Feature][]point{}
	for row := range t.rows() {
		kind, known := insideKinds[row.str("kind")]
		unit, placed := r.find.byCode[row.str("code5")]
		lat, lon := row.float("lat"), row.float("lon")
		set := byFeature[kind.feature]
		if !known || !placed || set == nil || !positioned(lat, lon) {
			continue
		}
		if kind.feature == data.FeaturePort && (!coastal[row.str("code5")] || row.str("info") == "shelter") {
			continue
		}
		at := newSpot(lat, lon)
		if n, ok := globes[kind.feature].nearest(at, kind.sameKm, nil); ok {
			set.putInside(unit, n.index)
			continue
		}
		if row.str("kind") == "iata_airport" {
			continue
		}
		if !closeTo(extras[kind.feature], at, kind.sameKm) {
			extras[kind.feature] = append(extras[kind.feature], point{
				at: at, name: row.str("name"), value: insideKm(row.str("info")), cc: "JP", owner: unit,
			})
		}
	}
	for f, s := range byFeature {
		s.points = append(s.points, extras[f]...)
	}
	return t.failed()
}

// coastal tells by code which municipalities have a coast.
func (r pointReader) coastal() (map[string]bool, error) {
	t, err := r.src.table("japan/municipalities.tsv", "code5", "coastal")
	if err != nil {
		return nil, err
	}
	coastal := map[string]bool{}
	for row := range t.rows() {
		coastal[row.str("code5")] = row.str("coastal") == "1"
	}
	return coastal, t.failed()
}

func (s *pointSet) putInside(unit, point int32) {
	if s.inside == nil {
		s.inside = map[int32][]int32{}
	}
	for _, p := range s.inside[unit] {
		if p == point {
			return
		}
	}
	s.inside[unit] = append(s.inside[unit], point)
}

func closeTo(points []point, at spot, km float64) bool {
	for _, p := range points {
		if apartKm(p.at, at) <= km {
			return true
		}
	}
	return false
}

// insideKm reads the length of a ski area's runs from "downhill_km=24;…"; NaN
// where there is none.
func insideKm(info string) float64 {
	for item := range strings.SplitSeq(info, ";") {
		if v, ok := strings.CutPrefix(item, "downhill_km="); ok {
			if km, err := strconv.ParseFloat(v, 64); err == nil {
				return positive(km)
			}
		}
	}
	return positive(0)
}
