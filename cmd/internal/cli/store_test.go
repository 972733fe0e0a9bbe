package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/local"
)

// runWith runs the program with a cache folder that outlives the run.
func runWith(t *testing.T, cache string, args ...string) (stdout, stderr string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("LC_ALL", "C")
	var out, errs bytes.Buffer
	require.Zero(t, Main(append(args, "--cache", cache), strings.NewReader(""), &out, &errs), errs.String())
	return out.String(), errs.String()
}

func TestTheStoreMayVanishOrBreak(t *testing.T) {
	cache := t.TempDir()
	path := filepath.Join(cache, "local.db")
	first, _ := runWith(t, cache, "profile", "jp:01635")

	require.NoError(t, os.Remove(path))
	again, errs := runWith(t, cache, "profile", "jp:01635")
	assert.Equal(t, first, again)
	assert.Empty(t, errs)

	require.NoError(t, os.WriteFile(path, bytes.Repeat([]byte("no store"), 5000), 0o600))
	again, errs = runWith(t, cache, "profile", "jp:01635")
	assert.Equal(t, first, again)
	assert.Equal(t, 1, strings.Count(errs, "\n"), errs)
	assert.Contains(t, errs, "was moved to "+path+".damaged-1 and a new one was made")
	assert.FileExists(t, path+".damaged-1")

	st, err := local.Open(path, storeWait)
	require.NoError(t, err)
	again, errs = runWith(t, cache, "profile", "jp:01635")
	assert.Equal(t, first, again)
	assert.Equal(t, 1, strings.Count(errs, "\n"), "said once: %s", errs)
	assert.Contains(t, errs, "in use by another process")
	require.NoError(t, st.Close())
}

func TestARefusalIsSaidOnce(t *testing.T) {
	t.Parallel()
	e, errs := testEnv(t)
	calls := 0
	for range 3 {
		e.kept(func(*local.Store) error { calls++; return local.ErrDamaged })
	}
	assert.Equal(t, 1, calls)
	assert.Equal(t, 1, strings.Count(errs.String(), "\n"), errs.String())
}
