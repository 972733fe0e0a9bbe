package matcher

import (
	"slices"

	"github.com/shimai/shimai/data"
)

// noRow is the row of no wish.
const noRow = -1

// wish finds the row of a wish of the candidate that the asker would fulfil:
// of its country and, where the town is known, of its size.
func (e *Engine) wish(u data.Unit, by asker) (row int, ok bool) {
	row = e.wishFor(u, by.home, by.town)
	return row, row != noRow
}

// wishesBack finds the row of a wish of the asking town that the candidate
// would fulfil, noRow for none.
func (e *Engine) wishesBack(u data.Unit, by asker) int {
	if by.town == data.NoUnit {
		return noRow
	}
	return e.wishFor(by.town, e.units.Country[u], u)
}

// wishFor finds the first row of the wishes of u that a partner in country c
// fulfils; the size of the partner counts where the partner is known.
func (e *Engine) wishFor(u data.Unit, c data.Country, partner data.Unit) int {
	w := e.wishes
	if n := len(w.Unit); n == 0 || u < w.Unit[0] || u > w.Unit[n-1] {
		return noRow // nearly all
	}
	for _, row := range w.Of(u) {
		if !w.Wants(row, e.countries.Code[c], e.countries.Continent[c]) {
			continue
		}
		if partner != data.NoUnit {
			if fits, known := w.SizeFits(row, e.units.Population[partner]); known && !fits {
				continue
			}
		}
		return row
	}
	return noRow
}

// WishPair is two governments on lists of wishes, at least one of which would
// fulfil the other's wish by country and size.
type WishPair struct {
	A, B data.Unit
	// RowA is the row of the wish of A that B fulfils, RowB that of B that A
	// fulfils; -1 where there is none.
	RowA, RowB int
}

// Both reports whether each fulfils the other's wish.
func (p WishPair) Both() bool { return p.RowA != noRow && p.RowB != noRow }

// WishPairs lists the pairs of a town with others on the lists of wishes, those
// of both sides first; with data.NoUnit the pairs of both sides among all on
// the lists, Japanese governments as A. Within that they are in order of units.
func (e *Engine) WishPairs(of data.Unit) []WishPair {
	all := slices.Compact(slices.Clone(e.wishes.Unit))
	var out []WishPair
	pair := func(a, b data.Unit) {
		p := WishPair{a, b, e.wishFor(a, e.units.Country[b], b), e.wishFor(b, e.units.Country[a], a)}
		if e.units.Country[a] != e.units.Country[b] && (p.Both() || of != data.NoUnit && (p.RowA != noRow || p.RowB != noRow)) {
			out = append(out, p)
		}
	}
	for i, a := range all {
		if of != data.NoUnit {
			pair(of, a)
			continue
		}
		for _, b := range all[i+1:] {
			if e.units.Municipalities.Has(b) && !e.units.Municipalities.Has(a) {
				pair(b, a)
			} else {
				pair(a, b)
			}
		}
	}
	slices.SortStableFunc(out, func(p, q WishPair) int {
		switch {
		case p.Both() == q.Both():
			return 0
		case p.Both():
			return -1
		}
		return 1
	})
	return out
}

// wishLine is unknown for all who stand on no list that we know of: they may
// look for a partner all the same.
func (e *Engine) wishLine(u data.Unit, by asker, p Points) Line {
	l := Line{Criterion: Wish, Points: p, Max: maxWish}
	row, ok := e.wish(u, by)
	if !ok {
		return l
	}
	l.Known = true
	l.Evidence = []Evidence{e.wishEvidence(row, e.wishText(row))}
	if back := e.wishesBack(u, by); back != noRow {
		l.Evidence = append(l.Evidence, e.wishEvidence(back, e.wishBackText(back)))
	}
	return l
}

func (e *Engine) wishEvidence(row int, text Text) Evidence {
	ev := Evidence{Text: text, Source: "seekers", Date: e.wishes.Date.At(row)}
	if e.ownWish(row) {
		ev.Source = data.SourceOwn
	}
	if ev.Date == "latest" {
		ev.Date = "" // that of the source
	}
	return ev
}

func (e *Engine) ownWish(row int) bool { return len(e.wishes.Own) > 0 && e.wishes.Own[row] }

func (e *Engine) wishText(row int) Text {
	t := Text{"publicly looks for a partner in our country", "我が国の提携先を公募している"}
	if e.ownWish(row) {
		t = Text{"looks for a partner in our country", "我が国の提携先を探している"}
	}
	return e.withTheme(t, row)
}

func (e *Engine) wishBackText(row int) Text {
	return e.withTheme(Text{"the one that asks looks for a partner like it too", "相手側も同様の提携先を探している"}, row)
}

func (e *Engine) withTheme(t Text, row int) Text {
	if theme := e.wishes.Theme.At(row); theme != "" {
		t.EN += ": " + theme
		t.JA += ":" + theme
	}
	return t
}
