package index

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
)

// halves are the folders of the two indexes that are built at the same time
// and searched as one.
var halves = [2]string{"a", "b"}

// build writes the index of the units, or of all when only is nil, into folder.
func build(ctx context.Context, st *data.Store, folder string, only []data.Unit, progress func(done, total int)) error {
	docs, err := openDocuments(st)
	if err != nil {
		return err
	}
	units := docs.byFame()
	if only != nil {
		units = slices.DeleteFunc(units, func(u data.Unit) bool { return !slices.Contains(only, u) })
	}
	report := counter(len(units), progress)
	g, ctx := errgroup.WithContext(ctx)
	for i, half := range halves {
		g.Go(func() error { return docs.buildHalf(ctx, filepath.Join(folder, half), units, i, report) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	return seal(folder, len(units))
}

// buildHalf indexes every second unit from the first-th on.
func (d *documents) buildHalf(ctx context.Context, path string, units []data.Unit, first int, report func()) (err error) {
	m, err := newMapping()
	if err != nil {
		return err
	}
	b, err := bleve.NewBuilder(path, m, map[string]any{"buildPathPrefix": filepath.Dir(path), "batchSize": batchSize, "mergeMax": mergeMax})
	if err != nil {
		return fmt.Errorf("create %s: %w", path, err)
	}
	added := 0
	for rank := first; rank < len(units); rank += len(halves) {
		if err := ctx.Err(); err != nil {
			return err // what was written lies in a folder that is removed
		}
		if err := b.Index(documentID(rank, units[rank]), d.of(units[rank])); err != nil {
			return fmt.Errorf("index unit %d: %w", units[rank], err)
		}
		added++
		report()
	}
	if added == 0 {
		return errors.New("the data holds too few units for an index")
	}
	return b.Close()
}

// Larger batches than bleve's default mean fewer segments to merge: all of a
// half in one merge.
const (
	batchSize = 4000
	mergeMax  = 40
)

// counter returns a function that is called once a unit and reports every
// hundredth and the last.
func counter(total int, progress func(done, total int)) func() {
	if progress == nil {
		return func() {}
	}
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if done%100 == 0 || done == total {
			progress(done, total)
		}
	}
}
