package data_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

func open(t testing.TB) *data.Store {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	return st
}

func TestEveryTableOpensAndFits(t *testing.T) {
	st := open(t)
	u, err := st.Units()
	require.NoError(t, err)
	l, err := st.Labels()
	require.NoError(t, err)
	assert.Equal(t, u.Len(), l.ID.Len())
	assert.Equal(t, u.Len(), l.NameJA.Len())
	assert.Equal(t, 1788, u.Municipalities.Len())
	counts := map[data.Kind]int{}
	for _, k := range u.Kind {
		counts[k]++
	}
	assert.Equal(t, 47, counts[data.KindPrefecture])
	assert.Equal(t, 792, counts[data.KindCity])
	assert.Equal(t, 23, counts[data.KindWard])
	assert.Equal(t, 743, counts[data.KindTown])
	assert.Equal(t, 183, counts[data.KindVillage])
	for name, read := range map[string]func() error{
		"climate":  func() error { _, err := st.Climate(); return err },
		"months":   func() error { _, err := st.Months(); return err },
		"near":     func() error { _, err := st.NearText(); return err },
		"ties":     func() error { _, err := st.TieText(); return err },
		"themes":   func() error { _, err := st.Themes(); return err },
		"births":   func() error { _, err := st.Births(); return err },
		"names":    func() error { _, err := st.Names(); return err },
		"lookup":   func() error { _, err := st.Lookup(); return err },
		"keys":     func() error { _, err := st.NameKeys(); return err },
		"pairs":    func() error { _, err := st.Pairs(); return err },
		"missions": func() error { _, err := st.Missions(); return err },
		"japan":    func() error { _, err := st.Japan(); return err },
	} {
		assert.NoError(t, read(), name)
	}
	assert.Empty(t, st.Verify())
}

func TestShintokuIsWhoItIs(t *testing.T) {
	st := open(t)
	l, err := st.Labels()
	require.NoError(t, err)
	lookup, err := st.Lookup()
	require.NoError(t, err)
	from, to := lookup.Find("新得町")
	require.Equal(t, 1, to-from)
	town := data.Unit(lookup.Unit[from])
	assert.Equal(t, "jp:01635", l.ID.At(int(town)))
	assert.Equal(t, "Shintoku", l.Name.At(int(town)))
	u, err := st.Units()
	require.NoError(t, err)
	assert.EqualValues(t, 5817, u.Population[town])
	assert.Equal(t, "Hokkaido", l.Name.At(int(u.Region[town])))
	near, err := st.Near()
	require.NoError(t, err)
	_, ok := near.Find(town, data.FeatureSki)
	assert.True(t, ok, "Sahoro lies in the town")
	_, ok = near.Find(town, data.FeaturePort)
	assert.False(t, ok, "the town lies 80 km from the sea")
}

func TestTiesAreSeenFromBothEnds(t *testing.T) {
	ties, err := open(t).Ties()
	require.NoError(t, err)
	for row := range ties.A {
		if ties.B[row] == data.NoUnit {
			continue
		}
		for _, end := range []data.Unit{ties.A[row], ties.B[row]} {
			assert.Contains(t, ties.Of(end), int32(row))
		}
		assert.Equal(t, ties.B[row], ties.Other(int32(row), ties.A[row]))
		if row > 2000 {
			break
		}
	}
}

// altered copies the embedded layers with one file changed.
func altered(t testing.TB, name string, change func([]byte) []byte) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	entries, err := fs.ReadDir(layers.FS, ".")
	require.NoError(t, err)
	for _, e := range entries {
		raw, err := fs.ReadFile(layers.FS, e.Name())
		require.NoError(t, err)
		if e.Name() == name {
			raw = change(append([]byte(nil), raw...))
		}
		if raw != nil {
			out[e.Name()] = &fstest.MapFile{Data: raw}
		}
	}
	return out
}

func TestDamageNamesTheLayer(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"one bit":   func(b []byte) []byte { b[len(b)/3] ^= 1; return b },
		"empty":     func([]byte) []byte { return []byte{} },
		"missing":   func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			st, err := data.Open(altered(t, "themes.parquet", change))
			require.NoError(t, err, "only what is used is read")
			_, err = st.Themes()
			require.ErrorIs(t, err, data.ErrDamaged)
			assert.ErrorContains(t, err, "themes.parquet")
			_, err = st.Countries()
			assert.NoError(t, err, "the other layers still serve")
			assert.Len(t, st.Verify(), 1)
		})
	}
}

func TestOpenRefusesAForeignManifest(t *testing.T) {
	for name, text := range map[string]string{
		"missing":       "",
		"no JSON":       "{",
		"unknown key":   `{"format":1,"surprise":1}`,
		"older format":  `{"format":0}`,
		"future format": `{"format":99}`,
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{}
			if text != "" {
				files[data.ManifestFile] = &fstest.MapFile{Data: []byte(text)}
			}
			_, err := data.Open(files)
			require.ErrorIs(t, err, data.ErrDamaged)
			assert.ErrorContains(t, err, data.ManifestFile)
		})
	}
	st, err := data.Open(fstest.MapFS{data.ManifestFile: {Data: []byte(`{"format":1}`)}})
	require.NoError(t, err)
	_, err = st.Units()
	assert.ErrorIs(t, err, data.ErrDamaged)
}

func BenchmarkUnits(b *testing.B) {
	for b.Loop() {
		_, err := open(b).Units()
		require.NoError(b, err)
	}
}

// Of several things that rank by a value the row names the first, with its own
// distance and that of the nearest.
func TestNearTellsBothDistances(t *testing.T) {
	st := open(t)
	lookup, err := st.Lookup()
	require.NoError(t, err)
	near, err := st.Near()
	require.NoError(t, err)
	text, err := st.NearText()
	require.NoError(t, err)
	at, _ := lookup.Find("新得町")
	row, ok := near.Find(data.Unit(lookup.Unit[at]), data.FeatureAirport)
	require.True(t, ok)
	assert.Equal(t, "CTS", text.Name(row))
	assert.InDelta(t, 99, text.Km(row), 1)
	assert.InDelta(t, 49, near.Km[row], 1, "Obihiro")
	for row := range near.Km {
		if text.Km(row) < near.Km[row] {
			t.Fatalf("row %d: what it names lies at %v km, the nearest at %v", row, text.Km(row), near.Km[row])
		}
	}
}
