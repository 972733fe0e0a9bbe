package cli

import (
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// japanese tells whether a text holds kana or kanji.
func japanese(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) {
			return true
		}
	}
	return false
}

func TestEveryThemeHasWordsInBothLanguages(t *testing.T) {
	t.Parallel()
	e, _ := testEnv(t)
	st, err := e.data()
	require.NoError(t, err)
	themes, err := st.Themes()
	require.NoError(t, err)
	require.NotEmpty(t, themes.Keys)
	for _, key := range themes.Keys {
		words := themeWord(key)
		assert.Contains(t, themeWords(), key)
		assert.False(t, japanese(words.EN) || words.EN == "", "%s in English: %q", key, words.EN)
		assert.True(t, japanese(words.JA), "%s in Japanese: %q", key, words.JA)
	}
	assert.Len(t, themeWords(), len(themes.Keys), "words without a theme")
	assert.Equal(t, both("new theme", "new theme"), themeWord("new_theme"))
}

func TestEveryFarmItemHasEnglish(t *testing.T) {
	t.Parallel()
	e, _ := testEnv(t)
	st, err := e.data()
	require.NoError(t, err)
	b, err := e.base()
	require.NoError(t, err)
	japan, err := st.Japan()
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range b.units.Municipalities.Len() {
		if item := japan.FarmItem.At(i); item != "" {
			seen[item] = true
			assert.False(t, japanese(farmItem(item).EN), item)
			assert.Equal(t, item, farmItem(item).JA)
		}
	}
	assert.Len(t, farmItems(), len(seen), "English for items that the data do not hold")
	assert.Equal(t, "菜", farmItem("菜").EN)
}
