package batch

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOldCheckpointsGoFirst(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name  string
		files int
		size  int64
		want  []string
	}{
		{"room for all", 9, 1000, []string{"a.db", "b.db", "c.db", "notes.txt", "own.db"}},
		{"two others", 2, 1000, []string{"b.db", "c.db", "notes.txt", "own.db"}},
		{"bytes of one other", 9, 150, []string{"c.db", "notes.txt", "own.db"}},
		{"none", 0, 1000, []string{"notes.txt", "own.db"}},
	} {
		dir := t.TempDir()
		// The own file and what is no checkpoint stay, however old.
		for i, name := range []string{"own.db", "notes.txt", "a.db", "b.db", "c.db"} {
			path := filepath.Join(dir, name)
			require.NoError(t, os.WriteFile(path, make([]byte, 100), 0o600))
			at := day.AddDate(0, 0, i)
			require.NoError(t, os.Chtimes(path, at, at))
		}
		require.NoError(t, removeOthers(dir, "own.db", tt.files, tt.size))
		left, err := filepath.Glob(filepath.Join(dir, "*"))
		require.NoError(t, err)
		for i := range left {
			left[i] = filepath.Base(left[i])
		}
		assert.Equal(t, tt.want, left, tt.name)
	}
	assert.NoError(t, removeOthers(filepath.Join(t.TempDir(), "none"), "own.db", 1, 1), "no folder yet")
}
