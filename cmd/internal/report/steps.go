package report

import (
	"slices"

	"github.com/shimai/shimai/data"
)

// nextSteps lists the way to a tie as CLAIR describes it, with what to do next.
func (a *author) nextSteps() Section {
	t := &Table{Columns: []Column{
		a.figures("step", "#", "番号"), a.head("name", "Step", "手順"), a.wide("what", "What to do", "内容"), a.column("who", "Who", "担当"), a.column("when", "When", "時期"),
	}}
	first := a.say("the candidates", "各候補")
	if len(a.members) > 0 {
		first = a.place(a.members[0].unit)
	}
	help, signing := a.clairHelp()
	for i, s := range [8][2]string{
		{a.say("List candidates", "候補の選定"), a.say("This report; talk it over in the town hall and the assembly.", "本報告書をもとに、庁内および議会で検討します。")},
		{a.say("Sound them out", "打診"), a.say("Send the letter of enquiry (section 14), beginning with %s; ask %s for help.", "%sから順に照会状(14章)を送付し、%sの協力を求めます。", first, help)},
		{a.say("Field survey or trial project", "現地調査・試行事業"), a.say("One idea for the first year (section 7), small and with an end; visit whoever answers.", "初年度の事業案(7章)から1件を小規模・期限付きで試行し、回答のあった相手を訪問します。")},
		{a.say("Intent of both sides", "双方の意思確認"), a.say("Both heads of government state in writing what they want and can give.", "双方の首長が、希望と可能な範囲を書面で確認します。")},
		{a.say("Policy and approval at home", "方針決定と議会の承認"), a.say("Decide form, fields and staff; the assembly approves the budget (section 11).", "形態・分野・体制を決定し、議会で予算の承認を得ます(11章)。")},
		{a.say("Text of the agreement", "協定文の調整"), a.say("Both languages; aims, fields, cost sharing, term and how to end it.", "両言語で作成し、目的・分野・費用分担・期間・終了の手続きを定めます。")},
		{a.say("Signing", "調印"), signing},
		{a.say("Exchange", "交流の実施"), a.say("At least one exchange a year; look back after three years.", "年1回以上の交流を行い、3年後に見直します。")},
	} {
		t.Rows = append(t.Rows, []Cell{a.number(float64(i+1), 0, ""), words(s[0]), words(s[1]), words(""), words("")})
	}
	s := Section{Key: "steps", Title: a.say("Next steps", "今後の進め方"), Blocks: []Block{{Key: "steps", Table: t, Notes: []string{
		a.say("Steps 1 to 4 may repeat. Who and when are for the town to fill in.", "手順1～4は繰り返す場合があります。担当と時期は自治体でご記入ください。"),
	}}}}
	if len(a.steps) > 0 {
		s.Blocks = append(s.Blocks, a.stepsTaken())
	}
	return s
}

// clairHelp tells whom to ask for help, and who signs and reports the tie:
// CLAIR is there for Japanese governments and keeps the list of their ties.
func (a *author) clairHelp() (help, signing string) {
	theirs := slices.ContainsFunc(a.members, func(s subject) bool { return a.base.Country(s.unit) == "JP" })
	switch {
	case a.base.Country(a.Town) == "JP":
		return a.say("the embassy and CLAIR's office", "大使館やCLAIR"), a.say("By both heads of government; report it to CLAIR.", "双方の首長が署名し、CLAIRに報告します。")
	case theirs:
		return a.say("the embassy and CLAIR's office", "大使館やCLAIR"), a.say("By both heads of government; the Japanese side reports it to CLAIR.", "双方の首長が署名し、日本側がCLAIRに報告します。")
	}
	return a.say("the embassy", "大使館"), a.say("By both heads of government.", "双方の首長が署名します。")
}

// stepsTaken lists the steps that the town has recorded.
func (a *author) stepsTaken() Block {
	t := &Table{Columns: []Column{
		a.column("date", "Date", "日付"), a.head("name", "Toward", "相手"), a.figures("step", "Step", "手順"), a.column("outcome", "Outcome", "結果"), a.column("source", "Source", "出典"),
	}}
	for _, s := range a.steps {
		name := s.Candidate
		if s.To != data.NoUnit {
			name = a.place(s.To)
		}
		t.Rows = append(t.Rows, []Cell{words(s.Date), words(name), a.number(float64(s.Stage), 0, ""), words(a.outcome(s.Outcome)), words(a.source(data.SourceOwn))})
	}
	return Block{Key: "steps_taken", Heading: a.say("Steps taken so far", "これまでの経過"), Table: t}
}

// outcome words what came of a step for a council, in the words of
// [matcher.OutcomeText] and more.
func (a *author) outcome(o data.Outcome) string {
	switch o {
	case data.StepContacted:
		return a.say("contacted, no answer so far", "照会済み・未回答")
	case data.StepAnswered:
		return a.say("answered, willing to go on", "回答あり・前向き")
	case data.StepVisited:
		return a.say("visited", "訪問済み")
	case data.StepRefused:
		return a.say("refused", "辞退")
	case data.StepPaused:
		return a.say("asked to wait", "保留")
	case data.StepSigned:
		return a.say("signed", "締結")
	}
	return a.say("unknown", "不明")
}

// privateBlocks are the notes of the own records about a place.
func (a *author) privateBlocks(u data.Unit) []Block {
	id := a.base.Labels.ID.At(int(u))
	t := &Table{Columns: []Column{
		a.column("date", "Date", "日付"), a.head("kind", "Record", "記録"), a.column("contact", "Contact", "連絡先"), a.wide("note", "Note", "備考"),
	}}
	kinds := map[string]string{"fact": a.say("fact", "事実"), "tie": a.say("tie", "提携"), "step": a.say("step", "手順"), "wish": a.say("wish", "希望")}
	for _, r := range a.Private {
		if slices.Contains(r.About, id) {
			t.Rows = append(t.Rows, []Cell{words(r.Date), words(kinds[r.Kind]), words(r.Contact), words(r.Note)})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Block{{Key: "private", Heading: a.say("Private notes (not for publication)", "内部メモ(公表不可)"), Table: t}}
}
