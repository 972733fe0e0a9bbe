package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/names"
)

func TestCountryByName(t *testing.T) {
	c, err := openWorld(t).Countries()
	require.NoError(t, err)
	for name, want := range map[string]string{
		"JP": "JP", "jp": "JP", "JPN": "JP", "Japan": "JP", "日本": "JP", "UK": "GB", "uk": "GB", "England": "GB", "USA": "US", "U.S.A.": "US",
		"United States": "US", "アメリカ": "US", "米国": "US", "Korea": "KR", "韓国": "KR", "south korea": "KR", "Türkiye": "TR", "Turkiye": "TR",
		"Turkey": "TR", "Cote d'Ivoire": "CI", "the Netherlands": "NL", "Georgia": "GE", "ドイツ": "DE", " France ": "FR",
		"": "", "Atlantis": "", "XX": "", "\xff": "", "the": "", "the the": "", "J": "",
	} {
		got, ok := CountryByName(c, name)
		if want == "" {
			assert.False(t, ok, "%q", name)
			continue
		}
		if assert.True(t, ok, "%q", name) {
			assert.Equal(t, want, c.Code[got], "%q", name)
		}
	}
}

// Every country answers to its own names and codes, so that no alias hides one.
func TestEveryCountryHasItsNames(t *testing.T) {
	c, err := openWorld(t).Countries()
	require.NoError(t, err)
	for i := range c.Code {
		for _, name := range []string{c.Code[i], c.Code3[i], c.Name[i], c.NameJA[i]} {
			if names.Fold(name) == "" {
				continue
			}
			got, ok := CountryByName(c, name)
			require.True(t, ok, name)
			assert.Equal(t, c.Code[i], c.Code[got], name)
		}
	}
	for alias, code := range countryAliases {
		_, ok := c.ByCode(code)
		assert.True(t, ok, "%s stands for %s, which is no country", alias, code)
	}
}

func TestCountriesIn(t *testing.T) {
	c, err := openWorld(t).Countries()
	require.NoError(t, err)
	for _, tc := range []struct {
		area, has, lacks string
	}{
		{"EU", "FR", "JP"},
		{"Europe", "FR", "JP"},
		{"欧州", "IS", "US"},
		{"AS", "JP", "AS"},
		{"na", "US", "BR"},
		{"South America", "BR", "US"},
		{"OC", "NZ", "JP"},
		{"South-Eastern Asia", "VN", "JP"},
		{"Southeast Asia", "VN", "JP"},
		{"東南アジア", "TH", "CN"},
		{"Americas", "BR", "FR"},
		{"Western Europe", "FR", "PL"},
	} {
		list, ok := CountriesIn(c, tc.area)
		require.True(t, ok, tc.area)
		var codes []string
		for _, k := range list {
			codes = append(codes, c.Code[k])
		}
		assert.Contains(t, codes, tc.has, tc.area)
		assert.NotContains(t, codes, tc.lacks, tc.area)
		assert.IsIncreasing(t, codes, tc.area)
	}
	for _, none := range []string{"", "XX", "France", "Atlantis"} {
		_, ok := CountriesIn(c, none)
		assert.False(t, ok, none)
	}
	for alias := range areaAliases {
		_, ok := CountriesIn(c, alias)
		assert.True(t, ok, "%s names no area of the data", alias)
	}
}
