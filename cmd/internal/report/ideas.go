package report

import (
	"cmp"
	"slices"

	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// leastIdea is how far a purpose must be served for a first idea, of 100.
const leastIdea = 40 * matcher.PointsScale

// ideasShown bounds the ideas for the first year: more is no plan for a town hall.
const ideasShown = 3

// idea is a first step that costs little, for one purpose.
func (a *author) idea(p portfolio.Purpose) string {
	switch p {
	case portfolio.Trade:
		return a.say("a stand with the partner's products at one of our fairs, and the reverse; one talk between the chambers of commerce", "互いの催事での産品紹介(相互出展)と、商工団体同士のオンライン面談1回")
	case portfolio.Tourism:
		return a.say("pages about each other in both tourist offices' guides, and one visit of each other's guides out of season", "双方の観光案内での相互紹介と、閑散期の関係者視察1回")
	case portfolio.Education:
		return a.say("one class a term on line between one school of each side, letters first; a visit of pupils only in a later year", "双方1校ずつによる手紙の交換と、学期ごとのオンライン授業(生徒の派遣は翌年度以降に検討)")
	case portfolio.Culture:
		return a.say("an exhibition that travels, or a guest at one festival of each side", "巡回展示、または互いの祭り・行事への招待1回")
	case portfolio.Workers:
		return a.say("a talk with the employment services of both sides about what skills are wanted and taught", "必要な人材と現地の教育・訓練についての、双方の関係機関の意見交換")
	case portfolio.Disaster:
		return a.say("an exchange of the disaster plans and one exercise on line between the two offices in charge", "防災計画の交換と、防災担当課同士のオンライン訓練1回")
	default:
		return a.say("one small joint project of a school or firm of ours with the university or industry there", "当地の学校・事業者と相手側の大学・産業との小規模な共同事業1件")
	}
}

// ideasBlock proposes what could be done in the first year, for the purposes
// that the candidate serves well, with the facts that each rests on.
func (a *author) ideasBlock(c *subject) Block {
	list := slices.DeleteFunc(portfolio.Purposes(), func(p portfolio.Purpose) bool {
		s := c.member.Serves[p]
		return s.Points < leastIdea || len(s.Why) == 0 || a.view.Portfolio.Purposes[p].Weight == 0
	})
	slices.SortStableFunc(list, func(x, y portfolio.Purpose) int {
		return cmp.Compare(a.wanted(c, y), a.wanted(c, x))
	})
	b := Block{Key: "ideas", Heading: a.say("Ideas for the first year", "初年度の事業案")}
	if len(list) == 0 {
		b.Text = []string{a.say("No purpose is served well enough by known facts; begin with letters and ask what the other side wishes.", "判明している事実から具体的な事業案を示せる目的はありません。まずは書簡のやり取りから始め、相手側の希望を確認してください。")}
		return b
	}
	t := &Table{Columns: []Column{a.head("purpose", "Purpose", "目的"), a.wide("idea", "Idea", "事業案"), a.wide("why", "What it rests on", "根拠")}}
	for _, p := range list[:min(ideasShown, len(list))] {
		t.Rows = append(t.Rows, []Cell{words(p.Name().In(a.lang)), words(a.idea(p)), words(a.quoted(c.member.Serves[p].Why))})
	}
	b.Table = t
	b.Notes = []string{a.say("Ideas are made from templates for what the facts suggest; whether they suit is for both sides to say.", "事業案は、判明している事実に応じた定型の例です。適否は双方でご判断ください。")}
	return b
}

// wanted is how far a candidate serves a purpose, times the weight of it.
func (a *author) wanted(c *subject, p portfolio.Purpose) float64 {
	return a.view.Portfolio.Purposes[p].Weight * c.member.Serves[p].Points.Float()
}
