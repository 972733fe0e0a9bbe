package tui

import (
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// A span is text in one style, a line is what stands in one row of the screen.
type (
	span struct {
		text string
		tone tone
	}
	line []span
)

// words makes a line in one tone.
func words(t tone, parts ...string) line { return line{{strings.Join(parts, ""), t}} }

// pen measures and cuts text in the reader's language.
type pen struct {
	lang string
	// narrow is how terminals measure, wide how they may.
	narrow, wide *runewidth.Condition
}

func newPen(lang string) pen { return pen{lang, answer.Ruler("en"), answer.Ruler(lang)} }

// wider are marks that some terminals of East Asia give two columns, with
// others that have one width everywhere.
var wider = strings.NewReplacer("·", "・", "→", "->", "←", "<-", "–", "-", "—", "-", "…", "..", "×", "x",
	"“", `"`, "”", `"`, "‘", "'", "’", "'")

// tidy makes text from the desk fit for one row of a screen.
func (p pen) tidy(s string) string {
	if p.lang == "ja" {
		s = wider.Replace(s)
	}
	return answer.OneLine(s)
}

// width is how many columns a text takes.
func (p pen) width(s string) int { return p.narrow.StringWidth(s) }

// cell cuts or fills a text to exactly w columns.
func (p pen) cell(s string, w int) string {
	if w <= 0 {
		return ""
	}
	s = p.tidy(s)
	if p.width(s) > w {
		s = p.narrow.Truncate(s, w, "~")
	}
	return s + strings.Repeat(" ", max(0, w-p.width(s)))
}

// right is cell with the text at the right end.
func (p pen) right(s string, w int) string {
	s = strings.TrimRight(p.cell(s, w), " ")
	return strings.Repeat(" ", max(0, w-p.width(s))) + s
}

// wrap breaks a text into lines of at most w columns by the wider measure;
// rest indents all but the first.
func (p pen) wrap(t tone, s string, w int, first, rest string) []line {
	var out []line
	for _, row := range strings.Split(strings.TrimRight(answer.Wrap(p.wide, p.tidy(s), max(w, 8), first, rest), "\n"), "\n") {
		out = append(out, words(t, row))
	}
	return out
}

// length is how many columns a line takes.
func (p pen) length(l line) int {
	n := 0
	for _, s := range l {
		n += p.width(s.text)
	}
	return n
}

// fill pads a line to w columns, in the tone of its last span.
func (p pen) fill(l line, w int) line {
	t := plain
	if len(l) > 0 {
		t = l[len(l)-1].tone
	}
	return append(l[:len(l):len(l)], span{strings.Repeat(" ", max(0, w-p.length(l))), t})
}

// trim cuts a line to w columns by the given measure.
func trim(r *runewidth.Condition, l line, w int) line {
	var out line
	for _, s := range l {
		n := r.StringWidth(s.text)
		if n > w {
			s.text = r.Truncate(s.text, w, "")
			n = w
		}
		out = append(out, s)
		if w -= n; w <= 0 {
			break
		}
	}
	return out
}

// beside puts two blocks of lines next to each other; left has w columns.
func (p pen) beside(left, right []line, w int) []line {
	out := make([]line, max(len(left), len(right)))
	for i := range out {
		if i < len(left) {
			out[i] = trim(p.narrow, left[i], w)
		}
		out[i] = append(p.fill(out[i], w), span{" | ", faint})
		if i < len(right) {
			out[i] = append(out[i], right[i]...)
		}
	}
	return out
}

// tall cuts or fills a block to h lines.
func tall(lines []line, h int) []line {
	lines = lines[:min(len(lines), max(h, 0)):min(len(lines), max(h, 0))]
	for len(lines) < h {
		lines = append(lines, nil)
	}
	return lines
}

// Bars have two steps a column.
const barColumns = 10

// bar draws a share of 0 to 1.
func bar(share float64, columns int) string {
	steps := min(2*columns, max(0, int(share*float64(2*columns)+0.5)))
	s := strings.Repeat("⣿", steps/2)
	if steps%2 == 1 {
		s += "⡇"
	}
	return s + strings.Repeat("⣀", columns-steps/2-steps%2)
}
