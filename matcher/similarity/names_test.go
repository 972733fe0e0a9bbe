package similarity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/matcher/similarity"
)

// The levels of the golden table.
const (
	none  = "none"
	near  = "near"
	sound = "same sound"
	same  = "same"
)

func level(s float64) string {
	switch {
	case s == 1:
		return same
	case s == similarity.SameSound:
		return sound
	case s >= similarity.Floor:
		return near
	}
	return none
}

func TestNamesOfRealPairs(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"Obama", "Obama", same},
		{"おばま", "Obama", same},
		{"オバマ", "Obama", same},
		{"Toledo", "TOLEDO", same},
		{"トレド", "Toledo", sound},
		{"Date", "Date", same},
		{"Łódź", "Lodz", same},
		{"Кобэ", "Kobe", same},
		{"San José", "San Jose", same},
		{"Kyoto", "Kioto", sound},
		{"Ōtsu", "おおつ", same},
		{"Ohtsu", "Otsu", sound},
		{"Gunma", "Gumma", sound},
		{"hamiruton", "Hamilton", near},
		{"ハミルトン", "Hamilton", near},
		{"nyukassuru", "Newcastle", near},
		{"ニューカッスル", "Newcastle", near},
		{"ブリスベン", "Brisbane", near},
		{"リッチモンド", "Richmond", near},
		{"ベルン", "Bern", near},
		{"Otaru", "Otar", near},
		{"Springfield", "Stringfield", near},
		{"Montevideo", "Montevidio", near},
		{"Springfield", "Sprignfield", near},
		{"Paris", "Parisot", none},
		{"Paris", "Haris", none},
		{"Kobe", "Kobo", none},
		{"Otsu", "Ostu", none},
		{"Kyoto", "Tokyo", none},
		{"Date", "Dates", none},
		{"Fukushima", "Tokushima", none},
		{"Sato", "Salto", none},
		{"Łódź", "Linz", none},
		{"小浜", "Obama", none}, // kanji alone does not tell the reading
		{"小浜", "小浜", none},
		{"", "", none},
	}
	for _, tt := range tests {
		a, b := key(tt.a), key(tt.b)
		got := similarity.Names(&a, &b)
		assert.Equal(t, tt.want, level(got), "%s (%s) and %s (%s): %.3f", tt.a, a.Sound, tt.b, b.Sound, got)
	}
}

// The exact similarities of a few, with the sum they come from.
func TestNamesCounts(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{
		{"hamiruton", "hamirton", 0.97 - 0.25/9},          // u between consonants
		{"niukasuru", "niukasr", 0.97 - 0.5/9},            // two of them
		{"montebideo", "montebidio", 0.97 - 0.5/10},       // e for i
		{"springfierd", "stringfierd", 0.97 - 1.0/11},     // p for t
		{"springfierd", "sprignfierd", 0.97 - 1.0/11},     // n and g swapped
		{"sidonii", "2idonii", 0.97 - 0.5/7},              // si written shi
		{"hakodat", "hakodate", 0.97 - 0.25/8},            // e at the end
		{"springfierd", "sbringfierda", 0},                // 2 of 12 letters: 1.92 allowed
		{"kaminoyamada", "kaminoyamado", 0.97 - 0.5/12},   // a for o
		{"bandarabasuku", "mandarabasuka", 0.97 - 1.5/13}, // b for m and u for a: 2.08 allowed
	}
	for _, tt := range tests {
		a, b := similarity.NewKey(tt.a, tt.a), similarity.NewKey(tt.b, tt.b)
		assert.InDelta(t, tt.want, similarity.Names(&a, &b), 1e-12, "%s %s", tt.a, tt.b)
	}
}

func TestNamesIsASimilarity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := misspelt().Draw(t, "a"), misspelt().Draw(t, "b")
		ab, ba := similarity.Names(&a, &b), similarity.Names(&b, &a)
		require.Equal(t, ab, ba, "symmetric")
		require.True(t, ab == 0 || ab >= similarity.Floor && ab <= 1, "%v is neither 0 nor from Floor to 1", ab)
		if a.Latin != "" {
			require.Equal(t, 1.0, similarity.Names(&a, &a), "identity")
		}
		if a.Latin != b.Latin {
			require.LessOrEqual(t, ab, similarity.SameSound)
		}
		if len(a.Sound) <= similarity.Exact && len(b.Sound) <= similarity.Exact && a.Sound != b.Sound {
			require.Zero(t, ab, "short names are the same or not")
		}
	})
}

func TestNamesWithForeignSigns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := similarity.NewKey("", string(rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(t, "a")))
		b := similarity.NewKey("", string(rapid.SliceOfN(rapid.Byte(), 0, 80).Draw(t, "b")))
		s := similarity.Names(&a, &b)
		require.Equal(t, s, similarity.Names(&b, &a))
		require.Equal(t, s > 0, len(similarity.Near([]similarity.Key{a}, &b, nil)) == 1)
	})
}

func TestNamesDoesNotAllocate(t *testing.T) {
	a, b := key("Hamilton"), key("ハミルトン")
	assert.Zero(t, testing.AllocsPerRun(100, func() { similarity.Names(&a, &b) }))
}

func TestRarity(t *testing.T) {
	assert.Equal(t, 1.0, similarity.Rarity(0))
	assert.Equal(t, 1.0, similarity.Rarity(1), "Obama outside Japan")
	assert.InDelta(t, 0.833, similarity.Rarity(2), 0.001)
	assert.InDelta(t, 0.5, similarity.Rarity(32), 1e-12, "Newcastle")
	assert.InDelta(t, 0.334, similarity.Rarity(1000), 0.001, "San José")
	last := 1.0
	for _, freq := range []int32{2, 3, 10, 100, 5000, 1 << 30} {
		got := similarity.Rarity(freq)
		assert.Less(t, got, last, "%d bearers", freq)
		assert.Positive(t, got)
		last = got
	}
}
