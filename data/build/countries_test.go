package build

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

var countryColumns = []string{
	"cc", "cca3", "name", "official", "name_ja", "continent", "region", "subregion", "independent", "landlocked", "lat", "lon", "borders",
	"languages_cldr", "population_cldr", "gdp_per_capita", "industries", "agri_products", "export_partners",
}

func countryFiles() map[string]string {
	relations := []string{
		"iso2", "colonizers", "orgs", "un_agree_jp_2010_19", "jp_born_in_country_2019", "born_here_living_in_jp_2019", "visa_to_jp", "visa_for_jp",
	}
	return map[string]string{
		"countries.tsv": tsv(countryColumns,
			map[string]string{
				"cc": "TW", "cca3": "TWN", "name": "Taiwan", "name_ja": "中華民国", "lat": "23.5", "lon": "121",
				"export_partners": "Japan 7%, Congo, Republic of the 5%, United States &lt;1% (2023)",
			},
			map[string]string{
				"cc": "JP", "cca3": "JPN", "name": "Japan", "name_ja": "日本", "continent": "AS", "region": "Asia", "independent": "1",
				"landlocked": "0", "languages_cldr": "ja:95*", "population_cldr": "123202000", "industries": "motor vehicles &amp; ships<br>steel",
			},
			map[string]string{"cc": "CG", "cca3": "COG", "name": "Congo", "official": "Republic of the Congo"},
			map[string]string{"cc": "DE", "cca3": "DEU", "name": "Germany"},
			map[string]string{"cc": "US", "cca3": "USA", "name": "United States", "borders": "CA,MX"}),
		"country_relations.tsv": tsv(relations,
			map[string]string{"iso2": "TW", "colonizers": "JPN", "jp_born_in_country_2019": "", "visa_for_jp": "90", "visa_to_jp": "90"},
			map[string]string{"iso2": "JP", "orgs": "OECD,G-7", "visa_to_jp": "-1", "visa_for_jp": "-1"},
			map[string]string{
				"iso2": "US", "un_agree_jp_2010_19": "0.423", "jp_born_in_country_2019": "351166", "born_here_living_in_jp_2019": "53345",
				"visa_to_jp": "90", "visa_for_jp": "eta",
			},
			map[string]string{"iso2": "CG", "visa_to_jp": "visa required", "visa_for_jp": "visa free"}),
		"points/embassies.tsv": missionsTSV,
	}
}

func TestCountryRows(t *testing.T) {
	rows, geo, pairs, err := countryRows(folder(t, countryFiles()))
	require.NoError(t, err)
	byCC := map[string]data.CountryRow{}
	last := ""
	for i, r := range rows {
		assert.Less(t, last, r.CC, "in order of codes")
		last = r.CC
		byCC[r.CC] = r
		assert.Equal(t, r.CC, geo[i].CC)
	}
	jp := byCC["JP"]
	assert.Equal(t, "motor vehicles & ships steel", jp.Industries)
	assert.Equal(t, float32(123202000), jp.Population)
	assert.False(t, data.Known(jp.Lat), "unknown is not zero")
	assert.Equal(t, "OECD,G-7", jp.Organisations)
	assert.Equal(t, int32(0), jp.Landlocked)
	assert.Equal(t, "台湾", byCC["TW"].NameJA, "as letters write it")
	assert.Equal(t, data.NoInt, byCC["TW"].Landlocked)
	assert.Equal(t, "JP", byCC["TW"].Colonisers)
	assert.Equal(t, "CA,MX", geo[len(geo)-1].Borders)
	assertPairs(t, pairs)
}

func assertPairs(t *testing.T, pairs []data.CountryPairRow) {
	t.Helper()
	at := map[string]data.CountryPairRow{}
	for i, p := range pairs {
		at[p.A+p.B] = p
		assert.NotEqual(t, p.A, p.B)
		if i > 0 {
			assert.Less(t, pairs[i-1].A+pairs[i-1].B, p.A+p.B)
		}
	}
	assert.Equal(t, float32(7), at["TWJP"].ExportPct)
	assert.Equal(t, float32(5), at["TWCG"].ExportPct, "a name with a comma")
	assert.Equal(t, float32(1), at["TWUS"].ExportPct)
	assert.False(t, data.Known(at["JPTW"].ExportPct), "exports have a direction")
	assert.Equal(t, int32(1), at["TWJP"].Colonial)
	assert.Equal(t, int32(1), at["JPTW"].Colonial, "either way")
	assert.Equal(t, int32(351166), at["JPUS"].Migrants)
	assert.Equal(t, int32(53345), at["USJP"].Migrants)
	assert.Equal(t, at["JPUS"].UNAgreement, at["USJP"].UNAgreement)
	assert.Equal(t, float32(90), at["JPUS"].VisaFree, "a waiver of known length")
	assert.Equal(t, float32(0), at["CGJP"].VisaFree)
	assert.NotContains(t, at, "JPCG", "free entry of unknown length is nothing known")
	assert.Equal(t, int32(2), at["DEJP"].Missions, "with and without position")
	assert.Equal(t, int32(1), at["CGUS"].Missions)
	assert.Equal(t, data.NoInt, at["JPUS"].Missions, "Japan sends none in this table: unknown")
	assert.NotContains(t, at, "JPDE", "nothing known, no row")
}

func TestParseExports(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []exportShare
	}{
		{"plain", "Spain 39%, USA 21% (2023)", []exportShare{{"Spain", 39}, {"USA", 21}}},
		{"comma in a name", "Congo, Republic of the 5%, Bahamas, The 13%", []exportShare{{"Congo, Republic of the", 5}, {"Bahamas, The", 13}}},
		{"fraction and entity", "Trinidad &amp; Tobago 26.4%", []exportShare{{"Trinidad & Tobago", 26.4}}},
		{"remark between", "UK 14% (2017), US 5%", []exportShare{{"UK", 14}, {"US", 5}}},
		{"no share", "almost entirely United Kingdom", nil},
		{"empty", "", nil},
		{"nonsense", "% %, 5%, X 900%", nil},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, parseExports(tt.text)) })
	}
}

func FuzzParseExports(f *testing.F) {
	f.Add("Spain 39%, Congo, Republic of the 5% (2023)")
	f.Add("% <1%")
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range parseExports(text) {
			assert.NotEmpty(t, s.name)
			assert.True(t, s.pct >= 0 && s.pct <= 100, "%v", s.pct)
			assert.True(t, utf8.ValidString(s.name) || !utf8.ValidString(text))
		}
	})
}

func FuzzFactbookText(f *testing.F) {
	f.Add("a &lt;1% <br> b")
	f.Add("<")
	f.Fuzz(func(t *testing.T, text string) {
		out := factbookText(text)
		assert.NotContains(t, out, "  ")
		assert.NotContains(t, out, "\n")
	})
}

func TestFactbookText(t *testing.T) {
	assert.Equal(t, "less than <1% and more", factbookText("less than &lt;1%<br> and  more"))
	assert.Equal(t, "cut <tag", factbookText("cut <tag"))
}

func TestCountryNames(t *testing.T) {
	n, err := readCountryNames(folder(t, map[string]string{"countries.tsv": countriesTSV}))
	require.NoError(t, err)
	for name, want := range map[string]string{
		"USA": "US", "United States of America": "US", "S. Korea": "KR", "Congo, Republic of the": "CG", "DRC": "CD",
		"france": "FR", "Trinidad &amp; Tobago": "TT", "Cote d'Ivoire": "CI", "The Gambia": "GM", "kr": "KR", "Somaliland": "", "": "",
	} {
		assert.Equal(t, want, n.name(name), name)
	}
	assert.Equal(t, "JP", n.alpha3("JPN"))
	assert.Empty(t, n.alpha3("XXX"))
}
