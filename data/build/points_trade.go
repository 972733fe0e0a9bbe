package build

import (
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// fuel tells to which feature a kind of power plant belongs and how much it
// has to deliver in a year to matter to a town.
type fuel struct {
	feature data.Feature
	least   float64 // GWh a year; 0 keeps plants of unknown output too
}

// fuels leaves out what every town has (solar, waste, diesel sets). The floors
// are about 15 MW of water, 10 MW of wind (a handful of turbines) and a
// 100 MW thermal block; nuclear and geothermal plants are few and all count.
var fuels = map[string]fuel{
	"Hydro":      {data.FeatureHydro, 50},
	"Geothermal": {data.FeatureGeothermal, 0},
	"Nuclear":    {data.FeatureNuclear, 0},
	"Wind":       {data.FeatureWind, 20},
	"Coal":       {data.FeatureThermal, 500},
	"Gas":        {data.FeatureThermal, 500},
	"Oil":        {data.FeatureThermal, 500},
	"Petcoke":    {data.FeatureThermal, 500},
}

// power reads the plants into one set a feature.
func (r pointReader) power() ([]*pointSet, error) {
	var sets []*pointSet
	byFeature := map[data.Feature]*pointSet{}
	for f := data.FeatureHydro; f <= data.FeatureThermal; f++ {
		byFeature[f] = &pointSet{feature: f, value: valueSum, detail: detailAll}
		sets = append(sets, byFeature[f])
	}
	err := r.read("points/power.tsv", func(row row, lat, lon float64) {
		kind, ok := fuels[row.str("fuel")]
		gwh := positive(row.float("gwh"))
		if !ok || kind.least > 0 && !(gwh >= kind.least) {
			return
		}
		p := point{name: row.str("name"), value: gwh, owner: anyone}
		if kind.feature == data.FeatureThermal {
			p.detail = strings.ToLower(row.str("fuel"))
		}
		byFeature[kind.feature].add(lat, lon, p)
	})
	return sets, err
}

// steel keeps operating works; their capacities add up.
func (r pointReader) steel() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureSteel, value: valueSum}
	err := r.read("points/steel.tsv", func(row row, lat, lon float64) {
		if row.str("status") != "operating" {
			return
		}
		ttpa := math.NaN()
		if row.str("ttpa") != "N/A" && row.str("ttpa") != "unknown" {
			ttpa = positive(row.float("ttpa"))
		}
		s.add(lat, lon, point{name: row.str("name"), value: ttpa, cc: r.names.name(row.str("country")), owner: anyone})
	})
	return []*pointSet{s}, err
}

// mines leaves out smelters and refineries without a mine, which the table has
// too: most of them are steelworks, which have a feature of their own.
func (r pointReader) mines() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureMine, detail: detailAll}
	err := r.read("points/mines.tsv", func(row row, lat, lon float64) {
		if !strings.Contains(row.str("kind"), "Mine") {
			return
		}
		s.add(lat, lon, point{name: row.str("name"), detail: strings.ToLower(row.str("commodities")), cc: r.names.name(row.str("country")), owner: anyone})
	})
	return []*pointSet{s}, err
}

// brewing lists the types of brewery that brew where they stand.
var brewing = []string{"micro", "brewpub", "regional", "large", "nano"}

func (r pointReader) breweries() ([]*pointSet, error) {
	s := &pointSet{feature: data.FeatureBrewery}
	err := r.read("points/breweries.tsv", func(row row, lat, lon float64) {
		if slices.Contains(brewing, row.str("type")) {
			s.add(lat, lon, point{name: row.str("name"), cc: r.names.name(row.str("country")), owner: anyone})
		}
	})
	return []*pointSet{s}, err
}
