package intake

import (
	"encoding/csv"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// restHeading stands above the reasons that WriteRest adds.
const restHeading = "not imported because (取り込めない理由)"

func isRestHeading(text string) bool { return plainHeading(text) == plainHeading(restHeading) }

// WriteRest writes the rows that were not resolved in the columns of the table
// and one more that tells the reason, as tsv, csv or xlsx. Mended, the file can
// be read again as it is; the reasons are then passed over. Text is UTF-8, in
// csv with the mark that Excel needs.
func WriteRest(w io.Writer, t *Table, rows []Row, format string) error {
	if t.date1904 && format != "xlsx" {
		return fmt.Errorf("%w: the workbook counts its days from 1904, which %s cannot say: write xlsx", ErrTable, format)
	}
	lines := [][]string{append(t.heads(), restHeading)}
	for _, r := range rows {
		if r.Outcome != Resolved {
			lines = append(lines, append(t.own(r.Cells), string(r.Outcome)+": "+r.Why))
		}
	}
	var err error
	switch format {
	case "tsv":
		err = writeText(w, lines, '\t')
	case "csv":
		if _, err = io.WriteString(w, "\ufeff"); err == nil {
			err = writeText(w, lines, ',')
		}
	case "xlsx":
		err = writeWorkbook(w, lines, t.date1904)
	default:
		return fmt.Errorf("%w: rows can be written as tsv, csv or xlsx, not %q", ErrTable, format)
	}
	if err != nil {
		return fmt.Errorf("write the rows that were not understood: %w", err)
	}
	return nil
}

// heads returns the headings without that of an earlier WriteRest.
func (t *Table) heads() []string { return t.own(t.Columns) }

func (t *Table) own(cells []string) []string {
	if t.rest {
		cells = cells[:len(cells)-1]
	}
	return append([]string(nil), cells...)
}

func writeText(w io.Writer, lines [][]string, comma rune) error {
	c := csv.NewWriter(w)
	c.Comma = comma
	if err := c.WriteAll(lines); err != nil {
		return err
	}
	return c.Error()
}

func writeWorkbook(w io.Writer, lines [][]string, date1904 bool) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // it is in memory
	if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}); err != nil {
		return err
	}
	s, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, line := range lines {
		cells := make([]any, len(line))
		for c, text := range line {
			cells[c] = text
		}
		if err := s.SetRow(fmt.Sprintf("A%d", i+1), cells); err != nil {
			return err
		}
	}
	if err := s.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
