package answer

import (
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Document is a result for people and spreadsheets: lines, a table, lines.
type Document struct {
	Lang string
	// Above and below stand around the table, on terminals and in Markdown only.
	Above, Below []string
	Columns      []Column
	Rows         []Row
	// notes is the column that holds the rows' notes in files; none without a key.
	notes Column
	// part makes the heading one of a part: the document stands below another.
	part bool
}

// Column describes one column of a document.
type Column struct {
	// Key is the stable name in tsv and csv, title the heading for people.
	Key   string
	Title matcher.Text
	// Right aligns numbers.
	Right bool
	// Soft columns move below the row where a line is too long, 1 before 2; 0 stays.
	Soft int
	// Fold lets long cells go on in further lines; they are cut otherwise.
	Fold bool
	// Firm keeps words from being cut or folded; numbers never are.
	Firm bool
	// Most is the widest a column that folds may be, 0 for any width.
	Most int
	// FileOnly leaves the column out on terminals and in Markdown.
	FileOnly bool
}

// Row is one line of the table, with notes that people see below it.
type Row struct {
	Cells []Cell
	Notes []string
}

// Cell is a value as people read it and as a program reads it.
type Cell struct{ Shown, Raw string }

// Said is a cell that reads otherwise for people than for programs.
func Said(shown, raw string) Cell { return Cell{shown, raw} }

// Text is a cell that reads alike for people and programs.
func Text(s string) Cell { return Cell{s, s} }

// Count is a cell with a whole number; unknown is "?" to people and empty to programs.
func Count(n int32) Cell {
	if n == data.NoInt {
		return Cell{"?", ""}
	}
	return Cell{Grouped(int64(n)), strconv.Itoa(int(n))}
}

// Points is a cell with points; people see one decimal, programs two.
func Points(p matcher.Points) Cell {
	return Cell{strconv.FormatFloat(p.Float(), 'f', 1, 64), strconv.FormatFloat(p.Float(), 'f', 2, 64)}
}

// Number is a cell with a measure of the given decimals.
func Number(v float64, decimals int) Cell {
	return Text(strconv.FormatFloat(v, 'f', decimals, 64))
}
