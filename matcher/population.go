package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// population compares sizes by their ratio and ranks within the two regions.
// Tags tell whether both are seats of a government above them.
func (s *scorer) population(u data.Unit) (sum bits, known bool) {
	f := s.e.features
	a, b := int(f.lnPop[s.town]), int(f.lnPop[u])
	if a == unknownLn || b == unknownLn {
		return s.unknownSize(max(a, b)), false
	}
	sum = s.curve[populationRatio].step(max(a-b, b-a))
	if ra, rb := int(f.lnRank[s.town]), int(f.lnRank[u]); ra != unknownLn && rb != unknownLn {
		sum += s.curve[populationRank].step(max(ra-rb, rb-ra))
	}
	return sum, true
}

// fillUnknown tabulates, for each size of one of the two, the bits that a pair
// of chance has when the size of the other is not known: the mean over the
// ends of all ties. A village learns from it that most partners are larger.
func (t *table) fillUnknown(ends []int32) {
	t.unknown = make([]bits, len(ends))
	ratio := t.curve[populationRatio]
	for own := range t.unknown {
		var sum, n int64
		for size, count := range ends {
			sum += int64(ratio.step(max(own-size, size-own))) * int64(count)
			n += int64(count)
		}
		if n > 0 {
			t.unknown[own] = bits(sum / n)
		}
	}
}

// unknownSize is what a pair gets when only one size is known, given as its
// lnPop, or none.
func (t *table) unknownSize(ln int) bits {
	if ln == unknownLn || len(t.unknown) == 0 {
		return 0
	}
	return t.unknown[min(ln, len(t.unknown)-1)]
}

func (s *scorer) populationWords(u data.Unit) []Evidence {
	a, b := s.e.units.Population[s.town], s.e.units.Population[u]
	if a == data.NoInt || b == data.NoInt || a == 0 || b == 0 {
		return nil
	}
	ratio := float64(max(a, b)) / float64(min(a, b))
	t := Text{fmt.Sprintf("%.1f times our size", ratio), fmt.Sprintf("人口が約%.1f倍", ratio)}
	switch {
	case ratio < 1.25:
		t = Text{"of our size", "人口がほぼ同じ"}
	case b < a:
		t = Text{fmt.Sprintf("%.1f times smaller", ratio), "人口が" + TimesJA(1/ratio)}
	}
	t.EN += fmt.Sprintf(" (%s and %s people)", thousands(int64(b)), thousands(int64(a)))
	t.JA += fmt.Sprintf("(%s人と%s人)", thousands(int64(b)), thousands(int64(a)))
	size := Evidence{Text: t, Source: s.sourceOfSize(u), Strength: s.worth(Population, s.curve[populationRatio].at(math.Log(ratio)))}
	return append([]Evidence{size}, s.tagWords(Population, s.mask[atPopulation], u)...)
}

// wholeParts is the ratio from which Japanese says 3分の1 rather than 0.3倍.
const wholeParts = 2.5

// TimesJA words a ratio in Japanese: 約1.6倍, 約0.6倍, 約5分の1.
func TimesJA(ratio float64) string {
	if ratio > 0 && 1/ratio >= wholeParts {
		return fmt.Sprintf("約%s分の1", thousands(int64(math.Round(1/ratio))))
	}
	return fmt.Sprintf("約%.1f倍", ratio)
}

func (s *scorer) sourceOfSize(u data.Unit) string {
	if s.e.units.Municipalities.Has(u) {
		return "ssdse"
	}
	return "geonames"
}

// thousands writes a number with commas.
func thousands(n int64) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}
