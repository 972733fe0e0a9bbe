package backtest

import (
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// world is the real data with an engine that knows all ties.
type world struct {
	run
	weights model.Weights
}

var openWorld = sync.OnceValues(func() (*world, error) {
	w := &world{}
	var err error
	if w.store, err = data.Open(layers.FS); err != nil {
		return nil, err
	}
	if w.weights, err = model.Default(); err != nil {
		return nil, err
	}
	w.template = w.weights
	w.options = Options{Country: "JP", Mode: Cold}
	return w, w.open()
})

func theWorld(t *testing.T) *world {
	t.Helper()
	w, err := openWorld()
	require.NoError(t, err)
	return w
}

// plant returns the ties with one more.
func plant(t *data.Ties, a, b data.Unit) *data.Ties {
	more := &data.Ties{
		A: append(slices.Clone(t.A), a), B: append(slices.Clone(t.B), b), Year: append(slices.Clone(t.Year), 1990),
		Domestic: append(slices.Clone(t.Domestic), false), Club: append(slices.Clone(t.Club), false), Start: t.Start,
	}
	return more.Without(make([]bool, len(more.A)))
}

// hide marks the ties of a town.
func hide(t *data.Ties, town data.Unit) []bool {
	hidden := make([]bool, len(t.A))
	for _, row := range t.Of(town) {
		hidden[row] = true
	}
	return hidden
}

func (w *world) with(t *testing.T, from *matcher.Engine, ties *data.Ties) *matcher.Engine {
	t.Helper()
	e, err := from.With(ties, w.weights)
	require.NoError(t, err)
	return e
}
