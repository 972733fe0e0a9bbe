package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

const (
	wishHead      = "jis\tname\tpref\twants\tcriteria_quoted\tsnapshot\turl\n"
	wishCountries = "cc\tcca3\tname\tofficial\n" +
		"US\tUSA\tUnited States\tUnited States of America\nGB\tGBR\tUnited Kingdom\tUnited Kingdom of Great Britain\n" +
		"CA\tCAN\tCanada\tCanada\nAU\tAUS\tAustralia\tCommonwealth of Australia\n"
)

// wishTowns are a prefecture and three of its towns, as the compiler has them.
func wishTowns() []municipality {
	town := func(unit int32, code, kanji string) municipality {
		return municipality{code: code, row: data.MunicipalityRow{Unit: unit, Kanji: kanji}}
	}
	return []municipality{town(20, "01", "北海道"), town(21, "01635", "新得町"), town(22, "11231", "桶川市"), town(23, "37406", "まんのう町")}
}

func readWishes(t *testing.T, rows string) ([]data.WishRow, error) {
	t.Helper()
	return wishRows(folder(t, map[string]string{"countries.tsv": wishCountries, wishTable: wishHead + rows}), wishTowns())
}

func TestWishRows(t *testing.T) {
	rows, err := readWishes(t, "37406\tまんのう町 Manno\tKagawa\tOceania, Asia\t\t2016-2018\tx\n"+
		"11231\t桶川市 Okegawa\tSaitama\t(none stated)\tA sentence of theirs\tpage dated May 2016\tx\n"+
		"01635\t新得町 Shintoku\tHokkaido\tUS, UK, Canada, Australia\tAnother sentence\tpage dated May 2018\tx\n"+
		"01635\t新得町 Shintoku\tHokkaido\tUnited States, US\t\tlatest EN and JP pages\tx\n"+
		"01635\t新得町 Shintoku\tHokkaido\tUnited States, US\t\tlatest EN and JP pages\tx\n")
	require.NoError(t, err)
	assert.Equal(t, []data.WishRow{
		{Unit: 21, Countries: "AU,CA,GB,US", Date: "2018", Theme: "student exchange; similar size"},
		{Unit: 21, Countries: "US", Date: "latest"},
		{Unit: 22, Date: "2016", Theme: "similar nature, history, industry, culture; safflower; post town"},
		{Unit: 23, Areas: "AS,OC", Date: "2016-2018"},
	}, rows, "in order of units, once each, without the sentences")
}

func TestWishesThatAreNotUnderstoodFail(t *testing.T) {
	for name, tc := range map[string]struct{ row, want string }{
		"country":    {"01635\t新得町 Shintoku\t\tUS, Atlantis\t\t2016\t", `line 2: read what 新得町 wants: "Atlantis" is neither a country nor a continent`},
		"nothing":    {"01635\t新得町 Shintoku\t\t\t\t2016\t", `"" is neither a country nor a continent`},
		"code":       {"99999\t新得町 Shintoku\t\tUS\t\t2016\t", `"99999" is the code of no municipality`},
		"prefecture": {"01\t北海道 Hokkaido\t\tUS\t\t2016\t", `"01" is the code of no municipality`},
		"other town": {"11231\t新得町 Shintoku\t\tUS\t\t2016\t", "code 11231 is that of 桶川市, not of 新得町"},
		"cells":      {"01635\t新得町 Shintoku", "2 cells under 7 columns"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readWishes(t, tc.row+"\n")
			require.ErrorContains(t, err, tc.want)
			assert.ErrorContains(t, err, wishTable)
		})
	}
}

func TestWishesNeedTheirTables(t *testing.T) {
	_, err := wishRows(folder(t, map[string]string{"countries.tsv": wishCountries}), wishTowns())
	assert.ErrorContains(t, err, wishTable)
	_, err = wishRows(folder(t, map[string]string{wishTable: wishHead}), wishTowns())
	assert.ErrorContains(t, err, "countries.tsv")
	_, err = wishRows(folder(t, map[string]string{"countries.tsv": wishCountries, wishTable: "jis\tname\n"}), wishTowns())
	assert.ErrorContains(t, err, `no column "wants"`)
}

func TestWishDate(t *testing.T) {
	for in, want := range map[string]string{
		"page dated May 2016": "2016", "2016-2018": "2016-2018", "latest EN and JP pages": "latest",
		"Latest page": "latest", "": "", "page 120165": "",
	} {
		assert.Equal(t, want, wishDate(in), in)
	}
}
