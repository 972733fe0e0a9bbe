package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// history compares themes of the past, and emigrants with their descendants.
func (s *scorer) history(u data.Unit) (bits, bool) {
	sum := s.tagBits(s.masks.history, u) + s.emigrantBits(u)
	return sum, s.tagsKnown(s.masks.history, u) || s.emigrants(u) > 0
}

// emigrants counts those who left the prefecture of the Japanese side when the
// other side has a community of their descendants; 0 otherwise.
func (s *scorer) emigrants(u data.Unit) int32 {
	f := s.e.features
	home := data.NoUnit
	switch {
	case f.nikkei[u] && s.e.units.Municipalities.Has(s.town):
		home = s.town
	case f.nikkei[s.town] && s.e.units.Municipalities.Has(u):
		home = u
	default:
		return 0
	}
	if r := s.e.units.Region[home]; r != data.NoUnit {
		home = r
	}
	return s.e.emigrants[home-s.e.units.Municipalities.From]
}

func (s *scorer) emigrantBits(u data.Unit) bits {
	n := s.emigrants(u)
	if n <= 0 {
		return 0
	}
	return s.curves.emigrants.at(math.Log(float64(n)))
}

func (s *scorer) historyWords(u data.Unit) []Evidence {
	out := s.tagWords(History, s.masks.history, u)
	if b := s.emigrantBits(u); b > 0 {
		n := thousands(int64(s.emigrants(u)))
		out = append(out, Evidence{
			Text: Text{
				fmt.Sprintf("a community of Japanese descent, and a prefecture that %s emigrants left", n),
				fmt.Sprintf("日系人社会があり、県からの移民は%s人", n),
			},
			Source: "jica", Strength: s.worth(History, b),
		})
	}
	return out
}
