package shape

import "unicode/utf8"

// suggestion words the nearest of the words a user may have meant; empty when
// none is near.
func suggestion(word string, words []string) string {
	if w, ok := Nearest(word, words); ok {
		return "; did you mean " + w + "?"
	}
	return ""
}

// Nearest returns the word that is the fewest edits away from what was written,
// the first of equals; ok is false when more than a third of the letters differ.
func Nearest(written string, words []string) (nearest string, ok bool) {
	const longest = 60 // no key is longer, and the cost grows with the square
	if written == "" || utf8.RuneCountInString(written) > longest {
		return "", false
	}
	best := max(1, utf8.RuneCountInString(written)/3) + 1
	for _, w := range words {
		if d := edits([]rune(written), []rune(w)); d < best {
			nearest, best, ok = w, d, true
		}
	}
	return nearest, ok
}

// edits counts the letters to add, leave out, replace or swap with their
// neighbour (the restricted Damerau-Levenshtein distance).
func edits(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range d[0] {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
