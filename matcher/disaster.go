package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// disaster compares hazards met, and counts against partners whom one event
// could hit together, since they could not help each other.
func (s *scorer) disaster(u data.Unit) (bits, bool) {
	return s.tagBits(s.masks.disaster, u) + s.curves.event.at(s.e.distance(s.town, u)), true
}

func (s *scorer) disasterWords(u data.Unit) []Evidence {
	out := s.tagWords(Disaster, s.masks.disaster, u)
	km := s.e.distance(s.town, u)
	if b := s.curves.event.at(km); b < 0 {
		out = append(out, Evidence{
			Text:   Text{fmt.Sprintf("only %.0f km apart: one event can hit both", km), fmt.Sprintf("距離が%.0fkmと近く、同時に被災するおそれがある", km)},
			Source: "geonames", Strength: s.worth(Disaster, b),
		})
	}
	return out
}

// earthRadius is the mean radius in km (IUGG R1).
const earthRadius = 6371.0088

// distance is the great-circle distance in km by the haversine formula.
func (e *Engine) distance(a, b data.Unit) float64 {
	const rad = math.Pi / 180
	la, lb := float64(e.units.Lat[a])*rad, float64(e.units.Lat[b])*rad
	dlat, dlon := lb-la, float64(e.units.Lon[b]-e.units.Lon[a])*rad
	x := math.Sin(dlat/2)*math.Sin(dlat/2) + float64(math.Cos(la)*math.Cos(lb))*math.Sin(dlon/2)*math.Sin(dlon/2)
	return 2 * earthRadius * math.Asin(math.Min(1, math.Sqrt(x)))
}
