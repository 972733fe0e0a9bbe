package report

import (
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// rules checks the portfolio against what a tie has to satisfy.
func (a *author) rules() Section {
	return Section{Key: "rules", Title: a.say("Check of the rules", "要件の確認"), Blocks: []Block{a.clairBlock(), a.countryBlock()}}
}

// clairBlock goes through CLAIR's three conditions for a tie to be counted.
func (a *author) clairBlock() Block {
	t := &Table{Columns: []Column{a.head("rule", "Condition", "要件"), a.column("state", "State", "状況"), a.wide("what", "What this means here", "内容")}}
	add := func(rule, state, what string) {
		t.Rows = append(t.Rows, []Cell{words(rule), words(state), words(what)})
	}
	open := a.say("to be done", "今後")
	add(a.say("1. Both heads of government sign a written agreement", "1. 双方の首長による提携書の締結"), open,
		a.say("steps 6 and 7 of section 13", "13章の手順6・7で対応します"))
	var served []string
	for _, c := range a.view.Portfolio.Purposes {
		if c.Points >= leastIdea && c.Weight > 0 {
			served = append(served, c.Purpose.Name().In(a.lang))
		}
	}
	state := a.say("can be met", "満たす見込み")
	if len(served) < 2 {
		state = a.say("to be examined", "要検討")
	}
	add(a.say("2. The exchange is not limited to one field", "2. 交流分野が特定のものに限られないこと"), state,
		a.say("fields that known facts support: %s", "判明している事実が裏付ける分野: %s", a.orNone(served)))
	add(a.say("3. The assembly approves a budget", "3. 議会による予算の承認"), open,
		a.say("step 5 of section 13; the amounts are for the town to fill in (section 11)", "13章の手順5で対応します。金額は11章に記入してください"))
	return Block{Key: "clair", Heading: a.say("CLAIR's three conditions", "自治体国際化協会(CLAIR)の3要件"), Table: t}
}

func (a *author) orNone(list []string) string {
	if len(list) == 0 {
		return a.say("none", "なし")
	}
	return a.join(list)
}

// countryBlock checks, for each candidate, its country: how many of ours are
// there, whose ties with our country are known, and what missions tell.
func (a *author) countryBlock() Block {
	t := &Table{Columns: []Column{
		a.head("name", "Candidate", "候補"), a.column("one", "One of a country", "1か国1都市"), a.wide("others", "Its ties with our country", "我が国との既知の提携"),
		a.wide("diplomacy", "Diplomatic missions", "在外公館の設置状況"), a.wide("policy", "Remarks of the policy", "方針による注記"),
	}}
	for i := range a.members {
		c := &a.members[i]
		t.Rows = append(t.Rows, []Cell{
			words(c.name), words(a.alone(c)), words(a.tieNames(c, a.base.Units.Country[a.Town])), words(a.diplomacy(c)), words(a.policyWords(c.member.Flags)),
		})
	}
	return Block{Key: "countries", Heading: a.say("Candidate by candidate", "候補ごとの確認"), Table: t, Notes: []string{
		a.say("Missions with a known position only", "位置が判明している公館のみ") + a.cite("embassies", "") + a.say("; ties", "、提携") + a.cite("ties", "") + a.say(".", "。"),
		a.say("Whether two countries have diplomatic relations is not in the data; missions are a sign of them. Ask the ministry of foreign affairs.",
			"外交関係の有無そのものはデータにありません。公館の設置は一つの目安です。外務省にご確認ください。"),
	}}
}

// alone tells whether a candidate is the only member or partner in its country.
func (a *author) alone(c *subject) string {
	var others []string
	for i := range a.members {
		if s := &a.members[i]; s.unit != c.unit && a.base.Country(s.unit) == a.base.Country(c.unit) {
			others = append(others, s.name)
		}
	}
	for _, x := range a.view.Portfolio.Existing {
		if x.Country == a.base.Country(c.unit) {
			others = append(others, a.existingName(x))
		}
	}
	if len(others) == 0 {
		return a.say("yes", "満たす")
	}
	return a.say("no: also %s", "満たさない(ほかに%s)", a.join(others))
}

func (a *author) existingName(x portfolio.Existing) string {
	if x.Unit == data.NoUnit {
		return x.Name
	}
	return a.base.Name(x.Unit, a.lang)
}

// diplomacy counts the missions of each of the two countries in the other.
func (a *author) diplomacy(c *subject) string {
	ours, theirs := a.base.Country(a.Town), a.base.Country(c.unit)
	n := [2]int{}
	for i, op := range a.missions.Operator {
		switch {
		case op == ours && a.missions.CC[i] == theirs:
			n[0]++
		case op == theirs && a.missions.CC[i] == ours:
			n[1]++
		}
	}
	if n == [2]int{} {
		return a.say("none recorded in either country: unknown", "双方とも記録なし(不明)")
	}
	return a.say("ours there %d, theirs here %d", "我が国の公館%d、相手国の公館%d", n[0], n[1])
}

// policyWords words the remarks that come from the policy alone.
func (a *author) policyWords(flags []matcher.Flag) string {
	return a.flags(slices.DeleteFunc(slices.Clone(flags), func(f matcher.Flag) bool { return !strings.HasPrefix(f.Key, "policy") }))
}
