package tui

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// list is the ranking of the town.
type list struct {
	view answer.Recommendation
	// first holds the places of the first list of the town, before weights were changed.
	first map[data.Unit]int
	at    int
	task  task
}

// ranked takes a list; the cursor stays with its candidate where it is still there.
func (m *Model) ranked(msg rankedMsg) tea.Cmd {
	again := m.list.task.done()
	switch {
	case msg.town != m.town:
	case msg.err != nil:
		m.complain(msg.err)
	default:
		m.take(msg.view)
	}
	if again {
		return m.rank()
	}
	return m.explain()
}

func (m *Model) take(v answer.Recommendation) {
	before, had := m.selected()
	m.list.view = v
	if m.list.first == nil {
		m.list.first = map[data.Unit]int{}
		for _, c := range v.Ranking.Candidates {
			m.list.first[c.Unit] = c.Rank
		}
	}
	m.list.at = min(m.list.at, max(0, len(v.Ranking.Candidates)-1))
	for i, c := range v.Ranking.Candidates {
		if had && c.Unit == before.Unit {
			m.list.at = i
		}
	}
}

func (m *Model) listKey(k string) tea.Cmd {
	if at, ok := moved(k, m.list.at, len(m.candidates()), m.bodyHeight()-reasonLines-1); ok {
		m.list.at = at
		return m.explain()
	}
	if k == "enter" || k == "right" {
		return m.open(pageWhy)
	}
	return nil
}

// reasonLines is the room below the list for why the selected one stands there.
const reasonLines = 6

func (m *Model) listView(h int) []line {
	if m.split() {
		left := m.listWidth()
		return m.pen.beside(m.listPane(left, h), m.whyPane(m.w-left-3, h), left)
	}
	return m.listPane(m.w, h)
}

// listWidth is the width of the list beside an explanation, which needs the
// more to be readable: the points of both directions take whyColumns.
func (m *Model) listWidth() int { return min(78, m.w-3-whyColumns) }

// listPane is the table and, below it, the reasons for the selected row.
func (m *Model) listPane(w, h int) []line {
	if m.list.view.Base == nil {
		return []line{words(faint, m.say("Comparing governments ...", "自治体を比較しています…"))}
	}
	rows := max(3, h-reasonLines-1)
	out := tall(m.table(w, rows), rows+1)
	if c, ok := m.selected(); ok && h > rows+1 {
		out = append(out, m.reasons(c, w, h-rows-1)...)
	}
	return out
}

// table is the heading and as many rows as fit, with the selected one among them.
func (m *Model) table(w, rows int) []line {
	out := []line{words(faint, "  ", m.columns(w, [...]string{
		"#", m.say("Name", "名称"), m.say("Country", "国"), m.say("People", "人口"), m.say("Fit", "適合"), m.say("Open", "開放"), m.theirView(w),
	}))}
	list := m.candidates()
	if len(list) == 0 {
		return append(out, m.pen.wrap(plain, m.say("No candidate is left: allow more countries or more of one country (page 3).", "候補がありません。対象国か、1か国あたりの数を増やしてください(3 重み)。"), w, "  ", "  ")...)
	}
	top := max(0, min(m.list.at-rows/2, len(list)-rows))
	for i := top; i < min(len(list), top+rows); i++ {
		c := list[i]
		row := line{{m.mark(c.Unit), good}, {m.columns(w, [...]string{
			strconv.Itoa(c.Rank), m.base.Name(c.Unit, m.ask.Lang), m.base.CountryName(m.base.Units.Country[c.Unit], m.ask.Lang),
			answer.Count(m.base.Units.Population[c.Unit]).Shown, answer.Points(c.Fit).Shown, answer.Points(c.Openness).Shown, view(c.TheirRank),
		}), plain}}
		out = append(out, m.row(i == m.list.at, row, w))
	}
	return out
}

// columns lays out one row of the list in w columns less the two of the marks.
func (m *Model) columns(w int, c [7]string) string {
	p := m.pen
	viewWidth := max(p.width(m.theirView(w)), 6) + 1
	free := w - 2 - 3 - 1 - 11 - 6 - 6 - viewWidth
	country := min(18, free*2/5)
	return p.right(c[0], 3) + " " + p.cell(c[1], free-country-1) + " " + p.cell(c[2], country) + p.right(c[3], 11) + p.right(c[4], 6) + p.right(c[5], 6) + p.right(c[6], viewWidth)
}

// theirView heads the column with the town's place in the candidate's ranking.
func (m *Model) theirView(w int) string {
	if w < leastWidth {
		return m.say("View", "相手")
	}
	return m.say("Their view", "相手から")
}

// mark is + before what is in the basket.
func (m *Model) mark(u data.Unit) string {
	if m.basket().has(u) {
		return "+"
	}
	return " "
}

// row puts the mark of the cursor before a line, whose first span may be the
// mark of the basket.
func (m *Model) row(at bool, l line, w int) line {
	if !at {
		return append(line{{" ", plain}}, l...)
	}
	out := line{{">", chosen}}
	for _, s := range l {
		out = append(out, span{s.text, chosen})
	}
	return m.pen.fill(out, w)
}

// view is a town's place in the candidate's own ranking.
func view(s *matcher.Standing) string {
	if s == nil {
		return "?"
	}
	return "#" + answer.Grouped(int64(s.Rank))
}

// reasons tells in h lines why a candidate stands where it stands.
func (m *Model) reasons(c matcher.Candidate, w, h int) []line {
	where := m.base.FullName(c.Unit, m.ask.Lang)
	if r := m.base.Region(c.Unit, m.ask.Lang); r != "" {
		where += ", " + r
	}
	out := []line{words(faint, rule(w)), words(strong, m.pen.cell(where+m.say("  %s km away, %s known", "  距離%skm、既知%s", answer.Grouped(int64(c.Distance)), answer.Percent(c.Confidence)), w))}
	for _, ev := range answer.Reasons(c, 3) {
		out = append(out, m.pen.wrap(plain, ev.Text.In(m.ask.Lang), w, "- ", "  ")...)
	}
	for _, f := range c.Flags {
		out = append(out, m.pen.wrap(bad, f.Text.In(m.ask.Lang), w, "! ", "  ")...)
	}
	return tall(out, h)
}
