package report

import (
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// reasonsInLetter is how many reasons a letter names.
const reasonsInLetter = 3

// letters drafts the letter of enquiry to a candidate in Japanese and English.
func (a *author) letters(u data.Unit) ([]Part, error) {
	var out []Part
	for _, lang := range []string{"ja", "en"} {
		p, err := a.in(lang).letter(u)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// letter drafts a letter of enquiry to a candidate in the author's language. It
// states facts only; what the town has to decide stands as a blank.
func (a *author) letter(u data.Unit) (Part, error) {
	about, err := a.desk.KnownFor(a.Town, a.lang)
	if err != nil {
		return Part{}, err
	}
	name := a.base.Name(u, a.lang)
	text := []string{
		a.say("To the Mayor of %s, %s", "%s(%s) 首長 様", name, a.country(u)),
		a.say("Dear Mayor,", "拝啓　貴職におかれましては、ますますご清祥のこととお慶び申し上げます。"),
		a.letterOpening(name),
		a.letterTown(about),
	}
	if why := a.letterReasons(u); why != "" {
		text = append(text, why)
	}
	text = append(text,
		a.say("We do not ask for an agreement today. We should like to know whether your city would care for a first exchange of letters or a talk on line, in which fields, and whom we may write to.",
			"今すぐの提携をお願いするものではありません。まずは書簡の交換やオンラインでの意見交換にご関心がおありか、ご希望の分野とご担当の連絡先をお知らせいただければ幸いです。"),
		a.say("Yours sincerely,", "敬具"),
	)
	title := a.say("Letter of enquiry (English): %s", "照会状(日本語): %s", name)
	return Part{ID: "letter_" + a.lang, Title: title, Blocks: []Block{
		{Key: "letter_" + a.lang, Text: text},
		{Blanks: []Blank{
			{Label: a.say("Date", "日付"), Hint: a.say("year, month, day", "  年  月  日")},
			{Label: a.say("Mayor of %s, signature", "%sの首長 署名", a.town.name)},
			{Label: a.say("Office in charge, address, e-mail", "担当課・住所・電子メール"), Value: a.Ask.Brief.Facts.Get("contact")},
		}},
		{Notes: []string{a.say("A draft; have a native speaker read it. The facts are those of sections 2 and 7.", "草案です。送付前に内容をご確認ください。事実関係は2章・7章によります。")}},
	}}, nil
}

func (a *author) letterOpening(name string) string {
	return a.say("I write to you on behalf of %s, %s. We are looking for a partner for exchange, and %s is one of the places we thought of first.",
		"私どもは%[1]s(%[2]s)です。当自治体では海外の交流相手を探しており、%[3]sに関心を寄せております。", a.base.FullName(a.Town, a.lang), a.country(a.Town), name)
}

// letterTown introduces the town by what is known of it.
func (a *author) letterTown(known []string) string {
	var about []string
	if p := a.count(a.base.Units.Population[a.Town]); !p.Unknown {
		about = append(about, a.say("%s people", "人口%s人", p.Shown))
	}
	if r := a.base.Region(a.Town, a.lang); r != "" {
		about = append(about, a.say("in %s", "%sに位置", r))
	}
	about = append(about, known...)
	return a.say("About us: %s.", "当自治体の概要: %s。", strings.Join(about, a.say(", ", "、")))
}

// sameSize is the ratio of sizes below which two towns may be called alike in size.
const sameSize = 1.5

// letterReasons names what the two have in common, without points. What binds
// their countries and what other towns do is nothing to write to a mayor.
func (a *author) letterReasons(u data.Unit) string {
	i := slices.IndexFunc(a.members, func(s subject) bool { return s.unit == u })
	if i < 0 {
		return ""
	}
	c := a.members[i].member.Candidate
	c.Lines = slices.DeleteFunc(slices.Clone(c.Lines), func(l matcher.Line) bool {
		return !slices.Contains([]matcher.Criterion{matcher.Name, matcher.Geography, matcher.History, matcher.Trade, matcher.Education, matcher.Culture, matcher.Disaster}, l.Criterion)
	})
	var out []string
	if r, ok := a.gap(&a.members[i]); ok && r < sameSize {
		out = append(out, a.say("we are about the same size", "人口規模がほぼ同じ"))
	}
	for _, ev := range answer.Reasons(c, reasonsInLetter) {
		out = append(out, ev.Text.In(a.lang))
	}
	if len(out) == 0 {
		return ""
	}
	return a.say("What made us think of you: %s.", "貴市町村に注目した理由は次のとおりです: %s。", strings.Join(out, a.say("; ", "、")))
}
