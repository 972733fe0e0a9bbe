package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// killTowns are enough for the run to have something to go on from.
const killTowns = "新得町\njp:11231\nManno\njp:47354\njp:18204\nGlasgow\nBoulder, Colorado\njp:26100\njp:13107\njp:01\n"

// program builds the real program, which alone can really be killed.
func program(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program and runs it many times")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no Go toolchain to build the program with")
	}
	bin := filepath.Join(t.TempDir(), "shimai")
	out, err := exec.Command("go", "build", "-o", bin, "../../shimai").CombinedOutput()
	require.NoError(t, err, "%s", out)
	return bin
}

// batchCommand is `shimai batch` over the towns with a cache and an output of its own.
func batchCommand(ctx context.Context, bin, dir, towns, output string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, bin, "batch", "--file", towns, "--cap", "2", "--progress-json", "-o", filepath.Join(dir, output))
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+filepath.Join(dir, "cache"), "LC_ALL=C", "COLUMNS=100")
	return cmd
}

func TestKilledBatchEndsWithTheSameBytes(t *testing.T) {
	t.Parallel()
	bin := program(t)
	towns := filepath.Join(t.TempDir(), "towns.txt")
	require.NoError(t, os.WriteFile(towns, []byte(killTowns), 0o600))

	whole := t.TempDir()
	began := time.Now()
	out, err := batchCommand(t.Context(), bin, whole, towns, "plan.csv").CombinedOutput()
	took := time.Since(began)
	require.NoError(t, err, "%s", out)
	want, err := os.ReadFile(filepath.Join(whole, "plan.csv"))
	require.NoError(t, err)
	require.Greater(t, bytes.Count(want, []byte("\n")), 40)

	cut := t.TempDir()
	path := filepath.Join(cut, "plan.csv")
	killed := 0
	// Wherever it is hit: while it starts, asks, plans, or writes.
	for _, at := range []float64{0.5, 0.6, 0.7, 0.8, 0.9} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(at*float64(took)))
		err := batchCommand(ctx, bin, cut, towns, "plan.csv").Run()
		if ctx.Err() != nil && err != nil {
			killed++
		}
		cancel()
		if got, err := os.ReadFile(path); err == nil {
			require.Equal(t, string(want), string(got), "an output is whole or not there")
			require.NoError(t, os.Remove(path))
		}
	}
	assert.Positive(t, killed, "nothing was killed: the test proves nothing")

	// And at once when the first block is done, which is then not repeated.
	cmd := batchCommand(t.Context(), bin, cut, towns, "plan.csv")
	first := stopAtFirstLine(t, cmd, os.Kill)
	assert.Contains(t, first, `"message_type":"progress"`)
	out, err = batchCommand(t.Context(), bin, cut, towns, "plan.csv").CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "were done by an earlier run")
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	left, err := filepath.Glob(filepath.Join(cut, "cache", "shimai", "batch", "*"))
	require.NoError(t, err)
	assert.Empty(t, left, "a complete run leaves no checkpoint")
}

func TestInterruptedBatchCanGoOn(t *testing.T) {
	t.Parallel()
	bin := program(t)
	dir := t.TempDir()
	towns := filepath.Join(dir, "towns.txt")
	require.NoError(t, os.WriteFile(towns, []byte(killTowns), 0o600))

	cmd := batchCommand(t.Context(), bin, dir, towns, "plan.xlsx")
	stopAtFirstLine(t, cmd, syscall.SIGINT)
	assert.Equal(t, exitInterrupted, cmd.ProcessState.ExitCode())
	assert.NoFileExists(t, filepath.Join(dir, "plan.xlsx"))
	litter, err := filepath.Glob(filepath.Join(dir, ".plan*"))
	require.NoError(t, err)
	assert.Empty(t, litter, "nothing is left beside the output")

	out, err := batchCommand(t.Context(), bin, dir, towns, "plan.xlsx").CombinedOutput()
	require.NoError(t, err, "%s", out)
	assert.Contains(t, string(out), "were done by an earlier run")
	first, err := os.ReadFile(filepath.Join(dir, "plan.xlsx"))
	require.NoError(t, err)
	out, err = batchCommand(t.Context(), bin, t.TempDir(), towns, "plan.xlsx").CombinedOutput()
	require.NoError(t, err, "%s", out)
	out, err = batchCommand(t.Context(), bin, dir, towns, "plan.xlsx").CombinedOutput()
	require.NoError(t, err, "%s", out)
	second, err := os.ReadFile(filepath.Join(dir, "plan.xlsx"))
	require.NoError(t, err)
	assert.True(t, bytes.Equal(first, second), "a workbook has the same bytes each time")
}

// stopAtFirstLine starts the command, sends it the signal when it prints its
// first line on stderr, waits for its end and returns the line.
func stopAtFirstLine(t *testing.T, cmd *exec.Cmd, signal os.Signal) string {
	t.Helper()
	stderr, err := cmd.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(stderr)
	require.True(t, lines.Scan(), "no line on stderr")
	first := lines.Text()
	require.NoError(t, cmd.Process.Signal(signal))
	var rest strings.Builder
	for lines.Scan() {
		rest.WriteString(lines.Text() + "\n")
	}
	var failed *exec.ExitError
	require.True(t, errors.As(cmd.Wait(), &failed), "it ended by itself:\n%s", rest.String())
	return first
}
