package cli

import (
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// document is a result for people and spreadsheets: lines, a table, lines.
type document struct {
	lang string
	// above and below stand around the table, on terminals and in Markdown only.
	above, below []string
	columns      []column
	rows         []row
	// notes names the column that holds the rows' notes in tsv and csv; it may be empty.
	notes string
	// part makes the heading one of a part: the document stands below another.
	part bool
}

// column describes one column of a document.
type column struct {
	// key is the stable name in tsv and csv, title the heading for people.
	key   string
	title matcher.Text
	// right aligns numbers.
	right bool
	// soft columns move below the row where a line is too long, 1 before 2; 0 stays.
	soft int
	// fold lets long cells go on in further lines; they are cut otherwise.
	fold bool
	// firm keeps words from being cut or folded; numbers never are.
	firm bool
	// most is the widest a column that folds may be, 0 for any width.
	most int
	// fileOnly leaves the column out on terminals and in Markdown.
	fileOnly bool
}

// row is one line of the table, with notes that people see below it.
type row struct {
	cells []cell
	notes []string
}

// cell is a value as people read it and as a program reads it.
type cell struct{ shown, raw string }

// text is a cell that reads alike for people and programs.
func text(s string) cell { return cell{s, s} }

// count is a cell with a whole number; unknown is "?" to people and empty to programs.
func count(n int32) cell {
	if n == data.NoInt {
		return cell{"?", ""}
	}
	return cell{grouped(int64(n)), strconv.Itoa(int(n))}
}

// points is a cell with points; people see one decimal, programs two.
func points(p matcher.Points) cell {
	return cell{strconv.FormatFloat(p.Float(), 'f', 1, 64), strconv.FormatFloat(p.Float(), 'f', 2, 64)}
}

// number is a cell with a measure of the given decimals.
func number(v float64, decimals int) cell {
	return text(strconv.FormatFloat(v, 'f', decimals, 64))
}
