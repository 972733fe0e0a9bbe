package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"

	"github.com/shimai/shimai/data"
)

// Index finds units by misspelt names, parts of names, and facts. It is opened
// for reading only and safe for concurrent use. Close it after use.
type Index struct {
	alias  bleve.IndexAlias
	halves []bleve.Index
	close  func() error
	// own are words of own records, which are in no index; see ownFacts.
	own []data.OwnWord
}

// lockFile is taken while an index is built, so that one process builds and
// the others wait for it.
const lockFile = "index.lock"

// Open opens the index of the store's data in dir. Where it is missing, stale
// or corrupt it is built first, which takes some seconds and about 60 MB;
// progress, which may be nil, is then called from time to time with the number
// of units done. Another process that builds the same index is waited for.
// A build is made in a folder of its own and renamed when it is whole, so that
// a process that is stopped leaves nothing half-built behind. A good build
// removes the indexes of other data.
//
// Errors tell of a folder that cannot be written, a full disk, a cancelled ctx,
// or damaged layers ([data.ErrDamaged]); the caller can go on without an index.
//
// The index is of the layers alone. Words of own records that lie over them are
// few: they are kept in memory and searched beside it.
func Open(ctx context.Context, st *data.Store, dir string, progress func(done, total int)) (*Index, error) {
	ix, err := open(ctx, st.Shipped(), dir, nil, progress)
	if err == nil {
		ix.own = st.OwnWords()
	}
	return ix, err
}

// open is Open for the units of a list only, which tests keep short; nil means all.
func open(ctx context.Context, st *data.Store, dir string, only []data.Unit, progress func(done, total int)) (*Index, error) {
	if dir == "" {
		return nil, errors.New("open search index: no cache folder is known: set one with --cache")
	}
	folder := filepath.Join(dir, folderName(st.Manifest().Digest()))
	if ix, err := openFolder(folder); err == nil {
		return ix, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make room for the search index: %w", err)
	}
	release, err := lock(ctx, filepath.Join(dir, lockFile))
	if err != nil {
		return nil, err
	}
	defer release()
	// Another process may have built it while this one waited.
	if ix, err := openFolder(folder); err == nil {
		return ix, nil
	}
	if err := rebuild(ctx, st, folder, only, progress); err != nil {
		return nil, fmt.Errorf("build search index in %s: %w", dir, err)
	}
	return openFolder(folder)
}

// lock waits for the lock file and takes it.
func lock(ctx context.Context, path string) (release func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the search index: %w", err)
	}
	const pause = 100 * time.Millisecond // short beside the seconds a build takes
	for {
		held, err := tryLock(f)
		if err != nil {
			f.Close() //nolint:errcheck // nothing was written
			return nil, fmt.Errorf("lock the search index: %s: %w", path, err)
		}
		if held {
			return func() { f.Close() }, nil //nolint:errcheck // nothing was written
		}
		select {
		case <-ctx.Done():
			f.Close() //nolint:errcheck // nothing was written
			return nil, fmt.Errorf("wait for another process to build the search index: %w", ctx.Err())
		case <-time.After(pause):
		}
	}
}

// rebuild builds the index in folder and then removes all others. The caller
// holds the lock.
func rebuild(ctx context.Context, st *data.Store, folder string, only []data.Unit, progress func(done, total int)) error {
	dir := filepath.Dir(folder)
	removeLeftovers(dir)
	tmp, err := os.MkdirTemp(dir, filepath.Base(folder)+tmpMark)
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp) //nolint:errcheck // the next build removes what is left
	if err := build(ctx, st, tmp, only, progress); err != nil {
		return err
	}
	if err := os.RemoveAll(folder); err != nil { // a corrupt one
		return err
	}
	if err := os.Rename(tmp, folder); err != nil {
		// Without locks another process can have finished first; its index serves.
		if verify(folder) != nil {
			return err
		}
	}
	removeStale(dir, filepath.Base(folder))
	return nil
}

// removeLeftovers removes what stopped builds left behind. Failing to is no
// fault: it costs room only.
func removeLeftovers(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) && strings.Contains(e.Name(), tmpMark) {
			os.RemoveAll(filepath.Join(dir, e.Name())) //nolint:errcheck // see above
		}
	}
}

// removeStale removes the indexes of other data. A process that reads one
// keeps its open files.
func removeStale(dir, keep string) {
	folders, err := indexFolders(dir)
	if err != nil {
		return
	}
	for _, name := range folders {
		if name != keep {
			os.RemoveAll(filepath.Join(dir, name)) //nolint:errcheck // costs room only
		}
	}
}

// openFolder verifies an index and opens it for reading.
func openFolder(folder string) (*Index, error) {
	if err := verify(folder); err != nil {
		return nil, err
	}
	ix := &Index{alias: bleve.NewIndexAlias()}
	ix.close = sync.OnceValue(ix.closeParts) // bleve panics when a part is closed twice
	for _, half := range halves {
		part, err := bleve.OpenUsing(filepath.Join(folder, half), map[string]any{"read_only": true})
		if err != nil {
			return nil, errors.Join(fmt.Errorf("%w: open %s: %w", ErrCorrupt, half, err), ix.Close())
		}
		ix.halves = append(ix.halves, part)
		ix.alias.Add(part)
	}
	return ix, nil
}

// Close closes the index. Searches after it fail; closing again does nothing.
func (ix *Index) Close() error { return ix.close() }

func (ix *Index) closeParts() error {
	errs := []error{ix.alias.Close()}
	for _, half := range ix.halves {
		errs = append(errs, half.Close())
	}
	return errors.Join(errs...)
}
