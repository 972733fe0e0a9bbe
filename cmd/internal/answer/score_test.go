package answer

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

func evidence(text string, strength matcher.Points) matcher.Evidence {
	return matcher.Evidence{Text: Both(text, text), Source: "geonames", Strength: strength}
}

// Scored is a candidate with two lines that sum to its fit.
func scored(e *Desk, t *testing.T) matcher.Candidate {
	return matcher.Candidate{
		Unit: mustResolve(t, e, "gn:5882873"), Rank: 1, Fit: 4111, Openness: 5000, Confidence: 2.0 / 3, Distance: 7654.321,
		TheirRank: &matcher.Standing{Rank: 12, Of: 1741},
		Lines: []matcher.Line{
			{Criterion: matcher.Population, Points: 2050, Max: 2500, Known: true, Evidence: []matcher.Evidence{evidence("same size", 300), evidence("shrinking", -50)}},
			{Criterion: matcher.Climate, Points: 2061, Max: 3000, Known: true, Evidence: []matcher.Evidence{evidence("snow", 900), evidence("cool", 300), evidence("rain", 100)}},
		},
		OpenLines: []matcher.Line{{Criterion: matcher.Links, Points: 5000, Max: 10000, Known: false}},
		Flags:     []matcher.Flag{{Key: "part_of", Text: Both("probably part of Calgary", "おそらくカルガリーの一部")}},
	}
}

func TestReasonsAreTheStrongest(t *testing.T) {
	e := testDesk(t)
	var got []string
	for _, ev := range Reasons(scored(e, t), 3) {
		got = append(got, ev.Text.EN)
	}
	assert.Equal(t, []string{"snow", "same size", "cool"}, got, "equal ones in the order of criteria")
	assert.Len(t, Reasons(scored(e, t), 9), 4, "what speaks against it is no reason")
	assert.Empty(t, Reasons(matcher.Candidate{}, 3))
}

func TestCandidateJSON(t *testing.T) {
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	raw, err := json.Marshal(b.candidateJSON(scored(e, t), "en"))
	require.NoError(t, err)
	var got struct {
		ID         string
		Fit        float64
		Confidence float64
		Distance   float64                 `json:"distance_km"`
		TheirRank  *struct{ Rank, Of int } `json:"their_rank"`
		Flags      []struct{ Key string }  `json:"flags"`
		Points     []struct {
			Points   float64
			Evidence []struct{ Date string }
		}
	}
	require.NoError(t, json.Unmarshal(raw, &got))
	assert.Equal(t, "gn:5882873", got.ID)
	assert.Equal(t, 41.11, got.Fit)
	assert.Equal(t, 7654.3, got.Distance)
	assert.Equal(t, 0.667, got.Confidence)
	assert.Equal(t, 12, got.TheirRank.Rank)
	assert.Equal(t, "part_of", got.Flags[0].Key)
	assert.InDelta(t, got.Fit, got.Points[0].Points+got.Points[1].Points, 1e-9)
	assert.NotEmpty(t, got.Points[0].Evidence[0].Date, "the date of the source stands in")
}

func TestUnknownStandingIsNull(t *testing.T) {
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	raw, err := json.Marshal(b.candidateJSON(matcher.Candidate{Unit: 0}, "en"))
	require.NoError(t, err)
	assert.Contains(t, string(raw), `"their_rank":null`)
	assert.Contains(t, string(raw), `"flags":[]`)
	assert.Equal(t, "?", standing(nil, "en"))
}

func TestRecommendationDocument(t *testing.T) {
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	us, _ := b.Countries.ByCode("US")
	v := Recommendation{Base: b, Lang: "en", Ranking: matcher.Ranking{
		Town: mustResolve(t, e, "jp:01635"), Candidates: []matcher.Candidate{scored(e, t)}, Considered: 123456,
		Held: []matcher.Held{{Country: us, Count: 12}}, Parts: 34, Existing: 2,
	}}
	d := v.document()
	require.Len(t, d.Rows, 1)
	assert.Len(t, d.Rows[0].Cells, len(d.Columns))
	assert.Equal(t, []string{"snow", "same size", "cool", "! probably part of Calgary"}, d.Rows[0].Notes)
	below := ""
	for _, line := range d.Below {
		below += line + "\n"
	}
	for _, want := range []string{"123,456 governments", "United States 12", "34 places left out as probable parts", "2 known partners", `"no tie known"`} {
		assert.Contains(t, below, want)
	}
	v.Ranking.Candidates = nil
	assert.Contains(t, v.below()[1], "widen --to")
}

func TestExplanationSumsToTheFit(t *testing.T) {
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	c := scored(e, t)
	back := c
	back.Unit = mustResolve(t, e, "jp:01635")
	x := Explanation{Base: b, Lang: "en", Town: back.Unit, Placement: matcher.Placement{Candidate: c, Of: 99}, Back: back}
	d := x.document()
	var sum matcher.Points
	for _, l := range c.Lines {
		sum += l.Points
	}
	require.Equal(t, c.Fit, sum)
	assert.Equal(t, "41.11", d.Rows[2].Cells[2].Raw)
	assert.Equal(t, "sum", d.Rows[2].Cells[1].Raw)
	assert.Contains(t, d.Rows[0].Notes[0], "same size [GeoNames, populated places, 20", "evidence has source and date")
	assert.Len(t, d.Rows[3].Notes, 2, "openness concerns each by itself")
	assert.Contains(t, d.Rows[3].Notes[1], "Shintoku: unknown: the data are silent")
	for _, r := range d.Rows {
		assert.Len(t, r.Cells, len(d.Columns))
	}

	silent := "Where the data are silent a line stands at the points of a pair that is neither better nor worse than chance."
	x.Placement.Candidate.Lines = slices.Clone(c.Lines)
	for i := range x.Placement.Candidate.Lines {
		x.Placement.Candidate.Lines[i].Known = true
	}
	assert.NotContains(t, x.below(), silent)
	x.Placement.Candidate.Lines[0].Known = false
	assert.Contains(t, x.below(), silent)
}

func TestComparisonSaysUnknown(t *testing.T) {
	e := testDesk(t)
	b, err := e.Base()
	require.NoError(t, err)
	c := scored(e, t)
	cmp := Comparison{Base: b, Lang: "ja", Units: []data.Unit{mustResolve(t, e, "jp:01635"), c.Unit}, koppen: []string{"Dfb", ""}, Scored: []matcher.Candidate{c}}
	shown := map[string][]Cell{}
	for _, r := range cmp.document().Rows {
		shown[r.Cells[0].Raw] = r.Cells
		assert.Len(t, r.Cells, 4)
	}
	assert.Equal(t, Cell{"不明", ""}, shown["koppen"][2])
	assert.Equal(t, Cell{"不明", ""}, shown["points_history"][2], "a criterion without a line is unknown, not zero")
	assert.Equal(t, "20.50", shown["points_population"][2].Raw)
}
