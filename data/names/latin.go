package names

import "unicode"

// Latin returns the reading of a name in the letters a-z, without spaces, or ""
// when the script alone does not tell it: Chinese characters have many
// readings, Thai, Arabic and Indic scripts need a dictionary. One character of
// such a script is enough. At most [MaxRunes] letters come back.
func Latin(s string) string {
	if folded, ok := foldASCII(s); ok {
		return lettersOnly(folded)
	}
	out := make([]byte, 0, 64)
	runes := []rune(prepare(s))
	for i := 0; i < len(runes); {
		r := runes[i]
		j := i + 1
		switch {
		case isKana(r):
			j = runEnd(runes, i, isKana)
			out = append(out, romanise(runes[i:j])...)
		case isHangul(r):
			j = runEnd(runes, i, isHangul)
			out = appendHangul(out, runes[i:j])
		default:
			var ok bool
			if out, j, ok = appendReading(out, runes, i); !ok {
				return ""
			}
		}
		i = j
	}
	return string(out[:min(len(out), MaxRunes)])
}

// lettersOnly leaves out what is not a letter a-z.
func lettersOnly(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < 'a' || s[i] > 'z' {
			return string(appendLetters(make([]byte, 0, len(s)), s))
		}
	}
	return s
}

func appendLetters(out []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if 'a' <= s[i] && s[i] <= 'z' {
			out = append(out, s[i])
		}
	}
	return out
}

// runEnd returns the end of the run of runes of one kind that starts at i.
func runEnd(runes []rune, i int, kind func(rune) bool) int {
	for i < len(runes) && kind(runes[i]) {
		i++
	}
	return i
}

// appendReading appends the reading of the letter at i and returns where to go
// on; false when the letter has none.
func appendReading(out []byte, runes []rune, i int) ([]byte, int, bool) {
	r := runes[i]
	if i+1 < len(runes) {
		if s, ok := greekPairs[[2]rune{r, runes[i+1]}]; ok {
			return append(out, s...), i + 2, true
		}
	}
	if s, ok := letterReadings[r]; ok {
		return append(out, s...), i + 1, true
	}
	var buf [16]byte
	for _, b := range string(appendBase(buf[:0], r)) {
		if s, ok := letterReadings[b]; ok {
			out = append(out, s...)
			continue
		}
		if b < 0x80 {
			out = appendLetters(out, string(b))
			continue
		}
		if !dropped(b) && (unicode.IsLetter(b) || unicode.IsMark(b)) {
			return nil, 0, false
		}
	}
	return out, i + 1, true
}

// greekPairs are the Greek digraphs that sound as one; the accent stands on the
// second letter, and a dialytika keeps the letters apart.
var greekPairs = map[[2]rune]string{
	{'ο', 'υ'}: "ou", {'ο', 'ύ'}: "ou", {'α', 'υ'}: "av", {'α', 'ύ'}: "av", {'ε', 'υ'}: "ev", {'ε', 'ύ'}: "ev",
	{'μ', 'π'}: "b", {'γ', 'γ'}: "ng", {'γ', 'κ'}: "gk", {'γ', 'χ'}: "nch",
}

// letterReadings spells the letters of Cyrillic and Greek. Cyrillic follows the
// English custom for Russian (Nizhny, Khabarovsk), with the letters of its
// neighbours; Greek the custom of road signs.
var letterReadings = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ё': "yo", 'ж': "zh", 'з': "z", 'и': "i", 'й': "y",
	'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f",
	'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch", 'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
	'і': "i", 'ї': "i", 'є': "ye", 'ґ': "g", 'ў': "u", 'ј': "j", 'љ': "lj", 'њ': "nj", 'ђ': "dj", 'ћ': "c", 'џ': "dz",
	'ѓ': "gj", 'ќ': "kj", 'ѕ': "dz", 'ә': "a", 'ғ': "gh", 'қ': "q", 'ң': "ng", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h",
	'ҳ': "h", 'ҷ': "j", 'ӣ': "i", 'ӯ': "u", 'ҫ': "s", 'ҙ': "z", 'ҡ': "q", 'ѣ': "e", 'ӑ': "a", 'ӗ': "e",
	'α': "a", 'β': "v", 'γ': "g", 'δ': "d", 'ε': "e", 'ζ': "z", 'η': "i", 'θ': "th", 'ι': "i", 'κ': "k", 'λ': "l",
	'μ': "m", 'ν': "n", 'ξ': "x", 'ο': "o", 'π': "p", 'ρ': "r", 'σ': "s", 'ς': "s", 'τ': "t", 'υ': "y", 'φ': "f",
	'χ': "ch", 'ψ': "ps", 'ω': "o",
}
