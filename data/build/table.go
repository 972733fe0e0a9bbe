package build

import (
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// sources is the folder of source tables.
type sources struct{ dir string }

// table is one source table, whole in memory: UTF-8, tab separated, no
// quoting, the first line names the columns, an empty cell is unknown.
//
// Cells are read by column name. A bad cell or a column that does not exist is
// remembered and reported by failed, so that a reader checks once after its
// loop instead of at every cell.
type table struct {
	path    string
	columns map[string]int
	body    string
	err     error
}

// row is one line of a table. It is valid until the next line is read; the
// strings taken from it stay valid.
type row struct {
	t     *table
	line  int
	cells []string
}

// table reads the table at path, relative to the source folder; files that end
// in .gz are decompressed. It fails when one of the columns is missing.
func (s sources) table(path string, columns ...string) (*table, error) {
	raw, err := s.read(path)
	if err != nil {
		return nil, fmt.Errorf("read source %s: %w", path, err)
	}
	head, body, _ := strings.Cut(raw, "\n")
	t := &table{path: path, body: body, columns: map[string]int{}}
	for i, name := range strings.Split(strings.TrimSuffix(head, "\r"), "\t") {
		if _, dup := t.columns[name]; dup {
			return nil, fmt.Errorf("read source %s: column %q appears twice in the header", path, name)
		}
		t.columns[name] = i
	}
	for _, name := range columns {
		if _, ok := t.columns[name]; !ok {
			return nil, fmt.Errorf("read source %s: no column %q in the header: the table has another layout than this compiler reads", path, name)
		}
	}
	return t, nil
}

// read returns the text of a source file.
func (s sources) read(path string) (string, error) {
	f, err := os.Open(filepath.Join(s.dir, filepath.FromSlash(path)))
	if err != nil {
		return "", err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return "", fmt.Errorf("decompress: %w", err)
		}
	}
	var b strings.Builder
	if _, err := io.Copy(&b, r); err != nil {
		return "", err
	}
	return b.String(), nil
}

// rows yields the lines of the table in order; empty lines are skipped. A line
// with more or fewer cells than the header ends the reading with an error.
func (t *table) rows() iter.Seq[row] {
	return func(yield func(row) bool) {
		cells := make([]string, 0, len(t.columns))
		rest, line := t.body, 1
		for rest != "" && t.err == nil {
			var text string
			text, rest, _ = strings.Cut(rest, "\n")
			line++
			if text = strings.TrimSuffix(text, "\r"); text == "" {
				continue
			}
			cells = splitTabs(cells[:0], text)
			if len(cells) != len(t.columns) {
				t.fail(fmt.Errorf("read source %s, line %d: %d cells under %d columns", t.path, line, len(cells), len(t.columns)))
				return
			}
			if !yield(row{t, line, cells}) {
				return
			}
		}
	}
}

func splitTabs(cells []string, text string) []string {
	for {
		cell, rest, more := strings.Cut(text, "\t")
		cells = append(cells, cell)
		if !more {
			return cells
		}
		text = rest
	}
}

// failed returns the first fault met while reading, nil when there was none.
func (t *table) failed() error { return t.err }

func (t *table) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// str returns the cell of the column; "" is unknown.
func (r row) str(column string) string {
	i, ok := r.t.columns[column]
	if !ok {
		r.t.fail(fmt.Errorf("read source %s: no column %q", r.t.path, column))
		return ""
	}
	return r.cells[i]
}

// float returns the number in the column, NaN where it is empty.
func (r row) float(column string) float64 {
	s := r.str(column)
	if s == "" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		r.bad(column, s, "a number")
		return math.NaN()
	}
	return v
}

// float32 returns the number in the column as layers keep it.
func (r row) float32(column string) float32 { return float32(r.float(column)) }

// int returns the whole number in the column, data.NoInt where it is empty.
// Numbers written with a fraction of zero ("12.0") are accepted.
func (r row) int(column string) int32 {
	s := r.str(column)
	if s == "" {
		return data.NoInt
	}
	if v, err := strconv.ParseInt(s, 10, 32); err == nil {
		return int32(v)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > math.MaxInt32 {
		r.bad(column, s, "a whole number")
		return data.NoInt
	}
	return int32(v)
}

// int64 returns the whole number in the column, 0 where it is empty: for ids.
func (r row) int64(column string) int64 {
	s := r.str(column)
	if s == "" {
		return 0
	}
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		r.bad(column, s, "a whole number")
	}
	return v
}

func (r row) bad(column, value, want string) {
	r.t.fail(fmt.Errorf("read source %s, line %d, column %q: %q is not %s", r.t.path, r.line, column, value, want))
}
