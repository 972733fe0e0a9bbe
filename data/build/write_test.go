package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func someThemes() []data.ThemeRow {
	return []data.ThemeRow{{Unit: 3, Theme: "silk", Km: 1.5}, {Unit: 4, Theme: "", Km: data.NoFloat()}, {Unit: data.NoInt, Theme: "silk"}}
}

func TestEncodeLayerCountsKnownAndRoundTrips(t *testing.T) {
	l, err := encodeLayer(licensed("themes", "Themes", licOwn, "themes"), someThemes())
	require.NoError(t, err)
	assert.Equal(t, []data.ColumnInfo{
		{Name: "unit", Type: "int32", Unit: "unit number", Known: 2},
		{Name: "theme", Type: "string", Unit: "theme key", Known: 2},
		{Name: "km", Type: "float32", Unit: "km between the unit and the place the theme names, 0 for the place itself", Known: 2},
	}, l.info.Columns)
	rows, err := parquet.Read[data.ThemeRow](bytes.NewReader(l.body), int64(len(l.body)))
	require.NoError(t, err)
	require.Len(t, rows, 3)
	assert.Equal(t, someThemes()[0], rows[0])
	assert.False(t, data.Known(rows[1].Km), "unknown stays unknown")
	assert.Equal(t, data.NoInt, rows[2].Unit)
}

func TestEncodeLayerSameBytes(t *testing.T) {
	a, err := encodeLayer(licensed("themes", "", licOwn), someThemes())
	require.NoError(t, err)
	b, err := encodeLayer(licensed("themes", "", licOwn), someThemes())
	require.NoError(t, err)
	assert.Equal(t, a.info.SHA256, b.info.SHA256)
	assert.Equal(t, a.body, b.body)
}

func TestLongLayersAreCutIntoGroups(t *testing.T) {
	l, err := encodeLayer(licensed("themes", "", licOwn), make([]data.ThemeRow, maxGroupRows+1))
	require.NoError(t, err)
	f, err := parquet.OpenFile(bytes.NewReader(l.body), int64(len(l.body)))
	require.NoError(t, err)
	assert.Len(t, f.RowGroups(), 2)
	assert.EqualValues(t, maxGroupRows+1, f.NumRows())
}

func TestWriteSetReplacesWholeSets(t *testing.T) {
	dir := t.TempDir()
	keep := filepath.Join(dir, "embed.go")
	require.NoError(t, os.WriteFile(keep, []byte("package layers\n"), 0o644))
	one, err := encodeLayer(licensed("one", "", licOwn), someThemes())
	require.NoError(t, err)
	two, err := encodeLayer(licensed("two", "", licOwn), someThemes()[:1])
	require.NoError(t, err)
	require.NoError(t, writeSet(t.Context(), dir, data.Manifest{Format: 1}, []layer{one, two}))
	assert.ElementsMatch(t, []string{"embed.go", "manifest.json", "one.parquet", "two.parquet"}, list(t, dir))

	require.NoError(t, writeSet(t.Context(), dir, data.Manifest{Format: 1}, []layer{two}))
	assert.ElementsMatch(t, []string{"embed.go", "manifest.json", "two.parquet"}, list(t, dir), "layers of an earlier build go, other files stay")
}

func TestWriteSetKeepsTheOldSetWhenItFails(t *testing.T) {
	dir := t.TempDir()
	l, err := encodeLayer(licensed("one", "", licOwn), someThemes())
	require.NoError(t, err)
	require.NoError(t, writeSet(t.Context(), dir, data.Manifest{Format: 1}, []layer{l}))
	before, err := os.ReadFile(filepath.Join(dir, "one.parquet"))
	require.NoError(t, err)

	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	other, err := encodeLayer(licensed("one", "", licOwn), someThemes()[:1])
	require.NoError(t, err)
	require.ErrorIs(t, writeSet(stopped, dir, data.Manifest{Format: 1}, []layer{other}), context.Canceled)
	assert.Error(t, writeSet(t.Context(), dir, data.Manifest{Format: 1}, []layer{other, other}), "two layers of one name")
	after, err := os.ReadFile(filepath.Join(dir, "one.parquet"))
	require.NoError(t, err)
	assert.Equal(t, before, after)
	assert.ElementsMatch(t, []string{"manifest.json", "one.parquet"}, list(t, dir), "no temporary files are left")
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
