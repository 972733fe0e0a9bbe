package report

import (
	"slices"
	"strings"
	"unicode"

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
		b := a.in(lang)
		var err error
		if b.town, err = b.subject(a.Town); err != nil { // whose facts are in words
			return nil, err
		}
		p, err := b.letter(u)
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
	name := a.base.Name(u, a.lang)
	greeting := a.say("Dear Mayor,", "拝啓　貴職におかれましては、ますますご清祥のこととお慶び申し上げます。")
	if a.base.Units.Kind[u].Upper() {
		greeting = a.say("Dear Governor,", "拝啓　貴職におかれましては、ますますご清祥のこととお慶び申し上げます。")
	}
	text := []string{a.addressee(u), greeting, a.letterOpening(name)}
	if about := a.letterTown(); about != "" {
		text = append(text, about)
	}
	if why := a.letterReasons(u); why != "" {
		text = append(text, why)
	}
	text = append(text,
		a.say("We do not ask for an agreement today. We should like to know whether you would care for a first exchange of letters or a talk on line, in which fields, and whom we may write to.",
			"今すぐの提携をお願いするものではありません。まずは書簡の交換やオンラインでの意見交換にご関心がおありか、ご希望の分野とご担当の連絡先をお知らせいただければ幸いです。"),
		a.say("Yours sincerely,", "敬具"),
	)
	title := a.say("Letter of enquiry (English): %s", "照会状(日本語): %s", name)
	return Part{ID: "letter_" + a.lang, Title: title, Blocks: []Block{
		{Key: "letter_" + a.lang, Text: text},
		{Blanks: []Blank{
			{Label: a.say("Date", "日付"), Hint: a.say("year, month, day", "  年  月  日")},
			{Label: a.say("%s, signature", "%s 署名", a.headOf(a.Town))},
			{Label: a.say("Office in charge, address, e-mail", "担当課・住所・電子メール"), Value: a.Ask.Brief.Facts.Get("contact")},
		}},
		{Notes: []string{a.say("A draft; have a native speaker read it. The facts are those of sections 2 and 7.", "草案です。送付前に内容をご確認ください。事実関係は2章・7章によります。")}},
	}}, nil
}

// headOf is the office of the head of a government: 新得町長, Mayor of Shintoku.
// What other countries call theirs is not known: Japanese says 首長 then.
func (a *author) headOf(u data.Unit) string {
	name := a.base.Name(u, a.lang)
	office := a.say("Mayor", "首長")
	if a.base.Units.Kind[u].Upper() {
		office = a.say("Governor", "首長")
	}
	if a.lang == "ja" && a.base.Country(u) == "JP" {
		if a.base.Units.Kind[u].Upper() {
			return name + "知事"
		}
		return name + "長"
	}
	return a.say("%[2]s of %[1]s", "%[1]s%[2]s", name, office)
}

// addressee is the first line of a letter.
func (a *author) addressee(u data.Unit) string {
	if a.lang == "ja" && a.base.Country(u) == "JP" {
		return a.headOf(u) + " 様"
	}
	return a.say("To the %s, %s", "%[2]s %[1]s 様", a.headOf(u), a.country(u))
}

func (a *author) letterOpening(name string) string {
	where := a.country(a.Town)
	if r := a.base.Region(a.Town, a.lang); r != "" {
		where = a.say("%s, %s", "%[2]s・%[1]s", r, where)
	}
	return a.say("I write to you on behalf of %s, %s. We are looking for a partner for exchange, and %s is one of the places we thought of first.",
		"私どもは、%[2]sの%[1]sと申します。当自治体では海外の交流相手を探しており、%[3]sに関心を寄せております。", a.base.FullName(a.Town, a.lang), where, name)
}

// featuresInLetter bounds what a letter tells of the town.
const featuresInLetter = 5

// letterTown introduces the town by its size and by what a stranger may have
// heard of or come to see, "" where nothing is known.
func (a *author) letterTown() string {
	size := ""
	if p := a.count(a.base.Units.Population[a.Town]); !p.Unknown {
		size = a.say("We are a community of %s people.", "当自治体の人口は%s人です。", p.Shown)
	}
	list := a.letterFeatures()
	if len(list) == 0 {
		return size
	}
	return a.sentences(size, a.say("What marks us: %s.", "主な特色として、%sがあります。", strings.Join(list, a.say("; ", "、"))))
}

// nearByLetter is how far away a thing may lie that a letter tells of, in km.
const nearByLetter = 10

// letterFeatures words what is known of the town: what the world has heard of,
// what it makes or stands for, and what lies in it or close by.
func (a *author) letterFeatures() []string {
	var out []string
	near := func(features ...data.Feature) {
		for _, f := range features {
			v, ok := a.town.facts[data.Features[f].Name].Value.(answer.NearValue)
			if ok && v.Km != nil && *v.Km <= nearByLetter {
				out = append(out, a.letterFeature(f, v))
			}
		}
	}
	near(data.FeatureHeritage, data.FeatureCreativeCity)
	for _, f := range a.town.all {
		if f.Section == "themes" && f.Value != nil {
			out = append(out, f.Label.In(a.lang))
		}
	}
	if item := a.town.facts["farm_item"]; item.Value != nil {
		out = append(out, a.say("farming, %s above all", "農業(主な品目は%s)", item.Shown))
	}
	near(data.FeaturePark, data.FeatureSki, data.FeatureUniversity, data.FeaturePort)
	return out[:min(featuresInLetter, len(out))]
}

// letterFeature words one thing with its kind, unless its name says it; a name
// that the reader's script has no letters for is left out.
func (a *author) letterFeature(f data.Feature, v answer.NearValue) string {
	kind := a.say(data.Features[f].Label, data.Features[f].LabelJA)
	name := answer.InScript(v.Name, a.lang)
	if v.NameKm == nil || *v.NameKm > nearByLetter { // then another one lies close by
		name = ""
	}
	switch {
	case f == data.FeatureCreativeCity: // which bears the name of the town
		return a.say("%s (%s)", "ユネスコ%s(%s)", kind, answer.CreativeField(v.Detail).In(a.lang))
	case name == "" || a.lang != "ja" && !latin(name):
		return a.say("a %s", "%s", kind)
	case strings.Contains(strings.ToLower(name), strings.ToLower(kind)):
		return name
	}
	return a.say("%s (%s)", "%s(%s)", name, kind)
}

// latin tells whether a name has Latin letters.
func latin(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool { return unicode.Is(unicode.Latin, c) })
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
		out = append(out, a.say("we are about the same size", "人口規模が近い"))
	}
	for _, ev := range answer.Reasons(c, reasonsInLetter) {
		out = append(out, ev.Text.In(a.lang))
	}
	if len(out) == 0 {
		return ""
	}
	return a.say("What made us think of you: %s.", "貴地に注目しましたのは、次の点によります: %s。", strings.Join(out, a.say("; ", "、")))
}
