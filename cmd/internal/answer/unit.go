package answer

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Name returns the unit's name as a reader of the language knows it: Japanese
// governments in Latin letters with their kanji, others in Latin script, or in
// Japanese where that is known.
func (b *Base) Name(u data.Unit, lang string) string {
	latin, ja := b.Labels.Name.At(int(u)), b.Labels.NameJA.At(int(u))
	switch {
	case lang == "ja" && ja != "":
		return ja
	case latin == "":
		return ja
	}
	return latin
}

// FullName adds the other script: "Shintoku (新得町)", ボルダー (Boulder).
func (b *Base) FullName(u data.Unit, lang string) string {
	latin, ja := b.Labels.Name.At(int(u)), b.Labels.NameJA.At(int(u))
	main := b.Name(u, lang)
	other := latin
	if main == latin {
		other = ja
	}
	if other == "" || main == other || lang != "ja" && b.Country(u) != "JP" {
		return main
	}
	return main + " (" + other + ")"
}

// Country returns the code of the unit's country.
func (b *Base) Country(u data.Unit) string { return b.Countries.Code[b.Units.Country[u]] }

// CountryName returns the name of a country in the language.
func (b *Base) CountryName(c data.Country, lang string) string {
	if ja := b.Countries.NameJA[c]; lang == "ja" && ja != "" {
		return ja
	}
	return b.Countries.Name[c]
}

// Region returns the name of the unit's region, "" for regions themselves.
func (b *Base) Region(u data.Unit, lang string) string {
	if r := b.Units.Region[u]; r != data.NoUnit {
		return b.Name(r, lang)
	}
	return ""
}

// Describe is one line about a unit: name, region, country, population.
func (b *Base) Describe(u data.Unit, lang string) string {
	parts := []string{b.FullName(u, lang)}
	if r := b.Region(u, lang); r != "" {
		parts = append(parts, r)
	}
	parts = append(parts, b.CountryName(b.Units.Country[u], lang))
	line := strings.Join(parts, ", ")
	if p := b.Units.Population[u]; p != data.NoInt {
		line += " · " + Both("population ", "人口").In(lang) + Grouped(int64(p))
	}
	return line
}

// described is Describe in both languages.
func (b *Base) described(u data.Unit) matcher.Text {
	return Both(b.Describe(u, "en"), b.Describe(u, "ja"))
}

// known returns a column's value for JSON: nil when it is unknown.
func knownInt(v int32) *int32 {
	if v == data.NoInt {
		return nil
	}
	return &v
}

// knownFloat is knownInt for measures.
func knownFloat(v float32) *float64 {
	if !data.Known(v) {
		return nil
	}
	f, err := strconv.ParseFloat(strconv.FormatFloat(float64(v), 'g', -1, 32), 64)
	if err != nil {
		return nil
	}
	return &f
}

// Grouped writes a count with commas between thousands.
func Grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// groupedDecimals puts commas between the thousands of a number with decimals.
func groupedDecimals(number string) string {
	whole, decimals, found := strings.Cut(number, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n == 0 { // "-0" keeps its sign
		return number
	}
	if found {
		decimals = "." + decimals
	}
	return Grouped(n) + decimals
}

// kindName names the kind of one government for readers.
func kindName(k data.Kind, lang string) string {
	return Both(strings.ReplaceAll(k.String(), "_", " "), KindWord(k, "ja")).In(lang)
}
