package build

import (
	"maps"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

const countriesTSV = "cc\tcca3\tname\tofficial\n" +
	"CD\tCOD\tDR Congo\tDemocratic Republic of the Congo\n" +
	"CG\tCOG\tCongo\tRepublic of the Congo\n" +
	"DE\tDEU\tGermany\tFederal Republic of Germany\n" +
	"FR\tFRA\tFrance\tFrench Republic\n" +
	"JP\tJPN\tJapan\tJapan\n" +
	"KR\tKOR\tSouth Korea\tRepublic of Korea\n" +
	"US\tUSA\tUnited States\tUnited States of America\n"

// pointFiles has every table that nearness reads, with a header and few rows.
func pointFiles() map[string]string {
	return map[string]string{
		"countries.tsv":            countriesTSV,
		"japan/municipalities.tsv": "code5\tcoastal\n01635\t0\n14210\t1\n",
		"japan/heritage_tags.tsv":  "code5\tkanji\tkind\tname\n01635\t新得町\tnational_park\t大雪山\n",
		"japan/places_by_municipality.tsv": "code5\tkanji\tkind\tname\tinfo\tkm_outside_polygon\tlat\tlon\tsource\n" +
			"01635\t新得町\tski_area\tSahoro\tdownhill_km=24;vertical_m=641\t0\t43.5\t142.84\tx\n" + // in the world's table, 47 km off
			"01635\t新得町\tski_area\tTown hill\tdownhill_km=3\t0\t43.09\t142.83\tx\n" + // not in it
			"01635\t新得町\tport\tRiver port\tlocal\t0\t43.0\t142.8\tx\n" +
			"14210\t三浦市\tport\tMisaki\tlocal\t0\t35.14\t139.61\tx\n" +
			"14210\t三浦市\tport\tShelter\tshelter\t0\t35.2\t139.7\tx\n" +
			"14210\t三浦市\tiata_airport\tXXX Base\tRJXX\t0\t35.2\t139.7\tx\n",
		"points/ports.tsv":     "lat\tlon\tname\tiso3\n53.55\t9.933333\tHAMBURG\tDEU\n",
		"points/port_size.tsv": "lat\tlon\tname\tiso3\tanchorages\n53.5\t9.9\tDEU-175\tDEU\t9\n53.56\t9.9\tHAMBURG\tDEU\t4\n",
		"points/airports.tsv": "lat\tlon\tiata\tndest\tcountry\tjpdest\n53.63\t9.99\tHAM\t87\tGermany\t\n" +
			"53.8\t10.7\tLBC\t5\tGermany\tNRT\n43.1\t142.9\tOBO\t3\tJapan\tHND\n",
		"points/ski.tsv": "lat\tlon\tname\tcountry\tlocality\tstatus\tdownhill\tkm\tvert\tlifts\n" +
			"43.501\t142.841\tSahoro\tJapan\t\toperating\tyes\t24\t641\t9\n" +
			"43.1\t142.9\tOld hill\tJapan\t\tabandoned\tyes\t9\t1\t1\n" +
			"43.1\t142.9\tLoipe\tJapan\t\toperating\tno\t9\t1\t1\n" +
			"53.56\t9.95\t\tGermany\tHamburg\toperating\tyes\t0\t1\t1\n",
		"points/world_heritage.tsv": "lat\tlon\tname\tcategory\tyear\tcode\tthemes\tiso\n0\t0\tBeech Forests\tNatural\t2007\t\tforest\tde,fr\n" +
			"53.55\t10.0\tSpeicherstadt\tCultural\t2015\tdeu\tport_trade,modern\tde\n53.551\t10.01\tSecond\tCultural\t2015\tdeu\tport_trade\tde\n",
		"points/creative_cities.tsv": "lat\tlon\tcity\tfield\tgeonameid\tcc\tdesc_confirms\tncountries\n53.55\t9.99\tHamburg\tMusic\t1\tDE\t1\t1\n" +
			"-16.89\t30.15\tKehl\tFilm\twd:\tDE\t0\t1\n-16.89\t30.15\tAtlantis\tFilm\twd:\tDE\t0\t1\n",
		"points/universities.tsv": "lat\tlon\tname\tgeonameid\tcc\tcity\n35.6895\t139.69171\tThe University of Tokyo\t1850147\tJP\tTokyo\n" +
			"35.6895\t139.69171\tKeio University\t1850147\tJP\tTokyo\n",
		"points/motorsport.tsv": "lat\tlon\tname\tlocation\n",
		"points/capitals.tsv":   "lat\tlon\tname\tstate\tfrom\tto\n53.55\t9.98\tHamburg\tHamburg\t1816\t1871\n48.575\t7.79\tNeuburg\tBaden\t1900\t1901\n",
		"points/early_printing.tsv": "lat\tlon\tkind\tname\tyear\n53.55\t9.99\tspread_of_printing\tHamburg\t1491\n" +
			"53.55\t9.99\tfairs\tHamburg\t\n53.55\t9.99\tbishoprics\tHamburg\t1450.0\n",
		"points/volcano.tsv": "lat\tlon\tname\tcountry\ttype\tstatus\tlast\n43.4\t142.7\tTokachi\tJapan\tStratovolcano\tHistorical\tD1\n" +
			"43.1\t142.8\tDoubtful\tJapan\tCone\tHolocene?\tU\n43.1\t142.8\tOlder\tJapan\tCone\tPleistocene\tU\n",
		"points/quakes6.tsv": "lat\tlon\tdate\tmag\n43.2\t142.9\t01/02/1965\t6.3\n43.3\t142.9\t1975-02-23T02:58:41.000Z\t6.1\n",
		"points/deadly_quakes.tsv": "lat\tlon\tname\tyear\tmag\tdeaths\ttsunami\n33.6\t139.6\tJAPAN:  SEA\t2011\t9.1\t18434\t1\n" +
			"33.6\t139.62\tJAPAN:  SMALL\t1999\t6.0\t50\t0\n35.1\t139.6\tJAPAN:  FEW\t1999\t6.0\t9\t0\n35.1\t139.6\tJAPAN:  OLD\t1498\t8.0\t900\t0\n",
		"points/tsunamis.tsv": "lat\tlon\tname\tyear\tmaxh\tdeaths\tmag\n35.0\t139.6\tSAGAMI BAY\t1923\t13.0\t0\t7.9\n35.0\t139.6\tRIPPLE\t1950\t0.4\t0\t7\n",
		"points/cyclones.tsv": "lat\tlon\tsid\tyear\tbasin\n43.1\t142.9\tA\t1980\tWP\n43.2\t142.9\tA\t1980\tWP\n43.2\t143.0\tB\t1979\tWP\n",
		"points/power.tsv": "lat\tlon\tname\tfuel\tgwh\n43.1\t142.9\tBig dam\tHydro\t75.5\n43.1\t142.91\tBrook\tHydro\t3\n43.1\t142.9\tRoof\tSolar\t900\n" +
			"43.1\t142.9\tSteam\tGeothermal\t\n53.5\t9.9\tMoorburg\tCoal\t9000\n53.5\t9.91\tGasworks\tGas\t600\n53.5\t9.9\tSet\tOil\t\n",
		"points/steel.tsv": "lat\tlon\tname\tcountry\tstatus\tttpa\tendusers\n53.51\t9.9\tWorks\tGermany\toperating\t1100.0\tx\n53.51\t9.9\tPlan\tGermany\tannounced\t900\tx\n53.51\t9.9\tUnsized\tGermany\toperating\tN/A\tx\n",
		"points/mines.tsv": "lat\tlon\tname\tcountry\tcommodities\tkind\tsheet\n48.6\t7.8\tPit\tFrance\tCoal, Iron\tMine \tg\n48.6\t7.8\tWorks\tFrance\tSteel\tSmelter\tg\n",
		"points/breweries.tsv": "lat\tlon\tname\tcountry\ttype\n53.55\t9.99\tGröninger\tGermany\tbrewpub\n53.55\t9.99\tGone\tGermany\tclosed\n" +
			"53.55\t9.99\tOffice\tGermany\tcontract\n",
		"points/wine_pdo.tsv": "lat\tlon\tn\tgeonameid\tpdos\n48.57\t7.82\t1\t4\tBaden|Kehler Berg\n48.6\t7.9\t1\t888\tBaden\n-16.89\t30.15\t81\twd:\tNowhere\n",
		"points/wine_ava.tsv": "lat\tlon\tname\tstate\ts\tn\tw\te\n37\t-113\tLarge\tUT|AZ\t36\t39\t-115\t-112\n37\t-113\tSmall\tUT\t37\t37.5\t-114\t-113\n",
	}
}

// rowsOf compiles the excerpt and returns the rows of a unit by feature.
func rowsOf(t *testing.T, files map[string]string, id string) map[string]data.NearRow {
	t.Helper()
	units := worldUnits()
	layers, err := nearLayers(folder(t, files), units)
	require.NoError(t, err)
	got := map[string]data.NearRow{}
	for _, layer := range nearLayerNames {
		for _, r := range layers[layer] {
			if units[r.Unit].ID == id {
				require.NotContains(t, got, r.Feature, "one row a feature")
				got[r.Feature] = r
			}
		}
	}
	return got
}

// brief is a row as a reader sees it, without the distance.
type brief struct {
	count  int32
	value  float32
	name   string
	detail string
}

func assertBrief(t *testing.T, want brief, got data.NearRow) {
	t.Helper()
	assert.Equal(t, want.count, got.Count, "%s: count", got.Feature)
	if want.value == 0 {
		assert.False(t, data.Known(got.Value), "%s: value %v should be unknown", got.Feature, got.Value)
	} else {
		assert.InDelta(t, want.value, got.Value, 0.01, got.Feature)
	}
	assert.Equal(t, want.name, got.Name, "%s: name", got.Feature)
	assert.Equal(t, want.detail, got.Detail, "%s: detail", got.Feature)
}

func TestFeaturesOfACity(t *testing.T) {
	got := rowsOf(t, pointFiles(), "gn:1")
	for feature, want := range map[string]brief{
		"port":           {1, 0, "Hamburg", ""},
		"port_size":      {2, 9, "", ""},
		"airport":        {2, 87, "HAM", "NRT"},
		"ski":            {1, 0, "Hamburg", ""},
		"world_heritage": {2, 0, "Speicherstadt", "modern,port_trade"},
		"creative_city":  {1, 0, "Hamburg", "Music"},
		"capital":        {1, 1871, "Hamburg", "Hamburg 1816-1871"},
		"early_printing": {2, 1491, "Hamburg", "fair,printing 1491"},
		"thermal":        {2, 9600, "Moorburg", "coal,gas"},
		"steel":          {2, 1100, "Works", ""},
		"brewery":        {1, 0, "Gröninger", ""},
	} {
		require.Contains(t, got, feature)
		assertBrief(t, want, got[feature])
		delete(got, feature)
	}
	assert.Empty(t, got, "and nothing else")
}

func TestTheNamedThingHasItsOwnDistance(t *testing.T) {
	lubeck := rowsOf(t, pointFiles(), "gn:2")["airport"]
	assert.Equal(t, "HAM", lubeck.Name)
	assert.Greater(t, lubeck.NameKm, float32(10))
	files := pointFiles()
	files["points/airports.tsv"] += "53.58\t9.71\tNEW\t1\tGermany\t\n" // at Wedel's door
	closer := rowsOf(t, files, "gn:2")["airport"]
	assert.Equal(t, "HAM", closer.Name, "has most destinations")
	assert.Equal(t, lubeck.NameKm, closer.NameKm)
	assert.Less(t, closer.Km, float32(2), "another is nearer")
}

func TestFeaturesKeepTheirDistance(t *testing.T) {
	wedel := rowsOf(t, pointFiles(), "gn:2")
	require.Contains(t, wedel, "port", "a suburb sees the city's port")
	assert.InDelta(t, 15.8, wedel["port"].Km, 0.3, "with the distance that tells it is not its own")
	for _, owned := range []string{"creative_city", "capital", "early_printing"} {
		assert.NotContains(t, wedel, owned, "%s is its neighbour's alone", owned)
	}
}

func TestFeaturesOfAJapaneseTown(t *testing.T) {
	got := rowsOf(t, pointFiles(), "jp:01635")
	for feature, want := range map[string]brief{
		"ski":           {2, 27, "Sahoro", ""},
		"airport":       {1, 3, "OBO", ""},
		"volcano":       {1, 0, "Tokachi", "Stratovolcano"},
		"quake6":        {2, 6.3, "", "1965"},
		"cyclone":       {2, 0, "", "1980"},
		"hydro":         {1, 75.5, "Big dam", ""},
		"geothermal":    {1, 0, "Steam", ""},
		"national_park": {1, 0, "大雪山", "大雪山"},
	} {
		require.Contains(t, got, feature)
		assertBrief(t, want, got[feature])
		delete(got, feature)
	}
	assert.Empty(t, got, "a port on a river is no port, and domestic flights are not flights to Japan")
	ski := rowsOf(t, pointFiles(), "jp:01635")["ski"]
	assert.Zero(t, ski.Km, "the ski area is in the town, though 47 km from its office")
	miura := rowsOf(t, pointFiles(), "jp:14210")
	assertBrief(t, brief{1, 0, "Misaki", ""}, miura["port"])
	assert.NotContains(t, miura, "airport", "an air base")
}

func TestGreatQuakesReachFarther(t *testing.T) {
	got := rowsOf(t, pointFiles(), "jp:14210")
	require.Contains(t, got, "deadly_quake")
	assertBrief(t, brief{1, 18434, "Japan: Sea", "2011"}, got["deadly_quake"])
	assert.InDelta(t, 171, got["deadly_quake"].Km, 1)
	assertBrief(t, brief{1, 13, "Sagami Bay", "1923"}, got["tsunami"])
	assert.Contains(t, rowsOf(t, pointFiles(), "jp:13"), "deadly_quake", "a prefecture felt what its wards felt")
}

func TestRuptureKm(t *testing.T) {
	assert.InDelta(t, 141, ruptureKm(8), 1)
	assert.InDelta(t, 3.16, ruptureKm(9)/ruptureKm(8), 0.01)
	for _, unknown := range []float64{0, math.NaN(), 4} {
		assert.Zero(t, ruptureKm(unknown))
	}
}

func TestUpperGovernmentsGatherTheirPlaces(t *testing.T) {
	region := rowsOf(t, pointFiles(), "rg:DE-HH")
	assertBrief(t, brief{1, 0, "Hamburg", ""}, region["port"])
	assert.Zero(t, region["port"].Km)
	assertBrief(t, brief{2, 87, "HAM", "NRT"}, region["airport"])
	assertBrief(t, brief{1, 0, "Hamburg", "Music"}, region["creative_city"])
	hokkaido := rowsOf(t, pointFiles(), "jp:01")
	assertBrief(t, brief{2, 27, "Sahoro", ""}, hokkaido["ski"])
	assertBrief(t, brief{1, 0, "大雪山", "大雪山"}, hokkaido["national_park"])
	tokyo := rowsOf(t, pointFiles(), "jp:13")
	assertBrief(t, brief{2, 0, "The University of Tokyo", ""}, tokyo["university"])
	assert.NotContains(t, rowsOf(t, pointFiles(), "jp:13104"), "university", "nobody knows in which ward")
}

func TestPointsPreferTheirCountry(t *testing.T) {
	units := worldUnits()
	f := newUnitFinder(units)
	for cc, want := range map[string]string{"FR": "gn:3", "DE": "gn:4", "": "gn:4", "US": "gn:4"} {
		home := f.homeOf(&point{at: newSpot(48.575, 7.80), cc: cc})
		assert.Equal(t, want, units[home].ID, "country %q", cc)
	}
	assert.Equal(t, anyone, f.homeOf(&point{at: newSpot(-40, -120)}), "the open sea is nobody's")
}

func TestWine(t *testing.T) {
	kehl := rowsOf(t, pointFiles(), "gn:4")
	assertBrief(t, brief{2, 0, "Kehler Berg", "Baden|Kehler Berg"}, kehl["wine_pdo"])
	assertBrief(t, brief{1, 0, "Kehl", "Film"}, kehl["creative_city"])
	assert.NotContains(t, rowsOf(t, pointFiles(), "gn:3"), "wine_pdo")
	utah := rowsOf(t, pointFiles(), "gn:6")
	assertBrief(t, brief{2, 0, "Small", "UT"}, utah["wine_ava"])
	assert.NotContains(t, rowsOf(t, pointFiles(), "gn:5"), "wine_ava")
}

func TestMinesAreMines(t *testing.T) {
	assertBrief(t, brief{1, 0, "Pit", "coal,iron"}, rowsOf(t, pointFiles(), "gn:3")["mine"])
}

func TestNearLayersAreOrdered(t *testing.T) {
	layers, err := nearLayers(folder(t, pointFiles()), worldUnits())
	require.NoError(t, err)
	again, err := nearLayers(folder(t, pointFiles()), worldUnits())
	require.NoError(t, err)
	assert.Len(t, layers, len(nearLayerNames))
	for layer, rows := range layers {
		require.Equal(t, len(rows), len(again[layer]))
		for i, r := range rows {
			f, ok := data.ParseFeature(r.Feature)
			require.True(t, ok, r.Feature)
			assert.Equal(t, layer, data.Features[f].Layer)
			assert.Equal(t, again[layer][i].Name, r.Name)
			if i > 0 {
				last, _ := data.ParseFeature(rows[i-1].Feature)
				assert.True(t, rows[i-1].Unit < r.Unit || rows[i-1].Unit == r.Unit && last < f, "row %d is out of order", i)
			}
		}
	}
}

func TestBadPointTablesAreErrors(t *testing.T) {
	for _, tt := range []struct{ name, path, text, want string }{
		{"missing column", "points/ports.tsv", "lat\tlon\tname\n1\t2\tX\n", "iso3"},
		{"no number", "points/power.tsv", "lat\tlon\tname\tfuel\tgwh\nnorth\t2\tX\tHydro\t70\n", "north"},
		{"cut line", "points/cyclones.tsv", "lat\tlon\tsid\tyear\tbasin\n1\t2\n", "cyclones.tsv"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := maps.Clone(pointFiles())
			files[tt.path] = tt.text
			_, err := nearLayers(folder(t, files), worldUnits())
			assert.ErrorContains(t, err, tt.want)
		})
	}
	files := pointFiles()
	delete(files, "points/ski.tsv")
	_, err := nearLayers(folder(t, files), worldUnits())
	assert.ErrorContains(t, err, "ski.tsv")
}

func TestTitleCase(t *testing.T) {
	for in, want := range map[string]string{
		"SAN JUAN": "San Juan", "HAITI:  PORT-AU-PRINCE": "Haiti: Port-Au-Prince", "Le Havre": "Le Havre", "ÅLESUND": "Ålesund", "": "",
	} {
		assert.Equal(t, want, titleCase(in))
	}
	assert.Empty(t, anchorageName("DEU-175"))
	assert.Equal(t, "Ust-Luga", anchorageName("UST-LUGA"))
}
