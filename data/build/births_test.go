package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestJoinBirths(t *testing.T) {
	src := folder(t, map[string]string{"points/notable_births.tsv": "lat\tlon\tname\tcity\tcc\tyear\tocc\tindustry\tdomain\thpi\n" +
		"53.58\t9.71\tBrahms\tHamburg\tDE\t1833\tComposer\tx\tx\t28.5\n" + // by name, though Wedel is nearer
		"53.55\t9.99\tMerkel\tHamburg\tDE\t1954\tPolitician\tx\tx\t29.5\n" +
		"48.58\t7.76\tHan\tOther\tFR\t-12\tWriter\tx\tx\t20\n" + // by position
		"38\t-97\tHoover\tWashington\tUS\t1895\tPolitician\tx\tx\t22\n" + // middle of the country, name known
		"36\t138\tHokusai\tTokyo\tJP\t1760\tArtist\tx\tx\t27\n" +
		"33\t131\tJimmu\tKyushu\tJP\t-711\tPolitician\tx\tx\t27\n" + // an island
		"48.5701\t7.8201\tAnon\tOther\tUNK\t1700\tPainter\tx\tx\t20\n" +
		"0\t0\tNobody\tOther\tUNK\t1700\tPainter\tx\tx\t20\n"})
	rows, unjoined, err := joinBirths(src, worldUnits())
	require.NoError(t, err)
	assert.Equal(t, []data.BirthRow{
		{Unit: 0, Name: "Merkel", Occupation: "Politician", Year: 1954, Fame: 29.5},
		{Unit: 0, Name: "Brahms", Occupation: "Composer", Year: 1833, Fame: 28.5},
		{Unit: 2, Name: "Han", Occupation: "Writer", Year: -12, Fame: 20},
		{Unit: 3, Name: "Anon", Occupation: "Painter", Year: 1700, Fame: 20},
		{Unit: 4, Name: "Hoover", Occupation: "Politician", Year: 1895, Fame: 22},
		{Unit: 6, Name: "Hokusai", Occupation: "Artist", Year: 1760, Fame: 27},
	}, rows)
	assert.Equal(t, 2, unjoined)
}
