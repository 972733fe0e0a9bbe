package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestRegionName(t *testing.T) {
	for name, want := range map[string]string{
		"Kharkivs’ka Oblast’":   "kharkivska",
		"Province of Turin":     "turin",
		"Smiltene Municipality": "smiltene",
		"New South Wales":       "new south wales",
		"Capital Region":        "capital region",
		"Estado de México":      "mexico",
	} {
		assert.Equal(t, want, regionName(name), name)
	}
}

func TestRegionsDeriveFromPlaces(t *testing.T) {
	c := compileExcerpt(t, pacific(), nil)
	r := c.regions.list[c.regions.byKey["NZ.E7"]].row
	assert.Equal(t, "Auckland", r.Name)
	assert.EqualValues(t, 1_530_500, r.Population, "parts are not counted twice")
	assert.EqualValues(t, 2, r.Places, "Auckland and Pukekohe; the two suburbs are parts")
	assert.Equal(t, c.unitOf(t, "gn:1"), r.Seat)
	assert.InDelta(t, -36.85, r.Lat, 0.01, "weighted by people")
	assert.Equal(t, "a1:NZ-AUK", r.Alias)
	assert.EqualValues(t, 1, r.RegionRank)
	assert.Equal(t, "オークランド地方", r.NameJA)
	buenosAires := c.regions.list[c.regions.byKey["AR.01"]].row
	assert.Equal(t, c.unitOf(t, "gn:9"), buenosAires.Seat)
	assert.EqualValues(t, 725_000, buenosAires.Population)
}

func TestMergedRegionsAreOne(t *testing.T) {
	towns := append(pacific(),
		town{id: 30, name: "Lyon", cc: "FR", code: "84", region: "Auvergne-Rhône-Alpes", lat: 45.75, lon: 4.85, people: 500_000, feature: "PPLA"},
		town{id: 31, name: "Annecy", cc: "FR", code: "84", region: "Auvergne-Rhône-Alpes", lat: 45.9, lon: 6.12, people: 50_000},
		town{id: 32, name: "Vichy", cc: "FR", code: "98", region: "Auvergne-Rhône-Alpes", lat: 46.13, lon: 3.43, people: 25_000},
		town{id: 33, name: "Thiers", cc: "FR", region: "Auvergne-Rhône-Alpes", lat: 45.86, lon: 3.55, people: 11_000},
		town{id: 34, name: "Nowhere", cc: "FR", code: "00", lat: 46.86, lon: 3.55, people: 1_000},
	)
	c := compileExcerpt(t, towns, nil)
	r := c.regions.list[c.regions.byKey["FR.98"]].row
	assert.Equal(t, "rg:FR-84", r.ID, "the code of most places stands for all")
	assert.EqualValues(t, 4, r.Places, "a place without a code follows its region's name")
	assert.Equal(t, data.NoInt, c.units[c.unitOf(t, "gn:34")].Region, "code 00 is no region")
}

func TestRegionAcrossTheDateLine(t *testing.T) {
	towns := append(pacific(),
		town{id: 40, name: "West", cc: "FJ", code: "02", lat: -17, lon: 179.5, people: 1000, feature: "PPLA"},
		town{id: 41, name: "East", cc: "FJ", code: "02", lat: -17, lon: -179.5, people: 1000})
	c := compileExcerpt(t, towns, nil)
	lon := c.regions.list[c.regions.byKey["FJ.02"]].row.Lon
	assert.InDelta(t, 180, abs(float64(lon)), 0.01, "not on the other side of the world")
}

func TestHandMadeTables(t *testing.T) {
	seen := map[string]string{}
	for iso, key := range isoRegions {
		require.Equal(t, iso[:2], key[:2], iso)
		assert.Empty(t, seen[key], "%s and %s name the same region", iso, seen[key])
		seen[key] = iso
		assert.False(t, sameCodes[iso[:2]], "%s is covered twice", iso)
	}
	for id, name := range regionNamesJA {
		assert.Regexp(t, `^rg:[A-Z]{2}-[0-9A-Z]+$`, id)
		assert.NotEmpty(t, name)
	}
}
