package matcher

import "github.com/shimai/shimai/data"

// cultureWords tells of what brings visitors: spas, skiing, heritage, gardens, film.
func (s *scorer) cultureWords(u data.Unit) []Evidence {
	return s.tagWords(Culture, s.mask[atCulture], u)
}
