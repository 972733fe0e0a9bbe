package chart

import (
	"math"
	"strings"

	"github.com/shimai/shimai/data"
)

// Standing is what is known of the ties of a municipality.
type Standing int

// The standings, in the order of the legend.
const (
	// NothingKnown is for a municipality that no list says anything about, and
	// for ground that the register of governments does not hold.
	NothingKnown Standing = iota
	// NoTieKnown is for one of which no tie is known. It may have one.
	NoTieKnown
	// TieKnown is for one with a known tie.
	TieKnown
)

// JapanMap draws the municipalities of Japan, each filled by what is known of
// its ties; standings are by five-digit code, and a code that is not there is
// [NothingKnown]. The islands from Amami to Okinawa and Ogasawara stand in
// boxes of their own. Prefectures are told by a wider line. A municipality on an island too small to be seen is a
// small square.
func JapanMap(look Look, areas *data.Areas, title string, standings map[string]Standing) string {
	s := &sheet{look: look, kind: "japan"}
	top := s.heading(title)
	m := newJapan(look, top)
	var paths, isles [3]strings.Builder
	shown := map[string]bool{}
	seams := newSeams(areas)
	var prefectures strings.Builder
	for i, ring := range degrees(areas.Lines) {
		code := areas.Code[i]
		k := standingOf(standings, code)
		if !shown[code] && !seams.touches[code] {
			m.isle(&isles[k], areas, i)
		}
		m.ring(&paths[k], ring)
		shown[code] = true
		for _, part := range seams.between(ring, code) {
			m.line(&prefectures, part)
		}
	}
	for i, t := range [...]string{"silent", "untied", "tied"} {
		if paths[i].Len() > 0 {
			s.add(`<path %s fill-rule="evenodd" stroke-width="0.2" stroke-linejoin="round" d="%s"/>`, ink(t, "coast"), paths[i].String())
		}
		if isles[i].Len() > 0 {
			s.add(`<path %s d="%s"/>`, ink(t), isles[i].String())
		}
	}
	if prefectures.Len() > 0 {
		s.add(`<path %s fill="none" stroke-width="1.2" stroke-linejoin="round" d="%s"/>`, ink("coast"), prefectures.String())
	}
	m.boxes(s)
	s.height = m.panels[0].box.y1 + 8
	return s.finish(title, m.legend(s, shown, standings))
}

func standingOf(standings map[string]Standing, code string) Standing {
	if k := standings[code]; k == NoTieKnown || k == TieKnown {
		return k
	}
	return NothingKnown
}

// panel is a part of the country and the box it is drawn in.
type panel struct {
	ground frame // in degrees
	window frame // of the plane of the projection
	box    frame // in pixels
}

// japan is the main islands, and in boxes the islands far from them.
type japan struct {
	look   Look
	panels [3]panel
}

func newJapan(look Look, top float64) *japan {
	w := look.width()
	m := &japan{look: look}
	m.panels[0] = newPanel(frame{128.2, 28.9, 149.2, 45.9}, frame{0, top, w, top + w*1.02})
	m.panels[1] = newPanel(frame{122.7, 23.7, 131.6, 28.9}, frame{8, top + 8, w * 0.5, top + 8 + w*0.32})
	m.panels[2] = newPanel(frame{141.7, 26.4, 142.6, 27.8}, frame{w * 0.9, top + w*0.78, w - 8, top + w*0.94})
	return m
}

// newPanel fits a part of the country into a box with one scale both ways.
func newPanel(ground, box frame) panel {
	f := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := range 21 {
		t := float64(i) / 20
		lon, lat := ground.x0+t*(ground.x1-ground.x0), ground.y0+t*(ground.y1-ground.y0)
		for _, p := range []place{albers(lon, ground.y0), albers(lon, ground.y1), albers(ground.x0, lat), albers(ground.x1, lat)} {
			f = frame{min(f.x0, p.x), min(f.y0, p.y), max(f.x1, p.x), max(f.y1, p.y)}
		}
	}
	scale := min((box.x1-box.x0)/(f.x1-f.x0), (box.y1-box.y0)/(f.y1-f.y0))
	x, y := (f.x0+f.x1)/2, (f.y0+f.y1)/2
	w, h := (box.x1-box.x0)/scale/2, (box.y1-box.y0)/scale/2
	return panel{ground, frame{x - w, y - h, x + w, y + h}, box}
}

func (p panel) pixel(at place) place {
	q := albers(at.x, at.y)
	scale := (p.box.x1 - p.box.x0) / (p.window.x1 - p.window.x0)
	return place{p.box.x0 + (q.x-p.window.x0)*scale, p.box.y0 + (p.window.y1-q.y)*scale}
}

// of returns the panel that a ring is drawn in, by its first point; nil for
// uninhabited islands far off.
func (m *japan) of(ring []place) *panel {
	for i := range m.panels {
		if len(ring) > 0 && m.panels[i].ground.holds(ring[0]) {
			return &m.panels[i]
		}
	}
	return nil
}

// grain is the grid in pixels to which boundaries are drawn. All points go to
// it alike, so that neighbours stay flush whatever is left out between.
const grain = 1.0

func (m *japan) ring(b *strings.Builder, ring []place) {
	if p := m.of(ring); p != nil {
		drawnPath(b, p.box.cutRing(p.grains(ring)), grain/2, true)
	}
}

func (m *japan) line(b *strings.Builder, line []place) {
	if p := m.of(line); p != nil {
		for _, part := range p.box.cutLine(p.grains(line)) {
			drawnPath(b, part, grain/2, false)
		}
	}
}

func (p *panel) grains(line []place) []place {
	out := make([]place, len(line))
	for i, at := range line {
		q := p.pixel(at)
		out[i] = place{math.Round(q.x/grain) * grain, math.Round(q.y/grain) * grain}
	}
	return out
}

// isle draws a square for a municipality on islands, whose first ring is
// given, that would be too small to be seen.
func (m *japan) isle(b *strings.Builder, areas *data.Areas, first int) {
	const least = 3.5
	extent := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := first; i < areas.Len() && areas.Code[i] == areas.Code[first]; i++ {
		for j := areas.Start[i]; j < areas.Start[i+1]; j++ {
			at := place{float64(areas.Lon[j]), float64(areas.Lat[j])}
			if p := m.of([]place{at}); p != nil {
				q := p.pixel(at)
				extent = frame{min(extent.x0, q.x), min(extent.y0, q.y), max(extent.x1, q.x), max(extent.y1, q.y)}
			}
		}
	}
	if w := max(extent.x1-extent.x0, extent.y1-extent.y0); w >= 0 && w < least {
		x, y := (extent.x0+extent.x1)/2-least/2, (extent.y0+extent.y1)/2-least/2
		drawnPath(b, []place{{x, y}, {x + least, y}, {x + least, y + least}, {x, y + least}}, 0, true)
	}
}

// boxes draws the frames of the islands that stand apart.
func (m *japan) boxes(s *sheet) {
	names := [...]string{"", m.look.say("Amami and Okinawa", "奄美・沖縄"), m.look.say("Ogasawara", "小笠原")}
	for i, p := range m.panels[1:] {
		s.rect("rule", ` fill="none"`, p.box.x0, p.box.y0, p.box.x1-p.box.x0, p.box.y1-p.box.y0)
		s.text("faint", "end", detailPx, p.box.x1-4, p.box.y1+13, names[i+1])
	}
}

// legend tells the colours with the number of municipalities of each, and
// returns it in words.
func (m *japan) legend(s *sheet, shown map[string]bool, standings map[string]Standing) string {
	var counts [3]int
	for code := range shown {
		counts[standingOf(standings, code)]++
	}
	var list []string
	x := 0.0
	for _, k := range []Standing{TieKnown, NoTieKnown, NothingKnown} {
		name := [...]string{m.look.say("nothing known", "情報なし"), m.look.say("no tie known", "既知の提携なし"), m.look.say("tie known", "既知の提携あり")}[k]
		words := name + " " + grouped(float64(counts[k]))
		if list = append(list, words); x > 0 && x+20+wide(words)*wordsPx > m.look.width() {
			x, s.height = 0, s.height+22
		}
		s.rect([...]string{"silent", "untied", "tied"}[k], "", x, s.height, 14, 14)
		s.text("ink", "start", wordsPx, x+20, s.height+12, words)
		x += 44 + wide(words)*wordsPx
	}
	s.height += 22
	s.fit("faint", "start", detailPx, 0, s.height+10, m.look.width(), m.look.say("Boundaries: MLIT, national land information, 2021", "境界: 国土交通省 国土数値情報（2021年）"))
	s.height += 16
	return strings.Join(list, m.look.say("; ", "、")) + m.look.say(".", "。")
}
