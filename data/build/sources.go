package build

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// Licences under which layers may be published. A source or layer under any
// other fails the build: nothing of unknown terms gets into the program.
const (
	licCCBY        = "CC BY 4.0"
	licCC0         = "CC0 1.0"
	licODbL        = "ODbL 1.0"
	licMIT         = "MIT"
	licPublic      = "public domain"
	licFacts       = "facts"       // no protected expression: names, numbers, dates
	licAttribution = "attribution" // Japanese government terms, compatible with CC BY 4.0
	licUnicode     = "Unicode License v3"
	licOwn         = "Apache-2.0" // compiled for this project
)

var knownLicences = [...]string{licCCBY, licCC0, licODbL, licMIT, licPublic, licFacts, licAttribution, licUnicode, licOwn}

// catalogue lists every source that evidence may cite, ordered by key. Titles,
// dates and licences are those that the source tables were delivered with;
// where they came without a date, that is what the date says.
func catalogue() []data.Source {
	list := []data.Source{
		{Key: "geonames", Title: "GeoNames, populated places", Date: "2025-05, 2026-03", Licence: licCCBY, URL: "https://www.geonames.org/"},
		{Key: "wof", Title: "Who's On First, names and Wikidata ids", Date: "not stated", Licence: licCCBY, URL: "https://whosonfirst.org/"},
		{Key: "natural_earth", Title: "Natural Earth, coasts, lakes, rivers, named areas", Date: "not stated", Licence: licPublic, URL: "https://www.naturalearthdata.com/"},
		{Key: "cru", Title: "CRU CL 2.0 climate normals, 1961-1990", Date: "1961-1990", Licence: licODbL, URL: "https://crudata.uea.ac.uk/cru/data/hrg/"},
		{Key: "koppen", Title: "Köppen-Geiger map, Rubel et al. 2017; else computed from CRU CL 2.0", Date: "2017", Licence: licODbL, URL: "https://koeppen-geiger.vu-wien.ac.at/"},
		{Key: "localgovjp", Title: "localgovjp, Japanese local governments", Date: "not stated", Licence: licCC0, URL: "https://github.com/code4fukui/localgovjp"},
		{Key: "ssdse", Title: "SSDSE-A-2026, National Statistics Center of Japan (census 2020, economic census 2021)", Date: "2026", Licence: licAttribution, URL: "https://www.nstac.go.jp/use/literacy/ssdse/"},
		{Key: "maff", Title: "Ministry of Agriculture, Forestry and Fisheries of Japan, farm output by municipality", Date: "2024", Licence: licAttribution, URL: "https://www.maff.go.jp/"},
		{Key: "mlit", Title: "Ministry of Land, Infrastructure, Transport and Tourism of Japan, national land information", Date: "2021", Licence: licAttribution, URL: "https://nlftp.mlit.go.jp/"},
		{Key: "natural_earth_map", Title: "Natural Earth, land (1:110m, 1:50m) and boundary lines (1:50m)", Date: "not stated", Licence: licPublic, URL: "https://www.naturalearthdata.com/"},
		{Key: "mlit_areas", Title: "Ministry of Land, Infrastructure, Transport and Tourism of Japan, national land information, administrative areas (N03); simplified by smartnews-smri", Date: "2021", Licence: licAttribution, URL: "https://nlftp.mlit.go.jp/"},
		{Key: "jica", Title: "JICA, emigrants by prefecture 1885-1972", Date: "2004", Licence: licFacts, URL: "https://www.jica.go.jp/"},
		{Key: "wp2023", Title: "English Wikipedia, lists of twin towns and sister cities", Date: "2023", Licence: licFacts, URL: "https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities"},
		{Key: "wp2026", Title: "English Wikipedia, lists of twin towns and sister cities", Date: "2026", Licence: licFacts, URL: "https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities"},
		{Key: "wd2016", Title: "Wikidata, twinned administrative bodies", Date: "2016", Licence: licCC0, URL: "https://www.wikidata.org/wiki/Property:P190"},
		{Key: "wd2017de", Title: "Wikidata, twinned administrative bodies, Germany", Date: "2017", Licence: licCC0, URL: "https://www.wikidata.org/wiki/Property:P190"},
		{Key: "wd2018eu", Title: "Wikidata, twinned administrative bodies, Europe", Date: "2018", Licence: licCC0, URL: "https://www.wikidata.org/wiki/Property:P190"},
		{Key: "wd2022", Title: "Wikidata, twinned administrative bodies", Date: "2022", Licence: licCC0, URL: "https://www.wikidata.org/wiki/Property:P190"},
		{Key: "ties", Title: "Known ties: the lists and registers of this layer taken together", Date: "2015-2026", Licence: licFacts},
		{Key: "rgre2015", Title: "RGRE, register of German municipal partnerships", Date: "2015", Licence: licFacts, URL: "https://www.rgre.de/"},
		{Key: "themes", Title: "Themes of history and speciality, compiled for this project", Date: "not dated", Licence: licOwn},
		{Key: "pantheon", Title: "Pantheon 1.0, notable people by birthplace", Date: "version 1.0", Licence: licFacts, URL: "https://pantheon.world/"},
		{Key: "seekers", Title: "CLAIR, public list of municipalities that look for a partner", Date: "2016-2025", Licence: licFacts, URL: "https://www.clair.or.jp/e/exchange/shimai/kibou.html"},
		{Key: "embassies", Title: "Diplomatic missions by operator", Date: "2022", Licence: licFacts},
		{Key: "cldr", Title: "Unicode CLDR, territories and languages", Date: "not stated", Licence: licUnicode, URL: "https://cldr.unicode.org/"},
		{Key: "mledoze", Title: "mledoze/countries, regions and borders", Date: "not stated", Licence: licODbL, URL: "https://github.com/mledoze/countries"},
		{Key: "factbook", Title: "CIA World Factbook", Date: "2026-02", Licence: licPublic, URL: "https://www.cia.gov/the-world-factbook/"},
		{Key: "cepii", Title: "CEPII GeoDist, colonial links and distances", Date: "not stated", Licence: licCC0, URL: "https://www.cepii.fr/"},
		{Key: "unvotes", Title: "Votes in the United Nations General Assembly", Date: "to 2020", Licence: licFacts, URL: "https://www.un.org/en/ga/"},
		{Key: "unmigrants", Title: "United Nations, International Migrant Stock 2019", Date: "2019", Licence: licFacts, URL: "https://www.un.org/development/desa/pd/"},
		{Key: "passport", Title: "Passport index, visa-free days", Date: "2025-01", Licence: licMIT, URL: "https://github.com/ilyankou/passport-index-dataset"},
		{Key: "wpi", Title: "World Port Index", Date: "2025", Licence: licPublic, URL: "https://msi.nga.mil/Publications/WPI"},
		{Key: "anchorages", Title: "Named anchorages of ships, by cell", Date: "not stated", Licence: licFacts},
		{Key: "airports", Title: "Airports, with the number of destinations of each", Date: "about 2014", Licence: licODbL},
		{Key: "openskimap", Title: "OpenSkiMap, ski areas (OpenStreetMap contributors)", Date: "2025", Licence: licODbL, URL: "https://openskimap.org/"},
		{Key: "unesco", Title: "UNESCO World Heritage List", Date: "2021", Licence: licFacts, URL: "https://whc.unesco.org/"},
		{Key: "creative_cities", Title: "UNESCO Creative Cities Network", Date: "2024", Licence: licFacts, URL: "https://www.unesco.org/en/creative-cities"},
		{Key: "universities", Title: "Cities with an internationally ranked university", Date: "not stated", Licence: licFacts},
		{Key: "motorsport", Title: "Motor-racing circuits of world championships", Date: "not stated", Licence: licFacts},
		{Key: "capitals", Title: "Capitals of states since 1816", Date: "since 1816", Licence: licFacts},
		{Key: "early_printing", Title: "Press towns, universities and fairs to about 1500", Date: "to 1500", Licence: licMIT},
		{Key: "volcano", Title: "Volcanoes of the Holocene, NOAA", Date: "not stated", Licence: licPublic, URL: "https://www.ngdc.noaa.gov/hazard/volcano.shtml"},
		{Key: "quakes6", Title: "Earthquakes of magnitude 6 and more", Date: "1965-2016", Licence: licPublic},
		{Key: "deadly_quakes", Title: "Significant earthquakes, NOAA", Date: "not stated", Licence: licPublic, URL: "https://www.ngdc.noaa.gov/hazard/earthqk.shtml"},
		{Key: "tsunamis", Title: "Historical tsunamis, NOAA", Date: "not stated", Licence: licPublic, URL: "https://www.ngdc.noaa.gov/hazard/tsu.shtml"},
		{Key: "cyclones", Title: "IBTrACS, tropical cyclone tracks (West Pacific since 1884, elsewhere partial)", Date: "since 1884", Licence: licCCBY, URL: "https://www.ncei.noaa.gov/products/international-best-track-archive"},
		{Key: "power", Title: "Global Power Plant Database, World Resources Institute", Date: "not stated", Licence: licCCBY, URL: "https://datasets.wri.org/"},
		{Key: "steel", Title: "Global Steel Plant Tracker, Global Energy Monitor", Date: "not stated", Licence: licCCBY, URL: "https://globalenergymonitor.org/"},
		{Key: "mines", Title: "Mines of the world", Date: "not stated", Licence: licFacts},
		{Key: "breweries", Title: "Open Brewery DB (dense only in US, DE, AU, BE, CA, NZ)", Date: "not stated", Licence: licMIT, URL: "https://www.openbrewerydb.org/"},
		{Key: "wine_pdo", Title: "Protected wine names of the European Union by municipality", Date: "not stated", Licence: licFacts},
		{Key: "wine_ava", Title: "American Viticultural Areas", Date: "not stated", Licence: licFacts, URL: "https://www.ttb.gov/"},
		{Key: "heritage_tags", Title: "National parks and preserved districts by municipality, Ministry of the Environment and Agency for Cultural Affairs of Japan", Date: "not stated", Licence: licAttribution, URL: "https://www.env.go.jp/"},
	}
	slices.SortFunc(list, func(a, b data.Source) int { return cmp.Compare(a.Key, b.Key) })
	return list
}

// checkSources verifies that keys are unique, that every licence is known, and
// that every feature's source is in the catalogue.
func checkSources(list []data.Source) error {
	keys := map[string]bool{}
	for _, s := range list {
		if keys[s.Key] {
			return fmt.Errorf("check sources: key %q is listed twice", s.Key)
		}
		keys[s.Key] = true
		if err := checkLicence("source "+s.Key, s.Licence); err != nil {
			return err
		}
	}
	for _, f := range data.Features {
		if !keys[f.Source] {
			return fmt.Errorf("check sources: feature %s names source %q, which the catalogue does not list", f.Name, f.Source)
		}
	}
	return nil
}

func checkLicence(what, licence string) error {
	if !slices.Contains(knownLicences[:], licence) {
		return fmt.Errorf("check licences: %s is under %q, which is not one of the licences that may be published: %q", what, licence, knownLicences)
	}
	return nil
}
