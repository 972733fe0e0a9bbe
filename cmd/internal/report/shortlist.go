package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/wish"
)

// shortlist is the whole portfolio at a glance.
func (a *author) shortlist() Section {
	t := &Table{Columns: []Column{
		a.figures("rank", "#", "番号"), a.head("name", "Candidate", "候補"), a.column("country", "Country", "国"), a.column("role", "Role", "役割"),
		a.figures("population", "People", "人口"), a.figures("fit", "Fit", "適合度"), a.figures("openness", "Openness", "開放度"),
		a.figures("their_rank", "Their view", "相手側の順位"), a.figures("confidence", "Known", "既知の割合"),
		a.wide("flags", "Flags", "注意"),
	}}
	for i := range a.members {
		t.Rows = append(t.Rows, a.shortlistRow(&a.members[i]))
	}
	return Section{Key: "shortlist", Title: a.say("Shortlist at a glance", "候補一覧"), Blocks: []Block{{Key: "shortlist", Table: t, Notes: []string{
		a.say("Fit (0-100): how well the two go together, the sum of the points. Openness (0-100): how likely the candidate is free and willing; it is no part of fit.",
			"適合度(0～100): 両者の相性。各項目の点数の合計です。開放度(0～100): 相手側に余地と意欲がある見込み。適合度には含みません。"),
		a.say("Their view: the place of %s among the %s governments of %s if the candidate ranks them. Known: the share of the points that rests on known facts.",
			"相手側の順位: 候補側から見た、%[3]sの%[2]s自治体の中での%[1]sの順位です。既知の割合: 配点のうち、判明している事実に基づく割合です。", a.town.name, a.ranked(), a.country(a.Town)),
		a.say("The order is that of the order score, in which fit, openness and their view count together.", "番号は、適合度・開放度・相手側の順位を合わせた総合点の順です。"),
	}}}}
}

// ranked tells among how many governments of our country candidates rank us:
// one number, or all that there are where candidates are of several levels.
func (a *author) ranked() string {
	var out []string
	for _, s := range a.members {
		if r := s.member.TheirRank; r != nil {
			if of := grouped(float64(r.Of), 0); !slices.Contains(out, of) {
				out = append(out, of)
			}
		}
	}
	return strings.Join(out, a.say(" or ", "または"))
}

func (a *author) shortlistRow(s *subject) []Cell {
	m := s.member
	role := words(a.say("kindred", "相性"))
	if m.HasRole {
		role = words(m.Role.Name().In(a.lang))
	}
	rank := a.unknown()
	if m.TheirRank != nil {
		rank = a.number(float64(m.TheirRank.Rank), 0, "")
	}
	return []Cell{
		a.number(float64(m.Rank), 0, ""), words(s.name), words(a.country(s.unit)), role,
		a.count(a.base.Units.Population[s.unit]), a.points(m.Fit), a.points(m.Openness), rank, a.share(m.Confidence), words(a.flags(m.Flags)),
	}
}

// flags words the remarks that a reader must not miss.
func (a *author) flags(flags []matcher.Flag) string {
	var out []string
	for _, f := range flags {
		out = append(out, f.Text.In(a.lang))
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, a.say("; ", " / "))
}

// comparison sets the town and all candidates side by side, the same rows for all.
func (a *author) comparison() Section {
	t := &Table{Columns: []Column{a.head("row", "Measure", "項目"), {Key: a.base.Labels.ID.At(int(a.Town)), Title: a.town.name, Number: true}}}
	for _, s := range a.members {
		t.Columns = append(t.Columns, Column{Key: a.base.Labels.ID.At(int(s.unit)), Title: s.name, Number: true})
	}
	all := append([]*subject{&a.town}, pointers(a.members)...)
	row := func(title string, of func(s *subject) Cell) {
		cells := []Cell{words(title)}
		for _, s := range all {
			cells = append(cells, of(s))
		}
		t.Rows = append(t.Rows, cells)
	}
	a.factRows(row)
	a.mustRows(row)
	a.scoreRows(row)
	return Section{Key: "comparison", Title: a.say("Comparison", "比較表"), Blocks: []Block{{Key: "comparison", Picture: a.profilePicture(all), Table: t, Notes: []string{
		a.say("Time difference in January, and in July where summer time makes it another. The table of a candidate's page gives sources.",
			"時差は1月の値です。夏時間により異なる場合は7月の値を併記しています。出典は各候補の頁に記載しています。"),
	}}}}
}

// mustRows answer, for each candidate, what the brief asks of all of them.
func (a *author) mustRows(row func(title string, of func(s *subject) Cell)) {
	for _, m := range a.asking.Musts {
		row(a.say("Asked for: %s", "要件: %s", m.Words().In(a.lang)), func(s *subject) Cell {
			if s.member == nil {
				return words("–")
			}
			f := a.reader.Find(m, s.unit)
			what := ""
			switch t := f.Evidence.Text.In(a.lang); {
			case t != "" && (m.Have == wish.Language || m.Have == wish.OtherLanguage):
				what = a.say(": ", ": ") + a.languages(s.unit) + a.cite(f.Evidence.Source, "") // by name, not by code
			case t != "":
				what = a.say(": ", ": ") + a.reason(f.Evidence)
			}
			switch f.Answer {
			case wish.Yes:
				return words(a.say("yes", "該当") + what)
			case wish.No:
				return words(a.say("no", "非該当") + what)
			}
			return a.unknown()
		})
	}
}

// profilePicture compares what can be measured of the town and all candidates.
func (a *author) profilePicture(all []*subject) *Picture {
	u := a.base.Units
	pic := &Picture{Kind: PictureProfile, Alt: a.say("Size and setting of the town and the candidates", "当地と候補の規模・立地")}
	for _, s := range all {
		pic.Names = append(pic.Names, s.name)
	}
	add := func(label string, log bool, decimals int, of func(u data.Unit) float64) {
		m := chart.Measure{Label: label, Log: log, Decimals: decimals}
		for _, s := range all {
			m.Values = append(m.Values, of(s.unit))
		}
		pic.Measures = append(pic.Measures, m)
	}
	whole := func(column []int32) func(u data.Unit) float64 {
		return func(u data.Unit) float64 {
			if column[u] == data.NoInt {
				return math.NaN()
			}
			return float64(column[u])
		}
	}
	add(a.say("People", "人口(人)"), true, 0, whole(u.Population))
	add(a.say("Height above the sea, m", "標高(m)"), false, 0, whole(u.Elevation))
	add(a.say("Distance to the sea, km", "海までの距離(km)"), false, 0, func(x data.Unit) float64 { return float64(u.CoastKm[x]) })
	add(a.say("Mean in July, °C", "7月の平均気温(℃)"), false, 1, func(x data.Unit) float64 { return float64(a.months.T[6][x]) })
	return pic
}

func pointers(list []subject) []*subject {
	out := make([]*subject, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// factRows are the rows of the comparison that the town has, too.
func (a *author) factRows(row func(title string, of func(s *subject) Cell)) {
	u := a.base.Units
	row(a.say("Country", "国"), func(s *subject) Cell { return words(a.country(s.unit)) })
	row(a.say("Region", "地域"), func(s *subject) Cell { return a.known(a.base.Region(s.unit, a.lang)) })
	row(a.say("People", "人口"), func(s *subject) Cell { return a.count(u.Population[s.unit]) })
	row(a.say("Rank in its region", "地域内の順位"), func(s *subject) Cell { return a.count(u.RegionRank[s.unit]) })
	row(a.say("Height above the sea", "標高"), func(s *subject) Cell {
		c := a.count(u.Elevation[s.unit])
		if c.Value != nil {
			c = a.number(*c.Value, 0, " m")
		}
		return c
	})
	row(a.say("Distance to the sea", "海までの距離"), func(s *subject) Cell { return a.measure(u.CoastKm[s.unit], 0, " km") })
	row(a.say("Climate (Köppen)", "気候区分(ケッペン)"), func(s *subject) Cell { return a.known(s.facts["koppen"].Shown) })
	row(a.say("Mean in January", "1月の平均気温"), func(s *subject) Cell { return a.measure(a.months.T[0][s.unit], 1, " °C") })
	row(a.say("Mean in July", "7月の平均気温"), func(s *subject) Cell { return a.measure(a.months.T[6][s.unit], 1, " °C") })
	row(a.say("Languages of the country", "国の言語"), func(s *subject) Cell { return a.known(a.languages(s.unit)) })
	row(a.say("Known ties abroad", "既知の海外提携"), func(s *subject) Cell { return a.number(float64(abroad(*s)), 0, "") })
	for _, f := range []data.Feature{data.FeatureAirport, data.FeaturePort, data.FeatureUniversity, data.FeatureHeritage, data.FeatureSki} {
		info := data.Features[f]
		row(capital(a.say("%s within %.0f km", "%s(%.0fkm以内)", a.say(info.Label, info.LabelJA), info.Radius)), func(s *subject) Cell { return a.feature(s, f) })
	}
}

// feature tells what of a kind lies near, "none recorded" where nothing does.
func (a *author) feature(s *subject, f data.Feature) Cell {
	fact, ok := s.facts[data.Features[f].Name]
	if !ok {
		return words(a.say("none recorded", "記録なし"))
	}
	return words(fact.Shown)
}

// scoreRows are the rows that only candidates have.
func (a *author) scoreRows(row func(title string, of func(s *subject) Cell)) {
	ofMember := func(of func(s *subject) Cell) func(s *subject) Cell {
		return func(s *subject) Cell {
			if s.member == nil {
				return words("–")
			}
			return of(s)
		}
	}
	row(a.say("Distance", "距離"), ofMember(func(s *subject) Cell { return a.number(float64(s.member.Distance), 0, " km") }))
	row(a.say("Time difference", "時差"), ofMember(func(s *subject) Cell { return a.hours(s) }))
	row(a.say("Ties with our country", "我が国との既知の提携"), ofMember(func(s *subject) Cell {
		return a.number(float64(len(a.tiesWith(*s, a.base.Units.Country[a.Town]))), 0, "")
	}))
	row(a.say("Fit", "適合度"), ofMember(func(s *subject) Cell { return a.points(s.member.Fit) }))
	for _, k := range matcher.Criteria() {
		row(a.say("– %s", "・%s", answer.CriterionName(k, a.lang)), ofMember(func(s *subject) Cell { return a.linePoints(s.member.Lines, k) }))
	}
	row(a.say("Openness", "開放度"), ofMember(func(s *subject) Cell { return a.points(s.member.Openness) }))
	row(a.say("Their view (place)", "相手側の順位"), ofMember(func(s *subject) Cell {
		if s.member.TheirRank == nil {
			return a.unknown()
		}
		return a.number(float64(s.member.TheirRank.Rank), 0, "")
	}))
	row(a.say("Their fit with us", "相手側から見た適合度"), ofMember(func(s *subject) Cell { return a.points(s.back.Fit) }))
	row(a.say("Known", "既知の割合"), ofMember(func(s *subject) Cell { return a.share(s.member.Confidence) }))
}

// linePoints are the points of a criterion, unknown where the data are silent.
func (a *author) linePoints(lines []matcher.Line, k matcher.Criterion) Cell {
	l, ok := lineOf(lines, k)
	if !ok || !l.Known {
		return a.unknown()
	}
	return a.points(l.Points)
}

// languages lists the languages of the country of a place, most spoken first.
func (a *author) languages(u data.Unit) string {
	const most = 3
	var out []string
	for _, l := range a.base.Countries.Languages[a.base.Units.Country[u]] {
		if len(out) < most && (l.Official || l.Percent >= 20) {
			out = append(out, a.say("%s %s", "%s%s", a.language(l.Code), fmt.Sprintf("%.0f%%", l.Percent)))
		}
	}
	return a.join(out)
}
