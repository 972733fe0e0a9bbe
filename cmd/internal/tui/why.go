package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

// why is the explanation of one candidate.
type why struct {
	// of is the candidate asked about, NoUnit for none.
	of   data.Unit
	view answer.Explanation
	// shown is the candidate that view explains.
	shown  data.Unit
	known  bool
	scroll int
	task   task
}

func (m *Model) explained(msg explainedMsg) tea.Cmd {
	again := m.why.task.done()
	switch {
	case msg.town != m.town:
	case msg.err != nil:
		m.complain(msg.err)
	default:
		m.why.view, m.why.shown, m.why.known = msg.view, msg.candidate, true
	}
	if again {
		return m.explain()
	}
	return nil
}

func (m *Model) whyKey(k string) tea.Cmd {
	h := m.bodyHeight()
	if at, ok := moved(k, m.why.scroll, max(1, len(m.whyLines(m.w))-h+1), h-1); ok {
		m.why.scroll = at
		return nil
	}
	switch k {
	case "right", "n", "left", "p":
		step := 1
		if k == "left" || k == "p" {
			step = -1
		}
		return m.step(step)
	case "backspace", "enter":
		return m.open(pageList)
	}
	return nil
}

// step explains the next or the previous candidate of the list.
func (m *Model) step(by int) tea.Cmd {
	if len(m.candidates()) == 0 {
		return nil
	}
	if c, ok := m.selected(); ok && c.Unit == m.why.of {
		m.list.at = max(0, min(m.list.at+by, len(m.candidates())-1))
	}
	c, _ := m.selected()
	m.why.of, m.why.scroll = c.Unit, 0
	return m.explain()
}

func (m *Model) whyView(h int) []line { return m.whyPane(m.w, h) }

// whyPane shows h lines of the explanation from where it is scrolled to.
func (m *Model) whyPane(w, h int) []line {
	lines := m.whyLines(w)
	from := 0
	if m.page == pageWhy {
		from = max(0, min(m.why.scroll, len(lines)-h))
	}
	return m.window(lines, from, h)
}

// window shows h lines from one on, and how many are left.
func (m *Model) window(lines []line, from, h int) []line {
	out := tall(lines[from:], h)
	if left := len(lines) - from - h; left > 0 && h > 1 {
		out[h-1] = words(faint, m.say("... %d more lines", "…ほか%d行", left+1))
	}
	return out
}

// whyLines is the whole explanation for w columns.
func (m *Model) whyLines(w int) []line {
	switch {
	case m.why.of == data.NoUnit:
		return []line{words(faint, m.say("No candidate is selected.", "候補が選択されていません。"))}
	case !m.why.known || m.why.shown != m.why.of:
		return []line{words(faint, m.say("Comparing ...", "比較しています…"))}
	}
	doc := m.why.view.Result().Doc
	var out []line
	if m.basket().has(m.why.of) {
		out = append(out, words(good, m.say("+ in the basket", "+ 候補かごに入っています")))
	}
	for i, text := range doc.Above {
		t := plain
		if i < 2 {
			t = strong
		}
		out = append(out, m.pen.wrap(t, text, w, "", "  ")...)
	}
	out = append(out, nil, words(faint, m.pen.cell("", criterionWidth), m.pen.cell(doc.Columns[2].Title.In(m.ask.Lang), barColumns+14), " ", doc.Columns[4].Title.In(m.ask.Lang)))
	for _, row := range doc.Rows {
		out = append(out, m.whyRow(row))
		for _, note := range row.Notes {
			out = append(out, m.pen.wrap(faint, note, w, "    ", "    ")...)
		}
	}
	out = append(out, nil)
	for _, text := range doc.Below {
		out = append(out, m.pen.wrap(plain, text, w, "", "  ")...)
	}
	return out
}

// The room for the name of a criterion, and for all of a row with points.
const (
	criterionWidth = 14
	whyColumns     = criterionWidth + barColumns + 14 + 14
)

// whyRow draws the points of one line of the score, of how many, and those in
// the other direction.
func (m *Model) whyRow(r answer.Row) line {
	cells := r.Cells
	drawn := bar(0, barColumns)
	if points, most := number(cells[2].Raw), number(cells[3].Raw); most > 0 {
		drawn = bar(points/most, barColumns)
	}
	back := cells[4].Shown + "/" + cells[5].Shown
	if cells[4].Raw == "" {
		back = "-"
	}
	name := strong
	if cells[1].Raw == "sum" {
		name = accent
	}
	return line{
		{m.pen.cell(cells[1].Shown, criterionWidth), name}, {drawn, accent},
		{m.pen.right(cells[2].Shown+"/"+cells[3].Shown, 14), plain}, {m.pen.right(back, 14), faint},
	}
}

// number reads the raw value of a cell; 0 where it has none.
func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}
