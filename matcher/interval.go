package matcher

import (
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// Interval is the run of places in a list that a candidate may take, both ends
// included; Low is the better one, a smaller number. It is made from what is
// unknown: each line on which the data are silent is varied between the 10th
// and the 90th percentile of what that line gives governments of the same
// country and size of which it is known, and so, where the asking town is
// silent, for towns like it. The lines' deviations add up as the root of the
// sum of their squares. All else, the candidate's own view of the town and the
// other candidates' points among it, stays as it is. Nothing unknown makes Low
// and High the rank itself.
type Interval struct {
	Low, High int
}

const (
	// lowTenth and highTenth bound what is usual.
	lowTenth, highTenth = 0.1, 0.9
	// fewKnown is the number of known governments below which a country says
	// too little of what is usual, and those of the same size anywhere are asked.
	fewKnown = 30
	// looked is about the most governments that are looked through for known ones.
	looked = 4096
	// sampled is the most pairs that are scored to see what is usual, sampledSide
	// the most of each side where both are silent.
	sampled, sampledSide = 256, 16
)

// group is a kind of governments whose known members show what is usual for
// one of which a criterion is unknown.
type group struct {
	criterion int
	country   data.Country
	anywhere  bool  // whatever the country
	band      int32 // 0 for all
}

// unknowns measures how far lines could move on which the data are silent.
type unknowns struct {
	s       *scorer
	members map[group][]data.Unit
}

func newUnknowns(s *scorer) *unknowns { return &unknowns{s, map[group][]data.Unit{}} }

// deviation is how far fit could lie below and above what it is, in hundredths
// of a point and not below 0.
type deviation struct{ down, up float64 }

// of returns the deviation of a candidate's fit.
func (k *unknowns) of(c *Candidate) deviation {
	var d deviation
	for _, l := range c.Lines {
		if l.Known {
			continue
		}
		if low, high, ok := k.usual(slices.Index(Criteria(), l.Criterion), c.Unit); ok {
			down, up := float64(max(0, l.Points-low)), float64(max(0, high-l.Points))
			d.down += float64(down * down)
			d.up += float64(up * up)
		}
	}
	return deviation{math.Sqrt(d.down), math.Sqrt(d.up)}
}

// usual returns the points between which a line usually lies for governments
// like the ones that are silent; ok is false where nobody shows it.
func (k *unknowns) usual(criterion int, u data.Unit) (low, high Points, ok bool) {
	s := k.s
	towns, others := []data.Unit{s.town}, []data.Unit{u}
	if s.silent(criterion, s.town) {
		towns = k.alike(criterion, s.town)
	}
	if s.silent(criterion, u) {
		others = k.alike(criterion, u)
	}
	if len(towns) > 1 && len(others) > 1 {
		towns, others = evenly(towns, sampledSide), evenly(others, sampledSide)
	}
	var all []Points
	for _, t := range towns {
		pair := s.instead(t)
		for _, o := range others {
			if b, known := pair.unsure(criterion, o); known {
				all = append(all, s.rules[criterion].of(b))
			}
		}
	}
	if len(all) == 0 {
		return 0, 0, false
	}
	slices.Sort(all)
	at := func(share float64) Points { return all[int(math.Round(share*float64(len(all)-1)))] }
	return at(lowTenth), at(highTenth), true
}

// alike returns known governments like u: of its country and size band, or of
// its size anywhere when they are few. Where the size is what is unknown, all
// sizes are alike.
func (k *unknowns) alike(criterion int, u data.Unit) []data.Unit {
	e := k.s.e
	g := group{criterion: criterion, country: e.units.Country[u], band: e.features.band[u]}
	list := k.known(g)
	if len(list) < fewKnown {
		g.country, g.anywhere = 0, true
		list = k.known(g)
	}
	return list
}

// known lists, evenly, governments of a group of which the criterion is known.
func (k *unknowns) known(g group) []data.Unit {
	if list, ok := k.members[g]; ok {
		return list
	}
	e := k.s.e
	var runs []span
	rows := 0
	add := func(cells []cell) {
		for _, c := range cells {
			if g.band == 0 || c.size%sizeBands == g.band {
				runs = append(runs, c.span)
				rows += int(c.to - c.from)
			}
		}
	}
	if g.anywhere {
		add(e.layout.cells)
	} else {
		for _, run := range e.layout.of[g.country] {
			add(e.layout.cells[run.from:run.to])
		}
	}
	var list []data.Unit
	next, step := 0, max(1, rows/looked)
	for _, run := range runs {
		for ; next < int(run.to-run.from); next += step {
			if u := e.layout.bySize[int(run.from)+next]; !k.s.silent(g.criterion, u) {
				list = append(list, u)
			}
		}
		next -= int(run.to - run.from)
	}
	k.members[g] = evenly(list, sampled)
	return k.members[g]
}

// evenly takes at most n of a list, spread over it.
func evenly(list []data.Unit, n int) []data.Unit {
	if len(list) <= n {
		return list
	}
	out := make([]data.Unit, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}

// silent tells whether the data of one government say nothing for a criterion.
func (s *scorer) silent(criterion int, u data.Unit) bool {
	f := s.e.features
	switch criterion {
	case atPopulation:
		return f.lnPop[u] == unknownLn
	case atClimate:
		return s.e.climate.StationKm[u] > farStation
	case atEducation:
		return len(s.e.countries.Languages[s.e.units.Country[u]]) == 0
	default:
		return f.tags[u]&s.mask[criterion] == 0
	}
}

// unsure gives the bits of a criterion that can be unknown of a pair, and
// whether it is known.
func (s *scorer) unsure(criterion int, u data.Unit) (bits, bool) {
	var b [numCriteria]bits
	s.tagged.sum(s.e.features.tags[u]&s.mask[criterion], &b)
	sum := b[criterion]
	switch criterion {
	case atPopulation:
		size, known := s.population(u)
		return sum + size, known
	case atClimate:
		return s.climate(u)
	case atHistory:
		return sum + s.history(u), s.historyKnown(u)
	case atEducation:
		c := s.e.units.Country[u]
		return sum + s.abroad[c].education, len(s.e.countries.Languages[c]) > 0
	default:
		return sum, s.tagsKnown(s.mask[criterion], u)
	}
}

// instead is the scorer for another town of the same country, as far as
// criteria go that can be unknown: they rest on both governments and their
// countries alone.
func (s *scorer) instead(town data.Unit) *scorer {
	if town == s.town {
		return s
	}
	other := *s
	other.town, other.tagged = town, s.tagSums(s.e.features.tags[town])
	return &other
}

// field is a list with what stands behind it, before the limit per country:
// enough to see the places that its candidates could take.
type field struct {
	scan *scan
	by   Order
	all  []scored
	// asked is the number of those at the front that were asked for their view
	// where the order needs it. The rest stand behind whatever their points.
	asked int
}

// moved is what a member of the field would be ordered by with other points.
func (f *field) moved(i int, fit float64) float64 {
	c := f.all[i]
	switch {
	case f.by == ByFit:
		return c.first + fit
	case f.by == ByOpenness:
		return c.first
	case i >= f.asked:
		return c.first + fit*fitShare/(fitShare+opennessShare)
	case f.by != Mutual:
		return c.first + fit*fitShare
	}
	ours := 1
	for j, o := range f.all[:f.asked] {
		if v := float64(c.fit) + fit; j != i && (float64(o.fit) > v || float64(o.fit) == v && o.unit < c.unit) {
			ours++
		}
	}
	return mutual(ours, c.their)
}

// interval returns the places a member of the field may take when others stand
// in the list under its limit per country. For the member's own country the
// limit is left aside: it would not be in the list at all.
func (e *Engine) interval(f *field, q Query, u data.Unit, d deviation) Interval {
	i := slices.IndexFunc(f.all, func(c scored) bool { return c.unit == u })
	return Interval{e.placeIn(f, q, i, f.moved(i, d.up)), e.placeIn(f, q, i, f.moved(i, -d.down))}
}

// placeIn is the place of a member of the field when it is ordered by first.
func (e *Engine) placeIn(f *field, q Query, i int, first float64) int {
	own := f.all[i]
	own.first = first
	home, place := e.units.Country[own.unit], 1
	taken := make([]int, e.countries.Len())
	for j, o := range f.all {
		if j == i {
			continue
		}
		front, ownFront := j < f.asked, i < f.asked
		if front == ownFront && byFirst(o, own) > 0 || !front && ownFront {
			break
		}
		c := e.units.Country[o.unit]
		if taken[c]++; c == home || q.PerCountry == 0 || taken[c] <= q.PerCountry {
			place++
		}
	}
	return place
}
