package data

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data/names"
)

// pairOf orders two units, so that a tie is the same from either side.
func pairOf(a, b Unit) [2]Unit { return [2]Unit{min(a, b), max(a, b)} }

// tieMerge lays own ties over those of the layer.
type tieMerge struct {
	units   *Units
	labels  *Labels
	codes   []string
	shipped *Ties
	text    *TieText
	out     *Ties
	// behind holds the shipped rows that each pair, or each unidentified party
	// of a unit, has.
	behind map[[2]Unit][]int32
	loose  map[Unit][]int32
	hidden []bool
}

// readTies returns the shipped ties with the own ones in the place of the rows
// of the same pair.
func (l *laid) readTies() (*Ties, error) {
	m := &tieMerge{}
	var err error
	if m.shipped, err = l.shipped.Ties(); err != nil || len(l.Ties) == 0 {
		return m.shipped, err
	}
	if m.text, err = l.shipped.TieText(); err != nil {
		return nil, err
	}
	if m.units, err = l.shipped.Units(); err != nil {
		return nil, err
	}
	if m.labels, err = l.shipped.Labels(); err != nil {
		return nil, err
	}
	c, err := l.shipped.Countries()
	if err != nil {
		return nil, err
	}
	m.codes = c.Code
	m.begin(l.recorded())
	for _, group := range m.groups() {
		m.add(group)
	}
	return m.finish(), nil
}

// recorded returns the own ties whose parties are known, in order of record.
func (l *laid) recorded() []RecordedTie {
	var out []RecordedTie
	for _, t := range l.Ties {
		a, ok := l.units[t.A]
		b, both := NoUnit, true
		if t.B != "" {
			b, both = l.units[t.B]
		}
		if ok && both {
			out = append(out, RecordedTie{t, a, b})
		}
	}
	return out
}

// begin notes which shipped rows each pair has.
func (m *tieMerge) begin(records []RecordedTie) {
	n := len(m.shipped.A)
	m.out = &Ties{records: records, past: map[Unit][]RecordedTie{}, loose: map[Unit][]RecordedTie{}}
	m.behind, m.loose, m.hidden = map[[2]Unit][]int32{}, map[Unit][]int32{}, make([]bool, n)
	wanted, ends := map[[2]Unit]bool{}, map[Unit]bool{}
	for _, r := range records {
		wanted[pairOf(r.UnitA, r.UnitB)] = true
		ends[r.UnitA], ends[r.UnitB] = true, true
	}
	for row := range n {
		a, b := m.shipped.A[row], m.shipped.B[row]
		if p := pairOf(a, b); b != NoUnit && wanted[p] {
			m.behind[p] = append(m.behind[p], int32(row))
		} else if b == NoUnit && ends[a] {
			m.loose[a] = append(m.loose[a], int32(row))
		}
	}
}

// groups returns the records of each pair together, in order of first record;
// a record of an unidentified party stands alone.
func (m *tieMerge) groups() [][]int32 {
	var out [][]int32
	at := map[[2]Unit]int{}
	for i, r := range m.out.records {
		p := pairOf(r.UnitA, r.UnitB)
		g, ok := at[p]
		if !ok || r.UnitB == NoUnit {
			at[p] = len(out)
			out = append(out, []int32{int32(i)})
			continue
		}
		out[g] = append(out[g], int32(i))
	}
	return out
}

// add hides what the layers say of a pair and adds what the records say: at
// most one tie, the closest, and the rest as past or loose.
func (m *tieMerge) add(group []int32) {
	first := m.out.records[group[0]]
	replaced := slices.Clone(m.behind[pairOf(first.UnitA, first.UnitB)])
	replaced = append(replaced, m.unidentified(first)...)
	for _, row := range replaced {
		m.hidden[row] = true
	}
	live := int32(-1)
	for _, i := range group {
		r := m.out.records[i]
		switch {
		case r.Status == TieEnded:
			m.note(m.out.past, r)
		case !r.Kind.Binding():
			m.note(m.out.loose, r)
		case live < 0 || closer(r.Kind, m.out.records[live].Kind):
			live = i
		}
	}
	if live >= 0 {
		m.row(live, replaced)
	}
}

// closer reports whether a is a closer kind than b; unknown is the least close.
func closer(a, b TieKind) bool { return a != TieKindUnknown && (b == TieKindUnknown || a < b) }

func (m *tieMerge) note(in map[Unit][]RecordedTie, r RecordedTie) {
	in[r.UnitA] = append(in[r.UnitA], r)
	if r.UnitB != NoUnit {
		in[r.UnitB] = append(in[r.UnitB], r)
	}
}

// unidentified returns the shipped rows of either party whose other end nobody
// identified and which are the same tie all the same: of the same country and
// the same name or year.
func (m *tieMerge) unidentified(r RecordedTie) []int32 {
	var out []int32
	for _, end := range [2]Unit{r.UnitA, r.UnitB} {
		if end == NoUnit {
			continue
		}
		country, called := m.party(r, end)
		for _, row := range m.loose[end] {
			if m.text.BCC.At(int(row)) != country || m.hidden[row] {
				continue
			}
			year := yearOf(r.Since)
			sameYear := year != NoInt && year == m.shipped.Year[row]
			if name := names.Fold(m.text.BName.At(int(row))); sameYear || name != "" && slices.Contains(called, name) {
				out = append(out, row)
			}
		}
	}
	return out
}

// party returns the country and the folded names of the party that is not end.
func (m *tieMerge) party(r RecordedTie, end Unit) (country string, called []string) {
	o := r.Other(end)
	if o == NoUnit {
		return r.BCountry, []string{names.Fold(r.BName)}
	}
	return m.codes[m.units.Country[o]], []string{names.Fold(m.labels.Name.At(int(o))), names.Fold(m.labels.NameJA.At(int(o)))}
}

// row adds a tie for a record. What the record leaves open is taken from the
// first row that it replaces.
func (m *tieMerge) row(i int32, replaced []int32) {
	r, t := m.out.records[i], m.out
	shipped := int32(-1)
	if len(replaced) > 0 {
		shipped = slices.Min(replaced)
	}
	year, kind := yearOf(r.Since), r.Kind
	for _, row := range replaced {
		if year == NoInt {
			year = m.shipped.Year[row]
		}
		if kind == TieKindUnknown {
			kind = m.shipped.Kind[row]
		}
	}
	domestic := r.BCountry == m.codes[m.units.Country[r.UnitA]]
	if r.UnitB != NoUnit {
		domestic = m.units.Country[r.UnitA] == m.units.Country[r.UnitB]
	}
	t.A, t.B = append(t.A, r.UnitA), append(t.B, r.UnitB)
	t.Year, t.Kind, t.Status = append(t.Year, year), append(t.Kind, kind), append(t.Status, r.Status)
	t.Domestic, t.Club = append(t.Domestic, domestic), append(t.Club, false)
	t.shipped, t.own = append(t.shipped, shipped), append(t.own, i)
}

// finish puts the shipped rows that stayed before the own ones.
func (m *tieMerge) finish() *Ties {
	rest := m.shipped.Without(m.hidden)
	o := m.out
	kept := make([]int32, 0, len(rest.A))
	for row, h := range m.hidden {
		if !h {
			kept = append(kept, int32(row))
		}
	}
	none := make([]int32, len(kept))
	for i := range none {
		none[i] = -1
	}
	o.A, o.B, o.Year = append(rest.A, o.A...), append(rest.B, o.B...), append(rest.Year, o.Year...)
	o.Domestic, o.Club = append(rest.Domestic, o.Domestic...), append(rest.Club, o.Club...)
	o.Kind, o.Status = append(rest.Kind, o.Kind...), append(rest.Status, o.Status...)
	o.shipped, o.own = append(kept, o.shipped...), append(none, o.own...)
	o.index(len(m.shipped.Start) - 1)
	for _, lists := range []map[Unit][]RecordedTie{o.past, o.loose} {
		for _, list := range lists {
			slices.SortFunc(list, func(a, b RecordedTie) int { return compareIDs(a.ID, b.ID) })
		}
	}
	return o
}

// yearOf returns the year of a date of an own record, NoInt when it has none.
func yearOf(date string) int32 {
	y, err := strconv.ParseInt(date[:min(4, len(date))], 10, 32)
	if err != nil {
		return NoInt
	}
	return int32(y)
}

// readOwnTieText returns the texts of the rows of the merged ties.
func (s *Store) readOwnTieText() (*TieText, error) {
	ties, err := s.Ties()
	if err != nil {
		return nil, err
	}
	text, err := s.Shipped().TieText()
	if err != nil || len(ties.own) == 0 {
		return text, err
	}
	t := &TieText{
		BName: text.BName.pick(ties.shipped), BCC: text.BCC.pick(ties.shipped), Reason: text.Reason.pick(ties.shipped),
		Sources: text.Sources.pick(ties.shipped), Form: text.Form.pick(ties.shipped), Network: text.Network.pick(ties.shipped),
	}
	own := [6]map[int]string{{}, {}, {}, {}, {}, {}}
	for row := range ties.A {
		r, ok := ties.Own(int32(row))
		if !ok {
			continue
		}
		name, country, reason := "", "", ""
		if r.UnitB == NoUnit {
			name, country, reason = r.BName, r.BCountry, "no_match"
		}
		sources := strings.Trim(SourceOwn+","+t.Sources.At(row), ",")
		for i, v := range [6]string{name, country, reason, sources, formOfKind(ties.Kind[row]), ""} {
			own[i][row] = v
		}
	}
	for i, column := range [6]*Strings{&t.BName, &t.BCC, &t.Reason, &t.Sources, &t.Form, &t.Network} {
		*column = column.with(own[i])
	}
	return t, nil
}

// formOfKind writes a kind of tie as layers do.
func formOfKind(k TieKind) string {
	switch k {
	case TiePartnership:
		return "p"
	case TieFriendship:
		return "f"
	case TieContact:
		return "k"
	}
	return ""
}
