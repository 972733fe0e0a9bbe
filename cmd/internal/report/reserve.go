package report

import (
	"context"
	"fmt"
	"slices"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// reserve tells who would step in, and why others are not on the list.
func (a *author) reserve(ctx context.Context) (Section, error) {
	s := Section{Key: "reserve", Title: a.say("Reserve list and \"why not\"", "補欠候補と選外の理由"), Blocks: []Block{a.reserveBlock()}}
	others, err := a.othersBlock(ctx)
	if err != nil {
		return s, err
	}
	s.Blocks = slices.Concat(s.Blocks, a.namedBlock(), []Block{others}, a.barredBlock())
	return s, nil
}

// reserveBlock lists who would step in for a member.
func (a *author) reserveBlock() Block {
	t := &Table{Columns: []Column{
		a.head("name", "Reserve", "補欠"), a.column("country", "Country", "国"), a.column("for", "For", "対象"), a.figures("population", "People", "人口"),
		a.figures("fit", "Fit", "適合度"), a.figures("openness", "Openness", "開放度"), a.figures("loss", "Points lost", "評価の減少"),
	}}
	for i := range a.members {
		r := a.members[i].member.Reserve
		if r == nil {
			continue
		}
		t.Rows = append(t.Rows, []Cell{
			words(a.base.Name(r.Unit, a.lang)), words(a.country(r.Unit)), words(a.members[i].name), a.count(a.base.Units.Population[r.Unit]),
			a.points(r.Fit), a.points(r.Openness), a.points(r.Loss),
		})
	}
	b := Block{Key: "reserve", Heading: a.say("Who would step in", "補欠候補")}
	if len(t.Rows) == 0 {
		b.Text = []string{a.say("No reserve is left under the rules.", "条件に合う補欠候補はありません。")}
		return b
	}
	b.Table = t
	return b
}

// othersShown is how many of the highest ranked are looked at.
const othersShown = 10

// othersBlock tells why the highest ranked who are not on the list are not.
func (a *author) othersBlock(ctx context.Context) (Block, error) {
	b := Block{Key: "others", Heading: a.say("The highest ranked that are not on the list", "順位が高いが選外となった候補")}
	engine, err := a.desk.Engine()
	if err != nil {
		return b, err
	}
	q := a.asking.Query
	q.N, q.PerCountry = othersShown, a.view.Portfolio.Rules.PerCountry+1
	limit := a.say("at most %d of one country", "1か国%d都市まで", q.PerCountry)
	if q.To != nil && len(q.To)*q.PerCountry < othersShown {
		q.PerCountry, limit = 0, a.say("no limit per country", "国別の上限なし")
	}
	ranking, err := engine.Rank(ctx, q)
	if err != nil {
		return b, fmt.Errorf("rank for the report: %w", err)
	}
	t := &Table{Columns: []Column{
		a.figures("rank", "#", "順位"), a.head("name", "Candidate", "候補"), a.column("country", "Country", "国"), a.figures("fit", "Fit", "適合度"),
		a.figures("openness", "Openness", "開放度"), a.wide("why", "Why not", "選外の理由"),
	}}
	for _, c := range ranking.Candidates {
		if a.isMember(c.Unit) {
			continue
		}
		t.Rows = append(t.Rows, []Cell{
			a.number(float64(c.Rank), 0, ""), words(a.base.Name(c.Unit, a.lang)), words(a.country(c.Unit)), a.points(c.Fit), a.points(c.Openness), words(a.whyNot(c.Unit)),
		})
	}
	if len(t.Rows) == 0 {
		b.Text = []string{a.say("All of the first %d are on the list.", "上位%d件はすべて一覧にあります。", othersShown)}
		return b, nil
	}
	b.Table = t
	b.Notes = []string{
		a.say("Rank in a list with %s, out of %s governments compared. `shimai explain` tells of any other place why it is not here.", "一覧(%s)での順位です(比較した自治体は%s)。その他の都市が選外となった理由は `shimai explain` で確認できます。", limit, grouped(float64(ranking.Considered), 0)),
	}
	if ranking.Parts > 0 {
		b.Notes = append(b.Notes, a.say("Left out as probable parts of a larger city: %s places.", "大都市の一部とみられるため除外: %s件。", grouped(float64(ranking.Parts), 0)))
	}
	return b, nil
}

func (a *author) isMember(u data.Unit) bool {
	for i := range a.members {
		if a.members[i].unit == u {
			return true
		}
	}
	return false
}

// whyNot tells what keeps a high place in the ranking off the list.
func (a *author) whyNot(u data.Unit) string {
	var same []string
	for _, s := range a.members {
		if a.base.Units.Country[s.unit] == a.base.Units.Country[u] {
			same = append(same, s.name)
		}
	}
	for _, x := range a.view.Portfolio.Existing {
		if x.Country == a.base.Country(u) {
			same = append(same, a.existingName(x))
		}
	}
	if most := a.view.Portfolio.Rules.PerCountry; most > 0 && len(same) >= most {
		return a.say("the place of its country is taken: %s", "同じ国の枠が埋まっている(%s)", a.join(same))
	}
	return a.say("adds less to the set than the members: others serve the same purposes, or lie in the same part of the world", "全体への寄与が少ない(目的や地域が他の候補と重なる)")
}

// namedBlock answers for each city that the brief asks for by name.
func (a *author) namedBlock() []Block {
	if len(a.view.Wants.Cities) == 0 {
		return nil
	}
	t := &Table{Columns: []Column{
		a.head("name", "Asked for", "要望のあった都市"), a.column("state", "Answer", "結果"), a.figures("rank", "Place", "順位"), a.figures("fit", "Fit", "適合度"), a.wide("why", "Why", "理由"),
	}}
	for _, p := range a.view.Wants.Cities {
		t.Rows = append(t.Rows, a.namedRow(p.Candidate.Unit, p))
	}
	return []Block{{Key: "named", Heading: a.say("Cities asked for by name", "要望のあった都市"), Table: t}}
}

// barredBlock lists every rule that kept candidates out, and how many.
func (a *author) barredBlock() []Block {
	if len(a.view.Wants.Barred) == 0 {
		return nil
	}
	t := &Table{Columns: []Column{
		a.head("rule", "Rule", "条件"), a.figures("count", "Kept out", "除外数"), a.column("source", "Source", "出典"), a.column("date", "Date", "時点"),
	}}
	for _, b := range a.view.Wants.Barred {
		source, date := a.say("brief", "要望書"), "–"
		if b.Rule.Source != "" {
			source, date = b.Rule.Source, b.Rule.Date
		}
		t.Rows = append(t.Rows, []Cell{words(b.Rule.Text.In(a.lang)), a.number(float64(b.Count), 0, ""), words(source), words(date)})
	}
	return []Block{{Key: "barred", Heading: a.say("Kept out by brief and policy", "要望書・方針により対象外としたもの"), Table: t, Notes: []string{
		a.say("Nothing is dropped in silence: who answers to several rules is counted under the first.", "条件に該当して除外したものをすべて掲載しています。複数の条件に該当する場合は、最初の条件で数えています。"),
	}}}
}

// namedRow tells where a city that was asked for stands, and why.
func (a *author) namedRow(u data.Unit, p matcher.Placement) []Cell {
	rank := a.number(float64(p.Candidate.Rank), 0, "")
	if a.isMember(u) {
		return []Cell{words(a.place(u)), words(a.say("on the list", "候補に選定")), rank, a.points(p.Candidate.Fit), words(a.say("see its page in section 7", "7章に詳細を掲載"))}
	}
	var why []string
	for _, w := range p.Why {
		why = append(why, w.In(a.lang))
	}
	if len(why) == 0 {
		why = append(why, a.whyNot(u)+a.say(".", "。"))
	}
	for _, g := range p.Gaps[:min(2, len(p.Gaps))] {
		why = append(why, a.say("Behind the first ten on %s: %s against %s points.", "「%s」の点数が上位10件の平均を下回る(%s点、平均%s点)。", answer.CriterionName(g.Criterion, a.lang), a.points(g.Points).Shown, a.points(g.Best).Shown))
	}
	return []Cell{words(a.place(u)), words(a.say("not on the list", "選外")), rank, a.points(p.Candidate.Fit), words(a.sentences(why...))}
}
