package index

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBegin(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	begin := func(text string, n int) []string {
		found, err := r.Begin(text, n)
		require.NoError(t, err)
		var list []string
		for _, u := range found {
			list = append(list, idOf(t, st, u))
		}
		return list
	}
	assert.Equal(t, []string{"jp:01635"}, begin("新得", 9))
	assert.Equal(t, []string{"jp:01635"}, begin("shintok", 9), "in any case")
	assert.Equal(t, "gn:2648579", begin("Glasgow", 9)[0], "the largest first")
	assert.Len(t, begin("s", 5), 5)
	assert.Contains(t, begin("Lodz", 3), "gn:3093133", "without marks")
	for _, none := range []string{"", " ", "---", "xqzzqx", "\xff"} {
		assert.Empty(t, begin(none, 9), "%q", none)
	}
	assert.Empty(t, begin("Glasgow", 0))

	parts, err := r.Begin("Hamilton", 30)
	require.NoError(t, err)
	u, err := st.Units()
	require.NoError(t, err)
	seen := false
	for _, p := range parts {
		part := u.PartOf[p] >= 0
		assert.False(t, seen && !part, "parts of a city come last")
		seen = seen || part
	}
	assert.True(t, seen)
}
