package ranktest_test

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/matcher"
)

// class finds the members of a list that a case is about. The thresholds are
// those of a reader of maps, on purpose not those of the engine.
type class func(list matcher.Ranking) []data.Unit

// of makes a class of a property that each candidate has or has not.
func of(has func(town data.Unit, c matcher.Candidate) bool) class {
	return func(list matcher.Ranking) []data.Unit {
		var out []data.Unit
		for _, c := range list.Candidates {
			if has(list.Town, c) {
				out = append(out, c.Unit)
			}
		}
		return out
	}
}

// ofUnit makes a class of a property of the candidate's place.
func ofUnit(has func(u data.Unit) bool) class {
	return of(func(_ data.Unit, c matcher.Candidate) bool { return has(c.Unit) })
}

// class reads the words that name a class; see testdata/ranking/README.md.
func (w *world) class(words string) (class, error) {
	if c, ok := w.simple()[words]; ok {
		return c, nil
	}
	f := strings.Fields(words)
	at := func(i int) string {
		if i < len(f) {
			return f[i]
		}
		return ""
	}
	switch {
	case at(0) == "theme" && len(f) == 2 && slices.Contains(w.themes.Keys, f[1]):
		return ofUnit(func(u data.Unit) bool { return w.themed(u, f[1]) }), nil
	case at(0) == "in" && len(f) == 2:
		return w.inCountries(f[1])
	case at(0) == "speaking" && len(f) == 2:
		return ofUnit(func(u data.Unit) bool { return w.speaks(u, f[1]) }), nil
	}
	rest, n, err := cutNumber(f)
	if err != nil {
		return nil, fmt.Errorf("no class %q", words)
	}
	switch rest {
	case "within":
		return of(func(town data.Unit, c matcher.Candidate) bool { return w.ratio(town, c.Unit) <= n }), nil
	case "over people":
		return ofUnit(func(u data.Unit) bool { return float64(w.units.Population[u]) > n }), nil
	case "sees us in":
		return of(func(_ data.Unit, c matcher.Candidate) bool {
			return c.TheirRank != nil && float64(c.TheirRank.Rank) <= n
		}), nil
	}
	return nil, fmt.Errorf("no class %q", words)
}

// parseNumber reads 3, 3x or 50,000.
func parseNumber(word string) (float64, error) {
	return strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(word, ",", ""), "x"), 64)
}

// cutNumber takes the only number out of the words.
func cutNumber(words []string) (rest string, n float64, err error) {
	for i, word := range words {
		if n, err = parseNumber(word); err == nil {
			return strings.Join(slices.Delete(slices.Clone(words), i, i+1), " "), n, nil
		}
	}
	return "", 0, fmt.Errorf("no number in %q", words)
}

// simple are the classes without a parameter.
func (w *world) simple() map[string]class {
	return map[string]class{
		"candidates":     ofUnit(func(data.Unit) bool { return true }),
		"namesake":       of(func(town data.Unit, c matcher.Candidate) bool { return w.namesakes(town, c.Unit) }),
		"ski":            ofUnit(func(u data.Unit) bool { return w.has(u, data.FeatureSki, 20, 3) }),
		"port":           ofUnit(func(u data.Unit) bool { return w.has(u, data.FeaturePort, 15, 0) }),
		"heritage":       ofUnit(func(u data.Unit) bool { return w.has(u, data.FeatureHeritage, 15, 0) }),
		"university":     ofUnit(func(u data.Unit) bool { return w.has(u, data.FeatureUniversity, 10, 0) }),
		"steel":          ofUnit(func(u data.Unit) bool { return w.has(u, data.FeatureSteel, 15, 0) }),
		"wine":           ofUnit(w.wine),
		"volcano":        ofUnit(func(u data.Unit) bool { return w.has(u, data.FeatureVolcano, 40, 0) }),
		"coast":          ofUnit(func(u data.Unit) bool { return w.units.CoastKm[u] <= 10 }),
		"island":         ofUnit(func(u data.Unit) bool { return w.units.Landmass[u] > 0 && w.units.Landmass[u] < 12_000 }),
		"mountain":       ofUnit(func(u data.Unit) bool { return w.units.ReliefM[u] >= 400 || w.units.Elevation[u] >= 600 }),
		"lake":           ofUnit(func(u data.Unit) bool { return w.units.ByLake[u] }),
		"cold":           ofUnit(func(u data.Unit) bool { return w.climate.T[0][u] <= 0 }),
		"warm":           ofUnit(func(u data.Unit) bool { return w.climate.T[0][u] >= 12 }),
		"capital":        ofUnit(func(u data.Unit) bool { return w.units.Seat[u] == data.SeatCountry }),
		"region or seat": ofUnit(w.regional),
		"size known":     ofUnit(func(u data.Unit) bool { return w.units.Population[u] > 0 }),
		"suburb":         ofUnit(w.suburb),
		"seeker":         of(func(town data.Unit, c matcher.Candidate) bool { return w.seeks(c.Unit, town) }),
		"of one country": w.largestGroup,
		"countries":      w.distinct(func(c data.Country) string { return w.countries.Code[c] }),
		"continents":     w.distinct(func(c data.Country) string { return w.countries.Continent[c] }),
	}
}

func (w *world) inCountries(codes string) (class, error) {
	var in []data.Country
	for code := range strings.SplitSeq(codes, ",") {
		c, ok := w.countries.ByCode(code)
		if !ok {
			return nil, fmt.Errorf("no country %q", code)
		}
		in = append(in, c)
	}
	return ofUnit(func(u data.Unit) bool { return slices.Contains(in, w.units.Country[u]) }), nil
}

// has tells whether a feature lies within km, with at least the value.
func (w *world) has(u data.Unit, f data.Feature, km, least float32) bool {
	row, ok := w.near.Find(u, f)
	return ok && w.near.Km[row] <= km && (least == 0 || w.near.Value[row] >= least)
}

func (w *world) wine(u data.Unit) bool {
	return w.has(u, data.FeatureWinePDO, 3, 0) || w.has(u, data.FeatureWineAVA, 3, 0) || w.themed(u, "wine_seed")
}

func (w *world) themed(u data.Unit, key string) bool {
	for r := w.themes.Start[u]; r < w.themes.Start[u+1]; r++ {
		if w.themes.Keys[w.themes.Theme[r]] == key && w.themes.Km[r] <= 10 {
			return true
		}
	}
	return false
}

// speaks tells whether a language is official or that of half the people.
func (w *world) speaks(u data.Unit, lang string) bool {
	return slices.ContainsFunc(w.countries.Languages[w.units.Country[u]], func(l data.Language) bool {
		return l.Code == lang && (l.Official || l.Percent >= 50)
	})
}

// namesakes compares the main names, spelt without marks.
func (w *world) namesakes(a, b data.Unit) bool {
	fold := func(u data.Unit) string { return names.Fold(w.labels.Name.At(int(u))) }
	return fold(a) == fold(b)
}

// ratio is how many times the larger of the two is the smaller; what is of
// unknown size is of no size near ours.
func (w *world) ratio(a, b data.Unit) float64 {
	p, q := float64(w.units.Population[a]), float64(w.units.Population[b])
	if p <= 0 || q <= 0 {
		return 1e9
	}
	return max(p/q, q/p)
}

func (w *world) regional(u data.Unit) bool {
	s := w.units.Seat[u]
	return w.units.Kind[u].Upper() || s == data.SeatCountry || s == data.SeatFirst
}

// seeks tells whether the candidate asked for a partner in the town's country.
func (w *world) seeks(candidate, town data.Unit) bool {
	return w.wants(w.wishes.Of(candidate), w.units.Country[town])
}

// A suburb lies within suburbKm of a city of suburbCity people or more in its
// country that has suburbTimes its inhabitants.
const (
	suburbKm    = 35
	suburbCity  = 1_000_000
	suburbTimes = 10
)

func (w *world) suburb(u data.Unit) bool {
	run := w.units.ByCountry[w.units.Country[u]]
	for c := run.From; c < run.To; c++ {
		p := w.units.Population[c]
		if p >= suburbCity && int64(p) >= suburbTimes*int64(max(w.units.Population[u], 0)) && w.km(u, c) <= suburbKm {
			return true
		}
	}
	return false
}

// largestGroup holds the candidates of the country that has most of the list.
func (w *world) largestGroup(list matcher.Ranking) []data.Unit {
	groups := make([][]data.Unit, w.countries.Len())
	var most []data.Unit
	for _, c := range list.Candidates {
		g := &groups[w.units.Country[c.Unit]]
		if *g = append(*g, c.Unit); len(*g) > len(most) {
			most = *g
		}
	}
	return most
}

// distinct is the class of the first candidate of each country or continent.
func (w *world) distinct(key func(data.Country) string) class {
	return func(list matcher.Ranking) []data.Unit {
		seen := map[string]bool{}
		var out []data.Unit
		for _, c := range list.Candidates {
			if k := key(w.units.Country[c.Unit]); !seen[k] {
				seen[k] = true
				out = append(out, c.Unit)
			}
		}
		return out
	}
}

// km is the distance between two places a day's walk or so apart.
func (w *world) km(a, b data.Unit) float64 {
	const perDegree = 111.2
	lat, lon := float64(w.units.Lat[a]), float64(w.units.Lon[a])
	north := float64(w.units.Lat[b]) - lat
	east := (float64(w.units.Lon[b]) - lon) * math.Cos(lat*math.Pi/180)
	return perDegree * math.Hypot(north, east)
}
