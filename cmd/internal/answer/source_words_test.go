package answer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// No source that is shipped is cited in English to readers of Japanese.
func TestSourcesHaveJapaneseNames(t *testing.T) {
	t.Parallel()
	b, err := testDesk(t).Base()
	require.NoError(t, err)
	words := sourcesJA()
	for _, s := range b.Manifest.Sources {
		assert.Contains(t, words, s.Key, "a source without a name in Japanese")
		assert.Equal(t, s.Title, b.SourceTitle(s.Key, "en"))
		for _, english := range []string{"not", "about", "since", "to ", "version"} {
			assert.NotContains(t, SourceDate(s.Date, "ja"), english, s.Key)
		}
	}
	assert.Equal(t, "2014年頃", SourceDate("about 2014", "ja"))
	assert.Equal(t, "about 2014", SourceDate("about 2014", "en"))
	assert.Equal(t, "出典の明記", LicenceWords("attribution", "ja"))
	assert.Equal(t, "CC0 1.0", LicenceWords("CC0 1.0", "ja"))
}
