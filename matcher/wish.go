package matcher

import "github.com/shimai/shimai/data"

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

// WishesOf returns the rows of the wishes of a and b that each fulfils for the
// other by country and size; -1 where it has none.
func (e *Engine) WishesOf(a, b data.Unit) (ofA, ofB int) {
	return e.wishFor(a, e.units.Country[b], b), e.wishFor(b, e.units.Country[a], a)
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
	return e.withTheme(Text{"we look for a partner like it", "当方も同様の提携先を探している"}, row)
}

func (e *Engine) withTheme(t Text, row int) Text {
	if theme := e.wishes.Theme.At(row); theme != "" {
		t.EN += ": " + theme
		t.JA += ":" + theme
	}
	return t
}
