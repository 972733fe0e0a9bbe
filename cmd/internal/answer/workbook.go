package answer

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/shimai/shimai/cmd/internal/xlsx"
)

// Widths of the columns of a sheet, in letters.
const (
	narrowColumn = 12
	wideColumn   = 28
	notesColumn  = 90
)

// writeXLSX writes the document as a workbook of one sheet: a heading that stays
// in view, figures as numbers, all else as text, whatever it looks like.
func (d Document) writeXLSX(w io.Writer) error {
	f := excelize.NewFile()
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	header := make([]any, 0, len(d.Columns)+1)
	for i, c := range d.Columns {
		title, width := c.Title.In(d.Lang), narrowColumn
		if title == "" {
			title = c.Key
		}
		if c.Fold {
			width = wideColumn
		}
		if err := s.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return fmt.Errorf("write XLSX: %w", err)
		}
		header = append(header, excelize.Cell{StyleID: bold, Value: title})
	}
	if d.notes.Key != "" {
		if err := s.SetColWidth(len(header)+1, len(header)+1, notesColumn); err != nil {
			return fmt.Errorf("write XLSX: %w", err)
		}
		header = append(header, excelize.Cell{StyleID: bold, Value: d.notes.Title.In(d.Lang)})
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := s.SetRow("A1", header); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	for n, row := range d.Rows {
		if err := s.SetRow("A"+strconv.Itoa(n+2), d.sheetRow(row)); err != nil {
			return fmt.Errorf("write XLSX: %w", err)
		}
	}
	if err := s.Flush(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return xlsx.Write(w, f)
}

// sheetRow returns the cells of a row: numbers where the column holds figures,
// and words as people read them, or else as programs do.
func (d Document) sheetRow(row Row) []any {
	out := make([]any, 0, len(row.Cells)+1)
	for i, c := range row.Cells {
		if v, err := strconv.ParseFloat(c.Raw, 64); err == nil && d.Columns[i].Right {
			out = append(out, v)
			continue
		}
		if d.Columns[i].FileOnly || c.Shown == "" {
			out = append(out, cellText(c.Raw))
		} else {
			out = append(out, cellText(c.Shown))
		}
	}
	if d.notes.Key != "" {
		out = append(out, cellText(strings.Join(row.Notes, " | ")))
	}
	return out
}

// cellText keeps a text within what a cell may hold.
func cellText(s string) string {
	if r := []rune(s); len(r) > excelize.TotalCellChars {
		return string(r[:excelize.TotalCellChars-1]) + "…"
	}
	return s
}
