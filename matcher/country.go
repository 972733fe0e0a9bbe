package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/model"
)

// shrinkage is the number of expected ties added on both sides of the ratio,
// so that a pair of countries with hardly any ties says hardly anything.
const shrinkage = 3

// affinity compares the international ties of each pair of countries with
// what their numbers of ties alone would give.
type affinity struct {
	n        int
	observed []int32 // n×n
	total    []int32 // ties of each country
	all      int32
	table    []bits // n×n, filled from the curve
}

func newAffinity(e *Engine, t model.Term) *affinity {
	n := e.countries.Len()
	a := &affinity{n: n, observed: make([]int32, n*n), total: make([]int32, n), table: make([]bits, n*n)}
	for i := range e.ties.A {
		if e.ties.B[i] == data.NoUnit || e.ties.Club[i] {
			continue
		}
		x, y := int(e.units.Country[e.ties.A[i]]), int(e.units.Country[e.ties.B[i]])
		if x == y {
			continue
		}
		a.observed[x*n+y]++
		a.observed[y*n+x]++
		a.total[x]++
		a.total[y]++
		a.all += 2
	}
	for x := range n {
		for y := range n {
			lift := math.Log2((float64(a.observed[x*n+y]) + shrinkage) / (a.expected(x, y) + shrinkage))
			a.table[x*n+y] = toBits(t.Bits(lift))
		}
	}
	return a
}

// expected returns the ties of a pair of countries if partners were drawn
// from all other countries in proportion to their numbers of ties.
func (a *affinity) expected(x, y int) float64 {
	if x == y || a.all == 0 {
		return 0
	}
	others := float64(a.all - a.total[x])
	back := float64(a.all - a.total[y])
	if others <= 0 || back <= 0 {
		return 0
	}
	tx, ty := float64(a.total[x]), float64(a.total[y])
	return (float64(tx*ty)/others + float64(tx*ty)/back) / 2
}

// country scores what binds the two countries.
func (s *scorer) country(u data.Unit) (bits, bool) {
	x, y := s.e.units.Country[s.town], s.e.units.Country[u]
	return s.e.affinity.table[int(x)*s.e.affinity.n+int(y)], true
}

func (s *scorer) countryWords(u data.Unit) []Evidence {
	a := s.e.affinity
	x, y := int(s.e.units.Country[s.town]), int(s.e.units.Country[u])
	got, want := a.observed[x*a.n+y], a.expected(x, y)
	en, ja := s.e.countries.Name[y], s.e.countries.NameJA[y]
	b, _ := s.country(u)
	return []Evidence{{
		Text: Text{
			fmt.Sprintf("%d known ties between our countries (%s), about %.0f would be usual", got, en, want),
			fmt.Sprintf("%sとの提携は%d件(判明分)、提携数から見た目安は約%.0f件", ja, got, want),
		},
		Source: "ties", Strength: s.worth(Country, b),
	}}
}
