package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

const themeHead = "theme\tgeonameid\tlat\tlon\tname\tcc\tadmin1\tpop\n"

func TestJoinThemes(t *testing.T) {
	src := folder(t, map[string]string{"themes_seed.tsv": themeHead +
		"hanseatic\t1\t53.55\t9.99\tHamburg\tDE\t04\t1\n" +
		"hanseatic\t1\t53.55\t9.99\tHamburg\tDE\t04\t1\n" + // twice
		"shipbuilding\t777\t53.55\t9.93\tAltona\tDE\t04\t1\n" + // a quarter
		"shipbuilding\t1\t53.55\t9.99\tHamburg\tDE\t04\t1\n" + // and its city: the nearer row stays
		"olympic_host\t1850147\t35.69\t139.69\tTokyo\tJP\t40\t1\n" +
		"auto_city\t1\t35.30\t138.94\tGotemba\tJP\t37\t1\n" + // an id of no Japanese place
		"glass\twd:\t-16.89\t30.15\tShintoku\tJP\t05\t1\n" + // lost position, name known
		"tea\twd:\t-16.89\t30.15\tAtlantis\tDE\t05\t1\n" +
		"spa_seed\t555\t0\t0\tNowhere\tDE\t\t\n"})
	units := worldUnits()
	rows, notes, err := joinThemes(src, units)
	require.NoError(t, err)
	assert.Equal(t, []data.ThemeRow{
		{Unit: 0, Theme: "hanseatic"},
		{Unit: 0, Theme: "shipbuilding"},
		{Unit: 6, Theme: "olympic_host"},
		{Unit: 9, Theme: "glass"},
		{Unit: 10, Theme: "auto_city"},
	}, rows)
	assert.Len(t, notes, 3, "the quarter and two rows that are no unit: %q", notes)
	same, err := themeRows(src, units)
	require.NoError(t, err)
	assert.Equal(t, rows, same)
}

func TestCorrectedThemes(t *testing.T) {
	units := append(worldUnits(),
		unit{Unit: 13, ID: "jp:22219", CC: "JP", Kind: data.KindCity, Name: "Shimoda", Lat: 34.68, Lon: 138.94, Code: "22219"},
		unit{Unit: 14, ID: "jp:39210", CC: "JP", Kind: data.KindCity, Name: "Shimanto", Lat: 32.99, Lon: 132.93, Code: "39210"})
	src := folder(t, map[string]string{"themes_seed.tsv": themeHead + "treaty_port\t1852358\t32.94584\t132.98635\tShimoda\tJP\t20\t32694\n" +
		"ceramics\twd:\t-16.89\t30.15\tGangjin\tKR\t05\t1\n"})
	rows, notes, err := joinThemes(src, units)
	require.NoError(t, err)
	assert.Equal(t, []data.ThemeRow{{Unit: 13, Theme: "treaty_port"}}, rows, "not the town in whose hills its namesake lies")
	assert.Len(t, notes, 1)
}
