package matcher

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shimai/shimai/data"
)

// How long a step counts, in months before the newest own record; no clock is
// asked.
const (
	// freshFor is how long a refusal or a silence counts in full.
	freshFor = 24
	// silentAfter is when a letter without an answer counts as silence.
	silentAfter = 6
)

// attempt is the newest own step of a town toward a candidate.
type attempt struct {
	town data.Unit
	step data.OwnStep
	// refused and silent tell what it means for openness, fresh whether that
	// is no older than freshFor.
	refused, silent, fresh bool
	// share is what is left of the candidate's room and wish, in quarters, for
	// the one who asks.
	share Points
}

// left is what an attempt leaves of some points.
func (a attempt) left(p Points) Points { return p * a.share / 4 }

// readAttempts lists, by candidate, the newest step of each town, in order of
// towns. A step that is a refusal or a silence counts until another follows.
func (e *Engine) readAttempts() map[data.Unit][]attempt {
	asOf := e.store.OwnAsOf()
	out := map[data.Unit][]attempt{}
	for _, town := range e.store.StepTowns() {
		last := map[data.Unit]data.OwnStep{}
		var order []data.Unit
		for _, s := range e.store.Steps(town) {
			if _, seen := last[s.To]; !seen {
				order = append(order, s.To)
			}
			last[s.To] = s.OwnStep
		}
		for _, u := range order {
			a := attempt{town: town, step: last[u]}
			age, known := monthsFrom(a.step.Date, asOf)
			a.refused = a.step.Outcome == data.StepRefused
			a.silent = a.step.Outcome == data.StepContacted && known && age >= silentAfter
			a.fresh = known && age <= freshFor
			out[u] = append(out[u], a)
		}
	}
	return out
}

// monthsFrom counts the months from one date to another. A date without a
// month lies at the end of its year: nothing is called old that may be new.
func monthsFrom(from, to string) (months int, ok bool) {
	a, okA := monthOf(from)
	b, okB := monthOf(to)
	return max(0, b-a), okA && okB
}

func monthOf(date string) (month int, ok bool) {
	if len(date) < 4 {
		return 0, false
	}
	year, err := strconv.Atoi(date[:4])
	if err != nil {
		return 0, false
	}
	if len(date) < 7 {
		return year*12 + 11, true
	}
	m, err := strconv.Atoi(date[5:7])
	return year*12 + m - 1, err == nil
}

// tried finds the attempt that leaves least of a candidate's room for the
// asker; ok is false where none lowers it. What a candidate said to us counts
// more than what it said to another town of our country, and neither rises
// above what it would be without.
//
//	                       our own step   another town of our country
//	refused, fresh              0                   1/2
//	refused, longer ago        1/2                  all
//	no answer, fresh           1/2                  3/4
func (e *Engine) tried(u data.Unit, by asker) (a attempt, ok bool) {
	for _, t := range e.attempts[u] {
		own := t.town == by.town
		t.share = 4
		switch {
		case !own && e.units.Country[t.town] != by.home:
		case own && t.refused && t.fresh:
			t.share = 0
		case own && (t.refused || t.silent && t.fresh), t.refused && t.fresh:
			t.share = 2
		case t.silent && t.fresh:
			t.share = 3
		}
		if t.share < 4 && (!ok || t.share < a.share || t.share == a.share && own) {
			a, ok = t, true
		}
	}
	return a, ok
}

// triedWords is the evidence of what an attempt took away.
func (e *Engine) triedWords(u data.Unit, by asker) []Evidence {
	a, ok := e.tried(u, by)
	if !ok {
		return nil
	}
	who := Text{"us", "当方"}
	if a.town != by.town {
		who.EN, who.JA = e.unitName(a.town)
		who.EN += ", of our country"
	}
	said := Text{"refused " + who.EN, who.JA + "の打診を辞退"}
	if a.silent {
		said = Text{"no answer known to " + who.EN, who.JA + "の照会に回答なし"}
	}
	if !a.fresh {
		said.EN, said.JA = said.EN+", more than two years ago", said.JA+"、2年以上前"
	}
	return []Evidence{{Text: said, Source: data.SourceOwn, Date: a.step.Date}}
}

// unitName names a unit in both languages.
func (e *Engine) unitName(u data.Unit) (en, ja string) {
	l, err := e.store.Labels()
	if err != nil {
		return "", ""
	}
	if en, ja = l.Name.At(int(u)), l.NameJA.At(int(u)); ja == "" {
		ja = en
	}
	return en, ja
}

// pairOpenness lists the candidates that are not as open to a town as to its
// country in general, in order of unit, with how open they are: those that own
// steps or wishes tell something of. There are few.
func (e *Engine) pairOpenness(town data.Unit) []pairOpen {
	by := e.asker(town)
	all := make([]data.Unit, 0, len(e.attempts))
	for u := range e.attempts {
		all = append(all, u)
	}
	for i, u := range e.wishes.Unit {
		if i == 0 || u != e.wishes.Unit[i-1] {
			all = append(all, u)
		}
	}
	slices.Sort(all)
	var out []pairOpen
	for _, u := range slices.Compact(all) {
		ours, any := e.opennessSum(u, by), e.opennessSum(u, asker{data.NoUnit, by.home})
		if ours != any {
			out = append(out, pairOpen{u, ours})
		}
	}
	return out
}

type pairOpen struct {
	unit data.Unit
	open Points
}

// ownTieWords says how many of the counted ties of a candidate stand in own records.
func (e *Engine) ownTieWords(u data.Unit) []Evidence {
	n, newest := 0, ""
	for _, row := range e.ties.Of(u) {
		if r, ok := e.ties.Own(row); ok && !e.ties.Domestic[row] {
			n++
			newest = max(newest, r.Recorded)
		}
	}
	if n == 0 {
		return nil
	}
	return []Evidence{{Text: Text{fmt.Sprintf("%d of them by own records", n), fmt.Sprintf("うち%d件は自治体の記録", n)}, Source: data.SourceOwn, Date: newest}}
}
