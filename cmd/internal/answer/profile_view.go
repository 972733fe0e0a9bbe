package answer

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const SchemaProfile = "shimai.profile/1"

// Profile tells all that is known of a place.
func (d *Desk) Profile(a Ask, town data.Unit) (ProfileView, error) {
	v := ProfileView{Lang: a.Lang, Town: town}
	var err error
	if v.Base, err = d.Base(); err != nil {
		return v, err
	}
	if v.Facts, err = d.facts(town, a.Lang); err != nil {
		return v, err
	}
	v.Run, err = d.NewRun(a.Config, "profile", v.Base.Labels.ID.At(int(town)))
	return v, err
}

// Facts gathers all facts of a place, in the order in which they are shown;
// without its other names, whose table costs more than all else, if names is
// false.
func (d *Desk) Facts(u data.Unit, lang string, names bool) ([]Fact, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	p := &profiler{base: b, store: st, desk: d, unit: u, lang: lang, names: names}
	for _, part := range []func() error{
		p.identity, p.size, p.setting, p.climate, p.near, p.themes, p.births, p.japan, p.ties, p.own,
	} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return p.facts, nil
}

// Fact is one thing that is known, or known to be unknown, of a place.
type Fact struct {
	// Section and key are stable names; label is what readers see.
	Section, Key string
	Label        matcher.Text
	// Shown is the value for readers, "" for unknown; raw the same for
	// spreadsheets where it differs; value the one for JSON, nil for unknown;
	// Unit what the value is measured in.
	Shown, Raw string
	Value      any
	Unit       string
	// Source is a key of the manifest; date overrides that of the source.
	Source, Date string
}

// profiler gathers the facts of one place.
type profiler struct {
	base  *Base
	store *data.Store
	desk  *Desk
	unit  data.Unit
	lang  string
	names bool
	facts []Fact
}

// japanese tells whether the place is a Japanese government, of which other
// sources tell than of the rest of the world.
func (p *profiler) japanese() bool { return p.base.Units.Municipalities.Has(p.unit) }

// choose returns the source for Japanese governments or for others.
func (p *profiler) choose(japan, world string) string {
	if p.japanese() {
		return japan
	}
	return world
}

func (p *profiler) add(f Fact) { p.facts = append(p.facts, f) }

// text adds a fact in words; "" is unknown.
func (p *profiler) text(section, key string, label matcher.Text, v, source string) {
	f := Fact{Section: section, Key: key, Label: label, Shown: v, Source: source}
	if v != "" {
		f.Value = v
	}
	p.add(f)
}

// count adds a whole number.
func (p *profiler) count(section, key string, label matcher.Text, v int32, unit, source, date string) {
	f := Fact{Section: section, Key: key, Label: label, Unit: unit, Source: source, Date: date}
	if v != data.NoInt {
		f.Shown, f.Raw, f.Value = Grouped(int64(v))+unitSuffix(unit), strconv.Itoa(int(v)), v
	}
	p.add(f)
}

// measure adds a number with decimals.
func (p *profiler) measure(section, key string, label matcher.Text, v float32, decimals int, unit, source, date string) {
	f := Fact{Section: section, Key: key, Label: label, Unit: unit, Source: source, Date: date}
	if data.Known(v) {
		f.Raw = strconv.FormatFloat(float64(v), 'f', decimals, 64)
		f.Shown, f.Value = groupedDecimals(f.Raw)+unitSuffix(unit), round(float64(v), decimals)
	}
	p.add(f)
}

func unitSuffix(unit string) string {
	switch unit {
	case "":
		return ""
	case "%", "°":
		return unit
	}
	return " " + unit
}

// ProfileView is a profile on its way out.
type ProfileView struct {
	Base  *Base
	Lang  string
	Run   Run
	Town  data.Unit
	Facts []Fact
}

type ProfileJSON struct {
	Schema string     `json:"schema"`
	Run    Run        `json:"run"`
	Place  UnitJSON   `json:"place"`
	Facts  []FactJSON `json:"facts"`
}

type FactJSON struct {
	Section string `json:"section"`
	Key     string `json:"key"`
	Label   string `json:"label"`
	// Value is null where it is unknown.
	Value  any    `json:"value"`
	Unit   string `json:"unit,omitempty"`
	Source string `json:"source,omitempty"`
	Date   string `json:"date,omitempty"`
}

// Date is the date of a fact, or else that of its source.
func (v ProfileView) date(f Fact) string {
	if f.Date != "" || f.Source == "" {
		return f.Date
	}
	return v.Base.Manifest.Source(f.Source).Date
}

// citation names the source of a fact to readers, with the date where it is the
// fact's own; those of the sources stand in the list below the table.
func citation(f Fact) string {
	if f.Date == "" || strings.Contains(f.Source, ", ") {
		return f.Source
	}
	return f.Source + ", " + f.Date
}

func (v ProfileView) Result() Result {
	j := ProfileJSON{Schema: SchemaProfile, Run: v.Run, Place: v.Base.UnitJSON(v.Town), Facts: []FactJSON{}}
	var lines []any
	for _, f := range v.Facts {
		fj := FactJSON{f.Section, f.Key, f.Label.In(v.Lang), f.Value, f.Unit, f.Source, v.date(f)}
		j.Facts = append(j.Facts, fj)
		lines = append(lines, fj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

// sourceWidth holds the key of any one source, in columns.
const sourceWidth = 15

func (v ProfileView) document() Document {
	d := Document{Lang: v.Lang, Columns: []Column{
		{Key: "section", Title: Both("Section", "区分")},
		{Key: "key", Title: Both("Key", "キー"), FileOnly: true},
		{Key: "fact", Title: Both("Fact", "項目"), Fold: true},
		{Key: "value", Title: Both("Value", "値"), Fold: true},
		{Key: "unit", Title: Both("Unit", "単位"), FileOnly: true},
		{Key: "source", Title: Both("Source", "出典"), Fold: true, Most: sourceWidth},
		{Key: "date", Title: Both("Date", "日付"), FileOnly: true},
	}}
	d.Above = []string{v.Base.Describe(v.Town, v.Lang) + " · " + v.Base.Labels.ID.At(int(v.Town))}
	last := ""
	for _, f := range v.Facts {
		shown, heading := Cell{f.Shown, cmp.Or(f.Raw, f.Shown)}, SectionWord(f.Section, v.Lang)
		if f.Value == nil {
			shown = Cell{Both("unknown", "不明").In(v.Lang), ""}
		}
		if f.Section == last {
			heading = ""
		}
		last = f.Section
		d.Rows = append(d.Rows, Row{Cells: []Cell{
			{heading, f.Section}, Text(f.Key), Text(f.Label.In(v.Lang)), shown, Text(f.Unit), {citation(f), f.Source}, Text(v.date(f)),
		}})
	}
	d.Below = append(v.sources(), v.Run.Line(v.Lang, v.Base.Manifest))
	return d
}

// sources words which sources the profile cites, in the order of first use.
func (v ProfileView) sources() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, f := range v.Facts {
		for _, key := range strings.Split(f.Source, ", ") {
			if !seen[key] {
				seen[key] = true
				s := v.Base.Manifest.Source(key)
				out = append(out, fmt.Sprintf("%s: %s · %s · %s", key, v.Base.SourceTitle(key, v.Lang), SourceDate(s.Date, v.Lang), LicenceWords(s.Licence, v.Lang)))
			}
		}
	}
	return out
}

// SectionWord names a section for readers.
func SectionWord(section, lang string) string {
	ja := map[string]string{
		"identity": "名称", "size": "規模", "setting": "立地", "climate": "気候", "near": "周辺", "themes": "特色", "people": "出身者",
		"economy": "産業", "ties": "提携", "own": "自治体の記録",
	}[section]
	return Both(section, ja).In(lang)
}
