package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Layout of tables.
const (
	gap = "  "
	// narrowest is what a column of names is cut to at least, in columns.
	narrowest  = 8
	noteIndent = "      "
)

// ruler measures text as a terminal shows it: characters of East Asian scripts
// take two columns, ambiguous ones (·, —, Greek) two only where the reader's
// language is Japanese.
func ruler(lang string) *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = lang == "ja"
	return c
}

// writeTable prints the document for a terminal of the given width.
func (d document) writeTable(w io.Writer, width int) error {
	r := ruler(d.lang)
	var b strings.Builder
	for _, line := range d.above {
		b.WriteString(wrap(r, line, width, "", "  "))
	}
	cols := d.visible()
	if len(d.rows) > 0 {
		if len(d.above) > 0 {
			b.WriteString("\n")
		}
		widths := d.widths(r, cols, width)
		head := make([]string, len(cols))
		for i, c := range cols {
			head[i] = d.columns[c].title.In(d.lang)
		}
		b.WriteString(d.line(r, cols, widths, head))
		for _, row := range d.rows {
			shown := make([]string, len(cols))
			for i, c := range cols {
				shown[i] = oneLine(row.cells[c].shown)
			}
			b.WriteString(d.line(r, cols, widths, shown))
			for _, note := range row.notes {
				b.WriteString(wrap(r, note, width, noteIndent, noteIndent+"  "))
			}
		}
	}
	if len(d.below) > 0 {
		b.WriteString("\n")
	}
	for _, line := range d.below {
		b.WriteString(wrap(r, line, width, "", "  "))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
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

// widths gives each column what it needs. As long as the line is too long it
// takes from the soft columns, then from the widest column of words.
func (d document) widths(r *runewidth.Condition, cols []int, width int) []int {
	widths := make([]int, len(cols))
	total := len(gap) * (len(cols) - 1)
	for i, c := range cols {
		widths[i] = r.StringWidth(d.columns[c].title.In(d.lang))
		for _, row := range d.rows {
			widths[i] = max(widths[i], r.StringWidth(oneLine(row.cells[c].shown)))
		}
		total += widths[i]
	}
	for ; total > width; total-- {
		i := d.widest(cols, widths)
		if i < 0 {
			break
		}
		widths[i]--
	}
	return widths
}

// widest returns which column to narrow, -1 for none.
func (d document) widest(cols, widths []int) int {
	widest := -1
	for i, c := range cols {
		col := d.columns[c]
		if col.right || widths[i] <= narrowest {
			continue
		}
		if widest < 0 || col.soft && !d.columns[cols[widest]].soft ||
			col.soft == d.columns[cols[widest]].soft && widths[i] > widths[widest] {
			widest = i
		}
	}
	return widest
}

func (d document) line(r *runewidth.Condition, cols, widths []int, cells []string) string {
	var b strings.Builder
	for i, c := range cols {
		if i > 0 {
			b.WriteString(gap)
		}
		shown := r.Truncate(cells[i], widths[i], "…")
		pad := strings.Repeat(" ", max(0, widths[i]-r.StringWidth(shown)))
		if d.columns[c].right {
			b.WriteString(pad + shown)
		} else {
			b.WriteString(shown + pad)
		}
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}

// wrap breaks a line between words, or between East Asian characters, so that
// it fits; first and rest are the indents.
func wrap(r *runewidth.Condition, line string, width int, first, rest string) string {
	var b strings.Builder
	b.WriteString(first)
	used, fresh := r.StringWidth(first), true
	for _, word := range breakable(r, oneLine(line)) {
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
// double-width characters that are not punctuation.
func breakable(r *runewidth.Condition, s string) []string {
	var out []string
	start, wide := 0, false
	for i, c := range s {
		isWide := r.RuneWidth(c) == 2 && !strings.ContainsRune("、。,.)」』・ー…·—", c)
		afterSpace := i > 0 && s[i-1] == ' ' && c != ' '
		if i > start && (afterSpace || isWide || wide && c != ' ' && !strings.ContainsRune("、。,.)」』・ー…·—", c)) {
			out = append(out, s[start:i])
			start = i
		}
		wide = isWide
	}
	return append(out, s[start:])
}

// oneLine takes out control characters, which would break a table or drive the terminal.
func oneLine(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c >= 0x80 && c < 0xa0 {
			return ' '
		}
		return c
	}, s)
}
