package ranktest_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// caseStats sums up what the cases found.
func caseStats(all []outcome, skipped int) string {
	var b strings.Builder
	share := func(what string, some []outcome) {
		met := 0
		for _, o := range some {
			if o.met {
				met++
			}
		}
		fmt.Fprintf(&b, "%-34s %3d of %3d  %3.0f %%\n", what, met, len(some), 100*float64(met)/float64(max(len(some), 1)))
	}
	only := func(keep func(outcome) bool) []outcome {
		return slices.DeleteFunc(slices.Clone(all), func(o outcome) bool { return !keep(o) })
	}
	named := only(func(o outcome) bool { return o.kind == "named" })
	share("cases met", all)
	share("  that name candidates", named)
	share("  that name a property", only(func(o outcome) bool { return o.kind != "named" }))
	fmt.Fprintf(&b, "%-34s %3d\n\n", "cases skipped with a reason", skipped)

	kinds := map[string]bool{}
	for _, o := range all {
		kinds[o.kind] = true
	}
	fmt.Fprintln(&b, "cases met by what they ask for")
	for _, k := range slices.Sorted(maps.Keys(kinds)) {
		share("  "+k, only(func(o outcome) bool { return o.kind == k }))
	}
	var place, own []int
	for _, o := range named {
		place, own = append(place, o.place), append(own, o.ofCountry)
	}
	fmt.Fprintf(&b, "\nnamed candidates, the best of each case, without limits\n")
	fmt.Fprintf(&b, "%-34s %s\n", "  median place of all", placeWords(median(place)))
	fmt.Fprintf(&b, "%-34s %s\n", "  median place in its country", placeWords(median(own)))
	return b.String()
}

// shareOf is the share of values up to a limit.
func shareOf(values []float64, limit float64) float64 {
	n := 0
	for _, v := range values {
		if v <= limit {
			n++
		}
	}
	return float64(n) / float64(max(len(values), 1))
}

// median is the middle value, the upper one of two; 0 of none.
func median[T cmp.Ordered](values []T) T {
	var zero T
	if len(values) == 0 {
		return zero
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
