package portfolio

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Gaps of income between two countries, as a ratio: below the first nobody
// moves for work, at the second wages alone are reason enough.
const (
	leastGap = 1.5
	fullGap  = 4
)

// wages measures how much more people earn here than there.
func (f *facts) wages(m meeting) (float64, matcher.Evidence) {
	here := float64(f.countries.GDPPerCapita[f.units.Country[m.town]])
	there := float64(f.countries.GDPPerCapita[f.units.Country[m.other]])
	if !(here > 0 && there > 0) || here/there < leastGap || f.arrivals(m) < fewMigrants {
		return 0, matcher.Evidence{}
	}
	ratio := here / there
	return math.Log(ratio/leastGap) / math.Log(fullGap/leastGap), said("factbook", fmt.Sprintf("incomes here are %.1f times theirs", ratio), "所得水準が我が国の"+matcher.TimesJA(1/ratio))
}

// fewMigrants is the number of people from which a country counts as one that
// people come from.
const fewMigrants = 1000

// arrivals counts the people from there who live in our country, 0 when that is
// unknown: where nobody is known to come from, wages alone bring nobody.
func (f *facts) arrivals(m meeting) int32 {
	row, ok := f.pairs.Of(f.code(m.other), f.code(m.town))
	if !ok || f.pairs.Migrants[row] == data.NoInt {
		return 0
	}
	return f.pairs.Migrants[row]
}

// migrants measures how many people from there live in our country, from a
// thousand to a few hundred thousand.
func (f *facts) migrants(m meeting) (float64, matcher.Evidence) {
	// Who is rich comes to teach or to trade; that is not what is asked for.
	if v, _ := f.wages(m); v <= 0 {
		return 0, matcher.Evidence{}
	}
	n := f.arrivals(m)
	c := f.units.Country[m.other]
	return math.Log10(float64(n)/fewMigrants) / 2.5, said("unmigrants", fmt.Sprintf("%s people from %s live in our country", round(n), f.countries.Name[c]), fmt.Sprintf("%s出身の在住者は%s人", f.countryJA(c), round(n)))
}

// round writes a count with two digits that count, and commas.
func round(n int32) string {
	step := math.Pow(10, math.Floor(math.Log10(float64(n)))-1)
	v := int64(math.Round(float64(n)/step) * step)
	if v < 1000 {
		return fmt.Sprint(v)
	}
	return fmt.Sprintf("%d,%03d", v/1000, v%1000)
}

// descendants asks for a community of Japanese descent, for a Japanese town.
func (f *facts) descendants(m meeting) (float64, matcher.Evidence) {
	if !f.units.Municipalities.Has(m.town) || !f.hasTheme(m.other, f.nikkei) {
		return 0, matcher.Evidence{}
	}
	return 1, said("themes", "a community of Japanese descent", "日系人社会がある")
}

// earthquakes asks whether both live with strong earthquakes.
func (f *facts) earthquakes(m meeting) (float64, matcher.Evidence) {
	_, here := f.near.Find(m.town, data.FeatureQuake)
	_, there := f.near.Find(m.other, data.FeatureQuake)
	if !here || !there {
		return 0, matcher.Evidence{}
	}
	return 1, said("quakes6", "both have known earthquakes of magnitude 6", "ともにM6以上の地震を経験")
}

// Distances in km: nearer than the first one event may hit both, beyond the
// second help takes days.
const (
	sameEvent = 300
	helpFar   = 9000
)

// reach measures how soon help could come, which is no use if both are hit.
func (f *facts) reach(m meeting) (float64, matcher.Evidence) {
	km := float64(f.distance(m.town, m.other))
	if !(km > sameEvent) {
		return 0, matcher.Evidence{}
	}
	text := matcher.Evidence{}
	if km < helpFar/3 {
		text = said("geonames", fmt.Sprintf("about %s km away: help is near, one event does not hit both", round(int32(km))), fmt.Sprintf("支援が届きやすく同時に被災しにくい距離(約%skm)", round(int32(km))))
	}
	return 1 - km/helpFar, text
}

// makers asks for what new things come from.
func (f *facts) makers(m meeting) (float64, matcher.Evidence) {
	for k, name := range makerThemes() {
		if f.hasTheme(m.other, f.themeIndex(name.key)) {
			return 1, matcher.Evidence{Source: "themes", Text: makerThemes()[k].text}
		}
	}
	if row, ok := f.near.Find(m.other, data.FeatureCreativeCity); ok && f.near.Km[row] <= 5 {
		return 1, said("creative_cities", "UNESCO Creative City", "ユネスコ創造都市")
	}
	return 0, matcher.Evidence{}
}

type makerTheme struct {
	key  string
	text matcher.Text
}

func makerThemes() []makerTheme {
	return []makerTheme{
		{"space", matcher.Text{EN: "works on space flight", JA: "宇宙の町"}},
		{"eyewear_optics", matcher.Text{EN: "makes optics", JA: "光学の町"}},
		{"watch_precision", matcher.Text{EN: "makes precision tools", JA: "精密機械の町"}},
		{"auto_city", matcher.Text{EN: "builds cars", JA: "自動車の町"}},
	}
}

// hub asks whether the candidate leads its region.
func (f *facts) hub(m meeting) (float64, matcher.Evidence) {
	switch s := f.units.Seat[m.other]; {
	case s == data.SeatCountry || s == data.SeatFirst || f.units.RegionRank[m.other] == 1:
		return 1, matcher.Evidence{}
	case f.units.RegionRank[m.other] > 0 && f.units.RegionRank[m.other] <= 5:
		return 0.5, matcher.Evidence{}
	}
	return 0, matcher.Evidence{}
}
