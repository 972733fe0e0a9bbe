package cli

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher/survey"
)

func TestGapsInJSON(t *testing.T) {
	status, stdout, stderr := runMain(t, "gaps", "--country", "JP", "--to", "GB,AR", "-n", "3", "--format", "json")
	require.Zero(t, status, stderr)
	var got answer.GapsJSON
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Equal(t, answer.SchemaGaps, got.Schema)
	assert.Equal(t, "JP", got.Country)
	require.Len(t, got.Gaps, 3)
	assert.Equal(t, "gn:3435910", got.Gaps[0].ID)
	require.NotNil(t, got.Gaps[0].RegionTie)
	assert.Equal(t, answer.RegionTieJSON{ID: "rg:AR-01", Name: "Buenos Aires", With: []string{"jp:27100"}}, *got.Gaps[0].RegionTie)
	for i, g := range got.Gaps {
		assert.Equal(t, i+1, g.Rank)
		assert.Equal(t, g.RegionTie != nil, g.Level == string(survey.LevelRegion))
	}
	assert.GreaterOrEqual(t, got.Total, got.AtRegion)
	assert.Greater(t, got.Considered, got.Total)
}

func TestCoverageDocumentIsWhole(t *testing.T) {
	for _, country := range []string{"JP", "Glasgow's country", "Vatican", "DE"} {
		status, stdout, stderr := runMain(t, "coverage", "--country", country)
		if strings.Contains(country, " ") {
			assert.Equal(t, exitUsage, status)
			assert.Contains(t, stderr, "is no country")
			continue
		}
		require.Zero(t, status, stderr)
		lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
		for _, l := range lines {
			assert.Equal(t, strings.Count(lines[0], "\t"), strings.Count(l, "\t"), "%s: %q", country, l)
		}
		assert.Equal(t, country == "JP", strings.Contains(lines[0], "reported_with_tie"), country)
	}
}

func TestUnknownIsNullAndNotZero(t *testing.T) {
	status, stdout, stderr := runMain(t, "profile", "gn:2648579", "--format", "json")
	require.Zero(t, status, stderr)
	var got answer.ProfileJSON
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Equal(t, answer.SchemaProfile, got.Schema)
	i := slices.IndexFunc(got.Facts, func(f answer.FactJSON) bool { return f.Key == "area_km2" })
	require.GreaterOrEqual(t, i, 0)
	assert.Nil(t, got.Facts[i].Value, "no source tells the area of foreign places")
}

func TestFindExactBuildsNoIndex(t *testing.T) {
	status, stdout, stderr := runMain(t, "find", "新得町", "--format", "json")
	require.Zero(t, status, stderr)
	var got answer.FindJSON
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Equal(t, answer.SchemaFind, got.Schema)
	require.Len(t, got.Matches, 1)
	assert.Equal(t, "jp:01635", got.Matches[0].ID)
	assert.InDelta(t, 1, got.Matches[0].Score, 0)

	status, stdout, _ = runMain(t, "find", "Misato", "-n", "4", "--format", "json")
	require.Zero(t, status, "many of one name are the answer here")
	require.NoError(t, json.Unmarshal([]byte(stdout), &got))
	assert.Len(t, got.Matches, 4)
}
