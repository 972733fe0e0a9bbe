package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// findCommon counts the partners that others have in common with the town.
func (s *scorer) findCommon() {
	s.common = map[data.Unit]int32{}
	t, u := s.e.ties, s.e.units
	for _, row := range t.Of(s.town) {
		partner := t.Other(row, s.town)
		if partner == data.NoUnit || t.Club[row] {
			continue
		}
		for _, next := range t.Of(partner) {
			if o := t.Other(next, partner); o != data.NoUnit && o != s.town && u.Country[o] != u.Country[s.town] && !t.Club[next] {
				s.common[o]++
				s.commonSeen.add(o)
			}
		}
	}
}

// upper returns the first-level government of a unit, itself for such a one.
func (e *Engine) upper(u data.Unit) data.Unit {
	if e.units.Kind[u].Upper() {
		return u
	}
	return e.units.Region[u]
}

// links scores what others did: the ties of the two regions with each other
// and with each other's country, those of towns of the two sizes, and partners
// in common.
func (s *scorer) links(u data.Unit) bits {
	f := s.e.features
	sum := s.region[f.region[u]] + s.similar[s.e.sizeOf(u)] + s.abroad[s.e.units.Country[u]].links
	return sum + s.curve[linksCommon].step(s.commonStep(u))
}

// commonStep is the logarithm of one plus the number of common partners, in steps.
func (s *scorer) commonStep(u data.Unit) int {
	if !s.commonSeen.mayHold(u) {
		return 0
	}
	return int(math.Round(math.Log1p(float64(s.common[u])) * lnScale))
}

// moreThanUsual is the least lift, in bits, that is worth a sentence.
const moreThanUsual = 0.3

func (s *scorer) linksWords(u data.Unit) []Evidence {
	e, f := s.e, s.e.features
	c := e.units.Country[u]
	a := &s.abroad[c]
	theirs := s.theirRegion(f.region[u], c, a.affinity)
	pair := s.regionPair(f.region[u], a.affinity, theirs, a.ourRegion)
	similar, lift := s.similarTowns(e.sizeOf(u), c, a.affinity)
	var out []Evidence
	add := func(t tally, lift float64, k curveTerm, en, ja string) {
		if t.got == 0 || lift < moreThanUsual {
			return
		}
		ties := plural(int(t.got), "tie", "ties")
		out = append(out, Evidence{
			Text: Text{
				fmt.Sprintf("%d known %s %s, about %s would be usual", t.got, ties, en, usual(t.usual)),
				fmt.Sprintf("%sの提携は%d件(判明分)、目安は約%s件", ja, t.got, usual(t.usual)),
			},
			Source: "ties", Strength: s.worth(Links, s.curve[k].at(lift)),
		})
	}
	there, thereJA := e.regionName(u)
	here, hereJA := e.regionName(s.town)
	if there != "" && here != "" {
		add(pair, pair.lift(shrinkRegions, 1), linksRegions, "between "+here+" and "+there, hereJA+"と"+thereJA)
	}
	home, homeJA := e.countries.Name[e.units.Country[s.town]], e.countries.NameJA[e.units.Country[s.town]]
	if there != "" {
		add(theirs, theirs.lift(shrinkShare, 1), linksTheirRegion, "of "+there+" with "+home, thereJA+"と"+homeJA)
	}
	if here != "" {
		add(a.ourRegion, a.ourRegion.lift(shrinkShare, 1), linksOurRegion, "of "+here+" with "+e.countries.Name[c], hereJA+"と"+e.countries.NameJA[c])
	}
	add(similar, lift, linksSimilar, "between towns of our two sizes in the two countries", "両国の同規模の自治体間")
	if n := s.common[u]; n > 0 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("%d %s in common", n, plural(int(n), "partner", "partners")), fmt.Sprintf("共通の提携先が%d件ある", n)},
			Source: "ties", Strength: s.worth(Links, s.curve[linksCommon].step(s.commonStep(u))),
		})
	}
	return out
}

// usual writes an expected number of ties: below one with a decimal.
func usual(v float64) string {
	if v < 9.5 {
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// regionName names the first-level government of a unit in both languages, ""
// when it has none.
func (e *Engine) regionName(u data.Unit) (en, ja string) {
	r := e.upper(u)
	l, err := e.store.Labels()
	if r == data.NoUnit || err != nil {
		return "", ""
	}
	en, ja = l.Name.At(int(r)), l.NameJA.At(int(r))
	if ja == "" {
		ja = en
	}
	return en, ja
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
