package build

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func excerptJapan(t *testing.T, change func(map[string]string)) ([]municipality, error) {
	t.Helper()
	files := japanFiles()
	if change != nil {
		change(files)
	}
	files["places.tsv.gz"], files[tiesTable] = placesTSV(pacific()), tiesTSV(nil)
	src := folder(t, files)
	g, err := readGazetteer(src)
	require.NoError(t, err)
	return readMunicipalities(src, g, 100)
}

func TestMunicipalities(t *testing.T) {
	list, err := excerptJapan(t, nil)
	require.NoError(t, err)
	require.Len(t, list, 4)
	pref, city, village, town := list[0], list[1], list[2], list[3]

	assert.Equal(t, "jp:46", pref.row.ID)
	assert.EqualValues(t, 100, pref.row.Unit)
	assert.Equal(t, data.NoInt, pref.row.Region)
	assert.EqualValues(t, 100, town.row.Region)
	assert.EqualValues(t, data.SeatFirst, city.row.Seat)
	assert.EqualValues(t, data.SeatLower, town.row.Seat)
	assert.EqualValues(t, 2, town.row.RegionRank)
	assert.Equal(t, "Ōsaki", town.row.Name)

	assert.EqualValues(t, 4.5, town.row.CoastKm, "distance to the sea")
	assert.EqualValues(t, 7.5, town.row.Coastline, "length of the coast: the other coast_km")
	assert.EqualValues(t, 12, town.geonameID)
	assert.Zero(t, city.geonameID, "no match by name")
	assert.EqualValues(t, 50, town.row.ReliefM)
	assert.EqualValues(t, 100, town.japan.IndE)
	assert.EqualValues(t, 14085, town.japan.Emigrants)

	assert.InDelta(t, 30.83, village.row.Lat, 1e-4, "the island, not the office in the port")
	assert.Equal(t, data.NoInt, village.row.Elevation, "the office's is not the island's")
	assert.InDelta(t, 0.7, village.row.CoastKm, 1e-4)
	assert.NotEmpty(t, village.climate.koppen)
}

func TestPrefectureSumsItsMunicipalities(t *testing.T) {
	list, err := excerptJapan(t, nil)
	require.NoError(t, err)
	pref := list[0]
	assert.InDelta(t, 0.7, pref.row.CoastKm, 1e-4, "the shortest way to the sea")
	assert.EqualValues(t, 1005, pref.japan.Employees)
	assert.InDelta(t, 31, pref.japan.Age65Pct, 0.01, "weighted by people: 90,000 at 30 %, 10,000 at 40 %")
	assert.EqualValues(t, 20, pref.row.Elevation)
	assert.True(t, pref.climate.complete())
	assert.Equal(t, data.NoInt, pref.japan.Visitors, "unknown parts make no sum of zero")
}

func TestMunicipalityFaults(t *testing.T) {
	replace := func(file, from, to string) func(map[string]string) {
		return func(files map[string]string) {
			require.Contains(t, files[file], from)
			files[file] = strings.ReplaceAll(files[file], from, to)
		}
	}
	for _, tc := range []struct {
		name   string
		change func(map[string]string)
		want   string
	}{
		{"kind", replace("japan/municipalities.tsv", "village", "hamlet"), `"hamlet" with code "46303" is no kind of Japanese government`},
		{"place as kind", replace("japan/municipalities.tsv", "village", "place"), "no kind of Japanese government"},
		{"orphan", replace("japan/municipalities.tsv", "46392", "47392"), "47392 (大崎町) has no prefecture 47"},
		{"geo table short", replace("japan/municipalities_geo.tsv.gz", "463920", "999990"), "has 2 of 3 municipalities"},
		{"stray industry row", replace("japan/industry_2021.tsv", "46392", "46999"), "code 46999 is no municipality"},
		{"no emigrants", replace("japan/emigrants_by_prefecture.tsv", "46\t", "45\t"), "no row for prefecture 46"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := excerptJapan(t, tc.change)
			assert.ErrorContains(t, err, tc.want)
		})
	}
}
