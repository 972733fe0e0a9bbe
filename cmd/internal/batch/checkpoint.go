package batch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

// OpenCheckpoint opens the file of a run in a folder, and makes both where
// they are missing. Key identifies all that the results depend on. An error
// means that nothing can be kept: say so and run without, with a nil checkpoint.
func OpenCheckpoint(dir, key string) (*Checkpoint, error) {
	path := filepath.Join(dir, key+".db")
	store, err := local.Open(path, storeWait)
	if errors.Is(err, local.ErrLocked) {
		return nil, fmt.Errorf("the same run is under way in another process: %w", err)
	}
	if err != nil {
		return nil, err
	}
	return &Checkpoint{store: store, path: path, key: key}, nil
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
