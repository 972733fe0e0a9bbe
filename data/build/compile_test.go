package build

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// fullSources returns the folder of the real source tables, which lie beside
// the repository and not in it; the test is skipped where they are absent.
func fullSources(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("compiling all sources takes half a minute: left out of short tests")
	}
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		parent := filepath.Dir(dir)
		require.NotEqual(t, dir, parent, "no go.mod above the test")
		dir = parent
	}
	path := filepath.Join(dir, "..", "shared", "data")
	if _, err := os.Stat(filepath.Join(path, "places.tsv.gz")); errors.Is(err, os.ErrNotExist) {
		t.Skip("the source tables are not beside the repository (../shared/data): only excerpts are tested")
	}
	return path
}

func readLayer[T any](t *testing.T, dir, name string) []T {
	t.Helper()
	rows, err := parquet.ReadFile[T](filepath.Join(dir, name+".parquet"))
	require.NoError(t, err)
	return rows
}

func TestCompileAllSources(t *testing.T) {
	src := fullSources(t)
	first, second := t.TempDir(), t.TempDir()
	var stages []string
	report, err := Compile(t.Context(), Options{Sources: src, Out: first, Progress: func(stage string, done, total int) {
		assert.Equal(t, len(stages), done)
		stages = append(stages, stage)
	}})
	require.NoError(t, err)
	assert.Equal(t, "done", stages[len(stages)-1])

	again, err := Compile(t.Context(), Options{Sources: src, Out: second, Previous: &report.Manifest})
	require.NoError(t, err)
	assert.Equal(t, report.Manifest, again.Manifest, "the same sources, the same bytes")
	checkFiles(t, first, second)

	t.Run("known facts", func(t *testing.T) { checkKnownFacts(t, first) })
	t.Run("parts", func(t *testing.T) { checkKnownParts(t, first) })
	t.Run("ties", func(t *testing.T) {
		assert.Equal(t, 1433, report.Ties.JapanRead)
		assert.GreaterOrEqual(t, report.Ties.JapanResolved, 1350)
		assert.Less(t, percent(report.Parts.FalseParts, report.Parts.Governments), 2.0)
		assert.Greater(t, percent(report.Parts.CaughtQuarters, report.Parts.Quarters), 70.0)
	})
	t.Run("report", func(t *testing.T) {
		var b strings.Builder
		require.NoError(t, report.WriteText(&b))
		assert.Contains(t, b.String(), "1433 read")
		assert.Contains(t, b.String(), "places")
	})
	t.Run("size", func(t *testing.T) {
		var total int64
		for _, l := range report.Manifest.Layers {
			total += l.Bytes
		}
		assert.Less(t, total, int64(30<<20), "the layers are embedded in the program")
	})
}

func checkFiles(t *testing.T, a, b string) {
	t.Helper()
	assert.Equal(t, list(t, a), list(t, b))
	for _, name := range list(t, a) {
		x, err := os.ReadFile(filepath.Join(a, name))
		require.NoError(t, err)
		y, err := os.ReadFile(filepath.Join(b, name))
		require.NoError(t, err)
		assert.True(t, string(x) == string(y), "%s differs between two builds", name)
	}
}

func checkKnownFacts(t *testing.T, dir string) {
	towns := map[string]data.MunicipalityRow{}
	for _, r := range readLayer[data.MunicipalityRow](t, dir, data.LayerMunicipalities) {
		towns[r.ID] = r
	}
	require.Len(t, towns, 1788)
	shintoku := towns["jp:01635"]
	assert.Equal(t, "新得町", shintoku.Kanji)
	assert.Equal(t, "town", shintoku.Kind)
	assert.Equal(t, towns["jp:01"].Unit, shintoku.Region)
	assert.Zero(t, towns["jp:07546"].Population, "Futaba's 0 is real")
	assert.EqualValues(t, 105.5, towns["jp:01202"].Coastline, "Hakodate's coast is long")
	assert.Less(t, towns["jp:01202"].CoastKm, float32(5), "and the sea is near")
	assert.InDelta(t, 24.336, towns["jp:47381"].Lat, 0.01, "Taketomi lies on its islands, not at its office")

	for _, p := range readLayer[data.PlaceRow](t, dir, data.LayerPlaces) {
		require.NotEqual(t, "JP", p.CC)
		require.NotZero(t, p.Population, "%s: 0 is unknown", p.ID)
	}
	regions := map[string]data.RegionRow{}
	for _, r := range readLayer[data.RegionRow](t, dir, data.LayerRegions) {
		regions[r.ID] = r
		if r.Alias != "" {
			require.True(t, strings.HasPrefix(r.Alias, "a1:"+r.CC+"-"), "%s has the alias %s", r.ID, r.Alias)
		}
	}
	assert.Equal(t, "a1:AU-NSW", regions["rg:AU-02"].Alias)
	assert.Equal(t, "a1:US-HI", regions["rg:US-HI"].Alias)
}

func checkKnownParts(t *testing.T, dir string) {
	rows := readLayer[data.PlaceRow](t, dir, data.LayerPlaces)
	partOf := func(id string) string {
		for _, p := range rows {
			if p.ID != id {
				continue
			}
			if p.PartOf == data.NoInt {
				return ""
			}
			return rows[p.PartOf].Name
		}
		t.Errorf("no place %s", id)
		return ""
	}
	for _, tc := range []struct{ id, name, want string }{
		{"gn:6231568", "Takanini", "Auckland"},
		{"gn:6232009", "Otahuhu", "Auckland"},
		{"gn:2152286", "Queanbeyan", ""},
		{"gn:5911606", "Burnaby", ""},
		{"gn:6122085", "Richmond, British Columbia", ""},
		{"gn:5378538", "Oakland", ""},
		{"gn:2193733", "Auckland", ""},
		{"gn:2151776", "Regents Park", "Sydney"},
		{"gn:2166819", "Fawkner", "Melbourne"},
		{"gn:7281838", "Logan City", ""},
	} {
		assert.Equal(t, tc.want, partOf(tc.id), tc.name)
	}
}

func cancelled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func TestCompileStopsWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	_, err := Compile(cancelled(t), Options{Sources: dir, Out: dir})
	assert.ErrorContains(t, err, "context canceled")
	assert.Empty(t, list(t, dir))
}

func TestCompileNamesTheMissingSource(t *testing.T) {
	out := t.TempDir()
	_, err := Compile(t.Context(), Options{Sources: t.TempDir(), Out: out})
	assert.ErrorContains(t, err, "compile data: read source places.tsv.gz")
	assert.Empty(t, list(t, out), "nothing is written")
}
