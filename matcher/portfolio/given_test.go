package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

func TestMembersChosenByHand(t *testing.T) {
	w := theWorld(t)
	r := w.request(shintoku)
	best := w.choose(t, r)
	members := func(p portfolio.Portfolio) []data.Unit {
		var out []data.Unit
		for _, m := range p.Members {
			out = append(out, m.Unit)
		}
		return out
	}

	t.Run("the best set is worth as much by hand", func(t *testing.T) {
		r.Members = members(best)
		p := w.choose(t, r)
		assert.True(t, p.ByHand)
		assert.Equal(t, best.Members, p.Members)
		assert.Equal(t, best.Worth, p.Worth)
		assert.Empty(t, p.Quotas)
		assert.Empty(t, p.Steps)
	})
	t.Run("the order does not matter, the rules are not enforced", func(t *testing.T) {
		city, ok := w.byID["gn:2988507"] // Paris, nowhere near the top for a town of 6,000
		require.True(t, ok)
		r.Members = []data.Unit{best.Members[2].Unit, city}
		p := w.choose(t, r)
		assert.ElementsMatch(t, r.Members, members(p))
		for i := range p.Members {
			assert.NotNil(t, p.Members[i].TheirRank)
			assert.LessOrEqual(t, p.Members[i].OrderScore, p.Members[0].OrderScore)
			assert.NotEmpty(t, p.Members[i].Lines)
		}
		r.Members = []data.Unit{city, best.Members[2].Unit}
		assert.Equal(t, p, w.choose(t, r))
	})
	t.Run("what is no portfolio", func(t *testing.T) {
		for _, bad := range [][]data.Unit{{r.Query.Town}, {best.Members[0].Unit, best.Members[0].Unit}, {-1}, make([]data.Unit, 13)} {
			r.Members = bad
			_, err := w.Choose(t.Context(), r)
			assert.ErrorIs(t, err, matcher.ErrQuery, "%v", bad)
		}
	})
}
