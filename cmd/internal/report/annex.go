package report

import (
	"slices"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
)

// annexes end the report: method, backtest, letters, glossary, and the sources,
// which come last because everything before them may cite one.
func (a *author) annexes() (Section, error) {
	s := Section{Key: "annexes", Title: a.say("Annexes", "資料"), Blocks: []Block{a.methodBlock(), a.backtestBlock(), a.glossaryBlock()}}
	if len(a.members) > 0 {
		letters, err := a.letters(a.members[0].unit)
		if err != nil {
			return s, err
		}
		s.Parts = letters
	}
	s.Blocks = append(s.Blocks, a.sourceBlock())
	return s, nil
}

// found tells how the set came about.
func (a *author) found() string {
	p := &a.view.Portfolio
	if p.ByHand {
		return a.say("The set was chosen by hand, after comparing %s governments.", "候補の組合せは、%s自治体を比較した上で、担当者が選定したものです。", grouped(float64(p.Considered), 0))
	}
	return a.say("The set is chosen so that the members together serve the purposes best: exactly, out of all sets of %d candidates, after comparing %s governments.",
		"候補の組合せは、%[2]s自治体を比較した上で、%[1]d候補のあらゆる組合せの中から、目的を最もよく満たすものを選んでいます。", p.Pool, grouped(float64(p.Considered), 0))
}

func (a *author) methodBlock() Block {
	return Block{Key: "method", Heading: a.say("Method in short", "方法の概要"), Text: []string{
		a.say("Fit is the sum of the points of twelve criteria. What a criterion adds was learned from existing ties: how much more often towns with a tie look like this pair than the same towns with their partners exchanged at random. Fame and size of the candidate alone add nothing.",
			"適合度は12の評価項目の点数の合計です。各項目の点数は既存の提携から学習したもので、実際に提携している自治体同士が、相手を無作為に入れ替えた場合に比べて、どれほど多くその特徴を示すかに基づきます。候補の知名度や規模そのものは加点しません。"),
		a.sentences(a.say("Openness is reckoned apart, from what is known of the candidate's own ties.", "開放度は、候補自身の既知の提携などから別に算出します。"), a.found()),
		a.say("Politics, law and cost are no part of the points. The method is described in full in docs/method.md and docs/portfolio.md of the program.",
			"政治・法務・費用は点数に含まれません。方法の詳細は、プログラムの docs/method.md および docs/portfolio.md をご覧ください。"),
	}}
}

// backtestBlock says how the ranking was tested, and how to see the figures:
// a report quotes none that it has not computed.
func (a *author) backtestBlock() Block {
	return Block{Key: "backtest", Heading: a.say("How good the ranking is", "順位の精度"), Text: []string{
		a.say("The ranking is tested by hiding known ties and seeing where it puts the hidden partners. `shimai eval` runs this test on the same data and prints its figures; docs/backtest.md keeps those of the release.",
			"順位の精度は、既知の提携の一部を伏せ、伏せた相手が何位に現れるかで検証しています。`shimai eval` で同じデータによる検証を実行し、数値を確認できます。公開版の数値は docs/backtest.md にあります。"),
	}}
}

// sourceBlock lists every source that the report cites, with licence and date,
// under the number that stands behind sentences.
func (a *author) sourceBlock() Block {
	t := &Table{Columns: []Column{
		a.figures("number", "No.", "番号"), {Key: "source", Title: a.say("Source", "出典"), Head: true, Wide: true}, a.column("date", "Date", "時点"), a.column("licence", "Licence", "利用条件"), a.column("url", "Address", "URL"),
	}}
	for i, key := range *a.cited {
		src := a.base.Manifest.Source(key)
		url, licence := src.URL, src.Licence
		if url == "" {
			url = "–"
		}
		if licence == "" {
			licence = "–"
		}
		title := a.sourceTitle(key)
		if title != src.Title && src.Title != "" {
			title += a.say(": %s", ": %s", src.Title)
		}
		t.Rows = append(t.Rows, []Cell{a.number(float64(i+1), 0, ""), words(title), words(a.date(src.Date)), words(licence), words(url)})
	}
	return Block{Key: "sources", Heading: a.say("Sources", "出典一覧"), Table: t, Notes: []string{
		a.say("A number in brackets behind a sentence stands for the source of that number. Data version %s.", "本文中の角括弧の番号は、この一覧の番号です。データの版: %s。", a.view.Run.Data),
	}}
}

func (a *author) glossaryBlock() Block {
	t := &Table{Columns: []Column{a.head("word", "Word", "用語"), a.wide("meaning", "Meaning", "意味")}}
	for _, g := range [][2]matcher.Text{
		{answer.Both("fit", "適合度"), answer.Both("0-100, how well the two go together; the sum of the points", "0～100。両者の相性。各項目の点数の合計")},
		{answer.Both("openness", "開放度"), answer.Both("0-100, how likely the candidate is free and willing; apart from fit", "0～100。相手側に余地と意欲がある見込み。適合度とは別")},
		{answer.Both("their view", "相手側の順位"), answer.Both("the town's place in the candidate's own ranking of our country", "候補側から見た、当地の国の自治体の中での当地の順位")},
		{answer.Both("known", "既知の割合"), answer.Both("the share of the points that rests on known facts", "配点のうち、判明している事実に基づく割合")},
		{answer.Both("role", "役割"), answer.Both("the purpose that a member stands for in the set", "組合せの中で各候補が担う目的")},
		{answer.Both("tie", "提携"), answer.Both("an existing relationship between two governments", "自治体間の既存の関係")},
		{answer.Both("no tie known", "既知の提携なし"), answer.Both("the public lists that were read have none; it may exist", "参照した公開一覧に記載がないこと(存在しないとは限らない)")},
		{answer.Both("reserve", "補欠"), answer.Both("the candidate that makes good most of the loss of a member", "候補が抜けた際に損失を最もよく補う候補")},
		{answer.Both("policy", "方針"), answer.Both("hard rules, each dated and with a reason; never part of the points", "日付と理由を付した規則。点数には含まない")},
	} {
		t.Rows = append(t.Rows, []Cell{words(g[0].In(a.lang)), words(g[1].In(a.lang))})
	}
	return Block{Key: "glossary", Heading: a.say("Glossary", "用語"), Table: t}
}

// in returns an author who writes of the same in another language; what was
// gathered as text stays in the first.
func (a *author) in(lang string) *author {
	other := *a
	other.lang = lang
	other.town.name = a.base.Name(a.Town, lang)
	other.members = slices.Clone(a.members)
	for i := range other.members {
		other.members[i].name = a.base.Name(other.members[i].unit, lang)
	}
	return &other
}
