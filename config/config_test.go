package config

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func yamlOf(t *testing.T, c Config) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, c.WriteYAML(&b))
	return b.String()
}

func TestWriteYAMLReadsBack(t *testing.T) {
	want := Config{
		Data: "my layers: new", Cache: "/c", Own: "/o", Lang: "ja", To: []string{"NO", "大韓民国", "Latin America"},
		N: 7, PerCountry: 0, By: "mutual", Weights: map[string]float64{"climate": 2.25, "name": 0}, Format: "json",
	}
	got, err := Load(Options{File: writeConfig(t, yamlOf(t, want)), Env: environment()})
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

func TestWriteDefaultHoldsTheDefaults(t *testing.T) {
	var b strings.Builder
	require.NoError(t, WriteDefault(&b))
	plain, err := Load(Options{File: writeConfig(t, b.String()), Env: environment()})
	require.NoError(t, err)
	assert.Equal(t, defaults("", ""), plain, "as written it changes nothing")

	uncommented := regexp.MustCompile(`(?m)^#(\w|  \w)`).ReplaceAllString(b.String(), "$1")
	for _, s := range settings() {
		assert.Contains(t, uncommented, "\n"+s.key+":", "every key is explained")
	}
	full, err := Load(Options{File: writeConfig(t, uncommented), Env: environment()})
	require.NoError(t, err)
	assert.Len(t, full.Weights, len(Criteria()))
	assert.Equal(t, plain.Digest(), full.Digest(), "the values it shows are the defaults")
}

func TestDigest(t *testing.T) {
	base := Config{To: []string{"US", "GB"}, N: 20, PerCountry: 3, By: "balanced"}
	same := map[string]Config{
		"order of countries":   {To: []string{"gb", "US", "us"}, N: 20, PerCountry: 3, By: "balanced"},
		"a weight of one":      {To: base.To, N: 20, PerCountry: 3, By: "balanced", Weights: map[string]float64{"name": 1}},
		"folders and language": {To: base.To, N: 20, PerCountry: 3, By: "balanced", Cache: "/c", Own: "/o", Data: "/d", Lang: "ja", Format: "md"},
	}
	for name, c := range same {
		assert.Equal(t, base.Digest(), c.Digest(), name)
	}
	other := map[string]Config{
		"countries":   {To: []string{"US,GB"}, N: 20, PerCountry: 3, By: "balanced"},
		"n":           {To: base.To, N: 21, PerCountry: 3, By: "balanced"},
		"per country": {To: base.To, N: 20, PerCountry: 0, By: "balanced"},
		"order":       {To: base.To, N: 20, PerCountry: 3, By: "fit"},
		"weight":      {To: base.To, N: 20, PerCountry: 3, By: "balanced", Weights: map[string]float64{"name": 0}},
	}
	seen := map[string]string{base.Digest(): "base"}
	for name, c := range other {
		assert.NotContains(t, seen, c.Digest(), name)
		seen[c.Digest()] = name
	}
	assert.Len(t, base.Digest(), 12)
}

func TestWritersReportAFullDisk(t *testing.T) {
	require.ErrorIs(t, WriteDefault(fullDisk{}), errFull)
	assert.ErrorIs(t, Config{}.WriteYAML(fullDisk{}), errFull)
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// TestDocumentListsEveryKey keeps docs/scripting.md from lagging behind.
func TestDocumentListsEveryKey(t *testing.T) {
	doc, err := os.ReadFile("../docs/scripting.md")
	require.NoError(t, err)
	for _, s := range settings() {
		row := "| " + s.key + " | SHIMAI_" + strings.ToUpper(s.key) + " | --"
		if s.key == "n" {
			row = "| n | SHIMAI_N | -n"
		}
		assert.Contains(t, string(doc), row)
	}
}
