package answer

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// Space between columns, and before what stands below a row.
const (
	gap        = "  "
	noteIndent = "      "
)

// Ruler measures text as the widest terminal of the reader's language shows it,
// so that what is broken by it fits everywhere: characters of East Asian
// scripts take two columns, ambiguous ones (·, °, é, Greek) two only where the
// language is Japanese. Most terminals give those one column even there, so
// what is aligned is measured by the Ruler of English.
func Ruler(lang string) *runewidth.Condition {
	c := runewidth.NewCondition()
	c.EastAsianWidth = lang == "ja"
	return c
}

// WriteTable prints the document for a terminal of the given width.
func (d Document) WriteTable(w io.Writer, width int) error {
	r := Ruler(d.Lang)
	var b strings.Builder
	for _, line := range d.Above {
		b.WriteString(Wrap(r, line, width, "", "  "))
	}
	if len(d.Rows) > 0 {
		if len(d.Above) > 0 {
			b.WriteString("\n")
		}
		d.writeRows(&b, width)
	}
	if len(d.Below) > 0 {
		b.WriteString("\n")
	}
	for _, line := range d.Below {
		b.WriteString(Wrap(r, line, width, "", "  "))
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// writeRows prints the heading and the rows, each with its notes below it.
func (d Document) writeRows(b *strings.Builder, width int) {
	widest, r := Ruler(d.Lang), Ruler("en")
	l := d.layout(r, width)
	head := make([]string, len(l.cols))
	for i, c := range l.cols {
		head[i] = d.Columns[c].Title.In(d.Lang)
	}
	b.WriteString(d.line(r, l, head))
	for _, row := range d.Rows {
		shown := make([]string, len(l.cols))
		for i, c := range l.cols {
			shown[i] = OneLine(row.Cells[c].Shown)
		}
		b.WriteString(d.line(r, l, shown))
		var below []string
		for _, c := range l.moved {
			if v := row.Cells[c].Shown; v != "" {
				below = append(below, v)
			}
		}
		notes := row.Notes
		if len(below) > 0 {
			notes = append([]string{strings.Join(below, " · ")}, notes...)
		}
		for _, note := range notes {
			b.WriteString(Wrap(widest, note, width, noteIndent, noteIndent+"  "))
		}
	}
}

// line sets cells side by side; those that fold take as many lines as they need.
func (d Document) line(r *runewidth.Condition, l layout, cells []string) string {
	height := 1
	folded := make([][]string, len(cells))
	for i, c := range l.cols {
		if d.Columns[c].Fold {
			folded[i] = fold(r, cells[i], l.widths[i])
		} else {
			folded[i] = []string{r.Truncate(cells[i], l.widths[i], "…")}
		}
		height = max(height, len(folded[i]))
	}
	var b strings.Builder
	for k := range height {
		var line strings.Builder
		for i, c := range l.cols {
			if i > 0 {
				line.WriteString(gap)
			}
			shown := ""
			if k < len(folded[i]) {
				shown = folded[i][k]
			}
			pad := strings.Repeat(" ", max(0, l.widths[i]-r.StringWidth(shown)))
			if d.Columns[c].Right {
				line.WriteString(pad + shown)
			} else {
				line.WriteString(shown + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
