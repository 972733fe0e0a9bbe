package local

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// formatVersion numbers the layout of the store.
//
//	1  buckets about, profiles, runs; values as in seal
const formatVersion = "1"

var (
	// ErrLocked is returned by Open when another process holds the store for
	// longer than the time-out. Work without it and say so.
	ErrLocked = boltfile.ErrLocked
	// ErrDamaged is returned by every access to a store that turned out to be
	// damaged. The file has been moved aside; the next Open makes a new one.
	ErrDamaged = boltfile.ErrDamaged
)

// Store is an open local store. Its methods may be called from many
// goroutines. A nil store is one without memory: it finds nothing, keeps
// nothing and returns no errors.
type Store struct {
	// Notice tells the user what Open had to mend; empty when nothing.
	Notice string

	path string
	file *boltfile.File

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
		aside, moveErr := s.file.MoveAside()
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
// store, unusable but for moving its file aside.
func openOnce(path string, timeout time.Duration) (*Store, error) {
	file, err := boltfile.Open(path, boltfile.Options{Timeout: timeout})
	if file == nil {
		return nil, err
	}
	s := &Store{path: path, file: file, db: file.DB}
	if err == nil {
		err = boltfile.Classify(boltfile.Guard(s.prepare))
	}
	if err == nil || errors.Is(err, ErrDamaged) {
		return s, err
	}
	_ = file.DB.Close()
	return nil, err
}

// prepare reads the format and makes the buckets of a new file.
func (s *Store) prepare() error {
	ready := false
	err := s.db.View(func(tx *bbolt.Tx) error {
		about := tx.Bucket([]byte(aboutBucket))
		if about == nil {
			return nil
		}
		if v := string(about.Get([]byte("format"))); v != formatVersion {
			return fmt.Errorf("%w: it has format %.20q, this program reads %q", ErrDamaged, v, formatVersion)
		}
		ready = tx.Bucket([]byte(profileBucket)) != nil && tx.Bucket([]byte(runBucket)) != nil && tx.Bucket([]byte(reportBucket)) != nil
		return nil
	})
	if err != nil || ready {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{aboutBucket, profileBucket, runBucket, reportBucket} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return fmt.Errorf("make bucket %s: %w", name, err)
			}
		}
		return tx.Bucket([]byte(aboutBucket)).Put([]byte("format"), []byte(formatVersion))
	})
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
	if err := boltfile.Guard(db.Close); err != nil {
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
		err = boltfile.Guard(func() error { return run(f) })
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
	if aside, moveErr := s.file.MoveAside(); moveErr != nil {
		s.broken = fmt.Errorf("%w; move %s aside: %w", err, s.path, moveErr)
	} else if aside != "" {
		s.broken = fmt.Errorf("%w: %s was moved to %s", err, s.path, aside)
	}
	return s.broken
}
