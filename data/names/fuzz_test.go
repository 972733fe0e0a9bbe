package names

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// awkward seeds the fuzzers with every script and with what breaks foldings.
var awkward = []string{
	"", "Obama", "小浜市", "おばま", "Łódź", "Ōtsu-shi", "上川郡新得町", "ハミルトン", "München", "Αθήνα", "Санкт-Петербург",
	"서울", "Кобэ", "São Paulo", "İstanbul", "Ærøskøbing", "Đà Nẵng", "Shin'onsen", "กรุงเทพ", "القاهرة", "दिल्ली", "ﷺ", "ǰ", "か゛",
	"ᄒ'ᅡ'ᆫ", "\xff\xfea", "e\u0301'\u0304", "ゝゞヽヾー っ", "San José (CR)", "a\u0345ΐ", "qqquuuxxxhhhwww",
}

func FuzzFold(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		switch {
		case Fold(got) != got:
			t.Errorf("Fold(%+q) = %+q, folded again %+q", s, got, Fold(got))
		case !utf8.ValidString(got) || utf8.RuneCountInString(got) > MaxRunes:
			t.Errorf("Fold(%+q) = %+q: invalid or too long", s, got)
		case strings.TrimSpace(got) != got || strings.Contains(got, "  "):
			t.Errorf("Fold(%+q) = %+q: loose spaces", s, got)
		}
		generic := Generic(s)
		if (generic == "") != (got == "") {
			t.Errorf("Generic(%+q) = %+q, Fold gives %+q", s, generic, got)
		}
	})
}

func FuzzLatin(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Latin(s)
		if Latin(got) != got || len(got) > MaxRunes || strings.Trim(got, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("Latin(%+q) = %+q: not a-z, too long, or not settled", s, got)
		}
	})
}

func FuzzSound(f *testing.F) {
	for _, s := range awkward {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Sound(s)
		if Sound(got) != got || len(got) > MaxRunes || strings.Trim(got, "abdefghijkmnoprstuwyz12") != "" {
			t.Errorf("Sound(%+q) = %+q: foreign letter, too long, or not settled: %+q", s, got, Sound(got))
		}
	})
}

func FuzzTrimJapanese(f *testing.F) {
	for _, s := range append(awkward, "町", "Shintoku-cho", "しんとくちょう", "上川郡新得町", "Kamikawa-gun Shintoku-cho") {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := strings.TrimSpace(s)
		base, suffix := TrimJapanese(s)
		switch {
		case base == "" && name != "":
			t.Errorf("TrimJapanese(%+q) leaves nothing", s)
		case !strings.HasPrefix(name, base):
			t.Errorf("TrimJapanese(%+q) = %+q: not how the name begins", s, base)
		case suffix == "" && base != name:
			t.Errorf("TrimJapanese(%+q) = %+q without saying what it took", s, base)
		}
		if town := TrimDistrict(s); town == "" && name != "" || !strings.Contains(name, town) {
			t.Errorf("TrimDistrict(%+q) = %+q", s, town)
		}
	})
}
