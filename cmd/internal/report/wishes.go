package report

import (
	"slices"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// wishes tells what partners are wanted for, what counts how much, and the rules.
func (a *author) wishes() Section {
	blocks := []Block{a.purposeBlock(), a.weightBlock(), a.ruleBlock()}
	return Section{Key: "wishes", Title: a.say("Purpose, weights and rules", "目的・重み・条件"), Blocks: append(blocks, a.briefBlocks()...)}
}

func (a *author) purposeBlock() Block {
	t := &Table{Columns: []Column{a.head("purpose", "Purpose", "目的"), a.figures("weight", "Weight", "重み")}}
	for _, c := range a.view.Portfolio.Purposes {
		t.Rows = append(t.Rows, []Cell{words(c.Purpose.Name().In(a.lang)), a.number(c.Weight, 1, "")})
	}
	return Block{Key: "purposes", Heading: a.say("What partners are wanted for", "提携の目的"), Table: t, Notes: []string{
		a.say("A weight of 0 leaves a purpose out.", "重み0の目的は考慮していません。"),
	}}
}

// weightBlock lists the most that each criterion can add, after the weights.
func (a *author) weightBlock() Block {
	t := &Table{Columns: []Column{a.head("criterion", "Criterion", "評価項目"), a.figures("weight", "Weight", "重み"), a.figures("max", "Most points", "満点")}}
	for _, k := range matcher.Criteria() {
		w, ok := a.Ask.Config.Weights[string(k)]
		if !ok {
			w = 1
		}
		most := a.unknown()
		if len(a.members) > 0 {
			if l, ok := lineOf(a.members[0].member.Lines, k); ok {
				most = a.points(l.Max)
			}
		}
		t.Rows = append(t.Rows, []Cell{words(answer.CriterionName(k, a.lang)), a.number(w, 1, ""), most})
	}
	return Block{Key: "weights", Heading: a.say("What counts how much", "評価項目の重み"), Table: t, Notes: []string{
		a.say("Fit is the sum of the points, 100 at most. How much a criterion can add was learned from existing ties; the weight multiplies it.",
			"適合度は各項目の点数の合計で、100点満点です。各項目の配点は既存の提携から学習した値に、重みを掛けたものです。"),
	}}
}

// ruleBlock lists the hard rules and what keeping each costs.
func (a *author) ruleBlock() Block {
	p := &a.view.Portfolio
	size := strconv.Itoa(p.Rules.Min)
	if p.Rules.Max != p.Rules.Min {
		size += "-" + strconv.Itoa(p.Rules.Max)
	}
	cost := map[portfolio.Rule]Cell{}
	for _, q := range p.Quotas {
		cost[q.Rule] = a.points(q.Points)
	}
	of := func(r portfolio.Rule) Cell {
		if c, ok := cost[r]; ok {
			return c
		}
		return words("–")
	}
	perCountry := a.say("at most %d, existing partners counted", "%d都市まで(既存の提携先を含む)", p.Rules.PerCountry)
	if p.Rules.PerCountry == 0 {
		perCountry = a.say("no limit", "上限なし")
	}
	rows := [][]Cell{
		{words(a.say("Countries asked for", "対象国")), words(a.countriesAsked()), words("–")},
		{words(a.say("Number of members", "候補数")), words(size), words("–")},
		{words(a.say("Of one country", "同一国からの候補")), words(perCountry), of(portfolio.RulePerCountry)},
		{words(a.say("Continents", "大陸")), words(a.say("at least %d", "%d以上", p.Rules.Continents)), of(portfolio.RuleContinents)},
	}
	return Block{Key: "rules_asked", Heading: a.say("Rules", "条件"), Table: &Table{
		Columns: []Column{a.head("rule", "Rule", "条件"), a.wide("content", "Content", "内容"), a.figures("cost", "Cost in points", "条件による減点")}, Rows: rows,
	}, Notes: []string{a.ruleNote()}}
}

// ruleNote says what the cost of a rule is, or that rules had no say.
func (a *author) ruleNote() string {
	if a.view.Portfolio.ByHand {
		return a.say("The candidates were chosen by hand, whether they keep these rules or not.", "候補は担当者が選定したもので、これらの条件を満たすとは限りません。")
	}
	return a.say("Cost: the worth of the best set without the rule, less that of this one.", "条件による減点: その条件がない場合の最良の組合せとの評価の差です。")
}

// countriesNamed is up to how many countries are named one by one.
const countriesNamed = 8

// countriesAsked names the countries that candidates were looked for in.
func (a *author) countriesAsked() string {
	to := a.asking.To
	if to == nil {
		return a.say("all countries but our own", "自国を除くすべての国")
	}
	var out []string
	if len(to) > countriesNamed { // then a continent was named
		asked := slices.Concat(a.Ask.Brief.Regions.Want, a.Ask.Brief.Countries.Want)
		if a.Ask.OwnTo || len(asked) == 0 {
			asked = a.Ask.Config.To
		}
		return a.say("%s (%d countries)", "%s(%dか国・地域)", a.join(asked), len(to))
	}
	for _, c := range to {
		out = append(out, a.base.CountryName(c, a.lang))
	}
	return a.join(out)
}

// briefBlocks tell what else the brief asks for, and what is known of it.
func (a *author) briefBlocks() []Block {
	var out []Block
	if len(a.asking.Musts) > 0 {
		b := Block{Key: "musts", Heading: a.say("What every candidate has to have", "候補に求める要件")}
		for _, m := range a.asking.Musts {
			silent := a.say("kept where it is unknown", "不明な場合は残す")
			if m.ExcludeUnknown {
				silent = a.say("left out where it is unknown", "不明な場合は除外")
			}
			b.List = append(b.List, a.say("%s (%s)", "%s(%s)", m.Words().In(a.lang), silent))
		}
		out = append(out, b)
	}
	if len(a.view.Wants.Words) > 0 {
		out = append(out, a.wordBlock())
	}
	if a.Ask.Brief.Notes != "" {
		out = append(out, Block{Key: "notes", Heading: a.say("Remarks of the brief", "要望書の備考"), Text: []string{a.Ask.Brief.Notes}})
	}
	return out
}

// wordBlock tells what is known for the niche words of the brief.
func (a *author) wordBlock() Block {
	t := &Table{Columns: []Column{
		a.head("word", "Word", "語句"), a.column("also", "Also looked up", "併せて検索した語"), a.figures("places", "Places known for it", "該当する都市数"), a.wide("members", "On the shortlist", "候補での該当"),
	}}
	for _, w := range a.view.Wants.Words {
		places := a.number(float64(len(w.Places)), 0, "")
		var members []string
		for _, s := range a.members {
			if fact, ok := w.Known(s.unit); ok {
				members = append(members, a.say("%s: %s", "%s: %s", s.name, fact.Text.In(a.lang)))
			}
		}
		note := words(a.orNone(members))
		switch {
		case w.Common:
			note = words(a.say("known of too many places to tell them apart", "該当が多く、候補の区別には使えません"))
		case len(w.Places) == 0:
			note = words(a.say("no data on this word", "該当するデータはありません"))
		}
		t.Rows = append(t.Rows, []Cell{words(w.Word), words(a.orNone(w.Also)), places, note})
	}
	return Block{Key: "words", Heading: a.say("Words of the brief", "要望書の語句"), Table: t, Notes: []string{
		a.say("Looked up among the known facts of candidates; who is known for a word stands a little higher in the order, never in the fit.",
			"候補について判明している事実の中から検索しました。該当する候補は順位点で若干優遇しますが、適合度には含めません。"),
	}}
}

// lineOf returns the line of a criterion.
func lineOf(lines []matcher.Line, c matcher.Criterion) (matcher.Line, bool) {
	for _, l := range lines {
		if l.Criterion == c {
			return l, true
		}
	}
	return matcher.Line{}, false
}
