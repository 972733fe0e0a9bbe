package chart

import (
	"math"
	"strings"
)

// frame is a rectangle.
type frame struct{ x0, y0, x1, y1 float64 }

func (f frame) holds(p place) bool {
	return p.x >= f.x0 && p.x <= f.x1 && p.y >= f.y0 && p.y <= f.y1
}

func (f frame) meets(g frame) bool {
	return f.x0 < g.x1 && g.x0 < f.x1 && f.y0 < g.y1 && g.y0 < f.y1
}

// cutRing returns the part of a ring inside the frame (Sutherland and Hodgman
// 1974). Where the ring falls into several parts they stay joined along the
// frame, which does not show when they are filled.
func (f frame) cutRing(ring []place) []place {
	for side := range 4 {
		if ring = f.cutSide(ring, side); len(ring) == 0 {
			return nil
		}
	}
	return ring
}

// depth tells how far inside one side of the frame a point lies.
func (f frame) depth(p place, side int) float64 {
	switch side {
	case 0:
		return p.x - f.x0
	case 1:
		return f.x1 - p.x
	case 2:
		return p.y - f.y0
	}
	return f.y1 - p.y
}

func (f frame) cutSide(ring []place, side int) []place {
	var out []place
	for i, q := range ring {
		p := ring[(i+len(ring)-1)%len(ring)]
		from, to := f.depth(p, side), f.depth(q, side)
		if (from < 0) != (to < 0) {
			t := from / (from - to)
			out = append(out, place{p.x + t*(q.x-p.x), p.y + t*(q.y-p.y)})
		}
		if to >= 0 {
			out = append(out, q)
		}
	}
	return out
}

// cutLine returns the parts of a line inside the frame (Liang and Barsky 1984,
// segment by segment).
func (f frame) cutLine(line []place) [][]place {
	var parts [][]place
	joined := false
	for i := 1; i < len(line); i++ {
		p, q := line[i-1], line[i]
		from, to := 0.0, 1.0
		for side := range 4 {
			a, b := f.depth(p, side), f.depth(q, side)
			switch {
			case a < 0 && b < 0:
				from, to = 1, 0
			case a < 0:
				from = max(from, a/(a-b))
			case b < 0:
				to = min(to, a/(a-b))
			}
		}
		if from > to {
			joined = false
			continue
		}
		begin, end := place{p.x + from*(q.x-p.x), p.y + from*(q.y-p.y)}, place{p.x + to*(q.x-p.x), p.y + to*(q.y-p.y)}
		if !joined || from > 0 {
			parts = append(parts, []place{begin})
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], end)
		joined = to == 1
	}
	return parts
}

// drawnPath writes points as the data of a path, without those nearer than
// least pixels to the one before. Steps are relative, in whole tenths of a
// pixel that are counted from the true place, so that errors do not add up.
func drawnPath(b *strings.Builder, points []place, least float64, ring bool) {
	kept := points[:0:0]
	for i, p := range points {
		if i == 0 || math.Hypot(p.x-kept[len(kept)-1].x, p.y-kept[len(kept)-1].y) >= least || (!ring && i == len(points)-1) {
			kept = append(kept, p)
		}
	}
	if len(kept) < 2 || ring && len(kept) < 3 {
		return
	}
	var x, y float64
	for i, p := range kept {
		nx, ny := math.Round(p.x*10), math.Round(p.y*10)
		dx, dy := short((nx-x)/10), short((ny-y)/10)
		switch {
		case i == 0:
			b.WriteString("M" + dx)
		case i == 1:
			b.WriteString("l" + dx)
		case dx[0] == '-':
			b.WriteString(dx)
		default:
			b.WriteString(" " + dx)
		}
		if dy[0] != '-' {
			b.WriteByte(' ')
		}
		b.WriteString(dy)
		x, y = nx, ny
	}
	if ring {
		b.WriteString("z")
	}
}

// short writes a number of pixels in as few letters as a path allows.
func short(v float64) string {
	text := at(v)
	if rest, ok := strings.CutPrefix(text, "0."); ok {
		return "." + rest
	}
	if rest, ok := strings.CutPrefix(text, "-0."); ok {
		return "-." + rest
	}
	return text
}
