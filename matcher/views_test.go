package matcher_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher"
)

// What is kept is what would be found anew, and there is an end to what is kept.
func TestViewsAreKept(t *testing.T) {
	w := theWorld(t)
	town := w.id(t, shintoku)
	candidate := w.place(t, "NZ", "Queenstown")
	w.Forget()
	first, err := w.Standing(town, candidate)
	require.NoError(t, err)
	assert.Equal(t, 1, w.ViewsKept())
	again, err := w.Standing(town, candidate)
	require.NoError(t, err)
	assert.Equal(t, first, again)
	back, err := w.Standing(candidate, town)
	require.NoError(t, err)
	assert.NotEqual(t, first, back, "the other way round is another question")
	assert.Equal(t, 2, w.ViewsKept())

	plain := w.rank(t, matcher.Query{Town: town})
	moved := matcher.Query{Town: town, Weights: map[matcher.Criterion]float64{matcher.Climate: 3}}
	warm := w.rank(t, moved)
	w.Forget()
	assert.Equal(t, warm, w.rank(t, moved), "the list is the same whatever was asked before")
	assert.NotEqual(t, plain.Candidates, warm.Candidates)

	w.FillViews()
	_, err = w.Standing(candidate, town)
	require.NoError(t, err)
	assert.Equal(t, 1, w.ViewsKept(), "a full store begins anew")
}
