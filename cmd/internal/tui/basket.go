package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// mostMembers is the most that a portfolio has.
const mostMembers = 8

// basket holds the candidates that the user picked for one town.
type basket struct {
	units []data.Unit
	// saved tells that a file holds just these.
	saved bool
}

func (b *basket) has(u data.Unit) bool { return slices.Contains(b.units, u) }

// partners is what the desk said of the basket.
type partners struct {
	comparedMsg
	known bool
	at    int
	task  task
}

// put adds a candidate to the basket or takes it out.
func (m *Model) put(u data.Unit) tea.Cmd {
	b := m.basket()
	if u == data.NoUnit {
		return nil
	}
	name := m.base.Name(u, m.ask.Lang)
	switch at := slices.Index(b.units, u); {
	case at >= 0:
		b.units = slices.Delete(slices.Clone(b.units), at, at+1)
		m.tell("%s", m.say("%s is out of the basket.", "%sを候補かごから外しました。", name))
	case len(b.units) == mostMembers:
		m.status, m.trouble = m.say("A portfolio has at most %d members; take one out first.", "提携先の組み合わせは%d件までです。先に1件外してください。", mostMembers), true
		return nil
	default:
		b.units = append(slices.Clone(b.units), u)
		m.tell("%s", m.say("%s is in the basket.", "%sを候補かごに入れました。", name))
	}
	b.saved = false
	m.partners.at = max(0, min(m.partners.at, len(b.units)-1))
	return m.compare()
}

func (m *Model) compared(msg comparedMsg) tea.Cmd {
	again := m.partners.task.done()
	switch {
	case msg.town != m.town:
	case msg.err != nil:
		m.complain(msg.err)
	default:
		m.partners.comparedMsg, m.partners.known = msg, true
	}
	if again {
		return m.compare()
	}
	return nil
}

func (m *Model) proposed(msg proposedMsg) tea.Cmd {
	if msg.town != m.town {
		return nil
	}
	if msg.err != nil {
		m.complain(msg.err)
		return nil
	}
	*m.basket() = basket{units: msg.units}
	m.partners.at = 0
	m.tell("%s", m.say("The set that serves the town best together, under these rules.", "条件の範囲で、全体として最も効果の高い組み合わせです。"))
	return m.compare()
}

func (m *Model) basketKey(k string) tea.Cmd {
	units := m.basket().units
	if at, ok := moved(k, m.partners.at, len(units), mostMembers); ok {
		m.partners.at = at
		return nil
	}
	switch k {
	case "d", "x", "delete", "backspace":
		return m.put(m.focus())
	case "enter":
		return m.open(pageWhy)
	case "f":
		fill := func(string) tea.Cmd {
			m.tell("%s", m.say("Looking for the best set ...", "最適な組み合わせを探しています…"))
			return m.propose()
		}
		if len(units) == 0 {
			return fill("")
		}
		m.prompt = &prompt{yesNo: true, label: m.say("Replace the basket by the proposal? (y/n)", "候補かごを提案内容と入れ替えますか(y/n)"), accept: fill}
	}
	return nil
}

func (m *Model) basketView(h int) []line {
	p := m.pen
	if len(m.basket().units) == 0 {
		out := p.wrap(plain, m.say("The basket is empty. Space adds the selected candidate; f fills it with the set that serves the town best together.", "候補かごは空です。スペースキーで選択中の候補を入れます。fキーで最適な組み合わせを提案します。"), m.w, "", "")
		return append(append(out, nil), m.quotas()...)
	}
	var doc answer.Document
	if m.partners.view.Base != nil {
		doc = m.partners.view.Result().Doc
	}
	out := m.basketTable(doc)
	out = append(out, words(faint, rule(m.w)))
	out = append(out, m.quotas()...)
	out = append(out, words(faint, rule(m.w)))
	if r, ok := rowOf(doc, m.base.Labels.ID.At(int(m.focusOf(pageBasket)))); ok {
		for _, note := range r.Notes {
			out = append(out, p.wrap(plain, note, m.w, "- ", "  ")...)
		}
	}
	return out
}

// purposes tells how far the basket serves what partners are wanted for.
func (m *Model) purposes() []line {
	var parts []string
	for _, c := range m.partners.view.Portfolio.Purposes {
		if c.Weight > 0 {
			parts = append(parts, fmt.Sprintf("%s %.0f", c.Purpose.Short().In(m.ask.Lang), c.Points.Float()))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return m.pen.wrap(plain, m.say("Purposes served, 0-100: %s", "目的別の充足度(0～100): %s", strings.Join(parts, m.say(", ", "、"))), m.w, "", "  ")
}

// basketTable lists the members in the order in which they were picked.
func (m *Model) basketTable(doc answer.Document) []line {
	p := m.pen
	country, role := 18, 14
	name := m.w - 2 - country - role - 7 - 7 - 9 - 9
	out := []line{words(faint, "  ", p.cell(m.say("Name", "名称"), name), p.cell(m.say("Country", "国"), country), p.cell(m.say("Role", "役割"), role),
		p.right(m.say("Fit", "適合"), 7), p.right(m.say("Open", "開放"), 7), p.right(m.say("View", "相手から"), 9), p.right(m.say("Adds", "寄与"), 9))}
	for i, u := range m.basket().units {
		r, _ := rowOf(doc, m.base.Labels.ID.At(int(u)))
		rank := ""
		if c, _ := cellOf(doc, r, "their_rank"); c.Raw != "" {
			rank = "#" + c.Raw
		}
		row := words(plain, " ", p.cell(m.base.Name(u, m.ask.Lang), name-1), " ", p.cell(m.base.CountryName(m.base.Units.Country[u], m.ask.Lang), country-1), " ", p.cell(shownIn(doc, r, "role"), role),
			p.right(shownIn(doc, r, "fit"), 7), p.right(shownIn(doc, r, "openness"), 7), p.right(rank, 9), p.right(shownIn(doc, r, "loss"), 9))
		out = append(out, m.row(i == m.partners.at, row, m.w))
	}
	return out
}

// rowOf finds the row of a document that is about a place.
func rowOf(d answer.Document, id string) (answer.Row, bool) {
	for _, r := range d.Rows {
		if c, ok := cellOf(d, r, "id"); ok && c.Raw == id {
			return r, true
		}
	}
	return answer.Row{}, false
}

// cellOf finds the cell of a row in a column; a row that is not there has none.
func cellOf(d answer.Document, r answer.Row, key string) (answer.Cell, bool) {
	i := slices.IndexFunc(d.Columns, func(c answer.Column) bool { return c.Key == key })
	if i < 0 || i >= len(r.Cells) {
		return answer.Cell{}, false
	}
	return r.Cells[i], true
}

// shownIn is what people read in a column.
func shownIn(d answer.Document, r answer.Row, key string) string {
	c, _ := cellOf(d, r, key)
	return c.Shown
}

// quotas tells how the basket stands to the rules of a portfolio.
func (m *Model) quotas() []line {
	if !m.partners.known {
		return nil
	}
	var out []line
	for _, q := range m.checks() {
		mark, t := m.say("ok   ", "達成 "), good
		if !q.kept {
			mark, t = m.say("not  ", "未達 "), bad
		}
		rows := m.pen.wrap(plain, q.text, m.w-5, "", "")
		for i, l := range rows {
			head := span{mark, t}
			if i > 0 {
				head = span{"     ", plain}
			}
			out = append(out, append(line{head}, l...))
		}
	}
	return append(append(out, m.existing()...), m.purposes()...)
}

// check is one rule of a portfolio and whether the basket keeps it.
type check struct {
	kept bool
	text string
}

// checks compares the basket with the rules. Known partners take their
// country's place and stand for their continent, as in a portfolio.
func (m *Model) checks() []check {
	r, units := m.partners.rules, m.basket().units
	perCountry, continents := make([]int, m.base.Countries.Len()), []string{}
	count := func(c data.Country) {
		perCountry[c]++
		if k := m.base.Countries.Continent[c]; k != "" && !slices.Contains(continents, k) {
			continents = append(continents, k)
		}
	}
	for _, c := range m.partners.taken {
		count(c)
	}
	for _, u := range units {
		count(m.base.Units.Country[u])
	}
	var over []string
	for _, u := range units {
		c := m.base.Units.Country[u]
		if name := m.base.CountryName(c, m.ask.Lang); r.PerCountry > 0 && perCountry[c] > r.PerCountry && !slices.Contains(over, name) {
			over = append(over, name)
		}
	}
	return []check{m.sizeCheck(r, len(units)), m.countryCheck(r, over), m.continentCheck(r, continents)}
}

func (m *Model) sizeCheck(r portfolio.Rules, n int) check {
	return check{n >= r.Min && n <= r.Max, m.say("Size: %d of %d to %d members", "件数: %d件(%d~%d件)", n, r.Min, r.Max)}
}

func (m *Model) countryCheck(r portfolio.Rules, over []string) check {
	text := m.say("Countries: at most %d of one country, known partners counted", "国: 既存の提携先を含め1か国%d件まで", r.PerCountry)
	if len(over) > 0 {
		text += m.say("; more than that: %s", "。超過: %s", strings.Join(over, m.say(", ", "、")))
	}
	return check{len(over) == 0, text}
}

func (m *Model) continentCheck(r portfolio.Rules, on []string) check {
	var names []string
	for _, c := range slices.Sorted(slices.Values(on)) {
		names = append(names, m.continent(c))
	}
	text := m.say("Continents: %d of at least %d", "大陸: %d(%d以上)", len(on), r.Continents)
	if len(names) > 0 {
		text += m.say(" (%s)", "(%s)", strings.Join(names, m.say(", ", "、")))
	}
	return check{len(on) >= r.Continents, text}
}

// existing names the countries of known partners.
func (m *Model) existing() []line {
	if len(m.partners.taken) == 0 {
		return []line{words(faint, m.say("No tie abroad is known, which is not \"no tie\".", "国外との既知の提携はありません(「提携なし」とは限りません)。"))}
	}
	var parts []string
	for i := 0; i < len(m.partners.taken); {
		c, n := m.partners.taken[i], 0
		for ; i < len(m.partners.taken) && m.partners.taken[i] == c; i++ {
			n++
		}
		parts = append(parts, m.base.CountryName(c, m.ask.Lang)+" "+strconv.Itoa(n))
	}
	return m.pen.wrap(faint, m.say("Known partners: %s", "既知の提携先: %s", strings.Join(parts, m.say(", ", "、"))), m.w, "", "  ")
}

// continent names a continent by its code.
func (m *Model) continent(code string) string {
	switch code {
	case "AF":
		return m.say("Africa", "アフリカ")
	case "AN":
		return m.say("Antarctica", "南極")
	case "AS":
		return m.say("Asia", "アジア")
	case "EU":
		return m.say("Europe", "ヨーロッパ")
	case "NA":
		return m.say("North America", "北米")
	case "OC":
		return m.say("Oceania", "オセアニア")
	case "SA":
		return m.say("South America", "南米")
	}
	return m.say("unknown", "不明")
}
