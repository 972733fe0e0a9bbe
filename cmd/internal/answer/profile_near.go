package answer

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// NearValue is a feature in JSON.
type NearValue struct {
	Name    string   `json:"name,omitempty"`
	NameKm  *float64 `json:"name_km"`
	Detail  string   `json:"detail,omitempty"`
	Count   int32    `json:"count"`
	Km      *float64 `json:"nearest_km"`
	Measure *float64 `json:"measure"`
	Means   string   `json:"measure_means,omitempty"`
}

// near adds what lies in and near a place, in the fixed order of features.
func (p *profiler) near() error {
	near, err := p.store.Near()
	if err != nil {
		return err
	}
	names, err := p.store.NearText()
	if err != nil {
		return err
	}
	for f := range data.NumFeatures {
		row, ok := near.Find(p.unit, f)
		if !ok {
			continue
		}
		info := data.Features[f]
		v := NearValue{
			Name: names.Name(row), NameKm: knownFloat(names.Km(row)), Detail: names.Detail(row),
			Count: near.Count[row], Km: knownFloat(near.Km[row]),
		}
		if info.Value != "" {
			v.Measure, v.Means = knownFloat(near.Value[row]), info.Value
		}
		label := Both(info.Label, info.LabelJA)
		if info.Radius > 0 {
			label.EN += fmt.Sprintf(" within %.0f km", info.Radius)
			label.JA += fmt.Sprintf("(%.0fkm以内)", info.Radius)
		}
		shown := v
		if f == data.FeatureCreativeCity {
			shown.Detail = CreativeField(v.Detail).In(p.lang)
		}
		p.add(Fact{Section: "near", Key: info.Name, Label: label, Shown: shown.words(p.lang), Value: v, Source: info.Source})
	}
	return nil
}

// words puts a feature into a line: name, kind, distance, that of the nearest
// where it is another, how many, measure.
func (v NearValue) words(lang string) string {
	var parts []string
	if v.Name != "" {
		parts = append(parts, InScript(v.Name, lang))
	}
	if v.Detail != "" && v.Detail != v.Name {
		parts = append(parts, strings.NewReplacer("_", " ", ",", ", ").Replace(v.Detail))
	}
	away := ""
	if v.NameKm != nil {
		away = fmt.Sprintf("%.0f km", *v.NameKm)
		parts = append(parts, away)
	}
	if v.Km != nil {
		if nearest := fmt.Sprintf("%.0f km", *v.Km); nearest != away {
			parts = append(parts, Both("nearest ", "最寄り").In(lang)+nearest)
		}
	}
	if v.Count > 1 {
		parts = append(parts, fmt.Sprintf(Both("%s in all", "計%s").In(lang), Grouped(int64(v.Count))))
	}
	if v.Measure != nil {
		parts = append(parts, measureWords(*v.Measure, v.Means, lang))
	}
	if len(parts) == 0 {
		return Both("yes", "あり").In(lang)
	}
	return strings.Join(parts, " · ")
}

// themes adds what a place is known for.
func (p *profiler) themes() error {
	themes, err := p.store.Themes()
	if err != nil {
		return err
	}
	for i := themes.Start[p.unit]; i < themes.Start[p.unit+1]; i++ {
		key := themes.Keys[themes.Theme[i]]
		shown := Both("the place itself", "当地").In(p.lang)
		if km := themes.Km[i]; data.Known(km) && km >= 1 {
			shown = fmt.Sprintf("%.0f km", km)
		}
		p.add(Fact{Section: "themes", Key: key, Label: ThemeWord(key), Shown: shown, Value: knownFloat(themes.Km[i]), Unit: "km", Source: "themes"})
	}
	return nil
}

// birthsShown bounds the people of a profile, the best known first.
const birthsShown = 10

type BirthValue struct {
	Name       string `json:"name"`
	Occupation string `json:"occupation"`
	Year       *int32 `json:"year"`
}

// births adds the best-known people born in a place.
func (p *profiler) births() error {
	births, err := p.store.Births()
	if err != nil {
		return err
	}
	from, to := births.Start[p.unit], births.Start[p.unit+1]
	for i := from; i < min(to, from+birthsShown); i++ {
		v := BirthValue{births.Name.At(int(i)), strings.ToLower(births.Occupation.At(int(i))), knownInt(births.Year[i])}
		shown := v.Name + ", " + occupationWord(v.Occupation).In(p.lang)
		if v.Year != nil {
			shown += " · " + strconv.Itoa(int(*v.Year))
		}
		p.add(Fact{Section: "people", Key: fmt.Sprintf("born_%02d", i-from+1), Label: Both("Born here", "当地生まれ"), Shown: shown, Value: v, Source: "pantheon"})
	}
	if more := to - from - birthsShown; more > 0 {
		p.count("people", "more_born", Both("More born here", "ほかの当地生まれ"), more, "", "pantheon", "")
	}
	return nil
}

// japan adds what only Japan's statistics tell: industries and farming.
func (p *profiler) japan() error {
	if !p.japanese() {
		p.text("economy", "industries", Both("Industries", "産業"), "", "")
		return nil
	}
	j, err := p.store.Japan()
	if err != nil {
		return err
	}
	const section = "economy"
	i := int(p.unit - p.base.Units.Municipalities.From)
	for _, s := range []struct {
		key, en, ja string
		v           float32
	}{
		{"primary_pct", "Work in farming, forestry, fishery", "第1次産業就業者", j.PrimaryPct[i]},
		{"secondary_pct", "Work in industry", "第2次産業就業者", j.SecondaryPct[i]},
		{"tertiary_pct", "Work in services", "第3次産業就業者", j.TertiaryPct[i]},
	} {
		p.measure(section, s.key, Both(s.en, s.ja), s.v, 1, "%", "ssdse", "2020")
	}
	p.count(section, "employees", Both("Private employees", "民営事業所従業者"), j.Employees[i], "", "ssdse", "2021")
	for d, name := range data.Industries {
		p.count(section, "employees_"+strings.ToLower(string(rune('A'+d))), Both("Employees in "+name, industryJA[d]+"従業者"), j.Industry[d][i], "", "ssdse", "2021")
	}
	p.text(section, "farm_item", Both("First farm product", "農業産出額1位の品目"), farmItem(j.FarmItem.At(i)).In(p.lang), "maff")
	p.count(section, "farm_item_rank", Both("Rank in Japan for it", "同品目の全国順位"), j.FarmRank[i], "", "maff", "")
	p.count(section, "farm_households", Both("Farm households", "農家数"), j.FarmHouseholds[i], "", "ssdse", "")
	p.count(section, "visitors", Both("Visitors a year", "年間来訪者数"), j.Visitors[i], "", "mlit", "2025")
	p.count(section, "emigrants", Both("Emigrants of the prefecture 1885-1972", "県の海外移住者(1885-1972年)"), j.Emigrants[i], "", "jica", "")
	return nil
}

// ties adds how many ties are known; `shimai ties` lists them.
func (p *profiler) ties() error {
	list, err := p.desk.TiesOf(p.unit)
	if err != nil {
		return err
	}
	var abroad, unknown int32
	sources := map[string]bool{}
	for _, t := range list {
		if t.Domestic {
			continue
		}
		abroad++
		if t.Partner == data.NoUnit {
			unknown++
		}
		for _, s := range t.Sources {
			sources[s] = true
		}
	}
	var keys []string
	for _, s := range p.base.Manifest.Sources { // in the manifest's order
		if sources[s.Key] {
			keys = append(keys, s.Key)
		}
	}
	f := Fact{Section: "ties", Key: "ties_known_here", Label: Both("Ties abroad known here", "既知の海外提携"), Source: strings.Join(keys, ", "), Value: abroad}
	f.Shown = Both("no tie known", "既知の提携なし").In(p.lang)
	if abroad > 0 {
		f.Shown = Grouped(int64(abroad))
		f.Date = p.base.dates(keys)
	}
	p.add(f)
	if unknown == 0 {
		return nil
	}
	p.count("ties", "partners_not_identified", Both("Of these not identified", "うち相手を特定できず"), unknown, "", f.Source, f.Date)
	return nil
}

// dates lists the dates of sources, each once.
func (b *Base) dates(keys []string) string {
	var out []string
	for _, k := range keys {
		if d := b.Manifest.Source(k).Date; len(out) == 0 || out[len(out)-1] != d {
			out = append(out, d)
		}
	}
	return strings.Join(out, ", ")
}

// InScript is the part of a name in the reader's script, where a source gives
// it in several, with commas or in brackets: わかさ氷ノ山スキー場 in Japanese,
// Wakasa Hyonosen Ski Resort in English.
func InScript(name, lang string) string {
	if !strings.ContainsFunc(name, isJapanese) || !strings.ContainsFunc(name, isLatin) {
		return name
	}
	for _, part := range strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune(",()", c) }) {
		part = strings.TrimSpace(part)
		if japanese := strings.ContainsFunc(part, isJapanese); part != "" && japanese == (lang == "ja") {
			return part
		}
	}
	return name
}

func isJapanese(c rune) bool { return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) }

func isLatin(c rune) bool { return unicode.Is(unicode.Latin, c) }

// CreativeField words the field of a UNESCO Creative City.
func CreativeField(field string) matcher.Text {
	ja, ok := map[string]string{
		"Crafts and Folk Art": "工芸・民芸", "Design": "デザイン", "Film": "映画", "Gastronomy": "食文化",
		"Literature": "文学", "Media Arts": "メディアアート", "Music": "音楽", "Architecture": "建築",
	}[field]
	if !ok {
		ja = field
	}
	return Both(field, ja)
}
