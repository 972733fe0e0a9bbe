package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// balance tells what the members make together: where they lie, what they
// serve, what each of them adds, and how they are linked.
func (a *author) balance() Section {
	return Section{Key: "balance", Title: a.say("Balance of the portfolio", "候補全体の均衡"), Blocks: []Block{
		a.mapBlock(), a.spreadBlock(), a.servedBlock(), a.lossBlock(), a.linksBlock(),
	}}
}

func (a *author) mapBlock() Block {
	pic := &Picture{Kind: PictureMap, Spots: []Spot{a.spot(a.Town, RoleTown, 0)}}
	var names []string
	for _, s := range a.members {
		pic.Spots = append(pic.Spots, a.spot(s.unit, RoleMember, s.member.Rank))
		names = append(names, a.place(s.unit))
	}
	for _, x := range a.view.Portfolio.Existing {
		if x.Unit != data.NoUnit {
			pic.Spots = append(pic.Spots, a.spot(x.Unit, RoleExisting, 0))
		}
	}
	pic.Alt = a.say("Map of the world with %s and its candidates: %s.", "%sと候補都市の位置を示す世界地図: %s。", a.town.name, a.join(names))
	return Block{Key: "map", Heading: a.say("Where they lie", "位置"), Picture: pic, Text: []string{pic.Alt}}
}

func (a *author) spot(u data.Unit, role Role, number int) Spot {
	return Spot{
		ID: a.base.Labels.ID.At(int(u)), Name: a.base.Name(u, a.lang), Note: a.country(u), Role: role, Number: number,
		Lat: float64(a.base.Units.Lat[u]), Lon: float64(a.base.Units.Lon[u]),
	}
}

// spreadBlock counts continents and languages.
func (a *author) spreadBlock() Block {
	t := &Table{Columns: []Column{a.column("what", "What", "区分"), a.head("name", "Name", "名称"), a.figures("members", "Members", "候補数"), a.wide("who", "Which", "該当")}}
	count := func(what string, keys func(s *subject) []string) {
		var names []string
		who := map[string][]string{}
		for i := range a.members {
			for _, k := range keys(&a.members[i]) {
				if who[k] == nil {
					names = append(names, k)
				}
				who[k] = append(who[k], a.members[i].name)
			}
		}
		slices.SortStableFunc(names, func(x, y string) int { return len(who[y]) - len(who[x]) })
		for _, n := range names {
			t.Rows = append(t.Rows, []Cell{words(what), words(n), a.number(float64(len(who[n])), 0, ""), words(a.join(who[n]))})
		}
	}
	count(a.say("Continent", "大陸"), func(s *subject) []string { return []string{answer.ContinentName(s.member.Continent, a.lang)} })
	count(a.say("Language", "言語"), func(s *subject) []string {
		for _, l := range a.base.Countries.Languages[a.base.Units.Country[s.unit]] {
			return []string{a.language(l.Code)}
		}
		return []string{a.say("unknown", "不明")}
	})
	return Block{Key: "spread", Heading: a.say("Continents and languages", "大陸・言語"), Table: t, Notes: []string{
		a.say("Language: the one most spoken in the country.", "言語は、その国で最も話されているものです。") + a.cite("cldr", ""),
	}}
}

// servedBlock tells how far each purpose is served, and by whom.
func (a *author) servedBlock() Block {
	p := &a.view.Portfolio
	t := &Table{Columns: []Column{
		a.head("purpose", "Purpose", "目的"), a.figures("weight", "Weight", "重み"), a.figures("points", "Served, 0-100", "充足度(0～100)"), a.column("by", "Best by", "主な担い手"), a.wide("why", "What it rests on", "根拠"),
	}}
	for _, c := range p.Purposes {
		name := c.Purpose.Name().In(a.lang)
		by, why := words(a.say("nobody", "なし")), words("–")
		if c.By >= 0 {
			s := a.members[c.By]
			by = words(s.name)
			if list := s.member.Serves[c.Purpose].Why; len(list) > 0 {
				why = words(a.quoted(list))
			}
		}
		t.Rows = append(t.Rows, []Cell{words(name), a.number(c.Weight, 1, ""), a.number(c.Points.Float(), 0, ""), by, why})
	}
	return Block{Key: "served", Heading: a.say("What the set serves", "目的別の充足度"), Picture: a.balancePicture(), Table: t}
}

// balancePicture shows which member serves which purpose, and which continents
// they lie on.
func (a *author) balancePicture() *Picture {
	pic := &Picture{Kind: PictureBalance, Alt: a.say("What each candidate serves", "候補別の充足度")}
	purposes := chart.Group{Title: a.say("Purposes", "目的")}
	for _, p := range portfolio.Purposes() {
		if a.view.Portfolio.Purposes[p].Weight == 0 {
			continue
		}
		row := chart.Cover{Label: p.Short().In(a.lang)}
		for i := range a.members {
			row.Shares = append(row.Shares, a.members[i].member.Serves[p].Points.Float()/100)
		}
		purposes.Rows = append(purposes.Rows, row)
	}
	continents := chart.Group{Title: a.say("Continents", "大陸")}
	seen := map[string]bool{}
	for i := range a.members {
		pic.Names = append(pic.Names, a.members[i].name)
		code := a.members[i].member.Continent
		if seen[code] {
			continue
		}
		seen[code] = true
		row := chart.Cover{Label: answer.ContinentName(code, a.lang)}
		for j := range a.members {
			share := 0.0
			if a.members[j].member.Continent == code {
				share = 1
			}
			row.Shares = append(row.Shares, share)
		}
		continents.Rows = append(continents.Rows, row)
	}
	pic.Groups = []chart.Group{purposes, continents}
	return pic
}

// lossBlock tells what is lost without each member.
func (a *author) lossBlock() Block {
	t := &Table{Columns: []Column{
		a.head("name", "Without", "抜けた場合"), a.figures("loss", "Points lost", "失われる評価"), a.wide("what", "What is served less", "低下する点"),
		a.column("reserve", "Reserve", "補欠"), a.figures("reserve_loss", "Lost even so", "補欠後の損失"),
	}}
	for i := range a.members {
		m := a.members[i].member
		reserve, loss := words(a.say("none under the rules", "条件に合う補欠なし")), words("–")
		if m.Reserve != nil {
			reserve, loss = words(a.place(m.Reserve.Unit)), a.points(m.Reserve.Loss)
		}
		t.Rows = append(t.Rows, []Cell{words(a.members[i].name), a.points(m.Loss.Points), words(a.lossWords(m)), reserve, loss})
	}
	w := a.view.Portfolio.Worth
	return Block{Key: "loss", Heading: a.say("What is lost without each", "1都市ずつ除いた場合"), Table: t, Notes: []string{
		a.say("The set is worth %s = order scores %s + purposes %s + working together %s − likeness %s.", "全体の評価%s=順位点%s+目的%s+相互の連携%s-類似%s。",
			a.points(w.Total()).Shown, a.points(w.Value).Shown, a.points(w.Coverage).Shown, a.points(w.Commonality).Shown, a.points(-w.Alike).Shown),
	}}
}

func (a *author) lossWords(m *portfolio.Member) string {
	var out []string
	for _, l := range m.Loss.Purposes {
		out = append(out, fmt.Sprintf("%s %s→%s", l.Purpose.Name().In(a.lang), a.number(l.From.Float(), 0, "").Shown, a.number(l.To.Float(), 0, "").Shown))
	}
	if c := m.Loss.Continent; c != "" {
		out = append(out, a.say("nobody in %s", "%sがなくなる", answer.ContinentName(c, a.lang)))
	}
	if len(out) == 0 {
		return "–"
	}
	return strings.Join(out, a.say("; ", "、"))
}

// linksBlock lists what members have in common with each other.
func (a *author) linksBlock() Block {
	b := Block{Key: "links", Heading: a.say("Links among the candidates", "候補同士のつながり")}
	// A partner or a trait that two pairs share is shared by all of them: it is
	// told once. Two that are tied are a pair of their own.
	type common struct {
		kind    portfolio.LinkKind
		subject data.Unit
		theme   string
		a, b    data.Unit
	}
	var order []common
	who := map[common][]data.Unit{}
	for _, l := range a.view.Portfolio.Links {
		k := common{kind: l.Kind, subject: l.Subject, theme: l.Theme}
		if l.Kind == portfolio.LinkTied {
			k.a, k.b = l.A, l.B
		}
		if who[k] == nil {
			order = append(order, k)
		}
		for _, u := range []data.Unit{l.A, l.B} {
			if !slices.Contains(who[k], u) {
				who[k] = append(who[k], u)
			}
		}
	}
	for _, k := range order {
		var list []string
		for i := range a.members { // in the order of the shortlist
			if slices.Contains(who[k], a.members[i].unit) {
				list = append(list, a.members[i].name)
			}
		}
		names := a.join(list)
		switch k.kind {
		case portfolio.LinkTied:
			b.List = append(b.List, a.say("Tied already: %s", "すでに提携している候補: %s", names)+a.cite("ties", ""))
		case portfolio.LinkPartner:
			b.List = append(b.List, a.say("With a partner in common, %[2]s: %[1]s", "共通の提携先(%[2]s)がある候補: %[1]s", names, a.place(k.subject))+a.cite("ties", ""))
		case portfolio.LinkTheme:
			b.List = append(b.List, a.say("Sharing with us and each other (%[2]s): %[1]s", "当地とも共通する特色(%[2]s)がある候補: %[1]s", names, answer.LinkWord(k.theme, a.lang))+a.cite(themeSource(k.theme), ""))
		}
	}
	if len(b.List) == 0 {
		b.Text = []string{a.say("No link between the candidates is known.", "候補同士のつながりは判明していません。")}
	}
	return b
}

// themeSource is the source of a theme or a near feature.
func themeSource(key string) string {
	if f, ok := data.ParseFeature(key); ok {
		return data.Features[f].Source
	}
	return "themes"
}
