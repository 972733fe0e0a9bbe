package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// TrimJapanese takes the kind of government off a Japanese name in any script
// and returns the base in its own spelling and the kind as it was written, in
// folded form; suffix is "" and base the trimmed name when there is none.
//
//	新得町 → 新得, 町      しんとくちょう → しんとく, ちょう
//	Shintoku-chō → Shintoku, cho      Minato Ward → Minato, ward
//
// The base is never empty. A name can look as if it ended in a kind (大町, あかし);
// only a gazetteer can tell, so look up the whole name first.
func TrimJapanese(name string) (base, suffix string) {
	name = strings.TrimSpace(name)
	if cut := kindStart(name); cut > 0 {
		base = strings.TrimRightFunc(name[:cut], isSeparator)
		suffix = Fold(name[cut:])
		if base != "" && acceptKind(Fold(base), suffix) {
			return base, suffix
		}
	}
	return name, ""
}

// kindStart returns the byte where the kind of government starts, 0 for none.
func kindStart(name string) int {
	last, size := utf8.DecodeLastRuneInString(name)
	if strings.ContainsRune("都府県市区町村", last) {
		return len(name) - size
	}
	if isKana(last) {
		return kanaKindStart(name)
	}
	cut := strings.LastIndexFunc(name, isSeparator)
	if cut <= 0 {
		return 0
	}
	_, width := utf8.DecodeRuneInString(name[cut:])
	if latinKinds[Fold(name[cut+width:])] {
		return cut + width
	}
	return 0
}

// kanaKindStart is kindStart for names that end in kana.
func kanaKindStart(name string) int {
	for _, kind := range kanaKinds {
		cut, ok := cutKana(name, kind)
		if ok {
			return cut
		}
	}
	return 0
}

// cutKana returns where a name's last kana begin if they read as kind.
func cutKana(name, kind string) (int, bool) {
	cut := len(name)
	for kind != "" {
		want, size := utf8.DecodeLastRuneInString(kind)
		got, width := utf8.DecodeLastRuneInString(name[:cut])
		if hiragana(got) != want {
			return 0, false
		}
		kind, cut = kind[:len(kind)-size], cut-width
	}
	return cut, cut > 0
}

// kanaKinds are the kinds as they are read; longer ones first where one ends
// like another.
var kanaKinds = []string{"ちょう", "まち", "そん", "むら", "けん", "し", "く", "ふ", "と"}

// latinKinds are the kinds in romaji and English, folded.
var latinKinds = map[string]bool{
	"shi": true, "ku": true, "cho": true, "chou": true, "machi": true, "son": true, "mura": true, "ken": true, "fu": true, "to": true,
	"city": true, "town": true, "village": true, "ward": true, "prefecture": true, "metropolis": true,
}

// acceptKind refuses endings that belong to the name: 都, 府 and と, ふ end
// the names of one and two prefectures only (京都, 甲府, 太宰府 are names), 県 follows
// at least two characters (山県 is a name), and market towns keep their 市 (四日市).
func acceptKind(base, suffix string) bool {
	switch suffix {
	case "都", "と", "to":
		return base == "東京" || base == "とうきょう" || base == "tokyo"
	case "府", "ふ", "fu":
		return base == "大阪" || base == "京都" || base == "おおさか" || base == "きょうと" || base == "osaka" || base == "kyoto"
	case "県", "けん":
		return utf8.RuneCountInString(base) >= 2
	case "市":
		head, found := strings.CutSuffix(base, "日")
		last, _ := utf8.DecodeLastRuneInString(head)
		return !found || !strings.ContainsRune("一二三四五六七八九十廿", last) || head == ""
	}
	return true
}

// TrimDistrict takes the district (郡, -gun) and what precedes it off the name
// of a town or village: 上川郡新得町 → 新得町, "Kamikawa-gun Shintoku-cho" and
// "Shintoku-cho, Kamikawa-gun" → "Shintoku-cho". Names that merely contain the
// character (郡山市, 上郡町) stay.
func TrimDistrict(name string) string {
	name = strings.TrimSpace(name)
	for _, sign := range []string{"郡", "ぐん"} {
		i := strings.Index(name, sign)
		if i <= 0 {
			continue
		}
		rest := strings.TrimLeftFunc(name[i+len(sign):], isSeparator)
		if base, kind := TrimJapanese(rest); base != "" && townKinds[kind] {
			return rest
		}
	}
	return trimLatinDistrict(name)
}

// townKinds are the kinds that lie in districts; cities and wards do not.
var townKinds = map[string]bool{"町": true, "村": true, "ちょう": true, "まち": true, "そん": true, "むら": true}

// trimLatinDistrict is TrimDistrict for romaji, the district first or last.
func trimLatinDistrict(name string) string {
	if head, tail, ok := strings.Cut(name, ","); ok && endsInDistrict(tail) {
		return strings.TrimRightFunc(head, unicode.IsSpace)
	}
	for i, r := range name {
		if (r == ' ' || r == ',') && i > 0 && endsInDistrict(name[:i]) {
			if rest := strings.TrimLeftFunc(name[i:], isSeparator); rest != "" {
				return rest
			}
		}
	}
	return name
}

// endsInDistrict reports whether a part of an address is the name of a district.
func endsInDistrict(s string) bool {
	head, last, ok := cutLastWord(Fold(s))
	return ok && head != "" && (last == "gun" || last == "district")
}

// cutLastWord splits a folded name before its last word.
func cutLastWord(folded string) (head, last string, ok bool) {
	i := strings.LastIndexByte(folded, ' ')
	if i < 0 {
		return "", folded, false
	}
	return folded[:i], folded[i+1:], true
}
