package backtest_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/backtest"
	"github.com/shimai/shimai/matcher/model"
)

func open(t *testing.T) (*data.Store, model.Weights) {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	w, err := model.Default()
	require.NoError(t, err)
	return st, w
}

func TestRun(t *testing.T) {
	if testing.Short() {
		t.Skip("learns weights: a quarter of a minute")
	}
	t.Parallel()
	st, w := open(t)
	var steps []int
	rep, err := backtest.Run(context.Background(), st, w, backtest.Options{
		Country: "NZ", Mode: backtest.Cold, Seeds: []uint64{3}, Lists: 12,
		Progress: func(done, total int) {
			assert.Equal(t, 4, total)
			steps = append(steps, done)
		},
	})
	require.NoError(t, err)
	assert.Equal(t, []int{0, 1, 2, 3, 4}, steps)
	assert.Equal(t, backtest.Schema, rep.Schema)
	assert.Equal(t, []uint64{3}, rep.Seeds)
	assert.Equal(t, 12, rep.Protocol.Listed)
	assert.Greater(t, rep.Protocol.Ties, 50)
	assert.Greater(t, rep.Protocol.Ties, rep.Protocol.Towns)
	assert.Greater(t, rep.Protocol.Candidates, 100_000)

	m := rep.Metrics
	assert.Greater(t, m.FitAUC.Mean, 0.7, "far better than chance")
	assert.Less(t, m.FitAUC.Mean, 1.0)
	assert.LessOrEqual(t, m.Recall8.Mean, m.Recall100.Mean)
	assert.LessOrEqual(t, m.Recall100.Mean, m.Recall1000.Mean)
	assert.Greater(t, m.Recall1000.Mean, 1000/float64(rep.Protocol.Candidates))
	assert.GreaterOrEqual(t, m.PopulationRatio.Mean, 1.0)
	assert.GreaterOrEqual(t, m.CountriesIn20.Mean, 7.0, "twenty names, at most three of a country")
	assert.LessOrEqual(t, m.Distinct.Mean, 8.0*12)
	assert.Greater(t, m.Most.Mean, 0.0)

	require.Len(t, rep.Criteria, len(matcher.Criteria()))
	for _, c := range rep.Criteria {
		if c.Criterion == matcher.Country {
			assert.InDelta(t, 0.5, c.AloneSame.Mean, 1e-9, "countries cannot tell towns of one country apart")
		}
	}
	for i := 1; i < len(rep.Curve); i++ {
		assert.Greater(t, rep.Curve[i].Alpha, rep.Curve[i-1].Alpha)
	}
	require.NotEmpty(t, rep.Baselines)
	assert.NotEmpty(t, rep.Calibration)
	_, err = json.Marshal(rep)
	require.NoError(t, err, "no figure is infinite or undefined")
}

func TestRunRefuses(t *testing.T) {
	t.Parallel()
	st, w := open(t)
	_, err := backtest.Run(context.Background(), st, w, backtest.Options{Country: "NE", Mode: backtest.Cold, Seeds: []uint64{1}})
	require.ErrorIs(t, err, backtest.ErrNoTies)
	assert.ErrorContains(t, err, "NE")
	_, err = backtest.Run(context.Background(), st, w, backtest.Options{Country: "XX", Mode: backtest.Cold, Seeds: []uint64{1}})
	require.ErrorIs(t, err, matcher.ErrQuery)
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = backtest.Run(stopped, st, w, backtest.Options{Country: "NZ", Mode: backtest.Warm, Seeds: []uint64{1}})
	require.ErrorIs(t, err, context.Canceled)
}

// The weights inside the program are what it learns from the data inside it:
// learning is deterministic, and nobody edits learned numbers by hand.
func TestEmbeddedWeightsAreLearned(t *testing.T) {
	if testing.Short() {
		t.Skip("learns weights: a quarter of a minute")
	}
	t.Parallel()
	st, want := open(t)
	require.NotNil(t, want.Trained)
	ties, err := st.Ties()
	require.NoError(t, err)
	e, err := matcher.New(st, want)
	require.NoError(t, err)
	got, err := backtest.Train(context.Background(), st, e, ties, want, want.Trained.Seed)
	require.NoError(t, err)
	assert.Equal(t, want, got, "run `shimai train -o matcher/model/weights.json`")
}
