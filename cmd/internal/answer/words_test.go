package answer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
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
	e := testDesk(t)
	st, err := e.Data()
	require.NoError(t, err)
	themes, err := st.Themes()
	require.NoError(t, err)
	require.NotEmpty(t, themes.Keys)
	for _, key := range themes.Keys {
		words := ThemeWord(key)
		assert.Contains(t, themeWords(), key)
		assert.False(t, japanese(words.EN) || words.EN == "", "%s in English: %q", key, words.EN)
		assert.True(t, japanese(words.JA), "%s in Japanese: %q", key, words.JA)
	}
	assert.Len(t, themeWords(), len(themes.Keys), "words without a theme")
	assert.Equal(t, Both("new theme", "new theme"), ThemeWord("new_theme"))
}

func TestEveryFarmItemHasEnglish(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	st, err := e.Data()
	require.NoError(t, err)
	b, err := e.Base()
	require.NoError(t, err)
	japan, err := st.Japan()
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range b.Units.Municipalities.Len() {
		if item := japan.FarmItem.At(i); item != "" {
			seen[item] = true
			assert.False(t, japanese(farmItem(item).EN), item)
			assert.Equal(t, item, farmItem(item).JA)
		}
	}
	assert.Len(t, farmItems(), len(seen), "English for items that the data do not hold")
	assert.Equal(t, "菜", farmItem("菜").EN)
}

func TestEveryOccupationHasJapanese(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	st, err := e.Data()
	require.NoError(t, err)
	births, err := st.Births()
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range births.Year {
		key := strings.ToLower(births.Occupation.At(i))
		seen[key] = true
		if !japanese(occupationWord(key).JA) {
			t.Errorf("%q has no Japanese", key)
		}
	}
	assert.Len(t, occupationsJA(), len(seen), "Japanese for occupations that the data do not hold")
}

func TestEveryMeasureHasWords(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for f := range data.NumFeatures {
		if means := data.Features[f].Value; means != "" {
			used[means] = true
			assert.True(t, japanese(measureWords(1, means, "ja")), means)
			assert.False(t, japanese(measureWords(1, means, "en")), means)
		}
	}
	assert.Len(t, measures(), len(used), "words for a measure that no feature has")
	assert.Equal(t, "year 1451", measureWords(1451, "year", "en"))
	assert.Equal(t, "last known as capital in 1868", measureWords(1868, "last year as capital", "en"))
	assert.Equal(t, "年間計1,234.5GWh", measureWords(1234.5, "GWh a year, summed", "ja"))
	assert.Equal(t, "2 smells", measureWords(2, "smells", "ja"))
}

func TestEveryLandformHasWords(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	seen := map[string]bool{}
	for i := range b.Units.Len() {
		if areas := b.Labels.Areas.At(i); areas != "" {
			for _, area := range strings.Split(areas, "|") {
				kind, name, found := strings.Cut(area, ":")
				require.True(t, found && name != "", area)
				seen[kind] = true
				assert.Contains(t, landforms(), kind)
			}
		}
	}
	assert.Len(t, landforms(), len(seen), "words for landforms that the data do not hold")
	assert.Equal(t, "Great Britain (island), Gold Coast (coast)", areaWords("Island:GREAT BRITAIN|Coast:GOLD COAST", "en"))
	assert.Equal(t, "北海道", areaWords("Island:HOKKAIDŌ", "ja"))
	assert.Equal(t, "Sulaiman Ra. (mountains)", areaWords("Range/mtn:Sulaiman Ra.", "en"))
}

func TestEveryCriterionHasWordsAndIsInTheGlossary(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	engine, err := e.Engine()
	require.NoError(t, err)
	c, err := engine.Score(matcher.Query{Town: mustResolve(t, e, "jp:01635")}, mustResolve(t, e, "gn:2648579"))
	require.NoError(t, err)
	glossary, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "glossary.md"))
	require.NoError(t, err)
	for _, l := range slices.Concat(c.Lines, c.OpenLines) {
		assert.True(t, japanese(CriterionName(l.Criterion, "ja")), "%s in Japanese", l.Criterion)
		assert.NotContains(t, CriterionName(l.Criterion, "en"), "_")
		assert.True(t, strings.Contains(string(glossary), "| "+string(l.Criterion)+" | "), "docs/glossary.md lacks %s", l.Criterion)
		assert.True(t, strings.Contains(string(glossary), "| "+CriterionName(l.Criterion, "ja")+" |"), "docs/glossary.md has other Japanese for %s", l.Criterion)
	}
}
