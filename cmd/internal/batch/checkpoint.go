package batch

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/shimai/shimai/data/local"
)

// Checkpoint keeps the finished blocks of one run in a file of its own. A nil
// checkpoint keeps nothing. Its methods may be called from many goroutines.
type Checkpoint struct {
	store *local.Store
	path  string
	key   string

	mu  sync.Mutex
	err error
}

// storeWait is how long another process may hold the file before the run goes
// on without it.
const storeWait = 300 * time.Millisecond

// What runs that were given up leave behind: at most so many files and bytes of
// other runs are kept for who comes back to them.
const (
	othersKept  = 8
	othersBytes = 512 << 20
)

// OpenCheckpoint opens the file of a run in a folder, and makes both where
// they are missing. Key identifies all that the results depend on. The files of
// other runs are removed, the longest untouched first, beyond the latest eight
// and beyond 512 MiB together. An error means that nothing can be kept: say so
// and run without, with a nil checkpoint.
func OpenCheckpoint(dir, key string) (*Checkpoint, error) {
	path := filepath.Join(dir, key+".db")
	if err := removeOthers(dir, key+".db", othersKept, othersBytes); err != nil {
		return nil, err
	}
	store, err := local.Open(path, storeWait)
	if errors.Is(err, local.ErrLocked) {
		return nil, fmt.Errorf("the same run is under way in another process: %w", err)
	}
	if err != nil {
		return nil, err
	}
	return &Checkpoint{store: store, path: path, key: key}, nil
}

// removeOthers removes what other runs left in a folder until so many files
// with so many bytes remain.
func removeOthers(dir, own string, files int, size int64) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("look for earlier checkpoints: %w", err)
	}
	var others []fs.FileInfo
	for _, e := range entries {
		// What another process has just removed has no info, and needs none.
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && filepath.Ext(e.Name()) == ".db" && e.Name() != own {
			others = append(others, info)
		}
	}
	slices.SortFunc(others, func(a, b fs.FileInfo) int {
		return cmp.Or(b.ModTime().Compare(a.ModTime()), cmp.Compare(a.Name(), b.Name()))
	})
	for i, info := range others {
		if size -= info.Size(); i < files && size >= 0 {
			continue
		}
		if err := os.Remove(filepath.Join(dir, info.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove an earlier checkpoint: %w", err)
		}
	}
	return nil
}

// block returns what was kept of a block.
func (c *Checkpoint) block(name string) ([]byte, bool) {
	if c == nil || c.Err() != nil {
		return nil, false
	}
	// The local store keeps bytes by id under a digest. Here a block is the id
	// and the run the digest: a file of another run counts as empty.
	value, ok, err := c.store.Profile(name, c.key)
	c.fail(err)
	return value, ok && err == nil
}

func (c *Checkpoint) keep(name string, value []byte) {
	if c != nil && c.Err() == nil {
		c.fail(c.store.PutProfile(name, c.key, value))
	}
}

func (c *Checkpoint) fail(err error) {
	if err == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = err
	}
}

// Err returns what ended the keeping, such as a full disk. Results are not
// touched by it: from then on they are only not kept.
func (c *Checkpoint) Err() error {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Close lets go of the file and leaves it for the next run.
func (c *Checkpoint) Close() error {
	if c == nil {
		return nil
	}
	return c.store.Close()
}

// Remove closes and deletes the file: the run is complete.
func (c *Checkpoint) Remove() error {
	if c == nil {
		return nil
	}
	err := c.store.Close()
	if e := os.Remove(c.path); e != nil && !errors.Is(e, os.ErrNotExist) {
		err = errors.Join(err, fmt.Errorf("remove checkpoint: %w", e))
	}
	return err
}
