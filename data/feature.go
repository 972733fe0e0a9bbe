package data

// Feature names a kind of thing that lies in or near a unit: a port, a ski
// area, a volcano. Rows of the near layers carry it.
type Feature uint8

// The features, in a fixed order: the numbers are written into layers by name,
// so new ones may be inserted anywhere.
const (
	FeaturePort Feature = iota
	FeaturePortSize
	FeatureAirport
	FeatureSki
	FeatureHeritage
	FeatureCreativeCity
	FeatureUniversity
	FeatureMotorsport
	FeatureCapital
	FeatureEarlyPrinting
	FeatureVolcano
	FeatureQuake
	FeatureDeadlyQuake
	FeatureTsunami
	FeatureCyclone
	FeatureHydro
	FeatureGeothermal
	FeatureNuclear
	FeatureWind
	FeatureThermal
	FeatureSteel
	FeatureMine
	FeatureBrewery
	FeatureWinePDO
	FeatureWineAVA
	FeaturePark
	FeatureOldTown
	NumFeatures
)

// FeatureInfo tells how a feature was measured and where it is kept.
type FeatureInfo struct {
	// Name is the key in layers, weights and JSON.
	Name string
	// Label and LabelJA name the feature in sentences ("port", 港).
	Label, LabelJA string
	// Radius is how far from a unit's position a point still counts; deadly
	// earthquakes and tsunamis count half the length of the fault farther.
	Radius Km
	// Layer is the near layer that holds the rows; one licence each.
	Layer string
	// Source is the key of the source in the manifest.
	Source string
	// Value tells what the row's value means, with its unit; empty when unused.
	Value string
}

// Near layers, one for each licence the point tables came under.
const (
	LayerNearFacts = "near_facts"
	LayerNearCCBY  = "near_ccby"
	LayerNearODbL  = "near_odbl"
	LayerNearMIT   = "near_mit"
)

// Features describes every feature, indexed by Feature. Radii follow from how
// far people travel to the thing, not from the data: a port serves a bay, a
// ski area a day trip, a quake is felt far.
var Features = [NumFeatures]FeatureInfo{
	FeaturePort:          {"port", "port", "港", 25, LayerNearFacts, "wpi", ""},
	FeaturePortSize:      {"port_size", "busy anchorage", "泊地", 15, LayerNearFacts, "anchorages", "anchorage cells of the largest"},
	FeatureAirport:       {"airport", "airport", "空港", 100, LayerNearODbL, "airports", "destinations of the best-connected (about 2014)"},
	FeatureSki:           {"ski", "ski area", "スキー場", 30, LayerNearODbL, "openskimap", "km of downhill runs, summed"},
	FeatureHeritage:      {"world_heritage", "World Heritage site", "世界遺産", 20, LayerNearFacts, "unesco", ""},
	FeatureCreativeCity:  {"creative_city", "UNESCO Creative City", "創造都市", 10, LayerNearFacts, "creative_cities", ""},
	FeatureUniversity:    {"university", "university", "大学", 10, LayerNearFacts, "universities", ""},
	FeatureMotorsport:    {"motorsport", "motor-racing circuit", "サーキット", 15, LayerNearFacts, "motorsport", ""},
	FeatureCapital:       {"capital", "capital city, now or once", "首都(現・旧)", 8, LayerNearFacts, "capitals", "last year as capital"},
	FeatureEarlyPrinting: {"early_printing", "early printing or fair town", "初期印刷・市の町", 5, LayerNearMIT, "early_printing", "year"},
	FeatureVolcano:       {"volcano", "active volcano", "火山", 40, LayerNearFacts, "volcano", ""},
	FeatureQuake:         {"quake6", "earthquake of magnitude 6 or more", "M6以上の地震", 100, LayerNearFacts, "quakes6", "largest magnitude"},
	FeatureDeadlyQuake:   {"deadly_quake", "deadly earthquake", "被害地震", 50, LayerNearFacts, "deadly_quakes", "deaths of the worst"},
	FeatureTsunami:       {"tsunami", "tsunami", "津波", 50, LayerNearFacts, "tsunamis", "greatest height in metres"},
	FeatureCyclone:       {"cyclone", "tropical cyclone track", "台風・ハリケーン", 100, LayerNearCCBY, "cyclones", ""},
	FeatureHydro:         {"hydro", "hydroelectric plant", "水力発電", 20, LayerNearCCBY, "power", "GWh a year, summed"},
	FeatureGeothermal:    {"geothermal", "geothermal plant", "地熱発電", 20, LayerNearCCBY, "power", "GWh a year, summed"},
	FeatureNuclear:       {"nuclear", "nuclear plant", "原子力発電", 20, LayerNearCCBY, "power", "GWh a year, summed"},
	FeatureWind:          {"wind", "wind farm", "風力発電", 20, LayerNearCCBY, "power", "GWh a year, summed"},
	FeatureThermal:       {"thermal", "coal, oil or gas plant", "火力発電", 20, LayerNearCCBY, "power", "GWh a year, summed"},
	FeatureSteel:         {"steel", "steelworks", "製鉄所", 15, LayerNearCCBY, "steel", "thousand tonnes a year, summed"},
	FeatureMine:          {"mine", "mine", "鉱山", 25, LayerNearFacts, "mines", ""},
	FeatureBrewery:       {"brewery", "brewery", "醸造所", 10, LayerNearMIT, "breweries", ""},
	FeatureWinePDO:       {"wine_pdo", "protected wine name", "ワイン原産地", 3, LayerNearFacts, "wine_pdo", ""},
	FeatureWineAVA:       {"wine_ava", "American wine area", "米国ワイン産地", 0, LayerNearFacts, "wine_ava", ""},
	FeaturePark:          {"national_park", "national park", "国立公園", 0, LayerNearFacts, "heritage_tags", ""},
	FeatureOldTown:       {"old_town", "preserved old town", "伝統的建造物群", 0, LayerNearFacts, "heritage_tags", ""},
}

// String returns the feature's name.
func (f Feature) String() string {
	if f < NumFeatures {
		return Features[f].Name
	}
	return "unknown"
}

// ParseFeature returns the feature with the given name.
func ParseFeature(name string) (Feature, bool) {
	for i := range Features {
		if Features[i].Name == name {
			return Feature(i), true
		}
	}
	return 0, false
}
