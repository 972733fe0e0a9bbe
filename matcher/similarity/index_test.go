package similarity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/matcher/similarity"
)

func TestIndexFindsWhatNearFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(misspelt(), 0, 60).Draw(t, "keys")
		for _, town := range towns {
			keys = append(keys, key(town))
		}
		q := misspelt().Draw(t, "query")
		require.Equal(t, nearSlowly(keys, &q), similarity.NewIndex(keys).Near(&q, nil))
	})
}

func TestIndexOfNothing(t *testing.T) {
	q := key("Obama")
	assert.Empty(t, similarity.NewIndex(nil).Near(&q, nil))
}

func TestIndexKeepsWhatIsThere(t *testing.T) {
	keys := []similarity.Key{key("Toledo"), key("Obama"), key("Toledo")}
	there := similarity.Match{Index: 9, Score: 0.5}
	got := similarity.NewIndex(keys).Near(&keys[0], []similarity.Match{there})
	assert.Equal(t, []similarity.Match{there, {Index: 0, Score: 1}, {Index: 2, Score: 1}}, got)
}
