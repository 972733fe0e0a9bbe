package tui

import (
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// point is a place in degrees.
type point struct{ lon, lat float64 }

// The map shows the world between these latitudes: all that has towns.
const (
	northEdge = 80.0
	southEdge = -57.0
)

// globe is a window on the world of w by h characters, each of two by four dots.
type globe struct {
	w, h   int
	centre point
	// perLon and perLat are degrees a dot.
	perLon, perLat float64
}

// newGlobe fits the world into w by h characters with the town in the middle,
// or what lies around at, where it is enlarged 2 to the zoom times.
func newGlobe(w, h, zoom int, town, at point) globe {
	per := math.Max(360/float64(2*w), (northEdge-southEdge)/float64(4*h))
	g := globe{w: w, h: h, centre: point{town.lon, (northEdge + southEdge) / 2}, perLon: per, perLat: per}
	if zoom > 0 {
		g.perLat = per / math.Pow(2, float64(zoom))
		g.perLon = g.perLat / math.Max(0.3, math.Cos(at.lat*math.Pi/180))
		half := g.perLat * float64(2*h)
		g.centre = point{at.lon, math.Min(math.Max(at.lat, southEdge+half), northEdge-half)}
	}
	return g
}

// dot returns the dot that a place lies on; it may be outside the window.
func (g globe) dot(p point) (x, y int) {
	lon := math.Mod(p.lon-g.centre.lon+540, 360) - 180
	return g.w + int(math.Floor(lon/g.perLon)), 2*g.h + int(math.Floor((g.centre.lat-p.lat)/g.perLat))
}

// place returns the middle of a dot.
func (g globe) place(x, y int) point {
	lon := g.centre.lon + (float64(x-g.w)+0.5)*g.perLon
	return point{math.Mod(lon+540+360, 360) - 180, g.centre.lat - (float64(y-2*g.h)+0.5)*g.perLat}
}

// dots are the dots of a window, row by row.
type dots struct {
	w, h int
	on   []bool
}

func (d dots) get(x, y int) bool { return x >= 0 && y >= 0 && x < d.w && y < d.h && d.on[y*d.w+x] }

func (d dots) set(x, y int) {
	if x >= 0 && y >= 0 && x < d.w && y < d.h {
		d.on[y*d.w+x] = true
	}
}

// land tells for each dot whether it is land: whether the ray from it to the
// east crosses the rings an odd number of times. The rings are cut at the
// 180th meridian, so no ray goes beyond it.
func (g globe) land(l data.Lines) dots {
	d := dots{2 * g.w, 4 * g.h, make([]bool, 8*g.w*g.h)}
	crossed := make([][]float64, d.h)
	for i := range l.Len() {
		for j := l.Start[i] + 1; j < l.Start[i+1]; j++ {
			a, b := point{float64(l.Lon[j-1]), float64(l.Lat[j-1])}, point{float64(l.Lon[j]), float64(l.Lat[j])}
			g.cross(crossed, a, b)
		}
	}
	for y, at := range crossed {
		slices.Sort(at)
		for x := range d.w {
			east, _ := slices.BinarySearch(at, g.place(x, y).lon)
			d.on[y*d.w+x] = (len(at)-east)%2 == 1
		}
	}
	return d
}

// cross notes at which longitude an edge crosses each row of dots.
func (g globe) cross(rows [][]float64, a, b point) {
	if a.lat > b.lat {
		a, b = b, a
	}
	_, low := g.dot(a)
	_, high := g.dot(b)
	for y := max(0, high-1); y <= min(len(rows)-1, low+1); y++ {
		if lat := g.place(0, y).lat; a.lat <= lat && lat < b.lat {
			rows[y] = append(rows[y], a.lon+(lat-a.lat)*(b.lon-a.lon)/(b.lat-a.lat))
		}
	}
}

// coast keeps the dots of land that have the sea beside them.
func (d dots) coast() dots {
	out := dots{d.w, d.h, make([]bool, len(d.on))}
	for y := range d.h {
		for x := range d.w {
			inner := (x == 0 || d.get(x-1, y)) && (x == d.w-1 || d.get(x+1, y)) && (y == 0 || d.get(x, y-1)) && (y == d.h-1 || d.get(x, y+1))
			out.on[y*d.w+x] = d.get(x, y) && !inner
		}
	}
	return out
}

// arcSteps is fine enough that dots of an arc touch on most of a wide screen.
const arcSteps = 160

// arc sets every other dot of the great circle between two places.
func (g globe) arc(d dots, a, b point) {
	va, vb := vector(a), vector(b)
	angle := math.Acos(math.Max(-1, math.Min(1, va[0]*vb[0]+va[1]*vb[1]+va[2]*vb[2])))
	if math.Sin(angle) < 1e-6 {
		return
	}
	for i := range arcSteps + 1 {
		t := float64(i) / arcSteps
		f, h := math.Sin((1-t)*angle)/math.Sin(angle), math.Sin(t*angle)/math.Sin(angle)
		x, y, z := f*va[0]+h*vb[0], f*va[1]+h*vb[1], f*va[2]+h*vb[2]
		dx, dy := g.dot(point{math.Atan2(y, x) * 180 / math.Pi, math.Atan2(z, math.Hypot(x, y)) * 180 / math.Pi})
		if (dx+dy)%2 == 0 {
			d.set(dx, dy)
		}
	}
}

// vector is a place on the unit sphere.
func vector(p point) [3]float64 {
	lon, lat := p.lon*math.Pi/180, p.lat*math.Pi/180
	return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}

// braille returns the character with the dots of a cell; a space for none.
func (d dots) braille(col, row int) rune {
	// The dots of a cell in the order of the bits of the Unicode block.
	order := [8][2]int{{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 3}}
	bits := rune(0)
	for i, o := range order {
		if d.get(2*col+o[0], 4*row+o[1]) {
			bits |= 1 << i
		}
	}
	if bits == 0 {
		return ' '
	}
	return 0x2800 + bits
}
