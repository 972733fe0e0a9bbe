package matcher

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/shimai/shimai/data"
)

// access compares the time difference, taken from the longitude so that borders
// of time zones do not decide, and how near a mission of either country is to
// the other town. Tags compare airports.
func (s *scorer) access(u data.Unit) bits {
	return s.curve[accessHours].at(s.hours(u)) + s.curve[accessMissions].step(s.missionCount(u))
}

// missionReach is the distance in km up to which a mission helps: an hour's drive.
const missionReach = 60

// mission is a diplomatic mission of one of the two countries near the other town.
type mission struct {
	row int32 // row of data.Missions
	km  float32
}

// missions are those of one country near governments abroad.
type missions struct {
	// bits has one bit for each unit from the first on that has one near.
	from data.Unit
	bits []uint64
	near []nearMission // in the order of units
}

// nearMission is the mission nearest to a government.
type nearMission struct {
	unit data.Unit
	mission
}

func (m *missions) has(u data.Unit) bool {
	i := int(u - m.from)
	return i >= 0 && i/64 < len(m.bits) && m.bits[i/64]&(1<<(i%64)) != 0
}

// findMissions lists the governments of the runs that have a mission of the
// town's country near, and for the town itself the missions near it by
// sending country.
func (s *scorer) findMissions(runs []data.Range) {
	e := s.e
	home := e.units.Country[s.town]
	switch {
	case s.host != nil:
		s.missions = s.host.near[home]
		if m, ok := s.host.missions.of(s.town); ok {
			a := &s.abroad[s.in]
			a.mission, a.hasMission = m, true
		}
		return
	case s.home != nil:
		s.missions = s.home.missions
	default:
		s.missions = e.missionsAbroad(home, runs)
	}
	for _, row := range e.missionsIn[e.countries.Code[home]] {
		if !e.missionMayBeNear(row, s.town) {
			continue
		}
		km := e.missionKm(row, s.town)
		if c, ok := e.countries.ByCode(e.missions.Operator[row]); ok && km <= missionReach {
			if a := &s.abroad[c]; !a.hasMission || km < a.mission.km {
				a.mission, a.hasMission = mission{row, km}, true
			}
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

// missionsAbroad lists the governments of the runs near missions of a country.
func (e *Engine) missionsAbroad(c data.Country, runs []data.Range) missions {
	near := map[data.Unit]mission{}
	for _, row := range e.missionsOf[e.countries.Code[c]] {
		host, ok := e.countries.ByCode(e.missions.CC[row])
		if !ok {
			continue
		}
		for _, run := range runs {
			e.findNearMission(near, row, host, run)
		}
	}
	return newMissions(near)
}

func newMissions(near map[data.Unit]mission) missions {
	if len(near) == 0 {
		return missions{}
	}
	m := missions{near: make([]nearMission, 0, len(near))}
	for u, n := range near {
		m.near = append(m.near, nearMission{u, n})
	}
	slices.SortFunc(m.near, func(a, b nearMission) int { return cmp.Compare(a.unit, b.unit) })
	m.from = m.near[0].unit
	m.bits = make([]uint64, int(m.near[len(m.near)-1].unit-m.from)/64+1)
	for _, n := range m.near {
		m.bits[(n.unit-m.from)/64] |= 1 << ((n.unit - m.from) % 64)
	}
	return m
}

// of returns the mission near a government.
func (m *missions) of(u data.Unit) (mission, bool) {
	i, ok := slices.BinarySearchFunc(m.near, u, func(n nearMission, u data.Unit) int { return cmp.Compare(n.unit, u) })
	if !ok {
		return mission{}, false
	}
	return m.near[i].mission, true
}

func (e *Engine) findNearMission(near map[data.Unit]mission, row int32, host data.Country, run data.Range) {
	for _, part := range []data.Range{e.units.ByCountry[host], e.units.UpperByCountry[host]} {
		for u := max(run.From, part.From); u < min(run.To, part.To); u++ {
			if !e.missionMayBeNear(row, u) {
				continue
			}
			if km := e.missionKm(row, u); km <= missionReach {
				if old, ok := near[u]; !ok || km < old.km {
					near[u] = mission{row, km}
				}
			}
		}
	}
}

// missionMayBeNear rules out missions too far away by latitude alone.
func (e *Engine) missionMayBeNear(row int32, u data.Unit) bool {
	const degrees = missionReach / 111.0
	d := e.units.Lat[u] - e.missions.Lat[row]
	return !(d > degrees || d < -degrees)
}

func (e *Engine) missionKm(row int32, u data.Unit) float32 {
	return float32(greatCircle(
		float64(e.units.Lat[u]), float64(e.units.Lon[u]),
		float64(e.missions.Lat[row]), float64(e.missions.Lon[row])))
}

// missionCount counts each side's mission near the other.
func (s *scorer) missionCount(u data.Unit) int {
	n := 0
	if s.missions.has(u) {
		n++
	}
	if s.abroad[s.e.units.Country[u]].hasMission {
		n++
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
	if m, ok := s.missions.of(u); ok {
		add(m, s.e.units.Country[s.town])
	}
	if a := &s.abroad[s.e.units.Country[u]]; a.hasMission {
		add(a.mission, s.e.units.Country[u])
	}
	return out
}

// hours is the difference of solar time, 0 to 12.
func (s *scorer) hours(u data.Unit) float64 {
	d := math.Abs(float64(s.e.units.Lon[u] - s.e.units.Lon[s.town]))
	return min(d, 360-d) / 15
}

func (s *scorer) accessWords(u data.Unit) []Evidence {
	out := append(s.tagWords(Access, s.mask[atAccess], u), s.missionWords(u)...)
	h := s.hours(u)
	t := Text{fmt.Sprintf("about %.0f hours apart by the sun", h), fmt.Sprintf("昼夜のずれは約%.0f時間(経度による)", h)}
	switch {
	case h < 0.5:
		t = Text{"hardly any difference by the sun", "昼夜のずれはほとんどない(経度による)"}
	case h < 1.5:
		t.EN = "about 1 hour apart by the sun"
	}
	return append(out, Evidence{Text: t, Source: s.sourceOfSize(u), Strength: s.worth(Access, s.curve[accessHours].at(h))})
}
