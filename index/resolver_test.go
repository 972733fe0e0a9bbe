package index

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

// world opens the embedded layers once for all tests of the package.
var world = sync.OnceValues(func() (*data.Store, error) { return data.Open(layers.FS) })

func openWorld(t testing.TB) *data.Store {
	t.Helper()
	st, err := world()
	require.NoError(t, err)
	return st
}

func idOf(t testing.TB, st *data.Store, u data.Unit) string {
	t.Helper()
	labels, err := st.Labels()
	require.NoError(t, err)
	return labels.ID.At(int(u))
}

func ids(t testing.TB, st *data.Store, matches []Match) (list []string) {
	t.Helper()
	for _, m := range matches {
		list = append(list, idOf(t, st, m.Unit))
	}
	return list
}

func TestResolve(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	for _, tc := range []struct{ why, query, want string }{
		{"id", "gn:2648579", "gn:2648579"},
		{"id in capitals", " GN:2648579 ", "gn:2648579"},
		{"id of a region", "rg:au-02", "rg:AU-02"},
		{"alias of a region", "a1:AU-NSW", "rg:AU-02"},
		{"id without a number", "pl:AU:hamilton:-32.92:151.75", "pl:AU:hamilton:-32.92:151.75"},
		{"code as id", "jp:01635", "jp:01635"},
		{"prefecture as id", "jp:01", "jp:01"},
		{"bare code", "01635", "jp:01635"},
		{"code in full width", "０１６３５", "jp:01635"},
		{"code with check digit", "016357", "jp:01635"},
		{"code of a prefecture", "01000", "jp:01"},
		{"code of a prefecture with check digit", "010006", "jp:01"},

		{"kanji", "新得町", "jp:01635"},
		{"kanji without kind", "新得", "jp:01635"},
		{"kana", "しんとくちょう", "jp:01635"},
		{"katakana", "シントク", "jp:01635"},
		{"romaji", "Shintoku", "jp:01635"},
		{"romaji with kind", "Shintoku-cho", "jp:01635"},
		{"romaji with macron", "Shintoku-chō", "jp:01635"},
		{"English", "Shintoku Town", "jp:01635"},
		{"with district", "上川郡新得町", "jp:01635"},
		{"with district in romaji", "Kamikawa-gun Shintoku-cho", "jp:01635"},
		{"with prefecture", "北海道新得町", "jp:01635"},
		{"whole address", "北海道 上川郡新得町", "jp:01635"},

		{"known far and wide", "Glasgow", "gn:2648579"},
		{"in katakana", "グラスゴー", "gn:2648579"},
		{"the town, not a namesake in a region", "Glasgow, Montana", "gn:5654320"},
		{"region and country", "Hamilton, Ontario, Canada", "gn:5969782"},
		{"region by code", "Hamilton, ON", "gn:5969782"},
		{"country by code", "Hamilton, NZ", "gn:2190324"},
		{"country by alias", "Springfield, Illinois, USA", "gn:4250542"},
		{"a nation of the United Kingdom", "Hamilton, Scotland", "gn:2647570"},
		{"Japanese qualifiers", "ハミルトン、オンタリオ州、カナダ", "gn:5969782"},
		{"continent", "Hamilton, Oceania, NZ", "gn:2190324"},
		{"prefecture as qualifier", "Misato, Gunma", ""},
		{"prefecture as qualifier", "Misato, Miyagi", "jp:04505"},
		{"prefecture in kanji", "宮城県美里町", "jp:04505"},
		{"city among towns by kind", "Misato City", "jp:11237"},
		{"city by kanji", "三郷市", "jp:11237"},
		{"official name of a small city, Japanese name of a large one", "南陽市", "jp:06213"},

		{"ward", "港区", "jp:13103"},
		{"ward in English", "Minato Ward", "jp:13103"},
		{"city and prefecture of one name", "Kyoto", "jp:26100"},
		{"city and prefecture of one name", "京都", "jp:26100"},
		{"city by kind", "京都市", "jp:26100"},
		{"prefecture by kind", "京都府", "jp:26"},
		{"prefecture in English", "Kyoto Prefecture", "jp:26"},
		{"prefecture in romaji", "Kyoto-fu", "jp:26"},
		{"no city of the name", "東京", "jp:13"},
		{"小浜", "小浜", "jp:18204"},
		{"Obama", "Obama", "jp:18204"},
		{"main name of a region, other name of its city", "New York", "gn:5128581"},
		{"capital amid a region that it is no part of", "Moscow", "gn:524901"},
		{"capital with a region of its own", "Minsk", "gn:625144"},
		{"capital far from the state of its name", "Washington, D.C.", "gn:4140963"},
		{"state far from the capital of its name", "Washington State", "rg:US-WA"},
		{"region by its kind", "New York State", "rg:US-NY"},
		{"a town, not the far larger part of a city", "Dartmouth", "gn:2651498"},
		{"region that dwarfs towns", "Ontario", "rg:CA-08"},
		{"comma in the name itself", "Shintoku, , ", "jp:01635"},
	} {
		t.Run(tc.query, func(t *testing.T) {
			got, err := r.Resolve(tc.query)
			if tc.want == "" {
				require.ErrorIs(t, err, ErrNotFound)
				return
			}
			require.NoError(t, err, tc.why)
			assert.Equal(t, tc.want, idOf(t, st, got), tc.why)
		})
	}
}

func TestResolveAsksWhatIsMeant(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	for _, tc := range []struct {
		query string
		count int
		first string // the largest
	}{
		{"Misato", 7, "jp:11237"},
		{"美里町", 3, "jp:04505"},
		{"Springfield", 19, "gn:4409896"},
		{"Hamilton, USA", 9, "gn:4513575"},
		{"Hamilton, CA", 1, ""}, // Canada or California: only one there
		{"Washington", 4, "rg:US-WA"},
		{"沖縄", 2, "jp:47"},
		{"Birmingham", 2, "gn:2655603"},
	} {
		t.Run(tc.query, func(t *testing.T) {
			unit, err := r.Resolve(tc.query)
			if tc.first == "" {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, ErrAmbiguous)
			assert.Equal(t, data.NoUnit, unit)
			var ambiguous *AmbiguousError
			require.ErrorAs(t, err, &ambiguous)
			assert.Equal(t, tc.query, ambiguous.Query)
			assert.GreaterOrEqual(t, len(ambiguous.Matches), tc.count)
			assert.Equal(t, tc.first, ids(t, st, ambiguous.Matches)[0])
			assert.Contains(t, err.Error(), tc.query)
			units, err := st.Units()
			require.NoError(t, err)
			for i := 1; i < len(ambiguous.Matches); i++ {
				a, b := ambiguous.Matches[i-1].Unit, ambiguous.Matches[i].Unit
				assert.GreaterOrEqual(t, units.Population[a], units.Population[b], "largest first")
			}
		})
	}
}

func TestResolveFindsNothing(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	for _, tc := range []struct {
		query       string
		suggestions int
	}{
		{"Glasgwo", 0},
		{"gn:1", 0},
		{"jp:99999", 0},
		{"jp:", 0},
		{"99999", 0},
		{"016350", 0}, // wrong check digit
		{"1635", 0},
		{"Glasgow, Japan", 7},
		{"Shintoku City", 0},
		{"Shintoku, Atlantis", 1},
		{"https://example.com", 0},
	} {
		t.Run(tc.query, func(t *testing.T) {
			_, err := r.Resolve(tc.query)
			require.ErrorIs(t, err, ErrNotFound)
			var missing *NotFoundError
			require.ErrorAs(t, err, &missing)
			assert.Equal(t, tc.query, missing.Query)
			assert.Len(t, missing.Suggestions, tc.suggestions)
			assert.Contains(t, err.Error(), tc.query)
		})
	}
	for _, empty := range []string{"", "  ", "\xff\xfe", ",,,", "\u0301", "''", "、"} {
		_, err := r.Resolve(empty)
		assert.ErrorIs(t, err, ErrEmpty, "%q", empty)
	}
}

// A query of any size and content costs no more than a name does.
func TestResolveIsBounded(t *testing.T) {
	r := NewResolver(openWorld(t))
	for _, s := range []string{"a", "町", ",", "\xff", "a,b,"} {
		_, err := r.Resolve("x" + strings.Repeat(s, 10<<20))
		require.ErrorIs(t, err, ErrNotFound, "%q", s)
		assert.Less(t, len(err.Error()), 5000)
	}
}

// Every unit is found by its own id, and its main names lead to it or to a
// list that holds it.
func TestEveryUnitIsFoundByItsNames(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	labels, err := st.Labels()
	require.NoError(t, err)
	units, err := st.Units()
	require.NoError(t, err)
	lost := 0
	for u := units.Municipalities.From; u < units.Municipalities.To; u++ {
		got, err := r.Resolve(labels.ID.At(int(u)))
		require.NoError(t, err)
		require.Equal(t, u, got)
		for _, name := range []string{labels.NameJA.At(int(u)), labels.Kana.At(int(u))} {
			if !leadsTo(r, name, u) {
				t.Logf("%s does not lead to %s", name, labels.ID.At(int(u)))
				lost++
			}
		}
		prefecture := units.Region[u]
		if prefecture == data.NoUnit {
			continue
		}
		address := labels.NameJA.At(int(prefecture)) + labels.NameJA.At(int(u))
		got, err = r.Resolve(address)
		if assert.NoError(t, err, address) {
			assert.Equal(t, u, got, address)
		}
	}
	assert.Zero(t, lost)
}

func leadsTo(r *Resolver, name string, want data.Unit) bool {
	got, err := r.Resolve(name)
	if err == nil {
		return got == want
	}
	ambiguous, ok := err.(*AmbiguousError)
	if !ok {
		return false
	}
	for _, m := range ambiguous.Matches {
		if m.Unit == want {
			return true
		}
	}
	return false
}

func TestResolveForeignSample(t *testing.T) {
	st := openWorld(t)
	r := NewResolver(st)
	labels, err := st.Labels()
	require.NoError(t, err)
	units, err := st.Units()
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		u := data.Unit(rapid.IntRange(0, int(units.Places.To)-1).Draw(rt, "unit"))
		got, err := r.Resolve(labels.ID.At(int(u)))
		require.NoError(rt, err)
		require.Equal(rt, u, got)
		_, err = r.Resolve(labels.Name.At(int(u)))
		require.NotErrorIs(rt, err, ErrNotFound, "a place is known by its own name")
	})
}

func FuzzResolve(f *testing.F) {
	r := NewResolver(openWorld(f))
	for _, s := range []string{"", "Glasgow", "jp:01635", "016357", "Hamilton, Ontario, Canada", "北海道新得町", "京都府", "pl:AU:x:1:2", "\xff,\xfe", "a1:", "町", "Shintoku Town", "郡", "ぐん町"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		unit, err := r.Resolve(query)
		if (err == nil) == (unit == data.NoUnit) {
			t.Errorf("Resolve(%q) = %d, %v", query, unit, err)
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	r := NewResolver(openWorld(b))
	for _, query := range []string{"新得町", "Glasgow", "gn:2648579", "jp:01635", "Hamilton, Ontario, Canada", "Glasgwo"} {
		b.Run(query, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Resolve(query) //nolint:errcheck // the time of a miss is measured too
			}
		})
	}
}
