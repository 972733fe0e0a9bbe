package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// WriteMarkdown writes the report as Markdown, with all tables and no pictures.
func WriteMarkdown(w io.Writer, r Report) error {
	m := markdown{bufio.NewWriter(w)}
	m.line("# %s", escape(r.Title))
	for _, s := range r.Sections {
		m.line("\n## %d. %s", s.Number, escape(s.Title))
		m.blocks(s.Blocks)
		for _, p := range s.Parts {
			m.line("\n### %s", escape(p.Title))
			m.blocks(p.Blocks)
		}
	}
	if err := m.w.Flush(); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// markdown writes lines; its writer keeps the first error.
type markdown struct{ w *bufio.Writer }

func (m markdown) line(format string, args ...any) { fmt.Fprintf(m.w, format+"\n", args...) }

func (m markdown) blocks(list []Block) {
	for _, b := range list {
		m.block(b)
	}
}

func (m markdown) block(b Block) {
	if b.Heading != "" {
		m.line("\n#### %s", escape(b.Heading))
	}
	for _, t := range b.Text {
		m.line("\n%s", escape(t))
	}
	if b.Table != nil {
		m.table(b.Table)
	}
	if len(b.List) > 0 {
		m.line("")
	}
	for _, t := range b.List {
		m.line("- %s", escape(t))
	}
	if len(b.Blanks) > 0 {
		m.line("")
	}
	for _, f := range b.Blanks {
		m.line("- %s: %s", escape(f.Label), escape(f.Shown()))
	}
	for _, t := range b.Notes {
		m.line("\n*%s*", escape(t))
	}
}

// Shown is the value of a field, or a line to write on with the hint beside it.
func (f Blank) Shown() string {
	if f.Value != "" {
		return f.Value
	}
	if f.Hint != "" {
		return blankLine + " (" + f.Hint + ")"
	}
	return blankLine
}

// blankLine is a line to write on.
const blankLine = "＿＿＿＿＿＿＿＿＿＿"

func (m markdown) table(t *Table) {
	var head, rule []string
	for _, c := range t.Columns {
		head = append(head, escape(c.Title))
		if c.Number {
			rule = append(rule, "---:")
		} else {
			rule = append(rule, "---")
		}
	}
	m.line("\n| %s |\n| %s |", strings.Join(head, " | "), strings.Join(rule, " | "))
	for _, r := range t.Rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = escape(c.Shown)
		}
		m.line("| %s |", strings.Join(cells, " | "))
	}
}

// marked are the characters that mean something in Markdown wherever they stand.
const marked = "\\`*_{}[]<>|#~&$"

// escape writes text so that Markdown shows it as it is, in one line.
func escape(s string) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case strings.ContainsRune(marked, c):
			b.WriteByte('\\')
		case i == 0 && strings.ContainsRune("+-=", c) && len(s) > 1:
			b.WriteByte('\\')
		case unicode.IsControl(c):
			c = ' '
		}
		b.WriteRune(c)
	}
	return b.String()
}
