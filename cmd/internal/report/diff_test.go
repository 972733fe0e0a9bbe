package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// reportOf is a report of one town with members that fit so well each.
func reportOf(run answer.Run, fit map[string]float64, order ...string) Report {
	r := Report{Schema: Schema, Run: run, Town: answer.UnitJSON{ID: "jp:1", Name: "Town"}}
	for i, id := range order {
		m := answer.MemberJSON{}
		m.Rank, m.ID, m.Name, m.Fit = i+1, id, id, fit[id]
		m.Points = []answer.LineJSON{{Criterion: "climate", Points: fit[id] / 2}, {Criterion: "name", Points: fit[id] / 4}, {Criterion: "trade", Points: 1}}
		r.Portfolio.Members = append(r.Portfolio.Members, m)
	}
	return r
}

func TestCompareTellsWhatChangedAndWhy(t *testing.T) {
	from := reportOf(answer.Run{ID: "1", Data: "d", Config: "c"}, map[string]float64{"a": 50, "b": 40}, "a", "b")
	from.Asked.Weights = []Weight{{"name", 0}}
	from.Asked.Purposes = []Weight{{"trade", 1}}
	to := reportOf(answer.Run{ID: "2", Data: "d", Config: "c2", Brief: "x"}, map[string]float64{"a": 54, "c": 60}, "c", "a")
	to.Asked.Weights = []Weight{{"climate", 2}}
	to.Asked.Purposes = []Weight{{"trade", 3}}
	to.Portfolio.Rules.Min = 4
	d, err := Compare(from, to)
	require.NoError(t, err)
	assert.Equal(t, []Cause{
		{"configuration", "", "c", "c2"}, {"brief", "", "", "x"}, {"weight", "climate", "1", "2"}, {"weight", "name", "0", "1"}, {"purpose", "trade", "1", "3"}, {"rules", "size", "0-0", "4-0"},
	}, d.Causes)
	require.Len(t, d.Members, 3)
	var changes []string
	for _, m := range d.Members {
		changes = append(changes, m.ID+" "+m.Change)
	}
	assert.Equal(t, []string{"c new", "a stayed", "b left"}, changes, "those of the later report in its order, then those that left")
	assert.Equal(t, []PointChange{{"climate", 25, 27}, {"name", 12.5, 13.5}}, d.Members[1].Points, "the largest change first, what stayed is not told")
	assert.Nil(t, d.Members[0].From)
	assert.Equal(t, 1, d.Members[1].From.Rank)
	assert.Equal(t, 2, d.Members[1].To.Rank)
	assert.Nil(t, d.Members[2].To)

	other := to
	other.Town.ID = "jp:2"
	_, err = Compare(from, other)
	assert.ErrorContains(t, err, "two towns, jp:1 and jp:2")
}

func TestAReportEqualsItself(t *testing.T) {
	r := built(t, asking(t, "jp:47354", "en", nil, ""))
	d, err := Compare(r, r)
	require.NoError(t, err)
	assert.Empty(t, d.Causes)
	for _, m := range d.Members {
		assert.Equal(t, "stayed", m.Change)
		assert.Equal(t, m.From, m.To)
		assert.Empty(t, m.Points)
	}
	for _, p := range d.Purposes {
		assert.Equal(t, p.From, p.To)
	}
}
