package data

import (
	"fmt"
	"sort"
	"strings"
)

// Climate holds the month-sorted digest of each unit's climate; see [ClimateRow].
type Climate struct {
	// T holds the mean temperatures of the four quarters of the year in °C,
	// coldest first; P the mean rain a month in the same quarters in mm.
	T, P [4][]float32
	// Koppen indexes Classes.
	Koppen []uint16
	// Classes are the Köppen-Geiger classes that occur.
	Classes []string
	// StationKm is the distance to the climate station used.
	StationKm []float32
}

// Mean is the mean temperature of a unit's year in °C, NaN where it is unknown.
func (c *Climate) Mean(u Unit) float32 {
	return (c.T[0][u] + c.T[1][u] + c.T[2][u] + c.T[3][u]) / 4
}

func (s *Store) readClimate() (*Climate, error) {
	r := s.reader(LayerClimate)
	c := &Climate{StationKm: r.floats("station_km")}
	for q := range 4 {
		c.T[q] = r.floats(fmt.Sprintf("tq%d", q+1))
		c.P[q] = r.floats(fmt.Sprintf("pq%d", q+1))
	}
	c.Koppen, c.Classes = r.codes("koppen")
	return c, s.perUnit(r)
}

// Months holds the monthly normals of each unit, January first.
type Months struct {
	// T is in °C, P in mm.
	T, P [12][]float32
}

func (s *Store) readMonths() (*Months, error) {
	r := s.reader(LayerClimate)
	m := &Months{}
	for i := range 12 {
		m.T[i] = r.floats(fmt.Sprintf("t%02d", i+1))
		m.P[i] = r.floats(fmt.Sprintf("p%02d", i+1))
	}
	return m, s.perUnit(r)
}

// perUnit checks that a layer has one row for each unit.
func (s *Store) perUnit(r *reader) error {
	if r.err != nil {
		return r.err
	}
	u, err := s.Units()
	if err != nil {
		return err
	}
	if r.rows() != u.Len() {
		return fmt.Errorf("%w: layer %s has %d rows for %d units", ErrDamaged, r.l.name, r.rows(), u.Len())
	}
	return nil
}

// Near holds the features in and near units. The rows of unit u are
// Start[u]:Start[u+1].
type Near struct {
	Start   []int32
	Feature []Feature
	// Count is the number of points within the feature's radius.
	Count []int32
	// Km is the distance to the nearest one.
	Km []float32
	// Value means what [Features] says.
	Value []float32
	row   []int32 // row in the concatenated layers, for texts
}

var nearLayers = []string{LayerNearFacts, LayerNearCCBY, LayerNearODbL, LayerNearMIT}

func (s *Store) readNear() (*Near, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	rows := 0
	for _, name := range nearLayers {
		rows += s.reader(name).rows()
	}
	unit, count := make([]int32, 0, rows), make([]int32, 0, rows)
	km, value := make([]float32, 0, rows), make([]float32, 0, rows)
	feature := make([]Feature, 0, rows)
	for _, name := range nearLayers {
		r := s.reader(name)
		unit = append(unit, r.ints("unit")...)
		count = append(count, r.ints("count")...)
		km = append(km, r.floats("km")...)
		value = append(value, r.floats("value")...)
		index, names := r.codes("feature")
		if r.err != nil {
			return nil, r.err
		}
		known := make([]Feature, len(names))
		for i, n := range names {
			f, ok := ParseFeature(n)
			if !ok {
				return nil, fmt.Errorf("%w: layer %s holds feature %q, which this program does not know", ErrDamaged, name, n)
			}
			known[i] = f
		}
		for _, i := range index {
			feature = append(feature, known[i])
		}
	}
	start, order := groups(unit, u.Len())
	if order == nil {
		order = make([]int32, len(unit))
		for i := range order {
			order[i] = int32(i)
		}
	}
	return &Near{Start: start, Feature: pick(feature, order), Count: pick(count, order), Km: pick(km, order), Value: pick(value, order), row: order}, nil
}

// pick returns the entries of a column at some rows.
func pick[T any](column []T, rows []int32) []T {
	out := make([]T, len(rows))
	for i, row := range rows {
		out[i] = column[row]
	}
	return out
}

// Find returns the row of a feature of unit u.
func (n *Near) Find(u Unit, f Feature) (row int, ok bool) {
	for i := n.Start[u]; i < n.Start[u+1]; i++ {
		if n.Feature[i] == f {
			return int(i), true
		}
	}
	return 0, false
}

// NearText holds the texts of the rows of [Near].
type NearText struct {
	near         *Near
	name, detail Strings
	km           []float32
}

// Name returns the name of the thing that a row of [Near] is about: the first
// where things rank by a value, as airports do by destinations, else the nearest.
func (t *NearText) Name(row int) string { return t.name.At(int(t.near.row[row])) }

// Km returns the distance to the thing that is named, which may be farther than
// the nearest.
func (t *NearText) Km(row int) float32 { return t.km[t.near.row[row]] }

// Detail returns the kind, year or field of the thing a row is about.
func (t *NearText) Detail(row int) string { return t.detail.At(int(t.near.row[row])) }

func (s *Store) readNearText() (*NearText, error) {
	near, err := s.Near()
	if err != nil {
		return nil, err
	}
	t := &NearText{near: near, km: make([]float32, 0, len(near.row))}
	for _, layer := range nearLayers {
		r := s.reader(layer)
		r.addText("name", &t.name)
		r.addText("detail", &t.detail)
		t.km = append(t.km, r.floats("name_km")...)
		if r.err != nil {
			return nil, r.err
		}
	}
	return t, nil
}

// Themes tells which units are known for which themes. The rows of unit u are
// Start[u]:Start[u+1].
type Themes struct {
	Start []int32
	// Theme indexes Keys.
	Theme []uint16
	// Km is the distance between the unit and the place that bears the theme.
	Km   []float32
	Keys []string
}

func (s *Store) readThemes() (*Themes, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerThemes)
	unit, km := r.ints("unit"), r.floats("km")
	theme, keys := r.codes("theme")
	if r.err != nil {
		return nil, r.err
	}
	start, order := groups(unit, u.Len())
	if order != nil || int(start[u.Len()]) != len(unit) {
		return nil, fmt.Errorf("%w: layer %s is not in order of units", ErrDamaged, LayerThemes)
	}
	return &Themes{Start: start, Theme: theme, Km: km, Keys: keys}, nil
}

// Births lists notable people by the unit they were born in. The rows of unit
// u are Start[u]:Start[u+1], the best known first.
type Births struct {
	Start      []int32
	Name       Strings
	Occupation Strings
	Year       []int32
	// Fame is the historical popularity index, about 10-32.
	Fame []float32
}

func (s *Store) readBirths() (*Births, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerBirths)
	unit := r.ints("unit")
	b := &Births{Name: r.text("name"), Occupation: r.text("occupation"), Year: r.ints("year"), Fame: r.floats("fame")}
	if r.err != nil {
		return nil, r.err
	}
	start, order := groups(unit, u.Len())
	if order != nil || int(start[u.Len()]) != len(unit) {
		return nil, fmt.Errorf("%w: layer %s is not in order of units", ErrDamaged, LayerBirths)
	}
	b.Start = start
	return b, nil
}

// Names holds every name of every unit. The rows of unit u are Start[u]:Start[u+1].
type Names struct {
	Start      []int32
	Lang, Name Strings
}

func (s *Store) readNames() (*Names, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerNames)
	unit := r.ints("unit")
	n := &Names{Lang: r.text("lang"), Name: r.text("name")}
	if r.err != nil {
		return nil, r.err
	}
	start, order := groups(unit, u.Len())
	if order != nil || int(start[u.Len()]) != len(unit) {
		return nil, fmt.Errorf("%w: layer %s is not in order of units", ErrDamaged, LayerNames)
	}
	n.Start = start
	return n, nil
}

// Lookup is the sorted list of folded names.
type Lookup struct {
	Fold Strings
	Unit []int32
	// Main tells whether the row is the unit's main name.
	Main []int32
}

func (s *Store) readLookup() (*Lookup, error) {
	r := s.reader(LayerLookup)
	l := &Lookup{Fold: r.text("fold"), Unit: r.ints("unit"), Main: r.ints("main")}
	return l, r.err
}

// Find returns the rows whose folded name is exactly fold.
func (l *Lookup) Find(fold string) (from, to int) {
	n := l.Fold.Len()
	from = sort.Search(n, func(i int) bool { return string(l.Fold.Bytes(i)) >= fold })
	to = from
	for to < n && string(l.Fold.Bytes(to)) == fold {
		to++
	}
	return from, to
}

// NameKeys holds the spellings by which names are compared. The rows of unit u
// are Start[u]:Start[u+1].
type NameKeys struct {
	Start        []int32
	Unit         []int32
	Latin, Sound Strings
	// Freq is the number of units of the world that share the sound.
	Freq []int32
}

func (s *Store) readNameKeys() (*NameKeys, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerNameKeys)
	k := &NameKeys{Unit: r.ints("unit"), Latin: r.text("latin"), Sound: r.text("sound"), Freq: r.ints("freq")}
	if r.err != nil {
		return nil, r.err
	}
	start, order := groups(k.Unit, u.Len())
	if order != nil || int(start[u.Len()]) != len(k.Unit) {
		return nil, fmt.Errorf("%w: layer %s is not in order of units", ErrDamaged, LayerNameKeys)
	}
	k.Start = start
	return k, nil
}

// Industries are the divisions of Japan's industry classification, A to R.
var Industries = [18]string{
	"agriculture and forestry", "fishery", "mining", "construction", "manufacturing", "utilities",
	"information", "transport and post", "wholesale and retail", "finance", "real estate",
	"research and professions", "hotels and food", "life services and leisure", "education",
	"health and welfare", "compound services", "other services",
}

// Japan holds the facts that only Japan's statistics tell. Row i belongs to
// the i-th Japanese government; see [JapanRow] for the columns.
type Japan struct {
	Age65Pct, PrimaryPct, SecondaryPct, TertiaryPct, HabitableKm2 []float32
	ForeignPop, Visitors, HighSchools, FarmHouseholds             []int32
	FarmItem                                                      Strings
	FarmOutput                                                    []float32
	FarmRank, Emigrants, Employees                                []int32
	// Industry holds employees by division, in the order of [Industries].
	Industry [18][]int32
	// Pop2015, AreaKm2 and CoastlineKm come from the municipalities layer.
	Pop2015              []int32
	AreaKm2, CoastlineKm []float32
	Suffix, Neighbours   Strings
}

func (s *Store) readJapan() (*Japan, error) {
	r := s.reader(LayerJapan)
	j := &Japan{
		Age65Pct: r.floats("age65_pct"), PrimaryPct: r.floats("primary_pct"), SecondaryPct: r.floats("secondary_pct"),
		TertiaryPct: r.floats("tertiary_pct"), HabitableKm2: r.floats("habitable_km2"), ForeignPop: r.ints("foreign_pop"),
		Visitors: r.ints("visitors_2025"), HighSchools: r.ints("high_schools"), FarmHouseholds: r.ints("farm_households"),
		FarmItem: r.text("farm_item"), FarmOutput: r.floats("farm_output"), FarmRank: r.ints("farm_rank"),
		Emigrants: r.ints("emigrants"), Employees: r.ints("employees"),
	}
	for i := range j.Industry {
		j.Industry[i] = r.ints("ind_" + strings.ToLower(string(rune('A'+i))))
	}
	if r.err != nil {
		return nil, r.err
	}
	m := s.reader(LayerMunicipalities)
	j.Pop2015, j.AreaKm2, j.CoastlineKm = m.ints("pop_2015"), m.floats("area_km2"), m.floats("coastline_km")
	j.Suffix, j.Neighbours = m.text("suffix"), m.text("neighbours")
	if m.err == nil && m.rows() != r.rows() {
		return nil, fmt.Errorf("%w: layers %s and %s have %d and %d rows", ErrDamaged, LayerJapan, LayerMunicipalities, r.rows(), m.rows())
	}
	return j, m.err
}
