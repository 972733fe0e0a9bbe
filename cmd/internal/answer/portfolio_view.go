package answer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// PortfolioView is a portfolio on its way out.
type PortfolioView struct {
	Base      *Base
	Lang      string
	Run       Run
	Portfolio portfolio.Portfolio
	Wants     Wants
	above     []string
}

func (v PortfolioView) Result() Result {
	return Result{Doc: v.document(), JSON: v.JSON()}
}

func (v PortfolioView) say(en, ja string, args ...any) string {
	return fmt.Sprintf(Both(en, ja).In(v.Lang), args...)
}

// place names a unit with its country.
func (v PortfolioView) place(u data.Unit) string {
	return v.Base.Name(u, v.Lang) + v.say(" (%s)", "(%s)", v.Base.CountryName(v.Base.Units.Country[u], v.Lang))
}

// placeInRegion names a unit with its region and country.
func (v PortfolioView) placeInRegion(u data.Unit) string {
	where := v.Base.CountryName(v.Base.Units.Country[u], v.Lang)
	if r := v.Base.Region(u, v.Lang); r != "" {
		where = r + v.say(", ", "、") + where
	}
	return v.Base.Name(u, v.Lang) + v.say(" (%s)", "(%s)", where)
}

func (v PortfolioView) document() Document {
	d := Document{Lang: v.Lang, Above: v.above, Below: v.below(), notes: Column{Key: "notes", Title: Both("Notes", "説明")}, Columns: []Column{
		{Key: "rank", Title: Both("#", "番号"), Right: true},
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: Both("Name", "名称"), Fold: true},
		{Key: "region", Title: Both("Region", "地域"), FileOnly: true},
		{Key: "country", Title: Both("Country", "国"), Soft: 1},
		{Key: "continent", Title: Both("Continent", "大陸"), FileOnly: true},
		{Key: "role", Title: Both("Role", "役割"), Firm: true},
		{Key: "population", Title: Both("People", "人口"), Right: true},
		{Key: "fit", Title: Both("Fit", "適合"), Right: true},
		{Key: "openness", Title: Both("Open", "開放"), Right: true},
		{Key: "order_score", Title: Both("Order", "順位点"), FileOnly: true},
		{Key: "their_rank", Title: Both("Their view", "相手から"), Right: true},
		{Key: "their_of", Title: Both("Of", "全体"), FileOnly: true},
		{Key: "loss", Title: Both("Lost without it", "損失"), FileOnly: true},
		{Key: "reserve_id", Title: Both("Reserve id", "補欠ID"), FileOnly: true},
		{Key: "reserve", Title: Both("Reserve", "補欠"), FileOnly: true},
		{Key: "reserve_loss", Title: Both("Lost even so", "補欠後の損失"), FileOnly: true},
		{Key: "flags", Title: Both("Flags", "注意"), FileOnly: true},
	}}
	of := sameOf(v.Portfolio.Members, func(m portfolio.Member) *matcher.Standing { return m.TheirRank })
	for i := range v.Portfolio.Members {
		d.Rows = append(d.Rows, v.row(&v.Portfolio.Members[i], of))
	}
	if of > 0 {
		d.Below = append([]string{theirView(v.Base.Name(v.Portfolio.Town, v.Lang), of, v.Lang)}, d.Below...)
	}
	return d
}

// row is a member's line; of is the number that stands below the table.
func (v PortfolioView) row(m *portfolio.Member, of int) Row {
	b, view := v.Base, standing(m.TheirRank, v.Lang)
	if of > 0 {
		view = "#" + Grouped(int64(m.TheirRank.Rank))
	}
	role := Cell{v.RoleName(m), ""}
	if m.HasRole {
		role.Raw = m.Role.String()
	}
	reserve, reserveLoss := [2]string{}, ""
	if m.Reserve != nil {
		reserve = [2]string{b.Labels.ID.At(int(m.Reserve.Unit)), b.Name(m.Reserve.Unit, v.Lang)}
		reserveLoss = hundredths(m.Reserve.Loss).Raw
	}
	theirRank, theirOf := "", ""
	if m.TheirRank != nil {
		theirRank, theirOf = strconv.Itoa(m.TheirRank.Rank), strconv.Itoa(m.TheirRank.Of)
	}
	keys := make([]string, len(m.Flags))
	for i, f := range m.Flags {
		keys[i] = f.Key
	}
	return Row{Notes: v.notes(m), Cells: []Cell{
		Count(int32(m.Rank)), Text(b.Labels.ID.At(int(m.Unit))), Text(b.Name(m.Unit, v.Lang)), Text(b.Region(m.Unit, v.Lang)),
		{b.CountryName(b.Units.Country[m.Unit], v.Lang), b.Country(m.Unit)}, {ContinentName(m.Continent, v.Lang), m.Continent}, role,
		Count(b.Units.Population[m.Unit]), Points(m.Fit), Points(m.Openness), Points(m.OrderScore),
		{view, theirRank}, Text(theirOf), hundredths(m.Loss.Points),
		Text(reserve[0]), Text(reserve[1]), Text(reserveLoss), Text(strings.Join(keys, " ")),
	}}
}

// RoleName names what a member is for; one without a purpose of its own is
// there because the two go together.
func (v PortfolioView) RoleName(m *portfolio.Member) string {
	if m.HasRole {
		return m.Role.Short().In(v.Lang)
	}
	return v.say("kindred", "相性")
}

// factsShown bounds the facts named for a role.
const factsShown = 3

// notes word why a member is there, what goes with it, and who would step in.
func (v PortfolioView) notes(m *portfolio.Member) []string {
	var out []string
	shown := 3
	if m.HasRole {
		if why := m.Serves[m.Role].Why; len(why) > 0 {
			out = append(out, m.Role.Name().In(v.Lang)+v.say(": ", ": ")+v.join(why[:min(factsShown, len(why))]))
		}
		shown = 1
	}
	for _, ev := range Reasons(m.Candidate, shown) {
		if words := ev.Text.In(v.Lang); len(out) == 0 || !strings.Contains(out[0], words) {
			out = append(out, words)
		}
	}
	out = append(out, v.lossWords(m))
	return append(out, flagLines(m.Flags, v.Lang)...)
}

func (v PortfolioView) join(list []matcher.Evidence) string {
	parts := make([]string, len(list))
	for i, ev := range list {
		parts[i] = ev.Text.In(v.Lang)
	}
	return strings.Join(parts, v.say("; ", "、"))
}

// lossWords tells what is lost without a member, and who would step in.
func (v PortfolioView) lossWords(m *portfolio.Member) string {
	parts := []string{v.say("without it %.1f points less", "抜けると%.1f点減", m.Loss.Points.Float())}
	for _, l := range m.Loss.Purposes {
		parts = append(parts, v.say("%s %.0f → %.0f", "%s %.0f→%.0f", l.Purpose.Name().In(v.Lang), l.From.Float(), l.To.Float()))
	}
	if c := m.Loss.Continent; c != "" {
		parts = append(parts, v.say("nobody in %s", "%sがなくなる", ContinentName(c, v.Lang)))
	}
	words := strings.Join(parts, v.say(", ", "、"))
	if m.Reserve == nil {
		return words + v.say("; no reserve under the rules", "。条件に合う補欠なし")
	}
	if m.Reserve.Loss < 0 { // of a set chosen by hand
		return words + v.say("; %s in its place would add %.1f points", "。%sに替えると%.1f点増", v.placeInRegion(m.Reserve.Unit), -m.Reserve.Loss.Float())
	}
	return words + v.say("; reserve: %s, %.1f less", "。補欠: %s(%.1f点減)", v.placeInRegion(m.Reserve.Unit), m.Reserve.Loss.Float())
}

// below says what the set serves, what it rests on, and what the rules cost.
func (v PortfolioView) below() []string {
	lines := v.coverageLines()
	lines = append(lines, v.continentLine(), v.linkLines())
	lines = append(lines, v.ExistingLines()...)
	lines = append(lines, v.ruleLine(), v.sizeLine())
	lines = append(lines, v.Base.wantsLines(v.Wants, v.listed(), v.Lang)...)
	lines = append(lines, v.worthLine(), v.Run.tiesKnown(v.Lang),
		v.Run.Line(v.Lang, v.Base.Manifest))
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// worthLine tells what the set is worth and how it was found.
func (v PortfolioView) worthLine() string {
	p := &v.Portfolio
	worth := v.say("Worth %.1f = order scores %.1f + purposes %.1f + working together %.1f - likeness %.1f", "評価 %.1f=順位点 %.1f+目的 %.1f+相互の連携 %.1f-類似 %.1f",
		p.Worth.Total().Float(), p.Worth.Value.Float(), p.Worth.Coverage.Float(), p.Worth.Commonality.Float(), -p.Worth.Alike.Float())
	if p.ByHand {
		return worth + v.say("; chosen by hand, out of %s governments compared.", "。構成都市は担当者が選定したものです(比較した自治体は%s)。", Grouped(int64(p.Considered)))
	}
	return worth + v.say("; the best of all sets of %d candidates, out of %s governments compared.", "。%d候補のあらゆる組み合わせの中で最良(比較した自治体は%s)。", p.Pool, Grouped(int64(p.Considered)))
}

// listed are the members.
func (v PortfolioView) listed() []data.Unit {
	out := make([]data.Unit, len(v.Portfolio.Members))
	for i := range out {
		out[i] = v.Portfolio.Members[i].Unit
	}
	return out
}

// coverageLines tell, purpose by purpose, how far it is served and by whom.
func (v PortfolioView) coverageLines() []string {
	var served, silent []string
	for _, c := range v.Portfolio.Purposes {
		switch name := c.Purpose.Name().In(v.Lang); {
		case c.Weight == 0:
		case c.By < 0:
			silent = append(silent, name)
		default:
			served = append(served, v.say("%s %.0f (%s)", "%s %.0f(%s)", name, c.Points.Float(), v.Base.Name(v.Portfolio.Members[c.By].Unit, v.Lang)))
		}
	}
	var lines []string
	if len(served) > 0 {
		lines = append(lines, v.say("Purposes, 0-100, and who serves each best: %s.", "目的別の充足度(0〜100)と担い手: %s。", strings.Join(served, v.say(", ", "、"))))
	}
	if len(silent) > 0 {
		lines = append(lines, v.say("The data show nothing that serves %s.", "次の目的を支えるデータはありません: %s。", strings.Join(silent, v.say(", ", "、"))))
	}
	return lines
}

func (v PortfolioView) continentLine() string {
	var parts []string
	for _, c := range v.continents() {
		parts = append(parts, fmt.Sprintf("%s %d", ContinentName(c.Continent, v.Lang), c.Members))
	}
	return v.say("Continents: %s.", "大陸別: %s。", strings.Join(parts, v.say(", ", "、")))
}

// continents counts the members by continent, most first.
func (v PortfolioView) continents() []continentJSON {
	out := []continentJSON{}
	for _, m := range v.Portfolio.Members {
		at := slices.IndexFunc(out, func(c continentJSON) bool { return c.Continent == m.Continent })
		if at < 0 {
			out = append(out, continentJSON{Continent: m.Continent})
			at = len(out) - 1
		}
		out[at].Members++
	}
	slices.SortStableFunc(out, func(a, b continentJSON) int { return b.Members - a.Members })
	return out
}

// ContinentName names a continent by its code.
func ContinentName(code, lang string) string {
	name := map[string]matcher.Text{
		"AF": Both("Africa", "アフリカ"), "AN": Both("Antarctica", "南極"), "AS": Both("Asia", "アジア"), "EU": Both("Europe", "ヨーロッパ"),
		"NA": Both("North America", "北米"), "OC": Both("Oceania", "オセアニア"), "SA": Both("South America", "南米"),
	}[code]
	if name.EN == "" {
		return Both("unknown", "不明").In(lang)
	}
	return name.In(lang)
}
