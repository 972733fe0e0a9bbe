package index

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

func TestFind(t *testing.T) {
	st := openWorld(t)
	ix := openFew(t, t.TempDir())
	for _, tc := range []struct {
		why, query, id, name string
		score                float64
	}{
		{"as written", "Glasgow", "gn:2648579", "Glasgow", 1},
		{"without marks", "lodz", "gn:3093133", "Łódź", 1},
		{"in hiragana", "ぐらすごー", "gn:2648579", "グラスゴー", 1},
		{"in half-width katakana", "ｸﾞﾗｽｺﾞｰ", "gn:2648579", "グラスゴー", 1},
		{"beginning", "Christch", "gn:2192362", "Christchurch", 0.9},
		{"beginning in katakana", "グラスゴ", "gn:2648579", "グラスゴー", 0.9},
		{"one character", "港", "jp:13103", "港区", 0.9},
		{"words", "upon tyne", "gn:2641673", "Newcastle upon Tyne", 0.8},
		{"other letters, same sound", "Cristchurch", "gn:2192362", "Christchurch", 0.75},
		{"one letter wrong", "Glasgox", "gn:2648579", "Glasgow", 0.7},
		{"one letter missing", "Shntoku", "jp:01635", "Shintoku", 0.7},
		{"one character wrong", "新徳町", "jp:01635", "新得町", 0.7},
		{"one character wrong, where a foreign name begins with the rest", "新特町", "jp:01635", "新得町", 0.7},
		{"the end of a name", "篠山市", "jp:28221", "丹波篠山市", 0.8},
		{"in katakana, known otherwise in Japanese", "プサン", "gn:1838524", "Pusan", 1},
		{"small kana written large", "しんとくちよう", "jp:01635", "しんとくちょう", 0.7},
		{"letters swapped", "Glasgwo", "gn:2648579", "Glasgow", 0.7},
		{"two letters wrong", "Shintogo", "jp:01635", "Shintoku", 0.6},
		{"words with a wrong letter", "upen tyne", "gn:2641673", "Newcastle upon Tyne", 0.5},
		{"kind taken off", "Glasgox City", "gn:2648579", "Glasgow", 0.7},
		{"pairs of kana", "さいたまし大宮区役所", "jp:11100", "さいたまし", 0.4},
	} {
		t.Run(tc.query, func(t *testing.T) {
			found, err := ix.Find(t.Context(), tc.query, 5)
			require.NoError(t, err)
			require.NotEmpty(t, found, tc.why)
			assert.Equal(t, tc.id, idOf(t, st, found[0].Unit), tc.why)
			assert.Equal(t, tc.name, found[0].Name, tc.why)
			assert.InDelta(t, tc.score, found[0].Score, 1e-9, tc.why)
		})
	}
}

func TestFindOrder(t *testing.T) {
	st := openWorld(t)
	ix := openFew(t, t.TempDir())
	find := func(query string, n int) []string {
		found, err := ix.Find(t.Context(), query, n)
		require.NoError(t, err)
		return ids(t, st, found)
	}
	assert.Equal(t, []string{"gn:2648579", "gn:5654320"}, find("glasgow", 9), "the larger first")
	assert.Equal(t, []string{"gn:5969782", "pl:AU:hamilton:-32.92:151.75"}, find("hamilton", 9), "a part of a city last")
	assert.Equal(t, []string{"jp:11237", "jp:04505", "jp:05434", "jp:11381", "jp:43348", "jp:45431", "jp:32448"}, find("misato", 9))
	assert.Equal(t, []string{"jp:11237", "jp:04505"}, find("misato", 2))
	assert.Empty(t, find("misato", 0))
	assert.Empty(t, find("misato", -1))
	assert.Empty(t, find("xqzzqx", 9))
	for range 5 {
		assert.Equal(t, find("misatto", 9), find("misatto", 9), "the same every time")
	}
}

func TestFindBadInput(t *testing.T) {
	ix := openFew(t, t.TempDir())
	for _, empty := range []string{"", " ", "\xff", "---"} {
		_, err := ix.Find(t.Context(), empty, 5)
		require.ErrorIs(t, err, ErrEmpty, "%q", empty)
		_, err = ix.Facts(t.Context(), empty, 5)
		require.ErrorIs(t, err, ErrEmpty, "%q", empty)
	}
	for _, long := range []string{"a", "町", "a ", "é"} {
		_, err := ix.Find(t.Context(), strings.Repeat(long, 10<<20), 5)
		require.NoError(t, err, "%q", long)
		_, err = ix.Facts(t.Context(), strings.Repeat(long, 10<<20), 5)
		require.NoError(t, err, "%q", long)
	}
	require.NoError(t, ix.Close())
	require.NoError(t, ix.Close(), "closing twice does no harm")
	_, err := ix.Find(t.Context(), "Glasgow", 5)
	require.Error(t, err, "closed")
}

// Whatever is asked, answers are few, each unit once, best first.
func TestFindProperties(t *testing.T) {
	ix := openFew(t, t.TempDir())
	rapid.Check(t, func(rt *rapid.T) {
		query := rapid.OneOf(rapid.String(), rapid.SampledFrom(few), rapid.StringMatching(`[a-zぁ-ん港区新得 ,*?~:"()-]{1,20}`)).Draw(rt, "query")
		n := rapid.IntRange(0, 30).Draw(rt, "n")
		found, err := ix.Find(t.Context(), query, n)
		if err != nil {
			require.ErrorIs(rt, err, ErrEmpty)
			return
		}
		require.LessOrEqual(rt, len(found), n)
		seen := map[data.Unit]bool{}
		for i, m := range found {
			require.False(rt, seen[m.Unit])
			seen[m.Unit] = true
			require.NotEmpty(rt, m.Name)
			if i > 0 {
				require.LessOrEqual(rt, m.Score, found[i-1].Score)
			}
		}
	})
}

func TestFacts(t *testing.T) {
	st := openWorld(t)
	ix := openFew(t, t.TempDir())
	for _, tc := range []struct{ words, id, fact string }{
		{"oxford university", "gn:2640729", "University of Oxford"},
		{"whaling", "gn:3140390", "whaling whale 捕鯨 鯨"},
		{"捕鯨", "gn:3140390", "whaling whale 捕鯨 鯨"},
	} {
		found, err := ix.Facts(t.Context(), tc.words, 3)
		require.NoError(t, err)
		if assert.NotEmpty(t, found, tc.words) {
			assert.Equal(t, tc.id, idOf(t, st, found[0].Unit), tc.words)
			assert.Contains(t, found[0].Name, tc.fact)
		}
	}
	none, err := ix.Facts(t.Context(), "whaling oxford", 3)
	require.NoError(t, err)
	assert.Empty(t, none, "all words must hold")
}

// Every theme of the data has words, so that it is found in Japanese.
func TestEveryThemeHasWords(t *testing.T) {
	themes, err := openWorld(t).Themes()
	require.NoError(t, err)
	for _, key := range themes.Keys {
		assert.True(t, isEastern(themeWords[key]), "theme %s has no Japanese words", key)
	}
}

func TestDistance(t *testing.T) {
	for _, tc := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"glasgow", "glasgow", 0}, {"glasgwo", "glasgow", 1}, {"lodz", "łódź", 3},
		{"kitten", "sitting", 3}, {"ca", "abc", 3}, {"新得", "新徳", 1}, {"ab", "ba", 1},
	} {
		assert.Equal(t, tc.want, distance(tc.a, tc.b), "%s %s", tc.a, tc.b)
	}
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[ab港]{0,8}`)
		a, b := word.Draw(t, "a"), word.Draw(t, "b")
		require.Equal(t, distance(a, b), distance(b, a))
		require.Equal(t, a == b, distance(a, b) == 0)
		require.LessOrEqual(t, distance(a, b), max(len([]rune(a)), len([]rune(b))))
	})
}

// openFull builds the index of the whole world, which takes some seconds.
func openFull(b *testing.B) (ix *Index, dir string) {
	b.Helper()
	dir = b.TempDir()
	ix, err := Open(b.Context(), openWorld(b), dir, nil)
	require.NoError(b, err)
	b.Cleanup(func() { assert.NoError(b, ix.Close()) })
	return ix, dir
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		ix, err := Open(b.Context(), openWorld(b), b.TempDir(), nil)
		require.NoError(b, err)
		require.NoError(b, ix.Close())
	}
}

func BenchmarkOpen(b *testing.B) {
	_, dir := openFull(b)
	for b.Loop() {
		ix, err := Open(b.Context(), openWorld(b), dir, nil)
		require.NoError(b, err)
		require.NoError(b, ix.Close())
	}
}

func BenchmarkFind(b *testing.B) {
	ix, _ := openFull(b)
	for _, query := range []string{"Glasgow", "New", "Glasgwo", "新徳町", "upen tyne", "さいたまし大宮", "xqzzqxxqzzqx"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				_, err := ix.Find(b.Context(), query, 10)
				require.NoError(b, err)
			}
		})
	}
}
