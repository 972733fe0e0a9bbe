package web

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// controls are the sliders and filters of the list, as they stand.
type controls struct {
	Criteria   []slider
	Orders     []option
	Continents []option
	Countries  string
	Languages  []option
	Haves      []option
	Counts     []option
	PerCountry []option
	Min, Max   string
	// Reset is the address without weights, Clear without filters; "" where
	// there is nothing to take back.
	Reset, Clear string
	// Used counts the filters that are set.
	Used int
}

// slider is the weight of a criterion or a purpose.
type slider struct {
	Key, Name, Class, Value, Max, Hint string
	// Usual is the value that an address leaves out.
	Usual string
}

// option is one value of a choice.
type option struct {
	Value, Name string
	On          bool
}

// mostWeight is where sliders end; a weight from an address may lie beyond.
const mostWeight = 3

func (v *visit) slider(key, name, class, hint string) slider {
	s := slider{Key: key, Name: name, Class: class, Value: v.state.get(key), Max: strconv.Itoa(mostWeight), Hint: hint, Usual: v.state.usual[key]}
	if w, err := strconv.ParseFloat(s.Value, 64); err == nil && w > mostWeight {
		s.Max = s.Value
	}
	return s
}

// controls words the sliders and filters.
func (v *visit) controls(town data.Unit) controls {
	c := controls{Min: v.state.v.Get("min"), Max: v.state.v.Get("max")}
	for _, k := range config.Criteria() {
		c.Criteria = append(c.Criteria, v.slider(weightKey(k), capital(answer.CriterionName(matcher.Criterion(k), v.lang)), "k-"+k, criterionHint(k, v.lang)))
	}
	c.Orders = v.options("by", false, [][3]string{
		{"balanced", "Fit and openness", "適合度と開放度"}, {"fit", "Fit only", "適合度のみ"}, {"openness", "Openness first", "開放度を優先"}, {"mutual", "Mutual interest", "双方の関心"},
	})
	c.Counts = v.options("n", false, [][3]string{{"10", "10", "10件"}, {"20", "20", "20件"}, {"50", "50", "50件"}, {"100", "100", "100件"}})
	c.PerCountry = v.options("per_country", false, [][3]string{{"", "as usual", "標準"}, {"1", "1", "1件"}, {"3", "3", "3件"}, {"5", "5", "5件"}, {"0", "no limit", "制限なし"}})
	c.Continents = v.options("to", true, continentWords())
	c.Languages = v.options("language", false, languageWords())
	haves := haveWords()
	if v.base.Country(town) != "JP" {
		haves = slices.DeleteFunc(haves, func(h [3]string) bool { return h[0] == "flights_to_japan" })
	}
	c.Haves = v.options("have", true, haves)
	c.Countries = strings.Join(slices.DeleteFunc(slices.Clone(v.state.v["to"]), isContinent), v.say(", ", "、"))
	v.takeBack(&c)
	return c
}

// isContinent tells words that have a box to tick.
func isContinent(word string) bool {
	return slices.ContainsFunc(continentWords(), func(w [3]string) bool { return w[0] == word })
}

// takeBack fills in the addresses that take weights and filters back.
func (v *visit) takeBack(c *controls) {
	if v.state.weights() != "" {
		s := v.state
		for _, k := range config.Criteria() {
			s = s.with(weightKey(k))
		}
		c.Reset = s.url(v.path)
	}
	s := v.state
	for _, k := range []string{"to", "min", "max", "language", "have"} {
		c.Used += len(v.state.v[k])
		s = s.with(k)
	}
	if c.Used > 0 {
		c.Clear = s.url(v.path)
	}
}

// options words a choice and marks what is chosen; a value from the address
// that is not offered is offered, too.
func (v *visit) options(key string, several bool, list [][3]string) []option {
	var out []option
	chosen := v.state.get(key)
	found := several || chosen == ""
	for _, w := range list {
		o := option{Value: w[0], Name: answer.Both(w[1], w[2]).In(v.lang)}
		if several {
			o.On = v.state.has(key, w[0])
		} else {
			o.On = w[0] == chosen
		}
		found = found || o.On
		out = append(out, o)
	}
	if !found {
		out = append(out, option{chosen, chosen, true})
	}
	return out
}

func continentWords() [][3]string {
	return [][3]string{
		{"Europe", "Europe", "ヨーロッパ"}, {"North America", "North America", "北米"}, {"Oceania", "Oceania", "オセアニア"},
		{"Asia", "Asia", "アジア"}, {"South America", "South America", "南米"}, {"Africa", "Africa", "アフリカ"},
	}
}

func languageWords() [][3]string {
	return [][3]string{
		{"", "any language", "指定なし"}, {"en", "English", "英語"}, {"zh", "Chinese", "中国語"}, {"ko", "Korean", "韓国語"}, {"fr", "French", "フランス語"},
		{"de", "German", "ドイツ語"}, {"es", "Spanish", "スペイン語"}, {"pt", "Portuguese", "ポルトガル語"}, {"it", "Italian", "イタリア語"},
		{"nl", "Dutch", "オランダ語"}, {"ja", "Japanese", "日本語"}, {"id", "Indonesian", "インドネシア語"}, {"vi", "Vietnamese", "ベトナム語"},
		{"th", "Thai", "タイ語"}, {"fil", "Filipino", "フィリピノ語"}, {"mn", "Mongolian", "モンゴル語"}, {"fi", "Finnish", "フィンランド語"}, {"sv", "Swedish", "スウェーデン語"},
	}
}

// haveWords are the must-haves that the page offers; a brief knows more.
func haveWords() [][3]string {
	return [][3]string{
		{"coast", "by the sea", "海に近い"}, {"mountain", "among mountains", "山あい"}, {"lake", "by a lake", "湖に近い"}, {"river", "by a river", "川に近い"},
		{"island", "on an island", "島にある"}, {"snow", "snow stays in winter", "冬に雪が残る"}, {"ski", "ski area near by", "スキー場が近い"}, {"hot_spring", "hot springs", "温泉地"},
		{"airport", "airport within 60 km", "空港が60km以内"}, {"flights_to_japan", "flights to Japan (about 2014)", "日本への航空路線(2014年頃)"},
		{"port", "sea port", "港がある"}, {"university", "ranked university", "大学(国際ランキング掲載)"}, {"world_heritage", "World Heritage", "世界遺産"},
		{"creative_city", "UNESCO Creative City", "ユネスコ創造都市"},
	}
}

// offered tells whether the page has a filter.
func offered(have string) bool {
	return slices.ContainsFunc(haveWords(), func(w [3]string) bool { return w[0] == have })
}

// criterionHint tells what a criterion looks at.
func criterionHint(criterion, lang string) string {
	words := map[string][2]string{
		"name":       {"same or similar name in any script", "同じ・似た名称(文字の違いを問わない)"},
		"population": {"similar size, and place within its own region", "人口規模と地域内での位置づけ"},
		"climate":    {"temperature, rain and snow through the year", "年間の気温・降水・雪"},
		"geography":  {"sea, mountains, rivers, elevation", "海・山・川・標高"},
		"history":    {"shared past: castles, mining, silk, emigrants", "共通の歩み(城下町・鉱山・絹・移民など)"},
		"trade":      {"industries, farming, ports", "産業・農業・港湾"},
		"education":  {"universities, languages, exchange", "大学・言語・交流のしやすさ"},
		"culture":    {"heritage, spas, ski, parks", "遺産・温泉・スキー・公園"},
		"disaster":   {"shared hazards and mutual help", "共通の災害経験と相互支援"},
		"access":     {"airports, flights, time difference", "空港・航空路線・時差"},
		"links":      {"ties of the prefecture, of neighbours, of partners", "都道府県・近隣・提携先のつながり"},
		"country":    {"what binds the two countries", "両国の結びつき"},
	}[criterion]
	return answer.Both(words[0], words[1]).In(lang)
}
