package index

import (
	"slices"
	"strings"

	"github.com/shimai/shimai/data/names"
)

// closest returns the name that is nearest to one of the forms and the edits
// between them: a name that is or begins with a form first, then one that holds
// it, then one that holds a word of it, then by edits, of the spelling or,
// across scripts, of the reading.
func closest(list, forms []string) (name string, edits int) {
	bestClass := -1
	for _, candidate := range list {
		fold := names.Fold(candidate)
		for _, form := range forms {
			class, d := likeness(fold, form), distance(fold, form)
			if latin := names.Latin(form); class == 0 && latin != "" {
				d = min(d, distance(names.Latin(fold), latin))
			}
			if class > bestClass || class == bestClass && d < edits {
				name, edits, bestClass = candidate, d, class
			}
		}
	}
	return name, edits
}

// likeness is 3 when the name begins with the form, 2 when it holds it, 1 when
// it holds one of its words, 0 otherwise. All are folded.
func likeness(fold, form string) int {
	switch {
	case strings.HasPrefix(fold, form):
		return 3
	case strings.Contains(fold, form):
		return 2
	}
	own := strings.Fields(fold)
	for word := range strings.FieldsSeq(form) {
		if slices.Contains(own, word) {
			return 1
		}
	}
	return 0
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b, each character edited once (optimal string
// alignment). It counts runes: Łódź has four.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		before, last, row = last, row, before
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
	}
	return row[len(y)]
}
