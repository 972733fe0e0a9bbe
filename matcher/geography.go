package matcher

import "github.com/shimai/shimai/data"

// geographyWords tells of the setting: sea, island, mountains, lake, river, snow.
func (s *scorer) geographyWords(u data.Unit) []Evidence {
	out := s.tagWords(Geography, s.mask[atGeography], u)
	if a, b := s.e.units.Lat[s.town], s.e.units.Lat[u]; (a > 20 && b < -20) || (a < -20 && b > 20) {
		out = append(out, Evidence{Text: Text{"the opposite season", "季節が逆"}, Source: s.sourceOfSize(u)})
	}
	return out
}
