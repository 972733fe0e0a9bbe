package build

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

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
		NameKm:  float32(named.km),
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
