package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// findLinks counts the ties between the town's region and each other region,
// and the partners that others have in common with the town. The town's own
// ties are left out of the count between regions.
func (s *scorer) findLinks() {
	s.regions, s.common = map[data.Unit]int32{}, map[data.Unit]int32{}
	t, u := s.e.ties, s.e.units
	home := s.e.upper(s.town)
	for _, row := range s.e.regionTies[home] {
		a, b := t.A[row], t.B[row]
		if a == s.town || b == s.town {
			continue
		}
		if s.e.upper(a) == home {
			s.regions[s.e.upper(b)]++
		}
		if s.e.upper(b) == home {
			s.regions[s.e.upper(a)]++
		}
	}
	delete(s.regions, data.NoUnit)
	for _, row := range t.Of(s.town) {
		partner := t.Other(row, s.town)
		if partner == data.NoUnit || t.Club[row] {
			continue
		}
		for _, next := range t.Of(partner) {
			if o := t.Other(next, partner); o != data.NoUnit && o != s.town && u.Country[o] != u.Country[s.town] && !t.Club[next] {
				s.common[o]++
			}
		}
	}
}

// groupTies lists, for each first-level government, the international ties of
// everybody in it.
func (e *Engine) groupTies() {
	e.regionTies = map[data.Unit][]int32{}
	for row := range e.ties.A {
		a, b := e.ties.A[row], e.ties.B[row]
		if b == data.NoUnit || e.ties.Domestic[row] || e.ties.Club[row] {
			continue
		}
		for _, home := range [2]data.Unit{e.upper(a), e.upper(b)} {
			if home != data.NoUnit {
				e.regionTies[home] = append(e.regionTies[home], int32(row))
			}
		}
	}
}

// upper returns the first-level government of a unit, itself for such a one.
func (e *Engine) upper(u data.Unit) data.Unit {
	if e.units.Kind[u].Upper() {
		return u
	}
	return e.units.Region[u]
}

// links scores ties between the two regions and partners in common.
func (s *scorer) links(u data.Unit) (bits, bool) {
	n := s.regions[s.e.upper(u)]
	sum := s.curves.regions.step(int(s.e.lnCount(n)))
	if c := s.common[u]; c > 0 {
		sum += s.curves.common.step(int(s.e.lnCount(c)))
	}
	return sum, true
}

// lnCount is the logarithm of one plus a count, in steps.
func (e *Engine) lnCount(n int32) int16 {
	return int16(math.Round(math.Log1p(float64(n)) * lnScale))
}

func (s *scorer) linksWords(u data.Unit) []Evidence {
	var out []Evidence
	if n := s.regions[s.e.upper(u)]; n > 0 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("%d known %s between the two regions", n, plural(int(n), "tie", "ties")), fmt.Sprintf("両地域間の提携は%d件(判明分)", n)},
			Source: "ties", Strength: s.worth(Links, s.curves.regions.step(int(s.e.lnCount(n)))),
		})
	}
	if n := s.common[u]; n > 0 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("%d %s in common", n, plural(int(n), "partner", "partners")), fmt.Sprintf("共通の提携先が%d", n)},
			Source: "ties", Strength: s.worth(Links, s.curves.common.step(int(s.e.lnCount(n)))),
		})
	}
	return out
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
