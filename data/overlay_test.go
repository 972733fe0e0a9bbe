package data_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

// laidOver opens the embedded data with own records over them.
func laidOver(t testing.TB, o data.Overlay) *data.Store {
	t.Helper()
	st, err := open(t).With(o)
	require.NoError(t, err)
	return st
}

// tiesOf returns the ids of the identified partners of a unit by row.
func tiesOf(t testing.TB, st *data.Store, u data.Unit) map[string]int32 {
	t.Helper()
	ties, err := st.Ties()
	require.NoError(t, err)
	labels, err := st.Labels()
	require.NoError(t, err)
	out := map[string]int32{}
	for _, row := range ties.Of(u) {
		if o := ties.Other(row, u); o != data.NoUnit {
			out[labels.ID.At(int(o))] = row
		}
	}
	return out
}

const (
	sapporo  = "jp:01100"
	portland = "gn:5746545"
	munich   = "gn:2867714"
	shintoku = "jp:01635"
	glasgow  = "gn:2648579"
)

func TestAnEmptyOverlayIsTheLayersAlone(t *testing.T) {
	st := open(t)
	same, err := st.With(data.Overlay{AsOf: "2026-01-01"})
	require.NoError(t, err)
	assert.True(t, st == same)
	assert.Equal(t, st.Manifest().Digest(), st.Digest())
	assert.Empty(t, st.OwnDigest())
	assert.True(t, st == st.Shipped())
}

func TestOwnRecordsLeaveTheMapsThere(t *testing.T) {
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{{ID: "t1", A: sapporo, B: glasgow, Kind: data.TieContact, Status: data.TieActive, Recorded: "2026-04-01"}}})
	_, err := st.Land()
	require.NoError(t, err)
	_, err = st.Borders()
	require.NoError(t, err)
	_, err = st.Areas()
	require.NoError(t, err)
}

func TestOwnTiesTakeThePlaceOfTheListed(t *testing.T) {
	before := open(t)
	town := townOf(t, before, sapporo)
	listed := tiesOf(t, before, town)
	require.Contains(t, listed, portland)
	require.Contains(t, listed, munich)
	ties, err := before.Ties()
	require.NoError(t, err)
	year := ties.Year[listed[portland]]

	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{
		{ID: "t1", A: portland, B: sapporo, Status: data.TieDormant, LastActivity: "2009", Recorded: "2026-04-01"},
		{ID: "t2", A: sapporo, B: munich, Kind: data.TiePartnership, Status: data.TieEnded, Until: "2020-03", Recorded: "2026-04-01"},
		{ID: "t3", A: sapporo, B: glasgow, Kind: data.TieContact, Status: data.TieActive, Recorded: "2026-04-01"},
		{ID: "t4", A: sapporo, B: shintoku, Kind: data.TieFriendship, Since: "令和", Recorded: "2026-04-01"},
		{ID: "t5", A: sapporo, BName: "Erewhon", BCountry: "NZ", Since: "1999-05-01", Recorded: "2026-04-01"},
	}})
	after, err := st.Ties()
	require.NoError(t, err)
	now := tiesOf(t, st, town)
	assert.NotContains(t, now, munich, "an ended tie ends")
	assert.NotContains(t, now, glasgow, "a contact is no tie")
	require.Contains(t, now, portland)
	row := now[portland]
	assert.Equal(t, data.TieDormant, after.Status[row])
	assert.Equal(t, year, after.Year[row], "what the record does not say stays as listed")
	own, ok := after.Own(row)
	require.True(t, ok)
	assert.Equal(t, "2009", own.LastActivity)
	assert.Equal(t, town, own.Other(own.UnitA))
	assert.True(t, after.Domestic[now[shintoku]])
	require.Len(t, after.Past(town), 1)
	assert.Equal(t, "t2", after.Past(town)[0].ID)
	require.Len(t, after.Contacts(townOf(t, st, glasgow)), 1, "the other side finds it too")
	assert.Len(t, after.Of(town), len(ties.Of(town))+1, "one ended, two are new")

	text, err := st.TieText()
	require.NoError(t, err)
	assert.Equal(t, len(after.A), text.Sources.Len())
	assert.Regexp(t, "^own,.", text.Sources.At(int(row)), "own first, and where the year is from")
	last := len(after.A) - 1
	assert.Equal(t, "Erewhon", text.BName.At(last))
	assert.Equal(t, "NZ", text.BCC.At(last))
	assert.Equal(t, data.SourceOwn, text.Sources.At(last))
	assert.Equal(t, int32(1999), after.Year[last])
	assert.False(t, after.Domestic[last])

	again, err := before.Ties()
	require.NoError(t, err)
	assert.Equal(t, listed, tiesOf(t, before, town), "the layers stay as they are")
	assert.True(t, ties == again)
	shipped, err := st.Shipped().Ties()
	require.NoError(t, err)
	assert.Equal(t, len(ties.A), len(shipped.A))
}

// A row of the public list whose party nobody identified is the same tie as
// the record that identifies it.
func TestOwnTieIdentifiesAParty(t *testing.T) {
	before := open(t)
	ties, err := before.Ties()
	require.NoError(t, err)
	text, err := before.TieText()
	require.NoError(t, err)
	labels, err := before.Labels()
	require.NoError(t, err)
	row := slices.IndexFunc(ties.B, func(u data.Unit) bool { return u == data.NoUnit })
	require.GreaterOrEqual(t, row, 0)
	town := ties.A[row]
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{{
		ID: "t1", A: labels.ID.At(int(town)), BName: text.BName.At(row), BCountry: text.BCC.At(row), Status: data.TieActive,
	}}})
	after, err := st.Ties()
	require.NoError(t, err)
	assert.Len(t, after.Of(town), len(ties.Of(town)))
	assert.Len(t, after.A, len(ties.A))
}

// Two ties of unknown year with one country are not the same tie for that.
func TestUnknownYearsAreNotTheSame(t *testing.T) {
	before := open(t)
	ties, err := before.Ties()
	require.NoError(t, err)
	text, err := before.TieText()
	require.NoError(t, err)
	labels, err := before.Labels()
	require.NoError(t, err)
	row := 0
	for row < len(ties.A) && (ties.B[row] != data.NoUnit || ties.Year[row] != data.NoInt) {
		row++
	}
	require.Less(t, row, len(ties.A), "a row of an unidentified party without a year")
	town := ties.A[row]
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{{
		ID: "t1", A: labels.ID.At(int(town)), BName: "Erewhon", BCountry: text.BCC.At(row), Status: data.TieActive,
	}}})
	after, err := st.Ties()
	require.NoError(t, err)
	assert.Len(t, after.Of(town), len(ties.Of(town))+1)
}

func TestOneTieForAPair(t *testing.T) {
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{
		{ID: "t1", A: shintoku, B: glasgow, Status: data.TieActive},
		{ID: "t2", A: glasgow, B: shintoku, Kind: data.TieFriendship, Status: data.TieDormant},
		{ID: "t3", A: shintoku, B: glasgow, Kind: data.TiePartnership, Status: data.TieSuspended},
		{ID: "t4", A: shintoku, B: glasgow, Kind: data.TieProject, Status: data.TieEnded},
	}})
	ties, err := st.Ties()
	require.NoError(t, err)
	now := tiesOf(t, st, townOf(t, st, shintoku))
	own, ok := ties.Own(now[glasgow])
	require.True(t, ok)
	assert.Equal(t, "t3", own.ID, "the closest")
	assert.Len(t, ties.Of(townOf(t, st, glasgow)), len(open1(t).Of(townOf(t, st, glasgow)))+1)
	assert.Len(t, ties.Past(townOf(t, st, shintoku)), 1)
}

func TestPastTiesAreInOrderOfRecord(t *testing.T) {
	ended := func(id, b string, kind data.TieKind) data.OwnTie {
		return data.OwnTie{ID: id, A: shintoku, B: b, Kind: kind, Status: data.TieEnded}
	}
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{
		ended("t10", glasgow, data.TieFriendship), ended("t9", munich, data.TiePartnership), ended("t1", glasgow, data.TiePartnership),
	}})
	ties, err := st.Ties()
	require.NoError(t, err)
	var ids []string
	for _, r := range ties.Past(townOf(t, st, shintoku)) {
		ids = append(ids, r.ID)
	}
	assert.Equal(t, []string{"t1", "t9", "t10"}, ids)
}

func open1(t testing.TB) *data.Ties {
	ties, err := open(t).Ties()
	require.NoError(t, err)
	return ties
}

func TestWithoutKeepsOwnRowsWithTheirRecords(t *testing.T) {
	st := laidOver(t, data.Overlay{Ties: []data.OwnTie{{ID: "t1", A: shintoku, B: glasgow, Status: data.TieActive}}})
	ties, err := st.Ties()
	require.NoError(t, err)
	hidden := make([]bool, len(ties.A))
	hidden[0] = true
	rest := ties.Without(hidden)
	own, ok := rest.Own(int32(len(rest.A) - 1))
	require.True(t, ok)
	assert.Equal(t, "t1", own.ID)
	_, ok = rest.Own(0)
	assert.False(t, ok)
}

func TestOwnFactsCorrect(t *testing.T) {
	st := laidOver(t, data.Overlay{Facts: []data.OwnFact{
		{ID: "f1", Unit: shintoku, Key: "population", Value: "5,432人"},
		{ID: "f2", Unit: shintoku, Key: "area", Value: "1063.83 km²"},
		{ID: "f3", Unit: shintoku, Key: "speciality", Value: "新得そば"},
		{ID: "f4", Unit: glasgow, Key: "speciality", Value: "subway"},
		{ID: "f5", Unit: glasgow, Key: "url", Value: "https://glasgow.example"},
		{ID: "f6", Unit: glasgow, Key: "elevation", Value: "40"},
	}})
	before := open(t)
	u, town := townOf(t, st, shintoku), townOf(t, st, glasgow)
	units, err := st.Units()
	require.NoError(t, err)
	old, err := before.Units()
	require.NoError(t, err)
	assert.Equal(t, int32(5432), units.Population[u])
	assert.NotEqual(t, int32(5432), old.Population[u], "the layers stay as they are")
	assert.Equal(t, int32(40), units.Elevation[town])
	assert.Equal(t, &old.Lat[0], &units.Lat[0], "what is not corrected is shared")
	j, err := st.Japan()
	require.NoError(t, err)
	assert.InDelta(t, 1063.83, j.AreaKm2[u-units.Municipalities.From], 0.01)
	labels, err := st.Labels()
	require.NoError(t, err)
	assert.Equal(t, "https://glasgow.example", labels.URL.At(int(town)))
	assert.Equal(t, shintoku, labels.ID.At(int(u)))
	words := st.OwnWords()
	require.Len(t, words, 2)
	assert.Equal(t, town, words[0].Unit)
	assert.Equal(t, "新得そば", words[1].Fact.Value)
	assert.Len(t, st.OwnFacts(u), 3)
	assert.Equal(t, "5432", st.OwnFacts(u)[0].Value)
}

func TestOwnWishesTakeThePlaceOfTheListed(t *testing.T) {
	st := laidOver(t, data.Overlay{Wishes: []data.OwnWish{
		{ID: "w1", Unit: shintoku, Countries: []string{"NZ"}, MinPopulation: 3000, MaxPopulation: 9000, Purposes: []string{"education"}, Text: "students", Date: "2026"},
		{ID: "w2", Unit: glasgow, Countries: []string{"JP"}, Recorded: "2026-04-01"},
	}})
	w, err := st.Wishes()
	require.NoError(t, err)
	rows := w.Of(townOf(t, st, shintoku))
	require.Len(t, rows, 1)
	assert.True(t, w.Own[rows[0]])
	assert.True(t, w.Wants(rows[0], "NZ", "OC"))
	assert.False(t, w.Wants(rows[0], "US", "NA"))
	for population, want := range map[int32][2]bool{5000: {true, true}, 100: {false, true}, 90_000: {false, true}, data.NoInt: {}} {
		fits, known := w.SizeFits(rows[0], population)
		assert.Equal(t, want, [2]bool{fits, known}, population)
	}
	rows = w.Of(townOf(t, st, glasgow))
	require.Len(t, rows, 1, "foreign towns look for partners too")
	assert.Equal(t, "2026-04-01", w.Date.At(rows[0]))
	_, known := w.SizeFits(rows[0], 5000)
	assert.False(t, known)
	assert.Len(t, w.Unit, 6, "the others' wishes are still there")
	listed, err := open(t).Wishes()
	require.NoError(t, err)
	_, known = listed.SizeFits(0, 5000)
	assert.False(t, known)
}

func TestSteps(t *testing.T) {
	st := laidOver(t, data.Overlay{AsOf: "2026-05-01", Steps: []data.OwnStep{
		{ID: "s1", Town: shintoku, Candidate: glasgow, Stage: 3, Outcome: data.StepVisited, Date: "2026-05"},
		{ID: "s2", Town: shintoku, Candidate: glasgow, Stage: 2, Outcome: data.StepContacted, Date: "2026-01-09"},
		{ID: "s3", Town: shintoku, Candidate: "gn:0", Stage: 2, Outcome: data.StepContacted, Date: "2026-01-09"},
	}})
	steps := st.Steps(townOf(t, st, shintoku))
	require.Len(t, steps, 2)
	assert.Equal(t, "s2", steps[0].ID)
	assert.Equal(t, townOf(t, st, glasgow), steps[0].To)
	assert.Equal(t, "2026-05-01", st.OwnAsOf())
	assert.Empty(t, st.Steps(townOf(t, st, glasgow)))
	assert.Equal(t, []string{"step s3: these data have no government gn:0"}, st.OwnLeftOut())
	assert.Equal(t, "2026-05-01", st.Manifest().Source(data.SourceOwn).Date)
}

func TestImpossibleRecordsAreErrors(t *testing.T) {
	for name, tc := range map[string]struct {
		o    data.Overlay
		want string
	}{
		"no other party": {data.Overlay{Ties: []data.OwnTie{{ID: "t1", A: glasgow}}}, "tie t1"},
		"with itself":    {data.Overlay{Ties: []data.OwnTie{{ID: "t1", A: glasgow, B: glasgow}}}, "tie t1"},
		"unknown fact":   {data.Overlay{Facts: []data.OwnFact{{ID: "f1", Unit: glasgow, Key: "mood", Value: "x"}}}, `fact "mood" is unknown`},
		"out of bounds":  {data.Overlay{Facts: []data.OwnFact{{ID: "f1", Unit: glasgow, Key: "age65", Value: "101"}}}, `age65 is "101"`},
		"sizes":          {data.Overlay{Wishes: []data.OwnWish{{ID: "w1", Unit: glasgow, MinPopulation: 9, MaxPopulation: 8}}}, "wish w1: population 9 to 8"},
		"stage":          {data.Overlay{Steps: []data.OwnStep{{ID: "s1", Town: glasgow, Candidate: munich, Stage: 9, Outcome: data.StepPaused}}}, "stage 9"},
		"outcome":        {data.Overlay{Steps: []data.OwnStep{{ID: "s1", Town: glasgow, Candidate: munich, Stage: 1}}}, "outcome unknown"},
		"same id":        {data.Overlay{Wishes: []data.OwnWish{{ID: "w1", Unit: glasgow}, {ID: "w1", Unit: munich}}}, `the id "w1"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := open(t).With(tc.o)
			require.Error(t, err)
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

func TestDigestFollowsTheContentOnly(t *testing.T) {
	a := data.OwnTie{ID: "t1", A: shintoku, B: glasgow}
	b := data.OwnTie{ID: "t2", A: shintoku, B: munich}
	one := data.Overlay{Ties: []data.OwnTie{a, b}}
	two := data.Overlay{Ties: []data.OwnTie{b, a}}
	assert.Equal(t, one.Digest(), two.Digest())
	two.Ties[0].Status = data.TieActive
	assert.NotEqual(t, one.Digest(), two.Digest())
	first, second := laidOver(t, one), laidOver(t, two)
	assert.NotEqual(t, first.Digest(), second.Digest())
	assert.NotEqual(t, first.Digest(), first.Shipped().Digest())
	assert.Equal(t, first.Manifest().Digest(), first.Shipped().Manifest().Digest(), "the index stays")
	assert.Len(t, first.Digest(), 12)
	again, err := first.With(two)
	require.NoError(t, err)
	assert.Equal(t, second.Digest(), again.Digest(), "laid over once, not twice")
}

func TestWordsOfRecordsGoThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tie := data.OwnTie{
			ID: "t1", Kind: data.TieKind(rapid.IntRange(0, 4).Draw(t, "kind")), Status: data.TieStatus(rapid.IntRange(0, 4).Draw(t, "status")),
		}
		step := data.OwnStep{Outcome: data.Outcome(rapid.IntRange(0, 6).Draw(t, "outcome"))}
		text, err := json.Marshal(tie)
		require.NoError(t, err)
		var back data.OwnTie
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, tie, back)
		text, err = json.Marshal(step)
		require.NoError(t, err)
		var stepBack data.OwnStep
		require.NoError(t, json.Unmarshal(text, &stepBack))
		require.Equal(t, step, stepBack)
	})
	var k data.TieKind
	assert.ErrorContains(t, k.UnmarshalText([]byte("love")), `kind is "love", allowed are [unknown partnership`)
	assert.Equal(t, "unknown", data.TieStatus(200).String())
	assert.Len(t, data.TieKinds(), 5)
	assert.Len(t, data.TieStatuses(), 5)
}

func TestParseFact(t *testing.T) {
	for _, tc := range []struct{ key, text, want string }{
		{"population", " 5,432 ", "5432"},
		{"population", "5432人", "5432"},
		{"population", "1.2万人", "12000"},
		{"population", "６千", ""},
		{"population", "-1", ""},
		{"population", "1.5", ""},
		{"population", "many", ""},
		{"population", "", ""},
		{"population", "1e4", ""},
		{"area", "250 ha", "2.5"},
		{"area", "1,063.83㎢", "1063.83"},
		{"area", "3 acres", ""},
		{"elevation", "-3 m", "-3"},
		{"age65", "３８．５％", "38.5"},
		{"age65", "NaN", ""},
		{"high_schools", "2校", "2"},
		{"speciality", " buckwheat ", "buckwheat"},
		{"speciality", "a\nb", ""},
		{"speciality", "", ""},
		{"visitors", "0", "0"},
		{"elevation", "-500", "-500"},
		{"age65", "100", "100"},
		{"age65", "100.1", ""},
		{"url", "example.org", ""},
		{"purpose", "education", "education"},
		{"purpose", "fun", ""},
		{"mood", "x", ""},
	} {
		got, err := data.ParseFact(tc.key, tc.text)
		assert.Equal(t, tc.want, got, "%s %q", tc.key, tc.text)
		assert.Equal(t, tc.want == "", err != nil, "%s %q: %v", tc.key, tc.text, err)
		if err == nil {
			again, err := data.ParseFact(tc.key, got)
			require.NoError(t, err)
			assert.Equal(t, got, again, "the form of records is read as itself")
		}
	}
}

func FuzzParseFact(f *testing.F) {
	for _, k := range data.FactKeys() {
		f.Add(k.Name, "12 km²")
	}
	f.Fuzz(func(t *testing.T, key, text string) {
		got, err := data.ParseFact(key, text)
		if err != nil {
			return
		}
		again, err := data.ParseFact(key, got)
		if err != nil || again != got {
			t.Fatalf("%s %q gives %q, which gives %q, %v", key, text, got, again, err)
		}
	})
}
