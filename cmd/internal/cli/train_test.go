package cli

import (
	"os"
	"path/filepath"
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
	assert.Contains(t, d.Above[0], "1,000 ties and 6,000 rewired pairs")
	require.Len(t, d.Rows, 1)
	assert.Equal(t, "class both: +0.20 → -0.30; distance at 1: +0.50 → +0.60", d.Rows[0].Cells[3].Shown)
	assert.Equal(t, "-1.0 +2.0", d.Rows[0].Cells[2].Shown)

	same := learned{weights(0.5, 0.2), weights(0.52, 0.2), "ja"}
	assert.Equal(t, "なし", same.document().Rows[0].Cells[3].Shown, "a hundredth of a bit is noise")
}

// Every curve that is learned has an axis in words, and no axis is left over.
func TestEveryCurveHasAnAxis(t *testing.T) {
	t.Parallel()
	w, err := model.Default()
	require.NoError(t, err)
	axes := chartAxes()
	for _, c := range w.Criteria {
		for _, term := range c.Terms {
			if key := c.Name + "." + term.Name; len(term.Curve) > 1 {
				assert.NotEmpty(t, axes[key].Label, key)
				delete(axes, key)
			}
		}
	}
	assert.Empty(t, axes)
}

func TestChartsAreFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "charts")
	w, err := model.Default()
	require.NoError(t, err)
	require.NoError(t, writeCharts(dir, w))
	assert.FileExists(t, filepath.Join(dir, "population-ratio.svg"))
	assert.FileExists(t, filepath.Join(dir, "trade-tags.svg"))
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, f := range files {
		assert.Equal(t, ".svg", filepath.Ext(f.Name()), "nothing half-written is left")
	}
	require.ErrorContains(t, writeCharts(filepath.Join(dir, "population-ratio.svg", "sub"), w), "folder for charts")
}

// The charts of docs/method.md are of the weights inside the program.
func TestDocumentsShowTheseWeights(t *testing.T) {
	t.Parallel()
	w, err := model.Default()
	require.NoError(t, err)
	now, docs := t.TempDir(), filepath.Join("..", "..", "..", "docs")
	require.NoError(t, writeCharts(now, w))
	drawn, err := os.ReadDir(now)
	require.NoError(t, err)
	kept, err := os.ReadDir(filepath.Join(docs, "charts"))
	require.NoError(t, err)
	assert.Len(t, kept, len(drawn))
	method, err := os.ReadFile(filepath.Join(docs, "method.md"))
	require.NoError(t, err)
	for _, f := range drawn {
		want, err := os.ReadFile(filepath.Join(now, f.Name()))
		require.NoError(t, err)
		got, err := os.ReadFile(filepath.Join(docs, "charts", f.Name())) //nolint:gosec // the repository's own
		require.NoError(t, err)
		assert.True(t, string(want) == string(got), "%s is of other weights; run `shimai train --charts docs/charts -o matcher/model/weights.json`", f.Name())
		assert.Contains(t, string(method), "charts/"+f.Name(), "docs/method.md shows it")
	}
}
