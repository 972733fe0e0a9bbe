package answer

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher"
)

func TestMirroredReasons(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"ratio", "1.3 times our size (7,502 and 5,817 people)", "1.3 times smaller (5,817 and 7,502 people)", true},
		{"order", "climate Dfc and Dfb, mean of the year -0.3 and 5.4 °C", "climate Dfb and Dfc, mean of the year 5.4 and -0.3 °C", true},
		{"names", "each is the birthplace of a notable chemist (Shimomura; Ramsay)", "each is the birthplace of a notable chemist (Ramsay; Shimomura)", true},
		{"same words", "both lie on an island", "both lie on an island", true},
		{"other words", "both lie on an island", "both lie on the sea", false},
		{"other numbers", "a mission of Japan nearby (Paris, 4 km)", "a mission of France nearby (Paris, 7 km)", false},
		{"numbers on one side", "both have ski areas (Banff, 4 km)", "both have ski areas", false},
	} {
		ev := func(text string) matcher.Evidence { return matcher.Evidence{Text: Both(text, text)} }
		assert.Equal(t, c.want, mirrored(ev(c.a), ev(c.b)), c.name)
		assert.Equal(t, c.want, mirrored(ev(c.b), ev(c.a)), c.name)
	}
}

func TestReasonsOfAPairStandOnce(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	town, other := mustResolve(t, e, "jp:01635"), mustResolve(t, e, "gn:2648579")
	x := Explanation{Base: b, Lang: "en", Town: town, Placement: matcher.Placement{Candidate: matcher.Candidate{Unit: other}}}
	ev := func(text, source string) matcher.Evidence {
		return matcher.Evidence{Text: Both(text, text), Source: source, Date: "2020"}
	}
	there := matcher.Line{Criterion: matcher.Population, Known: true, Evidence: []matcher.Evidence{ev("2 times our size", "geonames"), ev("only ours", "geonames")}}
	back := matcher.Line{Criterion: matcher.Population, Known: true, Evidence: []matcher.Evidence{ev("only theirs", "ssdse"), ev("2 times smaller", "ssdse")}}
	got := x.ofPair(there, back)
	require.Len(t, got, 3)
	assert.Contains(t, got[0], "2 times our size [GeoNames, populated places, 2020; SSDSE", "both sources are cited")
	assert.Contains(t, got[1], "only ours [")
	assert.Contains(t, got[2], "for Glasgow: only theirs [")
	assert.Equal(t, []string{silent("en")}, x.ofPair(matcher.Line{}, matcher.Line{}))
	assert.Empty(t, x.ofPair(matcher.Line{Known: true}, matcher.Line{}), "known, and nothing to say")
}

func TestExplanationsRepeatNothing(t *testing.T) {
	t.Parallel()
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	engine, err := e.Engine()
	require.NoError(t, err)
	for _, pair := range [][2]string{{"jp:01635", "gn:5892532"}, {"jp:26100", "gn:2988507"}, {"gn:2648579", "jp:28100"}} {
		town, other := mustResolve(t, e, pair[0]), mustResolve(t, e, pair[1])
		x := Explanation{Base: b, Lang: "en", Town: town}
		x.Placement.Candidate, err = engine.Score(matcher.Query{Town: town}, other)
		require.NoError(t, err)
		x.Back, err = engine.Score(matcher.Query{Town: other}, town)
		require.NoError(t, err)
		for _, r := range x.document().Rows {
			for i, note := range r.Notes {
				for _, later := range r.Notes[i+1:] {
					assert.NotEqual(t, note, later, "%v %s", pair, r.Cells[1].Raw)
				}
			}
		}
	}
}
