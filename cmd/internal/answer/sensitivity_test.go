package answer

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher"
)

func TestIntervalInWords(t *testing.T) {
	for _, tc := range []struct {
		in          matcher.Interval
		short       string
		text, textJ string
	}{
		{matcher.Interval{Low: 4, High: 4}, "", "", ""},
		{matcher.Interval{Low: 2, High: 9}, "2-9", " (2-9)", "(2～9位)"},
		{matcher.Interval{Low: 84, High: 9423}, "84-9,423", " (84-9,423)", "(84～9,423位)"},
	} {
		assert.Equal(t, tc.short, intervalText(tc.in))
		assert.Equal(t, tc.text, bracketed(tc.in, "en"))
		assert.Equal(t, tc.textJ, bracketed(tc.in, "ja"))
	}
	assert.Nil(t, intervalOf(matcher.Interval{}), "nothing was ranked")
	assert.Equal(t, &IntervalJSON{3, 3}, intervalOf(matcher.Interval{Low: 3, High: 3}))
}

// moved is an explanation of one candidate with neighbours and an entry.
func moved(t *testing.T, lang string) Explanation {
	t.Helper()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	banff := mustResolve(t, e, "gn:5882873")
	return Explanation{Base: b, Lang: lang, Placement: matcher.Placement{
		Listed: 14, ListedInterval: matcher.Interval{Low: 9, High: 21},
		Sensitivity: matcher.Sensitivity{
			Above: &matcher.Neighbour{Unit: banff, Apart: 51, Change: &matcher.Change{Criterion: matcher.Trade, From: 1, To: 1.6}},
			Below: &matcher.Neighbour{Unit: banff, Apart: 8},
			Entry: &matcher.Entry{
				Unit: banff, Lacks: 352,
				Lines: []matcher.Need{
					{Criterion: matcher.Population, Points: 1919, Needed: 2237, Max: 2370, Known: true, Enough: true},
					{Criterion: matcher.Climate, Points: 283, Needed: 601, Max: 333, Known: true},
				},
				OpenLines: []matcher.Need{{Criterion: matcher.Wish, Needed: 761, Max: 1000, Enough: true}},
				Ties:      6,
			},
		},
	}}
}

func TestSensitivityInWords(t *testing.T) {
	x := moved(t, "en")
	text := strings.Join(x.sensitivity(), "\n")
	for _, want := range []string{
		"In the list it stands #14 (9-21).",
		"stands before it by 0.51 points. With --weight trade=1.6 it would stand before ",
		"stands behind it by 0.08 points. No single weight puts ",
		"it lacks 3.52 points of the order score.",
		"One of these alone would do: population 22.37 of 23.70 (now 19.19), ", "7.61 of 10.00 (unknown now).",
		"Not enough points are left in climate.",
		"With 6 international ties it would be open enough.",
	} {
		assert.Contains(t, text, want)
	}
	x.Placement.Sensitivity.Entry.OpenLines = nil
	assert.Contains(t, strings.Join(x.sensitivity(), "\n"), "This alone would do: population 22.37 of 23.70 (now 19.19).")
	x.Placement.Sensitivity.Entry.Lines = x.Placement.Sensitivity.Entry.Lines[1:]
	text = strings.Join(x.sensitivity(), "\n")
	assert.Contains(t, text, "No line alone has enough points left.")
	assert.NotContains(t, text, "Not enough points", "said already")
	x.Placement.Listed = 0
	assert.Contains(t, strings.Join(x.sensitivity(), "\n"), "It would take the place of ")
	x.Placement.Sensitivity = matcher.Sensitivity{}
	assert.Empty(t, x.sensitivity())
}

func TestSensitivityInJapanese(t *testing.T) {
	x := moved(t, "ja")
	text := strings.Join(x.sensitivity(), "\n")
	for _, want := range []string{"一覧では14位(9～21位)。", "点差)。--weight trade=1.6 とすれば", "あと3.52点足りない。", "22.37/23.70(現在19.19)", "現在は不明", "国際提携が6件"} {
		assert.Contains(t, text, want)
	}
}

func TestWeightFlag(t *testing.T) {
	assert.Equal(t, "--weight name=0", weightFlag(&matcher.Change{Criterion: matcher.Name, From: 1, To: 0}, "en"))
	assert.Equal(t, "--weight trade=2.06 (now 2)", weightFlag(&matcher.Change{Criterion: matcher.Trade, From: 2, To: 2.06}, "en"))
}

func TestSensitivityJSON(t *testing.T) {
	x := moved(t, "en")
	raw, err := json.Marshal([]any{x.Base.neighbourJSON(x.Placement.Sensitivity.Above), x.Base.neighbourJSON(x.Placement.Sensitivity.Below), x.Base.neighbourJSON(nil)})
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"apart":0.51,"change":{"criterion":"trade","from":1,"to":1.6}`)
	assert.Contains(t, string(raw), `"change":null},null]`)
	raw, err = json.Marshal(x.Base.entryJSON(x.Placement.Sensitivity.Entry))
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"lacks":3.52,"lines":[{"criterion":"population","points":19.19,"needed":22.37,"max":23.7,"known":true,"enough":true}`)
	assert.Contains(t, string(raw), `"ties":6}`)
	raw, err = json.Marshal(x.Base.entryJSON(&matcher.Entry{Unit: 0, Lacks: 1}))
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"lines":[],"openness_lines":[],"ties":null`)
}

func TestLossesThatShowNoDifferenceAreNotTold(t *testing.T) {
	for _, tc := range []struct {
		points, best matcher.Points
		want         bool
	}{
		{784, 914, true}, {810, 814, false}, {804, 806, false}, {806, 814, false}, {800, 806, true},
	} {
		assert.Equal(t, tc.want, telling(tc.points, tc.best), "%d of %d", tc.points, tc.best)
	}
}
