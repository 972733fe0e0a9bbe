package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// disaster counts against partners whom one event could hit together, since
// they could not help each other. Tags compare hazards met.
func (s *scorer) disaster(u data.Unit) bits {
	event := &s.curve[disasterEvent]
	if s.reach.excludes(s.e.units.Lat[u], s.e.units.Lon[u]) {
		return event.step(len(event.table))
	}
	return event.at(s.e.distance(s.town, u))
}

// reach rules out most positions that are farther away than some distance, by
// latitude and longitude alone.
type reach struct {
	lat, lon   float32
	dlat, dlon float32 // the least differences in degrees that are too far
}

// newReach prepares a reach of km around a position. A degree of latitude is
// never less than 110.5 km; 110 leaves room for rounding. For the longitude:
// by the haversine formula sin(km/2R)² is at least cos(a)·cos(b)·sin(dlon/2)²,
// and b lies within dlat of a.
func newReach(lat, lon float32, km float64) reach {
	const rad = math.Pi / 180
	r := reach{lat: lat, lon: lon, dlat: float32(km / 110), dlon: 360}
	a := math.Abs(float64(lat))
	if b := a + km/110; b < 89 {
		if x := math.Sin(km/(2*earthRadius)) / math.Sqrt(math.Cos(a*rad)*math.Cos(b*rad)); x < 0.99 {
			r.dlon = float32(2*math.Asin(x)/rad + 0.01)
		}
	}
	return r
}

func (r *reach) excludes(lat, lon float32) bool {
	if d := lat - r.lat; d > r.dlat || d < -r.dlat {
		return true
	}
	d := lon - r.lon
	return d > r.dlon && d < 360-r.dlon || d < -r.dlon && d > r.dlon-360
}

func (s *scorer) disasterWords(u data.Unit) []Evidence {
	out := s.tagWords(Disaster, s.mask[atDisaster], u)
	km := s.e.distance(s.town, u)
	if b := s.curve[disasterEvent].at(km); b < 0 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("only %.0f km apart: one event can hit both", km), fmt.Sprintf("距離が%.0fkmと近く、同時に被災するおそれがある", km)},
			Source: "geonames", Strength: s.worth(Disaster, b),
		})
	}
	return out
}

// earthRadius is the mean radius in km (IUGG R1).
const earthRadius = 6371.0088

// distance is how far two governments are apart, in km.
func (e *Engine) distance(a, b data.Unit) float64 {
	return greatCircle(float64(e.units.Lat[a]), float64(e.units.Lon[a]), float64(e.units.Lat[b]), float64(e.units.Lon[b]))
}

// Distance is how far two governments are apart, along the ground.
func (e *Engine) Distance(a, b data.Unit) data.Km { return data.Km(e.distance(a, b)) }

// greatCircle is the distance in km between two positions in degrees, by the
// haversine formula.
func greatCircle(latA, lonA, latB, lonB float64) float64 {
	const rad = math.Pi / 180
	a, b := latA*rad, latB*rad
	dlat, dlon := b-a, (lonB-lonA)*rad
	x := float64(math.Sin(dlat/2)*math.Sin(dlat/2)) + float64(math.Cos(a)*math.Cos(b))*float64(math.Sin(dlon/2)*math.Sin(dlon/2))
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(x)))
}
