package answer

import (
	"context"
	"fmt"
	"sync"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/portfolio"
	"github.com/shimai/shimai/matcher/wish"
)

// DeskOptions are what a desk needs of the program around it.
type DeskOptions struct {
	// Open opens the data.
	Open func() (*data.Store, error)
	// Tell passes on a remark for the user that is no error.
	Tell func(words matcher.Text)
	// Kept runs a function with the local store, or not at all where there is none.
	Kept func(func(*local.Store) error)
	// OpenIndex opens the search index, which may first have to be built.
	OpenIndex func(context.Context, *data.Store) (*index.Index, error)
	// Version of the program, for the runs.
	Version string
}

// Desk holds what answers are made from. Each thing is built when it is first
// asked for, once, so that nobody pays for what the question does not need. It
// may be used by many goroutines.
type Desk struct {
	DeskOptions
	Data     func() (*data.Store, error)
	Resolver func() (*index.Resolver, error)
	Engine   func() (*matcher.Engine, error)
	Chooser  func() (*portfolio.Chooser, error)
	Base     func() (*Base, error)
	Wishes   func() (*wish.Reader, error)
	policy   func() (*policy.Policy, error)

	opening sync.Mutex
	opened  *index.Index
}

// NewDesk returns a desk that has opened nothing yet.
func NewDesk(o DeskOptions) *Desk {
	d := &Desk{DeskOptions: o}
	d.Data = sync.OnceValues(o.Open)
	d.Resolver = sync.OnceValues(d.newResolver)
	d.Engine = sync.OnceValues(d.newEngine)
	d.Chooser = sync.OnceValues(d.newChooser)
	d.Base = sync.OnceValues(d.readBase)
	d.Wishes = sync.OnceValues(d.newWishes)
	d.policy = sync.OnceValues(func() (*policy.Policy, error) {
		p, err := policy.Default()
		return &p, err
	})
	return d
}

func (d *Desk) newResolver() (*index.Resolver, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	return index.NewResolver(st), nil
}

func (d *Desk) newEngine() (*matcher.Engine, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	weights, err := model.Default()
	if err != nil {
		return nil, fmt.Errorf("read weights: %w", err)
	}
	return matcher.New(st, weights)
}

// newChooser makes ready what picks portfolios.
func (d *Desk) newChooser() (*portfolio.Chooser, error) {
	engine, err := d.Engine()
	if err != nil {
		return nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	return portfolio.New(engine, st)
}

// newWishes makes ready what answers the must-haves of briefs.
func (d *Desk) newWishes() (*wish.Reader, error) {
	engine, err := d.Engine()
	if err != nil {
		return nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	return wish.New(engine, st)
}

// Warm starts the engine beside whatever comes first, such as reading names to
// find the town. Who needs the engine waits for it and gets its error.
func (d *Desk) Warm() {
	go func() {
		defer func() { _ = recover() }() // panics again for who waits
		_, _ = d.Engine()
	}()
}

// Base are the tables that nearly every command shows something of.
type Base struct {
	Manifest  data.Manifest
	Units     *data.Units
	Labels    *data.Labels
	Countries *data.Countries
}

func (d *Desk) readBase() (*Base, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	b := &Base{Manifest: st.Manifest()}
	if b.Countries, err = st.Countries(); err != nil {
		return nil, err
	}
	if b.Units, err = st.Units(); err != nil {
		return nil, err
	}
	b.Labels, err = st.Labels()
	return b, err
}

// World returns the map that pictures of places are drawn on.
func (d *Desk) World() (chart.World, error) {
	var w chart.World
	st, err := d.Data()
	if err != nil {
		return w, err
	}
	if w.Land, err = st.Land(); err != nil {
		return w, err
	}
	w.Borders, err = st.Borders()
	return w, err
}
