package matcher_test

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

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
		w.Forget()
		_, err := w.Rank(context.Background(), q)
		require.NoError(b, err)
	}
}

// BenchmarkScanTown measures finding the best 200 for one town.
func BenchmarkScanTown(b *testing.B) {
	w := theWorld(b)
	q := matcher.Query{Town: w.id(b, shintoku), N: 200}
	for b.Loop() {
		_, err := w.Top(context.Background(), q)
		require.NoError(b, err)
	}
}

// BenchmarkTop measures lists of many lengths for a few towns at a time.
func BenchmarkTop(b *testing.B) {
	w := theWorld(b)
	for _, n := range [][2]int{{200, 0}, {1000, 0}, {2800, 400}, {4000, 0}} {
		b.Run(fmt.Sprintf("n=%d,per-country=%d", n[0], n[1]), func(b *testing.B) {
			m := w.units.Municipalities
			for b.Loop() {
				for u := m.From + 60; u < m.To; u += 180 {
					_, err := w.Top(context.Background(), matcher.Query{Town: u, N: n[0], PerCountry: n[1]})
					require.NoError(b, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(10*b.N), "µs/town")
		})
	}
}

// BenchmarkSweep measures scoring all places for one town, the scan without bounds.
func BenchmarkSweep(b *testing.B) {
	w := theWorld(b)
	q := matcher.Query{Town: w.id(b, shintoku)}
	for b.Loop() {
		_, err := w.Sweep(context.Background(), q)
		require.NoError(b, err)
	}
}

// BenchmarkStanding measures a candidate's own view of one town.
func BenchmarkStanding(b *testing.B) {
	w := theWorld(b)
	town, candidate := w.id(b, shintoku), w.place(b, "US", "Leavenworth")
	for b.Loop() {
		w.Forget()
		_, err := w.Standing(town, candidate)
		require.NoError(b, err)
	}
}

// BenchmarkTopAllGovernments measures the best 200 for every Japanese
// government, the whole run an operation; -short takes every tenth.
func BenchmarkTopAllGovernments(b *testing.B) {
	for _, perCountry := range []int{0, 3} {
		b.Run(fmt.Sprintf("per-country=%d", perCountry), func(b *testing.B) {
			w := theWorld(b)
			step := data.Unit(1)
			if testing.Short() {
				step = 10
			}
			var towns []data.Unit
			for u := w.units.Municipalities.From; u < w.units.Municipalities.To; u += step {
				towns = append(towns, u)
			}
			for b.Loop() {
				benchTop(b, w, towns, perCountry)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(towns)), "µs/town")
		})
	}
}

// benchTop ranks towns with as many workers as there are processors.
func benchTop(b *testing.B, w *world, towns []data.Unit, perCountry int) {
	var g errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(towns) {
					return nil
				}
				if _, err := w.Top(context.Background(), matcher.Query{Town: towns[i], N: 200, PerCountry: perCountry}); err != nil {
					return err
				}
			}
		})
	}
	require.NoError(b, g.Wait())
}
