package data_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

// tieSet is a table of ties among a few units, indexed.
func tieSet(t *rapid.T) *data.Ties {
	units := rapid.IntRange(1, 8).Draw(t, "units")
	unit := rapid.IntRange(0, units-1)
	out := &data.Ties{Start: make([]int32, units+1)}
	for range rapid.IntRange(0, 20).Draw(t, "ties") {
		b := data.NoUnit
		if rapid.Bool().Draw(t, "known") {
			b = data.Unit(unit.Draw(t, "b"))
		}
		out.A, out.B = append(out.A, data.Unit(unit.Draw(t, "a"))), append(out.B, b)
		out.Year = append(out.Year, int32(1900+len(out.Year))) // tells the rows apart
		out.Domestic = append(out.Domestic, rapid.Bool().Draw(t, "domestic"))
		out.Club = append(out.Club, rapid.Bool().Draw(t, "club"))
	}
	return out.Without(make([]bool, len(out.A)))
}

// What is left stands as before, in the same order, and every unit finds its
// own ties and no others.
func TestWithoutLeavesTheRestAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := tieSet(t)
		hidden := rapid.SliceOfN(rapid.Bool(), len(all.A), len(all.A)).Draw(t, "hidden")
		rest := all.Without(hidden)

		var years []int32
		for i, h := range hidden {
			if !h {
				k := len(years)
				years = append(years, all.Year[i])
				require.Equal(t, all.A[i], rest.A[k])
				require.Equal(t, all.B[i], rest.B[k])
				require.Equal(t, all.Domestic[i], rest.Domestic[k])
				require.Equal(t, all.Club[i], rest.Club[k])
			}
		}
		require.Equal(t, years, rest.Year)
		for u := range len(all.Start) - 1 {
			var want []int32
			for _, row := range all.Of(data.Unit(u)) {
				if !hidden[row] {
					want = append(want, all.Year[row])
				}
			}
			var got []int32
			for _, row := range rest.Of(data.Unit(u)) {
				got = append(got, rest.Year[row])
			}
			require.Equal(t, want, got, "ties of unit %d", u)
		}
	})
}

func TestWithoutDoesNotTouchTheOriginal(t *testing.T) {
	ties, err := open(t).Ties()
	require.NoError(t, err)
	rows, first := len(ties.A), ties.A[0]
	of := len(ties.Of(first))
	hidden := make([]bool, rows)
	hidden[0] = true
	rest := ties.Without(hidden)
	assert.Len(t, rest.A, rows-1)
	assert.Len(t, rest.Of(first), of-1)
	assert.Len(t, ties.A, rows)
	assert.Len(t, ties.Of(first), of)
	assert.Equal(t, ties, ties.Without(make([]bool, rows)), "nothing hidden is nothing changed")
}
