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
func (d *Desk) Ties(a Ask, town data.Unit) (TiesView, error) {
	v := TiesView{Lang: a.Lang, Town: town}
	var err error
	if v.Base, err = d.Base(); err != nil {
		return v, err
	}
	if v.Ties, err = d.TiesOf(town); err != nil {
		return v, err
	}
	if v.Others, err = d.OtherTies(town); err != nil {
		return v, err
	}
	if region := v.Base.Units.Region[town]; region != data.NoUnit {
		above, err := d.TiesOf(region)
		if err != nil {
			return v, err
		}
		v.ofRegion = len(above)
	}
	v.Run, err = d.NewRun(a.Config, "ties", v.Base.Labels.ID.At(int(town)))
	return v, err
}

// KnownTie is one tie of a town.
type KnownTie struct {
	// Partner is NoUnit where the other party was not identified; name and
	// Country are then all that is known of it, reason says why.
	Partner               data.Unit
	Name, Country, Reason string
	Year                  int32
	Form, Club            string
	Sources               []string
	Domestic              bool
	// Status is unknown unless own records tell; Own is nil for a tie that only
	// public lists have.
	Status data.TieStatus
	Own    *data.RecordedTie
}

// TiesOf returns the ties of a government: abroad first, then by country,
// identified parties first, then by number and name.
func (d *Desk) TiesOf(u data.Unit) ([]KnownTie, error) {
	b, ties, err := d.tieTables()
	if err != nil {
		return nil, err
	}
	texts, err := d.tieText()
	if err != nil {
		return nil, err
	}
	var out []KnownTie
	for _, i := range ties.Of(u) {
		row := int(i)
		t := KnownTie{
			Partner: ties.Other(i, u), Year: ties.Year[row], Domestic: ties.Domestic[row], Form: texts.Form.At(row),
			Club: texts.Network.At(row), Sources: strings.Split(texts.Sources.At(row), ","), Status: ties.Status[row],
		}
		if r, ok := ties.Own(i); ok {
			t.Own = &r
		}
		if t.Partner == data.NoUnit {
			t.Name, t.Country, t.Reason = texts.BName.At(row), texts.BCC.At(row), texts.Reason.At(row)
		} else {
			t.Country = b.Country(t.Partner)
		}
		out = append(out, t)
	}
	slices.SortStableFunc(out, compareTies)
	return out, nil
}

// tieTables are what lists of ties are made from.
func (d *Desk) tieTables() (*Base, *data.Ties, error) {
	b, err := d.Base()
	if err != nil {
		return nil, nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, nil, err
	}
	ties, err := st.Ties()
	return b, ties, err
}

// tieText is what public lists tell of ties in words.
func (d *Desk) tieText() (*data.TieText, error) {
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	return st.TieText()
}

// compareTies puts those abroad first, then goes by country, identified parties
// first, then by number and name.
func compareTies(x, y KnownTie) int {
	return cmp.Or(boolCompare(x.Domestic, y.Domestic), cmp.Compare(x.Country, y.Country),
		boolCompare(x.Partner == data.NoUnit, y.Partner == data.NoUnit), cmp.Compare(x.Partner, y.Partner), cmp.Compare(x.Name, y.Name))
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

// TiesView is a town's ties on their way out.
type TiesView struct {
	Base *Base
	Lang string
	Run  Run
	Town data.Unit
	Ties []KnownTie
	// Others are no ties: ended ones, contacts and projects of own records.
	Others   []KnownTie
	ofRegion int
}

type TiesJSON struct {
	Schema     string    `json:"schema"`
	Run        Run       `json:"run"`
	Town       UnitJSON  `json:"town"`
	Ties       []TieJSON `json:"ties"`
	Others     []TieJSON `json:"others"`
	RegionTies int       `json:"region_ties"`
	Note       string    `json:"note"`
}

type TieJSON struct {
	// Partner is null where the other party was not identified.
	Partner  *UnitJSON    `json:"partner"`
	Name     string       `json:"name"`
	Country  string       `json:"country"`
	Year     *int32       `json:"year"`
	Form     string       `json:"form,omitempty"`
	Status   string       `json:"status"`
	Own      *OwnTieJSON  `json:"own"`
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

func (v TiesView) Result() Result {
	j := TiesJSON{Schema: SchemaTies, Run: v.Run, Town: v.Base.UnitJSON(v.Town), Ties: []TieJSON{}, Others: []TieJSON{}, RegionTies: v.ofRegion, Note: v.caution()}
	var lines []any
	for _, t := range v.Ties {
		j.Ties = append(j.Ties, v.tieJSON(t))
	}
	for _, t := range v.Others {
		j.Others = append(j.Others, v.tieJSON(t))
	}
	for _, t := range slices.Concat(j.Ties, j.Others) {
		lines = append(lines, t)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func (v TiesView) tieJSON(t KnownTie) TieJSON {
	tj := TieJSON{
		Name: v.name(t), Country: t.Country, Year: knownInt(t.Year), Form: t.form(), Club: t.Club, Domestic: t.Domestic,
		Reason: t.Reason, Sources: []sourceJSON{}, Status: t.Status.String(), Own: ownTieJSON(t.Own),
	}
	if t.Partner != data.NoUnit {
		p := v.Base.UnitJSON(t.Partner)
		tj.Partner = &p
	}
	for _, s := range t.Sources {
		tj.Sources = append(tj.Sources, v.Base.sourceJSON(s))
	}
	return tj
}

func (v TiesView) name(t KnownTie) string {
	if t.Partner == data.NoUnit {
		return t.Name
	}
	return v.Base.Name(t.Partner, v.Lang)
}

func (v TiesView) caution() string {
	if v.Run.Own != "" {
		return Both("Ties are those that public lists and own records know; lists tell no status and few years, and a tie that is in neither may well exist.",
			"提携関係は公開一覧と自治体の記録にあるものに限る。一覧では現況と多くの締結年が不明で、どちらにもない提携もありうる。").In(v.Lang)
	}
	return Both("Ties are those that public lists know; status and most years are unknown, and a tie that is not listed may well exist.",
		"提携関係は公開一覧にあるものに限る。現況と多くの締結年は不明で、記載のない提携もありうる。").In(v.Lang)
}

// tieNameWidth keeps the long names of parties that were not identified from
// taking the room of all other columns.
const tieNameWidth = 30

func (v TiesView) document() Document {
	d := Document{Lang: v.Lang, notes: Column{Key: "remark", Title: Both("Remark", "備考")}, Columns: []Column{
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: Both("Partner", "相手"), Fold: true, Most: tieNameWidth},
		{Key: "region", Title: Both("Region", "地域"), Soft: 2},
		{Key: "country", Title: Both("Country", "国"), Soft: 3},
		{Key: "year", Title: Both("Year", "年"), Right: true},
		{Key: "form", Title: Both("Form", "形態")},
		{Key: "status", Title: Both("Status", "現況")},
		{Key: "club", Title: Both("Club", "連盟")},
		{Key: "sources", Title: Both("Sources", "出典"), Soft: 1},
	}}
	d.Above = []string{v.Base.Describe(v.Town, v.Lang) + " · " + v.Base.Labels.ID.At(int(v.Town))}
	abroad := 0
	for _, t := range v.Ties {
		d.Rows = append(d.Rows, v.row(t))
		if !t.Domestic {
			abroad++
		}
	}
	for _, t := range v.Others {
		d.Rows = append(d.Rows, v.row(t))
	}
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.Lang), args...) }
	if abroad == 0 {
		d.Below = append(d.Below, say("No tie abroad is known here.", "既知の海外提携はありません。"))
	} else {
		d.Below = append(d.Below, say("%d ties abroad known here.", "既知の海外提携%d件。", abroad))
	}
	if n := len(v.Others); n > 0 {
		d.Below = append(d.Below, say("At the end, by own records: %d that are no ties (ended, contact or project).", "末尾は自治体の記録による%d件で、提携には数えない(終了・交流・共同事業)。", n))
	}
	if v.ofRegion > 0 {
		d.Below = append(d.Below, say("%s, its region, has %d ties known here.", "%s(上位自治体)の既知の提携は%d件。", v.Base.Region(v.Town, v.Lang), v.ofRegion))
	}
	d.Below = append(d.Below, v.caution(), v.Run.Line(v.Lang, v.Base.Manifest))
	return d
}

func (v TiesView) row(t KnownTie) Row {
	id, region, year := "", "", Cell{"?", ""}
	if t.Partner != data.NoUnit {
		id, region = v.Base.Labels.ID.At(int(t.Partner)), v.Base.Region(t.Partner, v.Lang)
	}
	if t.Year != data.NoInt {
		year = Text(strconv.Itoa(int(t.Year)))
	}
	country := Cell{t.Country, t.Country}
	if c, ok := v.Base.Countries.ByCode(t.Country); ok {
		country.Shown = v.Base.CountryName(c, v.Lang)
	}
	r := Row{Cells: []Cell{
		Text(id), Text(v.name(t)), Text(region), country, year, {t.formWord(v.Lang), t.form()}, {statusWord(t.Status, v.Lang), t.Status.String()}, Text(t.Club), Text(strings.Join(t.Sources, ", ")),
	}}
	if t.Reason != "" {
		r.Notes = append(r.Notes, Both("party not identified: ", "相手を特定できず: ").In(v.Lang)+reasonWord(t.Reason, v.Lang))
	}
	if t.Own != nil {
		r.Notes = append(r.Notes, strings.Join(recordWords(t.Own, v.Lang), Both("; ", "、").In(v.Lang)))
	}
	if t.Domestic {
		r.Notes = append(r.Notes, Both("within the country", "国内の提携").In(v.Lang))
	}
	return r
}

// formKey names the form of a tie in the words of the data's documents.
func formKey(form string) string {
	return map[string]string{"p": "partnership", "f": "friendship", "k": "contact"}[form]
}

// FormWord names the form of a tie for readers; unknown is "?".
func FormWord(form, lang string) string {
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
