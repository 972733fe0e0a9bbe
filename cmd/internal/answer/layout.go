package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// narrowest is what a column of words is cut to at least, in columns.
const narrowest = 8

// layout is how a document's columns share a line.
type layout struct {
	// cols are the columns that stand side by side, widths how wide each is.
	cols, widths []int
	// moved are the columns that stand below each row instead.
	moved []int
}

// visible returns the columns that people see.
func (d Document) visible() []int {
	var cols []int
	for i, c := range d.Columns {
		if !c.FileOnly {
			cols = append(cols, i)
		}
	}
	return cols
}

// layout gives each column what it needs, and nothing to blank ones. As long as the line is too long it
// moves soft columns below the rows, softest first; then it narrows the widest
// column of words.
func (d Document) layout(r *runewidth.Condition, width int) layout {
	visible := slices.DeleteFunc(d.visible(), d.blank)
	l := layout{cols: visible}
	moved := map[int]bool{}
	for {
		l.widths = d.natural(r, l.cols)
		soft := d.softest(l.cols)
		if l.total() <= width || soft < 0 {
			break
		}
		moved[soft] = true
		l.cols, l.moved = nil, nil
		for _, c := range visible {
			if moved[c] {
				l.moved = append(l.moved, c)
			} else {
				l.cols = append(l.cols, c)
			}
		}
	}
	floors := d.floors(r, l)
	for l.total() > width {
		i := d.widest(l, floors)
		if i < 0 {
			break
		}
		l.widths[i]--
	}
	return l
}

// blank tells whether no row has anything in a column.
func (d Document) blank(col int) bool {
	return !slices.ContainsFunc(d.Rows, func(r Row) bool { return r.Cells[col].Shown != "" })
}

// total is the width of a line.
func (l layout) total() int {
	sum := len(gap) * (len(l.cols) - 1)
	for _, w := range l.widths {
		sum += w
	}
	return sum
}

// natural returns how wide the columns are by themselves.
func (d Document) natural(r *runewidth.Condition, cols []int) []int {
	widths := make([]int, len(cols))
	for i, c := range cols {
		widths[i] = r.StringWidth(d.Columns[c].Title.In(d.Lang))
		for _, row := range d.Rows {
			widths[i] = max(widths[i], r.StringWidth(OneLine(row.Cells[c].Shown)))
		}
		if most := d.Columns[c].Most; most > 0 {
			widths[i] = min(widths[i], most)
		}
	}
	return widths
}

// softest returns the column to move below the rows next, -1 for none.
func (d Document) softest(cols []int) int {
	found := -1
	for _, c := range cols {
		if s := d.Columns[c].Soft; s > 0 && (found < 0 || s < d.Columns[found].Soft) {
			found = c
		}
	}
	return found
}

// floors returns how far each column may be narrowed: firm ones not at all, and
// columns that fold to their longest word, as long as that is not an address.
func (d Document) floors(r *runewidth.Condition, l layout) []int {
	floors := make([]int, len(l.cols))
	for i, c := range l.cols {
		switch col := d.Columns[c]; {
		case col.Right, col.Firm:
			floors[i] = l.widths[i]
			continue
		case col.Fold:
			floors[i] = longestWord(r, col.Title.In(d.Lang))
			for _, row := range d.Rows {
				floors[i] = max(floors[i], longestWord(r, row.Cells[c].Shown))
			}
		}
		floors[i] = min(l.widths[i], max(floors[i], narrowest))
	}
	return floors
}

// longestWord is the width of the longest piece of a text that should stay
// whole: a number or a word in letters, no longer than a name. Japanese may
// break anywhere at need.
func longestWord(r *runewidth.Condition, s string) int {
	const name = 16
	longest := 0
	for _, word := range breakable(r, OneLine(s)) {
		first, _ := utf8.DecodeRuneInString(word)
		if w := r.StringWidth(strings.TrimRight(word, " ")); w <= name && r.RuneWidth(first) == 1 {
			longest = max(longest, w)
		}
	}
	return longest
}

// widest returns the position of the column to narrow next, -1 for none.
func (d Document) widest(l layout, floors []int) int {
	widest := -1
	for i := range l.cols {
		if l.widths[i] > floors[i] && (widest < 0 || l.widths[i] > l.widths[widest]) {
			widest = i
		}
	}
	return widest
}
