package cli

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const schemaProfile = "shimai.profile/1"

// profile tells all that is known of a place.
func (d *desk) profile(a ask, town data.Unit) (profileView, error) {
	v := profileView{lang: a.lang, town: town}
	var err error
	if v.base, err = d.base(); err != nil {
		return v, err
	}
	if v.facts, err = d.facts(town, a.lang); err != nil {
		return v, err
	}
	v.run, err = d.newRun(a.config, "profile", v.base.labels.ID.At(int(town)))
	return v, err
}

// assemble gathers all facts of a place, in the order in which they are shown.
func (d *desk) assemble(u data.Unit, lang string) ([]fact, error) {
	b, err := d.base()
	if err != nil {
		return nil, err
	}
	st, err := d.data()
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
	base  *base
	store *data.Store
	desk  *desk
	unit  data.Unit
	lang  string
	facts []fact
}

// japanese tells whether the place is a Japanese government, of which other
// sources tell than of the rest of the world.
func (p *profiler) japanese() bool { return p.base.units.Municipalities.Has(p.unit) }

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
		f.shown, f.raw, f.value = grouped(int64(v))+unitSuffix(unit), strconv.Itoa(int(v)), v
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
	base  *base
	lang  string
	run   run
	town  data.Unit
	facts []fact
}

type profileJSON struct {
	Schema string     `json:"schema"`
	Run    run        `json:"run"`
	Place  unitJSON   `json:"place"`
	Facts  []factJSON `json:"facts"`
}

type factJSON struct {
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
	return v.base.manifest.Source(f.source).Date
}

// citation names the source of a fact to readers, with the date where it is the
// fact's own; those of the sources stand in the list below the table.
func citation(f fact) string {
	if f.date == "" || strings.Contains(f.source, ", ") {
		return f.source
	}
	return f.source + ", " + f.date
}

func (v profileView) result() result {
	j := profileJSON{Schema: schemaProfile, Run: v.run, Place: v.base.unitJSON(v.town), Facts: []factJSON{}}
	var lines []any
	for _, f := range v.facts {
		fj := factJSON{f.section, f.key, f.label.In(v.lang), f.value, f.unit, f.source, v.date(f)}
		j.Facts = append(j.Facts, fj)
		lines = append(lines, fj)
	}
	return result{doc: v.document(), json: j, lines: lines}
}

// sourceWidth holds the key of any one source, in columns.
const sourceWidth = 15

func (v profileView) document() document {
	d := document{lang: v.lang, columns: []column{
		{key: "section", title: both("Section", "区分")},
		{key: "key", title: both("Key", "キー"), fileOnly: true},
		{key: "fact", title: both("Fact", "項目"), fold: true},
		{key: "value", title: both("Value", "値"), fold: true},
		{key: "unit", title: both("Unit", "単位"), fileOnly: true},
		{key: "source", title: both("Source", "出典"), fold: true, most: sourceWidth},
		{key: "date", title: both("Date", "日付"), fileOnly: true},
	}}
	d.above = []string{v.base.describe(v.town, v.lang) + " · " + v.base.labels.ID.At(int(v.town))}
	last := ""
	for _, f := range v.facts {
		shown, heading := cell{f.shown, cmp.Or(f.raw, f.shown)}, sectionWord(f.section, v.lang)
		if f.value == nil {
			shown = cell{both("unknown", "不明").In(v.lang), ""}
		}
		if f.section == last {
			heading = ""
		}
		last = f.section
		d.rows = append(d.rows, row{cells: []cell{
			{heading, f.section}, text(f.key), text(f.label.In(v.lang)), shown, text(f.unit), {citation(f), f.source}, text(v.date(f)),
		}})
	}
	d.below = append(v.sources(), v.run.line(v.lang, v.base.manifest))
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
				s := v.base.manifest.Source(key)
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
	return both(section, ja).In(lang)
}
