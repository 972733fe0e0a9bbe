package build

import (
	"cmp"
	"runtime"
	"slices"
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
