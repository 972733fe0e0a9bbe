package matcher_test

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

func TestWeightZeroSwitchesOff(t *testing.T) {
	w := theWorld(t)
	town, other := w.id(t, shintoku), w.place(t, "GB", "Inverness")
	usual := w.score(t, matcher.Query{Town: town}, other)
	for _, off := range matcher.Criteria() {
		c := w.score(t, matcher.Query{Town: town, Weights: map[matcher.Criterion]float64{off: 0}}, other)
		_, there := line(c, off)
		assert.False(t, there, "%s has weight 0", off)
		require.Len(t, c.Lines, len(usual.Lines)-1)
		var most matcher.Points
		for _, l := range c.Lines {
			assert.GreaterOrEqual(t, l.Max, mustLine(t, usual, l.Criterion).Max, "%s takes a share of %s", l.Criterion, off)
			most += l.Max
		}
		assert.Equal(t, matcher.Points(full), most)
	}
}

func TestWeightActsOnce(t *testing.T) {
	w := theWorld(t)
	town, other := w.id(t, shintoku), w.place(t, "GB", "Inverness")
	share := func(weight float64) float64 {
		c := w.score(t, matcher.Query{Town: town, Weights: map[matcher.Criterion]float64{matcher.Population: weight}}, other)
		return float64(mustLine(t, c, matcher.Population).Max) / float64(mustLine(t, c, matcher.Climate).Max)
	}
	assert.InDelta(t, 2, share(2)/share(1), 0.02, "twice the weight is twice the share")
	assert.InDelta(t, 0.5, share(0.5)/share(1), 0.02)
}

func TestDoublingAllWeightsChangesNothing(t *testing.T) {
	w := theWorld(t)
	once, twice := map[matcher.Criterion]float64{}, map[matcher.Criterion]float64{}
	for i, c := range matcher.Criteria() {
		once[c] = 1 + float64(i)/4
		twice[c] = 2 * once[c]
	}
	q := matcher.Query{Town: w.id(t, shintoku), To: w.to(t, "NZ"), N: 10, Weights: once}
	a := w.rank(t, q)
	q.Weights = twice
	assert.Equal(t, a, w.rank(t, q))
}

func TestBadQueries(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, shintoku)
	weights := func(c matcher.Criterion, v float64) matcher.Query {
		return matcher.Query{Town: town, Weights: map[matcher.Criterion]float64{c: v}}
	}
	none := map[matcher.Criterion]float64{}
	for _, c := range matcher.Criteria() {
		none[c] = 0
	}
	for name, tc := range map[string]struct {
		q    matcher.Query
		says string
	}{
		"negative weight":   {weights(matcher.Climate, -1), "climate"},
		"NaN weight":        {weights(matcher.Trade, math.NaN()), "trade"},
		"infinite weight":   {weights(matcher.Trade, math.Inf(1)), "trade"},
		"weight above 100":  {weights(matcher.Links, 100.5), "100.5"},
		"unknown criterion": {weights("weather", 1), `"weather"`},
		"all switched off":  {matcher.Query{Town: town, Weights: none}, "weight 0"},
		"unknown order":     {matcher.Query{Town: town, By: "beauty"}, `"beauty"`},
		"negative count":    {matcher.Query{Town: town, N: -1}, "-1"},
		"negative limit":    {matcher.Query{Town: town, PerCountry: -2}, "-2"},
		"no town":           {matcher.Query{Town: data.NoUnit}, "-1"},
		"town out of range": {matcher.Query{Town: data.Unit(w.units.Len())}, "number"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := w.Rank(context.Background(), tc.q)
			require.ErrorIs(t, err, matcher.ErrQuery)
			assert.ErrorContains(t, err, tc.says)
			_, err = w.Explain(context.Background(), tc.q, town)
			require.ErrorIs(t, err, matcher.ErrQuery)
		})
	}
}

func TestCancelledRank(t *testing.T) {
	w := theWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := w.Rank(ctx, matcher.Query{Town: w.id(t, shintoku)})
	require.ErrorIs(t, err, context.Canceled)
}
