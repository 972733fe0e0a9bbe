package matcher_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// BenchmarkNew measures a start from nothing, the reading of the layers included.
func BenchmarkNew(b *testing.B) {
	weights, err := model.Default()
	require.NoError(b, err)
	for b.Loop() {
		st, err := data.Open(layers.FS)
		require.NoError(b, err)
		_, err = matcher.New(st, weights)
		require.NoError(b, err)
	}
}

// BenchmarkRankOneTown measures a list as the command line asks for it.
func BenchmarkRankOneTown(b *testing.B) {
	w := theWorld(b)
	q := matcher.Query{Town: w.id(b, shintoku), PerCountry: 3}
	for b.Loop() {
		_, err := w.Rank(context.Background(), q)
		require.NoError(b, err)
	}
}

// BenchmarkScanTown measures the scoring of the whole world alone: only one
// candidate is shown, and asked for its own view.
func BenchmarkScanTown(b *testing.B) {
	w := theWorld(b)
	q := matcher.Query{Town: w.id(b, shintoku), By: matcher.ByFit, N: 1}
	for b.Loop() {
		_, err := w.Rank(context.Background(), q)
		require.NoError(b, err)
	}
}
