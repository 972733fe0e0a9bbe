package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// ErrTable marks a file that is no table that could be read.
var ErrTable = errors.New("table cannot be read")

// Bounds of a table.
const (
	maxBytes   = 32 << 20
	maxRows    = 1 << 20 // what a sheet of Excel holds
	maxColumns = 200
	maxCell    = 10_000
)

// Table is a list as it stands in a file.
type Table struct {
	// Format is tsv, csv or xlsx; Encoding is utf-8, utf-16 or shift_jis, "" for xlsx.
	Format, Encoding string
	// Columns are the headings; empty ones are kept.
	Columns []string
	// Rows are the rows below the headings that are not blank.
	Rows []Line

	// rest tells that the last column is the one that WriteRest added.
	rest bool
	// date1904 tells from which day a workbook counts.
	date1904 bool
}

// Line is one row of a table.
type Line struct {
	// Number is the row's number in the file, from 1.
	Number int
	// Cells are as many as the table has columns.
	Cells []string
}

// Read reads a table. It takes the first row among the first fifteen that has
// at least two headings that are known for the headings, else the first row.
func Read(from io.Reader) (*Table, error) {
	raw, err := readAll(from)
	if err != nil {
		return nil, err
	}
	t := &Table{}
	var lines []Line
	if bytes.HasPrefix(raw, []byte("PK\x03\x04")) {
		t.Format = "xlsx"
		lines, err = t.readWorkbook(raw)
	} else {
		lines, err = t.readText(raw)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	if len(lines) > maxRows {
		return nil, fmt.Errorf("%w: it has %d rows, at most %d are read", ErrTable, len(lines), maxRows)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("%w: it is empty", ErrTable)
	}
	return t, t.lay(lines)
}

func readAll(from io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(from, maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read table: %w", err)
	}
	if len(raw) > maxBytes {
		return nil, fmt.Errorf("%w: it is larger than %d MB", ErrTable, maxBytes>>20)
	}
	return raw, nil
}

// lay finds the headings and makes all rows as long as they are.
func (t *Table) lay(lines []Line) error {
	at := headingRow(lines)
	width := 0
	for _, l := range lines[at:] {
		width = max(width, len(l.Cells))
	}
	if width > maxColumns {
		return fmt.Errorf("%w: it has %d columns, at most %d are read", ErrTable, width, maxColumns)
	}
	for i, l := range lines[at:] {
		cells := make([]string, width)
		for c, text := range l.Cells {
			if len(text) > maxCell {
				return fmt.Errorf("%w: row %d, column %d has more than %d bytes", ErrTable, l.Number, c+1, maxCell)
			}
			cells[c] = strings.TrimSpace(text)
		}
		if i == 0 {
			t.Columns = cells
		} else if !blank(cells) {
			t.Rows = append(t.Rows, Line{l.Number, cells})
		}
	}
	if n := len(t.Columns); n > 0 && isRestHeading(t.Columns[n-1]) {
		t.rest = true
	}
	return nil
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// headingRow returns the number of the line with the headings: titles and
// notes may stand above them.
func headingRow(lines []Line) int {
	if at := knownHeadings(lines); at >= 0 {
		return at
	}
	for i, l := range lines {
		if !blank(l.Cells) {
			return i
		}
	}
	return 0
}

// knownHeadings returns the number of the first line among the first fifteen
// with at least two headings that are known, -1 for none.
func knownHeadings(lines []Line) int {
	const look = 15
	for i, l := range lines[:min(look, len(lines))] {
		known := 0
		for _, c := range l.Cells {
			if fieldOf(tieHeadings(), c) != "" || fieldOf(wishHeadings(), c) != "" {
				known++
			}
		}
		if known >= 2 {
			return i
		}
	}
	return -1
}

// decodeText returns the text of a file as UTF-8.
func decodeText(raw []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		b, _, err := transform.Bytes(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder(), raw)
		if err != nil {
			return "", "", fmt.Errorf("read UTF-16: %w", err)
		}
		return string(b), "utf-16", nil
	}
	if utf8.Valid(raw) {
		return string(raw), "utf-8", nil
	}
	b, _, err := transform.Bytes(japanese.ShiftJIS.NewDecoder(), raw)
	if err != nil || bytes.ContainsRune(b, utf8.RuneError) {
		return "", "", errors.New("its text is neither UTF-8 nor Shift_JIS: save it as UTF-8")
	}
	return string(b), "shift_jis", nil
}

func (t *Table) readText(raw []byte) ([]Line, error) {
	text, encoding, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	if strings.ContainsRune(text, 0) {
		return nil, errors.New("it holds zero bytes and is no text")
	}
	t.Encoding = encoding
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, t.Format = separator(text)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	var lines []Line
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, err
		}
		if len(lines) > maxRows {
			return nil, fmt.Errorf("it has more than %d rows", maxRows)
		}
		number, _ := r.FieldPos(0)
		lines = append(lines, Line{number, cells})
	}
}

// separator is what the first lines hold most of.
func separator(text string) (rune, string) {
	const look = 20
	head := text
	for i, n := 0, 0; i < len(text); i++ {
		if text[i] == '\n' {
			if n++; n == look {
				head = text[:i]
				break
			}
		}
	}
	tabs, commas, semicolons := strings.Count(head, "\t"), strings.Count(head, ","), strings.Count(head, ";")
	switch {
	case tabs > 0 && tabs >= commas/4:
		return '\t', "tsv"
	case semicolons > commas:
		return ';', "csv"
	}
	return ',', "csv"
}

// readWorkbook reads the first sheet with headings that are known, which a
// summary before it has not, else the first that holds anything. Cells that are
// merged downward hold their value in each row.
func (t *Table) readWorkbook(raw []byte) (lines []Line, err error) {
	defer func() {
		if crash := recover(); crash != nil { // excelize trusts its files
			lines, err = nil, fmt.Errorf("the workbook is damaged: %v", crash)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: 8 * maxBytes, UnzipXMLSizeLimit: maxBytes,
	})
	if err != nil {
		return nil, fmt.Errorf("the workbook is damaged: %w", err)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	if p, err := f.GetWorkbookProps(); err == nil && p.Date1904 != nil {
		t.date1904 = *p.Date1904
	}
	for _, sheet := range f.GetSheetList() {
		found, err := readSheet(f, sheet)
		if err != nil {
			return nil, err
		}
		if knownHeadings(found) >= 0 {
			return found, nil
		}
		if len(lines) == 0 {
			lines = found
		}
	}
	return lines, nil
}

func readSheet(f *excelize.File, sheet string) ([]Line, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // opened for reading
	var lines []Line
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		if len(cells) > maxColumns {
			cells = cells[:maxColumns]
		}
		if number > maxRows {
			return nil, fmt.Errorf("it has more than %d rows", maxRows)
		}
		lines = append(lines, Line{number, cells})
	}
	for len(lines) > 0 && blank(lines[len(lines)-1].Cells) {
		lines = lines[:len(lines)-1]
	}
	return lines, fillMerged(f, sheet, lines)
}

// fillMerged repeats the value of cells that are merged downward.
func fillMerged(f *excelize.File, sheet string, lines []Line) error {
	merged, err := f.GetMergeCells(sheet)
	if err != nil {
		return err
	}
	for _, m := range merged {
		column, from, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		_, to, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || column > maxColumns || from < 1 || from > len(lines) || column > len(lines[from-1].Cells) {
			continue
		}
		value := lines[from-1].Cells[column-1]
		for row := from + 1; row <= min(to, len(lines)); row++ {
			l := &lines[row-1]
			if blank(l.Cells) {
				continue
			}
			for len(l.Cells) < column {
				l.Cells = append(l.Cells, "")
			}
			if l.Cells[column-1] == "" {
				l.Cells[column-1] = value
			}
		}
	}
	return nil
}
