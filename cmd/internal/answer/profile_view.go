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
func (d *Desk) Profile(a Ask, town data.Unit) (profileView, error) {
	v := profileView{lang: a.Lang, town: town}
	var err error
	if v.base, err = d.Base(); err != nil {
		return v, err
	}
	if v.facts, err = d.facts(town, a.Lang); err != nil {
		return v, err
	}
	v.run, err = d.NewRun(a.Config, "profile", v.base.Labels.ID.At(int(town)))
	return v, err
}

// assemble gathers all facts of a place, in the order in which they are shown.
func (d *Desk) assemble(u data.Unit, lang string) ([]fact, error) {
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	p := &profiler{base: b, store: st, desk: d, unit: u, lang: lang}
	for _, part := range []func() error{
		p.identity, p.size, p.setting, p.climate, p.near, p.themes, p.births, p.japan, p.ties,
	} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return p.facts, nil
}

// fact is one thing that is known, or known to be unknown, of a place.
type fact struct {
	// section and key are stable names; label is what readers see.
	section, key string
	label        matcher.Text
	// shown is the value for readers, "" for unknown; raw the same for
	// spreadsheets where it differs; value the one for JSON, nil for unknown;
	// unit what the value is measured in.
	shown, raw string
	value      any
	unit       string
	// source is a key of the manifest; date overrides that of the source.
	source, date string
}

// profiler gathers the facts of one place.
type profiler struct {
	base  *Base
	store *data.Store
	desk  *Desk
	unit  data.Unit
	lang  string
	facts []fact
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

func (p *profiler) add(f fact) { p.facts = append(p.facts, f) }

// text adds a fact in words; "" is unknown.
func (p *profiler) text(section, key string, label matcher.Text, v, source string) {
	f := fact{section: section, key: key, label: label, shown: v, source: source}
	if v != "" {
		f.value = v
	}
	p.add(f)
}

// count adds a whole number.
func (p *profiler) count(section, key string, label matcher.Text, v int32, unit, source, date string) {
	f := fact{section: section, key: key, label: label, unit: unit, source: source, date: date}
	if v != data.NoInt {
		f.shown, f.raw, f.value = Grouped(int64(v))+unitSuffix(unit), strconv.Itoa(int(v)), v
	}
	p.add(f)
}

// measure adds a number with decimals.
func (p *profiler) measure(section, key string, label matcher.Text, v float32, decimals int, unit, source, date string) {
	f := fact{section: section, key: key, label: label, unit: unit, source: source, date: date}
	if data.Known(v) {
		f.raw = strconv.FormatFloat(float64(v), 'f', decimals, 64)
		f.shown, f.value = groupedDecimals(f.raw)+unitSuffix(unit), round(float64(v), decimals)
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

// profileView is a profile on its way out.
type profileView struct {
	base  *Base
	lang  string
	run   Run
	town  data.Unit
	facts []fact
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

// date is the date of a fact, or else that of its source.
func (v profileView) date(f fact) string {
	if f.date != "" || f.source == "" {
		return f.date
	}
	return v.base.Manifest.Source(f.source).Date
}

// citation names the source of a fact to readers, with the date where it is the
// fact's own; those of the sources stand in the list below the table.
func citation(f fact) string {
	if f.date == "" || strings.Contains(f.source, ", ") {
		return f.source
	}
	return f.source + ", " + f.date
}

func (v profileView) Result() Result {
	j := ProfileJSON{Schema: SchemaProfile, Run: v.run, Place: v.base.UnitJSON(v.town), Facts: []FactJSON{}}
	var lines []any
	for _, f := range v.facts {
		fj := FactJSON{f.section, f.key, f.label.In(v.lang), f.value, f.unit, f.source, v.date(f)}
		j.Facts = append(j.Facts, fj)
		lines = append(lines, fj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

// sourceWidth holds the key of any one source, in columns.
const sourceWidth = 15

func (v profileView) document() Document {
	d := Document{Lang: v.lang, Columns: []Column{
		{Key: "section", Title: Both("Section", "区分")},
		{Key: "key", Title: Both("Key", "キー"), FileOnly: true},
		{Key: "fact", Title: Both("Fact", "項目"), Fold: true},
		{Key: "value", Title: Both("Value", "値"), Fold: true},
		{Key: "unit", Title: Both("Unit", "単位"), FileOnly: true},
		{Key: "source", Title: Both("Source", "出典"), Fold: true, most: sourceWidth},
		{Key: "date", Title: Both("Date", "日付"), FileOnly: true},
	}}
	d.Above = []string{v.base.Describe(v.town, v.lang) + " · " + v.base.Labels.ID.At(int(v.town))}
	last := ""
	for _, f := range v.facts {
		shown, heading := Cell{f.shown, cmp.Or(f.raw, f.shown)}, sectionWord(f.section, v.lang)
		if f.value == nil {
			shown = Cell{Both("unknown", "不明").In(v.lang), ""}
		}
		if f.section == last {
			heading = ""
		}
		last = f.section
		d.Rows = append(d.Rows, Row{Cells: []Cell{
			{heading, f.section}, Text(f.key), Text(f.label.In(v.lang)), shown, Text(f.unit), {citation(f), f.source}, Text(v.date(f)),
		}})
	}
	d.Below = append(v.sources(), v.run.Line(v.lang, v.base.Manifest))
	return d
}

// sources words which sources the profile cites, in the order of first use.
func (v profileView) sources() []string {
	var out []string
	seen := map[string]bool{"": true}
	for _, f := range v.facts {
		for _, key := range strings.Split(f.source, ", ") {
			if !seen[key] {
				seen[key] = true
				s := v.base.Manifest.Source(key)
				out = append(out, fmt.Sprintf("%s: %s · %s · %s", key, s.Title, s.Date, s.Licence))
			}
		}
	}
	return out
}

// sectionWord names a section for readers.
func sectionWord(section, lang string) string {
	ja := map[string]string{
		"identity": "名称", "size": "規模", "setting": "立地", "climate": "気候", "near": "周辺", "themes": "特色", "people": "出身者",
		"economy": "産業", "ties": "提携",
	}[section]
	return Both(section, ja).In(lang)
}
