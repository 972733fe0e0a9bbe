package chart

import "fmt"

// entry is a line of a legend: a partner with its number, or the town with 0.
type entry struct {
	number           int
	name, note, link string
}

// legend lists places below a picture: one column on a phone, two elsewhere.
func (s *sheet) legend(list []entry) {
	columns := 2
	if s.look.narrow() {
		columns = 1
	}
	rows := (len(list) + columns - 1) / columns
	room := s.look.width() / float64(columns)
	for i, e := range list {
		x, y := float64(i/rows)*room+badgeR+1, s.height+float64(i%rows)*24+badgeR
		closing := s.open("", e.link)
		if e.number == 0 {
			s.home(place{x, y})
		} else {
			s.badge(place{x, y}, e.number)
		}
		words, end := x+badgeR+7, float64(i/rows+1)*room-8
		s.fit("ink", "start", wordsPx, words, y+5, end-words, e.name)
		words += wide(cut(e.name, wordsPx, end-words))*wordsPx + 8
		if e.note != "" && end-words > 40 {
			s.fit("faint", "start", detailPx, words, y+5, end-words, e.note)
		}
		s.add("%s", closing)
	}
	s.height += float64(rows)*24 + 2
}

// badge draws the number of a partner.
func (s *sheet) badge(p place, number int) {
	s.circle([]string{"badge", "halo"}, ` stroke-width="1.5"`, p.x, p.y, badgeR)
	s.text("numeral", "middle", detailPx, p.x, p.y+4, fmt.Sprint(number))
}

// home draws the marker of the town.
func (s *sheet) home(p place) {
	s.circle([]string{"home", "halo"}, ` stroke-width="1.5"`, p.x, p.y, 6)
	s.circle([]string{"numeral"}, "", p.x, p.y, 2)
}
