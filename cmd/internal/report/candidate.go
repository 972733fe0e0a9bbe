package report

import (
	"fmt"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
	"github.com/shimai/shimai/matcher/wish"
)

// candidates has a page for each member of the portfolio.
func (a *author) candidates() Section {
	s := Section{Key: "candidates", Title: a.say("The candidates one by one", "候補ごとの詳細")}
	for i := range a.members {
		c := &a.members[i]
		title := grouped(float64(c.member.Rank), 0) + ". " + a.base.FullName(c.unit, a.lang) + a.say(", ", "・") + a.country(c.unit)
		blocks := []Block{
			a.why(c), a.pointsBlock(c), a.sharedBlock(c), a.gainsBlock(c), a.ideasBlock(c), a.practiceBlock(c), a.climateBlock(c), a.evidenceBlock(c),
		}
		s.Parts = append(s.Parts, Part{ID: a.base.Labels.ID.At(int(c.unit)), Title: title, Blocks: append(blocks, a.privateBlocks(c.unit)...)})
	}
	return s
}

// why says in three sentences why the candidate is on the list: who it is, what
// speaks for it, and what for.
func (a *author) why(c *subject) Block {
	m := c.member
	return Block{Key: "why", Heading: a.say("Why this candidate", "推薦の理由"), Text: []string{
		a.sentences(a.whoWords(c), a.strongest(c), a.forWhat(c)),
	}, Notes: a.flagNotes(m.Flags)}
}

func (a *author) flagNotes(flags []matcher.Flag) []string {
	var out []string
	for _, f := range flags {
		text := f.Text.In(a.lang)
		if !strings.Contains(text, ": ") { // which say themselves what they are
			text = a.say("note: %s", "留意点: %s", text)
		}
		out = append(out, capital(text))
	}
	return out
}

// whoWords is the first sentence: who the candidate is.
func (a *author) whoWords(c *subject) string {
	people := a.count(a.base.Units.Population[c.unit])
	where := a.country(c.unit)
	if r := a.base.Region(c.unit, a.lang); r != "" && r != c.name && r != a.base.Name(c.unit, "en") {
		where = a.say("%s, %s", "%[2]s・%[1]s", r, where)
	}
	size := a.say("of unknown size", "人口は不明")
	if !people.Unknown {
		size = a.say("with %s people", "人口%s人", people.Shown)
	}
	return a.say("%s is a place in %s %s, %s km from us.", "%sは%sにある自治体です(%s、当地からの距離%skm)。", c.name, where, size, grouped(float64(c.member.Distance), 0))
}

// reasonsInSentence is how many reasons the second sentence names.
const reasonsInSentence = 2

// strongest is the second sentence: what speaks most for the pair.
func (a *author) strongest(c *subject) string {
	fit := a.points(c.member.Fit).Shown
	reasons := answer.Reasons(c.member.Candidate, reasonsInSentence)
	if len(reasons) == 0 {
		return a.say("The fit is %s of 100; no single fact stands out.", "適合度は100点満点中%s点ですが、際立った根拠はありません。", fit)
	}
	return a.say("The fit is %s of 100, above all because of this: %s.", "適合度は100点満点中%s点で、主な根拠は次のとおりです: %s。", fit, a.quoted(reasons))
}

// forWhat is the third sentence: what the candidate is for in the set, and how it sees us.
func (a *author) forWhat(c *subject) string {
	m := c.member
	view := a.say("its view of us is unknown", "相手側の順位は不明です")
	if s := m.TheirRank; s != nil {
		view = a.say("among the %[1]s governments of %[3]s it would rank us #%[2]s", "相手側から見た当地の順位は、%[3]sの%[1]s自治体中%[2]s位です", grouped(float64(s.Of), 0), grouped(float64(s.Rank), 0), a.country(a.Town))
	}
	if !m.HasRole {
		return a.say("It is on the list because the two go well together rather than for one purpose; %s.", "特定の目的よりも両者の相性の良さから候補としており、%s。", view)
	}
	return a.say("In the set it stands for %s (%s of 100); %s.", "候補の中では「%s」(充足度%s/100)を担い、%s。",
		m.Role.Name().In(a.lang), a.number(m.Serves[m.Role].Points.Float(), 0, "").Shown, view)
}

// pointsBlock shows how the points add up to the fit.
func (a *author) pointsBlock(c *subject) Block {
	t := &Table{Columns: []Column{
		a.head("criterion", "Criterion", "評価項目"), a.figures("points", "Points", "点数"), a.figures("max", "Of", "満点"),
		a.figures("back_points", "Their points", "相手側の点数"), a.column("known", "Known", "データ"),
	}}
	pic := &Picture{Kind: PicturePoints, Alt: a.say("Points of %s, criterion by criterion, adding up to a fit of %s.", "%sの評価項目別の点数(合計%s点)。", c.name, a.points(c.member.Fit).Shown)}
	add := func(lines, back []matcher.Line) {
		for _, l := range lines {
			name := answer.CriterionName(l.Criterion, a.lang)
			theirs := words("–")
			if b, ok := lineOf(back, l.Criterion); ok {
				theirs = a.points(b.Points)
			}
			known := words(a.say("yes", "あり"))
			if !l.Known {
				known = a.unknown()
			}
			t.Rows = append(t.Rows, []Cell{words(name), a.points(l.Points), a.points(l.Max), theirs, known})
		}
	}
	sum := func(en, ja string, there, back matcher.Points) {
		t.Rows = append(t.Rows, []Cell{words(a.say("= "+en, "= "+ja)), a.points(there), a.number(100, 1, ""), a.points(back), words("")})
	}
	add(c.member.Lines, c.back.Lines)
	sum("fit", "適合度", c.member.Fit, c.back.Fit)
	add(c.member.OpenLines, nil)
	sum("openness", "開放度", c.member.Openness, c.back.Openness)
	for _, l := range c.member.Lines {
		pic.Bars = append(pic.Bars, Bar{string(l.Criterion), answer.CriterionName(l.Criterion, a.lang), l.Points.Float(), l.Max.Float(), l.Known})
	}
	return Block{Key: "points", Heading: a.say("Points", "点数の内訳"), Picture: pic, Table: t, Notes: []string{
		a.say("Where the data are silent a line stands at the points of a pair that is neither better nor worse than chance; it is marked unknown. Their points: the town as %s scores it.",
			"データがない項目は、偶然と差のない水準の点数とし、「不明」と表示しています。相手側の点数: %sから見た当地の評価です。", c.name),
	}}
}

// sharedBlock tells of shared history and of people.
func (a *author) sharedBlock(c *subject) Block {
	var list []string
	for _, k := range []matcher.Criterion{matcher.Name, matcher.History, matcher.Culture} {
		l, _ := lineOf(c.member.Lines, k)
		for _, ev := range l.Evidence {
			if ev.Strength > 0 {
				list = append(list, a.reason(ev))
			}
		}
	}
	shared := len(list)
	list = append(list, a.bornIn(&a.town)...)
	list = append(list, a.bornIn(c)...)
	b := Block{Key: "shared", Heading: a.say("Shared history and people", "共通の歴史・人物"), List: list}
	if shared == 0 {
		b.Text = []string{a.say("Nothing that the two share in name, history or culture is known.", "名称・歴史・文化について、両者に共通する事項は判明していません。")}
	}
	return b
}

// bornShown is how many people of a place are named.
const bornShown = 3

// bornIn names the best known people born in a place.
func (a *author) bornIn(s *subject) []string {
	var names []string
	var from answer.Fact
	for _, f := range s.all {
		if f.Section == "people" && f.Key != "more_born" && presentable(f) && len(names) < bornShown {
			names, from = append(names, f.Shown), f
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{a.say("Born in %s: %s", "%sの出身者: %s", s.name, strings.Join(names, a.say("; ", "、"))) + a.cite(from.Source, from.Date)}
}

// presentable tells whether a person can be named in a paper for a council:
// some are known for what no town is proud of.
func presentable(f answer.Fact) bool {
	for _, occupation := range []string{"pornographic actor", "mafioso", "extremist", "pirate"} {
		if strings.Contains(strings.ToLower(fmt.Sprint(f.Value)), occupation) {
			return false
		}
	}
	return true
}

// leastGain is how far a purpose must be served to be named as a gain, of 100.
const leastGain = 25 * matcher.PointsScale

// gainsBlock tells what each side has of the other, purpose by purpose.
func (a *author) gainsBlock(c *subject) Block {
	t := &Table{Columns: []Column{
		a.head("side", "Who gains", "受益側"), a.column("purpose", "Purpose", "目的"), a.figures("points", "Served, 0-100", "充足度(0～100)"), a.wide("why", "What it rests on", "根拠"),
	}}
	add := func(name string, serves [portfolio.NumPurposes]portfolio.Service) {
		for _, p := range portfolio.Purposes() {
			if s := serves[p]; s.Points >= leastGain && len(s.Why) > 0 {
				t.Rows = append(t.Rows, []Cell{words(name), words(p.Name().In(a.lang)), a.number(s.Points.Float(), 0, ""), words(a.quoted(s.Why))})
			}
		}
	}
	add(a.town.name, c.member.Serves)
	add(c.name, c.gains)
	b := Block{Key: "gains", Heading: a.say("What each side gains", "双方の利点")}
	if len(t.Rows) == 0 {
		b.Text = []string{a.say("The facts known serve no purpose far enough to be named.", "判明している事実からは、挙げるべき利点は見当たりません。")}
		return b
	}
	b.Table = t
	b.Notes = []string{a.say("In the lines of %s, \"we\" and \"our country\" are %s and its country.", "%[1]sの行では、「我が町」「我が国」は%[1]sとその国を指します。", c.name, c.name)}
	return b
}

// evidenceBlock lists every piece of evidence with its source and date.
func (a *author) evidenceBlock(c *subject) Block {
	t := &Table{Columns: []Column{
		a.head("criterion", "Criterion", "評価項目"), a.wide("evidence", "Evidence", "根拠"), a.figures("strength", "Points", "点数への影響"),
		a.column("source", "Source", "出典"), a.column("date", "Date", "時点"),
	}}
	for _, l := range append(append([]matcher.Line(nil), c.member.Lines...), c.member.OpenLines...) {
		name := answer.CriterionName(l.Criterion, a.lang)
		if len(l.Evidence) == 0 && !l.Known {
			t.Rows = append(t.Rows, []Cell{words(name), a.unknown(), words("–"), words("–"), words("–")})
		}
		for _, ev := range l.Evidence {
			strength := words("–")
			if ev.Strength != 0 {
				strength = a.number(ev.Strength.Float(), 2, "")
			}
			t.Rows = append(t.Rows, []Cell{words(name), words(ev.Text.In(a.lang)), strength, words(a.source(ev.Source)), words(a.dated(ev.Source, ev.Date))})
		}
	}
	return Block{Key: "evidence", Heading: a.say("Evidence", "根拠一覧"), Table: t}
}

// climateBlock sets the months of the two places side by side.
func (a *author) climateBlock(c *subject) Block {
	ours, theirs := a.monthsOf(a.town), a.monthsOf(*c)
	t := &Table{Columns: []Column{a.head("what", "Place", "地点")}}
	for i := range 12 {
		t.Columns = append(t.Columns, Column{Key: fmt.Sprintf("month_%02d", i+1), Title: a.shortMonth(i), Number: true})
	}
	row := func(title string, months [12]float64, decimals int) {
		cells := []Cell{words(title)}
		for _, v := range months {
			cells = append(cells, a.number(v, decimals, ""))
		}
		t.Rows = append(t.Rows, cells)
	}
	for _, m := range []Months{ours, theirs} {
		row(a.say("%s, °C", "%s 気温", m.Name), m.Temperature, 1)
	}
	for _, m := range []Months{ours, theirs} {
		row(a.say("%s, mm", "%s 降水量", m.Name), m.Rain, 0)
	}
	return Block{Key: "climate", Heading: a.say("Climate month by month", "月別の気候"), Picture: &Picture{
		Kind: PictureClimate, Places: []Months{ours, theirs},
		Alt: a.say("Temperature and rain of %s and %s by month.", "%sと%sの月別の気温と降水量。", ours.Name, theirs.Name),
	}, Table: t, Notes: []string{a.say("Mean temperature in °C and rain in mm", "平均気温(℃)と降水量(mm)") + a.cite("cru", "")}}
}

// practiceBlock tells what dealing with the candidate takes: travel, language,
// season, time difference, ties, missions.
func (a *author) practiceBlock(c *subject) Block {
	t := &Table{Columns: []Column{
		a.head("item", "Item", "項目"), a.wide("value", "Content", "内容"), a.column("source", "Source", "出典"), a.column("date", "Date", "時点"),
	}}
	add := func(en, ja, value, source string) {
		if value == "" {
			t.Rows = append(t.Rows, []Cell{words(a.say(en, ja)), a.unknown(), words("–"), words("–")})
			return
		}
		t.Rows = append(t.Rows, []Cell{words(a.say(en, ja)), words(value), words(a.source(source)), words(a.dated(source, ""))})
	}
	u := a.base.Units
	ours, theirs := a.base.Country(a.Town), a.base.Country(c.unit)
	add("Distance", "距離", a.number(float64(c.member.Distance), 0, " km").Shown, "geonames")
	add("Airport near it", "最寄りの空港(相手側)", a.airport(c), "airports")
	add("Airport near us", "最寄りの空港(当地)", a.airport(&a.town), "airports")
	add("Flights to Japan (about 2014)", "日本への航空便(2014年頃)", a.flights(c), "airports")
	add("Their visits to us", "相手国からの入国", a.visa(theirs, ours), "passport")
	add("Our visits to them", "我が国からの入国", a.visa(ours, theirs), "passport")
	add("Languages of the country", "国の言語", a.languages(c.unit), "cldr")
	add("Season", "季節", a.season(c), "geonames")
	add("Time difference", "時差", a.hoursWords(c), "geonames")
	add("Time zone", "タイムゾーン", a.zone(c.unit), "geonames")
	add("Our nearest mission there", "相手国にある我が国の最寄りの公館", a.missionWords(ours, c.unit), "embassies")
	add("Their nearest mission here", "我が国にある相手国の最寄りの公館", a.missionWords(theirs, a.Town), "embassies")
	add("Known ties abroad", "既知の海外提携", a.partnersAbroad(c), tieSources(c.ties))
	add("Known ties with our country", "我が国との既知の提携", a.tieNames(c, u.Country[a.Town]), tieSources(c.ties))
	return Block{Key: "practice", Heading: a.say("Travel, language, time, missions", "往来・言語・時差・公館"), Table: t}
}

// airport tells of the airports near a place. The list of airports has all
// there are, so that none listed means none.
func (a *author) airport(s *subject) string {
	if f, ok := s.facts[data.Features[data.FeatureAirport].Name]; ok {
		return f.Shown
	}
	return a.say("none within %.0f km", "%.0fkm以内になし", float64(data.Features[data.FeatureAirport].Radius))
}

// flights tells what is known of flights between the candidate and Japan; of
// flights between other countries nothing is.
func (a *author) flights(c *subject) string {
	if a.base.Country(a.Town) != "JP" {
		c = &a.town
	}
	f := a.reader.Find(wish.Must{Have: wish.Flights}, c.unit)
	switch f.Answer {
	case wish.Yes:
		return f.Evidence.Text.In(a.lang)
	case wish.No:
		return a.say("none recorded within 100 km", "100km以内に記録なし")
	}
	return ""
}

// tiesShown bounds the partners of a candidate that are named.
const tiesShown = 8

// partnersAbroad counts the known ties of a candidate with other countries and
// names the partners.
func (a *author) partnersAbroad(c *subject) string {
	var names []string
	for _, t := range c.ties {
		if t.Domestic || t.Club != "" {
			continue
		}
		name, country := t.Name, t.Country
		if t.Partner != data.NoUnit {
			name = a.base.Name(t.Partner, a.lang)
		}
		if k, ok := a.base.Countries.ByCode(t.Country); ok {
			country = a.base.CountryName(k, a.lang)
		}
		names = append(names, a.say("%s (%s)", "%s(%s)", name, country))
	}
	if len(names) == 0 {
		return a.say("no tie known", "既知の提携なし")
	}
	number, more := grouped(float64(len(names)), 0), ""
	if len(names) > tiesShown {
		names, more = names[:tiesShown], a.say(" and others", "ほか")
	}
	return a.say("%s: %s%s", "%s件: %s%s", number, a.join(names), more)
}

func (a *author) tieNames(c *subject, country data.Country) string {
	if names := a.tiesWith(*c, country); len(names) > 0 {
		return a.join(names)
	}
	return a.say("no tie known", "既知の提携なし")
}
