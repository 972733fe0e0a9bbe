package matcher

import "github.com/shimai/shimai/data"

// layout holds the governments in the order in which a scan reads them: by
// country, group, region and size. What stands together has most of its
// evidence in common, so one bound can refuse a whole cell.
type layout struct {
	// units, size, rank and rows have one entry a row. size and rank are the
	// logarithms of features as indices: 0 is unknown, 1 the logarithm 0.
	units      []data.Unit
	size, rank []uint16
	rows       []row
	// word is the place of the tags of a row among words, the different sets
	// of tags: there are far fewer of them than governments.
	word  []int32
	words []uint64
	// ofUnit gives the row of each unit.
	ofUnit []int32
	cells  []cell
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
	country data.Country
	region  int32
	size    int32 // as sizeOf: country and band
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
	for i, u := range l.units {
		l.size[i], l.rank[i], l.ofUnit[u] = uint16(size[u]), uint16(rank[u]), int32(i)
		l.rows[i] = row{
			tags: f.tags[u], climate: f.climate[u], callings: f.callings[u],
			koppen: f.koppen[u], nikkei: f.nikkei[u], weak: e.climate.StationKm[u] > farStation,
		}
	}
	l.number()
	l.cut(e)
	e.layout = l
}

// number finds the different sets of tags.
func (l *layout) number() {
	l.word = make([]int32, len(l.rows))
	known := map[uint64]int32{}
	for i := range l.rows {
		tags := l.rows[i].tags
		if i > 0 && tags == l.rows[i-1].tags {
			l.word[i] = l.word[i-1]
			continue
		}
		at, ok := known[tags]
		if !ok {
			at = int32(len(l.words))
			known[tags] = at
			l.words = append(l.words, tags)
		}
		l.word[i] = at
	}
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

// cut finds the cells and the runs of each country and group.
func (l *layout) cut(e *Engine) {
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
		run := &l.of[c.country][group]
		if run.to == 0 {
			run.from = int32(len(l.cells))
		}
		run.to = int32(len(l.cells)) + 1
		l.cells = append(l.cells, c)
		from = to
	}
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
