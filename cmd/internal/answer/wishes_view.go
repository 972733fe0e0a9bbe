package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const SchemaWishes = "shimai.wishes/1"

// MatchWishes matches those who look for a partner with each other: the pairs of a
// town, or with data.NoUnit all pairs that fulfil each other's wish.
func (d *Desk) MatchWishes(a Ask, town data.Unit) (WishesView, error) {
	v := WishesView{Lang: a.Lang, Town: town}
	st, err := d.Data()
	if err != nil {
		return v, err
	}
	engine, err := d.Engine()
	if err != nil {
		return v, err
	}
	if v.Base, err = d.Base(); err != nil {
		return v, err
	}
	if v.wishes, err = st.Wishes(); err != nil {
		return v, err
	}
	if v.Pairs, err = fitOfPairs(engine, engine.WishPairs(town)); err != nil {
		return v, err
	}
	args := []string{}
	if town != data.NoUnit {
		args = append(args, v.Base.Labels.ID.At(int(town)))
	}
	v.Run, err = d.NewRun(a.Config, "wishes", args...)
	return v, err
}

// WishMatch is a pair with how well the two go together and how open B is to A.
type WishMatch struct {
	matcher.WishPair
	Fit, Openness matcher.Points
}

// fitOfPairs scores the pairs of each A together, and orders them: both sides'
// wishes first, then by fit, openness and units.
func fitOfPairs(e *matcher.Engine, pairs []matcher.WishPair) ([]WishMatch, error) {
	slices.SortStableFunc(pairs, func(p, q matcher.WishPair) int { return cmp.Compare(p.A, q.A) })
	var out []WishMatch
	for len(pairs) > 0 {
		n := slices.IndexFunc(pairs, func(p matcher.WishPair) bool { return p.A != pairs[0].A })
		if n < 0 {
			n = len(pairs)
		}
		units := make([]data.Unit, n)
		for i, p := range pairs[:n] {
			units[i] = p.B
		}
		lines, err := e.ScoreLines(matcher.Query{Town: pairs[0].A}, units)
		if err != nil {
			return nil, err
		}
		for i, p := range pairs[:n] {
			m := WishMatch{WishPair: p, Openness: e.Openness(p.A, p.B)}
			for _, points := range lines[i] {
				m.Fit += points
			}
			out = append(out, m)
		}
		pairs = pairs[n:]
	}
	slices.SortStableFunc(out, func(p, q WishMatch) int {
		return cmp.Or(boolCompare(q.Both(), p.Both()), cmp.Compare(q.Fit, p.Fit), cmp.Compare(q.Openness, p.Openness), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return out, nil
}

// WishesView is matched wishes on their way out.
type WishesView struct {
	Base   *Base
	Lang   string
	Run    Run
	Town   data.Unit
	Pairs  []WishMatch
	wishes *data.Wishes
}

type WishesJSON struct {
	Schema string `json:"schema"`
	Run    Run    `json:"run"`
	// Town is null where all pairs were asked for.
	Town   *UnitJSON       `json:"town"`
	Wishes int             `json:"wishes"`
	Own    int             `json:"own_wishes"`
	Pairs  []wishMatchJSON `json:"pairs"`
}

type wishMatchJSON struct {
	Town     UnitJSON  `json:"town"`
	Partner  UnitJSON  `json:"partner"`
	Both     bool      `json:"both"`
	Fit      float64   `json:"fit"`
	Openness float64   `json:"openness"`
	Wish     *wishJSON `json:"wish"`
	Theirs   *wishJSON `json:"their_wish"`
}

type wishJSON struct {
	Countries     []string `json:"countries"`
	Areas         []string `json:"areas"`
	MinPopulation *int32   `json:"min_population"`
	MaxPopulation *int32   `json:"max_population"`
	Purposes      []string `json:"purposes"`
	Text          string   `json:"text"`
	Source        string   `json:"source"`
	Date          string   `json:"date"`
}

func (v WishesView) wishJSON(row int) *wishJSON {
	if row < 0 {
		return nil
	}
	w := v.wishes
	j := &wishJSON{Countries: append([]string{}, w.Countries[row]...), Areas: append([]string{}, w.Areas[row]...), Purposes: []string{}, Text: w.Theme.At(row)}
	if len(w.MinPopulation) > 0 {
		j.MinPopulation, j.MaxPopulation = knownInt(w.MinPopulation[row]), knownInt(w.MaxPopulation[row])
		j.Purposes = append(j.Purposes, w.Purposes[row]...)
	}
	j.Source, j.Date = v.source(row)
	return j
}

func (v WishesView) source(row int) (key, date string) {
	key, date = "seekers", v.wishes.Date.At(row)
	if v.own(row) {
		key = data.SourceOwn
	}
	if date == "latest" {
		date = v.Base.Manifest.Source(key).Date
	}
	return key, date
}

func (v WishesView) own(row int) bool { return len(v.wishes.Own) > 0 && v.wishes.Own[row] }

func (v WishesView) Result() Result {
	j := WishesJSON{Schema: SchemaWishes, Run: v.Run, Wishes: len(v.wishes.Unit), Own: v.ownCount(), Pairs: []wishMatchJSON{}}
	if v.Town != data.NoUnit {
		u := v.Base.UnitJSON(v.Town)
		j.Town = &u
	}
	var lines []any
	for _, p := range v.Pairs {
		pj := wishMatchJSON{
			Town: v.Base.UnitJSON(p.A), Partner: v.Base.UnitJSON(p.B), Both: p.Both(), Fit: p.Fit.Float(), Openness: p.Openness.Float(),
			Wish: v.wishJSON(p.RowA), Theirs: v.wishJSON(p.RowB),
		}
		j.Pairs = append(j.Pairs, pj)
		lines = append(lines, pj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func (v WishesView) ownCount() int {
	n := 0
	for row := range v.wishes.Unit {
		if v.own(row) {
			n++
		}
	}
	return n
}

func (v WishesView) document() Document {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.Lang), args...) }
	d := Document{Lang: v.Lang, notes: Column{Key: "wishes", Title: Both("Wishes", "希望")}, Columns: []Column{
		{Key: "id", FileOnly: true}, {Key: "town", Title: Both("Town", "団体"), Fold: true},
		{Key: "partner_id", FileOnly: true}, {Key: "partner", Title: Both("Partner", "相手"), Fold: true},
		{Key: "country", Title: Both("Country", "国"), Soft: 1}, {Key: "wish", Title: Both("Who looks", "希望")},
		{Key: "fit", Title: Both("Fit", "適合"), Right: true}, {Key: "openness", Title: Both("Open", "開放"), Right: true},
	}}
	both := 0
	for _, p := range v.Pairs {
		if p.Both() {
			both++
		}
		d.Rows = append(d.Rows, v.row(p))
	}
	if v.Town != data.NoUnit {
		d.Above = []string{v.Base.Describe(v.Town, v.Lang)}
	}
	d.Below = []string{say("%d wishes are known, %d of them by own records; %d pairs fulfil each other's.", "把握している希望は%d件(うち自治体の記録%d件)。互いに満たす組は%d組。", len(v.wishes.Unit), v.ownCount(), both)}
	if len(v.Pairs) == 0 {
		d.Below = append(d.Below, say("Public lists here are Japan's alone: add those of foreign towns with `shimai own wishes add`.", "公開一覧は日本のもののみ。海外都市の希望は `shimai own wishes add` で追加できます。"))
	}
	d.Below = append(d.Below, say("Who is on no list may look for a partner all the same.", "一覧にない自治体も提携先を探している可能性があります。"), v.Run.Line(v.Lang, v.Base.Manifest))
	return d
}

func (v WishesView) row(p WishMatch) Row {
	b, who := v.Base, Cell{Both("both", "双方").In(v.Lang), "both"}
	switch {
	case p.RowB < 0:
		who = Cell{Both("we do", "当方").In(v.Lang), "town"}
	case p.RowA < 0:
		who = Cell{Both("they do", "先方").In(v.Lang), "partner"}
	}
	r := Row{Cells: []Cell{
		Text(b.Labels.ID.At(int(p.A))), Text(b.Name(p.A, v.Lang)), Text(b.Labels.ID.At(int(p.B))), Text(b.Name(p.B, v.Lang)),
		{b.CountryName(b.Units.Country[p.B], v.Lang), b.Country(p.B)}, who, Points(p.Fit), Points(p.Openness),
	}}
	for _, side := range []struct {
		u   data.Unit
		row int
	}{{p.A, p.RowA}, {p.B, p.RowB}} {
		if side.row >= 0 {
			r.Notes = append(r.Notes, b.Name(side.u, v.Lang)+": "+v.wishWords(side.row))
		}
	}
	return r
}

// wishWords tells a wish with its source and date.
func (v WishesView) wishWords(row int) string {
	w, say := v.wishes, func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.Lang), args...) }
	var parts []string
	for _, code := range w.Countries[row] {
		if c, ok := v.Base.Countries.ByCode(code); ok {
			code = v.Base.CountryName(c, v.Lang)
		}
		parts = append(parts, code)
	}
	for _, a := range w.Areas[row] {
		parts = append(parts, ContinentName(a, v.Lang))
	}
	if len(parts) == 0 {
		parts = append(parts, say("from anywhere", "国は問わない"))
	}
	out := []string{strings.Join(parts, say(", ", "・"))}
	if text := w.Theme.At(row); text != "" {
		out = append(out, text)
	}
	if size := v.sizeWords(row); size != "" {
		out = append(out, size)
	}
	key, date := v.source(row)
	return strings.Join(out, say("; ", "、")) + " [" + v.Base.SourceTitle(key, v.Lang) + say(", ", "、") + date + "]"
}

func (v WishesView) sizeWords(row int) string {
	w := v.wishes
	if len(w.MinPopulation) == 0 || w.MinPopulation[row] == data.NoInt && w.MaxPopulation[row] == data.NoInt {
		return ""
	}
	low, high := Grouped(int64(w.MinPopulation[row])), Grouped(int64(w.MaxPopulation[row]))
	switch {
	case w.MinPopulation[row] == data.NoInt:
		return fmt.Sprintf(Both("up to %s people", "人口%s人以下").In(v.Lang), high)
	case w.MaxPopulation[row] == data.NoInt:
		return fmt.Sprintf(Both("%s people or more", "人口%s人以上").In(v.Lang), low)
	}
	return fmt.Sprintf(Both("%s to %s people", "人口%s～%s人").In(v.Lang), low, high)
}
