package build

import (
	"cmp"
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// waiverDays gives the stay that Japanese citizens are granted where the
// passport index says only that an electronic authorisation will do; the rules
// of the countries with a waiver scheme, in days.
var waiverDays = map[string]float32{"AU": 90, "CA": 180, "GB": 180, "NZ": 90, "US": 90}

// pairKey names two countries, A toward B.
type pairKey struct{ a, b string }

// pairTable gathers what is known of pairs of countries.
type pairTable map[pairKey]*data.CountryPairRow

// at returns the row of a pair, made with every value unknown where it is new.
// The table of colonial ties covers all countries, so its silence is a no.
func (t pairTable) at(a, b string) *data.CountryPairRow {
	k := pairKey{a, b}
	if t[k] == nil {
		t[k] = &data.CountryPairRow{
			A: a, B: b,
			ExportPct: data.NoFloat(), Missions: data.NoInt, UNAgreement: data.NoFloat(),
			Migrants: data.NoInt, VisaFree: data.NoFloat(),
		}
	}
	return t[k]
}

// rows returns the pairs in order of codes.
func (t pairTable) rows() []data.CountryPairRow {
	rows := make([]data.CountryPairRow, 0, len(t))
	for _, r := range t {
		rows = append(rows, *r)
	}
	slices.SortFunc(rows, func(a, b data.CountryPairRow) int {
		return cmp.Or(cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return rows
}

// addJapan reads what country_relations.tsv tells of a country and Japan.
func (t pairTable) addJapan(cc string, row row) {
	if v := row.float32("un_agree_jp_2010_19"); data.Known(v) {
		t.at(cc, "JP").UNAgreement = v
		t.at("JP", cc).UNAgreement = v
	}
	if n := row.int("jp_born_in_country_2019"); n != data.NoInt {
		t.at("JP", cc).Migrants = n
	}
	if n := row.int("born_here_living_in_jp_2019"); n != data.NoInt {
		t.at(cc, "JP").Migrants = n
	}
	if v := visaDays(row.str("visa_to_jp")); data.Known(v) {
		t.at(cc, "JP").VisaFree = v
	}
	cell := row.str("visa_for_jp")
	v := visaDays(cell)
	if days, ok := waiverDays[cc]; ok && cell == "eta" {
		v = days
	}
	if data.Known(v) {
		t.at("JP", cc).VisaFree = v
	}
}

// visaDays reads a cell of the passport index: a number of days, or words. A
// visa that is given at the border or by mail is still a visa: 0 days. Free
// entry without a number of days is unknown.
func visaDays(cell string) float32 {
	switch cell {
	case "", "visa free", "eta":
		return data.NoFloat()
	}
	if days, err := strconv.Atoi(cell); err == nil {
		if days < 0 {
			return data.NoFloat()
		}
		return float32(days)
	}
	return 0
}

// addExports reads a list such as "Spain 39%, Congo, Republic of the 5% (2023)".
func (t pairTable) addExports(cc, partners string, names countryNames) {
	for _, p := range parseExports(partners) {
		if to := names.name(p.name); to != "" && to != cc {
			t.at(cc, to).ExportPct = p.pct
		}
	}
}

// exportShare is one partner of an export list.
type exportShare struct {
	name string
	pct  float32
}

// parseExports cuts a Factbook export list into partners and shares. A name
// may hold a comma; it ends at the number before the percent sign.
func parseExports(text string) []exportShare {
	var shares []exportShare
	parts := strings.Split(html.UnescapeString(text), "%")
	for _, part := range parts[:len(parts)-1] {
		part = strings.TrimLeft(part, " ,;")
		// A remark such as "(2017)" or "(includes …)" belongs to the partner before.
		if i := strings.LastIndexByte(part, ')'); i >= 0 {
			part = strings.TrimLeft(part[i+1:], " ,;")
		}
		i := strings.LastIndexByte(part, ' ')
		if i < 0 {
			continue
		}
		pct, err := strconv.ParseFloat(strings.TrimLeft(part[i+1:], "<~"), 32)
		if name := strings.TrimSpace(part[:i]); err == nil && pct >= 0 && pct <= 100 && name != "" {
			shares = append(shares, exportShare{name, float32(pct)})
		}
	}
	return shares
}

// addMissions counts the missions of one country in another. A pair that has
// a row for another reason and whose countries both occur in the table has 0.
func (t pairTable) addMissions(src sources, names countryNames) error {
	senders, hosts := map[string]bool{}, map[string]bool{}
	counts := map[pairKey]int32{}
	_, err := readMissions(src, names, func(m mission) {
		senders[m.operator], hosts[m.host] = true, true
		if m.operator != m.host {
			counts[pairKey{m.operator, m.host}]++
		}
	})
	if err != nil {
		return err
	}
	for k, n := range counts {
		t.at(k.a, k.b).Missions = n
	}
	for k, r := range t {
		if r.Missions == data.NoInt && senders[k.a] && hosts[k.b] {
			r.Missions = 0
		}
	}
	return nil
}
