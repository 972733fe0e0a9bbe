package matcher

import "github.com/shimai/shimai/data"

// culture compares what brings visitors: spas, skiing, heritage, gardens, film.
func (s *scorer) culture(u data.Unit) (bits, bool) {
	return s.tagBits(s.masks.culture, u), s.tagsKnown(s.masks.culture, u)
}

func (s *scorer) cultureWords(u data.Unit) []Evidence {
	return s.tagWords(Culture, s.masks.culture, u)
}
