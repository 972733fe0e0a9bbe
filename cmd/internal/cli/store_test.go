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

	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/matcher"
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

func TestAKeptProfileIsTheSame(t *testing.T) {
	if testing.Short() {
		t.Skip("walks through whole commands")
	}
	cache := t.TempDir()
	for _, town := range []string{"jp:01635", "rg:AU-02"} {
		for _, lang := range []string{"en", "ja"} {
			for _, format := range []string{"json", "table", "json"} {
				args := []string{"profile", town, "--lang", lang, "--format", format}
				fresh, _ := runWith(t, t.TempDir(), args...)
				again, errs := runWith(t, cache, args...)
				assert.Equal(t, fresh, again, "%v", args)
				assert.Empty(t, errs)
			}
		}
	}
	st, err := local.Open(filepath.Join(cache, "local.db"), storeWait)
	require.NoError(t, err)
	defer func() { require.NoError(t, st.Close()) }()
	e, _ := testEnv(t)
	b, err := e.base()
	require.NoError(t, err)
	for _, id := range []string{"jp:01635 en", "jp:01635 ja", "rg:AU-02 ja"} {
		_, ok, err := st.Profile(id, profileDigest(b.manifest.Digest()))
		require.NoError(t, err)
		assert.True(t, ok, "%s was kept", id)
	}
}

func TestAKeptProfileIsUsed(t *testing.T) {
	cache := t.TempDir()
	_, _ = runWith(t, cache, "profile", "jp:01635")
	e, _ := testEnv(t)
	b, err := e.base()
	require.NoError(t, err)
	st, err := local.Open(filepath.Join(cache, "local.db"), storeWait)
	require.NoError(t, err)
	value, err := encodeFacts([]fact{{section: "size", key: "marked", label: both("Marked", "印"), shown: "yes", value: true}})
	require.NoError(t, err)
	require.NoError(t, st.PutProfile("jp:01635 en", profileDigest(b.manifest.Digest()), value))
	require.NoError(t, st.Close())
	stdout, _ := runWith(t, cache, "profile", "jp:01635")
	assert.Contains(t, stdout, "marked")

	st, err = local.Open(filepath.Join(cache, "local.db"), storeWait)
	require.NoError(t, err)
	require.NoError(t, st.PutProfile("jp:01635 en", profileDigest(b.manifest.Digest()), []byte("{")))
	require.NoError(t, st.Close())
	stdout, stderr := runWith(t, cache, "profile", "jp:01635")
	assert.Contains(t, stdout, "5817", "what cannot be read is assembled anew")
	assert.Empty(t, stderr)
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

func TestFactsAreKeptWhole(t *testing.T) {
	t.Parallel()
	facts := []fact{
		{section: "a", key: "unknown", label: matcher.Text{EN: "A", JA: "あ"}, source: "x", date: "2020"},
		{section: "b", key: "number", shown: "1.50 km", raw: "1.50", value: 1.5, unit: "km"},
		{section: "b", key: "markup", shown: "a<b & c", value: nearValue{Name: "a<b & c"}},
	}
	kept, err := encodeFacts(facts)
	require.NoError(t, err)
	got, err := decodeFacts(kept)
	require.NoError(t, err)
	require.Len(t, got, len(facts))
	for i, f := range facts {
		var want, have bytes.Buffer
		require.NoError(t, writeJSON(&want, f.value, "  "))
		require.NoError(t, writeJSON(&have, got[i].value, "  "))
		assert.Equal(t, want.String(), have.String())
		assert.Equal(t, f.value == nil, got[i].value == nil)
		got[i].value, f.value = nil, nil
		assert.Equal(t, f, got[i])
	}
	_, err = decodeFacts([]byte(`[{"value":`))
	var syntax *json.SyntaxError
	assert.ErrorAs(t, err, &syntax)
}
