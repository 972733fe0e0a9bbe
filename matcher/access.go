package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// access compares airports and the time difference, taken from the longitude
// so that borders of time zones do not decide.
func (s *scorer) access(u data.Unit) (bits, bool) {
	return s.tagBits(s.masks.access, u) + s.curves.hours.at(s.hours(u)), true
}

// hours is the difference of solar time, 0 to 12.
func (s *scorer) hours(u data.Unit) float64 {
	d := math.Abs(float64(s.e.units.Lon[u] - s.e.units.Lon[s.town]))
	return math.Min(d, 360-d) / 15
}

func (s *scorer) accessWords(u data.Unit) []Evidence {
	out := s.tagWords(Access, s.masks.access, u)
	h := s.hours(u)
	t := Text{fmt.Sprintf("about %.0f hours of time difference by the sun", h), fmt.Sprintf("時差は約%.0f時間(経度差による)", h)}
	switch {
	case h < 0.5:
		t = Text{"hardly any time difference by the sun", "時差はほとんどない(経度差による)"}
	case h < 1.5:
		t.EN = "about 1 hour of time difference by the sun"
	}
	return append(out, Evidence{Text: t, Source: s.sourceOfSize(u), Strength: s.worth(Access, s.curves.hours.at(h))})
}
