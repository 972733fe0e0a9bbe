package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A report is known by the number of its run for as long as it is kept.
func TestReportsAreComparedByTheirRuns(t *testing.T) {
	dir := t.TempDir()
	for _, key := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"} {
		t.Setenv(key, filepath.Join(dir, "home"))
	}
	run := func(args ...string) (string, string, int) {
		var out, errs bytes.Buffer
		status := Main(args, strings.NewReader(""), &out, &errs)
		return out.String(), errs.String(), status
	}
	var ids []string
	for _, weight := range []string{"1", "3"} {
		path := filepath.Join(dir, weight+".json")
		_, errs, status := run("report", "jp:47354", "--size", "4", "--weight", "climate="+weight, "--lang", "en", "-o", path)
		require.Zero(t, status, errs)
		text, err := os.ReadFile(path) //nolint:gosec // written above
		require.NoError(t, err)
		var doc struct{ Run struct{ ID string } }
		require.NoError(t, json.Unmarshal(text, &doc))
		ids = append(ids, doc.Run.ID)
		require.NoError(t, os.Remove(path))
	}
	require.NotEqual(t, ids[0], ids[1])
	out, errs, status := run("diff", ids[0], ids[1], "--format", "table", "--lang", "en")
	require.Zero(t, status, errs)
	assert.Contains(t, out, "Changed: weight of climate, 1 → 3")
	_, errs, status = run("diff", ids[0], ids[1], "--cache", filepath.Join(dir, "elsewhere"))
	assert.Equal(t, 2, status)
	assert.Contains(t, errs, "not among the last reports made here")
}
