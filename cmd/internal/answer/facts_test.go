package answer

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

func TestReasonsHaveWords(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	for reason := range b.Manifest.Unresolved {
		for _, lang := range []string{"en", "ja"} {
			assert.NotEqual(t, reason, reasonWord(reason, lang), "a reader does not know the key")
		}
	}
	for k := data.KindPlace; k <= data.KindVillage; k++ {
		assert.NotEqual(t, KindWord(k, "en"), KindWord(k, "ja"))
	}
}

func TestTiesAreInOrderAndSeenFromBothEnds(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	kyoto := mustResolve(t, e, "jp:26100")
	list, err := e.TiesOf(kyoto)
	require.NoError(t, err)
	require.NotEmpty(t, list)
	b, err := e.Base()
	require.NoError(t, err)
	for i, tie := range list {
		assert.NotEmpty(t, tie.Sources)
		assert.Equal(t, tie.Partner == data.NoUnit, tie.Reason != "", "a party is identified, or the reason is told")
		if i > 0 && list[i-1].Domestic == tie.Domestic {
			assert.LessOrEqual(t, list[i-1].Country, tie.Country)
		}
		if tie.Partner == data.NoUnit {
			continue
		}
		back, err := e.TiesOf(tie.Partner)
		require.NoError(t, err)
		assert.True(t, slices.ContainsFunc(back, func(o KnownTie) bool { return o.Partner == kyoto }), b.Name(tie.Partner, "en"))
	}
}

func TestProfileFacts(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	for _, id := range []string{"jp:01635", "jp:01", "gn:2648579", "rg:AU-02", "jp:13421", "gn:2147714"} {
		u := mustResolve(t, e, id)
		for _, lang := range []string{"en", "ja"} {
			facts, err := e.facts(u, lang)
			require.NoError(t, err, id)
			keys := map[string]bool{}
			for _, f := range facts {
				key := f.Section + "." + f.Key
				assert.False(t, keys[key], "%s has %s twice", id, key)
				keys[key] = true
				assert.Equal(t, f.Value == nil, f.Shown == "", "%s %s: known to readers and to programs alike", id, key)
				assert.NotEmpty(t, f.Label.In(lang), key)
				assert.NotContains(t, f.Shown, "NaN", key)
				for _, s := range strings.Split(f.Source, ", ") {
					if s != "" {
						assert.NotEqual(t, s, b.Manifest.Source(s).Title, "%s cites %q, which the manifest lacks", key, s)
					}
				}
				if f.Value != nil && f.Key != "ties_known_here" {
					assert.NotEmpty(t, f.Source, "%s %s is known from nowhere", id, key)
				}
			}
			for _, key := range []string{"identity.name", "size.population", "setting.elevation_m", "climate.month_01", "ties.ties_known_here"} {
				assert.True(t, keys[key], "%s lacks %s", id, key)
			}
		}
	}
}

func TestMonths(t *testing.T) {
	t.Parallel()
	none := data.NoFloat()
	assert.Equal(t, "-9.3 °C, 54 mm", monthWord(-9.3, 54))
	assert.Equal(t, "? °C, 54 mm", monthWord(none, 54))
	assert.Equal(t, "-9.3 °C, ? mm", monthWord(-9.3, none))
	assert.Equal(t, "temperature_c=-9.3 rain_mm=54", monthRaw(-9.3, 54))
	assert.Equal(t, "rain_mm=0", monthRaw(none, 0))
	assert.Empty(t, monthRaw(none, none))
}

func TestNearWords(t *testing.T) {
	t.Parallel()
	km, near, measure := 21.4, 12.4, 86.0
	for _, tt := range []struct {
		value NearValue
		want  string
	}{
		{NearValue{}, "yes"},
		{NearValue{Name: "Sahoro", NameKm: &near, Count: 1, Km: &near}, "Sahoro · 12 km"},
		{NearValue{Name: "Sahoro", NameKm: &km, Count: 5, Km: &near, Measure: &measure, Means: "km of runs"}, "Sahoro · 21 km · nearest 12 km · 5 in all · 86 km of runs"},
		{NearValue{Detail: "1993", Count: 1}, "1993"},
	} {
		assert.Equal(t, tt.want, tt.value.words("en"))
	}
}

func TestMerged(t *testing.T) {
	t.Parallel()
	match := func(units ...data.Unit) (out []index.Match) {
		for _, u := range units {
			out = append(out, index.Match{Unit: u})
		}
		return out
	}
	assert.Equal(t, match(3, 1, 2), merged(match(3, 1), match(1, 2, 3)))
	assert.Equal(t, match(2), merged(nil, match(2, 2)))
	assert.Empty(t, merged(nil, nil))
}

func TestFormWords(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"p", "f", "k"} {
		assert.Equal(t, formKey(form), FormWord(form, "en"))
		assert.NotEqual(t, FormWord(form, "en"), FormWord(form, "ja"))
	}
	assert.Empty(t, formKey(""))
	assert.Equal(t, "?", FormWord("", "ja"), "the form is unknown, not none")
}
