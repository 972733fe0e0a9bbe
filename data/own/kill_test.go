package own

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

// manyTies is how many rows an association's list has.
const manyTies = 1800

// childFolder names the variable that makes TestChild the import that is killed.
const childFolder = "SHIMAI_TEST_OWN_FOLDER"

func importMany(folder string) error {
	_, err := Change(folder, Writer{Date: "2026-05-01", Command: "import"}, "ties import", func(e *Edit) error {
		for i := range manyTies {
			t := tie(fmt.Sprintf("jp:%05d", i/2), fmt.Sprintf("gn:%d", 1000+i))
			t.Since, t.Status, t.Theme = "1990-05-01", data.TieActive, "students, culture and sport"
			if _, err := e.Put(t); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// TestChild is no test of its own but the process that TestKilledImport kills.
func TestChild(t *testing.T) {
	folder := os.Getenv(childFolder)
	if folder == "" {
		t.Skip("is run by TestKilledImportLeavesAllOrNothing")
	}
	require.NoError(t, importMany(folder))
}

func child(folder string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "-test.run=^TestChild$")
	cmd.Env = append(os.Environ(), childFolder+"="+folder)
	return cmd
}

func TestKilledImportLeavesAllOrNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills many processes")
	}
	whole := t.TempDir()
	put(t, whole, on("2026-04-01"), "ties add", tie("jp:01635", "gn:1"))
	began := time.Now()
	out, err := child(whole).CombinedOutput()
	took := time.Since(began)
	require.NoError(t, err, "%s", out)
	require.Len(t, load(t, whole).Ties, manyTies+1)

	killed, all := 0, 0
	const times = 24
	for i := range times {
		folder := t.TempDir()
		if i%3 > 0 { // else the file is made by the import itself
			put(t, folder, on("2026-04-01"), "ties add", tie("jp:01635", "gn:1"))
		}
		cmd := child(folder)
		require.NoError(t, cmd.Start())
		time.Sleep(took * time.Duration(i+1) / times)
		require.NoError(t, cmd.Process.Kill())
		if cmd.Wait() != nil {
			killed++
		}
		r := load(t, folder)
		assert.Empty(t, r.Notice)
		past, err := History(folder)
		require.NoError(t, err)
		before := min(i%3, 1)
		assert.Contains(t, []int{before, before + manyTies}, len(r.Ties))
		assert.Len(t, past, len(r.Ties))
		if len(r.Ties) > 1 {
			all++
		}
		_, err = os.Stat(filepath.Join(folder, FileName))
		if err == nil {
			require.NoError(t, importMany(folder), "the next one goes on")
			assert.Len(t, load(t, folder).Ties, before+manyTies)
		}
	}
	t.Logf("%d of %d killed, %d had finished their import, which takes %v", killed, times, all, took)
	assert.Positive(t, killed, "nothing was killed: the test proves nothing")
}

// BenchmarkImport keeps an association's list and then the same list again.
func BenchmarkImport(b *testing.B) {
	for b.Loop() {
		folder := b.TempDir()
		if err := importMany(folder); err != nil {
			b.Fatal(err)
		}
		if err := importMany(folder); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad reads an association's records, as every command does.
func BenchmarkLoad(b *testing.B) {
	folder := b.TempDir()
	if err := importMany(folder); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Load(folder); err != nil {
			b.Fatal(err)
		}
	}
}
