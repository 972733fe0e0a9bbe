package build

import (
	"bytes"
	"compress/gzip"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// folder writes source files and returns the folder; names that end in .gz are
// compressed.
func folder(t *testing.T, files map[string]string) sources {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		body := []byte(text)
		if strings.HasSuffix(name, ".gz") {
			var b bytes.Buffer
			w := gzip.NewWriter(&b)
			_, err := w.Write(body)
			require.NoError(t, err)
			require.NoError(t, w.Close())
			body = b.Bytes()
		}
		require.NoError(t, os.WriteFile(path, body, 0o644))
	}
	return sources{dir}
}

func TestTableReadsCellsByName(t *testing.T) {
	src := folder(t, map[string]string{"a.tsv.gz": "id\tname\tkm\r\n7\ta \"quoted\" name\t1.5\r\n\n\t\t\n"})
	tab, err := src.table("a.tsv.gz", "id", "km")
	require.NoError(t, err)
	var names []string
	var kms []float64
	var ids []int32
	for r := range tab.rows() {
		names, kms, ids = append(names, r.str("name")), append(kms, r.float("km")), append(ids, r.int("id"))
	}
	require.NoError(t, tab.failed())
	assert.Equal(t, []string{`a "quoted" name`, ""}, names, "quotes are text")
	assert.Equal(t, 1.5, kms[0])
	assert.True(t, math.IsNaN(kms[1]), "empty is unknown, not zero")
	assert.Equal(t, []int32{7, data.NoInt}, ids)
}

func TestTableFaultsNameFileAndColumn(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"column missing", "id\tname\n1\tx\n", `a.tsv: no column "km"`},
		{"column twice", "km\tkm\n1\t2\n", `column "km" appears twice`},
		{"too few cells", "id\tkm\n1\n", "line 2: 1 cells under 2 columns"},
		{"too many cells", "km\n1\t2\n", "line 2: 2 cells under 1 columns"},
		{"no number", "km\nfar\n", `line 2, column "km": "far" is not a number`},
		{"infinite", "km\nInf\n", `"Inf" is not a number`},
		{"empty file", "", `no column "km"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			tab, err := folder(t, map[string]string{"a.tsv": tc.text}).table("a.tsv", "km")
			if err == nil {
				for r := range tab.rows() {
					r.float("km")
				}
				err = tab.failed()
			}
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

func TestTableIntegers(t *testing.T) {
	for _, tc := range []struct {
		cell string
		want int32
		bad  bool
	}{
		{"12", 12, false},
		{"-405", -405, false},
		{"12.0", 12, false},
		{"0", 0, false},
		{"12.5", data.NoInt, true},
		{"99999999999", data.NoInt, true},
		{"x", data.NoInt, true},
	} {
		tab, err := folder(t, map[string]string{"a.tsv": "n\n" + tc.cell + "\n"}).table("a.tsv", "n")
		require.NoError(t, err)
		for r := range tab.rows() {
			assert.Equal(t, tc.want, r.int("n"), tc.cell)
		}
		assert.Equal(t, tc.bad, tab.failed() != nil, tc.cell)
	}
}

func TestTableMissingOrDamaged(t *testing.T) {
	src := folder(t, map[string]string{"bad.gz": "x\n1\n"})
	require.NoError(t, os.WriteFile(filepath.Join(src.dir, "bad.gz"), []byte("no gzip"), 0o644))
	_, err := src.table("bad.gz")
	assert.ErrorContains(t, err, "read source bad.gz")
	_, err = src.table("none.tsv")
	assert.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "none.tsv")
}

func FuzzTable(f *testing.F) {
	f.Add("a\tb\n1\t2\n")
	f.Add("\n\t\n")
	f.Add("a\n\xff\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		tab, err := folder(t, map[string]string{"a.tsv": text}).table("a.tsv")
		if err != nil {
			return
		}
		n := 0
		for r := range tab.rows() {
			require.Len(t, r.cells, len(tab.columns))
			r.int("a")
			r.float("b")
			n++
		}
		require.LessOrEqual(t, n, strings.Count(text, "\n")+1)
	})
}
