package report

import (
	"fmt"
	"math"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

// title writes the first page: who asks, on which data, and what is recommended.
func (a *author) title() Section {
	b := a.base
	rows := [][]Cell{
		{words(a.say("Town", "自治体")), words(b.Describe(a.Town, a.lang))},
		{words(a.say("Code", "コード")), words(b.Labels.ID.At(int(a.Town)))},
		{words(a.say("Data", "データ")), words(a.say("version %s, newest source of %s", "版 %s(最新の出典は%s年)", a.view.Run.Data, answer.DataDate(b.Manifest)))},
		{words(a.say("Configuration", "設定")), words(a.view.Run.Config)},
		{words(a.say("Run", "実行番号")), words(a.view.Run.ID)},
		{words(a.say("Program", "プログラム")), words("shimai " + a.view.Run.Version)},
	}
	private := []string{}
	if len(a.Private) > 0 {
		private = append(private, a.say("This copy holds private notes and contacts: do not pass it on.", "この資料には内部メモと連絡先が含まれています。外部に提供しないでください。"))
	}
	return Section{Key: "title", Title: a.say("About this report", "報告書の概要"), Blocks: []Block{
		{Key: "recommendation", Heading: a.say("Recommendation", "提案"), Text: []string{a.recommendation()}},
		{Key: "run", Table: &Table{Columns: []Column{a.head("item", "Item", "項目"), a.wide("value", "Content", "内容")}, Rows: rows}},
		{Blanks: []Blank{{Label: a.say("Date of this paper", "資料作成日"), Hint: a.say("year, month, day", "  年  月  日")}, {Label: a.say("Office in charge", "担当課"), Hint: a.say("office, name, telephone", "課名・氏名・電話")}}},
		{Key: "caution", Notes: append(private,
			a.say("Numbers in brackets refer to the list of sources in section 14.", "角括弧の番号は、14章の出典一覧の番号です。"),
			a.say("The same data, configuration and questions give the same report to the letter; the run number identifies them.",
				"同じデータ・設定・条件からは、一字一句同じ報告書が作成されます。実行番号はその組み合わせを示します。"),
			a.say("Ties are those that public lists know: \"no tie known\" is not \"no tie\". What the data do not tell is written as unknown.",
				"提携関係は公開されている一覧で判明したものに限ります。「既知の提携なし」は「提携なし」を意味しません。データにない事項は「不明」と記載しています。"),
			a.say("The figures show where to begin to look; they are no forecast of what a partnership will bring.",
				"点数は検討の出発点を示すものであり、提携の成果を予測するものではありません。"),
		)},
	}}
}

// recommendation is the one sentence that the report comes down to.
func (a *author) recommendation() string {
	if len(a.members) == 0 {
		return a.say("No candidate is left under the rules given.", "指定の条件に合う候補はありません。")
	}
	first := a.members[0]
	m := first.member
	fit, open := a.points(m.Fit).Shown, a.points(m.Openness).Shown
	if len(a.members) == 1 {
		return a.say("We propose that %s sound out %s (fit %s, openness %s of 100).", "%sは、%sに打診することを提案します(適合度%s点、開放度%s点、いずれも100点満点)。", a.town.name, a.place(first.unit), fit, open)
	}
	return a.say("We propose that %s keep a shortlist of %d partner candidates and sound out %s first (fit %s, openness %s of 100).",
		"%[1]sは、海外提携の候補%[2]d都市のうち、まず%[3]sに打診することを提案します(適合度%[4]s点、開放度%[5]s点、いずれも100点満点)。",
		a.town.name, len(a.members), a.place(first.unit), fit, open)
}

// field is one of the fields in which CLAIR describes a municipality that looks
// for a partner, with the facts that fill it.
type field struct {
	key, en, ja string
	// must are shown as unknown where the data are silent, may only if known.
	must, may []string
	// section takes in all facts of a section of the profile.
	section string
}

// fieldsOf lists the fields in CLAIR's order.
func fieldsOf() []field {
	return []field{
		{"population", "Population", "人口", []string{"population"}, []string{"population_2015", "age65_pct", "foreign_population"}, ""},
		{"area", "Area", "面積", []string{"area_km2"}, []string{"habitable_km2"}, ""},
		{"outline", "Outline", "概要", []string{"kind", "region", "coast_km", "elevation_m"}, []string{"lake", "river", "areas"}, ""},
		{"access", "Access", "交通", []string{"airport"}, []string{"port"}, ""},
		{"climate", "Climate", "気候", []string{"koppen"}, nil, ""},
		{"industries", "Industries", "産業", []string{"farm_item"}, []string{"farm_item_rank", "primary_pct", "secondary_pct", "tertiary_pct", "mine", "steel", "brewery", "wine_pdo", "wine_ava"}, ""},
		{"schools", "Schools", "学校", []string{"high_schools"}, []string{"university"}, ""},
		{"culture", "Culture and tourism", "文化・観光", nil, []string{"world_heritage", "creative_city", "national_park", "old_town", "ski", "visitors"}, "themes"},
		{"history", "History and people", "歴史・人物", nil, []string{"capital", "early_printing", "emigrants"}, "people"},
		{"hazards", "Hazards", "災害", nil, []string{"quake6", "deadly_quake", "tsunami", "volcano", "cyclone"}, ""},
		{"contact", "Contact", "連絡先", nil, []string{"url"}, ""},
	}
}

// ourTown describes the town in CLAIR's own fields.
func (a *author) ourTown() Section {
	s := Section{Key: "town", Title: a.say("Our town", "当自治体の概要"), Blocks: []Block{
		{Key: "town_facts", Table: a.sheet(a.town)},
		{Key: "town_words", Heading: a.say("In the town's own words", "自治体からの記載事項"), Blanks: a.ownWords(), Notes: []string{
			a.say("The data do not tell these; what stands here is from the brief, an empty line is for the town to fill in.",
				"これらはデータにないため、要望書の記載を転記しています。空欄は自治体でご記入ください。"),
		}},
	}}
	s.Blocks = append(s.Blocks, a.privateBlocks(a.Town)...)
	return s
}

// sheet sets out a place in CLAIR's fields, with the source of each fact.
func (a *author) sheet(s subject) *Table {
	t := &Table{Columns: []Column{
		a.head("field", "Field", "区分"), a.column("item", "Item", "項目"), a.wide("value", "Content", "内容"),
		a.column("source", "Source", "出典"), a.column("date", "Date", "時点"),
	}}
	for _, f := range fieldsOf() {
		var rows [][]Cell
		for _, fact := range a.fieldFacts(s, f) {
			rows = append(rows, a.factRow(fact))
		}
		if len(rows) == 0 {
			rows = [][]Cell{{words("–"), a.unknown(), words("–"), words("–")}}
		}
		for _, r := range rows {
			t.Rows = append(t.Rows, append([]Cell{words(a.say(f.en, f.ja))}, r...))
		}
	}
	return t
}

// fieldFacts are the facts of one field.
func (a *author) fieldFacts(s subject, f field) []answer.Fact {
	var out []answer.Fact
	for _, key := range f.must {
		if key == "region" && a.base.Units.Kind[s.unit].Upper() {
			continue // a region lies in none
		}
		fact, ok := s.facts[key]
		if !ok {
			fact = absent(key)
		}
		out = append(out, fact)
	}
	for _, key := range f.may {
		if fact, ok := s.facts[key]; ok && fact.Value != nil {
			out = append(out, fact)
		}
	}
	people := 0
	for _, fact := range s.all {
		if f.section == "" || fact.Section != f.section || fact.Value == nil || fact.Key == "more_born" || !presentable(fact) {
			continue
		}
		if fact.Section == "people" {
			if people++; people > bornShown {
				continue
			}
		}
		out = append(out, fact)
	}
	if f.key == "climate" {
		out = append(out, a.climateFacts(s)...)
	}
	return out
}

// factRow writes a fact as item, value, source and date.
func (a *author) factRow(f answer.Fact) []Cell {
	if f.Value == nil {
		return []Cell{words(capital(f.Label.In(a.lang))), a.unknown(), words("–"), words("–")}
	}
	return []Cell{words(capital(f.Label.In(a.lang))), words(f.Shown), words(a.source(f.Source)), words(a.dated(f.Source, f.Date))}
}

// capital begins a label with a capital letter.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// climateFacts add the coldest and the warmest month and the rain of a year.
func (a *author) climateFacts(s subject) []answer.Fact {
	m := a.monthsOf(s)
	cold, warm, rain := 0, 0, 0.0
	for i := range 12 {
		if m.Temperature[i] < m.Temperature[cold] {
			cold = i
		}
		if m.Temperature[i] > m.Temperature[warm] {
			warm = i
		}
		rain += m.Rain[i]
	}
	fact := func(label string, c Cell) answer.Fact {
		f := answer.Fact{Label: answer.Both(label, label), Shown: c.Shown, Source: "cru"}
		if c.Value != nil {
			f.Value = *c.Value
		}
		return f
	}
	return []answer.Fact{
		fact(a.say("Coldest month (%s)", "最寒月(%s)の平均気温", a.month(cold)), a.number(m.Temperature[cold], 1, " °C")),
		fact(a.say("Warmest month (%s)", "最暖月(%s)の平均気温", a.month(warm)), a.number(m.Temperature[warm], 1, " °C")),
		fact(a.say("Rain in a year", "年間降水量"), a.number(rain, 0, " mm")),
	}
}

// month names a month, counted from 0.
func (a *author) month(i int) string {
	en := [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	if a.lang == "ja" {
		return grouped(float64(i+1), 0) + "月"
	}
	return en[i]
}

// shortMonth names a month in a heading, counted from 0.
func (a *author) shortMonth(i int) string {
	if a.lang == "ja" {
		return a.month(i)
	}
	return a.month(i)[:3]
}

// monthsOf returns the climate normals of a place.
func (a *author) monthsOf(s subject) Months {
	m := Months{Name: s.name, Note: s.facts["koppen"].Shown, Lat: float64(a.base.Units.Lat[s.unit]), Mean: float64(a.climate.Mean(s.unit))}
	for i := range 12 {
		m.Temperature[i], m.Rain[i] = math.NaN(), math.NaN()
		if v := a.months.T[i][s.unit]; data.Known(v) {
			m.Temperature[i] = float64(v)
		}
		if v := a.months.P[i][s.unit]; data.Known(v) {
			m.Rain[i] = float64(v)
		}
	}
	return m
}

// absent is a fact that the profile does not have for such a place, unknown.
func absent(key string) answer.Fact {
	f := answer.Fact{Key: key, Label: answer.Both(key, key)}
	if near, ok := data.ParseFeature(key); ok {
		info := data.Features[near]
		f.Label = answer.Both(
			fmt.Sprintf("%s (none recorded within %.0f km)", info.Label, info.Radius),
			fmt.Sprintf("%s(%.0fkm以内に記録なし)", info.LabelJA, info.Radius))
		return f
	}
	switch key {
	case "farm_item":
		f.Label = answer.Both("main products", "主な産品")
	case "high_schools":
		f.Label = answer.Both("number of schools", "学校数")
	case "region":
		f.Label = answer.Both("region", "地域")
	}
	return f
}

// ownWords are the fields that only the town can fill, with what its brief says.
func (a *author) ownWords() []Blank {
	blanks := []Blank{
		a.blank("wishes", a.say("What we wish of a partner", "提携先への希望"), a.say("age groups, fields, number of people", "交流分野・対象年齢・人数など")),
		a.blank("schools", a.say("Schools and exchange so far", "学校・これまでの交流"), ""),
		a.blank("programmes", a.say("Programmes that exist", "既存の国際交流事業"), ""),
		a.blank("contact", a.say("Contact", "連絡先"), a.say("office, telephone, e-mail", "担当課・電話・電子メール")),
	}
	for _, f := range a.Ask.Brief.Facts {
		if !slices.Contains([]string{"wishes", "schools", "programmes", "contact", "budget", "people"}, f.Key) {
			blanks = append(blanks, Blank{Label: f.Key, Value: f.Text})
		}
	}
	return blanks
}

// blank is a field for the town, filled with what its brief says under a key.
func (a *author) blank(key, label, hint string) Blank {
	b := Blank{Label: label, Value: a.Ask.Brief.Facts.Get(key)}
	if b.Value == "" {
		b.Hint = hint
	}
	return b
}
