package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// laid is an overlay as it lies over a store.
type laid struct {
	Overlay
	digest string
	// shipped is the store below.
	shipped *Store
	// units holds the ids that were found, leftOut what names others.
	units   map[string]Unit
	leftOut []string
	steps   map[Unit][]Step
	facts   map[Unit][]OwnFact
}

// Step is an own step with its candidate as a unit.
type Step struct {
	OwnStep
	// To is the candidate.
	To Unit
}

// With returns a store that answers with own records laid over the layers:
// ties, wishes, corrected facts and steps. All else is shared with s. Records
// laid over s before are replaced, not added to. An overlay without records
// gives the store of the layers alone.
//
// A record that no program would have written (an unknown key, a value out of
// bounds, a second record of the same id) is an error. A record that names a
// government which these data do not have is left out; [Store.OwnLeftOut]
// lists them, and whoever shows results shows those too.
func (s *Store) With(o Overlay) (*Store, error) {
	base := s.Shipped()
	if o.Empty() {
		return base, nil
	}
	l := &laid{Overlay: o.sorted(), digest: o.Digest(), shipped: base, steps: map[Unit][]Step{}, facts: map[Unit][]OwnFact{}}
	if err := l.check(); err != nil {
		return nil, fmt.Errorf("use own records: %w", err)
	}
	if err := l.resolve(); err != nil {
		return nil, fmt.Errorf("use own records: %w", err)
	}
	out := &Store{
		fsys: base.fsys, manifest: base.manifest, own: l,
		countries: base.countries, climate: base.climate, months: base.months, near: base.near, nearText: base.nearText,
		themes: base.themes, births: base.births, names: base.names, lookup: base.lookup, nameKeys: base.nameKeys,
		pairs: base.pairs, missions: base.missions, land: base.land, borders: base.borders, areas: base.areas,
	}
	out.manifest.Sources = append(slices.Clone(base.manifest.Sources), l.source())
	out.units = sync.OnceValues(l.readUnits)
	out.labels = sync.OnceValues(l.readLabels)
	out.japan = sync.OnceValues(l.readJapan)
	out.ties = sync.OnceValues(l.readTies)
	out.tieText = sync.OnceValues(out.readOwnTieText)
	out.wishes = sync.OnceValues(l.readWishes)
	return out, nil
}

// Shipped returns the store of the layers alone: what is measured against the
// public lists (backtest, training) must not know own records.
func (s *Store) Shipped() *Store {
	if s.own == nil {
		return s
	}
	return s.own.shipped
}

// Digest identifies the layers together with the own records. It is that of
// the manifest where there are none.
func (s *Store) Digest() string {
	if s.own == nil {
		return s.manifest.Digest()
	}
	sum := sha256.Sum256([]byte(s.manifest.Digest() + " " + s.own.digest))
	return hex.EncodeToString(sum[:6])
}

// OwnDigest identifies the own records; "" when there are none.
func (s *Store) OwnDigest() string {
	if s.own == nil {
		return ""
	}
	return s.own.digest
}

// OwnAsOf returns the day of the newest own record, YYYY-MM-DD; "" without records.
func (s *Store) OwnAsOf() string {
	if s.own == nil {
		return ""
	}
	return s.own.AsOf
}

// OwnLeftOut lists, in order of kind and record, the own records that name
// governments which these data do not have, each in a few words.
func (s *Store) OwnLeftOut() []string {
	if s.own == nil {
		return nil
	}
	return s.own.leftOut
}

// OwnFacts returns the own facts of a unit, in order of record.
func (s *Store) OwnFacts(u Unit) []OwnFact {
	if s.own == nil {
		return nil
	}
	return s.own.facts[u]
}

// OwnWords returns the units that have own words for the text search, in order
// of unit, with the words of each: the values of all facts that are words.
func (s *Store) OwnWords() []OwnWord {
	if s.own == nil {
		return nil
	}
	var out []OwnWord
	for _, f := range s.own.Facts {
		u, known := s.own.units[f.Unit]
		if k, ok := FactKeyOf(f.Key); known && ok && !k.Number() && !k.Replaces {
			out = append(out, OwnWord{u, f})
		}
	}
	slices.SortStableFunc(out, func(a, b OwnWord) int { return int(a.Unit) - int(b.Unit) })
	return out
}

// OwnWord is an own fact in words with its unit.
type OwnWord struct {
	Unit Unit
	Fact OwnFact
}

// Steps returns the steps of a town toward candidates, in the order of their
// dates, then of records.
func (s *Store) Steps(town Unit) []Step {
	if s.own == nil {
		return nil
	}
	return s.own.steps[town]
}

// StepTowns returns the towns that have steps, in order of unit.
func (s *Store) StepTowns() []Unit {
	if s.own == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(s.own.steps))
}

// source describes the own records in the manifest, for evidence to cite.
func (l *laid) source() Source {
	return Source{Key: SourceOwn, Title: "Own records", Date: l.AsOf, Licence: "own"}
}

// check refuses what the writers of records would have refused.
func (l *laid) check() error {
	seen := map[string]bool{}
	id := func(id string) error {
		if seen[id] && id != "" {
			return fmt.Errorf("two records have the id %q: export the records and look", id)
		}
		seen[id] = true
		return nil
	}
	for _, t := range l.Ties {
		if err := id(t.ID); err != nil {
			return err
		}
		if t.A == "" || t.A == t.B || t.B == "" && (t.BName == "" || t.BCountry == "") {
			return fmt.Errorf("tie %s joins %q and %q (%s, %s): two governments, or one and a name with its country, are needed", t.ID, t.A, t.B, t.BName, t.BCountry)
		}
	}
	for i, f := range l.Facts {
		if err := id(f.ID); err != nil {
			return err
		}
		value, err := ParseFact(f.Key, f.Value)
		if err != nil {
			return fmt.Errorf("fact %s: %w", f.ID, err)
		}
		l.Facts[i].Value = value
	}
	for _, w := range l.Wishes {
		if err := id(w.ID); err != nil {
			return err
		}
		if w.MinPopulation < 0 || w.MaxPopulation < 0 || w.MaxPopulation > 0 && w.MaxPopulation < w.MinPopulation {
			return fmt.Errorf("wish %s: population %d to %d, allowed is a range of at least 0", w.ID, w.MinPopulation, w.MaxPopulation)
		}
	}
	for _, s := range l.Steps {
		if err := id(s.ID); err != nil {
			return err
		}
		if s.Stage < 1 || s.Stage > 8 || s.Outcome == StepUnknown || s.Town == s.Candidate {
			return fmt.Errorf("step %s of %s toward %s: stage %d, outcome %s: allowed are stages 1 to 8 and %s, toward another government", s.ID, s.Town, s.Candidate, s.Stage, s.Outcome, strings.Join(Outcomes(), ", "))
		}
	}
	return nil
}

// resolve finds the units of all ids in one pass over the labels.
func (l *laid) resolve() error {
	wanted := map[string]bool{}
	for _, t := range l.Ties {
		wanted[t.A], wanted[t.B] = true, true
	}
	for _, f := range l.Facts {
		wanted[f.Unit] = true
	}
	for _, w := range l.Wishes {
		wanted[w.Unit] = true
	}
	for _, s := range l.Steps {
		wanted[s.Town], wanted[s.Candidate] = true, true
	}
	labels, err := l.shipped.Labels()
	if err != nil {
		return err
	}
	l.units = make(map[string]Unit, len(wanted))
	for u := range labels.ID.Len() {
		if id := labels.ID.Bytes(u); wanted[string(id)] {
			l.units[string(id)] = Unit(u)
		}
	}
	l.group()
	return nil
}

// group sorts facts and steps by unit and notes what has none.
func (l *laid) group() {
	for _, t := range l.Ties {
		l.known("tie", t.ID, t.A)
		if t.B != "" {
			l.known("tie", t.ID, t.B)
		}
	}
	for _, f := range l.Facts {
		if u, ok := l.known("fact", f.ID, f.Unit); ok {
			l.facts[u] = append(l.facts[u], f)
		}
	}
	for _, w := range l.Wishes {
		l.known("wish", w.ID, w.Unit)
	}
	for _, s := range l.Steps {
		town, ok := l.known("step", s.ID, s.Town)
		to, both := l.known("step", s.ID, s.Candidate)
		if ok && both {
			l.steps[town] = append(l.steps[town], Step{s, to})
		}
	}
	for _, steps := range l.steps {
		slices.SortStableFunc(steps, func(a, b Step) int { return strings.Compare(a.Date, b.Date) })
	}
}

// known returns the unit of an id, and notes the record of an id that has none.
func (l *laid) known(what, record, id string) (Unit, bool) {
	u, ok := l.units[id]
	if !ok {
		l.leftOut = append(l.leftOut, fmt.Sprintf("%s %s: these data have no government %s", what, record, id))
	}
	return u, ok
}

// newest returns the number of a fact's last record for each unit that has one.
func (l *laid) newest(key string) map[Unit]float64 {
	out := map[Unit]float64{}
	for u, facts := range l.facts {
		for _, f := range facts {
			if v, err := strconv.ParseFloat(f.Value, 64); f.Key == key && err == nil {
				out[u] = v
			}
		}
	}
	return out
}

// readUnits returns the units with corrected columns.
func (l *laid) readUnits() (*Units, error) {
	u, err := l.shipped.Units()
	if err != nil {
		return nil, err
	}
	c := *u
	c.Population = corrected(u.Population, 0, l.newest(FactPopulation))
	c.Elevation = corrected(u.Elevation, 0, l.newest(FactElevation))
	return &c, nil
}

// readJapan returns Japan's statistics with corrected columns.
func (l *laid) readJapan() (*Japan, error) {
	j, err := l.shipped.Japan()
	if err != nil {
		return nil, err
	}
	u, err := l.shipped.Units()
	if err != nil {
		return nil, err
	}
	c, from := *j, u.Municipalities.From
	c.AreaKm2 = corrected(j.AreaKm2, from, l.newest(FactArea))
	c.Age65Pct = corrected(j.Age65Pct, from, l.newest(FactAge65))
	c.ForeignPop = corrected(j.ForeignPop, from, l.newest(FactForeign))
	c.Visitors = corrected(j.Visitors, from, l.newest(FactVisitors))
	c.HighSchools = corrected(j.HighSchools, from, l.newest(FactSchools))
	return &c, nil
}

// corrected returns a column with other values for some units; row 0 belongs
// to unit from. A column without corrections is returned as it is.
func corrected[T int32 | float32](column []T, from Unit, values map[Unit]float64) []T {
	out := column
	for u, v := range values {
		if i := int(u - from); i >= 0 && i < len(column) {
			if &out[0] == &column[0] {
				out = slices.Clone(column)
			}
			out[i] = T(v)
		}
	}
	return out
}

// readLabels returns the texts of units with corrected addresses.
func (l *laid) readLabels() (*Labels, error) {
	labels, err := l.shipped.Labels()
	if err != nil {
		return nil, err
	}
	other := map[int]string{}
	for u, facts := range l.facts {
		for _, f := range facts {
			if f.Key == FactURL {
				other[int(u)] = f.Value
			}
		}
	}
	c := *labels
	c.URL = labels.URL.with(other)
	return &c, nil
}
