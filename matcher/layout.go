package matcher

import (
	"slices"

	"github.com/shimai/shimai/data"
)

// layout holds the governments in the order in which a scan reads them: by
// country, group, region, size band, tags and size. What stands together has
// most of its evidence in common, so one bound can refuse a whole cell, or all
// in it that bear the same tags.
type layout struct {
	// units, size, rank and rows have one entry a row. size and rank are the
	// logarithms of features as indices: 0 is unknown, 1 the logarithm 0.
	units      []data.Unit
	size, rank []uint16
	rows       []row
	// words are the different sets of tags: there are far fewer of them than
	// governments.
	words []uint64
	// ofUnit gives the row of each unit.
	ofUnit []int32
	cells  []cell
	likes  []like
	// bySize holds the units of each cell in the order of size.
	bySize []data.Unit
	// of holds the run of cells of each country and group.
	of [][numGroups]span
	// closed is no openness at all, for scans that do not ask for it.
	closed []int16
	// sizes and ranks are the lengths of tables over size and rank.
	sizes, ranks int
}

// row is what a scan reads of a government, close together: most of the time
// goes into waiting for memory.
type row struct {
	tags     uint64
	climate  [8]int16
	callings uint32
	koppen   uint8
	nikkei   bool
	weak     bool // the climate is unknown
}

// span is a run of rows or cells, to not included.
type span struct{ from, to int32 }

// cell is a run of rows that agree in country, group, region and size band.
type cell struct {
	span
	country   data.Country
	region    int32
	size      int32  // as sizeOf: country and band
	low, high uint16 // the least and the greatest size
	likes     span   // its runs of like rows
}

// like is a run of rows of a cell that bear the same tags, in the order of size.
type like struct {
	span
	word      int32 // the place of the tags among words
	low, high uint16
}

// A group holds the governments of a country that a query takes or leaves together.
const (
	groupParts = 1 << iota // probable parts of a larger city
	groupUpper             // regions and prefectures
	numGroups  = 4
)

func (e *Engine) groupOf(u data.Unit) int {
	g := 0
	if e.units.PartOf[u] != data.NoUnit {
		g |= groupParts
	}
	if e.units.Kind[u].Upper() {
		g |= groupUpper
	}
	return g
}

// buildLayout orders the governments by counting sorts from the least
// significant key to the first.
func (e *Engine) buildLayout() {
	n, f := e.units.Len(), e.features
	l := &layout{
		units: make([]data.Unit, n), size: make([]uint16, n), rank: make([]uint16, n), rows: make([]row, n), ofUnit: make([]int32, n), closed: make([]int16, n), of: make([][numGroups]span, e.countries.Len()),
	}
	size, rank := make([]int32, n), make([]int32, n)
	for u := range n {
		l.units[u] = data.Unit(u)
		if f.lnPop[u] != unknownLn {
			size[u] = int32(f.lnPop[u]) + 1
			if f.lnRank[u] != unknownLn {
				rank[u] = int32(f.lnRank[u]) + 1
			}
		}
		l.sizes, l.ranks = max(l.sizes, int(size[u])+1), max(l.ranks, int(rank[u])+1)
	}
	spare := make([]data.Unit, n)
	sortBy := func(keys int, key func(data.Unit) int32) {
		countingSort(l.units, spare, keys, key)
		l.units, spare = spare, l.units
	}
	group := func(u data.Unit) int32 { return int32(e.groupOf(u)) }
	sortBy(l.sizes, func(u data.Unit) int32 { return size[u] })
	sortBy(sizeBands, func(u data.Unit) int32 { return f.band[u] })
	sortBy(e.regionCount(), func(u data.Unit) int32 { return f.region[u] })
	sortBy(numGroups, group)
	sortBy(e.countries.Len(), func(u data.Unit) int32 { return int32(e.units.Country[u]) })
	l.cut(e, size)
	l.bySize = slices.Clone(l.units)
	word, cells := l.number(f.tags), l.cellOf()
	sortBy(len(l.words), func(u data.Unit) int32 { return word[u] })
	sortBy(len(l.cells), func(u data.Unit) int32 { return cells[u] })
	for i, u := range l.units {
		l.size[i], l.rank[i], l.ofUnit[u] = uint16(size[u]), uint16(rank[u]), int32(i)
		l.rows[i] = row{
			tags: f.tags[u], climate: f.climate[u], callings: f.callings[u],
			koppen: f.koppen[u], nikkei: f.nikkei[u], weak: e.climate.StationKm[u] > farStation,
		}
	}
	l.cutLikes(word)
	e.layout = l
}

// number finds the different sets of tags and which of them each unit bears.
func (l *layout) number(tags []uint64) (word []int32) {
	word = make([]int32, len(tags))
	known := map[uint64]int32{}
	for u, t := range tags {
		if u > 0 && t == tags[u-1] {
			word[u] = word[u-1]
			continue
		}
		at, ok := known[t]
		if !ok {
			at = int32(len(l.words))
			known[t] = at
			l.words = append(l.words, t)
		}
		word[u] = at
	}
	return word
}

// cellOf gives the cell of each unit.
func (l *layout) cellOf() []int32 {
	out := make([]int32, len(l.units))
	for i, c := range l.cells {
		for _, u := range l.units[c.from:c.to] {
			out[u] = int32(i)
		}
	}
	return out
}

// countingSort writes the units to out ordered by key, equal ones as they were.
func countingSort(in, out []data.Unit, keys int, key func(data.Unit) int32) {
	start := make([]int32, keys+1)
	for _, u := range in {
		start[key(u)+1]++
	}
	for k := range keys {
		start[k+1] += start[k]
	}
	for _, u := range in {
		k := key(u)
		out[start[k]] = u
		start[k]++
	}
}

// cut finds the cells and the runs of each country and group, while the rows
// of a cell stand in the order of size.
func (l *layout) cut(e *Engine, size []int32) {
	for from := 0; from < len(l.units); {
		u := l.units[from]
		c := cell{country: e.units.Country[u], region: e.features.region[u], size: e.sizeOf(u)}
		group, to := e.groupOf(u), from+1
		for to < len(l.units) {
			v := l.units[to]
			if e.features.region[v] != c.region || e.sizeOf(v) != c.size || e.groupOf(v) != group {
				break
			}
			to++
		}
		c.span = span{int32(from), int32(to)}
		c.low, c.high = uint16(size[u]), uint16(size[l.units[to-1]])
		run := &l.of[c.country][group]
		if run.to == 0 {
			run.from = int32(len(l.cells))
		}
		run.to = int32(len(l.cells)) + 1
		l.cells = append(l.cells, c)
		from = to
	}
}

// cutLikes finds the runs of rows that bear the same tags.
func (l *layout) cutLikes(word []int32) {
	for i := range l.cells {
		c := &l.cells[i]
		c.likes.from = int32(len(l.likes))
		for from := c.from; from < c.to; {
			w, to := word[l.units[from]], from+1
			for to < c.to && word[l.units[to]] == w {
				to++
			}
			l.likes = append(l.likes, like{span{from, to}, w, l.size[from], l.size[to-1]})
			from = to
		}
		c.likes.to = int32(len(l.likes))
	}
}

// fillMost fills in the most of each run of like rows of a cell, and returns that
// of the cell.
func (l *layout) fillMost(c *cell, open, likes []int16) int16 {
	for i := c.likes.from; i < c.likes.to; i++ {
		likes[i] = slices.Max(open[l.likes[i].from:l.likes[i].to])
	}
	return slices.Max(likes[c.likes.from:c.likes.to])
}

// count returns the number of governments in a run of cells.
func (l *layout) count(s span) int {
	if s.from == s.to {
		return 0
	}
	return int(l.cells[s.to-1].to - l.cells[s.from].from)
}

// visit calls f for each government in a run of cells.
func (l *layout) visit(s span, f func(data.Unit)) {
	for i := s.from; i < s.to; i++ {
		for row := l.cells[i].from; row < l.cells[i].to; row++ {
			f(l.units[row])
		}
	}
}
