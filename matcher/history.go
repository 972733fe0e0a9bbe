package matcher

import (
	"fmt"
	"math"
	bitsof "math/bits"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// history compares what the children of both towns were known for, and
// emigrants with their descendants. Tags compare themes of the past.
func (s *scorer) history(u data.Unit) bits {
	births := 0
	if s.shareCalling(u) {
		births = 1
	}
	return s.emigrantBits(u) + s.curve[historyBirths].step(births)
}

func (s *scorer) shareCalling(u data.Unit) bool {
	return s.e.features.callings[s.town]&s.e.features.callings[u] != 0
}

func (s *scorer) historyKnown(u data.Unit) bool {
	return s.shareCalling(u) || s.tagsKnown(s.mask[atHistory], u) || s.emigrants(u) > 0
}

// callings are the occupations for which a town remembers its children; those
// of politicians, players and actors are too common to join two towns.
func callings() []string {
	return []string{
		"Architect", "Artist", "Astronaut", "Astronomer", "Biologist", "Chemist", "Comic Artist", "Composer",
		"Dancer", "Designer", "Explorer", "Film Director", "Inventor", "Mathematician", "Mountaineer",
		"Painter", "Philosopher", "Photographer", "Physicist", "Racecar Driver", "Sculptor", "Skier",
	}
}

func (e *Engine) markCallings(from, to int) {
	list := callings()
	for u := from; u < to; u++ {
		for r := e.births.Start[u]; r < e.births.Start[u+1]; r++ {
			if i, ok := slices.BinarySearch(list, string(e.births.Occupation.Bytes(int(r)))); ok {
				e.features.callings[u] |= 1 << i
			}
		}
	}
}

// birthWords names the best known child of each town in one shared occupation.
func (s *scorer) birthWords(u data.Unit) []Evidence {
	shared := s.e.features.callings[s.town] & s.e.features.callings[u]
	if shared == 0 {
		return nil
	}
	calling := callings()[bitsof.TrailingZeros32(shared)]
	here, there := s.e.bestKnown(u, calling), s.e.bestKnown(s.town, calling)
	job := strings.ToLower(calling)
	return []Evidence{{
		Text: Text{
			fmt.Sprintf("each is the birthplace of a notable %s (%s; %s)", job, here, there),
			fmt.Sprintf("同じ分野(%s)の著名人の出身地(%s、%s)", job, here, there),
		},
		Source: "pantheon", Strength: s.worth(History, s.curve[historyBirths].at(1)),
	}}
}

// bestKnown returns the first, that is the best known, person of an occupation.
func (e *Engine) bestKnown(u data.Unit, calling string) string {
	for r := e.births.Start[u]; r < e.births.Start[u+1]; r++ {
		if string(e.births.Occupation.Bytes(int(r))) == calling {
			return e.births.Name.At(int(r))
		}
	}
	return ""
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
	if f := s.e.features; !f.nikkei[u] && !f.nikkei[s.town] {
		return s.curve[historyEmigrants].at(0)
	}
	return s.curve[historyEmigrants].at(math.Log1p(float64(s.emigrants(u))))
}

func (s *scorer) historyWords(u data.Unit) []Evidence {
	out := append(s.tagWords(History, s.mask[atHistory], u), s.birthWords(u)...)
	if b := s.emigrantBits(u); b > 0 {
		n := thousands(int64(s.emigrants(u)))
		out = append(out, Evidence{
			Text: Text{
				fmt.Sprintf("a community of Japanese descent, and a prefecture that %s emigrants left for all countries, 1885-1972", n),
				fmt.Sprintf("日系人社会があり、県からの海外移住者は全世界で%s人(1885-1972年)", n),
			},
			Source: "jica", Strength: s.worth(History, b),
		})
	}
	return out
}
