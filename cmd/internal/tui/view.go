package tui

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

// The least terminal that holds a page, the width from which the explanation
// stands beside the list, and the lines around a page.
const (
	leastWidth  = 72
	leastHeight = 20
	splitFrom   = 116
	frameLines  = 4
	statusLines = 2
)

// bodyHeight is the room for a page.
func (m *Model) bodyHeight() int { return max(1, m.h-frameLines) }

// rule is a line across w columns.
func rule(w int) string { return strings.Repeat("-", max(0, w)) }

// View draws the screen.
func (m *Model) View() tea.View {
	rows := m.screen()
	table := styles()
	var b strings.Builder
	for i, l := range rows {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(m.pen.print(l, m.w, table))
	}
	v := tea.NewView(b.String())
	v.AltScreen = true
	v.WindowTitle = "shimai"
	v.Cursor = m.cursor()
	return v
}

// screen is all lines of the screen.
func (m *Model) screen() []line {
	if m.w < leastWidth || m.h < leastHeight {
		return tall(m.tooSmall(), m.h)
	}
	out := []line{m.header(), m.tabs()}
	out = append(out, tall(m.body(m.bodyHeight()), m.bodyHeight())...)
	return append(out, tall(append(m.statusLines(), words(faint, m.keysLine())), statusLines)...)
}

func (m *Model) tooSmall() []line {
	return m.pen.wrap(strong, m.say("shimai needs a terminal of %d x %d characters; this one has %d x %d. Make it larger, or press q.", "shimaiには%d×%d文字以上の端末が必要です(現在%d×%d)。広げるか、qキーで終了してください。",
		leastWidth, leastHeight, m.w, m.h), m.w, "", "")
}

func (m *Model) header() line {
	if m.town == data.NoUnit {
		return line{{"shimai", strong}, {m.say("  partner cities abroad, and why", "  国外の提携先候補と、その理由"), plain}}
	}
	count := m.say("basket %d", "候補かご %d", len(m.basket().units))
	w := m.w - m.pen.width(count) - 8 - 1
	return line{{"shimai", strong}, {"  " + m.pen.cell(m.base.Describe(m.town, m.ask.Lang), w), plain}, {count, accent}}
}

// tabs names the pages, the open one in brackets.
func (m *Model) tabs() line {
	names := [len(pages)]string{m.say("List", "一覧"), m.say("Why", "理由"), m.say("Weights", "重み"), m.say("Map", "地図"), m.say("Basket", "候補かご")}
	if m.page == pageSearch || m.town == data.NoUnit {
		return words(faint, rule(m.w))
	}
	var out line
	for i, n := range names {
		text := strconv.Itoa(i+1) + " " + n
		if pages[i] == m.page {
			out = append(out, span{"[" + text + "]", accent})
		} else {
			out = append(out, span{" " + text + " ", plain})
		}
		out = append(out, span{" ", plain})
	}
	return out
}

func (m *Model) body(h int) []line {
	switch {
	case m.base == nil:
		return m.searchHint()
	case m.help:
		return m.helpView()
	case m.about:
		return m.aboutView(h)
	}
	switch m.page {
	case pageList:
		return m.listView(h)
	case pageWhy:
		return m.whyView(h)
	case pageWeights:
		return m.weightsView(h)
	case pageMap:
		return m.mapView(h)
	case pageBasket:
		return m.basketView(h)
	}
	return m.searchView(h)
}

// statusLines is what was said last, which may take the line of the keys too, or
// one line.
func (m *Model) statusLines() []line {
	if m.prompt != nil || m.status == "" {
		return []line{m.statusLine()}
	}
	t := good
	if m.trouble {
		t = bad
	}
	return m.pen.wrap(t, m.status, m.w, "", "  ")
}

// statusLine is the question that is open, else how far the index is.
func (m *Model) statusLine() line {
	switch {
	case m.prompt != nil && m.prompt.yesNo:
		return words(strong, m.pen.tidy(m.prompt.label))
	case m.prompt != nil:
		text, _ := m.prompt.in.window(m.pen, m.w-m.pen.width(m.prompt.label)-1)
		return line{{m.pen.tidy(m.prompt.label), strong}, {text, accent}}
	case m.index.err != nil:
		return words(bad, m.pen.cell(m.say("Similar names cannot be searched: %v", "似た名称の検索はできません: %v", m.index.err), m.w))
	case !m.index.ready && m.index.total > 0:
		return words(faint, m.say("Building the search index, once: %s", "検索索引を作成中です(初回のみ): %s", answer.Percent(float64(m.index.done)/float64(m.index.total))))
	}
	return nil
}

// cursor stands where text is typed, so that input methods show their choices there.
func (m *Model) cursor() *tea.Cursor {
	switch {
	case m.w < leastWidth || m.h < leastHeight || m.base == nil || m.help || m.about:
		return nil
	case m.prompt != nil && !m.prompt.yesNo:
		label := m.pen.width(m.prompt.label)
		_, x := m.prompt.in.window(m.pen, m.w-label-1)
		return tea.NewCursor(label+x, m.h-2)
	case m.prompt == nil && m.page == pageSearch:
		label := m.pen.width(m.searchLabel())
		_, x := m.search.in.window(m.pen, m.w-label-1)
		return tea.NewCursor(label+x, 2)
	}
	return nil
}
