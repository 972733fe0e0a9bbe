package tui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// steps are the weights that the arrow keys go through.
var steps = [...]float64{0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10}

// heaviest is the weight that fills the bar.
const heaviest = 5

// orders are the orders of a list.
var orders = [...]matcher.Order{matcher.Balanced, matcher.ByFit, matcher.ByOpenness, matcher.Mutual}

// The rows below the criteria.
const (
	rowOrder = iota
	rowPerCountry
	rowTo
	settingRows
)

// mostPerCountry is the largest limit per country before there is none.
const mostPerCountry = 20

func (m *Model) weightsKey(k string) tea.Cmd {
	criteria := matcher.Criteria()
	if at, ok := moved(k, m.weightAt, len(criteria)+settingRows, len(criteria)); ok {
		m.weightAt = at
		return nil
	}
	setting := m.weightAt - len(criteria)
	switch k {
	case "left", "-", "right", "+", "=":
		up := k != "left" && k != "-"
		switch setting {
		case rowOrder:
			return m.settings(func(a *answer.Ask) { a.Config.By = string(turned(matcher.Order(a.Config.By), up)) })
		case rowPerCountry:
			return m.settings(func(a *answer.Ask) { a.Config.PerCountry, a.OwnPerCountry = perCountry(a.Config.PerCountry, up), true })
		case rowTo:
			return nil
		}
		return m.weigh(criteria[m.weightAt], next(m.weight(criteria[m.weightAt]), up))
	case "0", "x":
		if setting < 0 {
			return m.weigh(criteria[m.weightAt], 0)
		}
	case "enter", "e":
		if setting == rowTo {
			m.askCountries()
		}
	case "r":
		return m.settings(func(a *answer.Ask) {
			lang := a.Lang
			*a = m.opts.Ask
			a.Lang = lang
		})
	}
	return nil
}

// weigh gives a criterion another weight; nothing is asked where it has it.
func (m *Model) weigh(c matcher.Criterion, w float64) tea.Cmd {
	if w == m.weight(c) {
		return nil
	}
	return m.settings(func(a *answer.Ask) { a.Config.Weights[string(c)] = w })
}

// weight is how much a criterion counts now.
func (m *Model) weight(c matcher.Criterion) float64 {
	if w, ok := m.ask.Config.Weights[string(c)]; ok {
		return w
	}
	return 1
}

// next returns the step above or below a weight, which need not be one.
func next(w float64, up bool) float64 {
	if up {
		for _, s := range steps {
			if s > w {
				return s
			}
		}
		return w
	}
	for _, s := range slices.Backward(steps[:]) {
		if s < w {
			return s
		}
	}
	return w
}

// turned returns the order after or before another.
func turned(o matcher.Order, up bool) matcher.Order {
	at, step := max(0, slices.Index(orders[:], o)), 1
	if !up {
		step = len(orders) - 1
	}
	return orders[(at+step)%len(orders)]
}

// perCountry raises or lowers a limit; 0, no limit, lies above all.
func perCountry(n int, up bool) int {
	if n == 0 {
		n = mostPerCountry + 1
	}
	if up {
		n++
	} else {
		n--
	}
	if n > mostPerCountry {
		return 0
	}
	return max(1, n)
}

// askCountries asks for the countries that candidates may lie in.
func (m *Model) askCountries() {
	m.prompt = &prompt{
		label: m.say("Countries, continents (US,GB,Oceania; empty: all): ", "国・地域(US,GB,Oceania など。空欄で全世界): "), in: typed(strings.Join(m.ask.Config.To, ",")),
		accept: func(text string) tea.Cmd {
			var to []string
			for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",、,", r) }) {
				if word = strings.TrimSpace(word); word != "" {
					to = append(to, word)
				}
			}
			a := m.ask
			a.Config.To, a.OwnTo = to, true
			if _, err := m.opts.Desk.Query(a, m.town); err != nil {
				m.complain(err)
				return nil
			}
			return m.settings(func(a *answer.Ask) { a.Config.To, a.OwnTo = to, true })
		},
	}
}

// weightsColumns is the room for the criteria; the list stands right of it.
const weightsColumns = 40

func (m *Model) weightsView(h int) []line {
	p := m.pen
	var left []line
	for i, c := range matcher.Criteria() {
		w := m.weight(c)
		value := strconv.FormatFloat(w, 'f', -1, 64)
		if w == 0 {
			value = m.say("off", "除外")
		}
		row := line{{p.cell(answer.CriterionName(c, m.ask.Lang), criterionWidth) + " ", plain}, {bar(w/heaviest, barColumns), accent}, {p.right(value, 6), plain}}
		left = append(left, m.row(i == m.weightAt, row, weightsColumns-1))
	}
	left = append(left, words(faint, rule(weightsColumns-1)))
	for i, text := range m.settingTexts() {
		left = append(left, m.row(m.weightAt == len(matcher.Criteria())+i, words(plain, p.cell(text, weightsColumns-2)), weightsColumns-1))
	}
	return p.beside(tall(left, h), m.standings(m.w-weightsColumns-3, h), weightsColumns)
}

// settingTexts words the rows below the criteria.
func (m *Model) settingTexts() [settingRows]string {
	cfg := m.ask.Config
	order := map[matcher.Order]string{
		matcher.Balanced: m.say("balanced", "総合"), matcher.ByFit: m.say("fit", "適合度"), matcher.ByOpenness: m.say("openness", "開放度"), matcher.Mutual: m.say("mutual", "相互"),
	}[matcher.Order(cfg.By)]
	limit := m.say("no limit", "制限なし")
	if cfg.PerCountry > 0 {
		limit = strconv.Itoa(cfg.PerCountry)
	}
	to, b := strings.Join(cfg.To, ","), m.ask.Brief
	switch {
	case to == "" && !m.ask.OwnTo && len(b.Countries.Want)+len(b.Regions.Want)+len(b.Languages.Want) > 0:
		to = m.say("as in the brief", "要望書のとおり")
	case to == "":
		to = m.say("all abroad", "国外すべて")
	}
	return [settingRows]string{
		rowOrder:      m.say("Order: < %s >", "並び順: < %s >", order),
		rowPerCountry: m.say("Most of one country: < %s >", "1か国の上限: < %s >", limit),
		rowTo:         m.say("Countries: %s (Enter)", "対象国: %s(Enter)", to),
	}
}

// standings is the list in w columns, with how far each has moved since the
// first list of the town.
func (m *Model) standings(w, h int) []line {
	p := m.pen
	out := []line{words(faint, p.cell(m.say("The list now, and the place before", "現在の順位と変更前の順位"), w))}
	for _, c := range m.candidates()[:min(len(m.candidates()), max(0, h-1))] {
		was, t := m.say("new", "新"), accent
		if first, ok := m.list.first[c.Unit]; ok {
			was, t = "", faint
			if first != c.Rank {
				was = fmt.Sprintf("(%d)", first)
				t = good
				if first < c.Rank {
					t = bad
				}
			}
		}
		name := w - 3 - 1 - 6 - 6
		out = append(out, line{{m.mark(c.Unit), good}, {p.right(strconv.Itoa(c.Rank), 2) + " " + p.cell(m.place(c.Unit), name), plain}, {p.right(answer.Points(c.Fit).Shown, 6), plain}, {p.right(was, 6), t}})
	}
	return out
}

// place names a unit with its country.
func (m *Model) place(u data.Unit) string {
	return m.base.Name(u, m.ask.Lang) + m.say(" (%s)", "(%s)", m.base.CountryName(m.base.Units.Country[u], m.ask.Lang))
}
