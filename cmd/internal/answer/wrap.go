package answer

import (
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// Wrap breaks a line between words, or between East Asian characters, so that
// it fits; first and rest are the indents.
func Wrap(r *runewidth.Condition, line string, width int, first, rest string) string {
	var b strings.Builder
	b.WriteString(first)
	used, fresh := r.StringWidth(first), true
	for _, word := range breakable(r, OneLine(line)) {
		w := r.StringWidth(strings.TrimRight(word, " "))
		if !fresh && used+w > width {
			trimmed := strings.TrimRight(b.String(), " ")
			b.Reset()
			b.WriteString(trimmed + "\n" + rest)
			used, fresh = r.StringWidth(rest), true
		}
		b.WriteString(word)
		used += r.StringWidth(word)
		fresh = false
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}

// breakable cuts text where a line may break: after spaces, and around
// double-width characters that are neither punctuation nor within a word in
// katakana.
func breakable(r *runewidth.Condition, s string) []string {
	var out []string
	start, last := 0, rune(0)
	for i, c := range s {
		if i > start && mayBreak(r, last, c) {
			out = append(out, s[start:i])
			start = i
		}
		last = c
	}
	return append(out, s[start:])
}

// Characters that stay with what stands before them, and with what follows.
const (
	closing = "、。,.)」』・ー…·—"
	opening = "(「『("
)

// mayBreak tells whether a line may end between two characters.
func mayBreak(r *runewidth.Condition, before, after rune) bool {
	switch {
	case after == ' ' || strings.ContainsRune(closing, after) || strings.ContainsRune(opening, before):
		return false
	case before == ' ':
		return true
	case katakana(before) && katakana(after):
		return false
	}
	return r.RuneWidth(after) == 2 || r.RuneWidth(before) == 2
}

// katakana tells whether a character is part of a word in katakana.
func katakana(c rune) bool { return unicode.Is(unicode.Katakana, c) || c == 'ー' || c == '・' }

// OneLine takes out control characters, which would break a table or drive the terminal.
func OneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return ' '
		}
		return c
	}, s)
}

// fold breaks a cell into lines of the given width. A word that is wider, such
// as an address, is cut where the line ends.
func fold(r *runewidth.Condition, s string, width int) []string {
	lines := []string{""}
	for _, word := range breakable(r, OneLine(s)) {
		last := &lines[len(lines)-1]
		if *last != "" && r.StringWidth(*last)+r.StringWidth(strings.TrimRight(word, " ")) > width {
			lines = append(lines, "")
			last = &lines[len(lines)-1]
		}
		*last += word
		for r.StringWidth(strings.TrimRight(*last, " ")) > width {
			head := r.Truncate(*last, width, "")
			if head == "" { // a character wider than the column
				break
			}
			rest := strings.TrimPrefix(*last, head)
			*last = head
			lines = append(lines, rest)
			last = &lines[len(lines)-1]
		}
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}
