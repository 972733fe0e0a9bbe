package build

import (
	"cmp"
	"math"
	"slices"
)

// earthRadiusKm is the radius of the sphere with the Earth's volume (IUGG).
const earthRadiusKm = 6371.0008

// bandDegrees is the height of the latitude bands of a globe. Half a degree is
// 56 km: the common radii of 10 to 100 km touch two to five bands.
const bandDegrees = 0.5

// spot is a position on the unit sphere, in degrees and as a vector. Distances
// come from the chord between vectors, which equals the haversine formula and
// is as exact for neighbours, but needs no trigonometry for the comparison.
type spot struct {
	lat, lon float64
	x, y, z  float64
}

func newSpot(lat, lon float64) spot {
	sinLat, cosLat := math.Sincos(lat * math.Pi / 180)
	sinLon, cosLon := math.Sincos(lon * math.Pi / 180)
	return spot{lat, lon, float64(cosLat * cosLon), float64(cosLat * sinLon), sinLat}
}

// chord2 is the squared chord to another spot. The products are rounded one by
// one so that compilers which fuse them give the same bits.
func (s spot) chord2(t spot) float64 {
	dx, dy, dz := s.x-t.x, s.y-t.y, s.z-t.z
	return float64(dx*dx) + float64(dy*dy) + float64(dz*dz)
}

// kmOfChord2 is the distance along the ground of a squared chord.
func kmOfChord2(c2 float64) float64 {
	return 2 * earthRadiusKm * math.Asin(min(1, math.Sqrt(c2)/2))
}

// chord2OfKm is the squared chord of a distance along the ground.
func chord2OfKm(km float64) float64 {
	c := 2 * math.Sin(min(km/(2*earthRadiusKm), math.Pi/2))
	return c * c
}

// apartKm is the distance along the ground between two spots.
func apartKm(s, t spot) float64 { return kmOfChord2(s.chord2(t)) }

// globe finds the spots within a distance of a position. Spots lie in bands of
// latitude, each ordered by longitude; a search cuts the bands it touches to
// the longitudes that the circle can reach and measures what is left.
type globe struct {
	spots []spot
	bands [][]int32
}

// near is a spot found by a globe.
type near struct {
	index int32
	km    float64
}

// newGlobe indexes the spots whose index keep accepts; nil keeps all.
func newGlobe(spots []spot, keep func(i int32) bool) *globe {
	g := &globe{spots: spots, bands: make([][]int32, int(180/bandDegrees)+1)}
	for i := range spots {
		if keep == nil || keep(int32(i)) {
			b := bandOf(spots[i].lat)
			g.bands[b] = append(g.bands[b], int32(i))
		}
	}
	for _, band := range g.bands {
		slices.SortFunc(band, func(a, b int32) int {
			return cmp.Or(cmp.Compare(spots[a].lon, spots[b].lon), cmp.Compare(a, b))
		})
	}
	return g
}

func bandOf(lat float64) int {
	return int((min(90, max(-90, lat)) + 90) / bandDegrees)
}

// within appends to dst the spots at most km away from s, in an order that
// depends on the spots only.
func (g *globe) within(dst []near, s spot, km float64) []near {
	limit := chord2OfKm(km)
	reach := km / earthRadiusKm * 180 / math.Pi
	// A circle over a pole crosses every meridian; elsewhere its widest
	// longitude follows from the right triangle at the tangent meridian.
	width := 180.0
	if math.Abs(s.lat)+reach < 89.9 {
		width = math.Asin(min(1, math.Sin(reach*math.Pi/180)/math.Cos(s.lat*math.Pi/180)))*180/math.Pi + 1e-6
	}
	for b := bandOf(s.lat - reach - 1e-6); b <= bandOf(s.lat+reach+1e-6); b++ {
		dst = g.cut(dst, b, s, width, limit)
	}
	return dst
}

// cut appends the spots of one band within the longitudes and the chord. A
// window over the date line is searched in two parts.
func (g *globe) cut(dst []near, b int, s spot, width, limit float64) []near {
	if len(g.bands[b]) == 0 {
		return dst
	}
	west, east := s.lon-width, s.lon+width
	switch {
	case width >= 180:
		return g.scan(dst, b, s, -180, 180, limit)
	case west < -180:
		dst = g.scan(dst, b, s, west+360, 180, limit)
	case east > 180:
		dst = g.scan(dst, b, s, -180, east-360, limit)
	}
	return g.scan(dst, b, s, west, east, limit)
}

func (g *globe) scan(dst []near, b int, s spot, west, east, limit float64) []near {
	band := g.bands[b]
	i, _ := slices.BinarySearchFunc(band, west, func(i int32, lon float64) int {
		return cmp.Compare(g.spots[i].lon, lon)
	})
	for ; i < len(band) && g.spots[band[i]].lon <= east; i++ {
		if c2 := s.chord2(g.spots[band[i]]); c2 <= limit {
			dst = append(dst, near{band[i], kmOfChord2(c2)})
		}
	}
	return dst
}

// nearest returns the closest spot within km that accept takes (nil takes
// all); equal distances go to the lower index. The circle is widened in steps,
// because most answers lie close by.
func (g *globe) nearest(s spot, km float64, accept func(i int32) bool) (near, bool) {
	var found []near
	for _, step := range [...]float64{km / 16, km / 4, km} {
		found = g.within(found[:0], s, step)
		best, ok := near{}, false
		for _, n := range found {
			if accept != nil && !accept(n.index) {
				continue
			}
			if !ok || cmp.Or(cmp.Compare(n.km, best.km), cmp.Compare(n.index, best.index)) < 0 {
				best, ok = n, true
			}
		}
		if ok {
			return best, true
		}
	}
	return near{}, false
}
