package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func places() document {
	return document{lang: "en", columns: []column{
		{key: "name", title: both("Name", "名称")},
		{key: "region", title: both("Region", "地域"), soft: 1},
		{key: "country", title: both("Country", "国"), soft: 2},
		{key: "population", title: both("People", "人口"), right: true},
	}, rows: []row{
		{cells: []cell{text("Kimberley"), text("British Columbia"), text("Canada"), count(7425)}, notes: []string{"snow"}},
		{cells: []cell{text("Hagåtña"), text(""), text("Northern Mariana Islands"), count(1051)}},
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
		require.NoError(t, places().writeTable(&b, c.width))
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
		lines := fold(ruler(lang), cell, width)
		for _, l := range lines {
			assert.LessOrEqual(t, ruler(lang).StringWidth(l), width, "%q", l)
		}
		assert.Equal(t, strings.ReplaceAll(cell, " ", ""), strings.ReplaceAll(strings.Join(lines, ""), " ", ""))
	})
}

func TestFoldedColumnsStayAligned(t *testing.T) {
	d := document{lang: "en", columns: []column{
		{key: "fact", title: both("Fact", "項目")}, {key: "value", title: both("Value", "値"), fold: true, most: 12}, {key: "source", title: both("Source", "出典")},
	}, rows: []row{{cells: []cell{text("names"), text("新得町 Shintoku https://example.org"), text("here")}}}}
	var b strings.Builder
	require.NoError(t, d.writeTable(&b, 80))
	assert.Equal(t, "Fact   Value         Source\nnames  新得町        here\n       Shintoku\n       https://exam\n       ple.org\n", b.String())
}

// TestEightyColumnsCutNothing looks at real results as a small terminal shows them.
func TestEightyColumnsCutNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("walks through whole commands")
	}
	t.Setenv("COLUMNS", "80")
	for _, args := range [][]string{
		{"recommend", "jp:01635", "--to", "US,GB,CA,AU", "-n", "20"},
		{"recommend", "gn:2648579", "--to", "JP"},
		{"recommend", "jp:47354"},
		{"explain", "jp:01635", "gn:2988507"},
		{"compare", "jp:01635", "gn:2988507", "gn:2648579", "gn:2147714"},
		{"profile", "gn:2648579"},
		{"ties", "jp:26100"},
		{"gaps", "--country", "JP"},
		{"coverage", "--country", "JP"},
		{"find", "Springfield"},
		{"data", "info"},
	} {
		for _, lang := range []string{"en", "ja"} {
			status, stdout, stderr := runMain(t, append(args, "--format", "table", "--lang", lang)...)
			require.Zero(t, status, stderr)
			for _, line := range strings.Split(stdout, "\n") {
				assert.LessOrEqual(t, ruler(lang).StringWidth(line), 80, "%v %s: %q", args, lang, line)
				assert.NotContains(t, line, "…", "%v %s", args, lang)
			}
		}
	}
}
