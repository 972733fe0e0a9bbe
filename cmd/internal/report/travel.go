package report

import (
	"math"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/shimai/shimai/data"
)

// language names a language by its code; one that is not known stays a code.
func (a *author) language(code string) string {
	tag, err := language.Parse(code)
	if err != nil {
		return code
	}
	names := display.English.Languages()
	if a.lang == "ja" {
		names = display.Japanese.Languages()
	}
	if name := names.Name(tag); name != "" {
		return name
	}
	return code
}

// tropics is the latitude in degrees within which there are no four seasons.
const tropics = 20

// season compares the seasons of two places by their latitudes.
func (a *author) season(s *subject) string {
	here, there := float64(a.base.Units.Lat[a.Town]), float64(a.base.Units.Lat[s.unit])
	switch {
	case math.IsNaN(here) || math.IsNaN(there):
		return ""
	case math.Abs(there) < tropics:
		return a.say("near the equator: seasons by rain rather than by warmth", "熱帯に近く、気温による四季の差が小さい")
	case math.Abs(here) < tropics && there > 0:
		return a.say("summer in July, winter in January; we have no such seasons", "四季があり、7月が夏、1月が冬(当地は四季の差が小さい)")
	case math.Abs(here) < tropics:
		return a.say("summer in January, winter in July; we have no such seasons", "四季があり、1月が夏、7月が冬(当地は四季の差が小さい)")
	case here*there < 0:
		return a.say("the opposite of ours", "当地と逆の季節")
	}
	return a.say("the same as ours", "当地と同じ季節")
}

// mission is a diplomatic mission near a place.
type mission struct {
	row int
	km  float64
}

// nearestMission finds the mission of a country in the country of a place that
// is nearest to it; ok is false where none is recorded.
func (a *author) nearestMission(operator string, u data.Unit) (m mission, ok bool) {
	lat, lon := float64(a.base.Units.Lat[u]), float64(a.base.Units.Lon[u])
	host := a.base.Country(u)
	for i, op := range a.missions.Operator {
		if op != operator || a.missions.CC[i] != host {
			continue
		}
		km := groundKm(lat, lon, float64(a.missions.Lat[i]), float64(a.missions.Lon[i]))
		if !ok || km < m.km {
			m, ok = mission{i, km}, true
		}
	}
	return m, ok
}

// groundKm is the distance between two positions along the ground, by the
// haversine formula on a sphere of the earth's mean radius.
func groundKm(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371.0088, math.Pi / 180
	dLat, dLon := (lat2-lat1)*degree/2, (lon2-lon1)*degree/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(lat1*degree)*math.Cos(lat2*degree)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * radius * math.Asin(math.Sqrt(math.Min(1, h)))
}

// missionWords names the mission of one country that is nearest to a place.
func (a *author) missionWords(operator string, u data.Unit) string {
	m, ok := a.nearestMission(operator, u)
	if !ok {
		return ""
	}
	kind := a.missionKind(a.missions.Type.At(m.row))
	return a.say("%s in %s, %s km away", "%[2]sの%[1]s(%[3]skm)", kind, a.missionCity(m.row), grouped(m.km, 0))
}

// missionCity names the city of a mission, which the list has in Latin letters
// only: as we name the place of this name that lies there.
func (a *author) missionCity(row int) string {
	const there = 30 // km: a mission lies in its city
	name, host := a.missions.City.At(row), a.missions.CC[row]
	bare := strings.TrimSuffix(strings.TrimSuffix(name, "-ku"), "-shi")
	best, at := math.Inf(1), data.NoUnit
	for i := range a.base.Units.Len() {
		u := data.Unit(i) //nolint:gosec // an index of the units
		if a.base.Units.Kind[u].Upper() || a.base.Country(u) != host || a.base.Labels.Name.At(i) != bare {
			continue
		}
		if km := groundKm(float64(a.missions.Lat[row]), float64(a.missions.Lon[row]), float64(a.base.Units.Lat[u]), float64(a.base.Units.Lon[u])); km < best && km < there {
			best, at = km, u
		}
	}
	if at == data.NoUnit {
		return name
	}
	return a.base.Name(at, a.lang)
}

// missionKind names a kind of mission.
func (a *author) missionKind(kind string) string {
	ja := map[string]string{
		"embassy": "大使館", "consulate general": "総領事館", "consulate": "領事館", "honorary consulate": "名誉領事館", "high commission": "高等弁務官事務所",
		"de facto embassy": "実質的な代表機関", "de facto consulate": "実質的な代表機関の事務所", "assistant high commission": "高等弁務官補事務所", "apostolic nunciature": "教皇庁大使館",
	}[kind]
	if kind == "" {
		return a.say("mission", "在外公館")
	}
	if ja == "" {
		ja = kind
	}
	return a.say(kind, ja)
}

// visa words for how many days people of one country visit the other without a visa.
func (a *author) visa(from, to string) string {
	row, ok := a.pairs.Of(from, to)
	if !ok || !data.Known(a.pairs.VisaDays[row]) {
		return ""
	}
	if days := a.pairs.VisaDays[row]; days > 0 {
		return a.say("%.0f days without a visa", "査証なしで%.0f日", days)
	}
	return a.say("a visa is needed", "査証が必要")
}
