package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/unicode/norm"
)

// Bounds of what is read: more is no list of partners.
const (
	MaxBytes   = 32 << 20
	maxRows    = 200_000
	maxColumns = 200
)

// ErrTable tells that a file is no table that can be read.
var ErrTable = errors.New("the file is no table with a line of headings")

// Table is a file as rows of cells.
type Table struct {
	// Headings names the columns; Line is the number of its line, from 1.
	Headings []string
	Line     int
	Rows     []Row
}

// Row is one line of a table with as many cells as there are headings.
type Row struct {
	// Line counts from 1, as spreadsheets do.
	Line  int
	Cells []string
}

// Read reads a table; name is that of the file, whose extension tells the form
// (.xlsx, .csv, anything else is TSV). Text may be UTF-8 or Shift_JIS. The first
// line with two filled cells holds the headings; empty rows are left out.
func Read(content []byte, name string) (Table, error) {
	if len(content) > MaxBytes {
		return Table{}, fmt.Errorf("%w: it has more than %d MB", ErrTable, MaxBytes>>20)
	}
	lower := strings.ToLower(name)
	var rows [][]string
	var err error
	switch {
	case strings.HasSuffix(lower, ".xlsx"):
		rows, err = readXLSX(content)
	case strings.HasSuffix(lower, ".csv"):
		rows, err = readText(content, ',')
	default:
		rows, err = readText(content, '\t')
	}
	if err != nil {
		return Table{}, fmt.Errorf("%w: %w", ErrTable, err)
	}
	return table(rows)
}

func readXLSX(content []byte) ([][]string, error) {
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: 8 * MaxBytes, UnzipXMLSizeLimit: MaxBytes})
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // nothing was written
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, errors.New("it has no sheet")
	}
	return f.GetRows(sheets[0])
}

func readText(content []byte, comma rune) ([][]string, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	if !utf8.Valid(content) {
		decoded, err := japanese.ShiftJIS.NewDecoder().Bytes(content)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return nil, errors.New("its text is neither UTF-8 nor Shift_JIS")
		}
		content = decoded
	}
	r := csv.NewReader(bytes.NewReader(content))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, comma == '\t'
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		line, _ := r.FieldPos(0)
		for len(rows) < line-1 && len(rows) < maxRows { // lines that the reader skips
			rows = append(rows, nil)
		}
		if rows = append(rows, row); len(rows) > maxRows {
			return nil, fmt.Errorf("it has more than %d lines", maxRows)
		}
	}
}

// table takes headings and rows apart.
func table(rows [][]string) (Table, error) {
	for i, row := range rows {
		cells := cleaned(row)
		if filled(cells) < 2 {
			continue
		}
		if len(cells) > maxColumns {
			return Table{}, fmt.Errorf("%w: it has %d columns, at most %d are read", ErrTable, len(cells), maxColumns)
		}
		t := Table{Headings: cells, Line: i + 1}
		for j, row := range rows[i+1:] {
			cells := cleaned(row)
			if filled(cells) == 0 {
				continue
			}
			for len(cells) < len(t.Headings) {
				cells = append(cells, "")
			}
			t.Rows = append(t.Rows, Row{Line: i + j + 2, Cells: cells[:len(t.Headings)]})
		}
		return t, nil
	}
	return Table{}, fmt.Errorf("%w: no line has two filled cells", ErrTable)
}

// cleaned takes control characters and outer space off cells: a line break
// within a heading is common in spreadsheets.
func cleaned(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		cell = strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f || r == utf8.RuneError {
				return ' '
			}
			return r
		}, cell)
		out[i] = strings.Join(strings.Fields(cell), " ")
	}
	return out
}

func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// folded brings text into the form in which words are compared.
func folded(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '・' || r == '/' || r == '(' || r == ')' || r == '.' || r == ':' || r == '※'
	}), " ")
}

// has reports whether any of some words stands in folded text.
func has(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
