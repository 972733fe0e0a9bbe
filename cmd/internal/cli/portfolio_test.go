package cli

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// portfolioArgs parses flags as the command does.
func portfolioArgs(t *testing.T, args ...string) *portfolioFlags {
	t.Helper()
	f := &portfolioFlags{}
	set := pflag.NewFlagSet("portfolio", pflag.ContinueOnError)
	f.add(set)
	require.NoError(t, set.Parse(args))
	return f
}

func TestPortfolioRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want portfolio.Rules
	}{
		{nil, portfolio.Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2}},
		{[]string{"--size", "6"}, portfolio.Rules{Min: 6, Max: 6, PerCountry: 1, Continents: 2}},
		{[]string{"--size", "5 - 7", "--per-country", "0", "--continents", "3"}, portfolio.Rules{Min: 5, Max: 7, Continents: 3}},
	}
	for _, tt := range tests {
		got, err := portfolioArgs(t, tt.args...).wanted()
		require.NoError(t, err)
		assert.Equal(t, tt.want, got.Rules, "%v", tt.args)
	}
	for _, size := range []string{"", "-", "4-", "-8", "4-8-9", "four", "4.5", "99999999999999999999"} {
		_, err := portfolioArgs(t, "--size="+size).wanted()
		assert.True(t, isUsage(err), "--size %q", size)
	}
}

// Defaults fit themselves to the countries asked for, what is given does not.
func TestPortfolioRulesFollowTheCountries(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args              []string
		taken             []int
		continents        int
		perCountry, least int
	}{
		{nil, []int{0, 0, 0}, 1, 2, 1},
		{nil, []int{0}, 1, 4, 1},
		{nil, []int{0, 0, 0, 0}, 3, 1, 2},
		{nil, []int{0, 0, 1, 0, 0, 0}, 1, 1, 1},
		{nil, []int{3}, 1, 7, 1},
		{nil, []int{1, 0, 1, 0}, 2, 2, 2},
		{[]string{"--size", "8"}, []int{0, 0, 0}, 2, 3, 2},
		{[]string{"--per-country", "1", "--continents", "2"}, []int{0}, 1, 1, 2},
		{[]string{"--per-country", "0"}, []int{0}, 1, 0, 1},
	}
	for _, tt := range tests {
		s, err := portfolioArgs(t, tt.args...).wanted()
		require.NoError(t, err)
		r := s.Fitted(tt.taken, tt.continents)
		assert.Equal(t, tt.perCountry, r.PerCountry, "%v, partners in the countries %v", tt.args, tt.taken)
		assert.Equal(t, tt.least, r.Continents, "%v on %d continents", tt.args, tt.continents)
	}
}

func TestPortfolioPurposes(t *testing.T) {
	t.Parallel()
	got, err := answer.ParsePurposes([]string{"education=2.5, trade=0", "workers=1"})
	require.NoError(t, err)
	assert.Equal(t, map[portfolio.Purpose]float64{portfolio.Education: 2.5, portfolio.Trade: 0, portfolio.Workers: 1}, got)
	got, err = answer.ParsePurposes(nil)
	require.NoError(t, err)
	assert.Empty(t, got)
	for _, word := range []string{"", "education", "education=", "education=many", "climate=1", "=2"} {
		_, err := answer.ParsePurposes([]string{word})
		assert.True(t, isUsage(err), "--purpose %q", word)
	}
}

// A weight as it is by default asks nothing else, so the run stays the same.
func TestPortfolioRunKnowsWhatWasAsked(t *testing.T) {
	t.Parallel()
	asked := func(args ...string) []string {
		f := portfolioArgs(t, args...)
		s, err := f.wanted()
		require.NoError(t, err)
		return answer.Asked(portfolio.Request{Query: matcher.Query{IncludeParts: f.query.parts}, Rules: s.Rules, Purposes: s.Purposes})
	}
	assert.Equal(t, asked(), asked("--purpose", "education=1"))
	assert.Equal(t, asked("--size", "4-8"), asked())
	for _, args := range [][]string{{"--size", "5"}, {"--purpose", "education=2"}, {"--continents", "1"}, {"--per-country", "2"}, {"--include-parts"}} {
		assert.NotEqual(t, asked(), asked(args...), "%v", args)
	}
}

func TestPortfolioAddsUp(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for a whole portfolio")
	}
	status, stdout, stderr := runMain(t, "portfolio", "jp:26100", "--format", "json")
	require.Zero(t, status, stderr)
	var j answer.PortfolioJSON
	require.NoError(t, json.Unmarshal([]byte(stdout), &j))
	assert.Equal(t, answer.SchemaPortfolio, j.Schema)
	value, common, members := 0.0, 0.0, 0
	for _, m := range j.Members {
		value += m.OrderScore
	}
	for _, l := range j.Links {
		common += l.Points
	}
	for _, c := range j.Continents {
		members += c.Members
	}
	assert.InDelta(t, j.Worth.Value, value, 1e-6)
	assert.InDelta(t, j.Worth.Commonality, common, 1e-6)
	assert.InDelta(t, j.Worth.Total, j.Worth.Value+j.Worth.Coverage+j.Worth.Commonality+j.Worth.Alike, 1e-6)
	assert.Len(t, j.Members, members)
	assert.NotEmpty(t, j.Existing, "Kyoto has partners")
	assert.Len(t, j.Purposes, int(portfolio.NumPurposes))
}

func TestPortfolioInEightyColumns(t *testing.T) {
	if testing.Short() {
		t.Skip("asks for whole portfolios")
	}
	t.Setenv("COLUMNS", "80")
	for _, town := range []string{"gn:2800931", "jp:47354"} {
		for _, lang := range []string{"en", "ja"} {
			status, stdout, stderr := runMain(t, "portfolio", town, "--format", "table", "--lang", lang)
			require.Zero(t, status, stderr)
			for _, line := range strings.Split(stdout, "\n") {
				assert.LessOrEqual(t, answer.Ruler("en").StringWidth(line), 80, "%s %s: %q", town, lang, line)
				assert.NotContains(t, line, "…", "%s %s", town, lang)
			}
		}
	}
}
