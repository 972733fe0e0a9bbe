package own

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

func on(date string) Writer {
	return Writer{Date: date, Command: "shimai own test", Since: date + " 09:00", Wait: 30 * time.Millisecond}
}

func tie(a, b string) *Tie { return &Tie{OwnTie: data.OwnTie{A: a, B: b}} }

// put keeps records in one group.
func put(t testing.TB, folder string, w Writer, operation string, records ...Record) []Entry {
	t.Helper()
	entries, err := Change(folder, w, operation, func(e *Edit) error {
		for _, r := range records {
			if _, err := e.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, err)
	return entries
}

func load(t testing.TB, folder string) Records {
	t.Helper()
	r, err := Load(folder)
	require.NoError(t, err)
	return r
}

func export(t testing.TB, folder string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, Export(folder, &b))
	return b.String()
}

// someRecords fills a folder with several groups of all kinds.
func someRecords(t testing.TB, folder string) {
	t.Helper()
	put(t, folder, on("2026-04-01"), "ties import",
		&Tie{OwnTie: data.OwnTie{A: "jp:01635", B: "gn:2648579", Kind: data.TiePartnership, Status: data.TieDormant, Since: "1985-04", LastActivity: "2009", Theme: "students"},
			Contact: "Ms. Example", Note: "two\nlines <&>"},
		&Tie{OwnTie: data.OwnTie{A: "jp:01635", BName: "Erewhon", BCountry: "NZ"}})
	put(t, folder, on("2026-04-02"), "profile",
		&Fact{OwnFact: data.OwnFact{Unit: "jp:01635", Key: "population", Value: "5,600人", Date: "2026"}},
		&Fact{OwnFact: data.OwnFact{Unit: "jp:01635", Key: "speciality", Value: "新得そば"}},
		&Fact{OwnFact: data.OwnFact{Unit: "jp:01635", Key: FactContact, Value: "mayor@example.jp"}})
	put(t, folder, on("2026-04-03"), "wishes add",
		&Wish{OwnWish: data.OwnWish{Unit: "jp:01635", Countries: []string{"US", "AU", "US"}, Purposes: []string{"education"}, MinPopulation: 3000}, Contact: "x"})
	put(t, folder, on("2026-04-04"), "steps add",
		&Step{OwnStep: data.OwnStep{Town: "jp:01635", Candidate: "gn:4930956", Stage: 2, Outcome: data.StepContacted, Date: "2026-04-04"}, Note: "letter"})
	_, err := Change(folder, on("2026-04-05"), "ties end", func(e *Edit) error { return e.Delete("t2") })
	require.NoError(t, err)
}

func TestNothingKeptIsNothing(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "none")
	r := load(t, folder)
	assert.Empty(t, r)
	o := r.Overlay()
	assert.True(t, o.Empty())
	past, err := History(folder)
	require.NoError(t, err)
	assert.Empty(t, past)
	assert.NoFileExists(t, folder, "to look makes no folder")
	assert.Contains(t, export(t, folder), `"ties": [],`)
	_, err = Undo(folder, on("2026-01-01"), "")
	require.ErrorIs(t, err, ErrNotFound)
}

func TestRecordsAreKeptAndFoundAgain(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	r := load(t, folder)
	require.Len(t, r.Ties, 1)
	assert.Equal(t, "t1", r.Ties[0].ID)
	assert.Equal(t, "2026-04-01", r.Ties[0].Recorded)
	assert.Equal(t, "5600", r.Facts[0].Value)
	assert.Equal(t, []string{"AU", "US"}, r.Wishes[0].Countries)
	assert.Equal(t, "2026-04-04", r.AsOf())
	assert.Len(t, r.Of("jp:01635").Facts, 3)
	assert.Empty(t, r.Of("jp:01202").Ties)
	assert.NoFileExists(t, filepath.Join(folder, holderFile))

	past, err := History(folder)
	require.NoError(t, err)
	require.Len(t, past, 8)
	assert.Equal(t, uint64(5), past[7].Group)
	assert.Equal(t, "ties end", past[7].Operation)
	assert.Empty(t, past[7].After)
	for i, e := range past {
		assert.Equal(t, uint64(i+1), e.Seq)
	}
	put(t, folder, on("2026-04-06"), "ties add", tie("jp:01635", "gn:1"))
	r = load(t, folder)
	assert.Equal(t, "t3", r.Ties[1].ID, "a number is never given twice")
}

func TestWhatIsPrivateStaysHere(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	r := load(t, folder)
	o := r.Overlay()
	for _, f := range o.Facts {
		assert.NotEqual(t, FactContact, f.Key)
	}
	p := r.Public()
	assert.Empty(t, p.Ties[0].Contact+p.Ties[0].Note+p.Wishes[0].Contact+p.Steps[0].Note)
	assert.Len(t, p.Facts, 2)
	assert.NotEmpty(t, r.Ties[0].Note, "the records themselves keep it")
	assert.Contains(t, export(t, folder), "Ms. Example")
}

func TestTheSameAgainChangesNothing(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	before := export(t, folder)
	for _, again := range []Record{
		tie("jp:01635", "gn:2648579"),
		tie("gn:2648579", "jp:01635"),
		&Tie{OwnTie: data.OwnTie{A: "jp:01635", B: "gn:2648579", Status: data.TieDormant, Since: "1985-04"}},
		&Fact{OwnFact: data.OwnFact{Unit: "jp:01635", Key: "population", Value: "5600"}},
		&Wish{OwnWish: data.OwnWish{Unit: "jp:01635"}},
		&Step{OwnStep: data.OwnStep{Town: "jp:01635", Candidate: "gn:4930956", Stage: 2, Outcome: data.StepContacted, Date: "2026-04-04"}},
	} {
		assert.Empty(t, put(t, folder, on("2026-05-01"), "again", again), "%+v", again)
	}
	assert.Equal(t, before, export(t, folder))
}

func TestNewsFillsAndReplaces(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	put(t, folder, on("2026-06-01"), "ties edit", &Tie{OwnTie: data.OwnTie{A: "gn:2648579", B: "jp:01635", Status: data.TieEnded, Until: "2026-05", Reason: "council"}})
	got := load(t, folder).Ties[0]
	assert.Equal(t, data.TieEnded, got.Status)
	assert.Equal(t, "1985-04", got.Since)
	assert.Equal(t, "Ms. Example", got.Contact)
	assert.Equal(t, data.TiePartnership, got.Kind)
	put(t, folder, on("2026-07-01"), "ties edit", &Tie{OwnTie: data.OwnTie{A: "gn:2648579", B: "jp:01635", Status: data.TieActive}})
	got = load(t, folder).Ties[0]
	assert.Empty(t, got.Reason+got.Until, "it is alive again")

	put(t, folder, on("2026-07-02"), "ties edit", &Tie{OwnTie: data.OwnTie{ID: "t1", A: "jp:01635", B: "gn:2648579"}})
	got = load(t, folder).Ties[0]
	assert.Empty(t, got.Since+got.Contact, "with its id a record is as it is given")

	put(t, folder, on("2026-07-03"), "ties add", &Tie{OwnTie: data.OwnTie{A: "jp:01635", B: "gn:2648579", Kind: data.TieContact}})
	assert.Len(t, load(t, folder).Ties, 2, "a contact beside a tie is another record")
	_, err := Change(folder, on("2026-07-03"), "x", func(e *Edit) error { _, err := e.Put(&Tie{OwnTie: data.OwnTie{ID: "t99"}}); return err })
	require.ErrorIs(t, err, ErrNotFound)
}

func TestSignedBecomesATie(t *testing.T) {
	folder := t.TempDir()
	signed := func(date string) *Step {
		return &Step{OwnStep: data.OwnStep{Town: "jp:01635", Candidate: "gn:4930956", Stage: 7, Outcome: data.StepSigned, Date: date}}
	}
	put(t, folder, on("2026-04-04"), "steps add", signed("2026-04-03"))
	r := load(t, folder)
	require.Len(t, r.Ties, 1)
	assert.Equal(t, data.TieActive, r.Ties[0].Status)
	assert.Equal(t, "2026-04-03", r.Ties[0].Since)
	put(t, folder, on("2026-05-04"), "steps add", signed("2026-05-03"))
	assert.Equal(t, "2026-04-03", load(t, folder).Ties[0].Since, "the tie that stands stays")
	_, err := Undo(folder, on("2026-05-05"), "")
	require.NoError(t, err)
	_, err = Undo(folder, on("2026-05-05"), "")
	require.NoError(t, err)
	r = load(t, folder)
	assert.Empty(t, r.Ties, "step and tie go together")
	assert.Empty(t, r.Steps)
}

func TestDryRun(t *testing.T) {
	folder := t.TempDir()
	w := on("2026-05-01")
	w.DryRun = true
	assert.Len(t, put(t, folder, w, "ties import", tie("jp:01635", "gn:1")), 1)
	assert.NoFileExists(t, filepath.Join(folder, FileName))
	someRecords(t, folder)
	before := export(t, folder)
	entries := put(t, folder, w, "ties import", tie("jp:01635", "gn:1"))
	assert.Equal(t, "t3", entries[0].Record)
	assert.Equal(t, before, export(t, folder))
}

func TestFailedChangeChangesNothing(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	before := export(t, folder)
	_, err := Change(folder, on("2026-05-01"), "x", func(e *Edit) error {
		if _, err := e.Put(tie("jp:01635", "gn:5")); err != nil {
			return err
		}
		_, err := e.Put(tie("jp:01635", "Glasgow"))
		return err
	})
	require.ErrorIs(t, err, ErrInvalid)
	assert.Equal(t, before, export(t, folder))
	_, err = Change(folder, Writer{}, "x", func(*Edit) error { return nil })
	require.ErrorContains(t, err, "date")
}

func TestInvalidRecords(t *testing.T) {
	for _, tc := range []struct {
		record Record
		want   string
	}{
		{tie("x", "gn:1"), `town is "x"`},
		{tie("gn:1", "gn:1"), "another government"},
		{tie("gn:1", ""), `partner is ""`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", BName: "X", BCountry: "New Zealand"}}, `country is "New Zealand"`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Since: "2026-13"}}, `since is "2026-13"`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Since: "2026-02-30"}}, `since is "2026-02-30"`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", LastActivity: "2027"}}, "no later than that of the record"},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Since: "2001", Until: "2000-12"}}, `until is "2000-12"`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Until: "2030", Status: data.TieEnded}}, "ended"},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Status: 9}}, `status is "9"`},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Theme: "a\tb"}}, "theme"},
		{&Fact{OwnFact: data.OwnFact{Unit: "gn:1", Key: "population", Value: "big"}}, `population is "big", allowed is a whole number`},
		{&Fact{OwnFact: data.OwnFact{Unit: "gn:1", Key: FactContact}}, `contact is ""`},
		{&Wish{OwnWish: data.OwnWish{Unit: "gn:1", Countries: []string{"usa"}}}, `country is "usa"`},
		{&Wish{OwnWish: data.OwnWish{Unit: "gn:1", Areas: []string{"Asia"}}}, `continent is "Asia"`},
		{&Wish{OwnWish: data.OwnWish{Unit: "gn:1", Purposes: []string{"fun"}}}, `purpose is "fun"`},
		{&Wish{OwnWish: data.OwnWish{Unit: "gn:1", MinPopulation: 5, MaxPopulation: 4}}, "5-4"},
		{&Step{OwnStep: data.OwnStep{Town: "gn:1", Candidate: "gn:2", Stage: 9, Outcome: data.StepPaused, Date: "2020"}}, `stage is "9"`},
		{&Step{OwnStep: data.OwnStep{Town: "gn:1", Candidate: "gn:2", Stage: 2, Date: "2020"}}, "contacted, answered"},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Until: "2200"}}, "from 1800 to 2199"},
		{&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", Since: "1799-12-31"}}, "from 1800 to 2199"},
		{&Step{OwnStep: data.OwnStep{Town: "gn:1", Candidate: "gn:2", Stage: 6, Outcome: data.StepSigned, Date: "2020"}}, "signed from step 7"},
		{&Step{OwnStep: data.OwnStep{Town: "gn:1", Candidate: "gn:2", Stage: 2, Outcome: data.StepPaused}}, "the date of the step"},
	} {
		folder := t.TempDir()
		_, err := Change(folder, on("2026-05-01"), "x", func(e *Edit) error { _, err := e.Put(tc.record); return err })
		require.ErrorIs(t, err, ErrInvalid, "%+v", tc.record)
		assert.ErrorContains(t, err, tc.want)
	}
}

// What is just allowed is kept, and a partner that is known needs no name.
func TestRecordsAtTheirBounds(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, on("2026-05-01"), "x",
		&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:2", BName: "Erewhon", BCountry: "New Zealand", Since: "1800", Until: "2199-12-31", LastActivity: "2026"}},
		&Tie{OwnTie: data.OwnTie{A: "gn:1", B: "gn:3", Since: "2026-05", Until: "2026", Status: data.TieEnded}},
		&Step{OwnStep: data.OwnStep{Town: "gn:1", Candidate: "gn:2", Stage: 7, Outcome: data.StepSigned, Date: "2026-05-01"}})
	r := load(t, folder)
	require.Len(t, r.Ties, 2)
	assert.Empty(t, r.Ties[0].BName+r.Ties[0].BCountry)
	assert.Len(t, r.Steps, 1)
}

// Any run of changes, undos and restores leads to a journal that explains the
// records, and to records that the data take.
func TestAnyRunOfChangesHoldsTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		folder, err := os.MkdirTemp(t.TempDir(), "own")
		require.NoError(rt, err)
		unit := rapid.SampledFrom([]string{"jp:01635", "gn:1", "gn:2", "gn:3"})
		w := on("2026-05-01")
		for range rapid.IntRange(1, 6).Draw(rt, "groups") {
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				_, err := Undo(folder, w, "")
				if err != nil {
					require.ErrorIs(rt, err, ErrNotFound)
				}
			case 1:
				_, err := Change(folder, w, "delete", func(e *Edit) error { return e.Delete("t1") })
				if err != nil {
					require.ErrorIs(rt, err, ErrNotFound)
				}
			default:
				_, err := Change(folder, w, "put", func(e *Edit) error {
					for range rapid.IntRange(1, 4).Draw(rt, "records") {
						x := tie(unit.Draw(rt, "a"), unit.Draw(rt, "b"))
						x.Status = data.TieStatus(rapid.IntRange(0, 4).Draw(rt, "status"))
						if x.A == x.B {
							continue
						}
						if _, err := e.Put(x); err != nil {
							return err
						}
					}
					return nil
				})
				require.NoError(rt, err)
			}
		}
		var b, again bytes.Buffer
		require.NoError(rt, Export(folder, &b))
		text := b.String()
		_, err = Restore(folder, w, &b)
		require.NoError(rt, err)
		require.NoError(rt, Export(folder, &again))
		require.Equal(rt, text, again.String())
	})
}
