package intake

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// ListedTown is a row of a list of towns and what became of it.
type ListedTown struct {
	Row
	// Name is what the list calls the town.
	Name string
	// Unit is the id of the government of a resolved row.
	Unit string
}

// ReadLines reads a text with a name a line, where # begins a remark, as a
// table of one column, in the encodings of [Read].
func ReadLines(from io.Reader) (*Table, error) {
	raw, err := readAll(from)
	if err != nil {
		return nil, err
	}
	text, encoding, err := decodeText(raw)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTable, err)
	}
	t := &Table{Format: "tsv", Encoding: encoding, Columns: []string{string(Town)}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		name, _, _ := strings.Cut(line, "#")
		if name = strings.TrimSpace(name); name != "" {
			t.Rows = append(t.Rows, Line{number, []string{name}})
		}
	}
	return t, nil
}

// listHeadings lists the headings of a list of towns of any country.
func listHeadings() []heading {
	return append(townHeadings(), []heading{
		{TownCode, []string{"id"}},
		{Town, []string{"name", "名称"}},
		{TownRegion, []string{"region", "state", "province", "地域", "州"}},
		{CountryField, []string{"国", "国名", "country"}},
	}...)
}

// Towns reads which towns a list is of: by the columns for code, name, region
// and country that its headings tell, else by its first column that does not
// just number the rows, the headings being a row like the others.
func Towns(t *Table, o Options) []ListedTown {
	c, rows := guess(t, listHeadings()), t.Rows
	if !c.has(Town) && !c.has(TownCode) && !c.has(TownRegion) {
		c = Columns{Town: firstOfNames(t)}
		rows = append([]Line{{1, t.Columns}}, rows...)
	}
	r := newReader(t, c, o)
	var out []ListedTown
	for _, l := range rows {
		l = r.next(l)
		x := ListedTown{Row: Row{Line: l, Outcome: Resolved}}
		for _, f := range []Field{TownRegion, TownCode, Town} {
			if text := r.text(l, f); text != "" {
				x.Name = text
			}
		}
		if x.Name == "" {
			continue
		}
		var err error
		if x.Unit, err = r.listed(l); err != nil {
			x.fail(err)
		}
		out = append(out, x)
	}
	return out
}

// listed finds the government of a row. Its code goes before all else, unless
// it may as well be the number of the row; only without one does its country
// matter, which in a plan is that of the candidate.
func (r *reader) listed(l Line) (string, error) {
	code := r.text(l, TownCode)
	if isRunning(code) && r.text(l, Town) != "" {
		l.Cells = slices.Clone(l.Cells)
		l.Cells[r.columns[TownCode]] = ""
	} else if code != "" {
		if id, err := r.find(townCode(code), ""); err == nil {
			return id, nil
		}
	}
	home, err := r.country(l)
	if err != nil {
		return "", err
	}
	r.options.Home = home
	return r.town(l)
}

// firstOfNames is the first column that does not just number the rows.
func firstOfNames(t *Table) int {
	for i := range t.Columns {
		if slices.ContainsFunc(t.Rows, func(l Line) bool { return l.Cells[i] != "" && !isRunning(l.Cells[i]) }) {
			return i
		}
	}
	return 0
}

// isRunning tells whether a text may be the number of a row: codes of Japanese
// municipalities have five digits, or four in a table that lost the zero.
func isRunning(text string) bool {
	const most = 3
	return text != "" && len(text) <= most && strings.Trim(text, "0123456789") == ""
}
