package tui_test

import (
	"encoding/csv"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/cli"
)

// asProgram makes the test binary be the program itself, which tmux runs.
const asProgram = "SHIMAI_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// terminal is a real pseudo-terminal of 80 by 24 with a shell in it.
type terminal struct {
	t      *testing.T
	socket string
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("tmux is not installed: the explorer is not driven through a terminal")
	}
	folder, err := os.MkdirTemp("", "tui") // names of sockets must be short
	require.NoError(t, err)
	term := &terminal{t, filepath.Join(folder, "s")}
	home := t.TempDir()
	term.tmux("-f", os.DevNull, "new-session", "-d", "-s", "t", "-x", "80", "-y", "24",
		"env", "-i", "PATH="+os.Getenv("PATH"), "HOME="+home, "LC_ALL=C.UTF-8", "TERM=screen", asProgram+"=1", "PS1=$ ", "sh")
	t.Cleanup(func() {
		term.tmux("kill-server")
		assert.NoError(t, os.RemoveAll(folder))
	})
	return term
}

func (x *terminal) tmux(args ...string) string {
	x.t.Helper()
	out, err := exec.CommandContext(x.t.Context(), "tmux", append([]string{"-u", "-S", x.socket}, args...)...).CombinedOutput()
	if x.t.Context().Err() == nil {
		require.NoError(x.t, err, "tmux %v: %s", args, out)
	}
	return string(out)
}

// keys presses keys by their names in tmux; text types what is no name of a key.
func (x *terminal) keys(keys ...string) { x.tmux(append([]string{"send-keys", "-t", "t"}, keys...)...) }
func (x *terminal) text(s string)       { x.tmux("send-keys", "-t", "t", "-l", s) }
func (x *terminal) screen() string      { return x.tmux("capture-pane", "-p", "-t", "t") }

// await waits for a screen that matches, and returns it.
func (x *terminal) await(pattern string) string {
	x.t.Helper()
	want := regexp.MustCompile(pattern)
	var last string
	require.Eventually(x.t, func() bool {
		last = x.screen()
		return want.MatchString(last)
	}, time.Minute, 30*time.Millisecond, "no screen with %q came", pattern)
	return last
}

// standings are the names in the list beside the weights.
func standings(screen string) string {
	var out []string
	for _, m := range regexp.MustCompile(`(?m)\|\s+\+?\s*\d+ (.{22})`).FindAllStringSubmatch(screen, -1) {
		out = append(out, m[1])
	}
	return strings.Join(out, "\n")
}

// TestTheMainPath goes the way of an officer, key by key: search, list, reasons,
// a weight, six partners, a file; and then finds the terminal as it was.
func TestTheMainPath(t *testing.T) {
	x := newTerminal(t)
	program, err := os.Executable()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "six.csv")

	x.text("echo as before; stty -g | cksum; '" + program + "' explore; echo status $?; stty -g | cksum\n")
	x.await(`Which town\?`)
	x.text("新得町")
	x.await(`(?m)^>Shintoku \(新得町\), Hokkaido, Japan`)
	x.keys("Enter")
	x.await(`(?s)\[1 List\].*\n>   1 .*known`)

	x.keys("Enter")
	x.await(`(?s)\[2 Why\].*Shintoku asks.*population +[⣿⡇⣀]{10}`)
	x.keys("w")
	x.text("Brugge")
	x.await(`(?m)^>Brugge`)
	x.keys("Enter")
	x.await(`(?s)\[2 Why\].*Brugge stands #`)

	x.keys("3")
	before := standings(x.await(`(?s)\[3 Weights\].*\|  19 `))
	require.NotEmpty(t, before)
	x.keys("Down", "x")
	x.await(`(?s)>population .*off.*\((\d+)\)`)
	assert.NotEqual(t, before, standings(x.screen()), "without a criterion the order is another")

	x.keys("1")
	for range 6 {
		x.keys("Space", "Down")
	}
	x.await(`basket 6`)
	x.keys("5")
	x.await(`(?s)\[5 Basket\].*ok +Size: 6 of 4 to 8 members.*Countries:.*Continents:`)

	x.keys("s")
	x.await(`Save as`)
	x.keys("C-u")
	x.text(file)
	x.keys("Enter")
	x.await(`Saved: `)
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	assert.Len(t, rows, 7, "a heading and six partners")

	x.keys("q")
	after := x.await(`status \d+\n\d`)
	sums := regexp.MustCompile(`(?s)as before\n([\d ]+)\nstatus 0\n([\d ]+)\n`).FindStringSubmatch(after)
	require.Len(t, sums, 3, "%s", after)
	assert.Equal(t, sums[1], sums[2], "the modes of the terminal are as they were")
}

func TestCtrlCLeavesAtOnce(t *testing.T) {
	x := newTerminal(t)
	program, err := os.Executable()
	require.NoError(t, err)
	x.text("NO_COLOR=1 '" + program + "' explore 01635 --lang ja; echo status $?\n")
	x.await(`(?m)^shimai  新得町`)
	assert.NotContains(t, x.tmux("capture-pane", "-e", "-p", "-t", "t"), "\x1b[36m", "NO_COLOR means none")
	x.tmux("resize-window", "-t", "t", "-x", "60", "-y", "12")
	x.await(`60x12`)
	x.tmux("resize-window", "-t", "t", "-x", "80", "-y", "24")
	x.await(`(?s)\[1 一覧\].*\n>   1 `)
	x.keys("C-c")
	x.await(`status 130`)
}
