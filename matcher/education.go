package matcher

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// commonLanguage returns the language in which the largest share of pairs of
// people of two countries could talk, and that share.
func (e *Engine) commonLanguage(a, b data.Country) (share float64, code string) {
	for _, x := range e.countries.Languages[a] {
		i := slices.IndexFunc(e.countries.Languages[b], func(l data.Language) bool { return base(l.Code) == base(x.Code) })
		if i < 0 {
			continue
		}
		if both := x.Percent / 100 * e.countries.Languages[b][i].Percent / 100; both > share {
			share, code = both, base(x.Code)
		}
	}
	return share, code
}

func base(code string) string {
	code, _, _ = strings.Cut(code, "-")
	return code
}

func (s *scorer) educationWords(u data.Unit) []Evidence {
	out := s.tagWords(Education, s.mask[atEducation], u)
	share, code := s.e.commonLanguage(s.e.units.Country[s.town], s.e.units.Country[u])
	if share >= 0.3 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("a common language (%s) for %.0f %% of pairs of people", code, share*100), fmt.Sprintf("共通の言語(%s)が通じる割合は%.0f%%", code, share*100)},
			Source: "cldr", Strength: s.worth(Education, s.abroad[s.e.units.Country[u]].education),
		})
	}
	return out
}
