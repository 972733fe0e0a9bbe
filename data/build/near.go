package build

import (
	"cmp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shimai/shimai/data"
)

// regionKm is how far a point may lie from the place whose region it is
// counted in: quakes and storms at sea belong to the coast they trouble.
const regionKm = 100

// nearLayers returns the rows of the near layers by layer name, in order of
// unit and feature.
//
// Places and municipalities get what lies within the feature's radius of their
// position, or is known to lie in their area. Regions and prefectures get what
// lies in the places nearest to it, at distance 0.
func nearLayers(src sources, units []unit) (map[string][]data.NearRow, error) {
	find := newUnitFinder(units)
	sets, err := allPointSets(src, find)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(sets, func(a, b *pointSet) int { return cmp.Compare(a.feature, b.feature) })
	surveys := make([]*survey, len(sets))
	for i, s := range sets {
		surveys[i] = newSurvey(s, find)
	}
	return surveyAll(surveys, find), nil
}

// surveyAll asks every survey for every unit. The units are cut into blocks
// that run side by side; rows are put together in block order.
func surveyAll(surveys []*survey, find *unitFinder) map[string][]data.NearRow {
	const block = 4096
	blocks := make([]map[string][]data.NearRow, (len(find.units)+block-1)/block)
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			tally := newTally()
			for b := range next {
				rows := map[string][]data.NearRow{}
				for i := b * block; i < min((b+1)*block, len(find.units)); i++ {
					for _, s := range surveys {
						if row, ok := s.row(int32(i), find, tally); ok {
							layer := data.Features[s.set.feature].Layer
							rows[layer] = append(rows[layer], row)
						}
					}
				}
				blocks[b] = rows
			}
		})
	}
	for b := range blocks {
		next <- b
	}
	close(next)
	wg.Wait()
	all := map[string][]data.NearRow{}
	for _, layer := range nearLayerNames {
		for _, rows := range blocks {
			all[layer] = append(all[layer], rows[layer]...)
		}
	}
	return all
}

// nearLayerNames lists the layers that nearLayers fills.
var nearLayerNames = []string{data.LayerNearFacts, data.LayerNearCCBY, data.LayerNearODbL, data.LayerNearMIT}

// survey answers what of one point set a unit has.
type survey struct {
	set    *pointSet
	globe  *globe
	radius float64
	reach  float64 // the greatest of the points
	// listed holds points that do not depend on a radius, by index of the
	// unit: those a unit owns, and those inside an upper government.
	listed map[int32][]int32
}

// globe indexes the points that count for whoever is near.
func (s *pointSet) globe() *globe {
	spots := make([]spot, len(s.points))
	for i := range s.points {
		spots[i] = s.points[i].at
	}
	return newGlobe(spots, func(i int32) bool { return s.points[i].owner == anyone })
}

func newSurvey(set *pointSet, find *unitFinder) *survey {
	s := &survey{set: set, globe: set.globe(), radius: float64(data.Features[set.feature].Radius), listed: map[int32][]int32{}}
	for i := range set.points {
		s.reach = max(s.reach, set.points[i].reach)
	}
	upper := upperIndex(find.units)
	if set.felt {
		s.listFelt(find, upper)
		return s
	}
	insider := set.insiders()
	for i := range set.points {
		p := &set.points[i]
		home := p.owner
		if home != anyone {
			s.listed[home] = append(s.listed[home], int32(i))
		} else if in, ok := insider[int32(i)]; ok {
			home = in
		} else {
			home = find.homeOf(p)
		}
		if home == anyone {
			continue
		}
		if region, ok := upper[find.units[home].Region]; ok {
			s.listed[region] = append(s.listed[region], int32(i))
		}
	}
	return s
}

// insiders maps points to the municipality they are inside of, the one with
// the lowest index where tables disagree.
func (s *pointSet) insiders() map[int32]int32 {
	of := map[int32]int32{}
	for unit, points := range s.inside {
		for _, p := range points {
			if have, ok := of[p]; !ok || unit < have {
				of[p] = unit
			}
		}
	}
	return of
}

// listFelt lists for each upper government the events that its places felt.
func (s *survey) listFelt(find *unitFinder, upper map[int32]int32) {
	type pair struct{ region, point int32 }
	seen := map[pair]bool{}
	t := newTally()
	for i, u := range find.units {
		region, ok := upper[u.Region]
		if u.Kind.Upper() || !ok {
			continue
		}
		s.reached(t, find.spots[i])
		for _, h := range t.hits {
			if k := (pair{region, h.index}); !seen[k] {
				seen[k] = true
				s.listed[region] = append(s.listed[region], h.index)
			}
		}
	}
}

// reached fills the tally with the points around a spot, each within the
// radius and its own reach.
func (s *survey) reached(t *tally, at spot) {
	t.hits = s.globe.within(t.hits[:0], at, s.radius+s.reach)
	if s.reach == 0 {
		return
	}
	t.hits = slices.DeleteFunc(t.hits, func(h near) bool { return h.km > s.radius+s.set.points[h.index].reach })
}

// upperIndex maps the unit numbers of upper governments to their index.
func upperIndex(units []unit) map[int32]int32 {
	upper := map[int32]int32{}
	for i, u := range units {
		if u.Kind.Upper() {
			upper[u.Unit] = int32(i)
		}
	}
	return upper
}

// homeOf returns the unit in whose region a point is counted: the nearest in
// the point's own country, else the nearest of all, else none.
func (f *unitFinder) homeOf(p *point) int32 {
	if p.cc != "" {
		if n, ok := f.globe.nearest(p.at, regionKm, func(i int32) bool { return f.units[i].CC == p.cc }); ok {
			return n.index
		}
	}
	if n, ok := f.globe.nearest(p.at, regionKm, nil); ok {
		return n.index
	}
	return anyone
}

// row sums up the points that a unit has; ok is false when it has none.
func (s *survey) row(i int32, find *unitFinder, t *tally) (data.NearRow, bool) {
	t.hits = t.hits[:0]
	if s.radius > 0 && !find.units[i].Kind.Upper() {
		s.reached(t, find.spots[i])
		for _, p := range s.set.inside[i] {
			t.toDoor(p)
		}
	}
	for _, p := range s.listed[i] {
		t.hits = append(t.hits, near{p, 0})
	}
	if len(t.hits) == 0 {
		return data.NearRow{}, false
	}
	row := t.sum(s.set)
	row.Unit = find.units[i].Unit
	return row, true
}

// tally is the scratch space of one worker.
type tally struct {
	hits  []near
	round int32
	seen  []int32
	words []string
}

func newTally() *tally { return &tally{} }

// toDoor sets the distance of a point to 0 and adds it where it is missing.
func (t *tally) toDoor(point int32) {
	for k := range t.hits {
		if t.hits[k].index == point {
			t.hits[k].km = 0
			return
		}
	}
	t.hits = append(t.hits, near{point, 0})
}

// sum makes one row of the hits.
func (t *tally) sum(set *pointSet) data.NearRow {
	named, least := t.hits[0], t.hits[0].km
	for _, h := range t.hits[1:] {
		least = min(least, h.km)
		if set.before(h, named) {
			named = h
		}
	}
	return data.NearRow{
		Feature: set.feature.String(),
		Count:   t.count(set),
		Km:      float32(least),
		Value:   t.value(set),
		Name:    set.points[named.index].name,
		Detail:  t.detail(set, named),
	}
}

// before reports whether a is to be named rather than b: by value where values
// rank, then a point with a name, then the nearer, then the earlier in the table.
func (s *pointSet) before(a, b near) bool {
	p, q := &s.points[a.index], &s.points[b.index]
	rank := 0
	switch s.value {
	case valueSum, valueGreatest:
		// Compare puts NaN below every number, as it should be here.
		rank = cmp.Compare(q.value, p.value)
	case valueLeast:
		rank = compareUnknownLast(p.value, q.value)
	}
	return cmp.Or(rank,
		cmp.Compare(unnamed(p.name), unnamed(q.name)),
		cmp.Compare(a.km, b.km),
		cmp.Compare(a.index, b.index)) < 0
}

func unnamed(name string) int {
	if name == "" {
		return 1
	}
	return 0
}

func compareUnknownLast(a, b float64) int {
	switch {
	case a != a && b != b:
		return 0
	case a != a:
		return 1
	case b != b:
		return -1
	}
	return cmp.Compare(a, b)
}

// count counts points, or distinct keys where the set is keyed.
func (t *tally) count(set *pointSet) int32 {
	if !set.keyed {
		return int32(len(t.hits))
	}
	t.round++
	n := int32(0)
	for _, h := range t.hits {
		key := int(set.points[h.index].key)
		for key >= len(t.seen) {
			t.seen = append(t.seen, make([]int32, key-len(t.seen)+256)...)
		}
		if t.seen[key] != t.round {
			t.seen[key] = t.round
			n++
		}
	}
	return n
}

// value applies the set's rule to the known values; unknown when there is none.
func (t *tally) value(set *pointSet) float32 {
	total, known := 0.0, false
	for _, h := range t.hits {
		v := set.points[h.index].value
		if set.value == valueNone || v != v {
			continue
		}
		switch {
		case !known:
			total = v
		case set.value == valueSum:
			total += v
		case set.value == valueGreatest:
			total = max(total, v)
		case set.value == valueLeast:
			total = min(total, v)
		}
		known = true
	}
	if !known {
		return data.NoFloat()
	}
	return float32(total)
}

// detail applies the set's rule to the details.
func (t *tally) detail(set *pointSet, named near) string {
	switch set.detail {
	case detailLast:
		last := data.NoInt
		for _, h := range t.hits {
			last = max(last, set.points[h.index].year)
		}
		return strconv.Itoa(int(last))
	case detailAll:
		return t.allDetails(set)
	}
	return set.points[named.index].detail
}

// mostDetails bounds a list of details: more says nothing to a reader.
const mostDetails = 8

func (t *tally) allDetails(set *pointSet) string {
	sep := cmp.Or(set.sep, ",")
	t.words = t.words[:0]
	for _, h := range t.hits {
		for word := range strings.SplitSeq(set.points[h.index].detail, sep) {
			if word = strings.TrimSpace(word); word != "" {
				t.words = append(t.words, word)
			}
		}
	}
	slices.Sort(t.words)
	t.words = slices.Compact(t.words)
	return strings.Join(t.words[:min(len(t.words), mostDetails)], sep)
}
