package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// deepest bounds how far the map can be enlarged: 2 to this power.
const deepest = 5

func (m *Model) mapKey(k string) tea.Cmd {
	if at, ok := moved(k, m.list.at, len(m.candidates()), 10); ok {
		m.list.at = at
		return nil
	}
	switch k {
	case "+", "=", "right":
		m.zoom = min(deepest, m.zoom+1)
	case "-", "left":
		m.zoom = max(0, m.zoom-1)
	case "enter":
		return m.open(pageWhy)
	}
	return nil
}

// at returns where a unit lies; not every place has a position.
func (m *Model) at(u data.Unit) (point, bool) {
	lat, lon := m.base.Units.Lat[u], m.base.Units.Lon[u]
	return point{float64(lon), float64(lat)}, data.Known(lat) && data.Known(lon)
}

// legendLines is the room below the map.
const legendLines = 2

func (m *Model) mapView(h int) []line {
	town, known := m.at(m.town)
	if !known {
		town = point{}
	}
	at := town
	selected, some := m.selected()
	if some {
		if p, ok := m.at(selected.Unit); ok {
			at = p
		}
	}
	g := newGlobe(m.w, max(1, h-legendLines), m.zoom, town, at)
	lines := m.land.Coarse
	if m.zoom > 0 {
		lines = m.land.Fine
	}
	d := g.land(lines).coast()
	s := sheet{cells: g.draw(d, land)}
	if known && some {
		arc := dots{d.w, d.h, make([]bool, len(d.on))}
		g.arc(arc, town, at)
		s.lay(g.draw(arc, accent))
	}
	m.pins(g, &s, selected)
	return append(s.lines(), m.legend(selected, some)...)
}

// pins puts the town, the selected candidate and the others on the map, in the
// order of the list: where there is no room for all, the first are shown.
func (m *Model) pins(g globe, s *sheet, selected matcher.Candidate) {
	pin := func(u data.Unit, text string, t tone) {
		if p, ok := m.at(u); ok {
			x, y := g.dot(p)
			s.pin(x, y, text, t)
		}
	}
	pin(m.town, "@", ours)
	if selected.Rank > 0 {
		pin(selected.Unit, "["+strconv.Itoa(selected.Rank)+"]", chosen)
	}
	for _, c := range m.candidates() {
		text, t := strconv.Itoa(c.Rank), strong
		if m.basket().has(c.Unit) {
			text, t = text+"+", good
		}
		if c.Unit != selected.Unit {
			pin(c.Unit, text, t)
		}
	}
}

// legend tells which candidate is selected and what the marks mean.
func (m *Model) legend(c matcher.Candidate, some bool) []line {
	first := words(faint, m.say("No candidate is selected.", "候補が選択されていません。"))
	if some {
		first = words(strong, m.pen.cell("["+strconv.Itoa(c.Rank)+"] "+m.base.Describe(c.Unit, m.ask.Lang)+
			m.say(", %s km away", "、距離%skm", answer.Grouped(int64(c.Distance))), m.w))
	}
	return []line{first, words(faint, m.say("@ %s   numbers: places in the list   + in the basket   x%d", "@ %s   数字: 順位   +: 候補かご   %d倍", m.base.Name(m.town, m.ask.Lang), 1<<m.zoom))}
}

// mark is one character of the map; a pinned one is not written over.
type mark struct {
	r      rune
	t      tone
	pinned bool
}

// sheet is a map in characters.
type sheet struct{ cells [][]mark }

// draw turns dots into characters.
func (g globe) draw(d dots, t tone) [][]mark {
	out := make([][]mark, g.h)
	for row := range out {
		out[row] = make([]mark, g.w)
		for col := range out[row] {
			out[row][col] = mark{r: d.braille(col, row), t: t}
		}
	}
	return out
}

// lay puts dots over those that are there; a character with both has the new tone.
func (s *sheet) lay(over [][]mark) {
	for row := range over {
		for col, c := range over[row] {
			if c.r == ' ' {
				continue
			}
			below := &s.cells[row][col]
			if below.r != ' ' {
				c.r |= below.r
			}
			*below = c
		}
	}
}

// pin writes text beginning at a dot, or beside it where that is taken; nothing
// where there is no room, or where the dot lies off the sheet.
func (s *sheet) pin(x, y int, text string, t tone) {
	col, row := x/2, y/4
	if x < 0 || y < 0 || row >= len(s.cells) || col >= len(s.cells[row]) {
		return
	}
	for _, try := range [...][2]int{{0, 0}, {1 - len(text), 0}, {0, -1}, {0, 1}, {1 - len(text), -1}, {1 - len(text), 1}} {
		from := max(0, min(col+try[0], len(s.cells[row])-len(text)))
		if s.write(from, row+try[1], text, t) {
			return
		}
	}
}

// write puts text on a row unless something is pinned there or next to it.
func (s *sheet) write(from, row int, text string, t tone) bool {
	if row < 0 || row >= len(s.cells) || from+len(text) > len(s.cells[row]) {
		return false
	}
	cells := s.cells[row]
	for i := max(0, from-1); i < min(len(cells), from+len(text)+1); i++ {
		if cells[i].pinned {
			return false
		}
	}
	for i, r := range text {
		cells[from+i] = mark{r, t, true}
	}
	return true
}

// lines joins neighbours of the same tone to spans.
func (s *sheet) lines() []line {
	out := make([]line, len(s.cells))
	for i, row := range s.cells {
		var text []rune
		for j, c := range row {
			text = append(text, c.r)
			if j+1 == len(row) || row[j+1].t != c.t {
				out[i] = append(out[i], span{string(text), c.t})
				text = nil
			}
		}
	}
	return out
}
