package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wordsOf is all that a report says in sentences and lists, a piece a line.
func wordsOf(r Report) string {
	var out []string
	for _, b := range blocksOf(r) {
		out = append(out, b.Text...)
		out = append(out, b.List...)
		for _, x := range b.Blanks {
			out = append(out, x.Label)
		}
	}
	return strings.Join(out, "\n")
}

// A letter names the head of a government as each language does, tells only of
// what lies close by, and has no word in letters that its reader cannot read.
func TestALetterToAndFromAnybody(t *testing.T) {
	for _, tt := range []struct {
		town, lang  string
		to          []string
		with, never []string
	}{
		{"jp:20417", "ja", []string{"US"}, []string{"大鹿村長 署名", "Mayor of Ōshika, signature", "南アルプス(国立公園)", "a national park", "私どもは、日本・長野県の大鹿村"}, []string{"駒ヶ根", "Komagane", "村の首長"}},
		{"jp:31", "ja", []string{"BR"}, []string{"鳥取県知事 署名", "Governor of Tottori, signature", "山陰海岸(国立公園)"}, []string{"sukī-ba", "首長 署名"}},
		{"Lethbridge, Alberta, Canada", "en", []string{"JP"}, []string{"市長 様", "To the Mayor of ", ", Japan", "カナダ・アルバータ州のレスブリッジ", "アルバータ州"}, []string{"首長 様", "YQL"}},
		{"jp:42383", "ja", []string{"PT"}, []string{"小値賀町長 署名", "農業(主な品目は肉用牛)", "farming, beef cattle above all"}, []string{"複合サービス", "compound", "Aokata", "NGS"}},
		{"jp:22130", "en", []string{"AU"}, []string{"浜松市長 署名", "UNESCO Creative City (Music)", "ユネスコ創造都市(音楽)", "オーストラリア "}, []string{"UNESCO Creative City Hamamatsu"}},
	} {
		q := asking(t, tt.town, tt.lang, tt.to, "size: 1")
		q.Only = OnlyLetter
		text := wordsOf(built(t, q))
		for _, w := range tt.with {
			assert.Contains(t, text, w, tt.town)
		}
		for _, w := range append(tt.never, "%!") {
			assert.NotContains(t, text, w, tt.town)
		}
	}
}

// What several candidates risk alike stands in one row, with what is particular to each.
func TestRisksAreToldOnce(t *testing.T) {
	r := built(t, asking(t, "jp:22130", "ja", []string{"FR", "ES", "GB", "KR"}, "size: 4\ncontinents: 1"))
	table := blockOf(t, r, "risks").Table
	seen := map[string]bool{}
	hours := ""
	for _, row := range table.Rows {
		what, _, _ := strings.Cut(row[1].Shown, "(")
		assert.False(t, seen[what], what)
		seen[what] = true
		if strings.HasPrefix(what, "時差により") {
			hours = row[0].Shown + row[1].Shown
		}
	}
	require.NotEmpty(t, hours)
	assert.Equal(t, 2, strings.Count(hours, "、"), hours) // the three in Europe
	assert.Contains(t, hours, "7時間～8時間", hours)
}

// blockOf finds the block of a key.
func blockOf(t *testing.T, r Report, key string) Block {
	t.Helper()
	for _, b := range blocksOf(r) {
		if b.Key == key {
			return b
		}
	}
	require.Fail(t, "no block "+key)
	return Block{}
}
