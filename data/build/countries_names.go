package build

import (
	"html"
	"strings"

	"github.com/shimai/shimai/data/names"
)

// countryNames turns what sources call a country into its alpha-2 code.
type countryNames struct {
	byName   map[string]string
	byAlpha3 map[string]string
}

// countryAliases spells the names that sources use beside those of
// countries.tsv, as countryKey writes them. Sub-national governments, orders
// and states without general recognition are left out on purpose: their
// offices are not missions of a country we know.
var countryAliases = map[string]string{
	"antigua barbuda":                  "AG",
	"bosnia herzegovina":               "BA",
	"bosnia":                           "BA",
	"brunei darussalam":                "BN",
	"burma":                            "MM",
	"burma myanmar":                    "MM",
	"cabo verde":                       "CV",
	"congo democratic republic of the": "CD",
	"congo republic of the":            "CG",
	"congo brazzaville":                "CG",
	"congo drc":                        "CD",
	"congo kinshasa":                   "CD",
	"cote d ivoire":                    "CI",
	"cote divoire":                     "CI",
	"czech republic":                   "CZ",
	"democratic republic of congo":     "CD",
	"democratic republic of the congo": "CD",
	"drc":                              "CD",
	"east timor":                       "TL",
	"england":                          "GB",
	"federated states of micronesia":   "FM",
	"french guyana":                    "GF",
	"government of sweden":             "SE",
	"great britain":                    "GB",
	"holy see":                         "VA",
	"kingdom of denmark":               "DK",
	"korea":                            "KR",
	"korea north":                      "KP",
	"korea south":                      "KR",
	"lao pdr":                          "LA",
	"lao people s democratic republic": "LA",
	"macedonia":                        "MK",
	"micronesia federated states of":   "FM",
	"ministry of foreign affairs of the peoples republic of china":      "CN",
	"ministry of foreign affairs of the russian federation":             "RU",
	"ministry of foreign affairs cooperation of the republic of rwanda": "RW",
	"nz":                               "NZ",
	"peoples republic of china":        "CN",
	"republic of congo":                "CG",
	"republic of ireland":              "IE",
	"republic of korea":                "KR",
	"republic of the congo":            "CG",
	"reunion island":                   "RE",
	"russian federation":               "RU",
	"s korea":                          "KR",
	"sahrawi arab democratic republic": "EH",
	"scotland":                         "GB",
	"slovak republic":                  "SK",
	"st kitts nevis":                   "KN",
	"st lucia":                         "LC",
	"st vincent the grenadines":        "VC",
	"saint vincent grenadines":         "VC",
	"swaziland":                        "SZ",
	"the bahamas":                      "BS",
	"bahamas the":                      "BS",
	"the gambia":                       "GM",
	"gambia the":                       "GM",
	"the netherlands":                  "NL",
	"trinidad tobago":                  "TT",
	"turkey":                           "TR",
	"uae":                              "AE",
	"uk":                               "GB",
	"united states of america":         "US",
	"us":                               "US",
	"usa":                              "US",
	"us virgin islands":                "VI",
	"vatican":                          "VA",
	"viet nam":                         "VN",
	"wales":                            "GB",
}

// readCountryNames reads the names and codes of countries.tsv.
func readCountryNames(src sources) (countryNames, error) {
	n := countryNames{map[string]string{}, map[string]string{}}
	t, err := src.table("countries.tsv", "cc", "cca3", "name", "official")
	if err != nil {
		return n, err
	}
	for row := range t.rows() {
		cc := row.str("cc")
		n.byAlpha3[row.str("cca3")] = cc
		n.byName[countryKey(row.str("official"))] = cc
		n.byName[countryKey(row.str("name"))] = cc
		n.byName[countryKey(cc)] = cc
	}
	for name, cc := range countryAliases {
		if _, known := n.byName[name]; !known {
			n.byName[name] = cc
		}
	}
	return n, t.failed()
}

// countryKey folds a country name: "and" and "&" are dropped, entities decoded.
func countryKey(name string) string {
	words := strings.Fields(names.Fold(html.UnescapeString(name)))
	kept := words[:0]
	for _, w := range words {
		if w != "and" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// name returns the alpha-2 code of a country name, or of the code itself, ""
// where it is none we know.
func (n countryNames) name(name string) string { return n.byName[countryKey(name)] }

// alpha3 returns the alpha-2 code of an alpha-3 code, "" where there is none.
func (n countryNames) alpha3(code string) string { return n.byAlpha3[strings.TrimSpace(code)] }
