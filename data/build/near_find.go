package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// Distances that decide which unit a named, dated or located thing belongs to.
const (
	// sameNameKm is how far a unit of the same name may lie from the position
	// a source gives: sources place a city at its station, its castle or its
	// middle.
	sameNameKm = 30
	// municipalityKm is the same for Japanese municipalities, whose namesakes
	// are close together.
	municipalityKm = 25
	// noNameKm is how far the unit may lie when its name says nothing.
	noNameKm = 10
)

// tokyoCode is the prefecture that stands for the city of Tokyo: there is no
// municipality of that name since 1943.
const tokyoCode = "13"

// unitFinder finds the unit that a source means by an id, a name, a country
// and a position. Upper governments are never found, Tokyo excepted.
type unitFinder struct {
	units  []unit
	spots  []spot
	globe  *globe
	byGeo  map[int64]int32
	byName map[string][]int32
	byCode map[string]int32
	byID   map[string]int32
	tokyo  int32
}

func newUnitFinder(units []unit) *unitFinder {
	f := &unitFinder{
		units:  units,
		spots:  make([]spot, len(units)),
		byGeo:  map[int64]int32{},
		byName: map[string][]int32{},
		byCode: map[string]int32{},
		byID:   make(map[string]int32, len(units)),
		tokyo:  -1,
	}
	for i, u := range units {
		f.spots[i] = newSpot(u.Lat, u.Lon)
		f.byID[u.ID] = int32(i)
		if u.Code != "" {
			f.byCode[u.Code] = int32(i)
		}
		if u.Code == tokyoCode {
			f.tokyo = int32(i)
		}
		if u.Kind.Upper() {
			continue
		}
		if u.GeonameID != 0 && u.CC != "JP" {
			f.byGeo[u.GeonameID] = int32(i)
		}
		key := u.CC + " " + cityKey(u.Name)
		f.byName[key] = append(f.byName[key], int32(i))
	}
	f.globe = newGlobe(f.spots, func(i int32) bool { return !units[i].Kind.Upper() })
	return f
}

// found is a unit that a thing was joined to, by index, with the distance
// between the two; 0 where the unit is the very place the source names.
type found struct {
	index int32
	km    float64
}

// place finds the unit for a GeoNames id (0 for none), else for a name at a
// position, else the nearest of the country.
func (f *unitFinder) place(geonameID int64, name, cc string, at spot) (found, bool) {
	if cc == "JP" {
		return f.municipality(name, at)
	}
	if i, ok := f.byGeo[geonameID]; ok {
		return found{i, 0}, true
	}
	if i, ok := f.named(name, cc, at, sameNameKm); ok {
		return found{i, 0}, true
	}
	n, ok := f.globe.nearest(at, noNameKm, func(i int32) bool { return f.units[i].CC == cc })
	return found{n.index, n.km}, ok
}

// municipality finds the Japanese government for a romaji name at a position.
func (f *unitFinder) municipality(name string, at spot) (found, bool) {
	if cityKey(name) == "tokyo" && f.tokyo >= 0 {
		return found{f.tokyo, 0}, true
	}
	if i, ok := f.named(name, "JP", at, municipalityKm); ok {
		return found{i, 0}, true
	}
	n, ok := f.globe.nearest(at, noNameKm, func(i int32) bool { return f.units[i].CC == "JP" })
	return found{n.index, n.km}, ok
}

// named finds the unit of the name within km, in any country where cc is
// empty: an equal name before one that only begins alike (Washington D.C.,
// Frankfurt am Main), then the most populous, then the nearest.
func (f *unitFinder) named(name, cc string, at spot, km float64) (int32, bool) {
	words := nameWords(name)
	if len(words) == 0 {
		return 0, false
	}
	best, bestKm, bestRank := int32(-1), 0.0, 0
	for _, n := range f.globe.within(nil, at, km) {
		u := f.units[n.index]
		if cc != "" && u.CC != cc {
			continue
		}
		rank := nameRank(words, nameWords(u.Name))
		if rank == 0 {
			continue
		}
		better := best < 0 || cmp.Or(
			cmp.Compare(bestRank, rank),
			cmp.Compare(f.units[best].Population, u.Population),
			cmp.Compare(n.km, bestKm),
			cmp.Compare(n.index, best)) < 0
		if better {
			best, bestKm, bestRank = n.index, n.km, rank
		}
	}
	return best, best >= 0
}

// onlyNamed finds the unit that alone in its country bears the name, for rows
// whose position is wrong or missing. Among namesakes abroad the most populous
// is taken if it has ten times the people of the next. What follows a comma
// ("Washington, D.C.") is dropped where the whole name is unknown.
func (f *unitFinder) onlyNamed(name, cc string) (found, bool) {
	if cc == "JP" && cityKey(name) == "tokyo" && f.tokyo >= 0 {
		return found{f.tokyo, 0}, true
	}
	all := slices.Clone(f.byName[cc+" "+cityKey(name)])
	if len(all) == 0 {
		if short, _, more := strings.Cut(name, ","); more {
			return f.onlyNamed(short, cc)
		}
		return found{}, false
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(f.units[b].Population, f.units[a].Population), cmp.Compare(a, b))
	})
	if len(all) > 1 {
		first, second := f.units[all[0]].Population, f.units[all[1]].Population
		clear := first != data.NoInt && (second == data.NoInt || first/10 >= second)
		if cc == "JP" || !clear {
			return found{}, false
		}
	}
	return found{all[0], 0}, true
}

// nameRank tells how well two names agree: 2 equal, 1 one begins with the
// words of the other, 0 not.
func nameRank(a, b []string) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case slices.Equal(a, b):
		return 2
	case len(a) > len(b) && slices.Equal(a[:len(b)], b), len(b) > len(a) && slices.Equal(b[:len(a)], a):
		return 1
	}
	return 0
}

// cityKey is a name as joins compare it.
func cityKey(name string) string { return strings.Join(nameWords(name), " ") }

// genericWords say what kind of government a name belongs to, not which.
var genericWords = []string{"city", "shi", "machi", "cho", "mura", "son", "ku", "municipality"}

var labialN = strings.NewReplacer("mb", "nb", "mp", "np")

// nameWords is the folded name, word by word, without the kind of government at
// its end.
func nameWords(name string) []string {
	words := strings.Fields(names.Fold(name))
	for i, w := range words {
		// Hepburn has written both Gotemba and Gotenba.
		words[i] = labialN.Replace(w)
	}
	for len(words) > 1 && slices.Contains(genericWords, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return words
}
