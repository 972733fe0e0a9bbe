package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// disaster compares hazards met, and counts against partners whom one event
// could hit together, since they could not help each other.
func (s *scorer) disaster(u data.Unit) bits {
	sum := s.tagBits(s.mask[atDisaster], u)
	event := &s.curve[disasterEvent]
	far := len(event.table)
	if !s.e.mayBeWithin(s.town, u, float64(far)) {
		return sum + event.step(far)
	}
	return sum + event.at(s.e.distance(s.town, u))
}

// mayBeWithin rules out, by latitude alone, pairs that are farther apart than
// km, where the curve of one event runs flat. A degree of latitude is
// never less than 110.5 km; 110 leaves room for rounding.
func (e *Engine) mayBeWithin(a, b data.Unit, km float64) bool {
	return math.Abs(float64(e.units.Lat[a]-e.units.Lat[b]))*110 <= km
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
