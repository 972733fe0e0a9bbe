package tui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher/portfolio"
)

// What the desk answers to the explorer. Each answer tells what was asked, so
// that one which comes too late can be told.
type (
	readyMsg struct {
		base *answer.Base
		land *data.Land
		town data.Unit
		// townErr is why the town of the command line is not one.
		townErr, err error
	}
	indexMsg struct {
		done, total int
		ready       bool
		err         error
	}
	foundMsg struct {
		query   string
		matches []index.Match
		err     error
	}
	rankedMsg struct {
		town data.Unit
		view answer.Recommendation
		err  error
	}
	explainedMsg struct {
		town, candidate data.Unit
		view            answer.Explanation
		err             error
	}
	comparedMsg struct {
		town  data.Unit
		units []data.Unit
		view  answer.PortfolioView
		rules portfolio.Rules
		// taken are the countries of known partners, each as often as there are.
		taken []data.Country
		err   error
	}
	proposedMsg struct {
		town  data.Unit
		units []data.Unit
		err   error
	}
	savedMsg struct {
		town data.Unit
		path string
		err  error
	}
	noticeMsg string
)

// indexState is how far the search index is.
type indexState struct {
	done, total int
	ready       bool
	err         error
}

// prepare reads the tables and the base map and resolves the first town.
func (m *Model) prepare() tea.Cmd {
	d, town := m.opts.Desk, m.opts.Town
	return guard(func() tea.Msg {
		d.Warm()
		r := readyMsg{town: data.NoUnit}
		if r.base, r.err = d.Base(); r.err != nil {
			return r
		}
		st, err := d.Data()
		if err != nil {
			return readyMsg{err: err}
		}
		if r.land, r.err = st.Land(); r.err != nil || town == "" {
			return r
		}
		resolver, err := d.Resolver()
		if err != nil {
			return readyMsg{err: err}
		}
		r.town, r.townErr = resolver.Resolve(town)
		return r
	})
}

// openIndex makes the search index ready.
func (m *Model) openIndex() tea.Cmd {
	return guard(func() tea.Msg {
		_, err := m.opts.Desk.Index(m.ctx)
		return indexMsg{ready: err == nil, err: err}
	})
}

func (m *Model) indexed(msg indexMsg) tea.Cmd {
	m.index = indexState(msg)
	if msg.ready && m.page == pageSearch {
		return m.find()
	}
	return nil
}

// matchesAsked is more than a screen shows.
const matchesAsked = 40

// find looks for what is typed. Until the index is ready only names that fit
// exactly are found, which needs no index.
func (m *Model) find() tea.Cmd {
	query := m.search.in.String()
	d, a, indexed := m.opts.Desk, m.ask, m.index.ready
	a.Config.N = matchesAsked
	return m.search.task.ask(func() tea.Msg {
		if indexed {
			v, err := d.Find(m.ctx, a, query, true)
			return foundMsg{query, v.Matches, err}
		}
		r, err := d.Resolver()
		if err != nil {
			return foundMsg{query, nil, err}
		}
		u, err := r.Resolve(query)
		var many *index.AmbiguousError
		var none *index.NotFoundError
		switch {
		case errors.As(err, &many):
			return foundMsg{query, many.Matches, nil}
		case errors.As(err, &none):
			return foundMsg{query, none.Suggestions, err}
		case err != nil:
			return foundMsg{query, nil, err}
		}
		return foundMsg{query, []index.Match{{Unit: u, Score: 1}}, nil}
	})
}

// rank asks for the list of the town.
func (m *Model) rank() tea.Cmd {
	if m.town == data.NoUnit {
		return nil
	}
	d, a, town := m.opts.Desk, m.ask, m.town
	return m.list.task.ask(func() tea.Msg {
		v, err := d.Recommend(m.ctx, a, town)
		return rankedMsg{town, v, err}
	})
}

// explain asks why the candidate in focus stands where it stands, where that is shown.
func (m *Model) explain() tea.Cmd {
	candidate := m.focus()
	if candidate == data.NoUnit || m.page != pageWhy && !(m.split() && m.page == pageList) {
		return nil
	}
	if candidate != m.why.of {
		m.why.scroll = 0
	}
	m.why.of = candidate
	d, a, town := m.opts.Desk, m.ask, m.town
	return m.why.task.ask(func() tea.Msg {
		v, err := d.Explain(m.ctx, a, town, candidate)
		return explainedMsg{town, candidate, v, err}
	})
}

// compare asks what the basket brings and which rules it is held to.
func (m *Model) compare() tea.Cmd {
	if m.town == data.NoUnit {
		return nil
	}
	d, a, town := m.opts.Desk, m.ask, m.town
	units := append([]data.Unit{}, m.basket().units...)
	return m.partners.task.ask(func() tea.Msg {
		out := comparedMsg{town: town, units: units}
		var set answer.Set
		if set, out.taken, out.err = rulesFor(d, a, town); out.err != nil {
			return out
		}
		out.rules = set.Rules
		if set.Members = units; len(units) > 0 {
			out.view, _, out.err = d.Choose(m.ctx, a, town, set)
		}
		return out
	})
}

// rulesFor is what the brief asks of a portfolio, with rules that fit the
// countries asked for, and the countries of known partners.
func rulesFor(d *answer.Desk, a answer.Ask, town data.Unit) (answer.Set, []data.Country, error) {
	set, err := answer.SetOf(&a.Brief)
	if err != nil {
		return set, nil, err
	}
	chooser, err := d.Chooser()
	if err != nil {
		return set, nil, err
	}
	b, err := d.Base()
	if err != nil {
		return set, nil, err
	}
	q, err := d.Query(a, town)
	if err != nil {
		return set, nil, err
	}
	taken := chooser.Taken(town)
	var list []data.Country
	for c := range data.Country(b.Countries.Len()) {
		for range taken[c] {
			list = append(list, c)
		}
	}
	if len(q.To) > 0 {
		places := make([]int, len(q.To))
		for i, c := range q.To {
			places[i] = taken[c]
		}
		set.Rules = set.Fitted(places, b.ContinentsOf(q.To))
	}
	return set, list, nil
}

// propose asks for the portfolio that serves the town best.
func (m *Model) propose() tea.Cmd {
	d, a, town := m.opts.Desk, m.ask, m.town
	return guard(func() tea.Msg {
		set, err := answer.SetOf(&a.Brief)
		if err != nil {
			return proposedMsg{town: town, err: err}
		}
		v, err := d.Portfolio(m.ctx, a, town, set)
		out := proposedMsg{town: town, err: err}
		for _, member := range v.Portfolio.Members {
			out.units = append(out.units, member.Unit)
		}
		return out
	})
}
