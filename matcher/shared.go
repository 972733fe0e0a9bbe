package matcher

import (
	"fmt"
	"slices"

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
			here, there := s.thing(u, t.feature), s.thing(s.town, t.feature)
			text.EN += fmt.Sprintf(" (%s; %s)", here.EN, there.EN)
			text.JA += fmt.Sprintf("(%s、%s)", here.JA, there.JA)
		}
		out = append(out, Evidence{Text: text, Source: t.source, Strength: s.worth(c, s.both[i])})
	}
	slices.SortStableFunc(out, func(x, y Evidence) int { return int(y.Strength - x.Strength) })
	return out
}

// thing names the feature near a unit with its distance, which must be shown:
// a village an hour from a port is not a port.
func (s *scorer) thing(u data.Unit, f data.Feature) Text {
	name := Text{data.Features[f].Label, data.Features[f].LabelJA}
	row, ok := s.e.near.Find(u, f)
	if !ok {
		return name
	}
	if texts, err := s.e.store.NearText(); err == nil && texts.Name(row) != "" {
		name = Text{texts.Name(row), texts.Name(row)}
	}
	km := s.e.near.Km[row]
	if km < 0.5 {
		return name
	}
	if !s.e.near.Named(row) {
		return Text{fmt.Sprintf("%s, nearest %.0f km", name.EN, km), fmt.Sprintf("%s 最寄り%.0fkm", name.JA, km)}
	}
	return Text{fmt.Sprintf("%s, %.0f km", name.EN, km), fmt.Sprintf("%s %.0fkm", name.JA, km)}
}

// tagsKnown tells whether anything is known of both in a mask of themes and
// features: a place with none may have none, or nobody noted them.
func (s *scorer) tagsKnown(mask uint64, u data.Unit) bool {
	f := s.e.features
	return f.tags[s.town]&mask != 0 && f.tags[u]&mask != 0
}
