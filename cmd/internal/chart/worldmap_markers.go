package chart

import (
	"fmt"
	"math"
)

// badgeR is the radius of a numbered marker, in pixels.
const badgeR = 9.0

// marker is a number on the map: where it stands, and where the place is.
type marker struct{ badge, place place }

func (k marker) aside() bool { return k.badge != k.place }

func disc(p place, r float64) frame { return frame{p.x - r, p.y - r, p.x + r, p.y + r} }

// stand finds a place for each number: its own unless another is near, else
// the nearest on rings around it where nothing is covered. Partners whose
// position is unknown have none.
func (m *atlas) stand() map[int]marker {
	var all []place
	for _, p := range m.spots() {
		if p.known() {
			all = append(all, m.spot(p))
		}
	}
	placed := map[int]marker{}
	var taken []frame
	crowded := func(p place) bool {
		near := 0
		for _, q := range all {
			if math.Hypot(p.x-q.x, p.y-q.y) < 2*badgeR+2 {
				near++
			}
		}
		return near > 1
	}
	for i, p := range m.partners { // those with room keep their place
		if p.known() && !crowded(m.spot(p)) {
			at := m.inside(m.spot(p))
			placed[i] = marker{at, m.spot(p)}
			taken = append(taken, disc(at, badgeR+1))
		}
	}
	for _, p := range all {
		taken = append(taken, disc(p, 4))
	}
	for i, p := range m.partners {
		if _, done := placed[i]; done || !p.known() {
			continue
		}
		at := m.free(m.spot(p), taken)
		placed[i] = marker{at, m.spot(p)}
		taken = append(taken, disc(at, badgeR+1))
	}
	return placed
}

// inside moves the middle of a marker so that all of it is on the map.
func (m *atlas) inside(p place) place {
	return place{within(p.x, m.box.x0+badgeR+1, m.box.x1-badgeR-1), within(p.y, m.box.y0+badgeR+1, m.box.y1-badgeR-1)}
}

// free looks around a point, nearer places first, for one that covers the
// least; on an empty map that is the first one tried, above right.
func (m *atlas) free(p place, taken []frame) place {
	best, least := m.inside(p), math.Inf(1)
	for ring := range 8 {
		for turn := range 16 {
			r := 17 + 11*float64(ring)
			sin, cos := math.Sincos(-math.Pi/4 + float64(turn)*math.Pi/8)
			at := place{p.x + r*cos, p.y + r*sin}
			if at != m.inside(at) {
				continue
			}
			covers := 0.0
			for _, f := range taken {
				if disc(at, badgeR).meets(f) {
					covers++
				}
			}
			if covers < least {
				best, least = at, covers
			}
			if least == 0 {
				return best
			}
		}
	}
	return best
}

func (m *atlas) markers(s *sheet) {
	placed := m.stand()
	var taken []frame
	for i := range m.partners {
		if k, ok := placed[i]; ok {
			taken = append(taken, disc(k.badge, badgeR+1), disc(k.place, 3))
			if k.aside() {
				s.line("arc", ` stroke-width="1"`, k.place.x, k.place.y, k.badge.x, k.badge.y)
				s.circle([]string{"badge"}, "", k.place.x, k.place.y, 2.5)
			}
		}
	}
	if m.town.known() {
		taken = append(taken, disc(m.spot(m.town), 8))
	}
	for i := range m.partners {
		if k, ok := placed[i]; ok {
			closing := s.open(fmt.Sprint(i+1), m.partners[i].Link)
			s.badge(k.badge, i+1)
			s.add(`<title>%s</title>`, plain(m.partners[i].Name))
			s.add("%s", closing)
		}
	}
	if m.town.known() {
		closing := s.open("0", m.town.Link)
		s.home(m.spot(m.town))
		s.add(`<title>%s</title>`, plain(m.town.Name))
		s.add("%s", closing)
		taken = m.label(s, m.spot(m.town), m.town.Name, taken)
	}
	for i, p := range m.partners {
		if k, ok := placed[i]; ok {
			taken = m.label(s, k.badge, p.Name, taken)
		}
	}
}

// label writes a name beside a marker where it covers no marker and no other
// name; else nowhere: the legend has it.
func (m *atlas) label(s *sheet, p place, name string, taken []frame) []frame {
	const gap, high = badgeR + 4, 14.0
	w := wide(name) * detailPx
	for _, f := range []frame{
		{p.x + gap, p.y - high/2, p.x + gap + w, p.y + high/2},
		{p.x - gap - w, p.y - high/2, p.x - gap, p.y + high/2},
		{p.x - w/2, p.y - gap - high, p.x + w/2, p.y - gap},
		{p.x - w/2, p.y + gap, p.x + w/2, p.y + gap + high},
	} {
		free := f.x0 >= m.box.x0+2 && f.x1 <= m.box.x1-2 && f.y0 >= m.box.y0+2 && f.y1 <= m.box.y1-2
		for _, g := range taken {
			free = free && !f.meets(g)
		}
		if free {
			s.add(`<text %s stroke-width="3" stroke-linejoin="round" paint-order="stroke" x="%s" y="%s" font-size="%d">%s</text>`,
				ink("ink", "halo"), at(f.x0), at(f.y1-3.5), detailPx, plain(name))
			return append(taken, f)
		}
	}
	return taken
}
