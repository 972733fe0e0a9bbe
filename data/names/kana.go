package names

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// isKatakana reports the katakana letters that have a hiragana counterpart.
func isKatakana(r rune) bool { return 'ァ' <= r && r <= 'ヶ' || 'ヽ' <= r && r <= 'ヾ' }

// isKana reports hiragana, katakana and the long-vowel sign.
func isKana(r rune) bool {
	return 'ぁ' <= r && r <= 'ゖ' || 'ゝ' <= r && r <= 'ゞ' || isKatakana(r) || r == 'ー' || 'ヷ' <= r && r <= 'ヺ'
}

// hiragana returns the hiragana for a katakana letter, and any other rune as it
// is. The small ke of 茅ヶ崎 becomes the large one, because both are written.
func hiragana(r rune) rune {
	if isKatakana(r) {
		r -= 'ア' - 'あ'
	}
	switch r { // hiragana has these two as well
	case 'ゖ':
		return 'け'
	case 'ゕ':
		return 'か'
	}
	return r
}

// romanise spells one run of kana in Hepburn romanisation without macrons: long
// vowels are written once (おおつ otsu, とうきょう tokyo), ん is always n, っ doubles
// the consonant (tch before ch). Sounds of foreign words follow the usual
// spelling (ティ ti, ファ fa, ヴァ va).
func romanise(run []rune) []byte {
	out := make([]byte, 0, 3*len(run))
	double := false
	for i := 0; i < len(run); i++ {
		r := hiragana(run[i])
		switch r {
		case 'っ':
			double = true
			continue
		case 'ー':
			continue
		case 'ゝ', 'ゞ':
			if i > 0 {
				r = repeated(hiragana(run[i-1]), r == 'ゞ')
			}
		}
		syllable := ""
		if i+1 < len(run) {
			if s, ok := kanaPairs[[2]rune{r, hiragana(run[i+1])}]; ok {
				syllable = s
				i++
			}
		}
		if syllable == "" {
			syllable = kanaSingles[r]
		}
		if double && syllable != "" {
			out = appendDoubled(out, syllable)
			double = false
			continue
		}
		if !lengthens(out, syllable) {
			out = append(out, syllable...)
		}
	}
	return out
}

// repeated returns the kana that an iteration mark stands for: the one before
// it, voiced or not as the mark says (いすゞ isuzu, かゝ kaka).
func repeated(before rune, voiced bool) rune {
	plain, _ := utf8.DecodeRuneInString(norm.NFD.String(string(before)))
	if !voiced {
		return plain
	}
	r, _ := utf8.DecodeRuneInString(norm.NFC.String(string(plain) + "\u3099"))
	return r
}

// appendDoubled writes a syllable after a small tsu.
func appendDoubled(out []byte, syllable string) []byte {
	switch c := syllable[0]; {
	case strings.HasPrefix(syllable, "ch"):
		out = append(out, 't')
	case strings.IndexByte("aiueon", c) < 0:
		out = append(out, c)
	}
	return append(out, syllable...)
}

// lengthens reports whether a bare vowel only prolongs the one before it.
func lengthens(out []byte, syllable string) bool {
	if len(out) == 0 || len(syllable) != 1 {
		return false
	}
	last := out[len(out)-1]
	return syllable == "u" && (last == 'o' || last == 'u') || syllable == "o" && last == 'o'
}

// kanaSingles spells one kana.
var kanaSingles = map[rune]string{
	'あ': "a", 'い': "i", 'う': "u", 'え': "e", 'お': "o",
	'ぁ': "a", 'ぃ': "i", 'ぅ': "u", 'ぇ': "e", 'ぉ': "o",
	'か': "ka", 'き': "ki", 'く': "ku", 'け': "ke", 'こ': "ko",
	'が': "ga", 'ぎ': "gi", 'ぐ': "gu", 'げ': "ge", 'ご': "go",
	'さ': "sa", 'し': "shi", 'す': "su", 'せ': "se", 'そ': "so",
	'ざ': "za", 'じ': "ji", 'ず': "zu", 'ぜ': "ze", 'ぞ': "zo",
	'た': "ta", 'ち': "chi", 'つ': "tsu", 'て': "te", 'と': "to",
	'だ': "da", 'ぢ': "ji", 'づ': "zu", 'で': "de", 'ど': "do",
	'な': "na", 'に': "ni", 'ぬ': "nu", 'ね': "ne", 'の': "no",
	'は': "ha", 'ひ': "hi", 'ふ': "fu", 'へ': "he", 'ほ': "ho",
	'ば': "ba", 'び': "bi", 'ぶ': "bu", 'べ': "be", 'ぼ': "bo",
	'ぱ': "pa", 'ぴ': "pi", 'ぷ': "pu", 'ぺ': "pe", 'ぽ': "po",
	'ま': "ma", 'み': "mi", 'む': "mu", 'め': "me", 'も': "mo",
	'や': "ya", 'ゆ': "yu", 'よ': "yo", 'ゃ': "ya", 'ゅ': "yu", 'ょ': "yo",
	'ら': "ra", 'り': "ri", 'る': "ru", 'れ': "re", 'ろ': "ro",
	'わ': "wa", 'ゎ': "wa", 'ゐ': "i", 'ゑ': "e", 'を': "o", 'ん': "n", 'ゔ': "vu",
	'ヷ': "va", 'ヸ': "vi", 'ヹ': "ve", 'ヺ': "vo",
}

// kanaPairs spells a kana with the small kana after it.
var kanaPairs = func() map[[2]rune]string {
	t := map[[2]rune]string{
		{'て', 'ぃ'}: "ti", {'で', 'ぃ'}: "di", {'と', 'ぅ'}: "tu", {'ど', 'ぅ'}: "du",
		{'て', 'ゅ'}: "tyu", {'で', 'ゅ'}: "dyu",
		{'ふ', 'ぁ'}: "fa", {'ふ', 'ぃ'}: "fi", {'ふ', 'ぇ'}: "fe", {'ふ', 'ぉ'}: "fo", {'ふ', 'ゅ'}: "fyu",
		{'ゔ', 'ぁ'}: "va", {'ゔ', 'ぃ'}: "vi", {'ゔ', 'ぇ'}: "ve", {'ゔ', 'ぉ'}: "vo", {'ゔ', 'ゅ'}: "vyu",
		{'う', 'ぃ'}: "wi", {'う', 'ぇ'}: "we", {'う', 'ぉ'}: "wo",
		{'ち', 'ぇ'}: "che", {'し', 'ぇ'}: "she", {'じ', 'ぇ'}: "je", {'ぢ', 'ぇ'}: "je", {'い', 'ぇ'}: "ye",
		{'つ', 'ぁ'}: "tsa", {'つ', 'ぃ'}: "tsi", {'つ', 'ぇ'}: "tse", {'つ', 'ぉ'}: "tso",
		{'く', 'ぁ'}: "kwa", {'く', 'ゎ'}: "kwa", {'く', 'ぃ'}: "kwi", {'く', 'ぇ'}: "kwe", {'く', 'ぉ'}: "kwo",
		{'ぐ', 'ぁ'}: "gwa", {'ぐ', 'ゎ'}: "gwa",
	}
	for base, stem := range map[rune]string{
		'き': "ky", 'ぎ': "gy", 'に': "ny", 'ひ': "hy", 'び': "by", 'ぴ': "py", 'み': "my", 'り': "ry",
		'し': "sh", 'じ': "j", 'ち': "ch", 'ぢ': "j",
	} {
		t[[2]rune{base, 'ゃ'}], t[[2]rune{base, 'ゅ'}], t[[2]rune{base, 'ょ'}] = stem+"a", stem+"u", stem+"o"
	}
	return t
}()
