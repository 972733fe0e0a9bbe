package portfolio

import (
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// LinkKind tells by what two members could work together.
type LinkKind string

// The kinds of links, strongest first.
const (
	// LinkTied joins two that have a known tie with each other.
	LinkTied LinkKind = "tied"
	// LinkPartner joins two that have a partner in common.
	LinkPartner LinkKind = "partner_in_common"
	// LinkTheme joins two that live from the same rare thing as the town.
	LinkTheme LinkKind = "theme_in_common"
	// LinkLanguage joins two whose countries speak a language; it adds no
	// points, since most pairs of distant towns use English anyway.
	LinkLanguage LinkKind = "language_in_common"
)

// Link is something that two members have in common.
type Link struct {
	A, B data.Unit
	Kind LinkKind
	// Points is what the link adds to the worth of the portfolio.
	Points matcher.Points
	// Subject is the partner in common, NoUnit otherwise.
	Subject data.Unit
	// Theme is the key of the theme, or the name of the near feature, in
	// common; empty otherwise.
	Theme string
}

// linker finds links among candidates of one town.
type linker struct {
	*facts
	// shared lists what the town has that is rare, as bits of what others have.
	shared   []joint
	partners map[data.Unit][]data.Unit
}

// joint is a rare thing that the town has.
type joint struct {
	key string
	has func(u data.Unit) bool
}

func (f *facts) linker(town data.Unit) *linker {
	l := &linker{facts: f, partners: map[data.Unit][]data.Unit{}}
	for r := f.themes.Start[town]; r < f.themes.Start[town+1]; r++ {
		theme := int(f.themes.Theme[r])
		if !f.rare[theme] {
			continue
		}
		l.shared = append(l.shared, joint{f.themes.Keys[theme], func(u data.Unit) bool { return f.hasTheme(u, theme) }})
	}
	for _, n := range rareNear() {
		has := func(u data.Unit) bool {
			row, ok := f.near.Find(u, n.feature)
			return ok && f.near.Km[row] <= n.within && !(f.near.Value[row] < n.least)
		}
		if has(town) {
			l.shared = append(l.shared, joint{n.feature.String(), has})
		}
	}
	return l
}

// nearJoint is a feature near a town that joins those that have it.
type nearJoint struct {
	feature data.Feature
	// within is in km, least in the measure of the feature.
	within, least float32
}

func rareNear() []nearJoint {
	return []nearJoint{
		{data.FeatureSki, 15, 3},
		{data.FeatureVolcano, 30, 0},
		{data.FeatureGeothermal, 20, 0},
		{data.FeatureCreativeCity, 5, 0},
	}
}

// between lists what joins two candidates, strongest first.
func (l *linker) between(a, b data.Unit) []Link {
	var out []Link
	if _, ok := slices.BinarySearch(l.partnersOf(a), b); ok {
		out = append(out, Link{A: a, B: b, Kind: LinkTied, Points: tied, Subject: data.NoUnit})
	}
	if p := l.partnerInCommon(a, b); p != data.NoUnit {
		out = append(out, Link{A: a, B: b, Kind: LinkPartner, Points: partnerInCommon, Subject: p})
	}
	for _, j := range l.shared {
		if j.has(a) && j.has(b) {
			out = append(out, Link{A: a, B: b, Kind: LinkTheme, Points: themeInCommon, Subject: data.NoUnit, Theme: j.key})
			break // a second thing in common does not make them work together twice
		}
	}
	return out
}

// language is the link of a common language, if two members have one.
func (l *linker) language(a, b data.Unit) (Link, bool) {
	x, y := l.units.Country[a], l.units.Country[b]
	if x == y || l.commonLanguage(x, y) < 0.3 {
		return Link{}, false
	}
	return Link{A: a, B: b, Kind: LinkLanguage, Subject: data.NoUnit}, true
}

// bonus is what the links of a pair add together.
func (l *linker) bonus(a, b data.Unit) matcher.Points {
	var sum matcher.Points
	for _, v := range l.between(a, b) {
		sum += v.Points
	}
	return sum
}

// partnersOf returns the known partners of a unit in order, without clubs.
func (l *linker) partnersOf(u data.Unit) []data.Unit {
	if list, ok := l.partners[u]; ok {
		return list
	}
	list := []data.Unit{}
	for _, row := range l.ties.Of(u) {
		if o := l.ties.Other(row, u); o != data.NoUnit && !l.ties.Club[row] {
			list = append(list, o)
		}
	}
	slices.Sort(list)
	list = slices.Compact(list)
	l.partners[u] = list
	return list
}

// partnerInCommon returns the first partner that both have, NoUnit for none.
func (l *linker) partnerInCommon(a, b data.Unit) data.Unit {
	x, y := l.partnersOf(a), l.partnersOf(b)
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] == y[j]:
			return x[i]
		case x[i] < y[j]:
			i++
		default:
			j++
		}
	}
	return data.NoUnit
}
