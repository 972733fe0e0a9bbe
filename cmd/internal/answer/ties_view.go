package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

const SchemaTies = "shimai.ties/1"

// Ties lists the known ties of a town.
func (d *Desk) Ties(a Ask, town data.Unit) (tiesView, error) {
	v := tiesView{lang: a.Lang, town: town}
	var err error
	if v.base, err = d.Base(); err != nil {
		return v, err
	}
	if v.ties, err = d.tiesOf(town); err != nil {
		return v, err
	}
	if region := v.base.Units.Region[town]; region != data.NoUnit {
		above, err := d.tiesOf(region)
		if err != nil {
			return v, err
		}
		v.ofRegion = len(above)
	}
	v.run, err = d.NewRun(a.Config, "ties", v.base.Labels.ID.At(int(town)))
	return v, err
}

// knownTie is one tie of a town.
type knownTie struct {
	// partner is NoUnit where the other party was not identified; name and
	// country are then all that is known of it, reason says why.
	partner               data.Unit
	name, country, reason string
	year                  int32
	form, club            string
	sources               []string
	domestic              bool
}

// tiesOf returns the ties of a government: abroad first, then by country,
// identified parties first, then by number and name.
func (d *Desk) tiesOf(u data.Unit) ([]knownTie, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	ties, err := st.Ties()
	if err != nil {
		return nil, err
	}
	texts, err := st.TieText()
	if err != nil {
		return nil, err
	}
	var out []knownTie
	for _, i := range ties.Of(u) {
		row := int(i)
		t := knownTie{
			partner: ties.Other(i, u), year: ties.Year[row], domestic: ties.Domestic[row], form: texts.Form.At(row),
			club: texts.Network.At(row), sources: strings.Split(texts.Sources.At(row), ","),
		}
		if t.partner == data.NoUnit {
			t.name, t.country, t.reason = texts.BName.At(row), texts.BCC.At(row), texts.Reason.At(row)
		} else {
			t.country = b.Country(t.partner)
		}
		out = append(out, t)
	}
	slices.SortFunc(out, func(x, y knownTie) int {
		return cmp.Or(boolCompare(x.domestic, y.domestic), cmp.Compare(x.country, y.country),
			boolCompare(x.partner == data.NoUnit, y.partner == data.NoUnit), cmp.Compare(x.partner, y.partner), cmp.Compare(x.name, y.name))
	})
	return out, nil
}

// boolCompare orders false before true.
func boolCompare(x, y bool) int {
	switch {
	case x == y:
		return 0
	case y:
		return -1
	}
	return 1
}

// tiesView is a town's ties on their way out.
type tiesView struct {
	base     *Base
	lang     string
	run      Run
	town     data.Unit
	ties     []knownTie
	ofRegion int
}

type TiesJSON struct {
	Schema     string    `json:"schema"`
	Run        Run       `json:"run"`
	Town       UnitJSON  `json:"town"`
	Ties       []tieJSON `json:"ties"`
	RegionTies int       `json:"region_ties"`
	Note       string    `json:"note"`
}

type tieJSON struct {
	// Partner is null where the other party was not identified.
	Partner  *UnitJSON    `json:"partner"`
	Name     string       `json:"name"`
	Country  string       `json:"country"`
	Year     *int32       `json:"year"`
	Form     string       `json:"form,omitempty"`
	Club     string       `json:"club,omitempty"`
	Domestic bool         `json:"domestic"`
	Reason   string       `json:"not_identified,omitempty"`
	Sources  []sourceJSON `json:"sources"`
}

type sourceJSON struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Date  string `json:"date"`
}

func (b *Base) sourceJSON(key string) sourceJSON {
	s := b.Manifest.Source(key)
	return sourceJSON{key, s.Title, s.Date}
}

func (v tiesView) Result() Result {
	j := TiesJSON{Schema: SchemaTies, Run: v.run, Town: v.base.UnitJSON(v.town), Ties: []tieJSON{}, RegionTies: v.ofRegion, Note: v.caution()}
	var lines []any
	for _, t := range v.ties {
		tj := tieJSON{
			Name: v.name(t), Country: t.country, Year: knownInt(t.year), Form: formKey(t.form), Club: t.club, Domestic: t.domestic,
			Reason: t.reason, Sources: []sourceJSON{},
		}
		if t.partner != data.NoUnit {
			p := v.base.UnitJSON(t.partner)
			tj.Partner = &p
		}
		for _, s := range t.sources {
			tj.Sources = append(tj.Sources, v.base.sourceJSON(s))
		}
		j.Ties = append(j.Ties, tj)
		lines = append(lines, tj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func (v tiesView) name(t knownTie) string {
	if t.partner == data.NoUnit {
		return t.name
	}
	return v.base.Name(t.partner, v.lang)
}

func (v tiesView) caution() string {
	return Both("Ties are those that public lists know; status and most years are unknown, and a tie that is not listed may well exist.",
		"提携関係は公開一覧にあるものに限る。現況と多くの締結年は不明で、記載のない提携もありうる。").In(v.lang)
}

// tieNameWidth keeps the long names of parties that were not identified from
// taking the room of all other columns.
const tieNameWidth = 30

func (v tiesView) document() Document {
	d := Document{Lang: v.lang, notes: "remark", Columns: []Column{
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: Both("Partner", "相手"), Fold: true, most: tieNameWidth},
		{Key: "region", Title: Both("Region", "地域"), Soft: 2},
		{Key: "country", Title: Both("Country", "国"), Soft: 3},
		{Key: "year", Title: Both("Year", "年"), Right: true},
		{Key: "form", Title: Both("Form", "形態")},
		{Key: "club", Title: Both("Club", "連盟")},
		{Key: "sources", Title: Both("Sources", "出典"), Soft: 1},
	}}
	d.Above = []string{v.base.Describe(v.town, v.lang) + " · " + v.base.Labels.ID.At(int(v.town))}
	abroad := 0
	for _, t := range v.ties {
		d.Rows = append(d.Rows, v.row(t))
		if !t.domestic {
			abroad++
		}
	}
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.lang), args...) }
	if abroad == 0 {
		d.Below = append(d.Below, say("No tie abroad is known here.", "既知の海外提携はありません。"))
	} else {
		d.Below = append(d.Below, say("%d ties abroad known here.", "既知の海外提携%d件。", abroad))
	}
	if v.ofRegion > 0 {
		d.Below = append(d.Below, say("%s, its region, has %d ties known here.", "%s(上位自治体)の既知の提携は%d件。", v.base.Region(v.town, v.lang), v.ofRegion))
	}
	d.Below = append(d.Below, v.caution(), v.run.Line(v.lang, v.base.Manifest))
	return d
}

func (v tiesView) row(t knownTie) Row {
	id, region, year := "", "", Cell{"?", ""}
	if t.partner != data.NoUnit {
		id, region = v.base.Labels.ID.At(int(t.partner)), v.base.Region(t.partner, v.lang)
	}
	if t.year != data.NoInt {
		year = Text(strconv.Itoa(int(t.year)))
	}
	country := Cell{t.country, t.country}
	if c, ok := v.base.Countries.ByCode(t.country); ok {
		country.Shown = v.base.CountryName(c, v.lang)
	}
	r := Row{Cells: []Cell{
		Text(id), Text(v.name(t)), Text(region), country, year, {formWord(t.form, v.lang), formKey(t.form)}, Text(t.club), Text(strings.Join(t.sources, ", ")),
	}}
	if t.reason != "" {
		r.Notes = append(r.Notes, Both("party not identified: ", "相手を特定できず: ").In(v.lang)+reasonWord(t.reason, v.lang))
	}
	if t.domestic {
		r.Notes = append(r.Notes, Both("within the country", "国内の提携").In(v.lang))
	}
	return r
}

// formKey names the form of a tie in the words of the data's documents.
func formKey(form string) string {
	return map[string]string{"p": "partnership", "f": "friendship", "k": "contact"}[form]
}

// formWord names the form of a tie for readers; unknown is "?".
func formWord(form, lang string) string {
	switch form {
	case "p":
		return Both("partnership", "提携").In(lang)
	case "f":
		return Both("friendship", "友好").In(lang)
	case "k":
		return Both("contact", "交流").In(lang)
	}
	return "?"
}
