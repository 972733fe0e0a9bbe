package names

// Hangul syllables are numbered initial × 588 + vowel × 28 + final from U+AC00.
const (
	hangulFirst = 0xac00
	hangulLast  = 0xd7a3
)

func isHangul(r rune) bool { return hangulFirst <= r && r <= hangulLast }

var (
	hangulInitials = [19]string{"g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"}
	hangulVowels   = [21]string{"a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"}
	// hangulFinals is the sound at the end of a word or before a consonant,
	// hangulLinked the spelling before a vowel, where the final moves over.
	hangulFinals = [28]string{"", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"}
	hangulLinked = [28]string{"", "g", "kk", "ks", "n", "nj", "n", "d", "r", "lg", "lm", "lb", "ls", "lt", "lp", "r", "m", "b", "ps", "s", "ss", "ng", "j", "ch", "k", "t", "p", ""}
)

// appendHangul spells a run of Hangul syllables in Revised Romanisation, with
// the sound changes between syllables that place names show: 신라 silla, 강릉
// gangneung, 백령 baengnyeong.
func appendHangul(out []byte, run []rune) []byte {
	initial := ""
	for i, r := range run {
		n := int(r - hangulFirst)
		if i == 0 {
			initial = hangulInitials[n/588]
		}
		out = append(out, initial...)
		out = append(out, hangulVowels[n%588/28]...)
		final := n % 28
		if i+1 == len(run) {
			return append(out, hangulFinals[final]...)
		}
		next := int(run[i+1]-hangulFirst) / 588
		var end string
		end, initial = hangulJoin(final, next)
		out = append(out, end...)
	}
	return out
}

// hangulJoin returns how a final and the initial of the next syllable sound
// together.
func hangulJoin(final, next int) (end, initial string) {
	initial = hangulInitials[next]
	if initial == "" {
		return hangulLinked[final], ""
	}
	end = hangulFinals[final]
	switch {
	case end == "l" && (initial == "r" || initial == "n"), end == "n" && initial == "r":
		return "l", "l"
	case initial == "r" && end != "":
		initial = "n"
	}
	if initial == "n" || initial == "m" {
		switch end {
		case "k":
			end = "ng"
		case "t":
			end = "n"
		case "p":
			end = "m"
		}
	}
	return end, initial
}
