package portfolio_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/portfolio"
)

// withOwn chooses for a town with own records over the real data.
func withOwn(t *testing.T, o data.Overlay, town string) portfolio.Portfolio {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	st, err = st.With(o)
	require.NoError(t, err)
	weights, err := model.Default()
	require.NoError(t, err)
	engine, err := matcher.New(st, weights)
	require.NoError(t, err)
	c, err := portfolio.New(engine, st)
	require.NoError(t, err)
	r := portfolio.Request{Query: matcher.Query{Town: theWorld(t).byID[town]}, Rules: portfolio.Rules{Min: 1, Max: 1, PerCountry: 1}}
	p, err := c.Choose(context.Background(), r)
	require.NoError(t, err)
	return p
}

// An active tie fills what it serves, a dormant one is to be revived first and
// fills nothing until then; both keep their country's place.
func TestOwnTiesFillByTheirState(t *testing.T) {
	const town = "jp:01635"
	plain := withOwn(t, data.Overlay{}, town)
	require.Empty(t, plain.Existing)
	best := plain.Members[0] // of a portfolio of one
	labels := theWorld(t).labels
	id := labels.ID.At(int(best.Unit))
	tie := func(s data.TieStatus) portfolio.Portfolio {
		return withOwn(t, data.Overlay{AsOf: "2026-05-01", Ties: []data.OwnTie{
			{ID: "t1", A: town, B: id, Kind: data.TiePartnership, Status: s, Recorded: "2026-05-01"},
		}}, town)
	}
	covered := map[data.TieStatus]matcher.Points{}
	for _, s := range []data.TieStatus{data.TieActive, data.TieUnknown, data.TieDormant, data.TieSuspended} {
		p := tie(s)
		require.Len(t, p.Existing, 1, s)
		x := p.Existing[0]
		assert.Equal(t, best.Unit, x.Unit)
		assert.Equal(t, s, x.Status)
		require.NotNil(t, x.Own)
		for _, m := range p.Members {
			assert.NotEqual(t, theWorld(t).units.Country[best.Unit], theWorld(t).units.Country[m.Unit], "%s: the country has its partner", s)
		}
		filled, revive := false, false
		for _, c := range p.Purposes {
			filled = filled || c.Filled == 0
			revive = revive || c.Revive == 0
			if c.Filled >= 0 {
				assert.GreaterOrEqual(t, x.Serves[c.Purpose].Points, c.Points)
			}
		}
		if s != data.TieActive {
			assert.False(t, filled, s)
		}
		if s == data.TieActive || s == data.TieSuspended {
			assert.False(t, revive, s)
		}
		covered[s] = p.Worth.Coverage
	}
	assert.Greater(t, covered[data.TieActive], covered[data.TieDormant], "an active tie serves already")
	assert.Equal(t, covered[data.TieDormant], covered[data.TieSuspended])
	ended := withOwn(t, data.Overlay{AsOf: "2026-05-01", Ties: []data.OwnTie{
		{ID: "t1", A: town, B: id, Kind: data.TiePartnership, Status: data.TieEnded, Reason: "merged", Recorded: "2026-05-01"},
	}}, town)
	assert.Empty(t, ended.Existing)
	again := false
	for _, m := range ended.Members {
		if m.Unit == best.Unit {
			for _, f := range m.Flags {
				again = again || f.Key == matcher.FlagEnded
			}
		}
	}
	assert.True(t, again, "it may be a candidate again, flagged")
}
