package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxRunes is the longest name that is looked at, in runes; what follows is
// cut. The longest official place name has 168 letters, so a cut name is not a
// name but an accident or an attack.
const MaxRunes = 512

// Fold returns the lookup form of a name in its own script: lower case,
// compatibility forms unified, Latin, Greek and Cyrillic letters without
// diacritics, katakana as hiragana, apostrophes dropped, and everything that
// separates words as one space. Marks that carry the vowel or the voice (kana,
// Thai, Indic and Arabic signs) stay. Invalid UTF-8 is dropped, names longer
// than [MaxRunes] are cut. Folding twice changes nothing more.
func Fold(s string) string {
	if out, ok := foldASCII(s); ok {
		return out
	}
	// One pass nearly always settles a name; dropping a sign can bring two
	// others together that compose, so the pass is repeated until it rests.
	for range 8 {
		out := foldPass(s)
		if ascii, ok := foldASCII(out); ok {
			return ascii
		}
		if out == s {
			break
		}
		s = out
	}
	return s
}

// foldASCII folds plain ASCII without looking at tables, and without copying
// when there is nothing to change. It reports false for anything else.
func foldASCII(s string) (string, bool) {
	if len(s) > MaxRunes {
		if !isASCII(s) {
			return "", false
		}
		s = s[:MaxRunes]
	}
	// clean is how far s is already its own folded form.
	clean := 0
	for clean < len(s) && s[clean] != 0 && asciiFold[s[clean]] == s[clean] && (s[clean] != ' ' || clean > 0 && s[clean-1] != ' ') {
		clean++
	}
	if clean == len(s) && (clean == 0 || s[clean-1] != ' ') {
		return s, true
	}
	var stack [64]byte
	buf := append(stack[:0], s[:clean]...)
	for i := clean; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		switch f := asciiFold[c]; f {
		case 0:
		case ' ':
			if len(buf) > 0 && buf[len(buf)-1] != ' ' {
				buf = append(buf, ' ')
			}
		default:
			buf = append(buf, f)
		}
	}
	if n := len(buf); n > 0 && buf[n-1] == ' ' {
		buf = buf[:n-1]
	}
	return string(buf), true
}

// asciiFold maps each byte: letters to lower case, signs to a space, what is
// dropped to 0. Bytes above ASCII map to 0 and are never clean.
var asciiFold = func() (t [256]byte) {
	for c := range 128 {
		switch b := byte(c); {
		case 'A' <= b && b <= 'Z':
			t[c] = b + 'a' - 'A'
		case 'a' <= b && b <= 'z' || '0' <= b && b <= '9':
			t[c] = b
		case b == '\'' || b == '`':
			t[c] = 0
		case b > ' ' && b < 0x7f || unicode.IsSpace(rune(b)):
			t[c] = ' '
		}
	}
	return t
}()

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// foldPass folds a name once.
func foldPass(s string) string {
	out := make([]byte, 0, len(s))
	space := false
	for _, r := range prepare(s) {
		switch {
		case isSeparator(r):
			space = len(out) > 0
			continue
		case dropped(r):
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = appendBase(out, r)
	}
	return strings.TrimSuffix(cut(string(out)), " ")
}

// cut returns the first MaxRunes runes of s.
func cut(s string) string {
	if len(s) <= MaxRunes {
		return s
	}
	n := 0
	for i := range s {
		if n == MaxRunes {
			return s[:i]
		}
		n++
	}
	return s
}

// prepare returns the name valid, cut, composed (NFKC) and in lower case, with
// the signs settled that NFKC would turn into a space and a loose mark.
func prepare(s string) string {
	out := make([]byte, 0, min(len(s), utf8.UTFMax*MaxRunes))
	n := 0
	for i, r := range s {
		if n == MaxRunes {
			break
		}
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[i:]); size <= 1 {
				continue
			}
		}
		n++
		switch {
		case isApostrophe(r):
			continue
		case r == '゛':
			r = '\u3099'
		case r == '゜':
			r = '\u309a'
		}
		out = utf8.AppendRune(out, r)
	}
	out = norm.NFKC.Bytes(out)
	return strings.Map(unicode.ToLower, string(out))
}

// isApostrophe reports the signs that stand inside a word and are written or
// left out at will: Shin'onsen, Hawaiʻi, Côte d’Ivoire, Kyïv's soft signs.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '`', '´', '‘', '’', '‚', '‛', '′', '‵', 'ʹ', 'ʺ', 'ʻ', 'ʼ', 'ʽ', 'ʾ', 'ʿ', 'ˈ', 'ˊ', 'ˋ', '＇', '｀', '᾽', '᾿', '῾', '׳':
		return true
	}
	return false
}

// isSeparator reports spaces, hyphens, dots, commas, strokes, middle dots,
// brackets and the symbols used in their place.
func isSeparator(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r)
}

// dropped reports what is left out without a trace: control and format
// characters, the Arabic stretcher, unassigned code points, and the combining
// marks of Latin, Greek and Cyrillic. Signs of other scripts are not dropped.
func dropped(r rune) bool {
	switch {
	case 0x300 <= r && r <= 0x36f, 0x483 <= r && r <= 0x489, 0x1ab0 <= r && r <= 0x1aff,
		0x1dc0 <= r && r <= 0x1dff, 0x20d0 <= r && r <= 0x20ff, 0xfe20 <= r && r <= 0xfe2f:
		return true
	case r == 'ـ', r == utf8.RuneError, 0xfe00 <= r && r <= 0xfe0f:
		return true
	}
	return isApostrophe(r) || !unicode.IsGraphic(r)
}

// appendBase appends a prepared rune as it stands in a folded name.
func appendBase(out []byte, r rune) []byte {
	switch {
	case r < utf8.RuneSelf:
		return append(out, byte(r))
	case !hasDiacritics(r):
		return utf8.AppendRune(out, hiragana(r))
	}
	if s, ok := letterForms[r]; ok {
		return append(out, s...)
	}
	var buf [utf8.UTFMax]byte
	parts := norm.NFKD.Properties(utf8.AppendRune(buf[:0], r)).Decomposition()
	if parts == nil {
		return utf8.AppendRune(out, r)
	}
	for len(parts) > 0 {
		r, size := utf8.DecodeRune(parts)
		parts = parts[size:]
		if dropped(r) || isSeparator(r) {
			continue
		}
		if s, ok := letterForms[r]; ok {
			out = append(out, s...)
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// asciiLetters holds each ASCII character at its own place, so that a
// one-character string needs no allocation.
var asciiLetters = func() string {
	var t [utf8.RuneSelf]byte
	for i := range t {
		t[i] = byte(i)
	}
	return string(t[:])
}()

// hasDiacritics reports whether r is in a block of Latin, Greek or Cyrillic
// letters, whose marks may be taken off.
func hasDiacritics(r rune) bool {
	return r < 0x530 || 0x1e00 <= r && r <= 0x1fff || 0x2c60 <= r && r <= 0x2c7f || 0xa640 <= r && r <= 0xa7ff
}

// letterForms are letters that Unicode does not take apart although people
// write them without their stroke or as two letters.
var letterForms = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i",
	'ħ': "h", 'ŋ': "ng", 'ŧ': "t", 'ə': "a", 'ƒ': "f", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ɛ': "e", 'ɔ': "o",
	'ɨ': "i", 'ʉ': "u", 'ɖ': "d", 'ƴ': "y", 'ĸ': "k", 'ȷ': "j", 'ƶ': "z", 'ǥ': "g", 'ƀ': "b", 'ơ': "o", 'ư': "u",
	'ς': "σ",
}
