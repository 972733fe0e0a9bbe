package data

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FactKey describes one fact of a government that own records may correct or add.
type FactKey struct {
	// Name is the key in records and JSON.
	Name string
	// Label and LabelJA name the fact for a reader.
	Label, LabelJA string
	// Unit is that of the value; "" for words.
	Unit string
	// Min and Max bound a number; both are 0 for words.
	Min, Max float64
	// Whole numbers have no fraction.
	Whole bool
	// Many tells that a government may have several values, each a record.
	Many bool
	// Replaces tells that the value takes the place of one in the layers and so
	// moves rankings; the others are shown and, where Many, searched.
	Replaces bool
}

// Number reports whether the value is a number.
func (k FactKey) Number() bool { return k.Max > k.Min }

// The keys that own records are looked up by.
const (
	FactPopulation = "population"
	FactElevation  = "elevation"
	FactArea       = "area"
	FactAge65      = "age65"
	FactForeign    = "foreign_population"
	FactVisitors   = "visitors"
	FactSchools    = "high_schools"
	FactURL        = "url"
	FactSpeciality = "speciality"
)

// FactKeys returns what own records may say of a government: what replaces a
// fact of the layers first, then the fields of CLAIR's form.
func FactKeys() []FactKey {
	const most = 50_000_000
	return []FactKey{
		{Name: FactPopulation, Label: "population", LabelJA: "人口", Unit: "people", Max: most, Whole: true, Replaces: true},
		{Name: FactElevation, Label: "elevation", LabelJA: "標高", Unit: "m", Min: -500, Max: 6000, Whole: true, Replaces: true},
		{Name: FactArea, Label: "area", LabelJA: "面積", Unit: "km2", Max: 20_000_000, Replaces: true},
		{Name: FactAge65, Label: "aged 65 and over", LabelJA: "65歳以上の割合", Unit: "%", Max: 100, Replaces: true},
		{Name: FactForeign, Label: "foreign residents", LabelJA: "外国人住民", Unit: "people", Max: most, Whole: true, Replaces: true},
		{Name: FactVisitors, Label: "foreign visitors a year", LabelJA: "年間訪日外国人", Unit: "people", Max: most, Whole: true, Replaces: true},
		{Name: FactSchools, Label: "high schools", LabelJA: "高等学校数", Unit: "schools", Max: 10_000, Whole: true, Replaces: true},
		{Name: FactURL, Label: "web site", LabelJA: "ウェブサイト", Replaces: true},
		{Name: FactSpeciality, Label: "speciality", LabelJA: "特産・特色", Many: true},
		{Name: "outline", Label: "outline", LabelJA: "概要"},
		{Name: "access", Label: "how to get there", LabelJA: "交通アクセス"},
		{Name: "climate", Label: "climate", LabelJA: "気候"},
		{Name: "industry", Label: "industry", LabelJA: "主な産業", Many: true},
		{Name: "school", Label: "school", LabelJA: "学校", Many: true},
		{Name: "culture", Label: "culture", LabelJA: "文化", Many: true},
		{Name: "history", Label: "history", LabelJA: "歴史", Many: true},
		{Name: "hazard", Label: "hazard", LabelJA: "災害", Many: true},
		{Name: "purpose", Label: "purpose of an exchange", LabelJA: "交流の目的", Many: true},
	}
}

// FactKeyOf returns the description of a key.
func FactKeyOf(name string) (FactKey, bool) {
	keys := FactKeys()
	i := slices.IndexFunc(keys, func(k FactKey) bool { return k.Name == name })
	if i < 0 {
		return FactKey{}, false
	}
	return keys[i], true
}

// MaxFactRunes is the length of the longest words a fact may hold.
const MaxFactRunes = 400

// ParseFact checks a value as a person writes it and returns it in the form in
// which records hold it: numbers without separators, in the unit of the key.
// A number may be followed by its unit. The error names key, value and what is
// allowed.
func ParseFact(key, text string) (string, error) {
	k, ok := FactKeyOf(key)
	if !ok {
		return "", fmt.Errorf("fact %q is unknown, known are %s", key, strings.Join(factNames(), ", "))
	}
	text = strings.TrimSpace(text)
	if k.Number() {
		return k.number(text)
	}
	switch n := utf8.RuneCountInString(text); {
	case text == "":
		return "", fmt.Errorf("%s is empty, allowed are words", key)
	case n > MaxFactRunes:
		return "", fmt.Errorf("%s has %d characters, allowed are %d", key, n, MaxFactRunes)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }):
		return "", fmt.Errorf("%s is %q, allowed is one line of text", key, text)
	case key == FactURL && !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://"):
		return "", fmt.Errorf("%s is %q, allowed is an address that begins with https:// or http://", key, text)
	case key == "purpose" && !slices.Contains(PurposeKeys(), text):
		return "", fmt.Errorf("%s is %q, allowed are %s", key, text, strings.Join(PurposeKeys(), ", "))
	}
	return text, nil
}

func factNames() []string {
	var out []string
	for _, k := range FactKeys() {
		out = append(out, k.Name)
	}
	return out
}

// unitWords are the ways to write a unit, in compatible characters, and what
// they are worth in it.
func unitWords(unit string) map[string]float64 {
	switch unit {
	case "people":
		return map[string]float64{"": 1, "people": 1, "inhabitants": 1, "人": 1, "万人": 10_000}
	case "km2":
		return map[string]float64{"": 1, "km2": 1, "平方キロメートル": 1, "ha": 0.01, "ヘクタール": 0.01}
	case "m":
		return map[string]float64{"": 1, "m": 1, "metres": 1, "メートル": 1}
	case "%":
		return map[string]float64{"": 1, "%": 1}
	case "schools":
		return map[string]float64{"": 1, "schools": 1, "校": 1}
	}
	return nil
}

func (k FactKey) number(text string) (string, error) {
	allowed := fmt.Sprintf("a number from %s to %s in %s", plain(k.Min), plain(k.Max), k.Unit)
	if k.Whole {
		allowed = strings.Replace(allowed, "a number", "a whole number", 1)
	}
	compatible := norm.NFKC.String(text)
	end := strings.IndexFunc(compatible, func(r rune) bool { return !strings.ContainsRune("+-0123456789., ", r) })
	if end < 0 {
		end = len(compatible)
	}
	digits := strings.NewReplacer(",", "", " ", "").Replace(compatible[:end])
	v, err := strconv.ParseFloat(digits, 64)
	factor, ok := unitWords(k.Unit)[strings.TrimSpace(compatible[end:])]
	v *= factor
	if err != nil || !ok || !(v >= k.Min && v <= k.Max) || k.Whole && math.Abs(v-math.Round(v)) > 1e-6 {
		return "", fmt.Errorf("%s is %q, allowed is %s", k.Name, text, allowed)
	}
	if k.Whole {
		v = math.Round(v)
	}
	return plain(v), nil
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
