package report

import (
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

// onlyProfile is the profile of the town in CLAIR's fields, in both languages.
func (a *author) onlyProfile() (string, []Section, error) {
	title := a.say("Profile of %s", "%sのプロフィール", a.town.name)
	var sections []Section
	for i, lang := range []string{"ja", "en"} {
		b := a.in(lang)
		var err error
		if b.town, err = b.subject(a.Town); err != nil {
			return "", nil, err
		}
		s := b.ourTown()
		s.Number, s.Title = i+1, b.say("Profile of %s", "%sのプロフィール", b.base.FullName(a.Town, lang))
		sections = append(sections, s)
	}
	return title, sections, nil
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
