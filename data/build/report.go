package build

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
)

// Report tells what a build made of its sources.
type Report struct {
	// Manifest is the manifest that was written.
	Manifest data.Manifest
	// Units counts governments by kind.
	Units map[string]int
	// Dropped counts places that are no candidates, by reason.
	Dropped map[string]int
	// Ties tells how the ties were resolved.
	Ties TieReport
	// Parts tells how well places that are part of a city are told.
	Parts PartReport
	// Unjoined lists the first-level codes of ties that no region matches.
	Unjoined []string
	// Aliases counts the regions that have an ISO 3166-2 code.
	Aliases int
	// Checks lists the checks passed, one sentence each.
	Checks []string
}

// TieReport counts ties and their parties.
type TieReport struct {
	// Read counts source rows, Written the rows of the layer, Merged the rows
	// that named a pair again.
	Read, Written, Merged int
	// BothUnknown counts ties of which no party was identified; they are left out.
	BothUnknown int
	// ToItself counts ties between a city and its own quarter; they are left out.
	ToItself int
	// Resolved counts parties by the way they were found.
	Resolved map[string]int
	// Unresolved counts parties that were not, by reason.
	Unresolved map[string]int
	// JapanRead counts international ties with one end in Japan, JapanResolved
	// those with both ends known, JapanUnresolved the others by reason.
	JapanRead, JapanResolved int
	JapanUnresolved          map[string]int
}

// PartReport measures the rule that takes a place for a part of a city.
type PartReport struct {
	// Flagged counts the places that carry the flag.
	Flagged int
	// Governments counts places that are certainly none: seats and places with
	// an international tie of their own. FalseParts counts those the rule would
	// take for a part if it did not know.
	Governments, FalseParts int
	// Quarters counts certain parts (PPLX), CaughtQuarters those it would tell.
	Quarters, CaughtQuarters int
	// Blank counts candidates without a feature code, BlankFlagged those flagged.
	Blank, BlankFlagged int
}

// WriteText prints the report for people.
func (r Report) WriteText(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Units\n")
	writeCounts(&b, r.Units)
	b.WriteString("Gazetteer rows that are no candidates\n")
	writeCounts(&b, r.Dropped)
	r.Ties.write(&b)
	r.Parts.write(&b)
	fmt.Fprintf(&b, "Regions\n  %6d with an ISO 3166-2 code\n  %6d codes of ties join no region: %s\n", r.Aliases, len(r.Unjoined), strings.Join(r.Unjoined, ", "))
	b.WriteString("Layers\n")
	var total int64
	for _, l := range r.Manifest.Layers {
		fmt.Fprintf(&b, "  %-16s %8d rows %10d bytes  %s\n", l.Name, l.Rows, l.Bytes, l.Licence)
		total += l.Bytes
	}
	fmt.Fprintf(&b, "  %-16s %24d bytes\nChecks\n", "all", total)
	for _, c := range r.Checks {
		b.WriteString("  passed: " + c + "\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

func (t TieReport) write(b *strings.Builder) {
	fmt.Fprintf(b, "Ties\n  %6d read\n  %6d written\n  %6d merged into another of the same pair\n  %6d left out: no party identified\n  %6d left out: a city and its own quarter\n",
		t.Read, t.Written, t.Merged, t.BothUnknown, t.ToItself)
	b.WriteString("Parties identified, by way\n")
	writeCounts(b, t.Resolved)
	b.WriteString("Parties not identified, by reason\n")
	writeCounts(b, t.Unresolved)
	fmt.Fprintf(b, "International ties with one end in Japan\n  %6d read\n  %6d with both ends identified\n", t.JapanRead, t.JapanResolved)
	writeCounts(b, t.JapanUnresolved)
}

func (p PartReport) write(b *strings.Builder) {
	fmt.Fprintf(b, "Parts of cities\n  %6d places flagged, %d of the %d without a feature code\n", p.Flagged, p.BlankFlagged, p.Blank)
	fmt.Fprintf(b, "  %6d of %d certain governments (%.1f %%) would be flagged if they lost their protection\n", p.FalseParts, p.Governments, percent(p.FalseParts, p.Governments))
	fmt.Fprintf(b, "  %6d of %d certain quarters (%.1f %%) would be told\n", p.CaughtQuarters, p.Quarters, percent(p.CaughtQuarters, p.Quarters))
}

func percent(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return 100 * float64(n) / float64(of)
}

// writeCounts prints counts, the greatest first.
func writeCounts(b *strings.Builder, counts map[string]int) {
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y string) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
	for _, k := range keys {
		fmt.Fprintf(b, "  %6d %s\n", counts[k], k)
	}
}
