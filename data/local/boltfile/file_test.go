package boltfile

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"
)

// made makes a file with one bucket of the given name.
func made(t *testing.T, path, bucket string) {
	t.Helper()
	f, err := Open(path, Options{})
	require.NoError(t, err)
	require.NoError(t, f.DB.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte(bucket)); return err }))
	require.NoError(t, f.DB.Close())
}

func has(t *testing.T, f *File, bucket string) (found bool) {
	t.Helper()
	require.NoError(t, f.DB.View(func(tx *bbolt.Tx) error { found = tx.Bucket([]byte(bucket)) != nil; return nil }))
	return found
}

func TestReadersShareAndWritersDoNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	made(t, path, "a")
	one, err := Open(path, Options{ReadOnly: true})
	require.NoError(t, err)
	two, err := Open(path, Options{ReadOnly: true})
	require.NoError(t, err)
	assert.True(t, has(t, two, "a"))
	_, err = Open(path, Options{})
	require.ErrorIs(t, err, ErrLocked)
	require.NoError(t, one.DB.Close())
	require.NoError(t, two.DB.Close())
}

func TestExistingMakesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	for _, o := range []Options{{Existing: true}, {ReadOnly: true}} {
		_, err := Open(path, o)
		require.ErrorIs(t, err, os.ErrNotExist)
	}
	assert.NoFileExists(t, path)
}

// Who waits for a file that is replaced meanwhile gets the new one: what is
// written into the old one would be lost.
func TestAFileThatWasReplacedWhileWaiting(t *testing.T) {
	dir := t.TempDir()
	path, other := filepath.Join(dir, "x.db"), filepath.Join(dir, "y.db")
	made(t, path, "old")
	made(t, other, "new")
	held, err := Open(path, Options{})
	require.NoError(t, err)
	type opened struct {
		f   *File
		err error
	}
	second := make(chan opened)
	started := make(chan bool)
	go func() {
		close(started)
		f, err := Open(path, Options{Timeout: 20 * time.Second})
		second <- opened{f, err}
	}()
	<-started
	require.NoError(t, os.Rename(other, path))
	require.NoError(t, held.DB.Close())
	got := <-second
	require.NoError(t, got.err)
	assert.True(t, has(t, got.f, "new"))
	require.NoError(t, got.f.DB.Close())
}

func TestSealedValuesTellDamage(t *testing.T) {
	sealed := Seal([]byte("k"), []byte("value"))
	value, err := Unseal([]byte("k"), sealed)
	require.NoError(t, err)
	assert.Equal(t, "value", string(value))
	_, err = Unseal([]byte("other"), sealed)
	require.ErrorIs(t, err, ErrDamaged, "a value belongs to its key")
	sealed[len(sealed)-1] ^= 1
	_, err = Unseal([]byte("k"), sealed)
	require.ErrorIs(t, err, ErrDamaged)
	_, err = Unseal([]byte("k"), nil)
	require.ErrorIs(t, err, ErrDamaged)
}
