package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data/own"
)

// On a terminal an import shows what it read and asks; only yes imports. Here
// tmux is the terminal.
func TestImportAsksOnATerminal(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed: the question is not asked on a terminal")
	}
	bin, dir := program(t), t.TempDir()
	short, err := os.MkdirTemp("", "own") // names of sockets must be short
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, os.RemoveAll(short)) })
	tmux := func(args ...string) string {
		t.Helper()
		out, err := exec.Command("tmux", append([]string{"-u", "-S", filepath.Join(short, "s")}, args...)...).CombinedOutput()
		require.NoError(t, err, "tmux %v: %s", args, out)
		return string(out)
	}
	await := func(session, want string) string {
		t.Helper()
		var screen string
		require.Eventually(t, func() bool {
			screen = tmux("capture-pane", "-p", "-t", session)
			return strings.Contains(screen, want)
		}, time.Minute, 30*time.Millisecond, "no screen with %q came", want)
		return screen
	}
	list := filepath.Join(dir, "list.tsv")
	require.NoError(t, os.WriteFile(list, []byte("自治体名\t提携先\t国名\n標茶町\t*どこか\tカナダ\n"), 0o600))
	for _, c := range []struct {
		session, answer, said string
		ties                  int
	}{{"no", "n", "nothing was changed", 0}, {"silence", "", "nothing was changed", 0}, {"yes", "はい", "取り込みました", 1}} {
		tmux("-f", os.DevNull, "new-session", "-d", "-s", c.session, "-x", "80", "-y", "24",
			"env", "-i", "PATH="+os.Getenv("PATH"), "HOME="+dir, "LC_ALL=C.UTF-8", "TERM=screen", "PS1=$ ", "sh")
		if c.session == "no" {
			t.Cleanup(func() { tmux("kill-server") })
		}
		tmux("send-keys", "-t", c.session, "-l", "'"+bin+"' own ties import '"+list+"' --own '"+dir+"' --lang ja --date 2026-05-01; echo status $?\n")
		assert.Contains(t, await(c.session, "取り込みますか? [y/N]"), "自治体名", "what was read is shown")
		tmux("send-keys", "-t", c.session, "-l", c.answer+"\n")
		assert.Contains(t, await(c.session, "status 0"), c.said)
		r, err := own.Load(dir)
		require.NoError(t, err)
		assert.Len(t, r.Ties, c.ties, "answered %q", c.answer)
	}
}
