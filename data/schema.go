package data

// Names of the layers. The file is NAME.parquet beside manifest.json.
const (
	LayerPlaces         = "places"
	LayerRegions        = "regions"
	LayerMunicipalities = "municipalities"
	LayerJapan          = "japan_facts"
	LayerClimate        = "climate"
	LayerNames          = "names"
	LayerLookup         = "lookup"
	LayerNameKeys       = "name_keys"
	LayerTies           = "ties"
	LayerCountries      = "countries"
	LayerCountryGeo     = "country_geo"
	LayerCountryPairs   = "country_pairs"
	LayerMissions       = "missions"
	LayerThemes         = "themes"
	LayerBirths         = "births"
	LayerWishes         = "wishes"
	LayerBaseLand       = "basemap_land"
	LayerBaseBorders    = "basemap_borders"
	LayerBaseJapan      = "basemap_japan"
)

// The row types below are the layers' schemas: the compiler writes them, the
// store reads their columns one by one, and any Parquet reader sees the same
// names. The `unit:` tag carries the unit of measure into the manifest.
// Unknown is -2147483648 in integer columns, NaN in floats, "" in strings.

// PlaceRow is one place outside Japan, in order of country code and id.
type PlaceRow struct {
	Unit       int32   `parquet:"unit" unit:"unit number"`
	ID         string  `parquet:"id" unit:"stable id, gn: or pl:"`
	CC         string  `parquet:"cc,dict" unit:"ISO 3166-1 alpha-2"`
	Name       string  `parquet:"name" unit:""`
	NameJA     string  `parquet:"name_ja" unit:"katakana or kanji"`
	Region     int32   `parquet:"region" unit:"unit number of the first-level region"`
	Admin2     string  `parquet:"admin2,dict" unit:"GeoNames second-level code"`
	Lat        float32 `parquet:"lat" unit:"degrees north"`
	Lon        float32 `parquet:"lon" unit:"degrees east"`
	Population int32   `parquet:"population" unit:"inhabitants"`
	Elevation  int32   `parquet:"elevation" unit:"m"`
	Feature    string  `parquet:"feature,dict" unit:"GeoNames feature code"`
	Seat       int32   `parquet:"seat" unit:"0 none, 1 country, 2 first level, 3 second level, 4 lower"`
	Timezone   string  `parquet:"timezone,dict" unit:"IANA name"`
	CoastKm    float32 `parquet:"coast_km" unit:"km to the sea"`
	Landmass   float32 `parquet:"landmass_km2" unit:"km2 of the island or continent"`
	Lake       string  `parquet:"lake,dict" unit:"nearest named lake within 12 km"`
	River      string  `parquet:"river,dict" unit:"nearest named river within 8 km"`
	Areas      string  `parquet:"areas,dict" unit:"Natural Earth areas, kind:name, | between"`
	ReliefM    float32 `parquet:"relief_m" unit:"m between highest and lowest ground around"`
	PartOf     int32   `parquet:"part_of" unit:"unit number of the city it is probably part of"`
	RegionRank int32   `parquet:"region_rank" unit:"1 for the largest of its region"`
	Wikidata   string  `parquet:"wikidata" unit:"QID"`
}

// MunicipalityRow is one Japanese government, in code order: prefectures
// first, then cities, wards, towns and villages.
type MunicipalityRow struct {
	Unit       int32   `parquet:"unit" unit:"unit number"`
	ID         string  `parquet:"id" unit:"jp: and the code, 2 digits for prefectures, 5 for others"`
	Kind       string  `parquet:"kind,dict" unit:"prefecture, city, special_ward, town, village"`
	Name       string  `parquet:"name" unit:"romaji with macrons"`
	Kanji      string  `parquet:"kanji" unit:""`
	Kana       string  `parquet:"kana" unit:"hiragana with the suffix"`
	Romaji     string  `parquet:"romaji" unit:"without macrons and suffix"`
	Suffix     string  `parquet:"suffix,dict" unit:"shi, cho, machi, mura, son, ku, ken, fu, to, do"`
	Region     int32   `parquet:"region" unit:"unit number of the prefecture"`
	Lat        float32 `parquet:"lat" unit:"degrees north"`
	Lon        float32 `parquet:"lon" unit:"degrees east"`
	Population int32   `parquet:"population" unit:"inhabitants, census 2020"`
	Pop2015    int32   `parquet:"pop_2015" unit:"inhabitants, census 2015"`
	AreaKm2    float32 `parquet:"area_km2" unit:"km2"`
	Elevation  int32   `parquet:"elevation" unit:"m, estimated"`
	Seat       int32   `parquet:"seat" unit:"as in places"`
	CoastKm    float32 `parquet:"coast_km" unit:"km to the sea"`
	Coastline  float32 `parquet:"coastline_km" unit:"km of coast, 0 when landlocked"`
	Landmass   float32 `parquet:"landmass_km2" unit:"km2 of the island"`
	Lake       string  `parquet:"lake,dict" unit:""`
	River      string  `parquet:"river,dict" unit:""`
	Areas      string  `parquet:"areas,dict" unit:"Natural Earth areas"`
	ReliefM    float32 `parquet:"relief_m" unit:"m"`
	RegionRank int32   `parquet:"region_rank" unit:"1 for the largest of its prefecture"`
	URL        string  `parquet:"url" unit:""`
	Neighbours string  `parquet:"neighbours" unit:"codes, | between"`
	District   string  `parquet:"district,dict" unit:"gun"`
}

// JapanRow holds what only Japan's statistics tell of a municipality or prefecture.
type JapanRow struct {
	Unit           int32   `parquet:"unit" unit:"unit number"`
	Age65Pct       float32 `parquet:"age65_pct" unit:"% of inhabitants"`
	ForeignPop     int32   `parquet:"foreign_pop" unit:"inhabitants, 2020"`
	PrimaryPct     float32 `parquet:"primary_pct" unit:"% of workers"`
	SecondaryPct   float32 `parquet:"secondary_pct" unit:"% of workers"`
	TertiaryPct    float32 `parquet:"tertiary_pct" unit:"% of workers"`
	HabitableKm2   float32 `parquet:"habitable_km2" unit:"km2"`
	Visitors       int32   `parquet:"visitors_2025" unit:"visitors a year"`
	HighSchools    int32   `parquet:"high_schools" unit:"schools"`
	FarmHouseholds int32   `parquet:"farm_households" unit:"households"`
	FarmItem       string  `parquet:"farm_item,dict" unit:"top farm product by value, Japanese"`
	FarmOutput     float32 `parquet:"farm_output" unit:"10 million yen, 2024"`
	FarmRank       int32   `parquet:"farm_rank" unit:"rank in Japan for the item"`
	JapanHeritage  string  `parquet:"japan_heritage" unit:"story numbers"`
	Emigrants      int32   `parquet:"emigrants" unit:"people, 1885-1972, of the prefecture"`
	Employees      int32   `parquet:"employees" unit:"private employees, 2021"`
	IndA           int32   `parquet:"ind_a" unit:"employees, agriculture and forestry"`
	IndB           int32   `parquet:"ind_b" unit:"employees, fishery"`
	IndC           int32   `parquet:"ind_c" unit:"employees, mining"`
	IndD           int32   `parquet:"ind_d" unit:"employees, construction"`
	IndE           int32   `parquet:"ind_e" unit:"employees, manufacturing"`
	IndF           int32   `parquet:"ind_f" unit:"employees, utilities"`
	IndG           int32   `parquet:"ind_g" unit:"employees, information"`
	IndH           int32   `parquet:"ind_h" unit:"employees, transport and post"`
	IndI           int32   `parquet:"ind_i" unit:"employees, wholesale and retail"`
	IndJ           int32   `parquet:"ind_j" unit:"employees, finance"`
	IndK           int32   `parquet:"ind_k" unit:"employees, real estate"`
	IndL           int32   `parquet:"ind_l" unit:"employees, research and professions"`
	IndM           int32   `parquet:"ind_m" unit:"employees, hotels and food"`
	IndN           int32   `parquet:"ind_n" unit:"employees, life services and leisure"`
	IndO           int32   `parquet:"ind_o" unit:"employees, education"`
	IndP           int32   `parquet:"ind_p" unit:"employees, health and welfare"`
	IndQ           int32   `parquet:"ind_q" unit:"employees, compound services"`
	IndR           int32   `parquet:"ind_r" unit:"employees, other services"`
}

// RegionRow is one first-level region outside Japan, derived from its places.
type RegionRow struct {
	Unit       int32   `parquet:"unit" unit:"unit number"`
	ID         string  `parquet:"id" unit:"rg:, country, GeoNames code"`
	Alias      string  `parquet:"alias" unit:"a1: and the ISO 3166-2 code, where it joins"`
	CC         string  `parquet:"cc,dict" unit:"ISO 3166-1 alpha-2"`
	Name       string  `parquet:"name" unit:""`
	NameJA     string  `parquet:"name_ja" unit:""`
	Seat       int32   `parquet:"seat" unit:"unit number of the seat, else of the largest place"`
	Places     int32   `parquet:"places" unit:"places of the region in the data"`
	Lat        float32 `parquet:"lat" unit:"degrees north, population-weighted"`
	Lon        float32 `parquet:"lon" unit:"degrees east, population-weighted"`
	Population int32   `parquet:"population" unit:"inhabitants of the places known, a lower bound"`
	Elevation  int32   `parquet:"elevation" unit:"m, population-weighted"`
	CoastKm    float32 `parquet:"coast_km" unit:"km to the sea from the nearest place"`
	Landmass   float32 `parquet:"landmass_km2" unit:"km2, of the largest place"`
	ReliefM    float32 `parquet:"relief_m" unit:"m, population-weighted"`
	Areas      string  `parquet:"areas" unit:"Natural Earth areas of at least a tenth of its places"`
	RegionRank int32   `parquet:"region_rank" unit:"1 for the most populous of its country"`
}

// ClimateRow holds the normals of one unit, and their month-sorted digest.
//
// The digest makes hemispheres comparable: months are ordered from the coldest
// to the warmest, cut into four groups of three, and each group's mean
// temperature and the mean rain of the same months are kept.
type ClimateRow struct {
	Unit      int32   `parquet:"unit" unit:"unit number"`
	Koppen    string  `parquet:"koppen,dict" unit:"Koeppen-Geiger class"`
	StationKm float32 `parquet:"station_km" unit:"km to the climate station used"`
	T01       float32 `parquet:"t01" unit:"deg C, mean of January"`
	T02       float32 `parquet:"t02" unit:"deg C"`
	T03       float32 `parquet:"t03" unit:"deg C"`
	T04       float32 `parquet:"t04" unit:"deg C"`
	T05       float32 `parquet:"t05" unit:"deg C"`
	T06       float32 `parquet:"t06" unit:"deg C"`
	T07       float32 `parquet:"t07" unit:"deg C"`
	T08       float32 `parquet:"t08" unit:"deg C"`
	T09       float32 `parquet:"t09" unit:"deg C"`
	T10       float32 `parquet:"t10" unit:"deg C"`
	T11       float32 `parquet:"t11" unit:"deg C"`
	T12       float32 `parquet:"t12" unit:"deg C"`
	P01       float32 `parquet:"p01" unit:"mm, mean of January"`
	P02       float32 `parquet:"p02" unit:"mm"`
	P03       float32 `parquet:"p03" unit:"mm"`
	P04       float32 `parquet:"p04" unit:"mm"`
	P05       float32 `parquet:"p05" unit:"mm"`
	P06       float32 `parquet:"p06" unit:"mm"`
	P07       float32 `parquet:"p07" unit:"mm"`
	P08       float32 `parquet:"p08" unit:"mm"`
	P09       float32 `parquet:"p09" unit:"mm"`
	P10       float32 `parquet:"p10" unit:"mm"`
	P11       float32 `parquet:"p11" unit:"mm"`
	P12       float32 `parquet:"p12" unit:"mm"`
	TQ1       float32 `parquet:"tq1" unit:"deg C, mean of the three coldest months"`
	TQ2       float32 `parquet:"tq2" unit:"deg C"`
	TQ3       float32 `parquet:"tq3" unit:"deg C"`
	TQ4       float32 `parquet:"tq4" unit:"deg C, mean of the three warmest months"`
	PQ1       float32 `parquet:"pq1" unit:"mm a month, mean of the three coldest months"`
	PQ2       float32 `parquet:"pq2" unit:"mm a month"`
	PQ3       float32 `parquet:"pq3" unit:"mm a month"`
	PQ4       float32 `parquet:"pq4" unit:"mm a month, mean of the three warmest months"`
}

// NameRow is one name of a unit, in order of unit, language and name.
type NameRow struct {
	Unit int32  `parquet:"unit" unit:"unit number"`
	Lang string `parquet:"lang,dict" unit:"BCP 47, or x for a guess; main for the name in places"`
	Name string `parquet:"name" unit:""`
}

// LookupRow maps a folded name to a unit, in order of fold and unit. It
// answers exact lookups by binary search.
type LookupRow struct {
	Fold string `parquet:"fold" unit:"names.Fold of a name"`
	Unit int32  `parquet:"unit" unit:"unit number"`
	Main int32  `parquet:"main" unit:"1 when it is the unit's main name, 0 for an alternate one"`
}

// NameKeyRow is one spelling of a unit's name by which names are compared
// across scripts, in order of unit. Each unit has at most three.
type NameKeyRow struct {
	Unit  int32  `parquet:"unit" unit:"unit number"`
	Latin string `parquet:"latin" unit:"names.Latin: a-z only"`
	Sound string `parquet:"sound" unit:"names.Sound of latin"`
	Freq  int32  `parquet:"freq" unit:"units of the world that share the sound"`
}

// TieRow is one existing tie between two units, or between a unit and a party
// that could not be identified (BUnit unknown, Reason tells why).
type TieRow struct {
	A        int32  `parquet:"a" unit:"unit number"`
	B        int32  `parquet:"b" unit:"unit number, or unknown"`
	BName    string `parquet:"b_name" unit:"name of the other party where it is not identified"`
	BCC      string `parquet:"b_cc,dict" unit:"country of the other party"`
	Reason   string `parquet:"reason,dict" unit:"why B is unknown: no_match, quarter, region, ambiguous, no_position"`
	Year     int32  `parquet:"year" unit:"year of signing"`
	Sources  string `parquet:"sources,dict" unit:"source keys, comma between"`
	Form     string `parquet:"form,dict" unit:"p partnership, f friendship, k contact"`
	Network  string `parquet:"network,dict" unit:"club of towns, where the tie is one of many in a club"`
	Domestic int32  `parquet:"domestic" unit:"1 when both are in one country"`
}

// CountryRow describes one country or territory, in code order.
type CountryRow struct {
	CC            string  `parquet:"cc" unit:"ISO 3166-1 alpha-2"`
	CCA3          string  `parquet:"cca3" unit:"ISO 3166-1 alpha-3"`
	Name          string  `parquet:"name" unit:""`
	NameJA        string  `parquet:"name_ja" unit:""`
	Continent     string  `parquet:"continent,dict" unit:"AF AN AS EU NA OC SA"`
	Languages     string  `parquet:"languages" unit:"code:percent of speakers, * official, space between"`
	Population    float32 `parquet:"population" unit:"inhabitants"`
	GDPPerCapita  float32 `parquet:"gdp_per_capita" unit:"international dollars"`
	Independent   int32   `parquet:"independent" unit:"1 for an independent state"`
	Landlocked    int32   `parquet:"landlocked" unit:"1 without a sea coast"`
	Lat           float32 `parquet:"lat" unit:"degrees north"`
	Lon           float32 `parquet:"lon" unit:"degrees east"`
	Industries    string  `parquet:"industries" unit:"text of the World Factbook"`
	Farming       string  `parquet:"farming" unit:"text of the World Factbook"`
	Colonisers    string  `parquet:"colonisers" unit:"alpha-2 codes, comma between"`
	Organisations string  `parquet:"organisations" unit:"abbreviations, comma between"`
}

// CountryGeoRow is the share-alike part of the country facts.
type CountryGeoRow struct {
	CC        string `parquet:"cc" unit:"ISO 3166-1 alpha-2"`
	Region    string `parquet:"region,dict" unit:"UN region"`
	Subregion string `parquet:"subregion,dict" unit:"UN subregion"`
	Borders   string `parquet:"borders" unit:"alpha-2 codes, comma between"`
}

// CountryPairRow tells what is known of two countries together, A toward B.
// Only pairs with at least one known value have a row.
type CountryPairRow struct {
	A           string  `parquet:"a,dict" unit:"ISO 3166-1 alpha-2"`
	B           string  `parquet:"b,dict" unit:"ISO 3166-1 alpha-2"`
	ExportPct   float32 `parquet:"export_pct" unit:"% of A's exports that go to B"`
	Missions    int32   `parquet:"missions" unit:"diplomatic missions of A in B"`
	UNAgreement float32 `parquet:"un_agreement" unit:"share of UN votes cast alike, 2010-2019, 0-1"`
	Migrants    int32   `parquet:"migrants" unit:"people born in A who live in B, 2019"`
	VisaFree    float32 `parquet:"visa_days" unit:"days that citizens of A may visit B without a visa"`
	Colonial    int32   `parquet:"colonial" unit:"1 when A once ruled B or B ruled A"`
}

// NearRow is one feature in or near one unit, in order of unit and feature.
type NearRow struct {
	Unit    int32   `parquet:"unit" unit:"unit number"`
	Feature string  `parquet:"feature,dict" unit:"see data.Features"`
	Count   int32   `parquet:"count" unit:"points within the feature's radius"`
	Km      float32 `parquet:"km" unit:"km to the nearest"`
	Value   float32 `parquet:"value" unit:"see data.Features"`
	Name    string  `parquet:"name,dict" unit:"the nearest, or the most notable where a value ranks them"`
	NameKm  float32 `parquet:"name_km" unit:"km to the one that is named"`
	Detail  string  `parquet:"detail,dict" unit:"kind, year or field, where the source has one"`
}

// MissionRow is one diplomatic mission with a known position.
type MissionRow struct {
	Operator string  `parquet:"operator,dict" unit:"ISO 3166-1 alpha-2 of the sending country"`
	CC       string  `parquet:"cc,dict" unit:"ISO 3166-1 alpha-2 of the host"`
	City     string  `parquet:"city" unit:""`
	Type     string  `parquet:"type,dict" unit:"embassy, consulate general, ..."`
	Lat      float32 `parquet:"lat" unit:"degrees north"`
	Lon      float32 `parquet:"lon" unit:"degrees east"`
}

// ThemeRow says that a unit is known for a theme of history or speciality.
type ThemeRow struct {
	Unit  int32   `parquet:"unit" unit:"unit number"`
	Theme string  `parquet:"theme,dict" unit:"theme key"`
	Km    float32 `parquet:"km" unit:"km between the unit and the place the theme names, 0 for the place itself"`
}

// BirthRow is a notable person born in a unit.
type BirthRow struct {
	Unit       int32   `parquet:"unit" unit:"unit number"`
	Name       string  `parquet:"name" unit:""`
	Occupation string  `parquet:"occupation,dict" unit:""`
	Year       int32   `parquet:"year" unit:"year of birth, negative before our era"`
	Fame       float32 `parquet:"fame" unit:"historical popularity index of Pantheon 1.0"`
}

// WishRow says what one Japanese municipality publicly asked for when it
// looked for a foreign partner, in order of unit. With neither countries nor
// areas it would take a partner from anywhere.
type WishRow struct {
	Unit      int32  `parquet:"unit" unit:"unit number"`
	Countries string `parquet:"countries" unit:"ISO 3166-1 alpha-2 codes, comma between"`
	Areas     string `parquet:"areas" unit:"continent codes as in countries, comma between"`
	Date      string `parquet:"date" unit:"year or years of the list that holds the wish; latest for its newest state"`
	Theme     string `parquet:"theme" unit:"what was asked for, in a few words, ; between"`
}
