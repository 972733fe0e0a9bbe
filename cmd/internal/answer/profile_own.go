package answer

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/shimai/shimai/data"
)

// ownFactKeys are the facts of a profile that own records replace, by the key
// of the record.
func ownFactKeys() map[string]string {
	return map[string]string{
		data.FactPopulation: "population", data.FactElevation: "elevation_m", data.FactArea: "area_km2", data.FactAge65: "age65_pct",
		data.FactForeign: "foreign_population", data.FactVisitors: "visitors", data.FactSchools: "high_schools", data.FactURL: "url",
	}
}

// own lays own facts over the profile: a fact that is there already gets the
// value, source and date of the record, and all others stand in a section of
// their own.
func (p *profiler) own() error {
	for _, f := range p.store.OwnFacts(p.unit) {
		k, ok := data.FactKeyOf(f.Key)
		if !ok {
			continue
		}
		fact := Fact{
			Section: "own", Key: f.Key, Label: Both(k.Label, k.LabelJA), Shown: f.Value, Value: f.Value,
			Source: data.SourceOwn, Date: cmp.Or(f.Date, f.Recorded),
		}
		if v, err := strconv.ParseFloat(f.Value, 64); k.Number() && err == nil {
			fact.Unit, fact.Raw, fact.Value = ownUnit(k.Unit), f.Value, v
			fact.Shown = groupedDecimals(f.Value) + unitSuffix(fact.Unit)
		}
		if k.Many {
			fact.Key += "_" + f.ID
		}
		at := slices.IndexFunc(p.facts, func(old Fact) bool { return k.Replaces && old.Key == ownFactKeys()[f.Key] })
		if at < 0 {
			p.add(fact)
			continue
		}
		old := p.facts[at]
		fact.Section, fact.Key, fact.Label, fact.Unit = old.Section, old.Key, old.Label, old.Unit
		if fact.Raw != "" {
			fact.Shown = groupedDecimals(f.Value) + unitSuffix(old.Unit)
		}
		p.facts[at] = fact
	}
	return nil
}

// ownUnit is the unit of an own fact as profiles write it; people and schools
// are counted without one.
func ownUnit(unit string) string {
	switch unit {
	case "km2":
		return "km²"
	case "people", "schools":
		return ""
	}
	return unit
}
