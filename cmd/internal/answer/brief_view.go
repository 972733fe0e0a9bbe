package answer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher/wish"
)

// SchemaBrief names the form of a checked brief in JSON.
const SchemaBrief = "shimai.brief/1"

// BriefView is a brief as it was understood, on its way out.
type BriefView struct {
	Base   *Base
	Lang   string
	Town   data.Unit
	Digest string
	lines  []briefLine
}

// briefLine is what one key of a brief was understood to mean.
type briefLine struct {
	Key  string `json:"key"`
	Line int    `json:"line"`
	Text string `json:"text"`
}

// BriefJSON is the document of a checked brief.
type BriefJSON struct {
	Schema string `json:"schema"`
	// Brief is the digest of the brief.
	Brief string      `json:"brief"`
	Town  UnitJSON    `json:"town"`
	Lines []briefLine `json:"lines"`
}

// CheckBrief looks up everything that a brief names and says what was
// understood; what is not understood is an error that names the line.
func (d *Desk) CheckBrief(ctx context.Context, a Ask, town data.Unit) (BriefView, error) {
	v := BriefView{Lang: a.Lang, Town: town, Digest: a.Brief.Digest()}
	var err error
	if v.Base, err = d.Base(); err != nil {
		return v, err
	}
	q, err := d.Question(ctx, a, town)
	if err != nil {
		return v, err
	}
	if _, err := SetOf(&a.Brief); err != nil {
		return v, err
	}
	br := &a.Brief
	v.add(br, "town", v.Base.Describe(town, v.Lang)+" · "+v.Base.Labels.ID.At(int(town)))
	v.weights(br, "purposes", brief.Purposes(), br.Purposes)
	v.weights(br, "weights", config.Criteria(), br.Weights)
	v.countries(br, q)
	if err := v.musts(d, br, q); err != nil {
		return v, err
	}
	for i := range q.Words {
		v.word(br, i, q.Words[i])
	}
	for i, u := range q.Cities {
		v.add(br, fmt.Sprintf("cities[%d]", i+1), v.Base.Describe(u, v.Lang)+" · "+v.Base.Labels.ID.At(int(u)))
	}
	v.rest(br)
	slices.SortStableFunc(v.lines, func(a, b briefLine) int { return cmp.Compare(a.Line, b.Line) })
	return v, nil
}

func (v *BriefView) say(en, ja string, args ...any) string {
	return fmt.Sprintf(Both(en, ja).In(v.Lang), args...)
}

// add notes what a key means.
func (v *BriefView) add(br *brief.Brief, key, text string) {
	v.lines = append(v.lines, briefLine{key, br.Line(key), text})
}

// weights notes what counts otherwise than by default.
func (v *BriefView) weights(br *brief.Brief, key string, order []string, values map[string]float64) {
	var parts []string
	for _, k := range order {
		if w, ok := values[k]; ok {
			parts = append(parts, k+" "+strconv.FormatFloat(w, 'g', -1, 64))
		}
	}
	if len(parts) > 0 {
		v.add(br, key, strings.Join(parts, ", "))
	}
}

// countries notes how many countries are asked for and avoided.
func (v *BriefView) countries(br *brief.Brief, q Question) {
	if len(q.To) > 0 {
		key := "countries"
		if len(br.Countries.Want) == 0 {
			key = "regions"
		}
		var names []string
		for _, c := range q.To[:min(len(q.To), 8)] {
			names = append(names, v.Base.CountryName(c, v.Lang))
		}
		text := v.say("countries (%d): %s", "%dか国・地域: %s", len(q.To), strings.Join(names, v.say(", ", "、")))
		if len(q.To) > len(names) {
			text += v.say(", …", "ほか")
		}
		v.add(br, key, text)
	}
	for _, avoid := range []struct {
		key   string
		words []string
	}{{"countries.avoid", br.Countries.Avoid}, {"regions.avoid", br.Regions.Avoid}} {
		if len(avoid.words) == 0 {
			continue
		}
		var names []string
		for _, word := range avoid.words {
			if c, ok := index.CountryByName(v.Base.Countries, word); ok && avoid.key == "countries.avoid" {
				word = v.Base.CountryName(c, v.Lang)
			}
			names = append(names, word)
		}
		v.add(br, avoid.key, v.say("avoided: %s", "対象外: %s", strings.Join(names, v.say(", ", "、"))))
	}
}

// musts notes of how many governments each condition is known.
func (v *BriefView) musts(d *Desk, br *brief.Brief, q Question) error {
	if len(q.Musts) == 0 {
		return nil
	}
	reader, err := d.Wishes()
	if err != nil {
		return err
	}
	keys := mustKeys(br)
	for i, m := range q.Musts {
		var count [3]int
		for u := range v.Base.Units.Len() {
			if v.Base.mayBeAsked(q.Query, data.Unit(u)) {
				count[reader.Find(m, data.Unit(u)).Answer]++
			}
		}
		after := v.say("kept", "残す")
		if m.ExcludeUnknown {
			after = v.say("left out", "除く")
		}
		v.add(br, keys[i], v.say("%s: yes %s, no %s, unknown %s (%s)", "%s: 該当%s、非該当%s、不明%s(%s)", m.Words().In(v.Lang),
			Grouped(int64(count[wish.Yes])), Grouped(int64(count[wish.No])), Grouped(int64(count[wish.Unknown])), after))
	}
	return nil
}

// mustKeys names the key behind each condition, in the order of Question.Musts.
func mustKeys(br *brief.Brief) []string {
	var keys []string
	if br.Population.Min != nil || br.Population.Max != nil {
		keys = append(keys, "population")
	}
	if len(br.Languages.Want) > 0 {
		keys = append(keys, "languages.want")
	}
	if len(br.Languages.Avoid) > 0 {
		keys = append(keys, "languages.avoid")
	}
	for i := range br.Must {
		keys = append(keys, fmt.Sprintf("must[%d]", i+1))
	}
	return keys
}

// word notes how many candidates a word finds.
func (v *BriefView) word(br *brief.Brief, i int, f WordFound) {
	text := v.say("%s known", "該当%s", placesIn(len(f.Places), v.Lang))
	switch {
	case f.Common:
		text = v.say("too common to tell candidates apart", "該当が多く、候補の区別には使えません")
	case len(f.Places) == 0:
		text = v.say("no data", "該当するデータはありません")
	}
	v.add(br, fmt.Sprintf("words[%d]", i+1), strings.Join(append([]string{f.Word}, f.Also...), ", ")+": "+text)
}

// rest notes what needs no looking up.
func (v *BriefView) rest(br *brief.Brief) {
	if br.Size != "" {
		v.add(br, "size", br.Size)
	}
	if br.PerCountry != nil {
		v.add(br, "per_country", strconv.Itoa(*br.PerCountry))
	}
	if br.Continents != nil {
		v.add(br, "continents", strconv.Itoa(*br.Continents))
	}
	for _, f := range br.Facts {
		v.add(br, "facts."+f.Key, f.Text)
	}
	if br.Notes != "" {
		v.add(br, "notes", strings.TrimSpace(br.Notes))
	}
}

// Result returns the shapes that formats need.
func (v BriefView) Result() Result {
	d := Document{Lang: v.Lang, Columns: []Column{
		{Key: "line", Title: Both("Line", "行"), Right: true},
		{Key: "key", Title: Both("Key", "項目"), Firm: true},
		{Key: "text", Title: Both("Understood as", "読み取り結果"), Fold: true},
	}, Below: []string{v.say("The brief can be used. Digest %s.", "この要望書は使用できます。識別子 %s。", v.Digest)}}
	j := BriefJSON{Schema: SchemaBrief, Brief: v.Digest, Town: v.Base.UnitJSON(v.Town), Lines: append([]briefLine{}, v.lines...)}
	for _, l := range v.lines {
		d.Rows = append(d.Rows, Row{Cells: []Cell{Count(int32(l.Line)), Text(l.Key), Text(strings.ReplaceAll(l.Text, "\n", " "))}})
	}
	return Result{Doc: d, JSON: j}
}
