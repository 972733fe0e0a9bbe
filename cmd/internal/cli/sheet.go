package cli

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeTSV writes a header line and one line a row, tabs between the values.
func (d document) writeTSV(w io.Writer) error {
	for _, record := range d.records() {
		if _, err := io.WriteString(w, strings.Join(record, "\t")+"\n"); err != nil {
			return fmt.Errorf("write TSV: %w", err)
		}
	}
	return nil
}

// writeCSV writes RFC 4180 with a byte order mark, which spreadsheets need to
// read Japanese.
func (d document) writeCSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	c := csv.NewWriter(w)
	if err := c.WriteAll(d.records()); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

// records returns the header and the rows as programs read them.
func (d document) records() [][]string {
	header := make([]string, 0, len(d.columns)+1)
	for _, c := range d.columns {
		header = append(header, c.key)
	}
	if d.notes != "" {
		header = append(header, d.notes)
	}
	out := [][]string{header}
	for _, row := range d.rows {
		record := make([]string, 0, len(header))
		for _, c := range row.cells {
			record = append(record, harmless(c.raw))
		}
		if d.notes != "" {
			record = append(record, harmless(strings.Join(row.notes, " | ")))
		}
		out = append(out, record)
	}
	return out
}

// harmless keeps a spreadsheet from running a value as a formula: what begins
// like one and is no number gets an apostrophe in front. Line breaks and tabs
// inside become spaces.
func harmless(v string) string {
	if v == "" {
		return v
	}
	if strings.ContainsRune("=+-@\t\r", rune(v[0])) {
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			v = "'" + v
		}
	}
	return oneLine(v)
}

// writeMarkdown writes the document as Markdown with a pipe table.
func (d document) writeMarkdown(w io.Writer) error {
	var b strings.Builder
	for i, line := range d.above {
		if i == 0 && d.part {
			b.WriteString("## ")
		} else if i == 0 {
			b.WriteString("# ")
		}
		b.WriteString(markdownText(line) + "\n\n")
	}
	if len(d.rows) > 0 {
		d.markdownTable(&b)
	}
	for _, line := range d.below {
		b.WriteString("\n" + markdownText(line) + "\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

func (d document) markdownTable(b *strings.Builder) {
	cols := d.visible()
	for _, c := range cols {
		b.WriteString("| " + markdownText(d.columns[c].title.In(d.lang)) + " ")
	}
	if d.notes != "" {
		b.WriteString("| " + d.notes + " ")
	}
	b.WriteString("|\n")
	for _, c := range cols {
		if d.columns[c].right {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	if d.notes != "" {
		b.WriteString("|---")
	}
	b.WriteString("|\n")
	for _, row := range d.rows {
		for _, c := range cols {
			b.WriteString("| " + markdownText(row.cells[c].shown) + " ")
		}
		if d.notes != "" {
			notes := make([]string, len(row.notes))
			for i, n := range row.notes {
				notes[i] = markdownText(n)
			}
			b.WriteString("| " + strings.Join(notes, "<br>") + " ")
		}
		b.WriteString("|\n")
	}
}

// markdownText escapes what would end a cell or start markup.
func markdownText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`").Replace(oneLine(s))
}
