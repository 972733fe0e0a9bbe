package cli

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher/model"
)

func TestLearnedTellsTheLargestChanges(t *testing.T) {
	t.Parallel()
	weights := func(at1, both float64) model.Weights {
		return model.Weights{Trained: &model.Trained{Ties: 1000, Pairs: 7000, Data: "d", Seed: 3}, Criteria: []model.Criterion{
			{Name: "climate", Low: -1, High: 2, Terms: []model.Term{
				{Name: "distance", Curve: []model.Knot{{0, 0}, {1, at1}}},
				{Name: "class", Both: both, One: -0.1},
			}},
		}}
	}
	l := learned{weights(0.5, 0.2), weights(0.6, -0.3), "en"}
	d := l.document()
	assert.Contains(t, d.above[0], "1,000 ties and 6,000 rewired pairs")
	require.Len(t, d.rows, 1)
	assert.Equal(t, "class both: +0.20 → -0.30; distance at 1: +0.50 → +0.60", d.rows[0].cells[3].shown)
	assert.Equal(t, "-1.0 +2.0", d.rows[0].cells[2].shown)

	same := learned{weights(0.5, 0.2), weights(0.52, 0.2), "ja"}
	assert.Equal(t, "なし", same.document().rows[0].cells[3].shown, "a hundredth of a bit is noise")
}
