package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// countryWords tells what binds the two countries.
func (s *scorer) countryWords(u data.Unit) []Evidence {
	y := s.e.units.Country[u]
	a := &s.abroad[y]
	en := fmt.Sprintf("%d known ties between our countries (%s), about %s would be usual", a.affinity.got, s.e.countries.Name[y], usual(a.affinity.usual))
	ja := fmt.Sprintf("%sとの提携は%d件(判明分)、提携数から見た目安は約%s件", s.e.countries.NameJA[y], a.affinity.got, usual(a.affinity.usual))
	if drawn := a.affinityLift() - a.affinity.lift(shrinkCountry, 1); math.Abs(drawn) >= moreThanUsual {
		en += fmt.Sprintf("; %d with the other countries around it, about %s would be usual", a.around.got, usual(a.around.usual))
		ja += fmt.Sprintf("。その周辺国とは%d件、目安は約%s件", a.around.got, usual(a.around.usual))
	}
	out := []Evidence{{
		Text:   Text{en, ja},
		Source: "ties", Strength: s.worth(Country, s.curve[countryAffinity].at(a.affinityLift())),
	}}
	if a.migrants >= manyMigrants {
		out = append(out, Evidence{
			Text: Text{
				fmt.Sprintf("%s people born in one of the two countries live in the other", thousands(int64(a.migrants))),
				fmt.Sprintf("一方の国の生まれで他方に住む人は%s人", thousands(int64(a.migrants))),
			},
			Source: "unmigrants", Strength: s.worth(Country, s.curve[countryMigrants].at(lnMigrants(a.migrants))),
		})
	}
	return out
}

// manyMigrants is the number from which migrants between two countries are
// worth a sentence.
const manyMigrants = 10_000
