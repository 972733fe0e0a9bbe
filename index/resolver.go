package index

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// Resolver finds the unit that is meant by an id, a code or an exact name. It
// is safe for concurrent use.
type Resolver struct {
	st *data.Store
}

// NewResolver returns a resolver of the units of st. It reads nothing yet:
// [Resolver.Resolve] reads what the query needs.
func NewResolver(st *data.Store) *Resolver { return &Resolver{st: st} }

// Resolve returns the unit that query means. A query is, tried in this order:
//
//	gn:2648579  jp:01635  jp:01  rg:AU-02  a1:AU-NSW  pl:AU:name:lat:lon   an id
//	01635  016357                                  a Japanese code, without or with check digit
//	新得町  しんとくちょう  Shintoku-cho  Shintoku Town   a name, with or without its kind
//	Hamilton, Ontario, Canada                      a name with regions or countries
//	北海道新得町  北海道上川郡新得町                      a name after its prefecture
//
// Of several units with the name, one is meant beyond doubt when, in this order:
//
//  1. only it is a Japanese government with just this official name: 南陽市 is
//     the one in Yamagata, whatever Nanyang in China is called in Japanese;
//  2. only one bears it as its main name and no other is twenty times as large
//     (parts of a city count only where no government bears the name);
//  3. the others are the regions named after it: Kyoto is the city, Kyoto
//     Prefecture and 京都府 are not;
//  4. it has at least twenty times the inhabitants of the next: Glasgow.
//
// Otherwise the error is an [AmbiguousError]; a [NotFoundError] when no unit
// has the name, [ErrEmpty] when there is none in the query, and
// [data.ErrDamaged] when a layer cannot be read. Only the first
// [names.MaxRunes] characters of a query are looked at.
func (r *Resolver) Resolve(query string) (data.Unit, error) {
	query = clean(query)
	if names.Fold(query) == "" {
		return data.NoUnit, ErrEmpty
	}
	t, err := openTables(r.st)
	if err != nil {
		return data.NoUnit, err
	}
	if unit, isID := t.byID(query); isID {
		if unit == data.NoUnit {
			return unit, &NotFoundError{Query: query}
		}
		return unit, nil
	}
	// Not in openTables: half a million names are not read for an id.
	if t.folds, err = r.st.Lookup(); err != nil {
		return data.NoUnit, err
	}
	hits, elsewhere := t.lookup(query)
	if len(hits) == 0 {
		return data.NoUnit, &NotFoundError{Query: query, Suggestions: t.matches(elsewhere, query)}
	}
	hits = keep(hits, func(h hit) bool {
		return t.units.Municipalities.Has(h.unit) && t.labels.NameJA.At(int(h.unit)) == query
	})
	if hits = t.meant(hits); len(hits) > 1 {
		return data.NoUnit, &AmbiguousError{Query: query, Matches: t.matches(hits, query)}
	}
	return hits[0].unit, nil
}

// clean returns the query without invalid bytes and surrounding space, and no
// longer than a name can be.
func clean(query string) string {
	// Four bytes a rune bound the work before the runes are counted.
	query = query[:min(len(query), 4*names.MaxRunes)]
	query = strings.TrimSpace(strings.ToValidUTF8(query, ""))
	n := 0
	for i := range query {
		if n == names.MaxRunes {
			return query[:i]
		}
		n++
	}
	return query
}

// tables are the parts of the store that queries are resolved with; folds is
// there for those that are no ids.
type tables struct {
	units     *data.Units
	labels    *data.Labels
	folds     *data.Lookup
	countries *data.Countries
}

func openTables(st *data.Store) (t *tables, err error) {
	t = &tables{}
	if t.units, err = st.Units(); err != nil {
		return nil, err
	}
	if t.labels, err = st.Labels(); err != nil {
		return nil, err
	}
	t.countries, err = st.Countries()
	return t, err
}

// hit is a unit that bears a name.
type hit struct {
	unit data.Unit
	main bool
}

// named returns the units that bear the name, in order of unit.
func (t *tables) named(name string) []hit {
	fold := names.Fold(name)
	if fold == "" {
		return nil
	}
	from, to := t.folds.Find(fold)
	var hits []hit
	for i := from; i < to; i++ {
		if u := t.folds.Unit[i]; u >= 0 && int(u) < t.units.Len() {
			hits = append(hits, hit{data.Unit(u), t.folds.Main[i] == 1})
		}
	}
	return hits
}

// lookup returns the units that a query names. When qualifiers exclude all that
// bear the name, those come back as elsewhere.
func (t *tables) lookup(query string) (hits, elsewhere []hit) {
	if hits = t.anyForm(query); len(hits) > 0 {
		return hits, nil
	}
	name, qualifiers := splitQualifiers(query)
	if len(qualifiers) > 0 {
		elsewhere = t.anyForm(name)
		return t.within(elsewhere, qualifiers), elsewhere
	}
	if prefecture, rest, ok := t.cutPrefecture(query); ok {
		elsewhere = t.anyForm(rest)
		return t.within(elsewhere, []string{prefecture}), elsewhere
	}
	return nil, nil
}

// anyForm returns the units named as written, else by the name without its
// district, else by the name without its kind of government if it is theirs.
func (t *tables) anyForm(name string) []hit {
	if hits := t.named(name); slices.ContainsFunc(hits, func(h hit) bool { return h.main }) {
		return hits
	}
	hits := t.named(name)
	town := names.TrimDistrict(name)
	if len(hits) == 0 && town != name {
		hits = t.named(town)
	}
	base, suffix := trimKind(town)
	if suffix == "" {
		return hits
	}
	for _, h := range t.named(base) {
		if ofKind(t.units.Kind[h.unit], suffix) && !slices.ContainsFunc(hits, func(o hit) bool { return o.unit == h.unit }) {
			hits = append(hits, h)
		}
	}
	return hits
}

// meant drops the hits that lose against another; one is left when it is
// meant beyond doubt. See [Resolver.Resolve] for the rules.
func (t *tables) meant(hits []hit) []hit {
	hits = keep(hits, func(h hit) bool { return t.units.PartOf[h.unit] == data.NoUnit })
	hits = keep(hits, func(h hit) bool { return !t.namesake(h, hits) })
	mains := keep(hits, func(h hit) bool { return h.main })
	largest := slices.MaxFunc(hits, t.bySize)
	if !slices.ContainsFunc(mains, func(h hit) bool { return h.unit == largest.unit }) {
		if next := slices.MaxFunc(mains, t.bySize); t.dwarfs(largest, next) {
			mains = append(mains, largest)
			return mains
		}
	}
	if len(mains) > 1 {
		slices.SortFunc(mains, func(a, b hit) int { return t.bySize(b, a) })
		if t.dwarfs(mains[0], mains[1]) {
			return mains[:1]
		}
	}
	return mains
}

// keep returns the hits for which ok holds, or all when it holds for none.
func keep(hits []hit, ok func(hit) bool) []hit {
	var kept []hit
	for _, h := range hits {
		if ok(h) {
			kept = append(kept, h)
		}
	}
	if len(kept) == 0 {
		return hits
	}
	return kept
}

// namesake reports whether h is a region or prefecture and another hit is its
// seat or its largest place, after which it is named. Some capitals are no part
// of the region around them (Moscow, Minsk, Buenos Aires): a seat in the midst
// of a region counts as its own.
func (t *tables) namesake(h hit, hits []hit) bool {
	u := t.units
	return u.Kind[h.unit].Upper() && slices.ContainsFunc(hits, func(o hit) bool {
		seat := u.Seat[o.unit] == data.SeatCountry || u.Seat[o.unit] == data.SeatFirst
		if u.Region[o.unit] == h.unit {
			return seat || u.RegionRank[o.unit] == 1
		}
		return seat && u.Country[o.unit] == u.Country[h.unit] && t.amidst(o.unit, h.unit)
	})
}

// amidst reports whether a place lies within a degree, about 110 km, of the
// point around which the people of a region live.
func (t *tables) amidst(place, region data.Unit) bool {
	u := t.units
	north := float64(u.Lat[place] - u.Lat[region])
	east := float64(u.Lon[place]-u.Lon[region]) * math.Cos(float64(u.Lat[place])*math.Pi/180)
	return math.Hypot(north, east) <= 1
}

// timesLarger is how many times larger a place must be than its namesakes to
// be meant by a bare name: London in England (21 times London, Ontario) is,
// Birmingham in England (6 times the one in Alabama) is not.
const timesLarger = 20

func (t *tables) dwarfs(a, b hit) bool {
	return int64(t.people(a)) >= timesLarger*max(int64(t.people(b)), 1)
}

// people returns the population, 0 where it is unknown.
func (t *tables) people(h hit) int32 { return max(t.units.Population[h.unit], 0) }

func (t *tables) bySize(a, b hit) int {
	return cmp.Or(cmp.Compare(t.people(a), t.people(b)), cmp.Compare(b.unit, a.unit))
}

// matches lists hits for an error, the largest first.
func (t *tables) matches(hits []hit, query string) []Match {
	sorted := slices.Clone(hits)
	slices.SortFunc(sorted, func(a, b hit) int { return t.bySize(b, a) })
	list := make([]Match, 0, len(sorted))
	for _, h := range sorted {
		m := Match{Unit: h.unit, Name: t.labels.Name.At(int(h.unit)), Score: 1}
		if !h.main {
			m.Name, m.Score = query, 0.5
		}
		list = append(list, m)
	}
	return list
}
