package report

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// onlyLetter is a report with nothing but the letter of enquiry.
func (a *author) onlyLetter() (string, []Section, error) {
	to := data.NoUnit
	switch {
	case a.HasTo:
		to = a.To
	case len(a.members) > 0:
		to = a.members[0].unit
	}
	title := a.say("Letter of enquiry from %s", "%sからの照会状", a.town.name)
	if to == data.NoUnit {
		return title, []Section{{Number: 1, Key: "letter", Title: title, Blocks: []Block{{Text: []string{a.recommendation()}}}}}, nil
	}
	if err := a.know(to); err != nil {
		return "", nil, err
	}
	parts, err := a.letters(to)
	return title, []Section{{Number: 1, Key: "letter", Title: a.say("To %s", "%s宛て", a.place(to)), Parts: parts}}, err
}

// onlyProfile is the profile of the town on one page: CLAIR's fields, one a
// row, in both languages side by side.
func (a *author) onlyProfile() (string, []Section, error) {
	title := a.say("Profile of %s", "%sのプロフィール", a.town.name)
	ja, en := a.in("ja"), a.in("en")
	for _, b := range []*author{ja, en} {
		var err error
		if b.town, err = b.subject(a.Town); err != nil {
			return "", nil, err
		}
	}
	t := &Table{Columns: []Column{
		{Key: "field", Title: "区分 / Field", Head: true}, {Key: "ja", Title: ja.base.FullName(a.Town, "ja"), Wide: true}, {Key: "en", Title: en.base.FullName(a.Town, "en"), Wide: true},
	}}
	for _, f := range fieldsOf() {
		t.Rows = append(t.Rows, []Cell{words(f.ja + " / " + f.en), ja.fieldCell(f), en.fieldCell(f)})
	}
	own := en.ownWords()
	for i, b := range ja.ownWords() {
		label := b.Label
		if own[i].Label != label {
			label += " / " + own[i].Label
		}
		b.Hint, own[i].Hint = "", ""
		t.Rows = append(t.Rows, []Cell{words(label), words(b.Shown()), words(own[i].Shown())})
	}
	section := Section{Number: 1, Key: "profile", Title: ja.base.FullName(a.Town, "ja"), Blocks: []Block{
		{Key: "profile", Table: t, Notes: []string{a.sourceLine()}},
	}}
	return title, []Section{section}, nil
}

// fieldCell words the facts of a field in one cell, each with the number of its
// source.
func (a *author) fieldCell(f field) Cell {
	var out []string
	for _, fact := range a.fieldFacts(a.town, f) {
		if fact.Value != nil {
			out = append(out, a.say("%s: %s", "%s: %s", capital(fact.Label.In(a.lang)), fact.Shown)+a.cite(fact.Source, fact.Date))
		}
	}
	if len(out) == 0 {
		return a.unknown()
	}
	return words(strings.Join(out, a.say("; ", "、")))
}

// sourceLine lists the sources cited so far in small print.
func (a *author) sourceLine() string {
	var out []string
	for i, key := range *a.cited {
		words := "[" + strconv.Itoa(i+1) + "] " + a.base.Manifest.Source(key).Title
		if d := a.base.Manifest.Source(key).Date; d != "" && !strings.Contains(words, d) {
			words += ", " + d
		}
		out = append(out, words)
	}
	return a.say("Sources: %s.", "出典: %s。", strings.Join(out, "; "))
}

// know makes sure that a candidate whom a letter is to is scored, whether or
// not it is on the shortlist.
func (a *author) know(u data.Unit) error {
	if a.isMember(u) {
		return nil
	}
	chooser, err := a.desk.Chooser()
	if err != nil {
		return err
	}
	c, serves, err := chooser.Serves(a.asking.Query, u)
	a.members = append(a.members, subject{unit: u, name: a.base.Name(u, a.lang), member: &portfolio.Member{Candidate: c, Serves: serves}})
	return err
}
