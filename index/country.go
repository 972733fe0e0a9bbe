package index

import (
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// CountryByName returns the country that s names: by its ISO alpha-2 or
// alpha-3 code in any case, its English or Japanese name in any spelling, or a
// name it is commonly called by (UK, USA, England, Korea, 米国).
func CountryByName(c *data.Countries, s string) (data.Country, bool) {
	s = strings.TrimSpace(clean(s))
	if k, ok := c.ByCode(strings.ToUpper(s)); ok && len(s) == 2 {
		return k, true
	}
	fold := names.Fold(s)
	if fold == "" {
		return 0, false
	}
	if code, ok := countryAliases[fold]; ok {
		return c.ByCode(code)
	}
	for i := range c.Code {
		if strings.EqualFold(c.Code3[i], s) || names.Fold(c.Name[i]) == fold || names.Fold(c.NameJA[i]) == fold {
			return data.Country(i), true
		}
	}
	if rest, ok := strings.CutPrefix(fold, "the "); ok {
		return CountryByName(c, rest)
	}
	return 0, false
}

// CountriesIn returns the countries of the continent or subregion that s names,
// in code order: a code (AF AN AS EU NA OC SA), a name of the United Nations
// ("South-Eastern Asia"), or a common or Japanese one (Southeast Asia, 欧州).
//
// The codes AF, AS, NA and SA are those of countries too: who accepts both must
// say which is meant, and ask [CountryByName] first where a code means a country.
func CountriesIn(c *data.Countries, s string) ([]data.Country, bool) {
	fold := names.Fold(clean(s))
	if fold == "" {
		return nil, false
	}
	if name, ok := areaAliases[fold]; ok {
		fold = name
	}
	code := strings.ToUpper(fold)
	if named, ok := continentCodes[fold]; ok {
		code = named
	}
	var list []data.Country
	for i := range c.Code {
		if c.Continent[i] == code || names.Fold(c.Subregion[i]) == fold || names.Fold(c.Region[i]) == fold {
			list = append(list, data.Country(i))
		}
	}
	return list, len(list) > 0
}

// nations are parts of the United Kingdom that are regions in the data, so that
// as a qualifier each means itself.
var nations = map[string]bool{"england": true, "scotland": true, "wales": true, "northern ireland": true,
	names.Fold("イングランド"): true, names.Fold("スコットランド"): true, names.Fold("ウェールズ"): true, names.Fold("北アイルランド"): true}

// countryAliases maps folded names to codes. Only names that the countries
// layer lacks are here.
var countryAliases = folded(map[string]string{
	"UK": "GB", "U.K.": "GB", "Great Britain": "GB", "Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB", "Northern Ireland": "GB",
	"英国": "GB", "イングランド": "GB", "スコットランド": "GB", "ウェールズ": "GB", "北アイルランド": "GB",
	"USA": "US", "U.S.": "US", "U.S.A.": "US", "America": "US", "United States of America": "US", "米国": "US", "アメリカ合衆国": "US",
	"Korea": "KR", "Republic of Korea": "KR", "大韓民国": "KR", "DPRK": "KP", "朝鮮民主主義人民共和国": "KP",
	"PRC": "CN", "People's Republic of China": "CN", "中華人民共和国": "CN", "中国本土": "CN", "Republic of China": "TW", "中華民国": "TW", "Taiwan, China": "TW",
	"Czech Republic": "CZ", "チェコ共和国": "CZ", "Holland": "NL", "The Netherlands": "NL", "Russian Federation": "RU", "ロシア連邦": "RU",
	"Turkey": "TR", "Burma": "MM", "ビルマ": "MM", "Swaziland": "SZ", "Macedonia": "MK", "East Timor": "TL", "Cabo Verde": "CV",
	"Côte d'Ivoire": "CI", "UAE": "AE", "Viet Nam": "VN", "ベトナム社会主義共和国": "VN", "Macao": "MO", "マカオ": "MO", "Lao PDR": "LA",
	"Syrian Arab Republic": "SY", "Brunei Darussalam": "BN", "Republic of Ireland": "IE", "Eire": "IE", "Vatican": "VA", "Holy See": "VA",
	"Democratic Republic of the Congo": "CD", "DRC": "CD", "Republic of the Congo": "CG", "豪州": "AU", "独国": "DE", "ドイツ連邦共和国": "DE",
	"仏国": "FR", "伊国": "IT", "加国": "CA", "印度": "IN", "露国": "RU", "グルジア": "GE", "ニッポン": "JP", "日本国": "JP", "Nippon": "JP", "Nihon": "JP",
	"Deutschland": "DE", "España": "ES", "Italia": "IT", "Brasil": "BR", "Österreich": "AT", "Schweiz": "CH", "Suisse": "CH", "Sverige": "SE",
})

// continentCodes maps folded continent names to their codes.
var continentCodes = folded(map[string]string{
	"Africa": "AF", "アフリカ": "AF", "Antarctica": "AN", "Asia": "AS", "アジア": "AS", "Europe": "EU", "ヨーロッパ": "EU", "欧州": "EU",
	"North America": "NA", "北米": "NA", "北アメリカ": "NA", "Oceania": "OC", "オセアニア": "OC", "大洋州": "OC",
	"South America": "SA", "南米": "SA", "南アメリカ": "SA",
})

// areaAliases maps folded names of subregions to the folded name in the data.
var areaAliases = folded(map[string]string{
	"Southeast Asia": "south eastern asia", "South-East Asia": "south eastern asia", "東南アジア": "south eastern asia",
	"East Asia": "eastern asia", "東アジア": "eastern asia", "South Asia": "southern asia", "南アジア": "southern asia",
	"West Asia": "western asia", "西アジア": "western asia", "中央アジア": "central asia",
	"北欧": "northern europe", "西欧": "western europe", "西ヨーロッパ": "western europe", "南欧": "southern europe", "南ヨーロッパ": "southern europe",
	"東欧": "eastern europe", "東ヨーロッパ": "eastern europe", "中欧": "central europe", "北ヨーロッパ": "northern europe",
	"South-Eastern Europe": "southeast europe", "Australasia": "australia and new zealand", "カリブ": "caribbean", "中米": "central america",
	"East Africa": "eastern africa", "West Africa": "western africa", "North Africa": "northern africa", "Central Africa": "middle africa",
	"the Americas": "americas", "米州": "americas",
})

func folded(m map[string]string) map[string]string {
	out := make(map[string]string, len(m))
	for k, v := range m {
		out[names.Fold(k)] = v
	}
	return out
}
