package portfolio

import (
	"fmt"
	"math"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// signal is one fact that tells how far a candidate serves a purpose.
type signal struct {
	purpose Purpose
	// share is how much of the purpose it makes up, in percent; the shares of
	// a purpose sum to 100.
	share int
	// measure returns 0 to 1, and the fact in words where there is one to
	// tell; what the data do not know measures 0.
	measure func(f *facts, m meeting) (float64, matcher.Evidence)
}

// signalFound is a signal that a candidate shows.
type signalFound struct {
	points matcher.Points
	why    matcher.Evidence
}

// said is a fact in words, with the key of its source.
func said(source, en, ja string) matcher.Evidence {
	return matcher.Evidence{Source: source, Text: matcher.Text{EN: en, JA: ja}}
}

// meeting is a town and a candidate, with the candidate's scored lines.
type meeting struct {
	town, other data.Unit
	lines       []matcher.Line
}

// signals lists everything that counts for each purpose. The shares are set by
// judgement: no data tell what partnerships brought.
func signals() []signal {
	return []signal{
		{Trade, 50, sharedIn(matcher.Trade)},
		{Trade, 20, (*facts).exports},
		{Trade, 20, (*facts).gateway},
		{Trade, 10, (*facts).market},

		{Tourism, 30, (*facts).purse},
		{Tourism, 20, (*facts).visaFree},
		{Tourism, 20, (*facts).airport},
		{Tourism, 15, (*facts).otherSeason},
		{Tourism, 15, sharedIn(matcher.Culture)},

		{Education, 40, (*facts).language},
		{Education, 25, (*facts).university},
		{Education, 20, (*facts).equalSize},
		{Education, 15, (*facts).sameHours},

		{Culture, 40, sharedIn(matcher.Culture)},
		{Culture, 30, sharedIn(matcher.History)},
		{Culture, 15, sharedIn(matcher.Name)},
		{Culture, 15, (*facts).heritage},

		{Workers, 40, (*facts).wages},
		{Workers, 40, (*facts).migrants},
		{Workers, 20, (*facts).descendants},

		{Disaster, 50, sharedIn(matcher.Disaster)},
		{Disaster, 25, (*facts).earthquakes},
		{Disaster, 25, (*facts).reach},

		{Innovation, 35, (*facts).university},
		{Innovation, 25, (*facts).makers},
		{Innovation, 25, (*facts).market},
		{Innovation, 15, (*facts).hub},
	}
}

// serves measures how far the candidate serves each purpose.
func (f *facts) serves(m meeting) [NumPurposes]service {
	var out [NumPurposes]service
	for _, s := range f.signals {
		v, why := s.measure(f, m)
		p := matcher.Points(math.Round(math.Min(1, math.Max(0, v)) * float64(s.share*matcher.PointsScale)))
		if p <= 0 {
			continue
		}
		out[s.purpose].points += p
		if why.Text.EN != "" {
			out[s.purpose].why = append(out[s.purpose].why, signalFound{p, why})
		}
	}
	return out
}

// fullShare is the share of a criterion's points from which what the two
// share counts in full: few pairs share everything.
const fullShare = 0.4

// sharedIn measures what the two share in a criterion of the ranking: the
// evidence in favour, as a share of what the criterion could give.
func sharedIn(c matcher.Criterion) func(*facts, meeting) (float64, matcher.Evidence) {
	return func(_ *facts, m meeting) (float64, matcher.Evidence) {
		for _, l := range m.lines {
			if l.Criterion != c || l.Max == 0 {
				continue
			}
			var sum, most matcher.Points
			var text matcher.Evidence
			for _, ev := range l.Evidence {
				if ev.Strength <= 0 {
					continue
				}
				sum += ev.Strength
				if ev.Strength > most {
					most, text = ev.Strength, ev
				}
			}
			return float64(sum) / (fullShare * float64(l.Max)), text
		}
		return 0, matcher.Evidence{}
	}
}

// fullExports is the share of exports, in percent, from which a country is a
// main market.
const fullExports = 10

// exports measures the trade of the two countries, in either direction.
func (f *facts) exports(m meeting) (float64, matcher.Evidence) {
	home, there := f.code(m.town), f.code(m.other)
	ours := f.pairValue(f.pairs.ExportPct, home, there)
	theirs := f.pairValue(f.pairs.ExportPct, there, home)
	if ours == 0 && theirs == 0 {
		return 0, matcher.Evidence{}
	}
	c := f.units.Country[m.other]
	if ours >= theirs {
		return ours / fullExports, said("factbook", fmt.Sprintf("%.0f %% of our country's exports go to %s", ours, f.countries.Name[c]), fmt.Sprintf("我が国の輸出の%.0f%%が%s向け", ours, f.countryJA(c)))
	}
	return theirs / fullExports, said("factbook", fmt.Sprintf("%.0f %% of the exports of %s come to us", theirs, f.countries.Name[c]), fmt.Sprintf("%sの輸出の%.0f%%が我が国向け", f.countryJA(c), theirs))
}

// gateway asks for a port, or else an airport, close by.
func (f *facts) gateway(m meeting) (float64, matcher.Evidence) {
	if row, ok := f.near.Find(m.other, data.FeaturePort); ok && f.near.Km[row] <= 15 {
		return 1, said("wpi", "a seaport within 15 km", "15km以内に港")
	}
	if n := f.destinations(m.other); n >= 10 {
		return 0.7, matcher.Evidence{}
	}
	return 0, matcher.Evidence{}
}

// Wealth per head in international dollars: who has that much buys and travels.
const (
	poor = 10_000
	rich = 50_000
)

// market measures how much people can spend.
func (f *facts) market(m meeting) (float64, matcher.Evidence) {
	v := float64(f.countries.GDPPerCapita[f.units.Country[m.other]])
	if !(v > 0) {
		return 0, matcher.Evidence{}
	}
	return (v - poor) / (rich - poor), matcher.Evidence{}
}

// purse is market in the words of tourism.
func (f *facts) purse(m meeting) (float64, matcher.Evidence) {
	v, _ := f.market(m)
	if v < 0.75 {
		return v, matcher.Evidence{}
	}
	gdp := float64(f.countries.GDPPerCapita[f.units.Country[m.other]])
	return v, said("factbook", fmt.Sprintf("a country that can afford to travel ($%.0f,000 a head)", gdp/1000), fmt.Sprintf("購買力の高い国(1人当たり%.1f万ドル)", gdp/10000))
}

// visaFree asks whether they may visit us without a visa.
func (f *facts) visaFree(m meeting) (float64, matcher.Evidence) {
	days := f.pairValue(f.pairs.VisaDays, f.code(m.other), f.code(m.town))
	if days <= 0 {
		return 0, matcher.Evidence{}
	}
	return 1, said("passport", fmt.Sprintf("they visit us without a visa (%.0f days)", days), fmt.Sprintf("査証免除(%.0f日)", days))
}

// manyDestinations is the number of destinations of a large airport.
const manyDestinations = 60

// airport measures how well the candidate is connected.
func (f *facts) airport(m meeting) (float64, matcher.Evidence) {
	n := f.destinations(m.other)
	if n < 10 {
		return 0, matcher.Evidence{}
	}
	return float64(n) / manyDestinations, said("airports", fmt.Sprintf("an airport with %d destinations (about 2014) close by", n), fmt.Sprintf("近くに%d都市へ就航する空港(2014年頃)", n))
}

// otherSeason measures what a visit offers that home does not have then: the
// opposite season, or a winter that is much warmer or colder.
func (f *facts) otherSeason(m meeting) (float64, matcher.Evidence) {
	a, b := f.units.Lat[m.town], f.units.Lat[m.other]
	if a > 20 && b < -20 || a < -20 && b > 20 {
		return 1, said("geonames", "the opposite season", "季節が逆")
	}
	here, there := float64(f.climate.T[0][m.town]), float64(f.climate.T[0][m.other])
	gap := math.Abs(here - there)
	if !(gap >= 10) { // unknown is not, either
		return 0, matcher.Evidence{}
	}
	if there < here {
		return gap / 20, said("cru", fmt.Sprintf("a winter %.0f °C colder than ours", gap), fmt.Sprintf("冬が我が町より%.0f℃寒い", gap))
	}
	return gap / 20, said("cru", fmt.Sprintf("a winter %.0f °C warmer than ours", gap), fmt.Sprintf("冬が我が町より%.0f℃暖かい", gap))
}

// language measures in which language pupils could talk: one that both
// countries speak, or the English of the other, which schools teach.
func (f *facts) language(m meeting) (float64, matcher.Evidence) {
	home, there := f.units.Country[m.town], f.units.Country[m.other]
	if share := f.commonLanguage(home, there); share >= 0.3 {
		return share, said("cldr", "a language in common", "共通の言語がある")
	}
	english := f.english(there)
	if english < 0.5 || f.english(home) >= 0.5 {
		return english / 2, matcher.Evidence{}
	}
	return english, said("cldr", fmt.Sprintf("%.0f %% of the country speak English, which our schools teach", english*100), fmt.Sprintf("英語で交流できる(国民の%.0f%%が英語話者)", english*100))
}

// university asks for a ranked university in town.
func (f *facts) university(m meeting) (float64, matcher.Evidence) {
	row, ok := f.near.Find(m.other, data.FeatureUniversity)
	if !ok || f.near.Km[row] > 8 {
		return 0, matcher.Evidence{}
	}
	name := f.nearText.Name(row)
	return 1, said("universities", name, name)
}

// equalSize measures how near the two are in size: schools, clubs and halls of
// towns of a size can be each other's guests.
func (f *facts) equalSize(m meeting) (float64, matcher.Evidence) {
	a, b := f.units.Population[m.town], f.units.Population[m.other]
	if a <= 0 || b <= 0 {
		return 0, matcher.Evidence{}
	}
	ratio := float64(max(a, b)) / float64(min(a, b))
	text := matcher.Evidence{}
	if ratio < 2 {
		text = said("geonames", "a town of our size", "同じくらいの規模")
	}
	return 1 - math.Log(ratio)/math.Log(10), text
}

// sameHours measures whether classes can meet on line while both are awake at
// school, by longitude.
func (f *facts) sameHours(m meeting) (float64, matcher.Evidence) {
	h := math.Abs(float64(f.units.Lon[m.town]-f.units.Lon[m.other])) / 15
	h = math.Min(h, 24-h)
	text := matcher.Evidence{}
	if h <= 3 {
		text = said("geonames", fmt.Sprintf("little time difference, about %.0f h by longitude", h), fmt.Sprintf("昼夜のずれが小さい(約%.0f時間)", h))
		if h < 0.5 {
			text = said("geonames", "hardly any time difference", "昼夜のずれがほとんどない")
		}
	}
	return 1 - h/9, text
}

// heritage asks for what draws visitors of culture.
func (f *facts) heritage(m meeting) (float64, matcher.Evidence) {
	for _, k := range []data.Feature{data.FeatureCreativeCity, data.FeatureHeritage} {
		if row, ok := f.near.Find(m.other, k); ok && f.near.Km[row] <= 10 {
			info, name := data.Features[k], f.nearText.Name(row)
			return 1, said(info.Source, info.Label+" "+name, info.LabelJA+" "+name)
		}
	}
	return 0, matcher.Evidence{}
}
