package local

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// formatVersion numbers the layout of the store.
//
//	1  buckets about, profiles, runs; values as in seal
const formatVersion = "1"

var (
	// ErrLocked is returned by Open when another process holds the store for
	// longer than the time-out. Work without it and say so.
	ErrLocked = errors.New("local store is in use by another process")
	// ErrDamaged is returned by every access to a store that turned out to be
	// damaged. The file has been moved aside; the next Open makes a new one.
	ErrDamaged = errors.New("local store is damaged")
)

// Store is an open local store. Its methods may be called from many
// goroutines. A nil store is one without memory: it finds nothing, keeps
// nothing and returns no errors.
type Store struct {
	// Notice tells the user what Open had to mend; empty when nothing.
	Notice string

	path string
	// opened is kept beside db because db cannot be closed after a crash
	// inside it: its locks may still be held then.
	opened *os.File
	info   fs.FileInfo

	mu     sync.RWMutex
	db     *bbolt.DB
	broken error
}

// Open opens the store at path and makes it if there is none, with the folder
// around it. It waits up to timeout for another process. Errors other than
// [ErrLocked] mean that nothing can be kept there (no permission, no space, a
// folder in its place): say so and work without.
func Open(path string, timeout time.Duration) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open local store: %w", err)
	}
	// A second process may move the same damaged file aside between our look
	// at it and our own move; then the one that is there now is tried.
	const tries = 3
	notice := ""
	for range tries {
		s, err := openOnce(path, timeout)
		if err == nil {
			s.Notice = notice
			return s, nil
		}
		if !errors.Is(err, ErrDamaged) {
			return nil, fmt.Errorf("open local store %s: %w", path, err)
		}
		aside, moveErr := s.moveAside()
		if moveErr != nil {
			return nil, fmt.Errorf("open local store %s: %w; move it aside: %w", path, err, moveErr)
		}
		if aside != "" {
			notice = fmt.Sprintf("%s could not be used (%v): it was moved to %s and a new one was made", path, err, aside)
		}
	}
	return nil, fmt.Errorf("open local store %s: %w again and again: delete it", path, ErrDamaged)
}

// openOnce opens and checks the file. With ErrDamaged it also returns the
// store, unusable but for moveAside.
func openOnce(path string, timeout time.Duration) (*Store, error) {
	s := &Store{path: path}
	err := guard(func() (err error) {
		s.db, err = bbolt.Open(path, 0o600, &bbolt.Options{
			// bbolt reads no wait as wait for ever.
			Timeout: max(timeout, time.Millisecond),
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				f, err := os.OpenFile(name, flag, mode)
				if err == nil {
					s.opened = f
					s.info, err = f.Stat()
				}
				return f, err
			},
		})
		return err
	})
	if err == nil {
		err = guard(func() error { return s.check() })
	}
	if err == nil {
		return s, nil
	}
	if isBroken := classify(&err); !isBroken {
		if s.db != nil {
			_ = s.db.Close()
		}
		return nil, err
	}
	return s, err
}

// classify tells damage from what the system refuses, and gives the error its
// sentinel. It reports whether the file is damaged.
func classify(err *error) bool {
	var path *fs.PathError
	var errno syscall.Errno
	switch {
	case errors.Is(*err, bbolterrors.ErrTimeout):
		*err = ErrLocked
		return false
	case errors.As(*err, &path), errors.As(*err, &errno):
		return false
	case !errors.Is(*err, ErrDamaged):
		*err = fmt.Errorf("%w: %w", ErrDamaged, *err)
	}
	return true
}

// guard runs f and turns a crash of bbolt on a damaged file, even a fault on
// a page of memory that the file no longer has, into ErrDamaged.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, crash)
		}
	}()
	return f()
}

// check compares the pages with the file, then makes the buckets.
func (s *Store) check() error {
	var broken error
	err := s.db.View(func(tx *bbolt.Tx) error {
		info, err := s.opened.Stat()
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: it has %d of %d bytes", ErrDamaged, info.Size(), tx.Size())
		}
		broken = checkPages(s.opened, int64(s.db.Info().PageSize), tx)
		return nil
	})
	if err := errors.Join(broken, err); err != nil {
		return err
	}
	ready := false
	err = s.db.View(func(tx *bbolt.Tx) error {
		about := tx.Bucket([]byte(aboutBucket))
		if about == nil {
			return nil
		}
		if v := string(about.Get([]byte("format"))); v != formatVersion {
			return fmt.Errorf("%w: it has format %.20q, this program reads %q", ErrDamaged, v, formatVersion)
		}
		ready = tx.Bucket([]byte(profileBucket)) != nil && tx.Bucket([]byte(runBucket)) != nil
		return nil
	})
	if err != nil || ready {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{aboutBucket, profileBucket, runBucket} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return fmt.Errorf("make bucket %s: %w", name, err)
			}
		}
		return tx.Bucket([]byte(aboutBucket)).Put([]byte("format"), []byte(formatVersion))
	})
}

// moveAside renames the damaged file to the first free NAME.damaged-N and lets
// go of it. It returns "" when another process did so before.
func (s *Store) moveAside() (string, error) {
	defer func() {
		// bbolt may have closed it already; then there is nothing to let go of.
		_ = s.opened.Close()
	}()
	there, err := os.Stat(s.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(s.info, there) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	const most = 1000
	for n := 1; n <= most; n++ {
		aside := fmt.Sprintf("%s.damaged-%d", s.path, n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(s.path, aside)
		}
	}
	return "", fmt.Errorf("there are %d damaged files beside it: delete them", most)
}

// Close lets go of the store. It may be called more than once.
func (s *Store) Close() error {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil || s.db == nil {
		return nil
	}
	db := s.db
	s.db = nil
	if err := guard(db.Close); err != nil {
		return fmt.Errorf("close local store: %w", err)
	}
	return nil
}

// access runs one transaction. Damage found on the way moves the file aside
// and is what every later access gets.
func (s *Store) access(write bool, f func(*bbolt.Tx) error) error {
	s.mu.RLock()
	broken, db := s.broken, s.db
	err := broken
	if db == nil && broken == nil {
		err = errors.New("it is closed")
	}
	if err == nil {
		run := db.View
		if write {
			run = db.Update
		}
		err = guard(func() error { return run(f) })
	}
	s.mu.RUnlock()
	if broken != nil || !errors.Is(err, ErrDamaged) {
		return err
	}
	return s.fail(err)
}

// fail marks the store as broken and moves its file aside, once.
func (s *Store) fail(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return s.broken
	}
	s.broken = err
	if aside, moveErr := s.moveAside(); moveErr != nil {
		s.broken = fmt.Errorf("%w; move %s aside: %w", err, s.path, moveErr)
	} else if aside != "" {
		s.broken = fmt.Errorf("%w: %s was moved to %s", err, s.path, aside)
	}
	return s.broken
}
