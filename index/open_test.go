package index

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// few are the units of the small index that tests build.
var few = []string{
	"gn:2648579", "gn:5654320", "gn:2641673", "gn:3093133", "gn:498817", "gn:5969782", "gn:2192362", "gn:5128581", "rg:US-NY",
	"jp:01635", "jp:18204", "jp:13103", "jp:26", "jp:26100", "jp:11100", "gn:2640729", "gn:3140390",
	"jp:04505", "jp:05434", "jp:11237", "jp:11381", "jp:32448", "jp:43348", "jp:45431", "pl:AU:hamilton:-32.92:151.75",
	"gn:517836", "gn:1838524", "jp:28221",
}

func fewUnits(t testing.TB, st *data.Store) []data.Unit {
	t.Helper()
	r := NewResolver(st)
	list := make([]data.Unit, 0, len(few))
	for _, id := range few {
		u, err := r.Resolve(id)
		require.NoError(t, err, id)
		list = append(list, u)
	}
	return list
}

func openFew(t testing.TB, dir string) *Index {
	t.Helper()
	st := openWorld(t)
	ix, err := open(t.Context(), st, dir, fewUnits(t, st), nil)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, ix.Close()) })
	return ix
}

// stateOf tells what stands in a folder: no index, one of other data only, one
// that is not whole, or one that can be opened.
func stateOf(t *testing.T, dir string) string {
	t.Helper()
	folders, err := indexFolders(dir)
	require.NoError(t, err)
	want := folderName(openWorld(t).Manifest().Digest())
	switch {
	case len(folders) == 0:
		return "missing"
	case !slices.Contains(folders, want):
		return "stale"
	case verify(filepath.Join(dir, want)) != nil:
		return "corrupt"
	}
	return "current"
}

func TestOpenBuildsOnce(t *testing.T) {
	st := openWorld(t)
	dir := filepath.Join(t.TempDir(), "cache", "shimai")
	assert.Equal(t, "missing", stateOf(t, dir))
	var seen []int
	ix, err := open(t.Context(), st, dir, fewUnits(t, st), func(done, total int) {
		assert.Equal(t, len(few), total)
		seen = append(seen, done)
	})
	require.NoError(t, err)
	require.NoError(t, ix.Close())
	require.NotEmpty(t, seen)
	assert.Equal(t, len(few), seen[len(seen)-1], "the end is reported")
	assert.Equal(t, "current", stateOf(t, dir))

	ix, err = open(t.Context(), st, dir, nil, func(int, int) { t.Error("built again") })
	require.NoError(t, err)
	require.NoError(t, ix.Close())
	assert.Equal(t, "current", stateOf(t, dir), "reading leaves it as it is")
	assertOnlyIndex(t, dir)
}

// assertOnlyIndex makes sure that a build leaves nothing but one index and the lock.
func assertOnlyIndex(t *testing.T, dir string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	var left []string
	for _, e := range entries {
		left = append(left, e.Name())
	}
	assert.Equal(t, []string{folderName(openWorld(t).Manifest().Digest()), lockFile}, left)
}

func TestStaleIsReplaced(t *testing.T) {
	dir := t.TempDir()
	for _, old := range []string{"index-0123456789ab-1", "index-0123456789ab", "index-x-1.tmp-123"} {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, old, "a"), 0o700))
	}
	assert.Equal(t, "stale", stateOf(t, dir))
	openFew(t, dir)
	assert.Equal(t, "current", stateOf(t, dir))
	assertOnlyIndex(t, dir)
}

func TestWhatIsOnlyHalfBuiltIsMissing(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, folderName(openWorld(t).Manifest().Digest())+tmpMark+"1", "a"), 0o700))
	assert.Equal(t, "missing", stateOf(t, dir))
}

// Whatever is done to the files, it is seen and mended, and it never reaches
// the search.
func TestCorruptIsMended(t *testing.T) {
	for _, tc := range []struct {
		name string
		harm func(t *testing.T, folder string)
	}{
		{"a byte altered", func(t *testing.T, folder string) {
			path := segment(t, folder)
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			text[len(text)/2] ^= 1
			require.NoError(t, os.WriteFile(path, text, 0o600))
		}},
		{"cut short", func(t *testing.T, folder string) { require.NoError(t, os.Truncate(segment(t, folder), 100)) }},
		{"a file lost", func(t *testing.T, folder string) { require.NoError(t, os.Remove(segment(t, folder))) }},
		{"no marker", func(t *testing.T, folder string) { require.NoError(t, os.Remove(filepath.Join(folder, marker))) }},
		{"marker of nothing", func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, marker), []byte(`{"format":1}`), 0o600))
		}},
		{"marker that is no JSON", func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, marker), []byte("\x00"), 0o600))
		}},
		{"marker that leads outside", func(t *testing.T, folder string) {
			require.NoError(t, os.WriteFile(filepath.Join(folder, marker), []byte(`{"format":1,"files":{"../../x":{}}}`), 0o600))
		}},
		{"a whole half lost", func(t *testing.T, folder string) { require.NoError(t, os.RemoveAll(filepath.Join(folder, "b"))) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, openFew(t, dir).Close())
			folder := filepath.Join(dir, folderName(openWorld(t).Manifest().Digest()))
			tc.harm(t, folder)
			assert.Equal(t, "corrupt", stateOf(t, dir))
			_, err := openFolder(folder)
			require.ErrorIs(t, err, ErrCorrupt)
			ix := openFew(t, dir)
			assert.Equal(t, "current", stateOf(t, dir))
			found, err := ix.Find(t.Context(), "Glasgwo", 1)
			require.NoError(t, err)
			assert.Len(t, found, 1)
			assertOnlyIndex(t, dir)
		})
	}
}

// segment returns the path of the terms of the first half.
func segment(t *testing.T, folder string) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(folder, "a", "store", "*.zap"))
	require.NoError(t, err)
	require.Len(t, list, 1)
	return list[0]
}

// Several at once: one builds, the others wait and read what it built.
func TestOpenAtTheSameTime(t *testing.T) {
	st := openWorld(t)
	dir, units := t.TempDir(), fewUnits(t, st)
	var mu sync.Mutex
	builders := 0
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			ix, err := open(t.Context(), st, dir, units, func(done, total int) {
				if done == total {
					mu.Lock()
					builders++
					mu.Unlock()
				}
			})
			if assert.NoError(t, err) {
				found, err := ix.Find(t.Context(), "Shintoku", 1)
				assert.NoError(t, err)
				assert.Len(t, found, 1)
				assert.NoError(t, ix.Close())
			}
		})
	}
	wg.Wait()
	assert.Equal(t, 1, builders)
	assertOnlyIndex(t, dir)
}

func TestOpenGivesUpCleanly(t *testing.T) {
	st := openWorld(t)
	t.Run("cancelled while building", func(t *testing.T) {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(t.Context())
		_, err := open(ctx, st, dir, nil, func(int, int) { cancel() })
		require.ErrorIs(t, err, context.Canceled)
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, entries, 1, "only the lock is left")
	})
	t.Run("cancelled while waiting", func(t *testing.T) {
		dir := t.TempDir()
		release, err := lock(t.Context(), filepath.Join(dir, lockFile))
		require.NoError(t, err)
		defer release()
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = open(ctx, st, dir, nil, nil)
		require.ErrorIs(t, err, context.Canceled)
	})
	t.Run("no folder", func(t *testing.T) {
		_, err := Open(t.Context(), st, "", nil)
		require.ErrorContains(t, err, "--cache")
	})
	t.Run("folder is a file", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(path, []byte("mine"), 0o600))
		_, err := Open(t.Context(), st, path, nil)
		require.Error(t, err)
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, "mine", string(text), "nothing of the user's is lost")
	})
}
