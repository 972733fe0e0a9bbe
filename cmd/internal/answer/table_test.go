package answer

import (
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// sample is a document with Japanese and Latin names, and notes.
func sample(lang string) Document {
	return Document{Lang: lang, Above: []string{"Shintoku"}, Below: []string{"end"}, notes: Column{Key: "reasons", Title: Both("Reasons", "理由")}, Columns: []Column{
		{Key: "name", Title: Both("Name", "名称")},
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "population", Title: Both("People", "人口"), Right: true},
	}, Rows: []Row{
		{Cells: []Cell{Text("新得町"), Text("jp:01635"), Count(5817)}, Notes: []string{"both grow buckwheat"}},
		{Cells: []Cell{Text("Banff"), Text("gn:1"), Count(12)}},
	}}
}

func TestTableAlignsDoubleWidth(t *testing.T) {
	var b strings.Builder
	require.NoError(t, sample("en").WriteTable(&b, 80))
	assert.Equal(t, "Shintoku\n\nName    People\n新得町   5,817\n      both grow buckwheat\nBanff       12\n\nend\n", b.String())
}

func TestTableFitsItsWidth(t *testing.T) {
	d := sample("ja")
	d.Rows[0].Cells[0] = Text(strings.Repeat("高原の町", 20))
	d.Rows[0].Notes = []string{strings.Repeat("スキー場と温泉がある。", 20), strings.Repeat("word ", 60)}
	for _, width := range []int{40, 80, 120} {
		var b strings.Builder
		require.NoError(t, d.WriteTable(&b, width))
		for _, line := range strings.Split(b.String(), "\n") {
			assert.LessOrEqual(t, Ruler("en").StringWidth(line), width, "%q", line)
		}
		assert.Contains(t, b.String(), "…", "a name that does not fit is cut visibly")
		assert.Contains(t, b.String(), "5,817", "numbers are never cut")
	}
}

func TestWrapLosesNothing(t *testing.T) {
	r := Ruler("en")
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z町村。、・]{1,30}`), 1, 20).Draw(t, "words")
		line := strings.Join(words, " ")
		width := rapid.IntRange(40, 100).Draw(t, "width")
		got := Wrap(r, line, width, "", "  ")
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		assert.Equal(t, squeeze(line), squeeze(got))
	})
}

func TestTableTakesOutControlCharacters(t *testing.T) {
	d := sample("en")
	d.Rows[0].Cells[0] = Text("a\x1b[31mred\nline")
	var b strings.Builder
	require.NoError(t, d.WriteTable(&b, 80))
	assert.NotContains(t, b.String(), "\x1b")
	assert.Contains(t, b.String(), "a [31mred line")
}

func TestAmbiguousWidthFollowsTheReader(t *testing.T) {
	assert.Equal(t, 1, Ruler("en").StringWidth("·"))
	assert.Equal(t, 2, Ruler("ja").StringWidth("α"))
	assert.Equal(t, 6, runewidth.StringWidth("新得町"))
}

func TestCellsOfAmbiguousWidthAlign(t *testing.T) {
	d := Document{Lang: "ja", Columns: []Column{
		{Key: "fact", Title: Both("Fact", "項目")}, {Key: "value", Title: Both("Value", "値"), Fold: true}, {Key: "source", Title: Both("Source", "出典")},
	}, Rows: []Row{
		{Cells: []Cell{Text("面積"), Text("25.4 km²"), Text("x")}},
		{Cells: []Cell{Text("気温"), Text("4.3 °C · é"), Text("y")}},
	}}
	var b strings.Builder
	require.NoError(t, d.WriteTable(&b, 80))
	assert.Equal(t, "項目  値          出典\n面積  25.4 km²    x\n気温  4.3 °C · é  y\n", b.String())
}

func TestNoLineEndsInABracketThatOpens(t *testing.T) {
	for _, line := range []string{"空港 CTS (99 km)", "空港CTS(99km)", "札幌「大通」"} {
		for width := 4; width < 30; width++ {
			for _, l := range strings.Split(Wrap(Ruler("ja"), line, width, "", ""), "\n") {
				assert.NotRegexp(t, `[(「(]$`, l)
			}
		}
	}
}
