package chart

import (
	"fmt"
	"math"
	"strings"
)

// Group is a set of things that a portfolio may cover, as the purposes or the
// continents.
type Group struct {
	Title string
	Rows  []Cover
}

// Cover is one thing and how far each partner covers it.
type Cover struct {
	Label string
	// Shares are in the order of the partners, from 0, not at all, to 1, fully;
	// NaN is unknown.
	Shares []float64
}

// Balance draws what a portfolio covers: a column for each partner, with its
// number, and a row for each thing; the area of a dot is the share. A row that
// no partner covers says so.
func Balance(look Look, title string, partners []string, groups []Group) string {
	s := &sheet{look: look, kind: "balance"}
	s.height = s.heading(title)
	b := newBalance(look, len(partners))
	every := int(math.Ceil((2*badgeR + 3) / b.slot())) // of a crowd only some are numbered
	for i := 0; i < len(partners); i += every {
		s.badge(place{b.x(i), s.height + badgeR + 2}, i+1)
	}
	s.height += 2*badgeR + 8
	for _, g := range groups {
		s.height += 6
		s.fit("faint", "start", detailPx, 0, s.height+12, look.width(), g.Title)
		s.height += 20
		for _, c := range g.Rows {
			b.row(s, c)
		}
		s.line("rule", "", 0, s.height, b.end, s.height)
	}
	s.height += 14
	var list []entry
	for i, name := range partners {
		list = append(list, entry{number: i + 1, name: name})
	}
	s.legend(list)
	return s.finish(title, b.tells(groups))
}

const balanceRow = 25.0

type balance struct {
	look        Look
	left, right float64 // of the columns
	end         float64 // of the rows
	partners    int
}

func newBalance(look Look, partners int) balance {
	b := balance{look: look, left: 210, right: look.width() - 76, partners: partners}
	if look.narrow() {
		b.left, b.right = 116, look.width()-48
	}
	b.end = look.width()
	if room := 56 * float64(max(4, partners)); b.left+room < b.right {
		b.end -= b.right - b.left - room
		b.right = b.left + room
	}
	return b
}

func (b balance) slot() float64 { return (b.right - b.left) / float64(max(4, b.partners)) }

func (b balance) x(i int) float64 { return b.left + b.slot()*(float64(i)+0.5) }

// share returns how far a partner covers something; NaN is unknown.
func (c Cover) share(i int) float64 {
	if i >= len(c.Shares) || !finite(c.Shares[i]) {
		return math.NaN()
	}
	return within(c.Shares[i], 0, 1)
}

// count returns how many partners cover something, and of how many nothing is known.
func (c Cover) count(partners int) (covered, unknown int) {
	for i := range partners {
		switch v := c.share(i); {
		case !finite(v):
			unknown++
		case v > 0:
			covered++
		}
	}
	return covered, unknown
}

func (b balance) row(s *sheet, c Cover) {
	y := s.height + balanceRow/2
	covered, unknown := c.count(b.partners)
	tone := "ink"
	if covered == 0 {
		tone = "faint"
	}
	s.line("rule", "", 0, s.height, b.end, s.height)
	s.fit(tone, "start", wordsPx, 0, y+4.5, b.left-8, c.Label)
	most := min(9, b.slot()/2-1)
	for i := range b.partners {
		switch v := c.share(i); {
		case !finite(v):
			s.unsure(b.x(i)-most*0.6, y-most*0.6, most*1.2, most*1.2)
		case v > 0:
			s.circle([]string{"room"}, "", b.x(i), y, most)
			s.circle([]string{"gain"}, "", b.x(i), y, max(1.5, most*math.Sqrt(v)))
		}
	}
	s.text(tone, "end", detailPx, b.end, y+4.5, b.words(covered, unknown))
	s.height += balanceRow
}

func (b balance) words(covered, unknown int) string {
	switch {
	case covered > 0:
		return fmt.Sprintf("%d/%d", covered, b.partners)
	case unknown > 0:
		return b.look.say("unknown", "不明")
	}
	return b.look.say("none", "なし")
}

func (b balance) tells(groups []Group) string {
	var list []string
	for _, g := range groups {
		var rows []string
		for _, c := range g.Rows {
			rows = append(rows, c.Label+" "+b.words(c.count(b.partners)))
		}
		list = append(list, b.look.sayf("%s: %s.", "%s: %s。", g.Title, strings.Join(rows, b.look.say(", ", "、"))))
	}
	if len(list) == 0 {
		return b.look.say("Nothing to cover is named.", "対象の項目はありません。")
	}
	return strings.Join(list, " ")
}
