package tui

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// page is what the body of the screen shows.
type page int

const (
	pageSearch page = iota
	pageList
	pageWhy
	pageWeights
	pageMap
	pageBasket
)

// Model is the state of the explorer. It implements tea.Model and is not safe
// for concurrent use: the loop of the program owns it.
type Model struct {
	ctx  context.Context
	opts Options
	// ask is how the desk is asked now; its weights are never changed in place,
	// since commands that run hold them too.
	ask  answer.Ask
	pen  pen
	w, h int

	base *answer.Base
	land *data.Land

	page page
	help bool
	// about tells whether the page about the list is open, aboutAt from which line on.
	about   bool
	aboutAt int
	prompt  *prompt
	search  search
	list    list
	why     why
	// weightAt is the row of the page of weights.
	weightAt int
	zoom     int
	baskets  map[data.Unit]*basket
	partners partners

	town  data.Unit
	index indexState
	// status is the last that was said to the user, trouble whether it is bad news.
	status  string
	trouble bool
	// failed is the error that ends the program.
	failed error
}

// NewModel returns an explorer that has asked nothing yet. ctx ends what it asks.
func NewModel(ctx context.Context, o Options) *Model {
	return &Model{ctx: ctx, opts: o, ask: o.Ask, pen: newPen(o.Ask.Lang), w: 80, h: 24, town: data.NoUnit,
		baskets: map[data.Unit]*basket{}, why: why{of: data.NoUnit}}
}

// Init starts reading the data and, beside it, making the search index ready.
func (m *Model) Init() tea.Cmd { return tea.Batch(m.prepare(), m.openIndex()) }

// Update takes a key or an answer.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.w, m.h = msg.Width, msg.Height
		return m, m.explain()
	case tea.KeyPressMsg:
		return m, m.key(msg)
	case tea.PasteMsg:
		return m, m.paste(msg.Content)
	}
	return m, m.answered(msg)
}

// answered takes what the desk said.
func (m *Model) answered(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readyMsg:
		return m.ready(msg)
	case indexMsg:
		return m.indexed(msg)
	case foundMsg:
		return m.found(msg)
	case rankedMsg:
		return m.ranked(msg)
	case explainedMsg:
		return m.explained(msg)
	case comparedMsg:
		return m.compared(msg)
	case proposedMsg:
		return m.proposed(msg)
	case savedMsg:
		m.saved(msg)
	case failedMsg:
		return m.fail(msg.err)
	case noticeMsg:
		m.tell("%s", string(msg))
	}
	return nil
}

// ready has the data; a town that was named on the command line is shown at
// once, or looked for where it is not clear which is meant.
func (m *Model) ready(r readyMsg) tea.Cmd {
	if r.err != nil {
		return m.fail(r.err)
	}
	m.base, m.land = r.base, r.land
	if m.opts.Town == "" {
		return nil
	}
	if r.townErr == nil {
		return m.choose(r.town)
	}
	if !unclear(r.townErr) {
		return m.fail(r.townErr)
	}
	m.search.in = typed(m.opts.Town)
	return m.find()
}

// unclear tells whether an error says that a name fits none or several.
func unclear(err error) bool {
	return errors.Is(err, index.ErrNotFound) || errors.Is(err, index.ErrAmbiguous) || errors.Is(err, index.ErrEmpty)
}

// fail ends the program with an error.
func (m *Model) fail(err error) tea.Cmd {
	m.failed = err
	return tea.Quit
}

// choose starts with a town.
func (m *Model) choose(u data.Unit) tea.Cmd {
	if u != m.town {
		m.town, m.list, m.why, m.partners, m.zoom = u, list{task: m.list.task}, why{of: data.NoUnit, task: m.why.task}, partners{task: m.partners.task}, 0
	}
	m.page = pageList
	m.clear()
	return m.again()
}

// again asks everything anew that depends on the town, the weights or the language.
func (m *Model) again() tea.Cmd { return tea.Batch(m.rank(), m.explain(), m.compare()) }

// candidates are the rows of the list.
func (m *Model) candidates() []matcher.Candidate { return m.list.view.Ranking.Candidates }

// selected returns the candidate at the cursor of the list.
func (m *Model) selected() (matcher.Candidate, bool) {
	if c := m.candidates(); m.list.at < len(c) {
		return c[m.list.at], true
	}
	return matcher.Candidate{}, false
}

// focus is the candidate that keys act on: the one being explained or that of the list.
func (m *Model) focus() data.Unit { return m.focusOf(m.page) }

func (m *Model) focusOf(p page) data.Unit {
	if p == pageBasket {
		if units := m.basket().units; len(units) > 0 {
			return units[min(m.partners.at, len(units)-1)]
		}
		return data.NoUnit
	}
	if p == pageWhy && m.why.of != data.NoUnit {
		return m.why.of
	}
	if c, ok := m.selected(); ok {
		return c.Unit
	}
	return data.NoUnit
}

// split tells whether the explanation stands beside the list.
func (m *Model) split() bool { return m.w >= splitFrom }

// say words a text in the reader's language.
func (m *Model) say(en, ja string, args ...any) string {
	return fmt.Sprintf(answer.Both(en, ja).In(m.ask.Lang), args...)
}

// tell shows a line to the user.
func (m *Model) tell(format string, args ...any) {
	m.status, m.trouble = fmt.Sprintf(format, args...), false
}

// complain shows an error to the user.
func (m *Model) complain(err error) {
	m.status, m.trouble = err.Error(), true
}

func (m *Model) clear() { m.status, m.trouble = "", false }

// basket returns that of the town.
func (m *Model) basket() *basket {
	b := m.baskets[m.town]
	if b == nil {
		b = &basket{}
		m.baskets[m.town] = b
	}
	return b
}

// unsaved tells whether a basket holds what no file does.
func (m *Model) unsaved() bool {
	for _, b := range m.baskets {
		if len(b.units) > 0 && !b.saved {
			return true
		}
	}
	return false
}

// settings changes how is asked: f gets a copy of its own.
func (m *Model) settings(f func(*answer.Ask)) tea.Cmd {
	a := m.ask
	weights := make(map[string]float64, len(a.Config.Weights))
	for k, v := range a.Config.Weights {
		weights[k] = v
	}
	a.Config.Weights, a.Config.To = weights, slices.Clone(a.Config.To)
	f(&a)
	m.ask = a
	m.clear()
	for _, b := range m.baskets {
		b.saved = false // the file holds the points of other weights
	}
	return m.again()
}
