package matcher

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestFewHomesAreKept(t *testing.T) {
	e, err := wholeWorld()
	require.NoError(t, err)
	e, err = e.With(e.ties, e.weights) // with homes of its own
	require.NoError(t, err)
	ask := func(c data.Country) []Scored {
		list, err := e.Top(context.Background(), Query{Town: e.units.ByCountry[c].From, N: 3})
		require.NoError(t, err)
		return list
	}
	asked := map[data.Country][]Scored{}
	for c, towns := range e.units.ByCountry {
		if towns.Len() > 0 && len(asked) <= keptHomes {
			asked[data.Country(c)] = ask(data.Country(c))
		}
	}
	require.Len(t, asked, keptHomes+1)
	assert.Len(t, e.homes.all, keptHomes)
	for c, want := range asked {
		assert.Equal(t, want, ask(c), "the same when made anew")
	}
	assert.Len(t, e.homes.all, keptHomes)
	assert.Len(t, e.homes.made, keptHomes)
}
