package backtest

import (
	"math/rand/v2"

	"github.com/shimai/shimai/data"
)

// tie is one international tie seen from the town that asks.
type tie struct {
	row          int32
	town, other  data.Unit
	home, abroad data.Country
}

// foreign lists the rows of international ties with both ends known, club
// ties left out.
func foreign(u *data.Units, t *data.Ties) []int32 {
	var out []int32
	for i := range t.A {
		if t.B[i] != data.NoUnit && !t.Domestic[i] && !t.Club[i] && u.Country[t.A[i]] != u.Country[t.B[i]] {
			out = append(out, int32(i))
		}
	}
	return out
}

// seen turns a row into a tie as seen from its end a (first) or b.
func seen(u *data.Units, t *data.Ties, row int32, first bool) tie {
	a, b := t.A[row], t.B[row]
	if !first {
		a, b = b, a
	}
	return tie{row, a, b, u.Country[a], u.Country[b]}
}

// urn holds the ends of ties: drawing from it draws governments in proportion
// to their ties.
type urn struct {
	units *data.Units
	ties  *data.Ties
	ends  []data.Unit
	in    [][]data.Unit // by country
}

func newUrn(u *data.Units, t *data.Ties, rows []int32, countries int) *urn {
	d := &urn{units: u, ties: t, in: make([][]data.Unit, countries)}
	for _, row := range rows {
		for _, end := range [2]data.Unit{t.A[row], t.B[row]} {
			d.ends = append(d.ends, end)
			d.in[u.Country[end]] = append(d.in[u.Country[end]], end)
		}
	}
	return d
}

// tries is how often a draw that may not stand is made again.
const tries = 50

// draw draws the partner of another random tie, from the true partner's
// country when near: never a partner of the town, nor one of its own country.
// ok is false when the country has no other.
func (d *urn) draw(r *rand.Rand, t tie, near bool) (u data.Unit, ok bool) {
	from := d.ends
	if near {
		from = d.in[t.abroad]
	}
	for range tries {
		u = from[r.IntN(len(from))]
		if u != t.other && d.units.Country[u] != t.home && !d.partners(t.town, u) {
			return u, true
		}
	}
	return 0, false
}

func (d *urn) partners(a, b data.Unit) bool {
	for _, row := range d.ties.Of(a) {
		if d.ties.Other(row, a) == b {
			return true
		}
	}
	return false
}

// random returns the source of chance for one purpose of one seed.
func random(seed, purpose uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, purpose)) }
