package matcher

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
)

// access compares airports, the time difference, taken from the longitude so
// that borders of time zones do not decide, and how near a mission of either
// country is to the other town.
func (s *scorer) access(u data.Unit) bits {
	return s.tagBits(s.mask[atAccess], u) + s.curve[accessHours].at(s.hours(u)) + s.curve[accessMissions].step(s.missionCount(u))
}

// missionReach is the distance in km up to which a mission helps: an hour's drive.
const missionReach = 60

// mission is a diplomatic mission of one of the two countries near the other town.
type mission struct {
	row int32 // row of data.Missions
	km  float32
}

// findMissions lists the governments of the runs that have a mission of the
// town's country near, and for the town itself the missions near it by
// sending country.
func (s *scorer) findMissions(runs []data.Range) {
	s.theirMissions, s.ourMissions = map[string]mission{}, map[data.Unit]mission{}
	m, home := s.e.missions, s.e.countries.Code[s.e.units.Country[s.town]]
	for _, row := range s.e.missionsIn[home] {
		if km := s.missionKm(int(row), s.town); km <= missionReach {
			if old, ok := s.theirMissions[m.Operator[row]]; !ok || km < old.km {
				s.theirMissions[m.Operator[row]] = mission{row, km}
			}
		}
	}
	for _, row := range s.e.missionsOf[home] {
		host, ok := s.e.countries.ByCode(m.CC[row])
		if !ok {
			continue
		}
		for _, run := range runs {
			s.findNearMission(int(row), host, run)
		}
	}
}

func (e *Engine) groupMissions() {
	e.missionsOf, e.missionsIn = map[string][]int32{}, map[string][]int32{}
	for row := range e.missions.Operator {
		of, in := e.missions.Operator[row], e.missions.CC[row]
		e.missionsOf[of] = append(e.missionsOf[of], int32(row))
		e.missionsIn[in] = append(e.missionsIn[in], int32(row))
	}
}

func (s *scorer) findNearMission(row int, host data.Country, run data.Range) {
	const degrees = missionReach / 111.0
	for _, part := range []data.Range{s.e.units.ByCountry[host], s.e.units.UpperByCountry[host]} {
		for u := max(run.From, part.From); u < min(run.To, part.To); u++ {
			if d := s.e.units.Lat[u] - s.e.missions.Lat[row]; d > degrees || d < -degrees {
				continue
			}
			if km := s.missionKm(row, u); km <= missionReach {
				if old, ok := s.ourMissions[u]; !ok || km < old.km {
					s.ourMissions[u] = mission{int32(row), km}
				}
			}
		}
	}
}

func (s *scorer) missionKm(row int, u data.Unit) float32 {
	return float32(greatCircle(
		float64(s.e.units.Lat[u]), float64(s.e.units.Lon[u]),
		float64(s.e.missions.Lat[row]), float64(s.e.missions.Lon[row])))
}

// missionCount counts each side's mission near the other.
func (s *scorer) missionCount(u data.Unit) int {
	n := 0
	if _, ok := s.ourMissions[u]; ok {
		n++
	}
	if len(s.theirMissions) > 0 {
		if _, ok := s.theirMissions[s.e.countries.Code[s.e.units.Country[u]]]; ok {
			n++
		}
	}
	return n
}

func (s *scorer) missionWords(u data.Unit) []Evidence {
	c := s.e.countries
	var out []Evidence
	add := func(m mission, of data.Country) {
		kind := s.e.missions.Type.At(int(m.row))
		out = append(out, Evidence{
			Text: Text{
				fmt.Sprintf("a mission of %s nearby (%s, %s, %.0f km)", c.Name[of], kind, s.e.missions.City.At(int(m.row)), m.km),
				fmt.Sprintf("%sの在外公館が近い(%s、%.0fkm)", c.NameJA[of], s.e.missions.City.At(int(m.row)), m.km),
			},
			Source: "embassies", Strength: s.worth(Access, s.curve[accessMissions].step(1)-s.curve[accessMissions].step(0)),
		})
	}
	if m, ok := s.ourMissions[u]; ok {
		add(m, s.e.units.Country[s.town])
	}
	if m, ok := s.theirMissions[c.Code[s.e.units.Country[u]]]; ok {
		add(m, s.e.units.Country[u])
	}
	return out
}

// hours is the difference of solar time, 0 to 12.
func (s *scorer) hours(u data.Unit) float64 {
	d := math.Abs(float64(s.e.units.Lon[u] - s.e.units.Lon[s.town]))
	return math.Min(d, 360-d) / 15
}

func (s *scorer) accessWords(u data.Unit) []Evidence {
	out := append(s.tagWords(Access, s.mask[atAccess], u), s.missionWords(u)...)
	h := s.hours(u)
	t := Text{fmt.Sprintf("about %.0f hours of time difference by the sun", h), fmt.Sprintf("時差は約%.0f時間(経度差による)", h)}
	switch {
	case h < 0.5:
		t = Text{"hardly any time difference by the sun", "時差はほとんどない(経度差による)"}
	case h < 1.5:
		t.EN = "about 1 hour of time difference by the sun"
	}
	return append(out, Evidence{Text: t, Source: s.sourceOfSize(u), Strength: s.worth(Access, s.curve[accessHours].at(h))})
}
