package cli

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestUsageErrors(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	for _, c := range []struct {
		want string
		args []string
	}{
		{"shimai: --number \"1e9\": write a whole number; see `shimai recommend --help`\n", []string{"recommend", "jp:01635", "-n", "1e9"}},
		{"shimai: --similar \"maybe\": write true or false, or nothing; see `shimai find --help`\n", []string{"find", "x", "--similar=maybe"}},
		{"shimai: flag needs an argument: --weight; see `shimai recommend --help`\n", []string{"recommend", "x", "--weight"}},
		{"shimai: `shimai data` has no command \"nosuch\"; see `shimai data --help`\n", []string{"data", "nosuch"}},
		{"shimai: `shimai completion` has no command \"nosuch\"; see `shimai completion --help`\n", []string{"completion", "nosuch"}},
		{"shimai: there is no command \"data nosuch\"; see `shimai --help` for all commands\n", []string{"help", "data", "nosuch"}},
		{"shimai: -o needs the name of a file; leave it out to write to stdout\n", []string{"version", "-o", ""}},
		{"shimai: Shintoku (新得町), Hokkaido, Japan · population 5,817 is the town itself; partners are looked for abroad\n", []string{"explain", "jp:01635", "新得町"}},
		{"… (100009 bytes) see `shimai find --help`\n", []string{"find", "--" + long + "町町"}},
	} {
		status, stdout, stderr := runMain(t, c.args...)
		assert.Equal(t, exitUsage, status, c.args)
		assert.Empty(t, stdout)
		assert.Less(t, len(stderr), 800)
		assert.True(t, stderr == c.want || strings.HasPrefix(c.want, "…") && strings.HasSuffix(stderr, c.want), stderr)
	}
}

func TestHelpIsShown(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"help"}, {"help", "recommend"}, {"data"}, {"config"}, {"completion"}, {"help", "data", "info"}} {
		status, stdout, stderr := runMain(t, args...)
		assert.Zero(t, status, args)
		assert.Contains(t, stdout, "Usage:", args)
		assert.Empty(t, stderr)
	}
	var errs bytes.Buffer
	assert.Equal(t, exitError, Main([]string{"--help"}, strings.NewReader(""), brokenPipe{}, &errs))
	assert.Equal(t, "shimai: write the help: broken pipe\n", errs.String())
}

func TestAPathThatIsNotThere(t *testing.T) {
	status, _, stderr := runMain(t, "version", "-o", "no/such/folder/x.csv")
	assert.Equal(t, exitError, status)
	assert.Equal(t, "shimai: write no/such/folder/x.csv: no such file or directory\n", stderr)
}

func TestClip(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "open a b\n\nc", clip("open a b\n\nc"))
	assert.Equal(t, strings.Repeat("x", longestShown)+"… (1000 bytes) end", clip(strings.Repeat("x", 1000)+" end"))
	rapid.Check(t, func(t *rapid.T) {
		message := rapid.StringOfN(rapid.RuneFrom([]rune{'x', '町', ' ', '\n'}), 0, 3000, -1).Draw(t, "message")
		got := clip(message)
		require.True(t, utf8.ValidString(got))
		for _, word := range strings.Fields(got) {
			require.LessOrEqual(t, len(word), longestShown+len("…"))
		}
		require.Equal(t, strings.Count(message, "\n"), strings.Count(got, "\n"))
		if len(message) <= longestShown {
			require.Equal(t, message, got)
		}
	})
}
