package matcher

import (
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/similarity"
)

// nameMatch is how alike two names are: similarity times rarity, 0 to 1.
type nameMatch struct {
	worth float64
	own   int32 // row of name_keys of the town
	other int32 // row of name_keys of the candidate
}

// findNames lists every government of the runs whose name is near the town's. Most are
// not, so the list is kept sparse and a missing entry scores 0.
func (s *scorer) findNames(runs []data.Range) {
	s.names = map[data.Unit]nameMatch{}
	k := s.e.nameKeys
	var near []similarity.Match
	for own := k.Start[s.town]; own < k.Start[s.town+1]; own++ {
		if s.home != nil {
			near = s.e.namesakes.Near(&s.e.keys[own], near[:0])
			s.addNames(own, 0, near)
			continue
		}
		for _, run := range runs {
			first := k.Start[run.From]
			near = similarity.Near(s.e.keys[first:k.Start[run.To]], &s.e.keys[own], near[:0])
			s.addNames(own, first, near)
		}
	}
}

// addNames keeps the best match of each government; the matches count from a
// row of name_keys.
func (s *scorer) addNames(own, first int32, near []similarity.Match) {
	k := s.e.nameKeys
	for _, m := range near {
		other := first + m.Index
		u := data.Unit(k.Unit[other])
		worth := float64(m.Score) * similarity.Rarity(max(k.Freq[other], k.Freq[own]))
		if u != s.town && worth > s.names[u].worth {
			s.names[u] = nameMatch{worth, own, other}
			s.namesSeen.add(u)
		}
	}
}

// name scores likeness of names across scripts; rare names weigh more.
func (s *scorer) name(u data.Unit) bits {
	if !s.namesSeen.mayHold(u) {
		return s.curve[nameSimilarity].at(0)
	}
	return s.curve[nameSimilarity].at(s.names[u].worth)
}

func (s *scorer) nameWords(u data.Unit) []Evidence {
	m, ok := s.names[u]
	if !ok {
		return nil
	}
	k := s.e.nameKeys
	a, b := k.Latin.At(int(m.own)), k.Latin.At(int(m.other))
	t := Text{fmt.Sprintf("similar name (%s, %s)", b, a), fmt.Sprintf("名前が似ている(%s、%s)", b, a)}
	if a == b {
		t = Text{"the same name (" + a + ")", "同じ名前(" + a + ")"}
	} else if k.Sound.At(int(m.own)) == k.Sound.At(int(m.other)) {
		t = Text{fmt.Sprintf("a name that sounds the same (%s, %s)", b, a), fmt.Sprintf("読みが同じ名前(%s、%s)", b, a)}
	}
	return []Evidence{{Text: t, Source: "geonames", Strength: s.worth(Name, s.name(u))}}
}
