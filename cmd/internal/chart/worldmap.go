package chart

import (
	"fmt"
	"math"
	"strings"

	"github.com/shimai/shimai/data"
)

// Spot is a place on a map of the world.
type Spot struct {
	// Name is the place, Note what stands behind it in the legend: country and
	// distance; "" for nothing.
	Name, Note string
	// Lat and Lon are degrees north and east. A spot that is not on the globe
	// stands in the legend only.
	Lat, Lon float64
	// Link is an address within the site, #… or /…, that the marker leads to;
	// "" for none.
	Link string
}

// World is what a map is drawn on.
type World struct {
	Land    *data.Land
	Borders *data.Borders
}

// WorldMap draws a town, its partners with their numbers, and the shortest way
// to each. The map is centred on the town's meridian, so that no way is cut;
// where all lie near each other it shows their part of the world only. Markers
// that would cover each other stand aside on a line. The marker of partner i,
// from 1, has the id ID-map-i, that of the town ID-map-0.
func WorldMap(look Look, world World, town Spot, partners []Spot) string {
	s := &sheet{look: look, kind: "map"}
	m := newAtlas(look, town, partners)
	m.ground(s, world)
	m.ways(s)
	m.markers(s)
	s.height = m.box.y1
	if !look.Bare {
		s.height += 14
		s.legend(m.legend())
	}
	title := look.sayf("%s and its candidates on the map", "%sと候補の位置", town.Name)
	return s.finish(title, m.tells())
}

// atlas is a map of a part of the world: a window of the plane of the
// projection, drawn in a box of the picture.
type atlas struct {
	look     Look
	town     Spot
	partners []Spot
	centre   float64
	south    float64 // degrees: the map ends there
	window   frame   // of the plane, y upwards
	box      frame   // in pixels
	world    bool    // the window holds all of the world
}

// The map of the world leaves out most of Antarctica and the pole, unless a
// place lies there or a way leads over it.
const southEnd, northEnd = -58.0, 84.0

// leastWindow is the narrowest part of the world shown, in radians: about
// 1,900 km, where the land is still drawn well.
const leastWindow = 0.3

func newAtlas(look Look, town Spot, partners []Spot) *atlas {
	m := &atlas{look: look, town: town, partners: partners}
	if town.known() {
		m.centre = town.Lon
	}
	whole := m.whole()
	m.window, m.world = whole, true
	if near, ok := m.near(whole); ok {
		m.window, m.world = near, false
	}
	w := look.width()
	m.box = frame{0, 0, w, w * (m.window.y1 - m.window.y0) / (m.window.x1 - m.window.x0)}
	return m
}

// whole returns the window of the map of the world, and sets where it ends in
// the south: all places and the ways between them lie within.
func (m *atlas) whole() frame {
	north := northEnd
	m.south = southEnd
	for _, s := range m.spots() {
		if !s.known() {
			continue
		}
		for _, p := range m.way(s) {
			m.south, north = min(m.south, max(-90, p.y-4)), max(north, min(90, p.y+3))
		}
	}
	edge := equalEarth(180, 0).x
	return frame{-edge, equalEarth(0, m.south).y, edge, equalEarth(0, north).y}
}

// known tells whether the spot is on the globe.
func (s Spot) known() bool { return math.Abs(s.Lat) <= 90 && math.Abs(s.Lon) <= 360 }

func (m *atlas) spots() []Spot { return append([]Spot{m.town}, m.partners...) }

// near returns the part of the world that holds all spots and the ways between
// them with a margin, in the shape of a page, if it is much less than the whole.
func (m *atlas) near(whole frame) (frame, bool) {
	f := frame{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	count := 0
	for _, s := range m.spots() {
		if !s.known() {
			continue
		}
		count++
		for _, p := range m.way(s) {
			q := equalEarth(p.x, p.y)
			f = frame{min(f.x0, q.x), min(f.y0, q.y), max(f.x1, q.x), max(f.y1, q.y)}
		}
	}
	w, h := (f.x1-f.x0)*1.3, (f.y1-f.y0)*1.35
	const shape = 0.55 // height of the map to its width
	w = max(w, h/shape, leastWindow)
	if count < 2 || w > 0.6*(whole.x1-whole.x0) || w*shape > whole.y1-whole.y0 {
		return frame{}, false
	}
	x := within((f.x0+f.x1)/2, whole.x0+w/2, whole.x1-w/2)
	y := within((f.y0+f.y1)/2, whole.y0+w*shape/2, whole.y1-w*shape/2)
	return frame{x - w/2, y - w*shape/2, x + w/2, y + w*shape/2}, true
}

// way returns the shortest way from the town to a spot: longitudes counted
// from the centre, and latitudes.
func (m *atlas) way(to Spot) []place {
	if !m.town.known() {
		return []place{{turned(to.Lon, m.centre), to.Lat}}
	}
	return greatCircle(place{0, m.town.Lat}, place{turned(to.Lon, m.centre), to.Lat}, 64)
}

// pixel places a point of the plane in the picture.
func (m *atlas) pixel(p place) place {
	scale := (m.box.x1 - m.box.x0) / (m.window.x1 - m.window.x0)
	return place{m.box.x0 + (p.x-m.window.x0)*scale, m.box.y0 + (m.window.y1-p.y)*scale}
}

// spot returns where a spot lies in the picture.
func (m *atlas) spot(s Spot) place {
	p := m.pixel(equalEarth(turned(s.Lon, m.centre), s.Lat))
	return place{within(p.x, m.box.x0, m.box.x1), within(p.y, m.box.y0, m.box.y1)}
}

// ground draws sea, land and borders.
func (m *atlas) ground(s *sheet, world World) {
	outline := []place{{-180, m.south}, {180, m.south}, {180, 90}, {-180, 90}}
	s.add(`<path %s d="%s"/>`, ink("sea"), m.filled([][]place{outline}, 0))
	lines, least := world.Land.Fine, 0.5
	if m.world {
		lines, least = world.Land.Coarse, 0.4
	}
	s.add(`<path %s fill-rule="evenodd" d="%s"/>`, ink("land"), m.filled(degrees(lines), least))
	var settled, open strings.Builder
	for i, line := range degrees(world.Borders.Lines) {
		b := &open
		if world.Borders.Settled[i] {
			b = &settled
		}
		for j := range line {
			line[j].x = turned(line[j].x, m.centre)
		}
		for _, part := range m.seen(line) {
			drawnPath(b, part, map[bool]float64{true: 2, false: 0.7}[m.world], false)
		}
	}
	for _, b := range []struct{ d, dash string }{{settled.String(), ""}, {open.String(), ` stroke-dasharray="2 2"`}} {
		if b.d != "" {
			s.add(`<path %s fill="none" stroke-width="0.7"%s d="%s"/>`, ink("border"), b.dash, b.d)
		}
	}
}

// degrees returns the lines of a base map.
func degrees(l data.Lines) [][]place {
	out := make([][]place, l.Len())
	for i := range out {
		for j := l.Start[i]; j < l.Start[i+1]; j++ {
			out[i] = append(out[i], place{float64(l.Lon[j]), float64(l.Lat[j])})
		}
	}
	return out
}

// filled returns the path of rings of longitudes and latitudes. They are
// turned round the globe first and cut where the map ends, once for each side.
func (m *atlas) filled(rings [][]place, least float64) string {
	var b strings.Builder
	earth := frame{-180, m.south, 180, 90}
	turns := []float64{-m.centre - 360, -m.centre, -m.centre + 360}
	if least == 0 {
		turns = []float64{0} // the outline of the map itself
	}
	for _, ring := range rings {
		for _, turn := range turns {
			moved := make([]place, len(ring))
			for i, p := range ring {
				moved[i] = place{p.x + turn, p.y}
			}
			part := earth.cutRing(moved)
			if len(part) < 3 {
				continue
			}
			part = bent(append(part, part[0]))
			for i, p := range part {
				part[i] = m.pixel(equalEarth(p.x, p.y))
			}
			drawnPath(&b, m.box.cutRing(part), least, true)
		}
	}
	return b.String()
}

// bent puts points into long steps, which are straight in degrees and not on
// the map; along a meridian at the same latitudes for all, so that two pieces
// of land that meet at one do so on the map.
func bent(line []place) []place {
	const step = 2.0
	out := line[:1:1]
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		n := math.Ceil(max(math.Abs(q.x-p.x), math.Abs(q.y-p.y)) / step)
		for k := 1.0; k < n; k++ {
			out = append(out, place{p.x + (q.x-p.x)*k/n, p.y + (q.y-p.y)*k/n})
		}
		out = append(out, q)
	}
	return out
}

// seen returns the parts of a line that are on the map, in pixels; longitudes
// count from the centre. The line is broken where the map ends.
func (m *atlas) seen(line []place) [][]place {
	var parts [][]place
	flat := make([]place, len(line))
	from := 0
	for i, p := range line {
		if i > 0 && math.Abs(p.x-line[i-1].x) > 180 {
			parts = append(parts, m.box.cutLine(flat[from:i])...)
			from = i
		}
		flat[i] = m.pixel(equalEarth(p.x, p.y))
	}
	return append(parts, m.box.cutLine(flat[from:])...)
}

// ways draws the shortest way to each partner.
func (m *atlas) ways(s *sheet) {
	if !m.town.known() {
		return
	}
	for _, p := range m.partners {
		if !p.known() {
			continue
		}
		var b strings.Builder
		for _, part := range m.seen(m.way(p)) {
			drawnPath(&b, part, 1.5, false)
		}
		if b.Len() > 0 {
			s.add(`<path %s fill="none" stroke-width="1.4" stroke-opacity="0.75" d="%s"/>`, ink("arc"), b.String())
		}
	}
}

func (m *atlas) legend() []entry {
	var list []entry
	for i, p := range m.spots() {
		note := p.Note
		if !p.known() {
			note = m.look.say("position unknown", "位置不明")
		}
		list = append(list, entry{i, p.Name, note, p.Link})
	}
	return list
}

// tells words the map for those who do not see it.
func (m *atlas) tells() string {
	var list []string
	for i, p := range m.partners {
		words := fmt.Sprintf("%d %s", i+1, p.Name)
		if p.Note != "" {
			words += m.look.sayf(" (%s)", "（%s）", p.Note)
		}
		list = append(list, words)
	}
	if len(list) == 0 {
		return m.look.sayf("A map with %s alone.", "%sのみの地図。", m.town.Name)
	}
	return m.look.sayf("A map with lines from %s to: %s.", "%sから次の候補へ線を引いた地図: %s。", m.town.Name, strings.Join(list, m.look.say("; ", "、")))
}
