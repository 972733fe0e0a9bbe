package matcher_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// withOwn is the real data with own records over it.
func withOwn(t *testing.T, o data.Overlay) *world {
	t.Helper()
	w := *theWorld(t)
	var err error
	w.store, err = w.store.With(o)
	require.NoError(t, err)
	w.ties, err = w.store.Ties()
	require.NoError(t, err)
	w.Engine, err = matcher.New(w.store, w.weights)
	require.NoError(t, err)
	return &w
}

const (
	okegawa  = "jp:11231"
	recorded = "2026-05-01"
)

// candidateOf returns the most open candidate of a town, which has no tie with it.
func (w *world) candidateOf(t *testing.T, town data.Unit) (data.Unit, string) {
	t.Helper()
	r := w.rank(t, matcher.Query{Town: town, N: 1, By: matcher.ByOpenness})
	u := r.Candidates[0].Unit
	return u, w.labels.ID.At(int(u))
}

func openLine(t *testing.T, c matcher.Candidate, k matcher.Criterion) matcher.Line {
	t.Helper()
	i := slices.IndexFunc(c.OpenLines, func(l matcher.Line) bool { return l.Criterion == k })
	require.GreaterOrEqual(t, i, 0)
	return c.OpenLines[i]
}

func flag(c matcher.Candidate, key string) string {
	for _, f := range c.Flags {
		if f.Key == key {
			return f.Text.EN
		}
	}
	return ""
}

func (w *world) scoreOf(t *testing.T, town, u data.Unit) matcher.Candidate {
	t.Helper()
	c, err := w.Score(matcher.Query{Town: town}, u)
	require.NoError(t, err)
	var sum matcher.Points
	for _, l := range c.OpenLines {
		assert.True(t, l.Points >= 0 && l.Points <= l.Max, "%s %d of %d", l.Criterion, l.Points, l.Max)
		sum += l.Points
	}
	require.Equal(t, c.Openness, sum)
	require.Equal(t, c.Openness, w.Openness(town, u))
	return c
}

// What was tried lowers openness for the town that tried, and less for others
// of its country; only what is fresh does. Nothing raises it.
func TestStepsLowerOpenness(t *testing.T) {
	plain := theWorld(t)
	town, other := plain.id(t, shintoku), plain.id(t, okegawa)
	u, id := plain.candidateOf(t, town)
	before := plain.scoreOf(t, town, u)
	free := openLine(t, before, matcher.Free).Points
	require.Positive(t, free)
	for name, c := range map[string]struct {
		outcome      data.Outcome
		date         string
		ours, theirs matcher.Points // quarters of the room that are left
	}{
		"refused":                    {data.StepRefused, "2025-03", 0, 2},
		"refused long ago":           {data.StepRefused, "2019", 2, 4},
		"a letter without an answer": {data.StepContacted, "2025-06", 2, 3},
		"a letter just sent":         {data.StepContacted, "2026-04", 4, 4},
		"a letter of long ago":       {data.StepContacted, "2019-04", 4, 4},
		"answered":                   {data.StepAnswered, "2025-06", 4, 4},
		"visited":                    {data.StepVisited, "2025-06", 4, 4},
		"paused":                     {data.StepPaused, "2025-06", 4, 4},
	} {
		t.Run(name, func(t *testing.T) {
			w := withOwn(t, data.Overlay{AsOf: recorded, Steps: []data.OwnStep{
				{ID: "s1", Town: shintoku, Candidate: id, Stage: 2, Outcome: c.outcome, Date: c.date, Recorded: recorded},
			}})
			ours, theirs := w.scoreOf(t, town, u), w.scoreOf(t, other, u)
			assert.Equal(t, free*c.ours/4, openLine(t, ours, matcher.Free).Points)
			assert.Equal(t, free*c.theirs/4, openLine(t, theirs, matcher.Free).Points)
			assert.LessOrEqual(t, ours.Openness, before.Openness)
			assert.Contains(t, flag(ours, matcher.FlagStep), c.date)
			assert.Contains(t, flag(ours, matcher.FlagStep), "own records")
			assert.Empty(t, flag(theirs, matcher.FlagStep), "another town's steps are its own")
			if c.ours < 4 {
				ev := openLine(t, ours, matcher.Free).Evidence
				assert.Equal(t, data.SourceOwn, ev[len(ev)-1].Source)
				assert.Equal(t, c.date, ev[len(ev)-1].Date)
			}
			abroad := w.id(t, "gn:2648579") // Glasgow asks of another country
			assert.Equal(t, plain.Openness(abroad, u), w.Openness(abroad, u))
		})
	}
}

func TestOnlyTheLastStepCounts(t *testing.T) {
	plain := theWorld(t)
	town := plain.id(t, shintoku)
	u, id := plain.candidateOf(t, town)
	w := withOwn(t, data.Overlay{AsOf: recorded, Steps: []data.OwnStep{
		{ID: "s1", Town: shintoku, Candidate: id, Stage: 2, Outcome: data.StepVisited, Date: "2026-02", Recorded: recorded},
		{ID: "s2", Town: shintoku, Candidate: id, Stage: 2, Outcome: data.StepRefused, Date: "2025-02", Recorded: recorded},
	}})
	assert.Equal(t, plain.Openness(town, u), w.Openness(town, u))
	assert.Contains(t, flag(w.scoreOf(t, town, u), matcher.FlagStep), "visited 2026-02")
}

// A wish of both sides is the strongest evidence of openness.
func TestWishOfBothSides(t *testing.T) {
	plain := theWorld(t)
	town := plain.id(t, shintoku)
	u, id := plain.candidateOf(t, town)
	country := plain.countries.Code[plain.units.Country[u]]
	theirs := data.OwnWish{ID: "w1", Unit: id, Countries: []string{"JP"}, Text: "school exchange", Recorded: recorded}
	ours := data.OwnWish{ID: "w2", Unit: shintoku, Countries: []string{country}, Recorded: recorded}
	small := theirs
	small.MinPopulation = 1_000_000
	wish := func(wishes ...data.OwnWish) matcher.Line {
		w := withOwn(t, data.Overlay{AsOf: recorded, Wishes: wishes})
		return openLine(t, w.scoreOf(t, town, u), matcher.Wish)
	}
	both, one, none := wish(theirs, ours), wish(theirs, data.OwnWish{ID: "w2", Unit: shintoku, Countries: []string{"ZA"}, Recorded: recorded}), wish(ours)
	assert.Equal(t, both.Max, both.Points)
	require.Len(t, both.Evidence, 2)
	assert.Contains(t, both.Evidence[0].Text.EN, "school exchange")
	assert.Equal(t, data.SourceOwn, both.Evidence[0].Source)
	assert.Positive(t, one.Points)
	assert.Less(t, one.Points, both.Points)
	assert.False(t, none.Known, "that we look for one tells nothing of them")
	assert.Zero(t, none.Points)
	assert.Zero(t, wish(small, ours).Points, "they look for a larger town")
}

// Ended ties and contacts keep nobody out; they are flagged.
func TestOwnTiesFlag(t *testing.T) {
	plain := theWorld(t)
	town := plain.id(t, shintoku)
	u, id := plain.candidateOf(t, town)
	for name, c := range map[string]struct {
		tie      data.OwnTie
		excluded bool
		key, say string
	}{
		"ended":     {data.OwnTie{Kind: data.TiePartnership, Status: data.TieEnded, Until: "2019", Reason: "merged"}, false, matcher.FlagEnded, "ended 2019: merged"},
		"contact":   {data.OwnTie{Kind: data.TieContact, Status: data.TieActive, Since: "2020-04"}, false, matcher.FlagContact, "since 2020-04"},
		"project":   {data.OwnTie{Kind: data.TieProject, Since: "2020"}, false, matcher.FlagContact, "project"},
		"active":    {data.OwnTie{Kind: data.TiePartnership, Status: data.TieActive}, true, matcher.FlagExisting, "active"},
		"dormant":   {data.OwnTie{Kind: data.TieFriendship, Status: data.TieDormant}, true, matcher.FlagExisting, "dormant"},
		"suspended": {data.OwnTie{Kind: data.TiePartnership, Status: data.TieSuspended, Reason: "dispute"}, true, matcher.FlagExisting, "suspended: dispute"},
	} {
		t.Run(name, func(t *testing.T) {
			c.tie.ID, c.tie.A, c.tie.B, c.tie.Recorded = "t1", shintoku, id, recorded
			w := withOwn(t, data.Overlay{AsOf: recorded, Ties: []data.OwnTie{c.tie}})
			q := matcher.Query{Town: town, N: 20, By: matcher.ByOpenness}
			shown := slices.ContainsFunc(w.rank(t, q).Candidates, func(x matcher.Candidate) bool { return x.Unit == u })
			assert.NotEqual(t, c.excluded, shown)
			p, err := w.Explain(context.Background(), q, u)
			require.NoError(t, err)
			text := flag(p.Candidate, c.key)
			assert.Contains(t, text, c.say)
			assert.Contains(t, text, "own records, "+recorded)
			partner := slices.ContainsFunc(p.Why, func(x matcher.Text) bool { return strings.Contains(x.EN, "partner already") })
			assert.Equal(t, c.excluded, partner)
		})
	}
}
