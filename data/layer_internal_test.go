package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
	"testing/fstest"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func themeFile(t testing.TB, rows []ThemeRow) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := parquet.NewGenericWriter[ThemeRow](&buf, parquet.Compression(&parquet.Zstd))
	_, err := w.Write(rows)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return buf.Bytes()
}

// infoOf describes raw bytes as a manifest would that trusts them.
func infoOf(raw []byte, rows int) LayerInfo {
	sum := sha256.Sum256(raw)
	return LayerInfo{Name: "themes", Rows: rows, Bytes: int64(len(raw)), SHA256: hex.EncodeToString(sum[:])}
}

func layerFS(raw []byte) fs.FS { return fstest.MapFS{"themes.parquet": {Data: raw}} }

func TestColumnsComeBackAsWritten(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	rows := make([]ThemeRow, 5000)
	for i := range rows {
		rows[i] = ThemeRow{Unit: int32(i / 3), Theme: []string{"", "spa", "絹", "canal"}[rng.IntN(4)], Km: rng.Float32()}
	}
	raw := themeFile(t, rows)
	l, err := openLayer(layerFS(raw), infoOf(raw, len(rows)))
	require.NoError(t, err)
	units, err := l.ints("unit")
	require.NoError(t, err)
	km, err := l.floats("km")
	require.NoError(t, err)
	var text Strings
	require.NoError(t, l.text("theme", &text))
	index, values, err := l.codes("theme")
	require.NoError(t, err)
	for i, r := range rows {
		require.Equal(t, r, ThemeRow{units[i], text.At(i), km[i]})
		require.Equal(t, r.Theme, values[index[i]])
	}
	_, err = l.ints("nothing")
	assert.ErrorIs(t, err, ErrDamaged)
	assert.ErrorContains(t, err, "nothing")
}

func TestGroupsHoldEveryRowOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "units")
		units := rapid.SliceOf(rapid.Int32Range(-1, int32(n))).Draw(t, "rows")
		start, order := groups(units, n)
		for u := range n {
			var want, got []int32
			for i, v := range units {
				if int(v) == u {
					want = append(want, int32(i))
				}
			}
			for i := start[u]; i < start[u+1]; i++ {
				if order != nil {
					got = append(got, order[i])
				} else {
					got = append(got, i)
				}
			}
			if !assert.ObjectsAreEqual(want, got) {
				t.Fatalf("unit %d has rows %v, want %v", u, got, want)
			}
		}
	})
}

func TestStringsKeepRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var got Strings
		var want []string
		for _, rows := range rapid.SliceOfN(rapid.SliceOf(rapid.String()), 0, 4).Draw(t, "parts") {
			size := 0
			for _, r := range rows {
				size += len(r)
			}
			got.reserve(len(rows), size)
			for _, r := range rows {
				got.append([]byte(r))
			}
			want = append(want, rows...)
			n := rapid.IntRange(0, 3).Draw(t, "blank")
			got.blank(n)
			want = append(want, make([]string, n)...)
		}
		if got.Len() != len(want) {
			t.Fatalf("%d rows, want %d", got.Len(), len(want))
		}
		for i, w := range want {
			if got.At(i) != w {
				t.Fatalf("row %d is %q, want %q", i, got.At(i), w)
			}
		}
	})
}

func TestLanguages(t *testing.T) {
	got := parseLanguages("de:97* en:73 x frs:1.5 broken:")
	assert.Equal(t, []Language{{"de", 97, true}, {"en", 73, false}, {"frs", 1.5, false}}, got)
}

// FuzzLayer reads any bytes as a layer that the manifest vouches for: the
// answer is an error or columns of the promised length, never a panic.
func FuzzLayer(f *testing.F) {
	f.Add(themeFile(f, []ThemeRow{{1, "spa", 0}, {2, "", 3}}), 2)
	f.Add([]byte("PAR1"), 0)
	if raw, err := os.ReadFile("layers/themes.parquet"); err == nil {
		f.Add(raw, 2688)
	}
	f.Fuzz(func(t *testing.T, raw []byte, rows int) {
		l, err := openLayer(layerFS(raw), infoOf(raw, rows))
		if err != nil {
			return
		}
		if l.rows > 1<<20 {
			return
		}
		if v, err := l.ints("unit"); err == nil {
			assert.Len(t, v, rows)
		}
		var v Strings
		if err := l.text("theme", &v); err == nil {
			assert.Equal(t, rows, v.Len())
		}
		if v, _, err := l.codes("theme"); err == nil {
			assert.Len(t, v, rows)
		}
	})
}
