package answer

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func places() Document {
	return Document{Lang: "en", Columns: []Column{
		{Key: "name", Title: Both("Name", "名称")},
		{Key: "region", Title: Both("Region", "地域"), Soft: 1},
		{Key: "country", Title: Both("Country", "国"), Soft: 2},
		{Key: "population", Title: Both("People", "人口"), Right: true},
	}, Rows: []Row{
		{Cells: []Cell{Text("Kimberley"), Text("British Columbia"), Text("Canada"), Count(7425)}, Notes: []string{"snow"}},
		{Cells: []Cell{Text("Hagåtña"), Text(""), Text("Northern Mariana Islands"), Count(1051)}},
	}}
}

func TestSoftColumnsMoveBelowTheRow(t *testing.T) {
	for _, c := range []struct {
		name  string
		width int
		want  string
	}{
		{"all side by side", 61, "Name       Region            Country                   People\n" +
			"Kimberley  British Columbia  Canada                     7,425\n      snow\n" +
			"Hagåtña                      Northern Mariana Islands   1,051\n"},
		{"the region first", 60, "Name       Country                   People\n" +
			"Kimberley  Canada                     7,425\n      British Columbia\n      snow\n" +
			"Hagåtña    Northern Mariana Islands   1,051\n"},
		{"then the country", 42, "Name       People\n" +
			"Kimberley   7,425\n      British Columbia · Canada\n      snow\n" +
			"Hagåtña     1,051\n      Northern Mariana Islands\n"},
	} {
		var b strings.Builder
		require.NoError(t, places().WriteTable(&b, c.width))
		assert.Equal(t, c.want, b.String(), c.name)
	}
}

func TestFoldedCellsLoseNothing(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z町村。、・/]{1,60}`), 1, 10).Draw(t, "words")
		lang := rapid.SampledFrom([]string{"en", "ja"}).Draw(t, "lang")
		width := rapid.IntRange(narrowest, 60).Draw(t, "width")
		cell := strings.Join(words, " ")
		lines := fold(Ruler(lang), cell, width)
		for _, l := range lines {
			assert.LessOrEqual(t, Ruler(lang).StringWidth(l), width, "%q", l)
		}
		assert.Equal(t, strings.ReplaceAll(cell, " ", ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
	})
}

func TestFoldedColumnsStayAligned(t *testing.T) {
	d := Document{Lang: "en", Columns: []Column{
		{Key: "fact", Title: Both("Fact", "項目")}, {Key: "value", Title: Both("Value", "値"), Fold: true, Most: 12}, {Key: "source", Title: Both("Source", "出典")},
	}, Rows: []Row{{Cells: []Cell{Text("names"), Text("新得町 Shintoku https://example.org"), Text("here")}}}}
	var b strings.Builder
	require.NoError(t, d.WriteTable(&b, 80))
	assert.Equal(t, "Fact   Value         Source\nnames  新得町        here\n       Shintoku\n       https://exam\n       ple.org\n", b.String())
}
