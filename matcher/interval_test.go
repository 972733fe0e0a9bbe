package matcher_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const glasgow = "gn:2648579" // 600,000 people, of whom much is known

// lists are real questions of different kinds.
func (w *world) lists(t *testing.T) []matcher.Query {
	return []matcher.Query{
		{Town: w.id(t, shintoku), To: w.to(t, "US", "GB", "CA", "AU"), PerCountry: 5},
		{Town: w.id(t, obama), PerCountry: 3},
		{Town: w.id(t, zamami), PerCountry: 3, By: matcher.ByFit},
		{Town: w.id(t, obama), N: 12, By: matcher.Mutual},
		{Town: w.id(t, glasgow), To: w.to(t, "JP"), PerCountry: 20},
	}
}

func allKnown(c matcher.Candidate) bool {
	for _, l := range c.Lines {
		if !l.Known {
			return false
		}
	}
	return true
}

func TestIntervals(t *testing.T) {
	w := theWorld(t)
	known, unsure, wide := 0, 0, 0
	for _, q := range w.lists(t) {
		for _, c := range w.rank(t, q).Candidates {
			assert.LessOrEqual(t, 1, c.Interval.Low)
			assert.LessOrEqual(t, c.Interval.Low, c.Rank)
			assert.LessOrEqual(t, c.Rank, c.Interval.High)
			if allKnown(c) {
				known++
				assert.Equal(t, matcher.Interval{Low: c.Rank, High: c.Rank}, c.Interval, "nothing is unknown of %s", w.labels.Name.At(int(c.Unit)))
				continue
			}
			unsure++
			if c.Interval.High > c.Interval.Low {
				wide++
			}
		}
	}
	assert.NotZero(t, known, "no candidate of which all is known")
	assert.Greater(t, 2*wide, unsure, "what is unknown moves most of those it concerns")
}

// Whose population is unknown may stand at more places than its neighbours, of
// whom the same is unknown but for that.
func TestUnknownPopulationWidensTheInterval(t *testing.T) {
	w := theWorld(t)
	var with, without []int
	for _, q := range []matcher.Query{{Town: w.id(t, obama), PerCountry: 3}, {Town: w.id(t, zamami), PerCountry: 3}} {
		for _, c := range w.rank(t, q).Candidates {
			width := c.Interval.High - c.Interval.Low
			if w.units.Population[c.Unit] == data.NoInt {
				with = append(with, width)
			} else {
				without = append(without, width)
			}
		}
	}
	require.NotEmpty(t, with, "the lists hold candidates of unknown population")
	assert.Greater(t, mean(with), mean(without))
}

func mean(list []int) float64 {
	sum := 0
	for _, v := range list {
		sum += v
	}
	return float64(sum) / float64(max(1, len(list)))
}

func TestNoIntervalWithoutARank(t *testing.T) {
	w := theWorld(t)
	c := w.score(t, matcher.Query{Town: w.id(t, obama)}, w.id(t, glasgow))
	assert.Zero(t, c.Interval)
}

func TestListIsTheRankingWithoutWords(t *testing.T) {
	w := theWorld(t)
	queries := w.lists(t)
	for _, by := range []matcher.Order{matcher.ByFit, matcher.ByOpenness} {
		queries = append(queries, matcher.Query{Town: w.id(t, shintoku), N: 60, PerCountry: 1, By: by})
	}
	for _, q := range queries {
		list, err := w.List(context.Background(), q)
		require.NoError(t, err)
		r := w.rank(t, q)
		require.Len(t, list, len(r.Candidates))
		for i, c := range r.Candidates {
			assert.Equal(t, c.Unit, list[i].Unit)
			assert.Equal(t, c.OrderScore, list[i].Order)
		}
	}
}
