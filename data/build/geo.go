package build

import "math"

// earthKm is the mean radius of the Earth (IUGG); the error against the
// ellipsoid stays below 0.6 %, far below what positions of towns are worth.
const earthKm = 6371.0088

// greatCircle returns the distance between two positions in kilometres
// (haversine formula, which stays exact for small distances).
func greatCircle(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	sLat := math.Sin((lat2 - lat1) * rad / 2)
	sLon := math.Sin((lon2 - lon1) * rad / 2)
	h := float64(sLat*sLat) + float64(math.Cos(lat1*rad)*math.Cos(lat2*rad))*float64(sLon*sLon)
	return 2 * earthKm * math.Asin(math.Sqrt(min(1, h)))
}

// grid finds items near a position: items are put into cells of one degree.
// Items come back in the order in which they were added within a cell, cells
// from south-west to north-east, so results do not depend on chance.
type grid struct {
	cells map[[2]int][]gridItem
}

type gridItem struct {
	item     int
	lat, lon float64
}

func newGrid() *grid { return &grid{cells: map[[2]int][]gridItem{}} }

func cellOf(lat, lon float64) [2]int {
	return [2]int{int(math.Floor(lat)), int(math.Floor(lon))}
}

func (g *grid) add(item int, lat, lon float64) {
	c := cellOf(lat, lon)
	g.cells[c] = append(g.cells[c], gridItem{item, lat, lon})
}

// within calls found for each item at most km from the position.
func (g *grid) within(lat, lon, km float64, found func(item int, km float64)) {
	dLat := km / 110.5
	south, north := int(math.Floor(lat-dLat)), int(math.Floor(lat+dLat))
	// The widest span of longitudes is at the end of the band nearest a pole.
	edge := min(89.5, max(math.Abs(lat-dLat), math.Abs(lat+dLat)))
	dLon := min(180, km/(110.5*math.Cos(edge*math.Pi/180)))
	west, east := int(math.Floor(lon-dLon)), int(math.Floor(lon+dLon))
	if east-west >= 360 {
		west, east = -180, 179
	}
	for y := south; y <= north; y++ {
		for x := west; x <= east; x++ {
			for _, it := range g.cells[[2]int{y, wrapDegree(x)}] {
				if d := greatCircle(lat, lon, it.lat, it.lon); d <= km {
					found(it.item, d)
				}
			}
		}
	}
}

// wrapDegree brings a whole degree of longitude into -180..179.
func wrapDegree(x int) int {
	return ((x+180)%360+360)%360 - 180
}
