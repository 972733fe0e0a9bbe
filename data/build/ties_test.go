package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestPartiesResolve(t *testing.T) {
	c := compileExcerpt(t, pacific(), nil)
	find := newPartyFinder(c.gazetteer, c.municipalities, c.regions)
	for _, tc := range []struct {
		name         string
		p            party
		want, reason string
	}{
		{"GeoNames id", gn(1, "Auckland", "NZ"), "gn:1", ""},
		{"quarter goes to its city", gn(4, "Newmarket Quarter", "NZ"), "gn:1", ""},
		{"Japanese code", party{id: "jp:46392", cc: "JP"}, "jp:46392", ""},
		{"prefecture", party{id: "jp:46", cc: "JP"}, "jp:46", ""},
		{"unknown Japanese code", party{id: "jp:99999", cc: "JP"}, "", reasonNoMatch},
		{"GeoNames id in Japan", gn(12, "Osaki", "JP"), "jp:46392", ""},
		{"merged town in Japan", gn(11, "Kagoshima", "JP"), "jp:46201", ""},
		{"region by ISO code", party{id: "a1:AU-NSW", name: "New South Wales", cc: "AU"}, "rg:AU-02", ""},
		{"region that is a city", party{id: "a1:CZ-10", name: "Praha, Hlavní město", cc: "CZ"}, "gn:8", ""},
		{"region whose namesake city lies outside", party{id: "a1:AR-B", name: "Buenos Aires", cc: "AR"}, "rg:AR-01", ""},
		{"code below first level", party{id: "a1:NZ-XX", name: "Waitomo", cc: "NZ"}, "", reasonRegion},
		{"name and position", party{id: "x:CZ:praha", name: "Praha", cc: "CZ", lat: 50.1, lon: 14.4}, "gn:8", ""},
		{"name far from there", party{id: "x:CZ:praha", name: "Praha", cc: "CZ", lat: 48.1, lon: 17.4}, "", reasonNoMatch},
		{"name alone, the only one", party{id: "x:AR:tigre", name: "Tigre", cc: "AR", lat: nan, lon: nan}, "gn:10", ""},
		{"council without a town of its name", party{id: "dr:AU:lm", name: "City of Lake Macquarie", cc: "AU", lat: -33.05, lon: 151.55}, "pl:AU:lake-town:-33.00:151.60", ""},
		{"council elsewhere is a county", party{id: "x:NZ:lm", name: "Lake Macquarie", cc: "AR", lat: -33.05, lon: 151.55}, "", reasonNoMatch},
		{"county is not its town", party{id: "wd:Q1", name: "Prague County", cc: "CZ", lat: 50.1, lon: 14.4}, "", reasonRegion},
		{"nothing known", party{id: "x:FR:x", name: "Arconcey", cc: "FR", lat: nan, lon: nan}, "", reasonNoPosition},
	} {
		t.Run(tc.name, func(t *testing.T) {
			unit, how, reason := find.party(tc.p)
			assert.Equal(t, tc.reason, reason)
			if tc.want == "" {
				assert.Equal(t, data.NoInt, unit)
				return
			}
			assert.Equal(t, tc.want, c.units[unit].ID)
			assert.NotEmpty(t, how)
		})
	}
}

var nan = float64(data.NoFloat())

func TestAmbiguousNames(t *testing.T) {
	towns := append(pacific(),
		town{id: 50, name: "Springfield", cc: "US", code: "IL", lat: 39.8, lon: -89.6, people: 114_000},
		town{id: 51, name: "Springfield", cc: "US", code: "MA", lat: 42.1, lon: -72.6, people: 155_000})
	c := compileExcerpt(t, towns, nil)
	find := newPartyFinder(c.gazetteer, c.municipalities, c.regions)
	_, _, reason := find.party(party{id: "x:US:springfield", name: "Springfield", cc: "US", lat: nan, lon: nan})
	assert.Equal(t, reasonAmbiguous, reason, "no guess without a position")
	unit, _, _ := find.party(party{id: "x:US:springfield", name: "Springfield", cc: "US", lat: 42.0, lon: -72.5})
	assert.Equal(t, "gn:51", c.units[unit].ID)
}

func TestTiesAreUnorderedAndMerged(t *testing.T) {
	auckland, prague := gn(1, "Auckland", "NZ"), gn(8, "Prague", "CZ")
	kagoshima := party{id: "jp:46201", name: "鹿児島市", cc: "JP"}
	c := compileExcerpt(t, pacific(), []bond{
		{a: auckland, b: prague, year: "1990", sources: "wp2026", network: "cerc"},
		{a: prague, b: auckland, year: "1985", sources: "wd2016,wp2026"},
		{a: kagoshima, b: auckland, sources: "wp2023"},
		{a: party{id: "x:FR:a", name: "Arconcey", cc: "FR", lat: nan, lon: nan}, b: kagoshima, sources: "wp2023"},
		{a: auckland, b: gn(4, "Newmarket Quarter", "NZ"), sources: "wp2023", domestic: true},
		{a: party{id: "x:FR:a", name: "Arconcey", cc: "FR"}, b: party{id: "x:CH:b", name: "Arconciel", cc: "CH"}, sources: "wd2018eu"},
	})
	rows := c.ties.rows
	require.Len(t, rows, 3)
	assert.Equal(t, data.TieRow{
		A: c.unitOf(t, "gn:8"), B: c.unitOf(t, "gn:1"), BCC: "NZ", Year: 1985, Sources: "wd2016,wp2026", Network: "",
	}, rows[0], "one row: lower unit first, earliest year, all sources, no mere club tie")
	assert.Equal(t, [2]int32{c.unitOf(t, "gn:1"), c.unitOf(t, "jp:46201")}, [2]int32{rows[1].A, rows[1].B})
	assert.Equal(t, data.NoInt, rows[1].Year)
	assert.Equal(t, data.TieRow{
		A: c.unitOf(t, "jp:46201"), B: data.NoInt, BName: "Arconcey", BCC: "FR", Reason: reasonNoPosition, Year: data.NoInt, Sources: "wp2023",
	}, rows[2], "the party that is known comes first")
	assert.Equal(t, 1, c.ties.merged)
	assert.Equal(t, 1, c.ties.bothUnknown)
	assert.Equal(t, 1, c.ties.toItself)
	assert.Equal(t, 2, c.ties.japan.read)
	assert.Equal(t, 1, c.ties.japan.resolved)
	assert.Equal(t, map[string]int{reasonNoPosition: 1}, c.ties.japan.byReason)
}

func TestStrongestForm(t *testing.T) {
	for forms, want := range map[string]string{"": "", "p": "p", "f,p": "p", "k,f": "f", "k": "k"} {
		assert.Equal(t, want, strongestForm(forms), forms)
	}
}
