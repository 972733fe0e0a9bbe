package backtest

import (
	"slices"

	"github.com/shimai/shimai/data"
)

// Mode tells what is hidden.
type Mode string

// The modes of a backtest.
const (
	// Cold hides all ties of a fifth of the towns: the users are such towns.
	Cold Mode = "cold"
	// Warm hides a fifth of all ties.
	Warm Mode = "warm"
)

// split is what one seed hides.
type split struct {
	hidden []bool // by row of the ties
	asked  []tie  // the hidden ties, seen from the towns that ask
}

// parts is the inverse of the share that is hidden.
const parts = 5

// splitTies hides ties of the governments of country home with others, or when
// toward is set, ties of the governments of others with home.
func splitTies(u *data.Units, t *data.Ties, home data.Country, mode Mode, toward bool, seed uint64) split {
	var all []tie
	var towns []data.Unit
	for _, row := range foreign(u, t) {
		for _, first := range [2]bool{true, false} {
			s := seen(u, t, row, first)
			if toward && s.abroad == home || !toward && s.home == home {
				all = append(all, s)
				towns = append(towns, s.town)
			}
		}
	}
	slices.Sort(towns)
	towns = slices.Compact(towns)
	r := random(seed, 2)
	out := split{hidden: make([]bool, len(t.A))}
	if mode == Warm {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		out.asked = all[:len(all)/parts]
		slices.SortFunc(out.asked, func(a, b tie) int { return int(a.row - b.row) })
	} else {
		r.Shuffle(len(towns), func(i, j int) { towns[i], towns[j] = towns[j], towns[i] })
		in := map[data.Unit]bool{}
		for _, town := range towns[:len(towns)/parts] {
			in[town] = true
		}
		for _, s := range all {
			if in[s.town] {
				out.asked = append(out.asked, s)
			}
		}
	}
	for _, s := range out.asked {
		out.hidden[s.row] = true
	}
	return out
}
