package data_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

// townOf returns the unit with the id.
func townOf(t testing.TB, st *data.Store, id string) data.Unit {
	t.Helper()
	l, err := st.Labels()
	require.NoError(t, err)
	for i := range l.ID.Len() {
		if l.ID.At(i) == id {
			return data.Unit(i)
		}
	}
	t.Fatalf("no unit %s", id)
	return data.NoUnit
}

func TestWishesAreThoseOfTheList(t *testing.T) {
	st := open(t)
	w, err := st.Wishes()
	require.NoError(t, err)
	require.Len(t, w.Unit, 5)
	countries, err := st.Countries()
	require.NoError(t, err)
	continent := map[string]string{}
	for i, cc := range countries.Code {
		continent[cc] = countries.Continent[i]
	}
	for _, tc := range []struct {
		name, id, date, theme string
		wants, others         []string
	}{
		{"Shintoku", "jp:01635", "2018", "student exchange; similar size", []string{"GB", "AU", "US", "CA"}, []string{"FR", "NZ", "MX"}},
		{"Manno", "jp:37406", "2016-2018", "", []string{"KR", "VN", "NZ", "AU", "FJ"}, []string{"GB", "US", "BR"}},
		{"Yamanouchi", "jp:20561", "2016-2018", "", []string{"AU"}, []string{"NZ", "US"}},
		{"Okegawa", "jp:11231", "2016", "similar nature, history, industry, culture; safflower; post town", []string{"FR", "BR", "KE", "AU"}, nil},
		{"Zamami", "jp:47354", "latest", "", []string{"US"}, []string{"CA", "GB"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			rows := w.Of(townOf(t, st, tc.id))
			require.Len(t, rows, 1)
			row := rows[0]
			assert.Equal(t, tc.date, w.Date.At(row))
			assert.Equal(t, tc.theme, w.Theme.At(row))
			for _, cc := range tc.wants {
				assert.True(t, w.Wants(row, cc, continent[cc]), cc)
			}
			for _, cc := range tc.others {
				assert.False(t, w.Wants(row, cc, continent[cc]), cc)
			}
		})
	}
	assert.Empty(t, w.Of(townOf(t, st, "jp:01202")), "Hakodate is not on the list")
	assert.Empty(t, w.Of(data.NoUnit))
}

func TestSeveralWishesOfOneUnit(t *testing.T) {
	w := data.Wishes{
		Unit:      []data.Unit{3, 7, 7, 9},
		Countries: [][]string{nil, {"US"}, {"FR"}, nil},
		Areas:     [][]string{nil, nil, {"OC"}, {"AS"}},
	}
	assert.Equal(t, []int{1, 2}, w.Of(7))
	assert.Equal(t, []int{3}, w.Of(9))
	assert.Empty(t, w.Of(8))
	assert.Empty(t, w.Of(10))
	assert.True(t, w.Wants(2, "FR", "EU"), "the country counts")
	assert.True(t, w.Wants(2, "NZ", "OC"), "and so does the continent")
	assert.False(t, w.Wants(2, "US", "NA"))
	assert.False(t, w.Wants(1, "", ""), "an unknown country is not the one asked for")
	assert.True(t, w.Wants(0, "", ""))
}

func TestDamagedWishesAreNamed(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
		"one bit":   func(b []byte) []byte { b[len(b)/3] ^= 1; return b },
		"missing":   func([]byte) []byte { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			st, err := data.Open(altered(t, "wishes.parquet", change))
			require.NoError(t, err)
			_, err = st.Wishes()
			require.ErrorIs(t, err, data.ErrDamaged)
			assert.ErrorContains(t, err, "wishes.parquet")
			_, err = st.Units()
			assert.NoError(t, err, "the other layers still serve")
		})
	}
}

// TestWishesOutOfOrderAreDamaged puts layers in place that the manifest
// vouches for, and that yet are none that the compiler writes.
func TestWishesOutOfOrderAreDamaged(t *testing.T) {
	for name, units := range map[string][2]int32{
		"out of order":   {9, 2},
		"no such unit":   {2, 1 << 30},
		"negative units": {-1, 2},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			rows := []data.WishRow{{Unit: units[0]}, {Unit: units[1]}}
			w := parquet.NewGenericWriter[data.WishRow](&b, parquet.Compression(&parquet.Zstd))
			_, err := w.Write(rows)
			require.NoError(t, err)
			require.NoError(t, w.Close())
			files := altered(t, "wishes.parquet", func([]byte) []byte { return b.Bytes() })
			files[data.ManifestFile].Data = vouched(t, data.LayerWishes, b.Bytes(), len(rows))
			st, err := data.Open(files)
			require.NoError(t, err)
			_, err = st.Wishes()
			require.ErrorIs(t, err, data.ErrDamaged)
			assert.ErrorContains(t, err, "wishes is not in order of units")
		})
	}
}

// vouched returns the embedded manifest with the entry of one layer describing raw.
func vouched(t testing.TB, layer string, raw []byte, rows int) []byte {
	t.Helper()
	text, err := fs.ReadFile(layers.FS, data.ManifestFile)
	require.NoError(t, err)
	m, err := data.ReadManifest(bytes.NewReader(text))
	require.NoError(t, err)
	sum := sha256.Sum256(raw)
	for i := range m.Layers {
		if l := &m.Layers[i]; l.Name == layer {
			l.Rows, l.Bytes, l.SHA256 = rows, int64(len(raw)), hex.EncodeToString(sum[:])
		}
	}
	text, err = json.Marshal(m)
	require.NoError(t, err)
	return text
}
