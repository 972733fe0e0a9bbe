package matcher

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/shimai/shimai/data"
)

// Standing returns the place of the town when the candidate ranks, by fit, the
// governments of the town's country that it could be partner with.
func (e *Engine) Standing(town, candidate data.Unit) (Standing, error) {
	if v, ok := e.views.get(town, candidate); ok {
		return v, nil
	}
	q := Query{Town: candidate}
	if err := e.check(q); err != nil {
		return Standing{}, err
	}
	home := e.units.Country[town]
	runs := e.pool(candidate, home)
	if !slices.ContainsFunc(runs, func(r data.Range) bool { return r.Has(town) }) {
		runs = append(runs, data.Range{From: town, To: town + 1})
	}
	s := &scorer{e: e, town: candidate, host: e.home(home), in: home}
	if err := s.prepare(q, runs, []data.Country{home}); err != nil {
		return Standing{}, err
	}
	v := s.standing(town)
	e.views.put(town, candidate, v)
	return v, nil
}

// views keeps what candidates think of towns, which no weight of the town
// moves: a list that is made anew with other weights asks much the same
// candidates, and most of its time would go there.
type views struct {
	mu  sync.Mutex
	all map[[2]data.Unit]Standing
}

// viewsKept bounds the views, to about a megabyte: those of sixty lists.
const viewsKept = 60 * poolSize

func (v *views) get(town, candidate data.Unit) (Standing, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	s, ok := v.all[[2]data.Unit{town, candidate}]
	return s, ok
}

// put keeps a view; when there is no more room all begin anew.
func (v *views) put(town, candidate data.Unit, s Standing) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.all == nil || len(v.all) >= viewsKept {
		v.all = make(map[[2]data.Unit]Standing)
	}
	v.all[[2]data.Unit{town, candidate}] = s
}

// standing counts the governments that fit the scorer's town better than one does.
func (s *scorer) standing(town data.Unit) Standing {
	e := s.e
	home := e.units.Country[town]
	own := find{unit: town, fit: s.fit(town)}
	own.key = int32(own.fit)
	x := &scan{s: s, b: s.newBounds(), share: sharesOf(ByFit), upper: e.units.Kind[s.town].Upper()}
	x.wanted = make([]bool, e.countries.Len())
	x.wanted[home] = true
	x.open, x.most, x.mostLike = e.layout.closed, e.layout.closed, e.layout.closed
	x.markSpecial()
	r := Ranking{}
	x.tally(&r)
	st := Standing{Rank: 1, Of: r.Considered}
	if !x.inPool(town) || e.units.PartOf[town] != data.NoUnit {
		st.Of++
	}
	x.reach(bar{own.key, own.fit}, func(u data.Unit, level bool) {
		if !level || u < town {
			st.Rank++
		}
	})
	return st
}

// heldBack counts, by country, the candidates that stand above the last one
// shown but were kept out by the limit. Where candidates are asked for their
// view, only those who were asked can stand above another.
func (f *field) heldBack(shown []scored) []Held {
	if len(shown) == 0 {
		return nil
	}
	x := f.scan
	in, lowest := map[data.Unit]bool{}, int32(math.MaxInt32)
	for _, c := range shown {
		in[c.unit] = true
		lowest = min(lowest, x.share.key(c.fit, c.openness))
	}
	count := map[data.Country]int{}
	add := func(u data.Unit) {
		if !in[u] {
			count[x.s.e.units.Country[u]]++
		}
	}
	if f.asked > 0 {
		for _, c := range f.all {
			if add(c.unit); c.unit == shown[len(shown)-1].unit {
				break
			}
		}
	} else {
		x.reach(bar{lowest, 0}, func(u data.Unit, _ bool) { add(u) })
	}
	var out []Held
	for c, n := range count {
		out = append(out, Held{c, n})
	}
	slices.SortFunc(out, func(a, b Held) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Country, b.Country))
	})
	return out
}
