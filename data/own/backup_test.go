package own

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

func TestUndo(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	full := load(t, folder)
	put(t, folder, on("2026-05-01"), "ties import", tie("jp:01635", "gn:1"), tie("jp:01635", "gn:2"), &Tie{OwnTie: data.OwnTie{A: "jp:01635", B: "gn:2648579", Status: data.TieActive}})
	put(t, folder, on("2026-05-02"), "profile", &Fact{OwnFact: data.OwnFact{Unit: "jp:01635", Key: "population", Value: "5000"}})

	entries, err := Undo(folder, on("2026-05-03"), "ties import")
	require.NoError(t, err)
	require.Len(t, entries, 3)
	assert.Equal(t, uint64(6), entries[0].Undoes)
	r := load(t, folder)
	assert.Equal(t, full.Ties, r.Ties)
	assert.Equal(t, "5000", r.Facts[0].Value, "what came after stays")
	_, err = Undo(folder, on("2026-05-04"), "")
	require.NoError(t, err)
	r = load(t, folder)
	assert.Equal(t, full, r)
	for range 5 {
		_, err = Undo(folder, on("2026-05-05"), "")
		require.NoError(t, err)
	}
	assert.Empty(t, load(t, folder))
	_, err = Undo(folder, on("2026-05-06"), "")
	require.ErrorIs(t, err, ErrNotFound)
	past, err := History(folder)
	require.NoError(t, err)
	assert.Len(t, past, 24, "the journal forgets nothing")
}

func TestUndoOfWhatWasChangedSince(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, on("2026-05-01"), "ties import", tie("jp:01635", "gn:1"))
	put(t, folder, on("2026-05-02"), "ties edit", &Tie{OwnTie: data.OwnTie{A: "jp:01635", B: "gn:1", Status: data.TieActive}})
	_, err := Undo(folder, on("2026-05-03"), "ties import")
	require.ErrorContains(t, err, "record t1 was changed again later")
	assert.Len(t, load(t, folder).Ties, 1)
}

func TestExportAndRestoreGiveTheSameBytes(t *testing.T) {
	folder, other := t.TempDir(), filepath.Join(t.TempDir(), "new", "folder")
	someRecords(t, folder)
	_, err := Undo(folder, on("2026-05-03"), "profile")
	require.NoError(t, err)
	text := export(t, folder)
	replaced, err := Restore(other, on("2026-05-03"), bytes.NewReader([]byte(text)))
	require.NoError(t, err)
	assert.Empty(t, replaced)
	assert.Equal(t, text, export(t, other))
	assert.Equal(t, load(t, folder), load(t, other))
	a := put(t, folder, on("2026-06-01"), "ties add", tie("jp:01635", "gn:77"))
	b := put(t, other, on("2026-06-01"), "ties add", tie("jp:01635", "gn:77"))
	assert.Equal(t, a, b, "and it goes on alike")

	replaced, err = Restore(other, on("2026-06-02"), bytes.NewReader([]byte(text)))
	require.NoError(t, err)
	assert.FileExists(t, replaced, "what was there is kept")
	assert.Equal(t, text, export(t, other))
	left, err := filepath.Glob(filepath.Join(other, ".own*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestRestoreRefusesWhatIsNotWhole(t *testing.T) {
	folder := t.TempDir()
	someRecords(t, folder)
	text := export(t, folder)
	for name, change := range map[string][2]string{
		"another schema":     {Schema, "shimai.own/9"},
		"an unknown field":   {`"ties": [`, `"tied": [], "ties": [`},
		"a changed record":   {`"last_activity": "2009",`, `"last_activity": "2019",`},
		"a missing entry":    {`"seq": 3,`, `"seq": 4,`},
		"a wrong number":     {`"tie": 2,`, `"tie": 1,`},
		"half a document":    {`"journal": [`, ``},
		"no record's number": {`"record": "f1"`, `"record": "x1"`},
	} {
		t.Run(name, func(t *testing.T) {
			b := bytes.Replace([]byte(text), []byte(change[0]), []byte(change[1]), 1)
			require.NotEqual(t, text, string(b))
			_, err := Restore(folder, on("2026-06-01"), bytes.NewReader(b))
			require.ErrorIs(t, err, ErrInvalid)
			assert.Equal(t, text, export(t, folder), "nothing changed")
		})
	}
}

func FuzzRestore(f *testing.F) {
	folder := f.TempDir()
	someRecords(f, folder)
	f.Add([]byte(export(f, folder)))
	f.Add([]byte(`{"schema":"shimai.own/1"}`))
	f.Add([]byte(`{"schema":"shimai.own/1","journal":[{"seq":1,"group":1,"record":"t1","after":null}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := readDocument(bytes.NewReader(text))
		if err != nil {
			require.ErrorIs(t, err, ErrInvalid)
			return
		}
		_, err = indented(d)
		require.NoError(t, err)
	})
}
