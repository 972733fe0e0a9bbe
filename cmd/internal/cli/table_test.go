package cli

import (
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// sample is a document with Japanese and Latin names, and notes.
func sample(lang string) document {
	return document{lang: lang, above: []string{"Shintoku"}, below: []string{"end"}, notes: "reasons", columns: []column{
		{key: "name", title: both("Name", "名称")},
		{key: "id", title: both("Id", "ID"), fileOnly: true},
		{key: "population", title: both("People", "人口"), right: true},
	}, rows: []row{
		{cells: []cell{text("新得町"), text("jp:01635"), count(5817)}, notes: []string{"both grow buckwheat"}},
		{cells: []cell{text("Banff"), text("gn:1"), count(12)}},
	}}
}

func TestTableAlignsDoubleWidth(t *testing.T) {
	var b strings.Builder
	require.NoError(t, sample("en").writeTable(&b, 80))
	assert.Equal(t, "Shintoku\n\nName    People\n新得町   5,817\n      both grow buckwheat\nBanff       12\n\nend\n", b.String())
}

func TestTableFitsItsWidth(t *testing.T) {
	d := sample("ja")
	d.rows[0].cells[0] = text(strings.Repeat("高原の町", 20))
	d.rows[0].notes = []string{strings.Repeat("スキー場と温泉がある。", 20), strings.Repeat("word ", 60)}
	for _, width := range []int{40, 80, 120} {
		var b strings.Builder
		require.NoError(t, d.writeTable(&b, width))
		for _, line := range strings.Split(b.String(), "\n") {
			assert.LessOrEqual(t, ruler("ja").StringWidth(line), width, "%q", line)
		}
		assert.Contains(t, b.String(), "…", "a name that does not fit is cut visibly")
		assert.Contains(t, b.String(), "5,817", "numbers are never cut")
	}
}

func TestWrapLosesNothing(t *testing.T) {
	r := ruler("en")
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z町村。、・]{1,30}`), 1, 20).Draw(t, "words")
		line := strings.Join(words, " ")
		width := rapid.IntRange(40, 100).Draw(t, "width")
		got := wrap(r, line, width, "", "  ")
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		assert.Equal(t, squeeze(line), squeeze(got))
	})
}

func TestTableTakesOutControlCharacters(t *testing.T) {
	d := sample("en")
	d.rows[0].cells[0] = text("a\x1b[31mred\nline")
	var b strings.Builder
	require.NoError(t, d.writeTable(&b, 80))
	assert.NotContains(t, b.String(), "\x1b")
	assert.Contains(t, b.String(), "a [31mred line")
}

func TestAmbiguousWidthFollowsTheReader(t *testing.T) {
	assert.Equal(t, 1, ruler("en").StringWidth("·"))
	assert.Equal(t, 2, ruler("ja").StringWidth("α"))
	assert.Equal(t, 6, runewidth.StringWidth("新得町"))
}
