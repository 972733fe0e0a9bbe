package answer

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/matcher"
)

// keeping is a desk with a local store, and what opens that store.
func keeping(t *testing.T, path string) (*Desk, func() *local.Store) {
	t.Helper()
	open := func() *local.Store {
		st, err := local.Open(path, time.Second)
		require.NoError(t, err)
		return st
	}
	d := testDesk(t)
	d.Kept = func(f func(*local.Store) error) {
		st := open()
		require.NoError(t, f(st))
		require.NoError(t, st.Close())
	}
	return d, open
}

func TestAKeptProfileIsTheSame(t *testing.T) {
	t.Parallel()
	d, open := keeping(t, filepath.Join(t.TempDir(), "local.db"))
	b, err := d.Base()
	require.NoError(t, err)
	for _, id := range []string{"jp:01635", "rg:AU-02"} {
		for _, lang := range []string{"en", "ja"} {
			u := mustResolve(t, d, id)
			fresh, err := d.Facts(u, lang, true)
			require.NoError(t, err)
			for range 2 {
				got, err := d.facts(u, lang)
				require.NoError(t, err)
				for _, format := range []string{FormatJSON, FormatTable} {
					var want, have bytes.Buffer
					require.NoError(t, ProfileView{Base: b, Lang: lang, Town: u, Facts: fresh}.Result().Write(&want, format, 80))
					require.NoError(t, ProfileView{Base: b, Lang: lang, Town: u, Facts: got}.Result().Write(&have, format, 80))
					assert.Equal(t, want.String(), have.String(), "%s %s %s", id, lang, format)
				}
			}
			st := open()
			_, ok, err := st.Profile(id+" "+lang, ContentDigest(b.Manifest.Digest(), d.Version))
			require.NoError(t, err)
			assert.True(t, ok, "%s was kept", id)
			require.NoError(t, st.Close())
		}
	}
}

func TestAKeptProfileIsUsed(t *testing.T) {
	t.Parallel()
	d, open := keeping(t, filepath.Join(t.TempDir(), "local.db"))
	b, err := d.Base()
	require.NoError(t, err)
	put := func(value []byte) {
		st := open()
		require.NoError(t, st.PutProfile("jp:01635 en", ContentDigest(b.Manifest.Digest(), d.Version), value))
		require.NoError(t, st.Close())
	}
	value, err := encodeFacts([]Fact{{Section: "size", Key: "marked", Label: Both("Marked", "印"), Shown: "yes", Value: true}})
	require.NoError(t, err)
	put(value)
	got, err := d.facts(mustResolve(t, d, "jp:01635"), "en")
	require.NoError(t, err)
	require.Len(t, got, 1)
	assert.Equal(t, "marked", got[0].Key)

	put([]byte("{"))
	got, err = d.facts(mustResolve(t, d, "jp:01635"), "en")
	require.NoError(t, err)
	assert.Greater(t, len(got), 20, "what cannot be read is assembled anew")
}

func TestFactsAreKeptWhole(t *testing.T) {
	t.Parallel()
	facts := []Fact{
		{Section: "a", Key: "unknown", Label: matcher.Text{EN: "A", JA: "あ"}, Source: "x", Date: "2020"},
		{Section: "b", Key: "number", Shown: "1.50 km", Raw: "1.50", Value: 1.5, Unit: "km"},
		{Section: "b", Key: "markup", Shown: "a<b & c", Value: NearValue{Name: "a<b & c"}},
	}
	kept, err := encodeFacts(facts)
	require.NoError(t, err)
	got, err := decodeFacts(kept)
	require.NoError(t, err)
	require.Len(t, got, len(facts))
	for i, f := range facts {
		var want, have bytes.Buffer
		require.NoError(t, WriteJSON(&want, f.Value, "  "))
		require.NoError(t, WriteJSON(&have, got[i].Value, "  "))
		assert.Equal(t, want.String(), have.String())
		assert.Equal(t, f.Value == nil, got[i].Value == nil)
		got[i].Value, f.Value = nil, nil
		assert.Equal(t, f, got[i])
	}
	_, err = decodeFacts([]byte(`[{"value":`))
	var syntax *json.SyntaxError
	assert.ErrorAs(t, err, &syntax)
}
