package survey

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shimai/shimai/data"
)

// CoverageReport tells what is known here of the ties of one country.
type CoverageReport struct {
	Country data.Country
	// Ties is the number of international ties with an identified government
	// of the country: the sum over Kinds, and the sum over Partners.
	Ties int
	// Own is how many of Ties stand in own records.
	Own int
	// Kinds counts the country's governments by kind, in the order of [data.Kind].
	Kinds []KindCount
	// Partners counts ties by partner country, most first, then by code.
	Partners []PartnerCount
	// OtherUnknown counts those of Ties whose other party was not identified, by reason.
	OtherUnknown []ReasonCount
	// OwnUnknown counts ties that name a party of the country that was not
	// identified, by reason; they are not among Ties.
	OwnUnknown []ReasonCount
	// WorldUnknown counts the parties that were not identified in the whole
	// register, by reason.
	WorldUnknown []ReasonCount
	// Reported holds what the country's own association published; nil where
	// no such figures are at hand.
	Reported *Reported
}

// KindCount counts the governments of one kind.
type KindCount struct {
	Kind data.Kind
	// Governments is the number of governments of the kind in the data.
	Governments int
	// WithTie is the number of those with at least one tie known here.
	WithTie int
	// Ties is the number of ties known here.
	Ties int
}

// PartnerCount counts the ties with one partner country.
type PartnerCount struct {
	// Country is the partner country's code.
	Country string
	Ties    int
	// Governments is the number of the country's governments that have them.
	Governments int
}

// ReasonCount counts parties that were not identified.
type ReasonCount struct {
	// Reason is one of no_match, quarter, region, ambiguous, no_position.
	Reason string
	Count  int
}

// countryByCode returns the country with the given code, or an error that names it.
func countryByCode(c *data.Countries, code string) (data.Country, error) {
	k, ok := c.ByCode(code)
	if !ok {
		return 0, fmt.Errorf("country %q is not an ISO 3166-1 alpha-2 code that the data know, such as JP or GB", code)
	}
	return k, nil
}

// Coverage counts the ties known here of the country with the given ISO 3166-1
// alpha-2 code. It fails for an unknown code and for damaged layers.
func Coverage(st *data.Store, country string) (CoverageReport, error) {
	t, err := openTables(st)
	if err != nil {
		return CoverageReport{}, fmt.Errorf("count the ties of %s: %w", country, err)
	}
	home, err := countryByCode(t.countries, country)
	if err != nil {
		return CoverageReport{}, err
	}
	report := CoverageReport{Country: home, WorldUnknown: byReason(st.Manifest().Unresolved), Reported: reportedOf(country)}
	report.Kinds = t.kinds(home)
	otherUnknown, ownUnknown := map[string]int{}, map[string]int{}
	partners := map[string]*PartnerCount{}
	counted := map[string]map[data.Unit]bool{}
	for row := range t.ties.A {
		own, partner, reason, ok := t.seen(row, home)
		switch {
		case !ok:
			continue
		case own == data.NoUnit:
			ownUnknown[reason]++
			continue
		case reason != "":
			otherUnknown[reason]++
		}
		report.Ties++
		if _, ok := t.ties.Own(int32(row)); ok {
			report.Own++
		}
		p := partners[partner]
		if p == nil {
			p = &PartnerCount{Country: partner}
			partners[partner], counted[partner] = p, map[data.Unit]bool{}
		}
		p.Ties++
		counted[partner][own] = true
	}
	for code, p := range partners {
		p.Governments = len(counted[code])
		report.Partners = append(report.Partners, *p)
	}
	slices.SortFunc(report.Partners, func(a, b PartnerCount) int {
		return cmp.Or(cmp.Compare(b.Ties, a.Ties), cmp.Compare(a.Country, b.Country))
	})
	report.OtherUnknown, report.OwnUnknown = byReason(otherUnknown), byReason(ownUnknown)
	return report, nil
}

// kinds counts the governments of a country by kind.
func (t *tables) kinds(home data.Country) []KindCount {
	var by [data.KindVillage + 1]KindCount
	for _, run := range [2]data.Range{t.units.ByCountry[home], t.units.UpperByCountry[home]} {
		for u := run.From; u < run.To; u++ {
			k := &by[t.units.Kind[u]]
			k.Governments++
			ties := 0
			for _, row := range t.ties.Of(u) {
				if !t.ties.Domestic[row] {
					ties++
				}
			}
			k.Ties += ties
			if ties > 0 {
				k.WithTie++
			}
		}
	}
	var out []KindCount
	for kind, k := range by {
		if k.Governments > 0 {
			k.Kind = data.Kind(kind)
			out = append(out, k)
		}
	}
	return out
}

// byReason lists counts in order of number, then name.
func byReason(counts map[string]int) []ReasonCount {
	var out []ReasonCount
	for reason, n := range counts {
		out = append(out, ReasonCount{reason, n})
	}
	slices.SortFunc(out, func(a, b ReasonCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Reason, b.Reason))
	})
	return out
}
