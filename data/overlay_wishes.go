package data

import (
	"cmp"
	"slices"
)

// wish is one row of [Wishes] on its way.
type wish struct {
	unit             Unit
	countries, areas []string
	date, theme      string
	low, high        int32
	purposes         []string
	own              bool
}

// readWishes returns the shipped wishes with the own ones; those of a unit
// take the place of all that the public list has of it.
func (l *laid) readWishes() (*Wishes, error) {
	shipped, err := l.shipped.Wishes()
	if err != nil {
		return nil, err
	}
	var rows []wish
	own := map[Unit]bool{}
	for _, w := range l.Wishes {
		u, ok := l.units[w.Unit]
		if !ok {
			continue
		}
		own[u] = true
		rows = append(rows, wish{
			unit: u, countries: w.Countries, areas: w.Areas, date: cmp.Or(w.Date, w.Recorded), theme: w.Text,
			low: bound(w.MinPopulation), high: bound(w.MaxPopulation), purposes: w.Purposes, own: true,
		})
	}
	for i, u := range shipped.Unit {
		if !own[u] {
			rows = append(rows, wish{unit: u, countries: shipped.Countries[i], areas: shipped.Areas[i],
				date: shipped.Date.At(i), theme: shipped.Theme.At(i), low: NoInt, high: NoInt})
		}
	}
	slices.SortStableFunc(rows, func(a, b wish) int { return cmp.Compare(a.unit, b.unit) })
	out := &Wishes{}
	for _, r := range rows {
		out.add(r)
	}
	return out, nil
}

func bound(population int32) int32 {
	if population == 0 {
		return NoInt
	}
	return population
}

func (w *Wishes) add(r wish) {
	w.Unit = append(w.Unit, r.unit)
	w.Countries, w.Areas = append(w.Countries, r.countries), append(w.Areas, r.areas)
	w.Date.append([]byte(r.date))
	w.Theme.append([]byte(r.theme))
	w.MinPopulation, w.MaxPopulation = append(w.MinPopulation, r.low), append(w.MaxPopulation, r.high)
	w.Purposes, w.Own = append(w.Purposes, r.purposes), append(w.Own, r.own)
}
