package matcher

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/model"
	"github.com/shimai/shimai/matcher/similarity"
)

// ErrQuery marks a query that cannot be answered as asked.
var ErrQuery = errors.New("query cannot be answered")

// Engine ranks governments. It is read-only after New and safe for concurrent use.
type Engine struct {
	store     *data.Store
	weights   model.Weights
	countries *data.Countries
	units     *data.Units
	climate   *data.Climate
	near      *data.Near
	ties      *data.Ties
	themes    *data.Themes
	nameKeys  *data.NameKeys
	missions  *data.Missions
	births    *data.Births
	wishes    *data.Wishes
	// attempts holds the newest own steps toward a candidate.
	attempts map[data.Unit][]attempt

	tags     []tag
	features *features
	// plain is the weights as they are, counted what is counted from the ties.
	plain   *table
	counted *counted
	pairs   *data.Pairs
	// regionsOf holds the indices of the regions of each country.
	regionsOf [][]int32
	// missionsOf and missionsIn hold rows of missions by operator and by host.
	missionsOf, missionsIn map[string][]int32
	// emigrants counts those who left each Japanese government's prefecture.
	emigrants []int32
	keys      []similarity.Key
	namesakes *similarity.Index
	usual     *usualTies
	layout    *layout
	homes     *homes
	views     *views
}

// New reads what a ranking needs from the store and prepares it. It takes
// about a tenth of a second and 100 MB for the whole world.
func New(st *data.Store, w model.Weights) (*Engine, error) {
	e := &Engine{store: st, weights: w, tags: tags()}
	if len(e.tags) > maxTags {
		return nil, fmt.Errorf("prepare ranking: %d tags, at most %d fit", len(e.tags), maxTags)
	}
	var g errgroup.Group
	g.Go(func() (err error) { e.units, err = st.Units(); return err })
	g.Go(func() (err error) { e.climate, err = st.Climate(); return err })
	g.Go(func() (err error) { e.near, err = st.Near(); return err })
	g.Go(func() (err error) { e.missions, err = st.Missions(); return err })
	g.Go(func() (err error) { e.births, err = st.Births(); return err })
	g.Go(func() (err error) { e.wishes, err = st.Wishes(); return err })
	g.Go(func() error {
		j, err := st.Japan()
		if err == nil {
			e.emigrants = j.Emigrants
		}
		return err
	})
	g.Go(func() (err error) {
		if e.nameKeys, err = st.NameKeys(); err != nil {
			return err
		}
		e.buildKeys()
		return nil
	})
	g.Go(func() (err error) {
		if e.ties, err = st.Ties(); err != nil {
			return err
		}
		if e.themes, err = st.Themes(); err != nil {
			return err
		}
		if e.pairs, err = st.Pairs(); err != nil {
			return err
		}
		e.countries, err = st.Countries()
		return err
	})
	if err := g.Wait(); err != nil {
		return nil, fmt.Errorf("prepare ranking: %w", err)
	}
	e.attempts = e.readAttempts()
	e.buildFeatures()
	var layout sync.WaitGroup
	layout.Go(e.buildLayout)
	e.features.ties = e.degrees()
	e.groupMissions()
	e.groupRegions()
	e.homes, e.views = &homes{all: map[data.Country]*home{}}, &views{}
	e.counted, e.usual = e.count(), newUsualTies(e)
	layout.Wait()
	var err error
	e.plain, err = e.newTable()
	return e, err
}

// With returns an engine that knows other ties and weights and shares all else:
// a backtest hides ties with it. Everything counted from ties is counted anew.
func (e *Engine) With(ties *data.Ties, w model.Weights) (*Engine, error) {
	other := *e
	f := *e.features
	other.ties, other.weights, other.features = ties, w, &f
	f.ties = other.degrees()
	other.homes, other.views = &homes{all: map[data.Country]*home{}}, &views{}
	other.counted, other.usual = other.count(), newUsualTies(&other)
	var err error
	other.plain, err = other.newTable()
	return &other, err
}

// groupRegions lists the regions of each country by their index.
func (e *Engine) groupRegions() {
	e.regionsOf = make([][]int32, e.countries.Len())
	seen := make([]bool, e.regionCount())
	for u := range e.units.Len() {
		if r := e.features.region[u]; !seen[r] && int(r) < len(seen)-1 {
			seen[r] = true
			c := e.units.Country[u]
			e.regionsOf[c] = append(e.regionsOf[c], r)
		}
	}
}

func (e *Engine) buildKeys() {
	e.keys = make([]similarity.Key, len(e.nameKeys.Unit))
	for i := range e.keys {
		e.keys[i] = similarity.NewKey(e.nameKeys.Latin.At(i), e.nameKeys.Sound.At(i))
	}
	e.namesakes = similarity.NewIndex(e.keys)
}

// check refuses queries that have no meaning, naming what is wrong.
func (e *Engine) check(q Query) error {
	if q.Town < 0 || int(q.Town) >= e.units.Len() {
		return fmt.Errorf("%w: no government number %d", ErrQuery, q.Town)
	}
	if q.N < 0 || q.PerCountry < 0 {
		return fmt.Errorf("%w: %d candidates with %d a country, neither may be negative", ErrQuery, q.N, q.PerCountry)
	}
	known := Criteria()
	for _, c := range slices.Sorted(maps.Keys(q.Weights)) {
		if !slices.Contains(known, c) {
			return fmt.Errorf("%w: no criterion %q, the criteria are %v", ErrQuery, c, known)
		}
		if w := q.Weights[c]; !(w >= 0 && w <= 100) {
			return fmt.Errorf("%w: weight %g of %s, allowed are 0 to 100", ErrQuery, w, c)
		}
	}
	switch q.By {
	case "", Balanced, ByFit, ByOpenness, Mutual:
	default:
		return fmt.Errorf("%w: order %q, allowed are balanced, fit, openness, mutual", ErrQuery, q.By)
	}
	return e.checkAsked(q)
}

// Score compares one candidate with the town of the query, whatever its country.
func (e *Engine) Score(q Query, candidate data.Unit) (Candidate, error) {
	s, err := e.newScorer(q)
	if err != nil {
		return Candidate{}, err
	}
	return e.detail(s, candidate)
}

// pool returns the runs of governments of a country that could be partners of
// the town: lower governments for a lower one, both levels for an upper one.
func (e *Engine) pool(town data.Unit, c data.Country) []data.Range {
	lower := e.units.ByCountry[c]
	if e.units.Kind[town].Upper() {
		return []data.Range{lower, e.units.UpperByCountry[c]}
	}
	return []data.Range{lower}
}

// largeCity is the population from which a city counts as a peer of regions.
const largeCity = 300_000

// eligible tells whether a government of the right country may be a partner:
// an upper government looks at regions, seats and large cities.
func (e *Engine) eligible(town, u data.Unit) bool {
	if !e.units.Kind[town].Upper() || e.units.Kind[u].Upper() {
		return true
	}
	s := e.units.Seat[u]
	return s == data.SeatCountry || s == data.SeatFirst || e.units.Population[u] >= largeCity
}

// targets lists the countries of a query in code order.
func (e *Engine) targets(q Query) []data.Country {
	if q.To != nil {
		return q.To
	}
	var out []data.Country
	for c := range e.countries.Len() {
		if data.Country(c) != e.units.Country[q.Town] {
			out = append(out, data.Country(c))
		}
	}
	return out
}

// Explain scores one candidate in full, finds its place among all that were
// considered, and says what keeps it from standing higher or being shown.
func (e *Engine) Explain(ctx context.Context, q Query, candidate data.Unit) (Placement, error) {
	if err := e.check(q); err != nil {
		return Placement{}, err
	}
	if q.N == 0 {
		q.N = 20
	}
	wide := q
	wide.N = max(q.N+1, topPlaces)
	list, l, err := e.rank(ctx, wide)
	if err != nil {
		return Placement{}, err
	}
	s := l.field.scan.s
	c, err := e.detail(s, candidate)
	if err != nil {
		return Placement{}, err
	}
	st, err := e.Standing(q.Town, candidate)
	if err != nil {
		return Placement{}, err
	}
	c.TheirRank = &st
	p := Placement{Candidate: c, Gaps: gaps(c, list.Candidates)}
	p.Candidate.OrderScore = l.field.member(&c).order
	p.Candidate.Rank, p.Candidate.Interval, p.Of = e.place(s, q, &c)
	list.Candidates = list.Candidates[:min(q.N, len(list.Candidates))]
	if i := l.find(candidate); i >= 0 && i < q.N {
		p.Shown, p.Listed, p.ListedInterval = true, i+1, list.Candidates[i].Interval
	}
	p.Why = e.why(q, candidate, p, list)
	if p.Sensitivity, err = e.sensitivity(ctx, l, q.N, &c); err != nil {
		return Placement{}, err
	}
	return p, nil
}
