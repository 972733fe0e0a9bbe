package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// farStation is the distance to a climate station in km beyond which the
// normals say little about the place.
const farStation = 100

// alikeClimate is the distance in steps of 0.1 degree up to which a traveller
// would call two climates the same.
const alikeClimate = 25

func (s *scorer) climateKnown(u data.Unit) bool {
	km := s.e.climate.StationKm // unknown in Japan, where stations stand close
	return !(km[s.town] > farStation) && !(km[u] > farStation)
}

// climate compares month-sorted quarters, so that a southern July meets a
// northern January, and the Köppen class.
func (s *scorer) climate(u data.Unit) (bits, bool) {
	if !s.climateKnown(u) {
		return 0, false
	}
	f := s.e.features
	sum := s.curve[climateDegrees].step(climateDistance(&f.climate[s.town], &f.climate[u]))
	same := 0
	if f.koppen[s.town] == f.koppen[u] {
		same = 1
	}
	return sum + s.curve[climateClass].step(same), true
}

// climateDistance is the root mean square difference of the eight measures, in
// steps of 0.1 degree.
func climateDistance(a, b *[8]int16) int {
	var sum int32
	for i := range a {
		d := int32(a[i]) - int32(b[i])
		sum += d * d
	}
	return int(math.Sqrt(float64(sum / 8)))
}

func (s *scorer) climateWords(u data.Unit) []Evidence {
	if !s.climateKnown(u) {
		return nil
	}
	c := s.e.climate
	en, ja := "climate ", "気候区分は"
	f := s.e.features
	if climateDistance(&f.climate[s.town], &f.climate[u]) <= alikeClimate {
		en, ja = "much the same climate, ", "気候がよく似ている。区分は"
	}
	here, there := c.Classes[c.Koppen[u]], c.Classes[c.Koppen[s.town]]
	t := Text{
		fmt.Sprintf("%s%s and %s, mean of the year %.1f and %.1f °C", en, here, there, c.Mean(u), c.Mean(s.town)),
		fmt.Sprintf("%s%sと%s、年平均気温は%.1f℃と%.1f℃", ja, here, there, c.Mean(u), c.Mean(s.town)),
	}
	b, _ := s.climate(u)
	return []Evidence{{Text: t, Source: "cru", Strength: s.worth(Climate, b)}}
}
