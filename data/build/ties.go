package build

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

const tiesTable = "ties.tsv.gz"

// Reasons why a party of a tie was not identified, as the ties layer and the
// manifest name them.
const (
	reasonNoMatch    = "no_match"    // no unit of that name and country
	reasonQuarter    = "quarter"     // a part of a city with no city near
	reasonRegion     = "region"      // a county or district: between our two levels
	reasonAmbiguous  = "ambiguous"   // several units could be meant
	reasonNoPosition = "no_position" // nothing but a name, and no unit bears it
)

// party is one end of a tie as the source names it.
type party struct {
	id, name, cc string
	gid          int64
	lat, lon     float64 // NaN where unknown
}

// tieTable is the outcome of resolving all ties.
type tieTable struct {
	rows []data.TieRow
	// tied marks the units with an international tie of their own, not of the
	// council that they stand for.
	tied map[int32]bool
	// unresolved counts parties by reason; how counts the resolved ones by way.
	unresolved, how map[string]int
	read, merged    int
	bothUnknown     int
	toItself        int
	japan           japanTies
}

// japanTies follows the international ties with one end in Japan, of which the
// foreign end matters most.
type japanTies struct {
	read, resolved int
	byReason       map[string]int
}

// readTies reads the ties and resolves both ends to units.
func readTies(src sources, find *partyFinder) (*tieTable, error) {
	t, err := src.table(tiesTable, "id_a", "name_a", "cc_a", "lat_a", "lon_a", "gid_a", "id_b", "name_b", "cc_b",
		"lat_b", "lon_b", "gid_b", "year", "sources", "domestic", "network", "form")
	if err != nil {
		return nil, err
	}
	out := &tieTable{tied: map[int32]bool{}, unresolved: map[string]int{}, how: map[string]int{}}
	out.japan.byReason = map[string]int{}
	for r := range t.rows() {
		out.read++
		out.resolve(r, find)
	}
	if err := t.failed(); err != nil {
		return nil, err
	}
	out.merge()
	return out, nil
}

func readParty(r row, end string) party {
	return party{
		id: r.str("id_" + end), name: r.str("name_" + end), cc: r.str("cc_" + end), gid: r.int64("gid_" + end),
		lat: r.float("lat_" + end), lon: r.float("lon_" + end),
	}
}

// resolve adds the tie of one source row. Where one party is unknown it comes
// second; where both are there is nothing to hang the tie on.
func (t *tieTable) resolve(r row, find *partyFinder) {
	a, b := readParty(r, "a"), readParty(r, "b")
	ua, ha, ra := t.find(find, a)
	ub, hb, rb := t.find(find, b)
	t.japan.count(a, b, ra, rb, r.str("domestic") == "1")
	if ra != "" {
		a, b, ua, ub, ha, hb, ra, rb = b, a, ub, ua, hb, ha, rb, ra
	}
	switch {
	case ra != "":
		t.bothUnknown++
		return
	case ua == ub:
		t.toItself++
		return
	case rb == "" && ub < ua:
		a, b, ua, ub, ha, hb = b, a, ub, ua, hb, ha
	}
	row := data.TieRow{
		A: ua, B: ub, BCC: b.cc, Reason: rb, Year: r.int("year"), Sources: r.str("sources"), Form: strongestForm(r.str("form")),
		Network: r.str("network"), Domestic: r.int("domestic"),
	}
	if rb != "" {
		row.B, row.BName = data.NoInt, b.name
	}
	t.rows = append(t.rows, row)
	if row.Domestic != 1 {
		t.mark(ua, ha)
		t.mark(ub, hb)
	}
}

// mark notes that a unit, found in the way how, has a tie of its own; an
// unknown party was found in none.
func (t *tieTable) mark(unit int32, how string) {
	if how != "" && how != howCouncil {
		t.tied[unit] = true
	}
}

// find returns the unit and the way it was found, or the reason why not.
func (t *tieTable) find(find *partyFinder, p party) (unit int32, how, reason string) {
	unit, how, reason = find.party(p)
	if reason != "" {
		t.unresolved[reason]++
		return data.NoInt, "", reason
	}
	t.how[how]++
	return unit, how, ""
}

func (j *japanTies) count(a, b party, ra, rb string, domestic bool) {
	if domestic || (a.cc == "JP") == (b.cc == "JP") {
		return
	}
	j.read++
	if reason := cmp.Or(ra, rb); reason != "" {
		j.byReason[reason]++
		return
	}
	j.resolved++
}

// strongestForm keeps the closest of several forms: partnership before
// friendship before contact.
func strongestForm(forms string) string {
	for _, f := range []string{"p", "f", "k"} {
		if strings.Contains(forms, f) {
			return f
		}
	}
	return ""
}

// merge sorts the rows and makes one of those that join the same two parties.
func (t *tieTable) merge() {
	slices.SortFunc(t.rows, func(x, y data.TieRow) int {
		return cmp.Or(cmp.Compare(x.A, y.A), compareParty(x, y), cmp.Compare(x.Year, y.Year), cmp.Compare(x.Sources, y.Sources))
	})
	kept := t.rows[:0]
	for _, row := range t.rows {
		if n := len(kept); n > 0 && kept[n-1].A == row.A && compareParty(kept[n-1], row) == 0 {
			kept[n-1] = mergeTies(kept[n-1], row)
			t.merged++
			continue
		}
		kept = append(kept, row)
	}
	t.rows = kept
}

// compareParty orders second parties: units first, then names.
func compareParty(x, y data.TieRow) int {
	return cmp.Or(
		cmp.Compare(boolInt(x.B == data.NoInt), boolInt(y.B == data.NoInt)),
		cmp.Compare(x.B, y.B), cmp.Compare(x.BName, y.BName), cmp.Compare(x.BCC, y.BCC))
}

// mergeTies joins two rows of one pair: all sources, the earliest year, the
// closest form; a tie that is known outside a club is no mere club tie.
func mergeTies(x, y data.TieRow) data.TieRow {
	list := strings.Split(x.Sources+","+y.Sources, ",")
	slices.Sort(list)
	x.Sources = strings.Join(slices.Compact(list), ",")
	if x.Year == data.NoInt || (y.Year != data.NoInt && y.Year < x.Year) {
		x.Year = y.Year
	}
	x.Form = strongestForm(x.Form + y.Form)
	if y.Network == "" {
		x.Network = ""
	}
	return x
}

func boolInt(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
