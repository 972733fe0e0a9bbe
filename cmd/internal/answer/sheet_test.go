package answer

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestHarmless(t *testing.T) {
	for value, want := range map[string]string{
		"":                         "",
		"Shintoku":                 "Shintoku",
		"-12.5":                    "-12.5",
		"+3":                       "+3",
		"1e5":                      "1e5",
		"=1+2":                     "'=1+2",
		"+cmd|' /C calc'!A0":       "'+cmd|' /C calc'!A0",
		"-2+3":                     "'-2+3",
		"@SUM(A1)":                 "'@SUM(A1)",
		"\tx":                      "' x",
		"\rx":                      "' x",
		"two\nlines":               "two lines",
		"a\tb":                     "a b",
		"=HYPERLINK(\"http://x\")": "'=HYPERLINK(\"http://x\")",
	} {
		assert.Equal(t, want, Harmless(value), "%q", value)
	}
}

func TestCSVRoundTrips(t *testing.T) {
	d := sample("en")
	d.Rows[0].Cells[0] = Text(`Washington, "D.C."`)
	var b strings.Builder
	require.NoError(t, d.writeCSV(&b))
	text, ok := strings.CutPrefix(b.String(), "\ufeff")
	require.True(t, ok, "spreadsheets need the byte order mark")
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	assert.Equal(t, [][]string{
		{"name", "id", "population", "reasons"},
		{`Washington, "D.C."`, "jp:01635", "5817", "both grow buckwheat"},
		{"Banff", "gn:1", "12", ""},
	}, records)
}

func TestTSVKeepsItsColumns(t *testing.T) {
	d := sample("en")
	d.Rows[1].Cells[0] = Text("a\tb\nc")
	d.Rows[1].Cells[2] = Count(data.NoInt)
	var b strings.Builder
	require.NoError(t, d.WriteTSV(&b))
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	require.Len(t, lines, 3)
	for _, line := range lines {
		assert.Equal(t, 3, strings.Count(line, "\t"), "%q", line)
	}
	assert.Equal(t, "a b c\tgn:1\t\t", lines[2], "unknown is empty for programs")
}

func TestMarkdownEscapes(t *testing.T) {
	d := sample("en")
	d.Rows[0].Cells[0] = Text("a|b<script>*x*")
	var b strings.Builder
	require.NoError(t, d.writeMarkdown(&b))
	assert.Contains(t, b.String(), "# Shintoku\n")
	assert.Contains(t, b.String(), `| a\|b&lt;script>\*x\* | 5,817 | both grow buckwheat |`)
	assert.Contains(t, b.String(), "|---|---:|---|\n")
}
