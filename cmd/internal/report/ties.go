package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// region gathers the ties of the town's region or prefecture.
func (a *author) region() (subject, error) {
	u := a.base.Units.Region[a.Town]
	if u == data.NoUnit {
		return subject{unit: data.NoUnit}, nil
	}
	s := subject{unit: u, name: a.base.Name(u, a.lang)}
	var err error
	if s.ties, err = a.desk.TiesOf(u); err != nil {
		return s, err
	}
	s.past, err = a.desk.OtherTies(u)
	return s, err
}

// ourTies lists the town's ties and those of its region.
func (a *author) ourTies(region subject) Section {
	s := Section{Key: "ties", Title: a.say("Existing ties and their state", "既存の提携とその状況")}
	s.Blocks = append(s.Blocks, a.tieBlock("our_ties", a.say("Ties of %s", "%sの提携", a.town.name), a.town))
	if region.unit != data.NoUnit {
		s.Blocks = append(s.Blocks, a.tieBlock("region_ties", a.say("Ties of %s", "%sの提携", region.name), region))
	}
	if len(a.view.Portfolio.Existing) > 0 {
		s.Blocks = append(s.Blocks, Block{Key: "revive", Heading: a.say("How they count", "候補の選定での扱い"), List: a.view.ExistingLines()})
	}
	s.Blocks = append(s.Blocks, Block{Notes: []string{
		a.say("Public lists do not tell the state of a tie; the town's own records (`shimai own ties`) fill it in. A tie that is not listed may well exist.",
			"公開一覧からは提携の現況は分かりません。自治体の記録(`shimai own ties`)で補うことができます。記載のない提携が存在する場合もあります。"),
	}})
	return s
}

// tieBlock lists the known ties of a government, or says that none is known.
func (a *author) tieBlock(key, heading string, s subject) Block {
	b := Block{Key: key, Heading: heading}
	if len(s.ties)+len(s.past) == 0 {
		b.Text = []string{a.say("No tie known.", "既知の提携はありません。")}
		return b
	}
	t := &Table{Columns: []Column{
		a.head("partner", "Partner", "相手"), a.column("country", "Country", "国"), a.figures("since", "Since", "締結年"), a.column("kind", "Kind", "形態"),
		a.column("state", "State", "現況"), a.column("source", "Source", "出典"), a.column("date", "Date", "時点"),
	}}
	for _, tie := range slices.Concat(s.ties, s.past) {
		t.Rows = append(t.Rows, a.tieRow(tie))
	}
	b.Table = t
	return b
}

func (a *author) tieRow(t answer.KnownTie) []Cell {
	name, country := t.Name, t.Country
	if t.Partner != data.NoUnit {
		name = a.base.Name(t.Partner, a.lang)
	}
	if c, ok := a.base.Countries.ByCode(t.Country); ok {
		country = a.base.CountryName(c, a.lang)
	}
	year := a.unknown()
	if t.Year != data.NoInt {
		v := float64(t.Year)
		year = Cell{Shown: strconv.Itoa(int(t.Year)), Value: &v, format: "0"}
	}
	kind, state := a.unknown(), a.unknown()
	if t.Form != "" {
		kind = words(answer.FormWord(t.Form, a.lang))
	}
	date := ""
	if t.Own != nil {
		date = t.Own.Recorded
		if t.Own.Kind != data.TieKindUnknown {
			kind = words(answer.KindOfTie(t.Own.Kind, a.lang))
		}
	}
	if t.Status != data.TieUnknown {
		state = words(matcher.StatusText(t.Status).In(a.lang))
	}
	keys := strings.Join(t.Sources, ", ")
	return []Cell{words(name), words(country), year, kind, state, words(a.source(keys)), words(a.dated(keys, date))}
}

// tiesWith lists the names of a place's known partners in a country.
func (a *author) tiesWith(s subject, c data.Country) []string {
	var out []string
	for _, t := range s.ties {
		if t.Country != a.base.Countries.Code[c] || t.Domestic || t.Club != "" {
			continue
		}
		if t.Partner != data.NoUnit {
			out = append(out, a.base.Name(t.Partner, a.lang))
		} else {
			out = append(out, t.Name)
		}
	}
	return out
}

// abroad counts the known ties of a place with other countries, clubs left out.
func abroad(s subject) int {
	n := 0
	for _, t := range s.ties {
		if !t.Domestic && t.Club == "" {
			n++
		}
	}
	return n
}

// tieSources lists the keys of the sources of ties in order of first use, or
// that of all lists together where no tie is known.
func tieSources(ties []answer.KnownTie) string {
	var keys []string
	for _, t := range ties {
		for _, k := range t.Sources {
			if !slices.Contains(keys, k) {
				keys = append(keys, k)
			}
		}
	}
	if len(keys) == 0 {
		return "ties"
	}
	slices.Sort(keys)
	return strings.Join(keys, ", ")
}
