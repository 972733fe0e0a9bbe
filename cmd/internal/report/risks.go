package report

import (
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Limits beyond which a risk is named.
const (
	// wideGap is the ratio of sizes from which one side can do far more than the other.
	wideGap = 3.0
	// lateHours is the difference of the clocks, whatever the day, from which
	// office hours hardly meet.
	lateHours = 7.0
	// littleKnown is the share of points that rests on facts below which more
	// has to be found out first.
	littleKnown = 0.6
	// lowView is the share of the governments of our country before us in
	// their ranking from which they may well prefer others.
	lowView = 0.25
)

// risks names what may go wrong with each candidate, how to meet it, and in
// which form to begin.
func (a *author) risks() Section {
	t := &Table{Columns: []Column{a.head("name", "Candidate", "候補"), a.wide("risk", "Risk", "リスク"), a.wide("meet", "How to meet it", "対応")}}
	forms := &Table{Columns: []Column{a.head("name", "Candidate", "候補"), a.column("form", "First form", "当初の形態"), a.wide("why", "Because", "理由")}}
	t.Rows = append(t.Rows, []Cell{words(a.say("all candidates", "各候補共通")),
		words(a.say("the tie falls asleep after the first years; no public list tells how often that happens", "数年で交流が途絶える(頻度を示す公開データはありません)")),
		words(a.say("agree on one exchange a year and on who is in charge, and look back after three years", "年1回の交流と担当を取り決め、3年後に見直す"))})
	t.Rows = append(t.Rows, a.riskRows()...)
	for i := range a.members {
		c := &a.members[i]
		form, why := a.firstForm(c)
		forms.Rows = append(forms.Rows, []Cell{words(c.name), words(form), words(why)})
	}
	return Section{Key: "risks", Title: a.say("Risks and how to meet them", "リスクと対応"), Blocks: []Block{
		{Key: "risks", Heading: a.say("Candidate by candidate", "候補ごとのリスク"), Table: t, Notes: []string{
			a.say("Political and legal matters stand here only as the policy words them, with its source and date; they are no part of the points.",
				"政治・法務に関する事項は、方針に記載された内容(出典・日付付き)のみを掲載しています。点数には含まれません。"),
		}},
		{Key: "forms", Heading: a.say("Suggested first form", "当初の形態の提案"), Table: forms, Notes: []string{
			a.say("Contact: exchange without an agreement. Fixed term: an agreement for one to three years. Friendship: an agreement with less than a partnership's duties. A full partnership may follow any of them.",
				"交流: 協定を結ばない交流。期限付き: 1～3年の協定。友好: 姉妹都市提携より軽い友好協定。いずれも、その後の姉妹都市提携を妨げません。"),
		}},
	}}
}

// risk is something that may go wrong with a candidate.
type risk struct {
	// what goes wrong, in the same words for all candidates with whom it may.
	what string
	// detail is what is particular to the candidate; it may be empty.
	detail string
	// meet tells how to meet it.
	meet string
}

// riskRows lists the risks of all candidates, one row a risk: what is the same
// for several stands there once, with what is particular to each.
func (a *author) riskRows() [][]Cell {
	type row struct{ names, details []string }
	var order []risk
	rows := map[risk]*row{}
	for i := range a.members {
		c := &a.members[i]
		for _, r := range a.risksOf(c) {
			key := risk{what: r.what, meet: r.meet}
			if rows[key] == nil {
				order, rows[key] = append(order, key), &row{}
			}
			rows[key].names = append(rows[key].names, c.name)
			if r.detail != "" {
				rows[key].details = append(rows[key].details, a.say("%s: %s", "%s: %s", c.name, r.detail))
			}
		}
	}
	var out [][]Cell
	for _, key := range order {
		what := key.what
		if d := rows[key].details; len(d) > 0 {
			what += a.say(" (%s)", "(%s)", strings.Join(d, a.say("; ", " / ")))
		}
		out = append(out, []Cell{words(a.join(rows[key].names)), words(what), words(key.meet)})
	}
	return out
}

// risksOf lists the risks of a candidate, each with how to meet it.
func (a *author) risksOf(c *subject) []risk {
	var out []risk
	add := func(what, detail, meet string) { out = append(out, risk{what, detail, meet}) }
	if r, ok := a.gap(c); !ok {
		add(a.say("its size is unknown", "人口が不明である"), "", a.say("ask for its size and its staff first", "まず人口と担当体制を確認する"))
	} else if r >= wideGap {
		add(a.say("the two differ much in size", "人口規模の差が大きい"), a.say("%s times", "約%s倍", grouped(r, 1)),
			a.say("agree on things that cost both the same; let schools and clubs meet rather than the two town halls", "負担が釣り合う事業とし、学校・団体単位の交流から始める"))
	}
	if clocks, _ := a.ahead(c); clocks.apart() >= lateHours {
		add(a.say("office hours hardly meet", "時差により執務時間が重なりにくい"), a.hoursApart(c), a.say("work by mail and recordings; fix one hour a month for calls", "電子メールと録画を基本とし、通話は月1回の定例とする"))
	}
	if names := a.tiesWith(*c, a.base.Units.Country[a.Town]); len(names) > 0 {
		add(a.say("it has partners in our country already", "すでに我が国に提携先がある"), a.join(names), a.say("ask these partners how it goes, and what all could do together", "その提携先に状況を照会し、三者での連携も検討する"))
	}
	if s := c.member.TheirRank; s != nil && float64(s.Rank) > lowView*float64(s.Of) {
		add(a.say("others of our country suit it better", "相手側から見て、当地より相性の良い自治体が多い"), a.say("we stand #%s of %s", "%[2]s自治体中%[1]s位", grouped(float64(s.Rank), 0), grouped(float64(s.Of), 0)),
			a.say("say in the letter what only we can offer; have the reserve ready", "書簡で当地ならではの点を示し、補欠も準備しておく"))
	}
	if c.member.Confidence < littleKnown {
		add(a.say("much is unknown", "不明な点が多い"), a.say("only %s of the points rest on facts", "事実に基づく配点は%sのみ", a.share(c.member.Confidence).Shown), a.say("find out more before sounding it out", "打診の前に補足調査を行う"))
	}
	if p := a.policyWords(c.member.Flags); p != "–" {
		add(p, "", a.say("look up the source, and ask who is in charge what applies today", "記載の出典を確認し、現在の状況を関係機関に照会する"))
	}
	return out
}

// gap is the ratio of the sizes of town and candidate, 1 or more.
func (a *author) gap(c *subject) (float64, bool) {
	x, y := a.base.Units.Population[a.Town], a.base.Units.Population[c.unit]
	if x == data.NoInt || y == data.NoInt || x <= 0 || y <= 0 {
		return 0, false
	}
	return float64(max(x, y)) / float64(min(x, y)), true
}

// closeView is the share of the governments of our country before us up to
// which a candidate may be expected to want us.
const closeView = 0.1

// closeFit is the fit from which the two may be called close.
const closeFit = 50 * matcher.PointsScale

// firstForm suggests in which form to begin, by rules that the reader can follow.
func (a *author) firstForm(c *subject) (form, why string) {
	ties := abroad(*c)
	r, sized := a.gap(c)
	m := c.member
	switch {
	case ties == 0:
		return a.say("contact", "交流(協定なし)"), a.say("no tie of it is known: whether it wants and can carry one has to be seen", "既知の提携がなく、意欲と体制の確認が先となるため")
	case m.Confidence < littleKnown || !sized:
		return a.say("contact", "交流(協定なし)"), a.say("too much is unknown for an agreement", "協定を結ぶには不明な点が多いため")
	case r >= wideGap:
		return a.say("fixed term", "期限付き協定"), a.say("the two differ much in size; a term lets both see whether it carries", "規模の差が大きく、期限を設けて継続性を確認できるため")
	case m.Fit < closeFit:
		return a.say("fixed term", "期限付き協定"), a.say("it has experience (known ties: %d), while the fit is below %.0f", "提携の経験(既知%d件)はあるものの、適合度が%.0f点未満であるため", ties, matcher.Points(closeFit).Float())
	case m.TheirRank != nil && float64(m.TheirRank.Rank) <= closeView*float64(m.TheirRank.Of):
		return a.say("friendship", "友好協定"), a.say("the two suit each other from both sides, and it has experience (known ties: %d)", "双方から見て相性が良く、提携の経験(既知%d件)もあるため", ties)
	}
	return a.say("fixed term", "期限付き協定"), a.say("it has experience (known ties: %d), while it would rank others of our country before us", "提携の経験(既知%d件)はあるものの、相手側から見て当地より上位の自治体が多いため", ties)
}

// resources are fields left for the town: nothing of them is in the data.
func (a *author) resources() Section {
	return Section{Key: "resources", Title: a.say("Resources", "体制・予算"), Blocks: []Block{{Key: "resources", Blanks: []Blank{
		a.blank("budget", a.say("Budget, first year", "初年度の予算"), a.say("travel, interpreting, receptions", "旅費・通訳費・受入費など")),
		a.blank("budget_later", a.say("Budget, following years", "次年度以降の予算"), ""),
		a.blank("people", a.say("Staff in charge", "担当職員"), a.say("names, hours a week, languages", "氏名・従事時間・使用言語")),
		a.blank("interpreters", a.say("Interpreters and translators", "通訳・翻訳"), ""),
		a.blank("association", a.say("Exchange association, volunteers, host families", "国際交流協会・ボランティア・ホームステイ先"), ""),
		a.blank("support", a.say("Grants and support asked for", "活用する助成・支援"), ""),
	}, Notes: []string{a.say("None of this is in the data; nothing is filled in by the program but what the brief says.", "これらはデータにないため、要望書に記載のある場合を除き、空欄としています。")}}}}
}
