package names

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"   ", ""},
		{"obama", "obama"},
		{"  Stoke-on-Trent ", "stoke on trent"},
		{"St. John's", "st johns"},
		{"Foo -- (bar), baz/", "foo bar baz"},
		{"Łódź", "lodz"},
		{"Ōtsu", "otsu"},
		{"O\u0304tsu", "otsu"},
		{"München", "munchen"},
		{"São Paulo", "sao paulo"},
		{"İstanbul", "istanbul"},
		{"Diyarbakır", "diyarbakir"},
		{"Ærøskøbing", "aeroskobing"},
		{"Weißenburg", "weissenburg"},
		{"GROẞ", "gross"},
		{"Œuilly", "oeuilly"},
		{"Þórshöfn", "thorshofn"},
		{"Đà Nẵng", "da nang"},
		{"Gəncə", "ganca"},
		{"Shin'onsen", "shinonsen"},
		{"Shin’onsen", "shinonsen"},
		{"Hawaiʻi", "hawaii"},
		{"Saint´Denis", "saintdenis"},
		{"ﬁsh", "fish"},
		{"Αθήνα", "αθηνα"},
		{"Άργος", "αργοσ"},
		{"Санкт-Петербург", "санкт петербург"},
		{"Йошкар-Ола", "иошкар ола"},
		{"新得町", "新得町"},
		{"しんとくちょう", "しんとくちょう"},
		{"シントクチョウ", "しんとくちょう"},
		{"ﾊﾐﾙﾄﾝ", "はみるとん"},
		{"ｶﾞﾝｼﾞｰ", "がんじー"},
		{"か゛", "が"},
		{"アンドラ・ラ・ヴェリャ", "あんどら ら ゔぇりゃ"},
		{"サン＝ジャン", "さん じゃん"},
		{"茅ヶ崎", "茅け崎"},
		{"茅ケ崎", "茅け崎"},
		{"ＴＯＫＹＯ　２３", "tokyo 23"},
		{"서울", "서울"},
		{"กรุงเทพมหานคร", "กรุงเทพมหานคร"},
		{"दिल्ली", "दिल्ली"},
		{"القَاهِرَة", "القَاهِرَة"},
		{"مـدينة", "مدينة"},
		{"Foo\x00Bar\xff\xfe", "foobar"},
		{"Zero\u200bWidth\ufeff", "zerowidth"},
		{"A\tB\r\nC", "a b c"},
	}
	for _, tt := range tests {
		assert.Equal(t, tt.want, Fold(tt.in), "%+q", tt.in)
	}
}

func TestFoldIsBounded(t *testing.T) {
	for _, s := range []string{"a", "é", "ß", "ﷺ", "町", "a ", "\u0301"} {
		got := Fold(strings.Repeat(s, 100_000))
		assert.LessOrEqual(t, utf8.RuneCountInString(got), MaxRunes, s)
		assert.Equal(t, got, Fold(got), s)
	}
	assert.Len(t, Fold(strings.Repeat("a", 10<<20)), MaxRunes)
}

// The fast way for ASCII must give what the slow way gives.
func TestFoldASCIIAgreesWithTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 -.,/'`()&\t\n\x00\x7f")), 0, 40, -1).Draw(t, "s")
		fast, ok := foldASCII(s)
		require.True(t, ok)
		require.Equal(t, foldPass(s), fast)
	})
}

func TestFoldDoesNotCopyWhatIsFolded(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(100, func() { Fold("newcastle upon tyne") }))
}

// Spelling a name with marks, capitals or other signs between its words must
// not hide it.
func TestFoldForgetsSpelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z]{1,8}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		sign := rapid.SampledFrom([]string{"-", " ", "  ", "・", "/", ". ", "\u3000", "–", "_"}).Draw(t, "sign")
		mark := rapid.SampledFrom([]string{"", "\u0301", "\u0304", "'", "’", "\u00ad"}).Draw(t, "mark")
		require.Equal(t, a+" "+b, Fold(" "+strings.ToUpper(a)+mark+sign+b+mark))
	})
}
