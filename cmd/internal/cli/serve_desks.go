package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// desks makes the desks of a server: one at first, and another whenever the own
// records have changed since.
type desks struct {
	env    *env
	log    *slog.Logger
	config config.Config

	// seen is how the file of own records was when the newest desk was made.
	seen   fileState
	newest atomic.Pointer[answer.Desk]

	// All desks look names up in one index: own records do not change names.
	opening sync.Mutex
	opened  *index.Index
}

// fileState tells one state of a file from another, without reading it.
type fileState struct {
	size    int64
	changed time.Time
}

// open makes a desk for many clients: what they ask is not noted in the local
// store, and the store is not opened at every request. The error is that of
// reading the data.
func (d *desks) open() (*answer.Desk, error) {
	d.seen = d.records()
	desk := answer.NewDesk(answer.DeskOptions{
		Open: d.env.openData, OpenIndex: d.openIndex, Version: d.env.Version,
		Tell: func(words matcher.Text) { d.log.Warn(words.EN) },
		Kept: func(func(*local.Store) error) {},
	})
	if _, err := desk.Data(); err != nil {
		return nil, err
	}
	d.newest.Store(desk)
	return desk, nil
}

// renew makes a new desk where the own records have changed, nil where not.
func (d *desks) renew() (*answer.Desk, error) {
	if d.env.layersOnly || d.records() == d.seen {
		return nil, nil
	}
	return d.open()
}

// records looks at the file of own records; one that is not there has no size.
func (d *desks) records() fileState {
	info, err := os.Stat(filepath.Join(d.config.Own, own.FileName))
	if err != nil {
		return fileState{}
	}
	return fileState{info.Size(), info.ModTime()}
}

func (d *desks) openIndex(ctx context.Context, st *data.Store) (*index.Index, error) {
	d.opening.Lock()
	defer d.opening.Unlock()
	var err error
	if d.opened == nil {
		d.opened, err = d.env.openIndex(ctx, st)
	}
	return d.opened, err
}
