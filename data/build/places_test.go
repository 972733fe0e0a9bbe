package build

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// pacific is an excerpt around Auckland, with what the rules are about.
func pacific() []town {
	return []town{
		{id: 1, name: "Auckland", cc: "NZ", code: "E7", region: "Auckland", lat: -36.85, lon: 174.76, people: 1_530_500, feature: "PPLA", alt: "ja:オークランド|x1:Akarana|en:Auckland City"},
		{id: 2, name: "Takanini", cc: "NZ", code: "E7", region: "Auckland", a2: "Auckland", lat: -37.05, lon: 174.90, people: 17_060, feature: "PPL"},
		{id: 3, name: "Otahuhu", cc: "NZ", code: "E7", region: "Auckland", a2: "Auckland", lat: -36.94, lon: 174.84, people: 17_780, feature: "PPL"},
		{id: 4, name: "Newmarket Quarter", cc: "NZ", code: "E7", region: "Auckland", a2: "Auckland", lat: -36.87, lon: 174.78, people: 3_000, feature: "PPLX"},
		{id: 5, name: "Pukekohe", cc: "NZ", code: "E7", region: "Auckland", a2: "Auckland", lat: -37.2, lon: 174.9, people: 0, feature: "PPLA3"},
		{id: 6, name: "Old Town", cc: "NZ", code: "E7", region: "Auckland", lat: -36.9, lon: 174.7, people: 500, feature: "PPLQ"},
		{id: 7, name: "Wagga Wagga", cc: "AU", code: "02", region: "New South Wales", lat: -35.11, lon: 147.37, people: 7_690, feature: "PPLX"},
		{name: "Lake Town", cc: "AU", code: "02", region: "New South Wales", a2: "Lake Macquarie Shire", lat: -33.0, lon: 151.6, people: 9_000},
		{name: "Minor Lake", cc: "AU", code: "02", region: "New South Wales", a2: "Lake Macquarie Shire", lat: -33.1, lon: 151.5, people: 2_000},
		{id: 8, name: "Prague", cc: "CZ", code: "52", region: "Hlavní město Praha", lat: 50.09, lon: 14.42, people: 1_165_581, feature: "PPLC", alt: "ja:プラハ|en:Prague|x1:Praha"},
		{id: 9, name: "La Plata", cc: "AR", code: "01", region: "Buenos Aires", lat: -34.92, lon: -57.95, people: 694_000, feature: "PPLA"},
		{id: 10, name: "Tigre", cc: "AR", code: "01", region: "Buenos Aires", lat: -34.42, lon: -58.58, people: 31_000},
		{id: 11, name: "Kagoshima", cc: "JP", code: "18", lat: 31.58, lon: 130.55, people: 595_000, feature: "PPLA"},
		{id: 12, name: "Osaki", cc: "JP", code: "18", lat: 31.43, lon: 131.0, people: 10_000, feature: "PPL", alt: "en:Osaki Town|ja:大崎町"},
	}
}

func TestPlacesAreCandidatesOnlyIfTheyCanSign(t *testing.T) {
	c := compileExcerpt(t, pacific(), []bond{{a: gn(7, "Wagga Wagga", "AU"), b: gn(8, "Prague", "CZ"), sources: "wp2026"}})
	assert.Equal(t, map[string]int{"in Japan": 2, "quarter of a city": 1, "abandoned place": 1}, c.gazetteer.dropped)
	assert.NotZero(t, c.unitOf(t, "gn:7"), "a quarter with ties and no city around it is a town")
	var ids []string
	for _, u := range c.units {
		ids = append(ids, u.ID)
	}
	assert.Equal(t, []string{
		"gn:10", "gn:9", "gn:7", "pl:AU:lake-town:-33.00:151.60", "pl:AU:minor-lake:-33.10:151.50", "gn:8", "gn:1", "gn:2", "gn:3", "gn:5",
		"jp:46", "jp:46201", "jp:46303", "jp:46392", "rg:AR-01", "rg:AU-02", "rg:CZ-52", "rg:NZ-E7",
	}, ids, "places by country and id, then Japan by code, then regions")
}

func TestPlaceRows(t *testing.T) {
	c := compileExcerpt(t, pacific(), nil)
	rows := placeRows(c.gazetteer, c.regions, c.parts, map[int64][]string{1: {"オークランド市", "アークランド"}})
	by := map[string]data.PlaceRow{}
	for _, r := range rows {
		by[r.ID] = r
	}
	auckland := by["gn:1"]
	assert.Equal(t, "オークランド市", auckland.NameJA, "the name people use before the gazetteer's")
	assert.Equal(t, "プラハ", by["gn:8"].NameJA)
	assert.EqualValues(t, data.SeatFirst, auckland.Seat)
	assert.EqualValues(t, data.SeatCountry, by["gn:8"].Seat)
	assert.Equal(t, data.NoInt, by["gn:5"].Population, "0 is unknown in the source")
	assert.Equal(t, data.NoInt, by["gn:5"].RegionRank)
	assert.EqualValues(t, 1, auckland.RegionRank)
	assert.Equal(t, auckland.Unit, by["gn:2"].PartOf, "Takanini is Auckland")
	assert.Equal(t, auckland.Unit, by["gn:3"].PartOf, "Otahuhu is Auckland")
	assert.Equal(t, data.NoInt, by["gn:5"].PartOf, "a seat is no part")
	assert.Equal(t, data.NoInt, auckland.PartOf)
	assert.Equal(t, data.NoInt, by["gn:2"].RegionRank, "parts have no rank among towns")
	assert.Equal(t, c.unitOf(t, "rg:NZ-E7"), auckland.Region)
}

func TestTieProtectsFromBeingAPart(t *testing.T) {
	towns := slices.DeleteFunc(pacific(), func(p town) bool { return p.name == "Pukekohe" })
	c := compileExcerpt(t, towns, []bond{{a: gn(2, "Takanini", "NZ"), b: gn(8, "Prague", "CZ"), sources: "wp2026"}})
	assert.Equal(t, data.NoInt, c.parts[c.unitOf(t, "gn:2")])
	assert.Equal(t, c.unitOf(t, "gn:1"), c.parts[c.unitOf(t, "gn:3")])
	assert.Equal(t, 1, c.partReport.FalseParts, "the rule would take Takanini for a part if it did not know")
	assert.Equal(t, 2, c.partReport.Quarters, "Newmarket and, without a tie, Wagga Wagga")
	assert.Equal(t, 1, c.partReport.CaughtQuarters)
}

func TestTieOfACouncilDoesNotProtectItsLargestTown(t *testing.T) {
	suburbs := []town{
		{id: 30, name: "Sydney", cc: "AU", code: "02", lat: -33.87, lon: 151.21, people: 5_557_233, feature: "PPLA"},
		{id: 31, name: "Regents Park", cc: "AU", code: "02", a2: "Canterbury-Bankstown", lat: -33.88, lon: 151.02, people: 4_909, feature: "PPL"},
		{id: 32, name: "Auburn", cc: "AU", code: "02", a2: "Cumberland", lat: -33.85, lon: 151.03, people: 37_245, feature: "PPL"},
	}
	council := party{id: "dr:AU:cb", name: "City of Canterbury-Bankstown", cc: "AU", lat: -33.92, lon: 151.03}
	c := compileExcerpt(t, append(pacific(), suburbs...), []bond{
		{a: council, b: gn(8, "Prague", "CZ"), sources: "wp2026"}, {a: gn(32, "Auburn", "AU"), b: council, sources: "wp2026"},
	})
	sydney := c.unitOf(t, "gn:30")
	assert.Equal(t, sydney, c.parts[c.unitOf(t, "gn:31")], "the tie is the council's, not the suburb's")
	assert.Equal(t, data.NoInt, c.parts[c.unitOf(t, "gn:32")], "a tie of its own protects, whichever end it is")
	require.Len(t, c.ties.rows, 2)
	assert.Equal(t, c.unitOf(t, "gn:31"), c.ties.rows[0].A, "it is filed there all the same")
}

func TestCouncilThatIsTheCoreOfItsCity(t *testing.T) {
	towns := []town{
		{id: 40, name: "Perth", cc: "AU", code: "08", a2: "City of Perth", lat: -31.95, lon: 115.86, people: 2_309_338, feature: "PPLA"},
		{id: 41, name: "Maylands", cc: "AU", code: "08", a2: "Bayswater", lat: -31.93, lon: 115.89, people: 12_101, feature: "PPL"},
	}
	c := compileExcerpt(t, append(pacific(), towns...), nil)
	assert.Equal(t, c.unitOf(t, "gn:40"), c.parts[c.unitOf(t, "gn:41")], "Perth is more than the City of Perth")
	for i := range mostInCore {
		towns = append(towns, town{id: int64(42 + i), name: "Quarter", cc: "AU", code: "08", a2: "Perth", lat: -31.94, lon: 115.87 + float64(i)/100, people: 2_000, feature: "PPL"})
		towns[len(towns)-1].a2 = "City of Perth"
	}
	c = compileExcerpt(t, append(pacific(), towns...), nil)
	assert.Equal(t, data.NoInt, c.parts[c.unitOf(t, "gn:41")], "a council of many places ends where its neighbours begin")
}

func TestCountyOfTownsIsNoCity(t *testing.T) {
	county := []town{
		{id: 20, name: "Los Angeles", cc: "US", code: "CA", a2: "Los Angeles County", lat: 34.05, lon: -118.24, people: 3_820_914, feature: "PPLA2"},
		{id: 21, name: "Pasadena", cc: "US", code: "CA", a2: "Los Angeles County", lat: 34.15, lon: -118.14, people: 142_250, feature: "PPLA3"},
		{id: 22, name: "Burbank", cc: "US", code: "CA", a2: "Los Angeles County", lat: 34.18, lon: -118.31, people: 105_319, feature: "PPLA3"},
		{id: 23, name: "Glendale", cc: "US", code: "CA", a2: "Los Angeles County", lat: 34.14, lon: -118.25, people: 201_020, feature: "PPL"},
		{id: 24, name: "Somewhere Heights", cc: "US", code: "CA", a2: "Los Angeles County", lat: 34.08, lon: -118.22, people: 4_000},
	}
	c := compileExcerpt(t, append(pacific(), county...), nil)
	assert.Equal(t, data.NoInt, c.parts[c.unitOf(t, "gn:23")], "a large neighbour is a town of its own")
	assert.Equal(t, c.unitOf(t, "gn:20"), c.parts[c.unitOf(t, "gn:24")], "a small place without a feature code is not")
}

func TestFaultyPlacesFailTheBuild(t *testing.T) {
	for _, tc := range []struct {
		name string
		more []town
		want string
	}{
		{"GeoNames id twice", []town{{id: 1, name: "Other", cc: "AU", lat: 1, lon: 1}}, "GeoNames id 1 stands for both"},
		{"synthetic id twice", []town{{name: "Lake  Town", cc: "AU", lat: -33.001, lon: 151.601}}, "id pl:AU:lake-town:-33.00:151.60 stands for both"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			src := folder(t, map[string]string{"places.tsv.gz": placesTSV(append(pacific(), tc.more...)), tiesTable: tiesTSV(nil)})
			_, err := readGazetteer(src)
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

func TestPositionIDs(t *testing.T) {
	assert.Equal(t, "pl:MX:san-jose-el-alto:20.65:-100.40", positionID("MX", "San José el Alto", 20.654, -100.4))
	assert.Equal(t, "pl:GH:x:0.00:0.00", positionID("GH", "X", -0.001, -0.004), "no minus zero")
}

func TestSameSourcesSameBytes(t *testing.T) {
	bonds := []bond{
		{a: gn(8, "Prague", "CZ"), b: gn(1, "Auckland", "NZ"), sources: "wp2026"},
		{a: gn(9, "La Plata", "AR"), b: gn(1, "Auckland", "NZ"), sources: "wd2016"},
		{a: party{id: "jp:46201", name: "Kagoshima", cc: "JP"}, b: gn(7, "Wagga Wagga", "AU"), sources: "wp2023"},
	}
	want := compileExcerpt(t, pacific(), bonds)
	require.NotEmpty(t, want.layers)
	for turn := range len(pacific()) {
		towns, ties := append(pacific()[turn:], pacific()[:turn]...), slices.Clone(bonds)
		slices.Reverse(towns)
		slices.Reverse(ties)
		got := compileExcerpt(t, towns, ties)
		for i := range want.layers {
			assert.Equal(t, want.layers[i].info.SHA256, got.layers[i].info.SHA256, "the order of source rows changed layer %s", want.layers[i].info.Name)
		}
	}
}
