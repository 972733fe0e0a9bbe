package local

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const wait = 20 * time.Millisecond

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(path, wait)
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// filled makes a store with enough in it to have several pages of each kind.
func filled(t *testing.T, path string) {
	t.Helper()
	s := open(t, path)
	for i := range 60 {
		id := fmt.Sprintf("jp:%05d", i)
		require.NoError(t, s.PutProfile(id, "data-1", bytes.Repeat([]byte(id), 100)))
	}
	require.NoError(t, s.PutRun(Run{ID: "r1", Command: "recommend"}))
	require.NoError(t, s.Close())
}

func TestProfilesAreKeptForOneBuildOfTheData(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", "local.db")
	s := open(t, path)
	require.NoError(t, s.PutProfile("jp:01635", "d1", []byte("Shintoku")))
	require.NoError(t, s.PutProfile("gn:1", "d1", nil))
	require.NoError(t, s.Close())

	s = open(t, path)
	assert.Empty(t, s.Notice)
	got, ok, err := s.Profile("jp:01635", "d1")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "Shintoku", string(got))
	_, ok, _ = s.Profile("gn:1", "d1")
	assert.True(t, ok, "an empty profile is one")
	_, ok, _ = s.Profile("jp:01635", "d2")
	assert.False(t, ok, "other data, other profile")

	require.NoError(t, s.PutProfile("gn:2", "d2", []byte("x")))
	_, ok, err = s.Profile("jp:01635", "d1")
	require.NoError(t, err)
	assert.False(t, ok, "profiles of old data are dropped")
}

func TestProfilesAreBounded(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "local.db"))
	s.db.NoSync = true
	for i := range maxProfiles {
		require.NoError(t, s.PutProfile(fmt.Sprintf("jp:%05d", i), "d", []byte("x")))
	}
	_, ok, err := s.Profile("jp:00000", "d")
	require.NoError(t, err)
	assert.True(t, ok, "all are kept up to the bound")
	require.NoError(t, s.PutProfile("gn:1", "d", []byte("new")))
	_, ok, err = s.Profile("jp:00000", "d")
	require.NoError(t, err)
	assert.False(t, ok, "beyond it the old ones go")
	got, ok, err := s.Profile("gn:1", "d")
	require.NoError(t, err)
	assert.True(t, ok)
	assert.Equal(t, "new", string(got))
}

func TestRunsKeepTheirOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	s := open(t, path)
	first := Run{ID: "zz", Command: "recommend", Town: "jp:01635", Args: []string{"新得町", "--to", "US"}, Data: "d", Config: "c"}
	second := Run{ID: "aa", Command: "explain", Data: "d", Config: "c"}
	for _, r := range []Run{first, second, first} {
		require.NoError(t, s.PutRun(r))
	}
	require.NoError(t, s.PutProfile("gn:1", "other data", nil))
	require.NoError(t, s.Close())
	got, err := open(t, path).Runs()
	require.NoError(t, err)
	assert.Equal(t, []Run{first, second}, got)
}

func TestTheOldestRunGoes(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "local.db"))
	s.db.NoSync = true
	for i := range maxRuns + 3 {
		require.NoError(t, s.PutRun(Run{ID: fmt.Sprintf("%d", i)}))
	}
	got, err := s.Runs()
	require.NoError(t, err)
	require.Len(t, got, maxRuns)
	assert.Equal(t, "3", got[0].ID)
	assert.Equal(t, fmt.Sprint(maxRuns+2), got[maxRuns-1].ID)
}

func TestNilStoreKeepsNothing(t *testing.T) {
	var s *Store
	require.NoError(t, s.PutProfile("a", "b", nil))
	require.NoError(t, s.PutRun(Run{ID: "r"}))
	_, ok, err := s.Profile("a", "b")
	require.NoError(t, err)
	assert.False(t, ok)
	runs, err := s.Runs()
	require.NoError(t, err)
	assert.Empty(t, runs)
	require.NoError(t, s.Close())
}

func TestOpenWhileAnotherHoldsIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	first := open(t, path)
	require.NoError(t, first.PutProfile("a", "d", []byte("x")))
	_, err := Open(path, wait)
	require.ErrorIs(t, err, ErrLocked)
	_, err = Open(path, 0)
	require.ErrorIs(t, err, ErrLocked, "no wait is not for ever")
	_, ok, err := first.Profile("a", "d")
	require.NoError(t, err)
	assert.True(t, ok, "the first is not disturbed")
	require.NoError(t, first.Close())
	require.NoError(t, first.Close(), "twice is once")
	open(t, path)
}

func TestOpenWhereNothingCanBeKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, []byte("mine"), 0o600))
	for name, path := range map[string]string{
		"a file in place of the folder": filepath.Join(file, "local.db"),
		"a folder in place of the file": dir,
	} {
		_, err := Open(path, wait)
		require.Error(t, err, name)
		require.NotErrorIs(t, err, ErrLocked, name)
		require.NotErrorIs(t, err, ErrDamaged, name)
		assert.ErrorContains(t, err, "open local store", name)
	}
	content, err := os.ReadFile(file)
	require.NoError(t, err)
	assert.Equal(t, "mine", string(content))
}

func TestDamagedFilesAreMovedAside(t *testing.T) {
	tests := []struct {
		name   string
		damage func([]byte) []byte
	}{
		{"text", func([]byte) []byte { return []byte("this is no database") }},
		{"one byte", func([]byte) []byte { return []byte{0} }},
		{"zeros", func(b []byte) []byte { return make([]byte, len(b)) }},
		{"cut to one page", func(b []byte) []byte { return b[:4096] }},
		{"cut to three pages", func(b []byte) []byte { return b[:3*4096] }},
		{"last page cut off", func(b []byte) []byte { return b[:len(b)/4096/2*4096] }},
		{"pages after the first two overwritten", func(b []byte) []byte {
			for i := 2 * 4096; i < len(b); i++ {
				b[i] = 0xa5
			}
			return b
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "local.db")
			for n := 1; n <= 2; n++ {
				filled(t, path)
				sound, err := os.ReadFile(path)
				require.NoError(t, err)
				broken := tt.damage(append(sound, make([]byte, 5*4096)...))
				require.NoError(t, os.WriteFile(path, broken, 0o600))

				s, err := Open(path, wait)
				require.NoError(t, err)
				aside := fmt.Sprintf("%s.damaged-%d", path, n)
				assert.Contains(t, s.Notice, aside)
				kept, err := os.ReadFile(aside)
				require.NoError(t, err)
				assert.Equal(t, broken, kept, "nothing is lost")

				require.NoError(t, s.PutProfile("a", "d", []byte("new")))
				got, ok, err := s.Profile("a", "d")
				require.NoError(t, err)
				assert.True(t, ok)
				assert.Equal(t, "new", string(got))
				require.NoError(t, s.Close())
			}
			assert.Empty(t, open(t, path).Notice, "once mended it is silent")
		})
	}
}

func TestAnotherFormatIsMovedAside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	filled(t, path)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	changed := bytes.ReplaceAll(b, []byte("format"+formatVersion), []byte("format9"))
	require.NotEqual(t, b, changed)
	require.NoError(t, os.WriteFile(path, changed, 0o600))
	assert.Contains(t, open(t, path).Notice, `format "9"`)
}

func TestDamageFoundLaterEndsTheStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	filled(t, path)
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	b = bytes.ReplaceAll(b, []byte("jp:00007jp:00007"), []byte("jp:00007jp:0000X"))
	require.NoError(t, os.WriteFile(path, b, 0o600))

	s := open(t, path)
	_, ok, err := s.Profile("jp:00006", "data-1")
	require.NoError(t, err)
	require.True(t, ok)
	_, _, err = s.Profile("jp:00007", "data-1")
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorContains(t, err, "damaged-1")
	require.ErrorIs(t, s.PutRun(Run{ID: "r2"}), ErrDamaged)
	require.NoError(t, s.Close())

	again := open(t, path)
	require.NoError(t, again.PutRun(Run{ID: "r2"}), "the next one starts afresh")
	assert.NoFileExists(t, path+".damaged-2")
}

func TestAccessAfterCloseIsAnError(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "local.db"))
	require.NoError(t, s.Close())
	_, _, err := s.Profile("a", "d")
	assert.ErrorContains(t, err, "closed")
}

// TestNoFlippedBytesGetThrough damages a sound store in many places: it opens,
// mended or not, and whatever it still returns is what was put in.
func TestNoFlippedBytesGetThrough(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sound.db")
	filled(t, path)
	sound, err := os.ReadFile(path)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		b := bytes.Clone(sound)
		for range 1 + random.IntN(40) {
			b[random.IntN(len(b))] ^= byte(1 + random.IntN(255))
		}
		useDamaged(t, filepath.Join(t.TempDir(), fmt.Sprint(i)), b)
	}
}

// useDamaged reads and writes through a store of the given bytes.
func useDamaged(t *testing.T, path string, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, content, 0o600))
	s, err := Open(path, wait)
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	for n := range 60 {
		id := fmt.Sprintf("jp:%05d", n)
		got, ok, err := s.Profile(id, "data-1")
		if err != nil {
			require.ErrorIs(t, err, ErrDamaged)
			return
		}
		if ok {
			require.Equal(t, bytes.Repeat([]byte(id), 100), got)
		}
	}
	if _, err := s.Runs(); err != nil {
		require.ErrorIs(t, err, ErrDamaged)
		return
	}
	if err := s.PutRun(Run{ID: "new", Command: "find"}); err != nil {
		require.ErrorIs(t, err, ErrDamaged)
	}
}

func FuzzOpen(f *testing.F) {
	path := filepath.Join(f.TempDir(), "seed.db")
	s, err := Open(path, wait)
	require.NoError(f, err)
	require.NoError(f, s.PutRun(Run{ID: "r1"}))
	require.NoError(f, s.Close())
	seed, err := os.ReadFile(path)
	require.NoError(f, err)
	f.Add(seed[:4*4096], 3*4096, byte(1))
	f.Add([]byte("no database"), 0, byte(2))
	f.Fuzz(func(t *testing.T, content []byte, at int, flip byte) {
		if len(content) > 0 {
			content = bytes.Clone(content)
			content[uint(at)%uint(len(content))] ^= flip
		}
		path := filepath.Join(t.TempDir(), "local.db")
		require.NoError(t, os.WriteFile(path, content, 0o600))
		s, err := Open(path, wait)
		require.NoError(t, err)
		_, err = s.Runs()
		if err != nil {
			require.ErrorIs(t, err, ErrDamaged)
		}
		require.NoError(t, s.Close())
	})
}

func TestManyGoroutinesShareAStore(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "local.db"))
	s.db.NoSync = true
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 20 {
				id := fmt.Sprintf("gn:%d", i)
				assert.NoError(t, s.PutProfile(id, "d", []byte(id)))
				got, ok, err := s.Profile(id, "d")
				assert.NoError(t, err)
				assert.True(t, ok)
				assert.Equal(t, id, string(got))
				assert.NoError(t, s.PutRun(Run{ID: fmt.Sprintf("%d-%d", g, i)}))
			}
		})
	}
	group.Wait()
	runs, err := s.Runs()
	require.NoError(t, err)
	assert.Len(t, runs, 160)
}

// TestTwoFindTheSameDamage lets two open one damaged file: it is moved aside
// once, and the file that the first one made is not taken for it.
func TestTwoFindTheSameDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "local.db")
	require.NoError(t, os.WriteFile(path, bytes.Repeat([]byte("damage"), 5000), 0o600))
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			s, err := Open(path, 5*time.Second)
			if assert.NoError(t, err) {
				assert.NoError(t, s.PutRun(Run{ID: fmt.Sprint(i)}))
				assert.NoError(t, s.Close())
			}
		})
	}
	group.Wait()
	assert.NoFileExists(t, path+".damaged-2")
	runs, err := open(t, path).Runs()
	require.NoError(t, err)
	assert.Len(t, runs, 4, "nothing that was kept is lost")
}
