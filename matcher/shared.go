package matcher

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/shimai/shimai/data"
)

// tagWords tells which tags of a mask both have, with the thing behind each
// where it has a name, and which of them only one has when that counts.
func (s *scorer) tagWords(c Criterion, mask uint64, u data.Unit) []Evidence {
	a, b := s.e.features.tags[s.town], s.e.features.tags[u]
	var out []Evidence
	for i := range s.e.tags {
		t := &s.e.tags[i]
		if mask&(1<<i) == 0 || a&b&(1<<i) == 0 {
			continue
		}
		text := Text{"both " + t.label.EN, "ともに" + t.label.JA}
		if t.near {
			here, there := s.thing(u, t), s.thing(s.town, t)
			text.EN += fmt.Sprintf(" (%s; %s)", here.EN, there.EN)
			text.JA += fmt.Sprintf("(%s、%s)", here.JA, there.JA)
		}
		out = append(out, Evidence{Text: text, Source: t.source, Strength: s.worth(c, s.both[i])})
	}
	slices.SortStableFunc(out, func(x, y Evidence) int { return int(y.Strength - x.Strength) })
	return out
}

// thing names the feature of a tag near a unit with its distance, which must be
// shown: a village an hour from a port is not a port.
func (s *scorer) thing(u data.Unit, t *tag) Text {
	name := Text{data.Features[t.feature].Label, data.Features[t.feature].LabelJA}
	row, ok := s.e.near.Find(u, t.feature)
	if !ok {
		return name
	}
	texts, err := s.e.store.NearText()
	if err != nil {
		return name
	}
	away := Away(texts.Km(row), s.e.near.Km[row], t.within)
	n, here := texts.Name(row), texts.Km(row) < 0.5
	switch {
	case n == "" && here: // what it is the sentence says
		return Text{"here", "当地"}
	case n == "":
		return away
	}
	name.JA = n
	if strings.ContainsFunc(n, func(c rune) bool { return unicode.Is(unicode.Latin, c) }) {
		name.EN = n // or else it says nothing to who reads English
	}
	if here {
		return name
	}
	return Text{name.EN + ", " + away.EN, name.JA + " " + away.JA}
}

// Away says how far the thing is that a row of [data.Near] names, in km, and,
// where that is farther than what counts as within, how far the nearest is.
func Away(named, nearest, within float32) Text {
	if named <= within || nearest == named {
		return Text{fmt.Sprintf("%.0f km", named), fmt.Sprintf("%.0fkm", named)}
	}
	return Text{fmt.Sprintf("%.0f km, nearest %.0f km", named, nearest), fmt.Sprintf("%.0fkm・最寄り%.0fkm", named, nearest)}
}

// tagsKnown tells whether anything is known of both in a mask of themes and
// features: a place with none may have none, or nobody noted them.
func (s *scorer) tagsKnown(mask uint64, u data.Unit) bool {
	f := s.e.features
	return f.tags[s.town]&mask != 0 && f.tags[u]&mask != 0
}
