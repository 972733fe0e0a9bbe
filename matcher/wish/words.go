package wish

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// names words what is wanted, without a distance.
var names = map[Have]matcher.Text{
	Airport: {EN: "an airport", JA: "空港"}, Flights: {EN: "an airport with flights to Japan within 100 km", JA: "100km以内に日本への便がある空港"},
	Port: {EN: "a seaport", JA: "港"}, Coast: {EN: "the sea", JA: "海"}, Ski: {EN: "a ski area", JA: "スキー場"},
	University: {EN: "a university", JA: "大学"}, WorldHeritage: {EN: "a World Heritage site", JA: "世界遺産"},
	CreativeCity: {EN: "a UNESCO Creative City", JA: "ユネスコ創造都市"}, Volcano: {EN: "an active volcano", JA: "活火山"},
	HotSpring: {EN: "hot springs", JA: "温泉"}, Island: {EN: "a place on an island", JA: "島にあること"},
	Mountain: {EN: "a place among mountains", JA: "山あいにあること"}, Lake: {EN: "a lake", JA: "湖"}, River: {EN: "a river", JA: "川"},
	Snow: {EN: "snowy winters", JA: "雪の積もる冬"},
}

// Words says what is wanted, to complete "the brief asks for …".
func (m Must) Words() matcher.Text {
	switch m.Have {
	case Theme:
		return matcher.Text{EN: "a name for " + m.Named.EN, JA: m.Named.In("ja") + "で知られること"}
	case Language:
		return matcher.Text{EN: m.Named.EN + " as a language of the country", JA: m.Named.In("ja") + "が通じる国であること"}
	case OtherLanguage:
		return matcher.Text{EN: "a country where " + m.Named.EN + " is not spoken", JA: m.Named.In("ja") + "圏でないこと"}
	case Hemisphere:
		if m.South {
			return matcher.Text{EN: "the southern hemisphere", JA: "南半球にあること"}
		}
		return matcher.Text{EN: "the northern hemisphere", JA: "北半球にあること"}
	case Population:
		return m.sizeWords()
	}
	w := names[m.Have]
	if m.Within > 0 {
		w.EN += " within " + km(m.Within) + " km"
		w.JA = km(m.Within) + "km以内に" + w.JA
	}
	return w
}

func (m Must) sizeWords() matcher.Text {
	low, high := grouped(m.Min), grouped(m.Max)
	switch {
	case m.Min > 0 && m.Max > 0:
		return matcher.Text{EN: low + " to " + high + " people", JA: "人口" + low + "~" + high + "人"}
	case m.Max > 0:
		return matcher.Text{EN: "at most " + high + " people", JA: "人口" + high + "人以下"}
	}
	return matcher.Text{EN: "at least " + low + " people", JA: "人口" + low + "人以上"}
}

func km(v data.Km) string { return strconv.FormatFloat(float64(v), 'f', -1, 64) }

// grouped writes a count with commas.
func grouped(v int32) string {
	s := strconv.Itoa(int(v))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Find answers for one candidate, with the fact behind the answer.
func (r *Reader) Find(m Must, u data.Unit) Finding {
	f := Finding{Answer: r.answer(m, u)}
	if f.Answer == Unknown {
		return f
	}
	say := func(source, en, ja string, args ...any) {
		f.Evidence = matcher.Evidence{Text: matcher.Text{EN: fmt.Sprintf(en, args...), JA: fmt.Sprintf(ja, args...)}, Source: source}
	}
	country := r.units.Country[u]
	if n, ok := nearOf[m.Have]; ok {
		info := data.Features[n.feature]
		row, found := r.near.Find(u, n.feature)
		if found {
			en, ja := "%[1]s %[3]s, %[4]s", "%[2]s %[3]s、%[5]s"
			if r.text.Km(row) < 0.5 {
				en, ja = "%[1]s %[3]s", "%[2]s %[3]s"
			}
			away := matcher.Away(r.text.Km(row), r.near.Km[row], float32(m.Within))
			say(info.Source, en, ja, info.Label, info.LabelJA, r.text.Name(row), away.EN, away.JA)
		} else {
			say(info.Source, "no %[1]s within %.0[3]f km", "%.0[3]fkm以内に%[2]sなし", info.Label, info.LabelJA, float64(info.Radius))
		}
		return f
	}
	switch m.Have {
	case Flights:
		if row, found := r.near.Find(u, data.FeatureAirport); found && r.text.Detail(row) != "" {
			say("airports", "flown to: %s", "日本側の就航空港: %s", r.text.Detail(row))
		} else {
			say("airports", "no flight to Japan listed", "日本への便の記録なし")
		}
	case Coast:
		say("natural_earth", "%.0f km to the sea", "海まで%.0fkm", r.units.CoastKm[u])
	case HotSpring, Theme:
		say("themes", "known for it", "該当するまちとして知られる")
	case Language, OtherLanguage:
		say("cldr", "languages of %[1]s: %[3]s", "%[2]sの言語: %[3]s", r.countries.Name[country], r.countries.NameJA[country], r.languages(country))
	case Hemisphere:
		lat := r.units.Lat[u]
		if lat < 0 {
			say(r.register(u, "localgovjp"), "latitude %.1f° S", "南緯%.1f度", -lat)
		} else {
			say(r.register(u, "localgovjp"), "latitude %.1f° N", "北緯%.1f度", lat)
		}
	case Island:
		say("natural_earth", "landmass of %s km²", "陸地の面積%skm²", grouped(int32(r.units.Landmass[u])))
	case Mountain:
		say("natural_earth", "%s m between high and low ground around", "周辺の高低差%sm", grouped(int32(r.units.ReliefM[u])))
	case Lake, River:
		near := [2][2]string{{"no named %s near by", "近くに名のある%sなし"}, {"a named %s near by", "近くに名のある%sあり"}}[f.Answer-No]
		f.Evidence.Source = "natural_earth"
		f.Evidence.Text = matcher.Text{EN: fmt.Sprintf(near[0], m.Have), JA: fmt.Sprintf(near[1], names[m.Have].JA)}
	case Snow:
		say("cru", "%.1f °C in the coldest three months", "最も寒い3か月の平均気温%.1f℃", r.climate.T[0][u])
	case Population:
		say(r.register(u, "ssdse"), "%s people", "人口%s人", grouped(r.units.Population[u]))
	}
	return f
}

// register is the source of a fact that Japanese governments have from another
// one than the places of the world.
func (r *Reader) register(u data.Unit, japanese string) string {
	if r.units.Municipalities.Has(u) {
		return japanese
	}
	return "geonames"
}

// languages lists the codes that count as languages of a country.
func (r *Reader) languages(c data.Country) string {
	var out []string
	for _, l := range r.countries.Languages[c] {
		if l.Official || l.Percent >= spokenBy {
			out = append(out, l.Code)
		}
	}
	return strings.Join(out, ", ")
}
