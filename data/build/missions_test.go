package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

const missionsTSV = "lat\tlon\toperator\tcountry\tcity\ttype\n" +
	"35.6\t139.7\tUnited States of America\tJapan\tTokyo\tEmbassy of the United States\n" +
	"34.7\t135.5\tGermany\tJapan\tOsaka\tconsulate general\n" +
	"\t\tGermany\tJapan\tTokyo\tembassy\n" +
	"38.9\t-77\tRepublic of the Congo\tUnited States of America\tWashington\tembassy\n" +
	"48.8\t2.3\tQuebec\tFrance\tParis\tQuebec Government Office\n"

func TestMissionRows(t *testing.T) {
	src := folder(t, map[string]string{"countries.tsv": countriesTSV, "points/embassies.tsv": missionsTSV})
	rows, err := missionRows(src)
	require.NoError(t, err)
	assert.Equal(t, []data.MissionRow{
		{Operator: "CG", CC: "US", City: "Washington", Type: "embassy", Lat: 38.9, Lon: -77},
		{Operator: "DE", CC: "JP", City: "Osaka", Type: "consulate general", Lat: 34.7, Lon: 135.5},
		{Operator: "US", CC: "JP", City: "Tokyo", Type: "embassy", Lat: 35.6, Lon: 139.7},
	}, rows)
	names, err := readCountryNames(src)
	require.NoError(t, err)
	all := 0
	unmapped, err := readMissions(src, names, func(mission) { all++ })
	require.NoError(t, err)
	assert.Equal(t, 4, all, "also those without a position")
	assert.Equal(t, 1, unmapped, "a province sends no embassy")
}

func TestMissionKind(t *testing.T) {
	for in, want := range map[string]string{
		"embassy": "embassy", "de facto embassy": "de facto embassy", "British High Commission": "high commission",
		"Consulate General of Sweden": "consulate general", "liaison office": "liaison office", "honorary consulate": "honorary consulate",
		"assistant high commission": "assistant high commission", "consulate": "consulate",
	} {
		assert.Equal(t, want, missionKind(in))
	}
}
