package own

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/local/boltfile"
)

func TestSecondWriterWaitsAndSaysWhoHoldsIt(t *testing.T) {
	folder := t.TempDir()
	w := on("2026-05-01")
	w.Command, w.Since = "shimai own ties import list.xlsx", "2026-05-01 09:30"
	_, err := Change(folder, w, "a", func(*Edit) error {
		_, err := Change(folder, on("2026-05-01"), "b", func(*Edit) error { return nil })
		require.ErrorIs(t, err, ErrBusy)
		assert.ErrorContains(t, err, fmt.Sprintf("process %d, `shimai own ties import list.xlsx`, since 2026-05-01 09:30", os.Getpid()))
		return nil
	})
	require.NoError(t, err)

	done := make(chan error)
	_, err = Change(folder, on("2026-05-01"), "a", func(e *Edit) error {
		go func() {
			patient := on("2026-05-02")
			patient.Wait = 20 * time.Second
			_, err := Change(folder, patient, "b", func(e *Edit) error { _, err := e.Put(tie("jp:01635", "gn:2")); return err })
			done <- err
		}()
		_, err := e.Put(tie("jp:01635", "gn:1"))
		return err
	})
	require.NoError(t, err)
	require.NoError(t, <-done)
	assert.Len(t, load(t, folder).Ties, 2)
}

func TestDamagedFileIsMovedAsideAndSaidSo(t *testing.T) {
	for name, damage := range map[string]func([]byte) []byte{
		"text":      func([]byte) []byte { return []byte("no database") },
		"cut":       func(b []byte) []byte { return b[:3*4096] },
		"flipped":   func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("students"), []byte("studentS")) },
		"no bucket": func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("journal"), []byte("journeY")) },
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			someRecords(t, folder)
			text := export(t, folder)
			path := filepath.Join(folder, FileName)
			sound, err := os.ReadFile(path)
			require.NoError(t, err)
			broken := damage(bytes.Clone(sound))
			require.NoError(t, os.WriteFile(path, broken, 0o600))

			_, err = Load(folder)
			require.ErrorIs(t, err, ErrDamaged)
			assert.ErrorContains(t, err, "own restore")
			kept, err := os.ReadFile(path + ".damaged-1")
			require.NoError(t, err)
			assert.Equal(t, broken, kept, "nothing is lost")
			assert.Contains(t, load(t, folder).Notice, "damaged-1", "it is said again until there are records")
			_, err = Restore(folder, on("2026-06-01"), bytes.NewReader([]byte(text)))
			require.NoError(t, err)
			assert.Empty(t, load(t, folder).Notice)
			assert.Equal(t, text, export(t, folder))
		})
	}
}

// However much of a file is cut off, even pages that hold nothing any more: all
// the records are there, or the damage is told, to who reads and to who writes.
func TestCutFileIsWholeOrDamaged(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for i := range 40 { // leaves free pages
		put(t, folder, on("2026-05-01"), "add", tie("jp:01635", fmt.Sprintf("gn:%d", i+1)))
	}
	sound, err := os.ReadFile(filepath.Join(folder, FileName))
	require.NoError(t, err)
	want, told := export(t, folder), 0
	for size := len(sound) - 1; size > 0; size -= 1021 {
		cut := t.TempDir()
		path := filepath.Join(cut, FileName)
		require.NoError(t, os.WriteFile(path, sound[:size], 0o600))
		_, err := Load(cut)
		if err == nil {
			assert.Equal(t, want, export(t, cut), "cut to %d of %d", size, len(sound))
			put(t, cut, on("2026-05-02"), "add", tie("jp:01635", "gn:99"))
			assert.Len(t, load(t, cut).Ties, 41, "cut to %d of %d", size, len(sound))
			continue
		}
		told++
		require.ErrorIs(t, err, ErrDamaged, "cut to %d of %d", size, len(sound))
		require.NoError(t, os.WriteFile(path, sound[:size], 0o600))
		_, err = Change(cut, on("2026-05-02"), "add", func(e *Edit) error { _, err := e.Put(tie("jp:01635", "gn:99")); return err })
		require.ErrorIs(t, err, ErrDamaged, "cut to %d of %d", size, len(sound))
	}
	assert.Positive(t, told)
}

func TestNewerFormatIsLeftAlone(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	path := filepath.Join(folder, FileName)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, bytes.ReplaceAll(b, []byte("format1"), []byte("format2")), 0o600))
	_, err = Load(folder)
	require.ErrorIs(t, err, ErrNewer)
	_, err = Change(folder, on("2026-06-01"), "x", func(*Edit) error { return nil })
	require.ErrorIs(t, err, ErrNewer)
	assert.FileExists(t, path)
	assert.NoFileExists(t, path+".damaged-1")
}

// The committed file was written by the first version of the format.
func TestOldFileOpensByteForByte(t *testing.T) {
	folder := t.TempDir()
	old, err := os.ReadFile("testdata/format1.db")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(folder, FileName), old, 0o600))
	want, err := os.ReadFile("testdata/format1.json")
	require.NoError(t, err)
	assert.Equal(t, string(want), export(t, folder))
	after, err := os.ReadFile(filepath.Join(folder, FileName))
	require.NoError(t, err)
	assert.Equal(t, old, after, "to read changes no byte")
	put(t, folder, on("2026-09-01"), "ties add", tie("jp:01635", "gn:9"))
	assert.Len(t, load(t, folder).Ties, 2)
}

func TestMoveAsideNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for n := 1; n <= 2; n++ {
		require.NoError(t, os.WriteFile(path, nil, 0o600))
		aside, err := boltfile.MoveAside(path, "replaced")
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprintf("%s.replaced-%d", path, n), aside)
	}
}

// TestWriteFormat writes the files of testdata; it is run by hand, once a format.
func TestWriteFormat(t *testing.T) {
	if os.Getenv("OWN_WRITE_FORMAT") == "" {
		t.Skip("set OWN_WRITE_FORMAT to write testdata for a new format")
	}
	folder := t.TempDir()
	someRecords(t, folder)
	b, err := os.ReadFile(filepath.Join(folder, FileName))
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll("testdata", 0o755))
	require.NoError(t, os.WriteFile("testdata/format"+formatVersion+".db", b, 0o600))
	require.NoError(t, os.WriteFile("testdata/format"+formatVersion+".json", []byte(export(t, folder)), 0o600))
}
