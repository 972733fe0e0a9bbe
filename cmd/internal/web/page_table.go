package web

import "github.com/shimai/shimai/cmd/internal/answer"

// grid is a table of an answer as a page lays it out. What the command line
// shows and what the page shows come from the same document.
type grid struct {
	Columns []gridColumn
	Rows    []gridRow
	Above   []string
	Below   []string
}

type gridColumn struct {
	Title string
	Right bool
}

type gridRow struct {
	Cells []gridCell
	Notes []string
}

// gridCell is a cell with the heading of its column, which phones show beside it.
type gridCell struct {
	Shown, Title string
	Right, Head  bool
}

// grid lays out a document of an answer.
func (v *visit) grid(d answer.Document) grid {
	g := grid{Above: d.Above, Below: d.Below}
	var shown []int
	for i, c := range d.Columns {
		if !c.FileOnly {
			shown = append(shown, i)
			g.Columns = append(g.Columns, gridColumn{c.Title.In(v.lang), c.Right})
		}
	}
	for _, r := range d.Rows {
		row := gridRow{Notes: r.Notes}
		for at, i := range shown {
			if i < len(r.Cells) {
				row.Cells = append(row.Cells, gridCell{r.Cells[i].Shown, g.Columns[at].Title, g.Columns[at].Right, at == 0})
			}
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}
