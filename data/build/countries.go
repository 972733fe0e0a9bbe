package build

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// japaneseNames replaces Japanese country names that a Japanese office would
// not write in a letter.
var japaneseNames = map[string]string{
	"AE": "アラブ首長国連邦",
	"AQ": "南極",
	"TW": "台湾",
}

// countryRows returns the countries, the share-alike part of them, and what is
// known of pairs of countries, each in order of codes.
//
// The texts of the World Factbook are taken from countries.tsv only: in
// country_relations.tsv those of Armenia are the European Union's.
func countryRows(src sources) ([]data.CountryRow, []data.CountryGeoRow, []data.CountryPairRow, error) {
	names, err := readCountryNames(src)
	if err != nil {
		return nil, nil, nil, err
	}
	pairs := pairTable{}
	relations, err := readRelations(src, names, pairs)
	if err != nil {
		return nil, nil, nil, err
	}
	t, err := src.table("countries.tsv")
	if err != nil {
		return nil, nil, nil, err
	}
	var rows []data.CountryRow
	var geo []data.CountryGeoRow
	for row := range t.rows() {
		c := countryRow(row)
		c.Colonisers, c.Organisations = relations[c.CC].colonisers, relations[c.CC].organisations
		rows = append(rows, c)
		geo = append(geo, data.CountryGeoRow{
			CC: c.CC, Region: row.str("region"), Subregion: row.str("subregion"), Borders: row.str("borders"),
		})
		pairs.addExports(c.CC, row.str("export_partners"), names)
	}
	if err := t.failed(); err != nil {
		return nil, nil, nil, err
	}
	if err := pairs.addMissions(src, names); err != nil {
		return nil, nil, nil, err
	}
	slices.SortFunc(rows, func(a, b data.CountryRow) int { return cmp.Compare(a.CC, b.CC) })
	slices.SortFunc(geo, func(a, b data.CountryGeoRow) int { return cmp.Compare(a.CC, b.CC) })
	return rows, geo, pairs.rows(), nil
}

func countryRow(row row) data.CountryRow {
	c := data.CountryRow{
		CC:           row.str("cc"),
		CCA3:         row.str("cca3"),
		Name:         row.str("name"),
		NameJA:       row.str("name_ja"),
		Continent:    row.str("continent"),
		Languages:    row.str("languages_cldr"),
		Population:   row.float32("population_cldr"),
		GDPPerCapita: row.float32("gdp_per_capita"),
		Independent:  row.int("independent"),
		Landlocked:   row.int("landlocked"),
		Lat:          row.float32("lat"),
		Lon:          row.float32("lon"),
		Industries:   factbookText(row.str("industries")),
		Farming:      factbookText(row.str("agri_products")),
	}
	if name, ok := japaneseNames[c.CC]; ok {
		c.NameJA = name
	}
	return c
}

// factbookText decodes the entities of the Factbook's HTML and drops tags; a
// "less than" sign before a number stays.
func factbookText(text string) string {
	var b strings.Builder
	rest := html.UnescapeString(text)
	for {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		b.WriteString(rest[:i])
		end := strings.IndexByte(rest[i:], '>')
		if end > 1 && isTagStart(rest[i+1]) {
			b.WriteByte(' ')
			rest = rest[i+end+1:]
			continue
		}
		b.WriteByte('<')
		rest = rest[i+1:]
	}
	b.WriteString(rest)
	return strings.Join(strings.Fields(b.String()), " ")
}

// isTagStart tells a tag from a "less than" sign before a number.
func isTagStart(c byte) bool { return c == '/' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// relation is what country_relations.tsv adds to a country's own row.
type relation struct{ colonisers, organisations string }

// readRelations reads relations by alpha-2 code and fills in the pairs with Japan.
func readRelations(src sources, names countryNames, pairs pairTable) (map[string]relation, error) {
	t, err := src.table("country_relations.tsv", "iso2", "colonizers", "orgs")
	if err != nil {
		return nil, err
	}
	relations := map[string]relation{}
	for row := range t.rows() {
		cc := row.str("iso2")
		var colonisers []string
		for code := range strings.SplitSeq(row.str("colonizers"), ",") {
			if by := names.alpha3(strings.TrimSpace(code)); by != "" && by != cc {
				colonisers = append(colonisers, by)
				pairs.at(cc, by).Colonial = 1
				pairs.at(by, cc).Colonial = 1
			}
		}
		relations[cc] = relation{strings.Join(colonisers, ","), row.str("orgs")}
		if cc != "JP" {
			pairs.addJapan(cc, row)
		}
	}
	return relations, t.failed()
}
