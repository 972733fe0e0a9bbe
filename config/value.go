package config

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of the numbers that can be configured.
const (
	maxN      = 1000
	maxWeight = 100
)

// A setting is one key of the configuration: what it allows, in words for the
// user, and how a value of a file (any YAML type) or of the environment or a
// flag (always a string) becomes the value that is merged.
type setting struct {
	key     string
	allowed words
	read    func(value any) (any, bool)
}

// settings lists all keys but the single weights, in the order of Config.
func settings() []setting {
	folder := words{"a folder", "フォルダー"}
	return []setting{
		{"data", folder, readText},
		{"cache", folder, readText},
		{"own", folder, readText},
		choice("lang", "en", "ja"),
		{"to", words{"a list of countries, continents or subregions", "国・大陸・地域の一覧"}, readList},
		{"n", words{fmt.Sprintf("a whole number from 1 to %d", maxN), fmt.Sprintf("1～%dの整数", maxN)}, wholeIn(1, maxN)},
		{"per_country", words{"a whole number, 0 for no limit", "整数(0は制限なし)"}, wholeIn(0, math.MaxInt32)},
		choice("by", "balanced", "fit", "openness", "mutual"),
		{"weights", words{"criterion=number pairs; criteria are " + strings.Join(Criteria(), ", "), "「評価項目=数値」の組。評価項目: " + strings.Join(Criteria(), ", ")}, readWeights},
		choice("format", "table", "tsv", "csv", "json", "jsonl", "md", "geojson", "html", "pdf", "xlsx"),
	}
}

// weightAllowed says in words what a single weight may be.
func weightAllowed() words {
	return words{fmt.Sprintf("a number from 0 to %d", maxWeight), fmt.Sprintf("0～%dの数値", maxWeight)}
}

// readSetting turns the value of a key into the one to merge. The error names
// the key, the value and what is allowed.
func readSetting(key string, value any) (any, error) {
	if name, ok := strings.CutPrefix(key, "weights."); ok {
		return readWeight(name, value)
	}
	if pairs, ok := value.(string); ok && key == "weights" {
		return splitWeights(pairs)
	}
	i := slices.IndexFunc(settings(), func(s setting) bool { return s.key == key })
	if i < 0 {
		return nil, &InvalidError{what: words{
			fmt.Sprintf("unknown key %q (value %s); known keys are %s", key, show(value), knownKeys()),
			fmt.Sprintf("%q という設定項目はありません(値 %s)。使える項目: %s", key, show(value), knownKeys()),
		}}
	}
	s := settings()[i]
	read, ok := s.read(value)
	if !ok {
		return nil, invalid(s.key, value, s.allowed)
	}
	return read, nil
}

func readWeight(name string, value any) (any, error) {
	if !slices.Contains(Criteria(), name) {
		criteria := strings.Join(Criteria(), ", ")
		return nil, &InvalidError{what: words{
			fmt.Sprintf("unknown criterion %q in weights (value %s); criteria are %s", name, show(value), criteria),
			fmt.Sprintf("%q という評価項目はありません(値 %s)。評価項目: %s", name, show(value), criteria),
		}}
	}
	w, ok := number(value)
	if !ok || !(w >= 0 && w <= maxWeight) {
		return nil, invalid("weights."+name, value, weightAllowed())
	}
	return w, nil
}

// splitWeights reads `climate=2,name=0`, the form of flags and environment.
func splitWeights(pairs string) (any, error) {
	weights := map[string]any{}
	for _, pair := range splitList(pairs) {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, invalid("weights", pair, words{"criterion=number, as in climate=2", "「評価項目=数値」(例: climate=2)"})
		}
		name = strings.ToLower(strings.TrimSpace(name))
		w, err := readWeight(name, strings.TrimSpace(value))
		if err != nil {
			return nil, err
		}
		weights[name] = w
	}
	return weights, nil
}

func knownKeys() string {
	keys := []string{}
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	return strings.Join(keys, ", ")
}

// show quotes a value for a message, cut to a length that a reader can take in.
func show(value any) string {
	const longest = 60
	text := fmt.Sprint(value)
	if s, ok := value.(string); ok {
		text = s
	}
	if utf8.RuneCountInString(text) > longest {
		text = string([]rune(text)[:longest]) + "…"
	}
	return strconv.Quote(text)
}

func choice(key string, choices ...string) setting {
	list := strings.Join(choices, ", ")
	return setting{key, words{list + " or nothing", list + "、または空"}, func(value any) (any, bool) {
		word, ok := value.(string)
		word = strings.ToLower(strings.TrimSpace(word))
		if key == "by" && word == "" {
			word = choices[0]
		}
		return word, ok && (word == "" || slices.Contains(choices, word))
	}}
}

func readText(value any) (any, bool) {
	s, ok := value.(string)
	return s, ok && clean(s)
}

// clean reports whether a text is UTF-8 without control characters: a folder
// or country with one in it is a mistake that would garble the terminal.
func clean(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

func readList(value any) (any, bool) {
	list := []string{}
	switch v := value.(type) {
	case string:
		list = splitList(v)
	case []any:
		for _, item := range v {
			s, ok := item.(string)
			if !ok {
				return nil, false
			}
			list = append(list, strings.TrimSpace(s))
		}
	default:
		return nil, false
	}
	return list, !slices.ContainsFunc(list, func(s string) bool { return s == "" || !clean(s) })
}

// splitList cuts at commas; an empty text is an empty list.
func splitList(s string) []string {
	list := []string{}
	if strings.TrimSpace(s) == "" {
		return list
	}
	for item := range strings.SplitSeq(s, ",") {
		list = append(list, strings.TrimSpace(item))
	}
	return list
}

// readWeights takes what stands in a file in place of the map of weights: an
// empty map or null. Maps with entries arrive entry by entry.
func readWeights(value any) (any, bool) {
	m, isMap := value.(map[string]any)
	return map[string]any{}, value == nil || isMap && len(m) == 0
}

func wholeIn(low, high int) func(any) (any, bool) {
	return func(value any) (any, bool) {
		f, ok := number(value)
		if !ok || f != math.Trunc(f) || !(f >= float64(low) && f <= float64(high)) {
			return nil, false
		}
		return int(f), true
	}
}

// number reads a number of a file, or the text of one. A yes or no is none.
func number(value any) (float64, bool) {
	switch v := value.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case uint64:
		return float64(v), true
	case float64:
		return v, true
	case string:
		f, err := strconv.ParseFloat(strings.TrimSpace(v), 64)
		return f, err == nil
	}
	return 0, false
}
