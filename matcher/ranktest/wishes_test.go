package ranktest_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every municipality that said publicly where it looks for a partner is offered
// a full list from there, and cases say what that list ought to hold.
func TestEveryWishIsServed(t *testing.T) {
	w := theWorld(t)
	cases, _ := entries(t, casesFile)
	asked := map[string]int{}
	for _, c := range cases {
		if c.to != wished {
			continue
		}
		town, err := w.town(c.town)
		require.NoError(t, err, "%s:%d", casesFile, c.line)
		asked[w.labels.ID.At(int(town))]++
	}
	require.NotEmpty(t, w.wishes.Unit)
	for _, town := range w.wishes.Unit {
		t.Run(w.name(town), func(t *testing.T) {
			assert.Positive(t, asked[w.labels.ID.At(int(town))], "no case of %s with to = %s", casesFile, wished)
			to, err := w.wishedBy(town)
			require.NoError(t, err)
			list, err := w.list(t.Context(), town, to)
			require.NoError(t, err)
			assert.Len(t, list.Candidates, listSize)
			for _, c := range list.Candidates {
				assert.True(t, w.wants(w.wishes.Of(town), w.units.Country[c.Unit]), w.name(c.Unit))
			}
		})
	}
}
