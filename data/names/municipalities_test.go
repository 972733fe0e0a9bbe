package names

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// municipalities opens the table of Japanese governments, or skips the test.
func municipalities(t *testing.T) *os.File {
	t.Helper()
	root, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		require.NotEqual(t, root, filepath.Dir(root), "no go.mod above the test")
		root = filepath.Dir(root)
	}
	f, err := os.Open(filepath.Join(root, "..", "shared", "data", "japan", "municipalities.tsv"))
	if err != nil {
		t.Skipf("the source tables are not here: %v", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Every Japanese government must be found by its kanji, its kana and its romaji
// without the kind: the kind comes off, and kana and official romaji sound the
// same.
func TestEveryMunicipality(t *testing.T) {
	lines := bufio.NewScanner(municipalities(t))
	lines.Buffer(nil, 1<<20)
	require.True(t, lines.Scan())
	column := map[string]int{}
	for i, name := range strings.Split(lines.Text(), "\t") {
		column[name] = i
	}
	rows, spelt := 0, 0
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		kanji, kana, romaji := cells[column["kanji"]], cells[column["kana"]], cells[column["romaji"]]
		rows++
		if kanji == "北海道" {
			continue // keeps its 道 in every script
		}
		assert.Equal(t, kanji, TrimDistrict(kanji))
		_, suffix := TrimJapanese(kanji)
		assert.NotEmpty(t, suffix, kanji)
		base, suffix := TrimJapanese(kana)
		assert.NotEmpty(t, suffix, kana)
		if Latin(base) == Latin(romaji) {
			spelt++
		}
		if kanji != "南アルプス市" { // officially Minami-Alps
			assert.Equal(t, Sound(Latin(romaji)), Sound(Latin(base)), "%s %s", kanji, kana)
		}
	}
	require.NoError(t, lines.Err())
	require.Equal(t, 1788, rows)
	assert.GreaterOrEqual(t, spelt, rows-30, "kana that give the official romaji to the letter")
}
