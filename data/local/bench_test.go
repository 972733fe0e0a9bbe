package local

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// BenchmarkOpen opens a store with as many profiles as it holds, each of the
// usual 14 KB; the walk through its pages is included.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "local.db")
	s, err := Open(path, wait)
	require.NoError(b, err)
	s.db.NoSync = true
	for i := range maxProfiles {
		require.NoError(b, s.PutProfile(fmt.Sprintf("jp:%05d", i), "d", bytes.Repeat([]byte("x"), 14<<10)))
	}
	require.NoError(b, s.Close())
	for b.Loop() {
		s, err := Open(path, wait)
		require.NoError(b, err)
		require.NoError(b, s.Close())
	}
}
