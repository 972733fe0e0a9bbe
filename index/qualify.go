package index

import (
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// splitQualifiers splits "name, region, country" at its commas, those of
// Japanese and Chinese too.
func splitQualifiers(query string) (name string, qualifiers []string) {
	parts := strings.FieldsFunc(query, func(r rune) bool { return strings.ContainsRune(",，、､", r) })
	for _, p := range parts {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		if name == "" {
			name = p
			continue
		}
		qualifiers = append(qualifiers, p)
	}
	return name, qualifiers
}

// cutPrefecture splits a Japanese address that begins with its prefecture,
// 北海道上川郡新得町 or 北海道 新得町.
func (t *tables) cutPrefecture(query string) (prefecture, rest string, ok bool) {
	for u := t.units.Municipalities.From; u < t.units.Municipalities.To; u++ {
		if t.units.Kind[u] != data.KindPrefecture {
			continue
		}
		name := t.labels.NameJA.At(int(u))
		if rest, ok := strings.CutPrefix(query, name); ok && name != "" {
			return name, strings.TrimSpace(rest), true
		}
	}
	return "", "", false
}

// within returns the hits that lie in what every qualifier names.
func (t *tables) within(hits []hit, qualifiers []string) []hit {
	for _, q := range qualifiers {
		in := t.area(q)
		var kept []hit
		for _, h := range hits {
			if in(h.unit) {
				kept = append(kept, h)
			}
		}
		hits = kept
	}
	return hits
}

// area returns the test for lying in what a qualifier names: a country, a
// region by its name or code, a continent, or the city that a place is part of.
// A name of several (Georgia, CA) stands for all of them.
func (t *tables) area(qualifier string) func(data.Unit) bool {
	u := t.units
	owners := map[data.Unit]bool{}
	for _, h := range t.anyForm(qualifier) {
		owners[h.unit] = true
	}
	country, isCountry := CountryByName(t.countries, qualifier)
	if isCountry && nations[names.Fold(qualifier)] {
		isCountry = false // Perth, Scotland is not any Perth of the United Kingdom
	}
	var many []data.Country
	if !isCountry {
		many, _ = CountriesIn(t.countries, qualifier)
	}
	code := strings.ToUpper(strings.TrimSpace(qualifier))
	return func(x data.Unit) bool {
		region, whole := u.Region[x], u.PartOf[x]
		switch {
		case isCountry && u.Country[x] == country, slices.Contains(many, u.Country[x]):
			return true
		case whole != data.NoUnit && owners[whole]:
			return true
		case owners[x] && u.Kind[x].Upper():
			return true // Tokyo, Tokyo
		case region == data.NoUnit:
			return false
		}
		return owners[region] || t.regionHasCode(region, code)
	}
}

// regionHasCode reports whether a region's id or ISO alias ends in the code: TX, NSW.
func (t *tables) regionHasCode(region data.Unit, code string) bool {
	if len(code) < 2 {
		return false
	}
	return strings.HasSuffix(t.labels.ID.At(int(region)), "-"+code) || strings.HasSuffix(t.labels.Alias.At(int(region)), "-"+code)
}

// trimKind takes the kind of government off a name, Japanese kinds and the
// English words for a region.
func trimKind(name string) (base, suffix string) {
	if base, suffix = names.TrimJapanese(name); suffix != "" {
		return base, suffix
	}
	cut := strings.LastIndexByte(name, ' ')
	if cut > 0 && upperWords[names.Fold(name[cut:])] {
		return strings.TrimSpace(name[:cut]), names.Fold(name[cut:])
	}
	return name, ""
}

// upperWords are English words for first-level regions.
var upperWords = map[string]bool{"state": true, "province": true, "region": true, "county": true, "department": true, "oblast": true}

// ofKind reports whether a government of the kind may carry the suffix, which
// is folded. City, town and village are said of places of the world too.
func ofKind(k data.Kind, suffix string) bool {
	switch suffix {
	case "市", "し", "shi":
		return k == data.KindCity
	case "区", "く", "ku", "ward":
		return k == data.KindWard
	case "町", "まち", "ちょう", "machi", "cho", "chou":
		return k == data.KindTown
	case "村", "むら", "そん", "mura", "son":
		return k == data.KindVillage
	case "city":
		return k == data.KindCity || k == data.KindWard || k == data.KindPlace
	case "town":
		return k == data.KindTown || k == data.KindPlace
	case "village":
		return k == data.KindVillage || k == data.KindPlace
	case "prefecture":
		return k.Upper()
	}
	if upperWords[suffix] {
		return k == data.KindRegion
	}
	return k == data.KindPrefecture
}
