package local

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"
)

func TestReportsAreKeptAndTheOldestGoes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	s := open(t, path)
	text := func(i int) []byte { return bytes.Repeat(fmt.Appendf(nil, "report %d ", i), 1000) }
	for i := range maxReports {
		require.NoError(t, s.PutReport(fmt.Sprintf("r%d", i), text(i)))
	}
	require.NoError(t, s.PutReport("r0", text(0)), "made again it is the newest")
	require.NoError(t, s.PutReport("more", text(99)))
	require.NoError(t, s.Close())

	s = open(t, path)
	for id, want := range map[string][]byte{"r0": text(0), "r1": nil, "r2": text(2), "more": text(99), "never": nil} {
		got, err := s.Report(id)
		require.NoError(t, err)
		assert.Equal(t, want, got, id)
	}
}

func TestAStoreFromBeforeReportsIsUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	s := open(t, path)
	require.NoError(t, s.PutRun(Run{ID: "r1"}))
	require.NoError(t, s.db.Update(func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte(reportBucket)) }))
	require.NoError(t, s.Close())
	s = open(t, path)
	assert.Empty(t, s.Notice)
	require.NoError(t, s.PutReport("r1", []byte("x")))
	runs, err := s.Runs()
	require.NoError(t, err)
	assert.Len(t, runs, 1)
}

func TestNoStoreKeepsNoReport(t *testing.T) {
	var s *Store
	require.NoError(t, s.PutReport("r", []byte("x")))
	got, err := s.Report("r")
	require.NoError(t, err)
	assert.Nil(t, got)
}
