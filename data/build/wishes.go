package build

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

const wishTable = "japan/seekers.tsv"

// anywhere is what the list of wishes writes where no country was named.
const anywhere = "(none stated)"

// continents are the words for areas, as countryKey writes them.
var continents = map[string]string{
	"africa": "AF", "antarctica": "AN", "asia": "AS", "europe": "EU",
	"north america": "NA", "oceania": "OC", "south america": "SA",
}

// wishThemes tells by code what a municipality asked for beyond countries. The
// source holds sentences of the municipalities' own: they are not passed on.
var wishThemes = map[string]string{
	"01635": "student exchange; similar size",
	"11231": "similar nature, history, industry, culture; safflower; post town",
}

// listYears finds the years that the list was seen in: "2016" or "2016-2018".
var listYears = regexp.MustCompile(`\b20[0-9]{2}(-20[0-9]{2})?\b`)

// wishRows returns what municipalities that look for a partner asked for, in
// order of unit. A country or area that is none we know, a code of no
// municipality, or a code whose name is another's is an error: a wish that is
// understood wrongly would move a whole ranking.
func wishRows(src sources, municipalities []municipality) ([]data.WishRow, error) {
	names, err := readCountryNames(src)
	if err != nil {
		return nil, err
	}
	byCode := make(map[string]*municipality, len(municipalities))
	for i := range municipalities {
		byCode[municipalities[i].code] = &municipalities[i]
	}
	t, err := src.table(wishTable, "jis", "name", "wants", "criteria_quoted", "snapshot")
	if err != nil {
		return nil, err
	}
	var rows []data.WishRow
	for row := range t.rows() {
		wish, err := wishRow(row, names, byCode)
		if err != nil {
			return nil, fmt.Errorf("read source %s, line %d: %w", wishTable, row.line, err)
		}
		rows = append(rows, wish)
	}
	slices.SortFunc(rows, func(a, b data.WishRow) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Date, b.Date),
			cmp.Compare(a.Countries, b.Countries), cmp.Compare(a.Areas, b.Areas))
	})
	return slices.Compact(rows), t.failed()
}

func wishRow(row row, names countryNames, byCode map[string]*municipality) (data.WishRow, error) {
	code := row.str("jis")
	m, known := byCode[code]
	if !known || m.prefecture() {
		return data.WishRow{}, fmt.Errorf("%q is the code of no municipality of Japan: correct the column %q", code, "jis")
	}
	if kanji, _, _ := strings.Cut(row.str("name"), " "); kanji != m.row.Kanji {
		return data.WishRow{}, fmt.Errorf("code %s is that of %s, not of %s: correct one of the two", code, m.row.Kanji, kanji)
	}
	countries, areas, err := wishedFor(row.str("wants"), names)
	if err != nil {
		return data.WishRow{}, fmt.Errorf("read what %s wants: %w", m.row.Kanji, err)
	}
	wish := data.WishRow{Unit: m.row.Unit, Countries: countries, Areas: areas, Date: wishDate(row.str("snapshot"))}
	if row.str("criteria_quoted") != "" {
		wish.Theme = wishThemes[code]
	}
	return wish, nil
}

// wishedFor turns words for countries and continents into sorted codes.
func wishedFor(wants string, names countryNames) (countries, areas string, err error) {
	if wants == anywhere {
		return "", "", nil
	}
	var cc, continent []string
	for word := range strings.SplitSeq(wants, ",") {
		key := countryKey(word)
		switch {
		case continents[key] != "":
			continent = append(continent, continents[key])
		case names.byName[key] != "":
			cc = append(cc, names.byName[key])
		default:
			return "", "", fmt.Errorf("%q is neither a country nor a continent we know: add its name to the aliases of countries, or write %q where none is named",
				strings.TrimSpace(word), anywhere)
		}
	}
	return joinCodes(cc), joinCodes(continent), nil
}

func joinCodes(codes []string) string {
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), ",")
}

// wishDate shortens where a wish was seen to the years, or to "latest" for the
// newest state of the list; "" where neither is told.
func wishDate(snapshot string) string {
	if years := listYears.FindString(snapshot); years != "" {
		return years
	}
	if strings.Contains(strings.ToLower(snapshot), "latest") {
		return "latest"
	}
	return ""
}
