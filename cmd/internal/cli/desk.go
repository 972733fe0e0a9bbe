package cli

import (
	"context"
	"fmt"
	"sync"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/portfolio"
)

// deskOptions are what a desk needs of the program around it.
type deskOptions struct {
	// open opens the data.
	open func() (*data.Store, error)
	// tell passes on a remark for the user that is no error.
	tell func(format string, args ...any)
	// kept runs a function with the local store, or not at all where there is none.
	kept func(func(*local.Store) error)
	// openIndex opens the search index, which may first have to be built.
	openIndex func(context.Context, *data.Store) (*index.Index, error)
	// version of the program, for the runs.
	version string
}

// desk holds what answers are made from. Each thing is built when it is first
// asked for, once, so that nobody pays for what the question does not need. It
// may be used by many goroutines.
type desk struct {
	deskOptions
	data     func() (*data.Store, error)
	resolver func() (*index.Resolver, error)
	engine   func() (*matcher.Engine, error)
	chooser  func() (*portfolio.Chooser, error)
	base     func() (*base, error)

	opening sync.Mutex
	opened  *index.Index
}

// newDesk returns a desk that has opened nothing yet.
func newDesk(o deskOptions) *desk {
	d := &desk{deskOptions: o}
	d.data = sync.OnceValues(o.open)
	d.resolver = sync.OnceValues(d.newResolver)
	d.engine = sync.OnceValues(d.newEngine)
	d.chooser = sync.OnceValues(d.newChooser)
	d.base = sync.OnceValues(d.readBase)
	return d
}

func (d *desk) newResolver() (*index.Resolver, error) {
	st, err := d.data()
	if err != nil {
		return nil, err
	}
	return index.NewResolver(st), nil
}

func (d *desk) newEngine() (*matcher.Engine, error) {
	st, err := d.data()
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
func (d *desk) newChooser() (*portfolio.Chooser, error) {
	engine, err := d.engine()
	if err != nil {
		return nil, err
	}
	st, err := d.data()
	if err != nil {
		return nil, err
	}
	return portfolio.New(engine, st)
}

// warm starts the engine beside whatever comes first, such as reading names to
// find the town. Who needs the engine waits for it and gets its error.
func (d *desk) warm() {
	go func() {
		defer func() { _ = recover() }() // panics again for who waits
		_, _ = d.engine()
	}()
}

// base are the tables that nearly every command shows something of.
type base struct {
	manifest  data.Manifest
	units     *data.Units
	labels    *data.Labels
	countries *data.Countries
}

func (d *desk) readBase() (*base, error) {
	st, err := d.data()
	if err != nil {
		return nil, err
	}
	b := &base{manifest: st.Manifest()}
	if b.countries, err = st.Countries(); err != nil {
		return nil, err
	}
	if b.units, err = st.Units(); err != nil {
		return nil, err
	}
	b.labels, err = st.Labels()
	return b, err
}
