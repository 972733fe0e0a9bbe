package names

// SoundCh and SoundSh are the two symbols that stand beside letters in a sound
// form: the first sound of church and the first sound of shell.
const (
	SoundCh = '1'
	SoundSh = '2'
)

// Sound returns the sound form of a name that [Latin] has read: a coarse
// spelling in which a name looks nearly the same whether it went through
// katakana, through another language's spelling, or through neither. Vowels
// stay, so that Kobe and Kobo differ. The letters are abdefghijkmnoprstuwyz, [SoundCh]
// and [SoundSh]; anything else in the argument is dropped. Sound(Sound(s)) is
// Sound(s). The rules, with an example each:
//
//	l → r                      Hamilton, Hamiruton: hamirton, hamiruton
//	v → b                      Verona, Berona: berona
//	c before e, i, y → s       Cefalu: sefaru
//	other c, ck, q → k         Quebec: kebek
//	qu before e, i → k         Quito, Kito: kito; else ku: Aquara: akuara
//	x → ks                     Exeter: ekseter
//	ch, tch, tsch, cz → 1      Chiba, Tschiba: 1iba; but before r, l, n, t → k: Christmas: kristmas
//	sh, sch, shch → 2          Shibuya, Schibuya: 2ibuya
//	zh, dzh → j                Zhitomir: jitomir
//	ph → f, th → t, dh → d, kh → k, gh → g, bh → b, rh → r, wh → w, jh → j    Phoenix: foeniks
//	tz → ts, sz → s            Metz: mets; Szeged: seged
//	stle → sr, le after a consonant at the end → r    Newcastle: niukasr
//	h not before a vowel drops Ohtsu, Otsu: otsu
//	y not before a vowel, or after a consonant → i    Tokyo, Tokio: tokio
//	ew → iu, aw → au, ow → o when no vowel follows    Newton: niuton
//	eau, eaux → o              Bordeaux, Borudo: bordo, borudo
//	ou → o                     Toukyou: tokio
//	n before b, p → m; before m it drops    Nanba, Namba: namba; Gunma, Gumma: guma
//	doubled letters → one      Akkra, Accra: akra
func Sound(latin string) string {
	var a, b [2 * 64]byte
	in := append(a[:0], latin...)
	if len(in) > MaxRunes {
		in = in[:MaxRunes]
	}
	out := soundPass(b[:0], in)
	// A second pass reads what the first wrote. No rule brings back a letter
	// that it replaces and none lengthens a form without q and x, so this ends.
	for string(in) != string(out) {
		in, out = out, soundPass(in[:0], out)
	}
	return string(out)
}

// soundPass applies every rule once, from left to right.
func soundPass(out, in []byte) []byte {
	for i := 0; i < len(in); {
		c := in[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		text, n := soundRule(in, i, c)
		i += n
		for j := range len(text) {
			out = appendSound(out, text[j])
		}
	}
	return out[:min(len(out), MaxRunes)]
}

// appendSound writes one sound unless it merges with the one before it.
func appendSound(out []byte, c byte) []byte {
	if len(out) == 0 {
		return append(out, c)
	}
	switch last := &out[len(out)-1]; {
	case *last == c, *last == 'o' && c == 'u':
		return out
	case *last == 'n' && c == 'm':
		*last = 'm'
		if len(out) > 1 && out[len(out)-2] == 'm' {
			return out[:len(out)-1]
		}
		return out
	case *last == 'n' && (c == 'b' || c == 'p'):
		*last = 'm'
	}
	return append(out, c)
}

// soundRule returns what the letter c at i becomes, with the letters after it
// that it swallows, and how many letters that takes.
func soundRule(in []byte, i int, c byte) (string, int) {
	next, second := letterAt(in, i+1), letterAt(in, i+2)
	switch c {
	case 'a', 'i', 'o', 'u', 'd', 'g', 'b', 'r', 'j', 'k', 'p', 'e':
		return soundPlain(in, i, c)
	case 'l':
		if next == 'e' && i+2 == len(in) && i > 0 && !isVowel(in[i-1]) && in[i-1] != 'l' && in[i-1] != 'r' {
			return "r", 2
		}
		return "r", 1
	case 'v':
		return "b", 1
	case 'c':
		return soundC(in, i)
	case 'q':
		if next != 'u' {
			return "k", 1
		}
		if second == 'e' || second == 'i' {
			return "k", 2
		}
		return "ku", 2
	case 's':
		return soundS(in, i)
	case 't':
		return soundT(in, i)
	case 'w':
		if next == 'h' {
			return "w", 2
		}
		return soundW(in, i, next)
	case 'x':
		return "ks", 1
	case 'y':
		if isVowel(next) && (i == 0 || isVowel(in[i-1])) {
			return "y", 1
		}
		return "i", 1
	case 'z':
		if next == 'h' {
			return "j", 2
		}
		return "z", 1
	case 'h':
		if !isVowel(next) && next != 'y' {
			return "", 1
		}
		return "h", 1
	case 'f', 'm', 'n', SoundCh, SoundSh:
		return asciiLetters[c : c+1], 1
	}
	return "", 1
}

// soundPlain handles the letters that mostly stand for themselves.
func soundPlain(in []byte, i int, c byte) (string, int) {
	next := letterAt(in, i+1)
	switch {
	case c == 'p' && next == 'h':
		return "f", 2
	case c == 'd' && next == 'z' && letterAt(in, i+2) == 'h':
		return "j", 3
	case next == 'h' && !isVowel(c):
		return asciiLetters[c : c+1], 2
	case c == 'e' && next == 'a' && letterAt(in, i+2) == 'u':
		if letterAt(in, i+3) == 'x' {
			return "o", 4
		}
		return "o", 3
	case c == 'e' && next == 'w' && !isVowel(letterAt(in, i+2)):
		return "iu", 2
	}
	return asciiLetters[c : c+1], 1
}

// soundC handles c: ch, cz, ck, and c before front vowels.
func soundC(in []byte, i int) (string, int) {
	switch next := letterAt(in, i+1); next {
	case 'h':
		switch letterAt(in, i+2) {
		case 'r', 'l', 'n', 't':
			return "k", 2
		}
		return "1", 2
	case 'z':
		return "1", 2
	case 'k', 'q':
		return "", 1
	case 'e', 'i', 'y':
		return "s", 1
	}
	return "k", 1
}

// soundS handles s: shch, sch, sh, sz, stle.
func soundS(in []byte, i int) (string, int) {
	switch {
	case hasAt(in, i, "shch"):
		return "2", 4
	case hasAt(in, i, "sch"):
		return "2", 3
	case hasAt(in, i, "sh"):
		return "2", 2
	case hasAt(in, i, "sz"):
		return "s", 2
	case hasAt(in, i, "stle") && !isVowel(letterAt(in, i+4)):
		return "sr", 4
	}
	return "s", 1
}

// soundT handles t: tsch, tch, th, tz.
func soundT(in []byte, i int) (string, int) {
	switch {
	case hasAt(in, i, "tzsch"):
		return "1", 5
	case hasAt(in, i, "tsch"):
		return "1", 4
	case hasAt(in, i, "tch"):
		return "1", 3
	case hasAt(in, i, "th"):
		return "t", 2
	case hasAt(in, i, "tz"):
		return "ts", 2
	}
	return "t", 1
}

// soundW handles a w that closes a diphthong.
func soundW(in []byte, i int, next byte) (string, int) {
	if i > 0 && !isVowel(next) {
		switch in[i-1] {
		case 'a', 'o':
			return "u", 1
		}
	}
	return "w", 1
}

// letterAt returns the letter at i, 0 beyond the end.
func letterAt(in []byte, i int) byte {
	if i < len(in) {
		return in[i]
	}
	return 0
}

// hasAt reports whether text stands at i.
func hasAt(in []byte, i int, text string) bool {
	return len(in)-i >= len(text) && string(in[i:i+len(text)]) == text
}

func isVowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	}
	return false
}
