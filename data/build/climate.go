package build

import (
	"fmt"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// monthColumns names the columns of monthly means in the source tables.
func monthColumns() []string {
	list := make([]string, 0, 24)
	for _, letter := range []string{"t", "p"} {
		for m := 1; m <= 12; m++ {
			list = append(list, fmt.Sprintf("%s%02d", letter, m))
		}
	}
	return list
}

var months = monthColumns()

// readNormals reads the climate columns that places and municipalities share.
func readNormals(r row) normals {
	n := normals{koppen: r.str("koppen"), stationKm: data.NoFloat()}
	if n.koppen == "" {
		n.koppen = r.str("koppen_calc")
	}
	for m := range 12 {
		n.temp[m] = r.float32(months[m])
		n.rain[m] = r.float32(months[12+m])
	}
	return n
}

// complete reports whether all months are known.
func (n normals) complete() bool {
	for m := range 12 {
		if !data.Known(n.temp[m]) || !data.Known(n.rain[m]) {
			return false
		}
	}
	return true
}

// row returns the layer row of a unit, with the month-sorted digest: months
// from the coldest to the warmest (equal ones in calendar order) in four
// groups of three. Without all months the digest is unknown.
func (n normals) row(unit int32) data.ClimateRow {
	r := data.ClimateRow{Unit: unit, Koppen: n.koppen, StationKm: n.stationKm}
	for m, p := range []*float32{&r.T01, &r.T02, &r.T03, &r.T04, &r.T05, &r.T06, &r.T07, &r.T08, &r.T09, &r.T10, &r.T11, &r.T12} {
		*p = n.temp[m]
	}
	for m, p := range []*float32{&r.P01, &r.P02, &r.P03, &r.P04, &r.P05, &r.P06, &r.P07, &r.P08, &r.P09, &r.P10, &r.P11, &r.P12} {
		*p = n.rain[m]
	}
	temp, rain := n.digest()
	r.TQ1, r.TQ2, r.TQ3, r.TQ4 = temp[0], temp[1], temp[2], temp[3]
	r.PQ1, r.PQ2, r.PQ3, r.PQ4 = rain[0], rain[1], rain[2], rain[3]
	return r
}

func (n normals) digest() (temp, rain [4]float32) {
	if !n.complete() {
		for q := range 4 {
			temp[q], rain[q] = data.NoFloat(), data.NoFloat()
		}
		return temp, rain
	}
	order := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	slices.SortStableFunc(order, func(a, b int) int { return cmpFloat(n.temp[a], n.temp[b]) })
	for q := range 4 {
		var t, p float64
		for _, m := range order[3*q : 3*q+3] {
			t += float64(n.temp[m])
			p += float64(n.rain[m])
		}
		temp[q], rain[q] = round(t/3, 1), round(p/3, 0)
	}
	return temp, rain
}

// part is one town of an upper government, with its weight.
type part struct {
	weight  float64
	climate normals
}

// blend returns the weighted mean of climates: of the classes the one with the
// greatest weight, of the station distances the mean.
func blend(parts []part) normals {
	out := normals{stationKm: data.NoFloat()}
	classes := map[string]float64{}
	for _, p := range parts {
		classes[p.climate.koppen] += p.weight
	}
	out.koppen = heaviest(classes)
	out.stationKm = weightedMean(parts, 1, func(n normals) float32 { return n.stationKm })
	for m := range 12 {
		out.temp[m] = weightedMean(parts, 1, func(n normals) float32 { return n.temp[m] })
		out.rain[m] = weightedMean(parts, 0, func(n normals) float32 { return n.rain[m] })
	}
	return out
}

func weightedMean(parts []part, digits int, value func(normals) float32) float32 {
	var m mean
	for _, p := range parts {
		m.add(float64(value(p.climate)), p.weight)
	}
	return round(m.value(), digits)
}

// mean gathers a weighted mean of known values.
type mean struct{ sum, weight float64 }

func (m *mean) add(v, weight float64) {
	if !math.IsNaN(v) {
		m.sum += float64(v * weight)
		m.weight += weight
	}
}

// value returns the mean, NaN when nothing was added.
func (m *mean) value() float64 {
	if m.weight == 0 {
		return math.NaN()
	}
	return m.sum / m.weight
}

// heaviest returns the key with the greatest weight, the first in order among
// equals, "" for an empty map.
func heaviest(weights map[string]float64) string {
	best, most := "", math.Inf(-1)
	for k, w := range weights {
		if w > most || (w == most && k < best) {
			best, most = k, w
		}
	}
	return best
}

// round returns v rounded to the given number of decimals; NaN stays NaN.
func round(v float64, digits int) float32 {
	scale := math.Pow10(digits)
	return float32(math.Round(v*scale) / scale)
}

func cmpFloat(a, b float32) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
