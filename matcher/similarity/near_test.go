package similarity_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/matcher/similarity"
)

// nearSlowly is what Near must find, without bounds.
func nearSlowly(keys []similarity.Key, q *similarity.Key) []similarity.Match {
	var all []similarity.Match
	for i := range keys {
		if s := similarity.Names(&keys[i], q); s >= similarity.Floor {
			all = append(all, similarity.Match{Index: int32(i), Score: float32(s)})
		}
	}
	return all
}

// misspelt draws a town with up to three letters changed, added or lost, so
// that costs fall on both sides of every bound.
func misspelt() *rapid.Generator[similarity.Key] {
	return rapid.Custom(func(t *rapid.T) similarity.Key {
		s := []byte(names.Sound(names.Latin(rapid.SampledFrom(towns).Draw(t, "town"))))
		for range rapid.IntRange(0, 3).Draw(t, "faults") {
			if len(s) == 0 {
				break
			}
			i := rapid.IntRange(0, len(s)-1).Draw(t, "at")
			c := rapid.SampledFrom([]byte("abdefghijkmnoprstuwyz12")).Draw(t, "letter")
			switch rapid.IntRange(0, 3).Draw(t, "fault") {
			case 0:
				s[i] = c
			case 1:
				s = append(s[:i], s[i+1:]...)
			case 2:
				s = append(s[:i], append([]byte{c}, s[i:]...)...)
			case 3:
				j := (i + 1) % len(s)
				s[i], s[j] = s[j], s[i]
			}
		}
		return similarity.NewKey(string(s), string(s))
	})
}

func TestNearMissesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfN(misspelt(), 0, 60).Draw(t, "keys")
		for _, town := range towns {
			keys = append(keys, key(town))
		}
		q := misspelt().Draw(t, "query")
		require.Equal(t, nearSlowly(keys, &q), similarity.Near(keys, &q, nil))
	})
}

func TestNearAgainstRealPlaces(t *testing.T) {
	keys := gazetteer(t)
	for _, town := range []string{"Obama", "Hamilton", "ハミルトン", "Newcastle", "Yamaguchi", "Sant'Angelo Lodigiano", "Otsu"} {
		q := key(town)
		want := nearSlowly(keys, &q)
		require.NotEmpty(t, want, town)
		assert.Equal(t, want, similarity.Near(keys, &q, nil), town)
	}
}

func TestNearFindsNamesakes(t *testing.T) {
	keys := make([]similarity.Key, len(towns))
	for i, town := range towns {
		keys[i] = key(town)
	}
	found := func(town string) map[string]float32 {
		q := key(town)
		got := map[string]float32{}
		for _, m := range similarity.Near(keys, &q, nil) {
			got[towns[m.Index]] = m.Score
		}
		return got
	}
	assert.Equal(t, map[string]float32{"Kyoto": 1, "Kioto": similarity.SameSound}, found("きょうと"))
	assert.Contains(t, found("ハミルトン"), "Hamilton")
	assert.Contains(t, found("リッチモンド"), "Richmond")
	assert.Contains(t, found("Newcastle"), "ニューカッスル")
	assert.Contains(t, found("Санкт-Петербург"), "Sankt Peterburg")
	assert.Empty(t, found("北京"), "a name without a reading is like none")
}

func TestNearKeepsWhatIsThere(t *testing.T) {
	q := key("Obama")
	first := similarity.Match{Index: 7, Score: 0.5}
	got := similarity.Near([]similarity.Key{key("Obama")}, &q, []similarity.Match{first})
	assert.Equal(t, []similarity.Match{first, {Index: 0, Score: 1}}, got)
}

func BenchmarkNear(b *testing.B) {
	keys := gazetteer(b)
	for _, town := range []string{"Obama", "Hamilton", "Yamaguchi", "Santa Cruz de la Sierra"} {
		q := key(town)
		dst := similarity.Near(keys, &q, nil)
		b.Run(town, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				dst = similarity.Near(keys, &q, dst[:0])
			}
			b.ReportMetric(float64(len(keys)), "keys")
			b.ReportMetric(float64(len(dst)), "matches")
		})
	}
}

func BenchmarkNames(b *testing.B) {
	x, y := key("Hamilton"), key("ハミルトン")
	b.ReportAllocs()
	for b.Loop() {
		similarity.Names(&x, &y)
	}
}
