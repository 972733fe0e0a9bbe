package build

import (
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// countAreas counts the named areas of one place; list has | between.
func countAreas(counts map[string]int, list string) {
	for a := range strings.SplitSeq(list, "|") {
		if a != "" {
			counts[a]++
		}
	}
}

// commonAreas lists the areas that at least a tenth of the places lie in.
func commonAreas(counts map[string]int, places int) string {
	var list []string
	for a, n := range counts {
		if 10*n >= places {
			list = append(list, a)
		}
	}
	slices.Sort(list)
	return strings.Join(list, "|")
}

// roundInt returns the nearest whole number, data.NoInt for NaN.
func roundInt(v float64) int32 {
	if math.IsNaN(v) || math.Abs(v) > math.MaxInt32 {
		return data.NoInt
	}
	return int32(math.Round(v))
}
