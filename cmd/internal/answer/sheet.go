package answer

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// WriteTSV writes a header line and one line a row, tabs between the values.
func (d Document) WriteTSV(w io.Writer) error {
	for _, record := range d.records() {
		if _, err := io.WriteString(w, strings.Join(record, "\t")+"\n"); err != nil {
			return fmt.Errorf("write TSV: %w", err)
		}
	}
	return nil
}

// writeCSV writes RFC 4180 with a byte order mark, which spreadsheets need to
// read Japanese.
func (d Document) writeCSV(w io.Writer) error {
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
func (d Document) records() [][]string {
	header := make([]string, 0, len(d.Columns)+1)
	for _, c := range d.Columns {
		header = append(header, c.Key)
	}
	if d.notes.Key != "" {
		header = append(header, d.notes.Key)
	}
	out := [][]string{header}
	for _, row := range d.Rows {
		record := make([]string, 0, len(header))
		for _, c := range row.Cells {
			record = append(record, Harmless(c.Raw))
		}
		if d.notes.Key != "" {
			record = append(record, Harmless(strings.Join(row.Notes, " | ")))
		}
		out = append(out, record)
	}
	return out
}

// Harmless keeps a spreadsheet from running a value as a formula: what begins
// like one and is no number gets an apostrophe in front. Line breaks and tabs
// inside become spaces.
func Harmless(v string) string {
	if v == "" {
		return v
	}
	if strings.ContainsRune("=+-@\t\r", rune(v[0])) {
		if _, err := strconv.ParseFloat(v, 64); err != nil {
			v = "'" + v
		}
	}
	return OneLine(v)
}

// writeMarkdown writes the document as Markdown with a pipe table.
func (d Document) writeMarkdown(w io.Writer) error {
	var b strings.Builder
	for i, line := range d.Above {
		if i == 0 && d.part {
			b.WriteString("## ")
		} else if i == 0 {
			b.WriteString("# ")
		}
		b.WriteString(markdownText(line) + "\n\n")
	}
	if len(d.Rows) > 0 {
		d.markdownTable(&b)
	}
	for _, line := range d.Below {
		b.WriteString("\n" + markdownText(line) + "\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write Markdown: %w", err)
	}
	return nil
}

func (d Document) markdownTable(b *strings.Builder) {
	cols := d.visible()
	for _, c := range cols {
		b.WriteString("| " + markdownText(d.Columns[c].Title.In(d.Lang)) + " ")
	}
	if d.notes.Key != "" {
		b.WriteString("| " + markdownText(d.notes.Title.In(d.Lang)) + " ")
	}
	b.WriteString("|\n")
	for _, c := range cols {
		if d.Columns[c].Right {
			b.WriteString("|---:")
		} else {
			b.WriteString("|---")
		}
	}
	if d.notes.Key != "" {
		b.WriteString("|---")
	}
	b.WriteString("|\n")
	for _, row := range d.Rows {
		for _, c := range cols {
			b.WriteString("| " + markdownText(row.Cells[c].Shown) + " ")
		}
		if d.notes.Key != "" {
			notes := make([]string, len(row.Notes))
			for i, n := range row.Notes {
				notes[i] = markdownText(n)
			}
			b.WriteString("| " + strings.Join(notes, "<br>") + " ")
		}
		b.WriteString("|\n")
	}
}

// markdownText escapes what would end a cell or start markup.
func markdownText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`").Replace(OneLine(s))
}
