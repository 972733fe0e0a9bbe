package chart

import (
	"math"
	"strconv"
)

// niceStep returns the first of 1, 2, 5 times a power of ten that is not less
// than v; 1 if v is no number above 0.
func niceStep(v float64) float64 {
	if !(v > 0) || math.IsInf(v, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, k := range [...]float64{1, 2, 5} {
		if k*power >= v*(1-1e-9) {
			return k * power
		}
	}
	return 10 * power
}

// multiples returns the multiples of a step from low to high.
func multiples(low, high, step float64) []float64 {
	var out []float64
	for i := math.Ceil(low/step - 1e-9); i*step <= high+step*1e-9 && len(out) < 100; i++ {
		out = append(out, i*step+0)
	}
	return out
}

// trimmed writes a number with as many decimals as it has, two at most.
func trimmed(v float64) string {
	if math.Abs(v) >= 1000 {
		return grouped(v)
	}
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64)
}
