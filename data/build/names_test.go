package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func excerptNamings(t *testing.T, towns ...town) (*compiler, []naming) {
	t.Helper()
	c := compileExcerpt(t, append(pacific(), towns...), nil)
	katakana, err := readKatakana(c.src)
	require.NoError(t, err)
	return c, allNamings(c.gazetteer, c.municipalities, c.regions, katakana)
}

func TestLookupFindsEveryScript(t *testing.T) {
	c, namings := excerptNamings(t)
	found := map[string]map[string]int32{}
	for _, r := range lookupRows(namings) {
		if found[r.Fold] == nil {
			found[r.Fold] = map[string]int32{}
		}
		found[r.Fold][c.units[r.Unit].ID] = r.Main
	}
	for _, tc := range []struct {
		fold, id string
		main     int32
	}{
		{"大崎町", "jp:46392", 1},
		{"大崎", "jp:46392", 1},
		{"おおさきちょう", "jp:46392", 1},
		{"おおさき", "jp:46392", 1},
		{"osaki", "jp:46392", 1},
		{"osaki cho", "jp:46392", 1},
		{"osakicho", "jp:46392", 0},
		{"osaki town", "jp:46392", 0},
		{"曽於郡大崎町", "jp:46392", 1},
		{"おーくらんど", "gn:1", 1},
		{"auckland city", "gn:1", 1},
		{"akarana", "gn:1", 0},
		{"praha", "gn:8", 0},
		{"auckland", "gn:1", 1},
		{"auckland", "rg:NZ-E7", 1},
		{"鹿児島", "jp:46", 1},
		{"鹿児島", "jp:46201", 1},
	} {
		main, ok := found[tc.fold][tc.id]
		assert.True(t, ok, "%s is not found as %s", tc.id, tc.fold)
		assert.Equal(t, tc.main, main, "%s %s", tc.fold, tc.id)
	}
}

func TestLookupIsSortedAndUnique(t *testing.T) {
	_, namings := excerptNamings(t)
	rows := lookupRows(namings)
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1], rows[i]
		require.True(t, a.Fold < b.Fold || (a.Fold == b.Fold && a.Unit < b.Unit), "%v before %v", a, b)
	}
}

func TestNameRowsCarryLanguages(t *testing.T) {
	c, namings := excerptNamings(t)
	auckland := c.unitOf(t, "gn:1")
	var got []data.NameRow
	for _, r := range nameRows(namings) {
		if r.Unit == auckland {
			got = append(got, data.NameRow{Lang: r.Lang, Name: r.Name})
		}
	}
	assert.Equal(t, []data.NameRow{
		{Lang: "en", Name: "Auckland City"}, {Lang: "ja", Name: "アークランド"}, {Lang: "ja", Name: "オークランド"},
		{Lang: "main", Name: "Auckland"}, {Lang: "x", Name: "Akarana"},
	}, got)
	for source, want := range map[string]string{"ja-kana": "ja-Kana", "han2": "und-Hani", "x3": "x", "zh": "zh"} {
		assert.Equal(t, want, altLang(source))
	}
}

func TestNameKeys(t *testing.T) {
	c, namings := excerptNamings(t,
		town{id: 60, name: "Newcastle upon Tyne", cc: "GB", code: "ENG", lat: 55, lon: -1.6, people: 192_000},
		town{id: 61, name: "Newcastle", cc: "AU", code: "02", region: "New South Wales", lat: -32.9, lon: 151.7, people: 497_000},
		town{id: 62, name: "Castrop-Rauxel", cc: "DE", code: "07", lat: 51.5, lon: 7.3, people: 77_000},
		town{id: 63, name: "القاهرة", cc: "EG", code: "11", lat: 30, lon: 31.2, people: 7_000_000, alt: "en:Cairo|x1:The Victorious"})
	keys := map[string][]data.NameKeyRow{}
	for _, r := range nameKeyRows(namings) {
		id := c.units[r.Unit].ID
		keys[id] = append(keys[id], r)
	}
	latin := func(id string) (list []string) {
		for _, k := range keys[id] {
			list = append(list, k.Latin)
		}
		return list
	}
	assert.Equal(t, []string{"newcastle"}, latin("gn:60"), "the river is left out")
	assert.Equal(t, []string{"castroprauxel", "castrop"}, latin("gn:62"), "the head word stands for the whole")
	assert.Equal(t, []string{"cairo"}, latin("gn:63"), "no nickname, no guess at Arabic vowels")
	assert.Equal(t, []string{"osaki"}, latin("jp:46392"))
	assert.EqualValues(t, 2, keys["gn:60"][0].Freq, "two Newcastles share the sound")
	assert.EqualValues(t, 1, keys["gn:62"][0].Freq)
	for id, list := range keys {
		assert.LessOrEqual(t, len(list), maxKeys, id)
	}
}
