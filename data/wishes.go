package data

import (
	"fmt"
	"slices"
	"strings"
)

// Wishes holds what municipalities that look for a foreign partner asked for:
// those on Japan's public list, and any that own records name. Rows are in order of units; nearly
// every unit has none, which does not mean that it looks for no partner.
type Wishes struct {
	// Unit is the municipality that asked.
	Unit []Unit
	// Countries holds ISO 3166-1 alpha-2 codes, Areas continent codes as in
	// [Countries]. A row with neither would take a partner from anywhere.
	Countries, Areas [][]string
	// Date is the year or years of the list that holds the wish, or "latest"
	// for its newest state. Theme tells in a few words what was asked for,
	// "; " between, "" when nothing was.
	Date, Theme Strings
	// MinPopulation and MaxPopulation bound the partner's inhabitants, Purposes
	// holds keys as in [PurposeKeys]; both are nil unless own records tell them.
	// Their bounds are NoInt where there is none.
	MinPopulation, MaxPopulation []int32
	Purposes                     [][]string
	// Own tells that a row stands in the own records; nil without records.
	Own []bool
}

// SizeFits reports whether a population lies within the bounds of the row.
// known is false where the row has no bounds or the population is [NoInt].
func (w *Wishes) SizeFits(row int, population int32) (fits, known bool) {
	if len(w.MinPopulation) == 0 || population == NoInt {
		return false, false
	}
	low, high := w.MinPopulation[row], w.MaxPopulation[row]
	return (low == NoInt || population >= low) && (high == NoInt || population <= high), low != NoInt || high != NoInt
}

// Of returns the rows of the wishes of unit u.
func (w *Wishes) Of(u Unit) []int {
	row, _ := slices.BinarySearch(w.Unit, u)
	var rows []int
	for ; row < len(w.Unit) && w.Unit[row] == u; row++ {
		rows = append(rows, row)
	}
	return rows
}

// Wants reports whether a partner in country cc, which lies on the continent,
// is what the row asks for.
func (w *Wishes) Wants(row int, cc, continent string) bool {
	if len(w.Countries[row]) == 0 && len(w.Areas[row]) == 0 {
		return true
	}
	return slices.Contains(w.Countries[row], cc) || slices.Contains(w.Areas[row], continent)
}

func (s *Store) readWishes() (*Wishes, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerWishes)
	unit, countries, areas := r.ints("unit"), r.text("countries"), r.text("areas")
	w := &Wishes{Date: r.text("date"), Theme: r.text("theme")}
	if r.err != nil {
		return nil, r.err
	}
	start, order := groups(unit, u.Len())
	if order != nil || int(start[u.Len()]) != len(unit) {
		return nil, fmt.Errorf("%w: layer %s is not in order of units", ErrDamaged, LayerWishes)
	}
	for i, v := range unit {
		w.Unit = append(w.Unit, Unit(v))
		w.Countries = append(w.Countries, listed(countries.At(i)))
		w.Areas = append(w.Areas, listed(areas.At(i)))
	}
	return w, nil
}

// listed splits a list with commas between; an empty one has no entries.
func listed(codes string) []string {
	if codes == "" {
		return nil
	}
	return strings.Split(codes, ",")
}
