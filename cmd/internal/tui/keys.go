package tui

import (
	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

// key takes a key: what is open above the page first, then what holds
// everywhere, then the page.
func (m *Model) key(k tea.KeyPressMsg) tea.Cmd {
	switch {
	case k.String() == "ctrl+c":
		return m.fail(errInterrupted)
	case k.String() == "ctrl+z":
		return tea.Suspend
	case m.base == nil:
		if k.String() == "q" || k.String() == "esc" {
			return tea.Quit
		}
		return nil
	case m.help:
		m.help = false
		return nil
	case m.about:
		h := m.bodyHeight()
		m.aboutAt, m.about = moved(k.String(), m.aboutAt, max(1, len(m.aboutLines())-h+1), h-1)
		return nil
	case m.prompt != nil:
		return m.promptKey(k)
	case m.page == pageSearch:
		return m.searchKey(k)
	}
	if cmd, ok := m.everywhere(k.String()); ok {
		return cmd
	}
	switch m.page {
	case pageWhy:
		return m.whyKey(k.String())
	case pageWeights:
		return m.weightsKey(k.String())
	case pageMap:
		return m.mapKey(k.String())
	case pageBasket:
		return m.basketKey(k.String())
	}
	return m.listKey(k.String())
}

// paste takes text that was pasted, into whatever is typed in.
func (m *Model) paste(text string) tea.Cmd {
	switch {
	case m.prompt != nil && !m.prompt.yesNo:
		m.prompt.in.insert(text)
	case m.prompt == nil && m.page == pageSearch && m.base != nil:
		m.search.in.insert(text)
		return m.find()
	}
	return nil
}

// pages in the order of their keys 1 to 5.
var pages = [...]page{pageList, pageWhy, pageWeights, pageMap, pageBasket}

// everywhere takes the keys that mean the same on every page but the search.
func (m *Model) everywhere(k string) (tea.Cmd, bool) {
	switch k {
	case "1", "2", "3", "4", "5":
		return m.open(pages[k[0]-'1']), true
	case "esc":
		return m.open(pageList), true
	case "tab":
		return m.open(pages[(m.tab()+1)%len(pages)]), true
	case "shift+tab":
		return m.open(pages[(m.tab()+len(pages)-1)%len(pages)]), true
	case "/":
		m.openSearch(false)
	case "w":
		m.openSearch(true)
	case "s":
		m.askPath()
	case "?", "h", "f1":
		m.help = true
	case "i":
		m.about, m.aboutAt = true, 0
	case "L":
		return m.turn(), true
	case "space", "a":
		return m.put(m.focus()), true
	case "q":
		return m.leave(), true
	default:
		return nil, false
	}
	return nil, true
}

// tab is the position of the page among [pages].
func (m *Model) tab() int {
	for i, p := range pages {
		if p == m.page {
			return i
		}
	}
	return 0
}

// open shows a page.
func (m *Model) open(p page) tea.Cmd {
	m.clear()
	if p == pageWhy {
		unit := m.focus()
		m.page = p
		if unit != data.NoUnit {
			m.why.of = unit
		}
		return m.explain()
	}
	m.page = p
	return m.explain()
}

// turn changes the language.
func (m *Model) turn() tea.Cmd {
	a := m.ask
	a.Lang = answer.Both("ja", "en").In(a.Lang)
	m.ask, m.pen = a, newPen(a.Lang)
	m.clear()
	return m.again()
}

// leave ends the program, after a question where a basket would be lost.
func (m *Model) leave() tea.Cmd {
	if !m.unsaved() {
		return tea.Quit
	}
	m.prompt = &prompt{yesNo: true, label: m.say("The basket is not saved. Leave without it? (y/n)", "候補かごは保存されていません。このまま終了しますか(y/n)"),
		accept: func(string) tea.Cmd { return tea.Quit }}
	return nil
}

// moved returns the row that a key moves to among n rows, page rows a screen.
func moved(k string, at, n, page int) (int, bool) {
	switch k {
	case "up", "k", "ctrl+p":
		at--
	case "down", "j", "ctrl+n":
		at++
	case "pgup", "ctrl+b":
		at -= page
	case "pgdown", "ctrl+f":
		at += page
	case "home", "g":
		at = 0
	case "end", "G":
		at = n - 1
	default:
		return at, false
	}
	return max(0, min(at, n-1)), true
}
