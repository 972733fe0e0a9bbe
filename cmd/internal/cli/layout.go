package cli

import "github.com/mattn/go-runewidth"

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
func (d document) visible() []int {
	var cols []int
	for i, c := range d.columns {
		if !c.fileOnly {
			cols = append(cols, i)
		}
	}
	return cols
}

// layout gives each column what it needs. As long as the line is too long it
// moves soft columns below the rows, softest first; then it narrows the widest
// column of words.
func (d document) layout(r *runewidth.Condition, width int) layout {
	l := layout{cols: d.visible()}
	moved := map[int]bool{}
	for {
		l.widths = d.natural(r, l.cols)
		soft := d.softest(l.cols)
		if l.total() <= width || soft < 0 {
			break
		}
		moved[soft] = true
		l.cols, l.moved = nil, nil
		for _, c := range d.visible() {
			if moved[c] {
				l.moved = append(l.moved, c)
			} else {
				l.cols = append(l.cols, c)
			}
		}
	}
	for l.total() > width {
		i := d.widest(l)
		if i < 0 {
			break
		}
		l.widths[i]--
	}
	return l
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
func (d document) natural(r *runewidth.Condition, cols []int) []int {
	widths := make([]int, len(cols))
	for i, c := range cols {
		widths[i] = r.StringWidth(d.columns[c].title.In(d.lang))
		for _, row := range d.rows {
			widths[i] = max(widths[i], r.StringWidth(oneLine(row.cells[c].shown)))
		}
		if most := d.columns[c].most; most > 0 {
			widths[i] = min(widths[i], most)
		}
	}
	return widths
}

// softest returns the column to move below the rows next, -1 for none.
func (d document) softest(cols []int) int {
	found := -1
	for _, c := range cols {
		if s := d.columns[c].soft; s > 0 && (found < 0 || s < d.columns[found].soft) {
			found = c
		}
	}
	return found
}

// widest returns the position of the column to narrow next, -1 for none.
func (d document) widest(l layout) int {
	widest := -1
	for i, c := range l.cols {
		if d.columns[c].right || l.widths[i] <= narrowest {
			continue
		}
		if widest < 0 || l.widths[i] > l.widths[widest] {
			widest = i
		}
	}
	return widest
}
