package backtest

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// A tie is planted between a town and places it would never find. Once hidden
// it must not be seen anywhere: an engine that knew it and is told to forget
// measures, scores and ranks as one that never did.
func TestHiddenTiesCannotBeSeen(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	r := rand.New(rand.NewPCG(1, 1))
	rows := foreign(w.units, w.ties)
	for range 3 {
		asked := seen(w.units, w.ties, rows[r.IntN(len(rows))], r.IntN(2) == 0)
		town, place := asked.town, w.placeAbroad(r, asked.town)
		planted := plant(w.ties, town, place)
		knowing := w.with(t, w.engine, planted)
		forgot := w.with(t, knowing, planted.Without(hide(planted, town)))
		never := w.with(t, w.engine, w.ties.Without(hide(w.ties, town)))

		some := []data.Unit{place, asked.other}
		for range 200 {
			some = append(some, w.placeAbroad(r, town))
		}
		same := func(what string, ask func(e *matcher.Engine) (any, error)) {
			want, err := ask(never)
			require.NoError(t, err)
			got, err := ask(forgot)
			require.NoError(t, err)
			// NaN, for unknown, is not equal to itself; its text is.
			require.Equal(t, text(want), text(got), "%s of %d, tie with %d", what, town, place)
		}
		same("measures", func(e *matcher.Engine) (any, error) { return e.Measure(town, some) })
		same("lifts", func(e *matcher.Engine) (any, error) { return e.Lifts(town, some) })
		same("points", func(e *matcher.Engine) (any, error) { return e.ScoreLines(matcher.Query{Town: town}, some) })
		same("scores of all", func(e *matcher.Engine) (any, error) {
			return e.Sweep(context.Background(), matcher.Query{Town: town})
		})
		same("their view", func(e *matcher.Engine) (any, error) { return e.Standing(town, place) })
		same("list", func(e *matcher.Engine) (any, error) {
			return e.List(context.Background(), matcher.Query{Town: town, N: 50, PerCountry: 3})
		})

	}
}

// Ties that are not hidden do show, to other towns too, and are forgotten
// without a trace: so what engines share among them holds nothing counted.
func TestKnownTiesAreSeen(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	r := rand.New(rand.NewPCG(4, 1))
	sweep := func(e *matcher.Engine, town data.Unit) map[data.Unit]matcher.Scored {
		all, err := e.Sweep(context.Background(), matcher.Query{Town: town})
		require.NoError(t, err)
		out := map[data.Unit]matcher.Scored{}
		for _, s := range all {
			out[s.Unit] = s
		}
		return out
	}
	measures := func(e *matcher.Engine, town, place data.Unit) string {
		x, err := e.Measure(town, []data.Unit{place})
		require.NoError(t, err)
		return text(x)
	}
	towns := w.units.ByCountry[w.home]
	for range 3 {
		town, place := towns.From+data.Unit(r.IntN(500)), w.placeAbroad(r, towns.From) //nolint:gosec // units fit
		neighbour := town + 1
		planted := w.ties
		for i := range data.Unit(5) {
			planted = plant(planted, town+2+i, place)
		}
		hidden := make([]bool, len(planted.A))
		for i := len(w.ties.A); i < len(hidden); i++ {
			hidden[i] = true
		}
		before, wasMeasured := sweep(w.engine, neighbour), measures(w.engine, neighbour, place)
		knowing := w.with(t, w.engine, planted)
		after := sweep(knowing, neighbour)
		forgot := w.with(t, knowing, planted.Without(hidden))
		assert.NotEqual(t, wasMeasured, measures(knowing, neighbour, place), "its country and region are chosen more often")
		assert.NotEqual(t, before[place].Openness, after[place].Openness, "it has more partners")
		assert.NotEqual(t, before[place].Fit, after[place].Fit)
		assert.NotContains(t, sweep(knowing, town+2), place, "a known partner is no candidate")

		elsewhere := w.ties
		for range 5 {
			third := w.placeAbroad(r, place)
			for w.units.Country[third] == w.home {
				third = w.placeAbroad(r, place)
			}
			elsewhere = plant(elsewhere, third, place)
		}
		assert.NotEqual(t, before[place].Openness, sweep(w.with(t, w.engine, elsewhere), neighbour)[place].Openness, "partners in third countries count")

		assert.Equal(t, before, sweep(forgot, neighbour))
		assert.Equal(t, wasMeasured, measures(forgot, neighbour, place))
	}
}

// placeAbroad draws a lower government of another country.
func (w *world) placeAbroad(r *rand.Rand, town data.Unit) data.Unit {
	for {
		u := data.Unit(r.IntN(w.units.Len())) //nolint:gosec // units fit
		if w.units.Country[u] != w.units.Country[town] && !w.units.Kind[u].Upper() && w.units.PartOf[u] == data.NoUnit {
			return u
		}
	}
}

// What others see of the two towns is counted anew without the tie: a hidden
// tie moves no count.
func TestHiddenTiesAreNotCounted(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	r := rand.New(rand.NewPCG(2, 1))
	town := w.units.ByCountry[w.home].From
	place := w.placeAbroad(r, town)
	planted := plant(w.ties, town, place)
	hidden := make([]bool, len(planted.A))
	hidden[len(hidden)-1] = true
	want, got, knowing := w.count(w.ties), w.count(planted.Without(hidden)), w.count(planted)
	assert.Equal(t, want, got)
	assert.InDelta(t, want.degree[place]+1, knowing.degree[place], 0)
	assert.InDelta(t, want.toHome[place]+1, knowing.toHome[place], 0)
	assert.InDelta(t, want.withHome[w.units.Country[place]]+1, knowing.withHome[w.units.Country[place]], 0)
}

// Learning measures a tie as if it were hidden: how a town's own tie is
// measured does not depend on whether it exists.
func TestLearningHidesTheTieItMeasures(t *testing.T) {
	t.Parallel()
	w := theWorld(t)
	r := rand.New(rand.NewPCG(3, 1))
	town := w.units.ByCountry[w.home].From
	place := w.placeAbroad(r, town)
	planted := plant(w.ties, town, place)
	sample := func(ties *data.Ties) [][]float64 {
		e := w.with(t, w.engine, ties.Without(hide(ties, town)))
		pairs, err := measure(context.Background(), e, []sample{{town: town, other: []data.Unit{place, place + 1}, pairs: newPairs(2)}})
		require.NoError(t, err)
		return [][]float64{pairs[0].X, pairs[1].X}
	}
	assert.Equal(t, text(sample(w.ties)), text(sample(planted)))
}
