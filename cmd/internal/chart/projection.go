package chart

import "math"

// place is a point of a plane or a position: x and y in pixels, or longitude
// and latitude in degrees.
type place struct{ x, y float64 }

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// turned returns a longitude as seen from a central meridian, -180 to 180.
func turned(lon, centre float64) float64 {
	return math.Mod(math.Mod(lon-centre+180, 360)+360, 360) - 180
}

// equalEarth projects a longitude counted from the central meridian and a
// latitude, in degrees, onto a plane where areas are as on the globe; x is from
// -2.71 to 2.71 and y, upwards, from -1.32 to 1.32 (Šavrič, Patterson and Jenny
// 2018).
func equalEarth(lon, lat float64) place {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(radians(lat)))
	t2 := t * t
	t6 := t2 * t2 * t2
	x := 2 * math.Sqrt(3) * radians(lon) * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1))
	return place{x, t * (a4*t6*t2 + a3*t6 + a2*t2 + a1)}
}

// albers projects a position near Japan, in degrees, onto a plane where areas
// are as on the globe: a cone that cuts it at 31 and 43 degrees north (Snyder
// 1987, equations 14-1 to 14-6).
func albers(lon, lat float64) place {
	const lon0, lat0, lat1, lat2 = 137, 37, 31, 43
	n := (math.Sin(radians(lat1)) + math.Sin(radians(lat2))) / 2
	c := math.Pow(math.Cos(radians(lat1)), 2) + 2*n*math.Sin(radians(lat1))
	from := func(lat float64) float64 { return math.Sqrt(c-2*n*math.Sin(radians(lat))) / n }
	r, turn := from(lat), n*radians(lon-lon0)
	return place{r * math.Sin(turn), from(lat0) - r*math.Cos(turn)}
}

// greatCircle returns positions along the shortest way between two positions
// in degrees, both ends included. Between opposite points of the globe, where
// every way is as short, it is the one over the north.
func greatCircle(a, b place, steps int) []place {
	u, v := unitVector(a), unitVector(b)
	cos := within(u[0]*v[0]+u[1]*v[1]+u[2]*v[2], -1, 1)
	angle := math.Acos(cos)
	if angle < 1e-6 {
		return []place{a, b}
	}
	side := [3]float64{v[0] - cos*u[0], v[1] - cos*u[1], v[2] - cos*u[2]}
	length := math.Sqrt(side[0]*side[0] + side[1]*side[1] + side[2]*side[2])
	if length < 1e-6 {
		north := radians(a.y)
		side = [3]float64{-math.Sin(north) * math.Cos(radians(a.x)), -math.Sin(north) * math.Sin(radians(a.x)), math.Cos(north)}
		length = 1
	}
	out := make([]place, steps+1)
	for i := range out {
		sin, cos := math.Sincos(angle * float64(i) / float64(steps))
		var p [3]float64
		for k := range p {
			p[k] = cos*u[k] + sin*side[k]/length
		}
		out[i] = place{math.Atan2(p[1], p[0]) * 180 / math.Pi, math.Asin(within(p[2], -1, 1)) * 180 / math.Pi}
	}
	return out
}

func unitVector(p place) [3]float64 {
	lon, lat := radians(p.x), radians(p.y)
	return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}
