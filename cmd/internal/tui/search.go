package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// search is the page that finds a town, or a candidate of the town.
type search struct {
	in input
	// candidate tells that it is one to be explained that is looked for.
	candidate bool
	// back is the page that Esc returns to.
	back    page
	matches []index.Match
	// asked is the query that the matches answer.
	asked string
	at    int
	task  task
}

// openSearch asks for a name.
func (m *Model) openSearch(candidate bool) {
	m.search = search{candidate: candidate, back: m.page, task: m.search.task}
	m.page = pageSearch
	m.clear()
}

func (m *Model) searchKey(k tea.KeyPressMsg) tea.Cmd {
	s := &m.search
	switch key := k.String(); key {
	case "enter":
		return m.pick()
	case "esc":
		if m.town != data.NoUnit {
			m.clear()
			return m.open(s.back)
		}
		if len(s.in.runes) == 0 {
			return m.leave()
		}
		s.in = input{}
	case "up", "down", "ctrl+p", "ctrl+n", "pgup", "pgdown":
		s.at, _ = moved(key, s.at, len(s.matches), m.bodyHeight()-2)
		return nil
	default:
		if !s.in.key(k) {
			return nil
		}
	}
	m.clear()
	return m.find()
}

// pick takes the match at the cursor, if it answers what is typed now.
func (m *Model) pick() tea.Cmd {
	s := &m.search
	if s.at >= len(s.matches) || s.asked != s.in.String() {
		return nil
	}
	u := s.matches[s.at].Unit
	if !s.candidate {
		return m.choose(u)
	}
	if m.base.Units.Country[u] == m.base.Units.Country[m.town] {
		m.status, m.trouble = m.say("%s lies in the same country; partners are looked for abroad", "%sは同じ国にあります。提携先は国外から選びます", m.base.Name(u, m.ask.Lang)), true
		return nil
	}
	m.clear()
	m.page, m.why.of, m.why.scroll = pageWhy, u, 0
	return m.explain()
}

// found takes the matches of a query.
func (m *Model) found(msg foundMsg) tea.Cmd {
	s := &m.search
	again := s.task.done()
	if msg.err != nil && !unclear(msg.err) && strings.TrimSpace(msg.query) != "" {
		m.complain(msg.err)
	}
	s.matches, s.asked, s.at = msg.matches, msg.query, 0
	if again {
		return m.find()
	}
	return nil
}

func (m *Model) searchView(h int) []line {
	s := &m.search
	label := m.searchLabel()
	text, _ := s.in.window(m.pen, m.w-m.pen.width(label)-1)
	out := []line{{{label, strong}, {text, accent}}, nil}
	if len(s.matches) == 0 {
		return append(out, m.searchHint()...)
	}
	rows := h - len(out)
	top := max(0, min(s.at-rows/2, len(s.matches)-rows))
	for i := top; i < min(len(s.matches), top+rows); i++ {
		u := s.matches[i].Unit
		row := m.pen.tidy(m.base.Describe(u, m.ask.Lang))
		name := s.matches[i].Name
		if name != "" && !strings.Contains(row, name) {
			row += m.say("  [%s]", " [%s]", m.pen.tidy(name))
		}
		out = append(out, m.row(i == s.at, words(plain, row), m.w))
	}
	return out
}

func (m *Model) searchLabel() string {
	if m.search.candidate {
		return m.say("Which candidate? ", "どの候補ですか: ")
	}
	return m.say("Which town? ", "どの自治体ですか: ")
}

// searchHint says what can be typed, or that nothing was found.
func (m *Model) searchHint() []line {
	s := &m.search
	var texts []string
	switch {
	case m.base == nil:
		texts = append(texts, m.say("Reading the data ...", "データを読み込み中です…"))
	case strings.TrimSpace(s.in.String()) == "" && s.candidate:
		texts = append(texts, m.say("A candidate abroad by name: why does it stand where it stands, or not on the list?", "国外の候補名を入力してください。その順位の理由、一覧にない理由を表示します。"))
	case strings.TrimSpace(s.in.String()) == "":
		texts = append(texts,
			m.say("Type a name in any script (Shintoku, 新得町, しんとく), a code (01635), or \"name, region, country\".", "名称(新得町、しんとく、Shintoku)、団体コード(01635)、または「名称, 地域, 国」を入力してください。"),
			m.say("Any town of the world can ask: Japanese towns look abroad, others too.", "世界のどの自治体からでも、国外の提携先候補を探せます。"))
	case s.asked != s.in.String() || s.task.running:
		texts = append(texts, m.say("Looking ...", "検索中です…"))
	case !m.index.ready && m.index.err == nil:
		texts = append(texts, m.say("No name fits exactly. Similar names follow when the search index is ready.", "完全に一致する名称はありません。検索索引の準備ができ次第、似た名称を表示します。"))
	default:
		texts = append(texts, m.say("No such place is known here. Try another spelling or script, or a code.", "該当する自治体が見つかりません。別の表記またはコードをお試しください。"))
	}
	var out []line
	for _, t := range texts {
		out = append(out, m.pen.wrap(faint, t, m.w, "", "")...)
	}
	return out
}
