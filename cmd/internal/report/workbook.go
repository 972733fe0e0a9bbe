package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/shimai/shimai/cmd/internal/xlsx"
)

// sheetKeys are the tables that a workbook has, one sheet each. A table that
// stands on the page of every candidate becomes one, with a column for whom it
// is about.
func sheetKeys() []string {
	return []string{"shortlist", "comparison", "points", "evidence", "sources"}
}

// WriteWorkbook writes the tables of a report as a workbook: a sheet about the
// report, then shortlist, comparison, points, evidence and sources. Figures are
// numbers; text is never a formula.
func WriteWorkbook(w io.Writer, r Report) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
		if err != nil {
			err = fmt.Errorf("write workbook: %w", err)
		}
	}()
	b := &workbook{file: f, styles: map[string]int{}}
	if b.bold, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}); err != nil {
		return err
	}
	if err := b.about(r); err != nil {
		return err
	}
	for _, key := range sheetKeys() {
		if err := b.table(r, key); err != nil {
			return err
		}
	}
	return xlsx.Write(w, f)
}

// workbook is a file with the styles made so far, by number format.
type workbook struct {
	file   *excelize.File
	bold   int
	styles map[string]int
}

// about writes the first sheet: title, recommendation, run, cautions.
func (b *workbook) about(r Report) error {
	rows := [][]Cell{{words(r.Title)}}
	for _, block := range r.Sections[0].Blocks {
		for _, text := range append(slices.Clone(block.Text), block.Notes...) {
			rows = append(rows, []Cell{words(text)})
		}
		if block.Table != nil {
			rows = append(rows, block.Table.Rows...)
		}
	}
	name := sheetName(r.Sections[0].Title)
	if err := b.file.SetSheetName("Sheet1", name); err != nil {
		return err
	}
	const first, rest = 24, 80
	return b.write(name, nil, rows, []float64{first, rest})
}

// table gathers the table of a key from all parts of the report into a sheet.
func (b *workbook) table(r Report, key string) error {
	title := ""
	var columns []Column
	var rows [][]Cell
	for _, s := range r.Sections {
		for _, block := range s.Blocks {
			if block.Key == key && block.Table != nil {
				title, columns, rows = or(block.Heading, s.Title), block.Table.Columns, block.Table.Rows
			}
		}
		for _, p := range s.Parts {
			for _, block := range p.Blocks {
				if block.Key != key || block.Table == nil {
					continue
				}
				title, columns = or(block.Heading, s.Title), append([]Column{{Key: "part", Title: s.Title}}, block.Table.Columns...)
				for _, row := range block.Table.Rows {
					rows = append(rows, append([]Cell{words(p.Title)}, row...))
				}
			}
		}
	}
	if columns == nil {
		return nil
	}
	name := sheetName(title)
	if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		const narrow, usual, wide = 12, 24, 60
		widths[i] = usual
		if c.Number {
			widths[i] = narrow
		} else if c.Wide {
			widths[i] = wide
		}
	}
	return b.write(name, columns, rows, widths)
}

// or is the first text that is not empty.
func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// sheetName makes a title one that workbooks allow: 31 characters, none of []:*?/\.
func sheetName(title string) string {
	const most = 31
	name := strings.Map(func(c rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, c) {
			return ' '
		}
		return c
	}, title)
	return string([]rune(name)[:min(most, len([]rune(name)))])
}

// write writes the rows of a sheet, below a heading that stays in view.
func (b *workbook) write(name string, columns []Column, rows [][]Cell, widths []float64) error {
	s, err := b.file.NewStreamWriter(name)
	if err != nil {
		return err
	}
	for i, w := range widths {
		if err := s.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	n := 0
	if len(columns) > 0 {
		if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
		head := make([]any, len(columns))
		for i, c := range columns {
			head[i] = excelize.Cell{StyleID: b.bold, Value: c.Title}
		}
		if err := s.SetRow("A1", head); err != nil {
			return err
		}
		n = 1
	}
	for _, row := range rows {
		n++
		values := make([]any, len(row))
		for i, c := range row {
			if values[i], err = b.value(c); err != nil {
				return err
			}
		}
		if err := s.SetRow(fmt.Sprintf("A%d", n), values); err != nil {
			return err
		}
	}
	return s.Flush()
}

// value is what a cell of the report is in a workbook: a number where it has
// one, in a format that shows it as everywhere else, or else text. The library
// writes text as text, whatever it begins with.
func (b *workbook) value(c Cell) (any, error) {
	if c.Value == nil {
		return clip(c.Shown), nil
	}
	format := c.format
	if format == "" {
		format = "General"
	}
	style, ok := b.styles[format]
	if !ok {
		var err error
		if style, err = b.file.NewStyle(&excelize.Style{CustomNumFmt: &format}); err != nil {
			return nil, err
		}
		b.styles[format] = style
	}
	return excelize.Cell{StyleID: style, Value: *c.Value}, nil
}

// clip keeps a text within what a cell may hold.
func clip(s string) string {
	if r := []rune(s); len(r) > excelize.TotalCellChars {
		return string(r[:excelize.TotalCellChars-1]) + "…"
	}
	return s
}
