package build

import "math"

// thousandths rounds a position. The sources end a hair beyond the 180th
// meridian here and there; what lies off the globe by more than rounding is
// not ok.
func thousandths(lon, lat float64) (c coordinate, ok bool) {
	x, y := math.Round(lon*1000), math.Round(lat*1000)
	if !positionValid(y/1000, x/1000) {
		return coordinate{}, false
	}
	return coordinate{int32(x), int32(y)}, true
}

// simplifyLine drops points that lie no further than the tolerance from the
// line through those that stay (Douglas and Peucker 1973). Both ends stay, so
// that lines which meet at their ends still do.
func simplifyLine(line []coordinate, tolerance int32) []coordinate {
	if len(line) < 3 {
		return line
	}
	keep := make([]bool, len(line))
	keep[0], keep[len(line)-1] = true, true
	limit := float64(tolerance) * float64(tolerance)
	spans := [][2]int{{0, len(line) - 1}}
	for len(spans) > 0 {
		s := spans[len(spans)-1]
		spans = spans[:len(spans)-1]
		far, most := farthest(line, s[0], s[1])
		if most > limit {
			keep[far] = true
			spans = append(spans, [2]int{s[0], far}, [2]int{far, s[1]})
		}
	}
	var out []coordinate
	for i, p := range line {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// farthest returns the point between two others that lies farthest from the
// straight line between them, and the square of its distance.
func farthest(line []coordinate, from, to int) (index int, most float64) {
	for i := from + 1; i < to; i++ {
		if d := squareDistance(line[i], line[from], line[to]); d > most {
			index, most = i, d
		}
	}
	return index, most
}

// squareDistance returns the square of the distance of p from the segment ab,
// in thousandths of a degree. East and north count alike: the lines are drawn
// in projections that differ, at a size where it cannot be seen.
func squareDistance(p, a, b coordinate) float64 {
	dx, dy := float64(b.lon-a.lon), float64(b.lat-a.lat)
	px, py := float64(p.lon-a.lon), float64(p.lat-a.lat)
	if length := float64(dx*dx) + float64(dy*dy); length > 0 {
		t := min(1, max(0, (float64(px*dx)+float64(py*dy))/length))
		px, py = px-float64(t*dx), py-float64(t*dy)
	}
	return float64(px*px) + float64(py*py)
}

// simplifyRing simplifies a closed line, whose last point is its first. The
// first point and the one farthest from it stay.
func simplifyRing(ring []coordinate, tolerance int32) []coordinate {
	if len(ring) < 4 {
		return ring
	}
	far, _ := farthest(ring, 0, len(ring)-1)
	out := simplifyLine(ring[:far+1], tolerance)
	return append(out[:len(out):len(out)], simplifyLine(ring[far:], tolerance)[1:]...)
}

// doubleArea returns twice the area of a ring in square thousandths of a
// degree; less than 0 when it runs clockwise.
func doubleArea(ring []coordinate) int64 {
	var sum int64
	for i := range ring {
		p, q := ring[i], ring[(i+1)%len(ring)]
		sum += int64(p.lon)*int64(q.lat) - int64(q.lon)*int64(p.lat)
	}
	return sum
}
