package cli

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/own"
)

// associationList is a list as an association has it: every Japanese government
// with a partner that no list knows.
func associationList(t *testing.T) (list string, rows int) {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	u, err := st.Units()
	require.NoError(t, err)
	labels, err := st.Labels()
	require.NoError(t, err)
	var b strings.Builder
	b.WriteString("自治体名\t提携先\t提携年\t備考\n")
	abroad := u.ByCountry[u.Country[0]].From
	for m := u.Municipalities.From; m < u.Municipalities.To; m++ {
		fmt.Fprintf(&b, "%s\t%s\t%d\t毎年訪問\n", labels.ID.At(int(m)), labels.ID.At(int(abroad)+rows), 1950+rows%70)
		rows++
	}
	return b.String(), rows
}

// An import is killed wherever it happens to be: all of it is there or nothing.
func TestKilledImportIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	bin, dir := program(t), t.TempDir()
	list, rows := associationList(t)
	path := filepath.Join(dir, "list.tsv")
	require.NoError(t, os.WriteFile(path, []byte(list), 0o600))
	run := func(ctx context.Context, folder string) error {
		cmd := exec.CommandContext(ctx, bin, "own", "ties", "import", path, "--yes", "--own", folder, "--date", "2026-05-01")
		cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir)
		return cmd.Run()
	}
	whole := filepath.Join(dir, "whole")
	began := time.Now()
	require.NoError(t, run(t.Context(), whole))
	took := time.Since(began)
	want, err := own.Load(whole)
	require.NoError(t, err)
	require.Greater(t, rows, 1700)
	require.Len(t, want.Ties, rows)

	random, killed := rand.New(rand.NewPCG(7, 1)), 0
	folder := filepath.Join(dir, "cut")
	for range 8 {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration((0.4+0.6*random.Float64())*float64(took)))
		if run(ctx, folder) != nil && ctx.Err() != nil {
			killed++
		}
		cancel()
		got, err := own.Load(folder)
		require.NoError(t, err)
		if len(got.Ties) == 0 {
			continue
		}
		require.Equal(t, want.Ties, got.Ties, "some of the rows are there, or other ones")
		require.NoError(t, os.RemoveAll(folder))
	}
	assert.Positive(t, killed, "nothing was killed: the test proves nothing")
	require.NoError(t, run(t.Context(), folder))
	got, err := own.Load(folder)
	require.NoError(t, err)
	assert.Equal(t, want.Ties, got.Ties)
}
