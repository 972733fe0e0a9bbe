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

func TestWhatIsWrongIsSaidInJapanese(t *testing.T) {
	for _, c := range []struct {
		want string
		args []string
	}{
		{"\"recomend\" というコマンドはありません。もしかして: recommend", []string{"recomend"}},
		{"`shimai recommend` には TOWN を指定してください(現在0個)", []string{"recommend"}},
		{"`shimai explain` には TOWN と CANDIDATE を指定してください(現在3個)。空白を含む名前は引用符で囲んでください", []string{"explain", "a", "b", "c"}},
		{"--colour というオプションはありません(`shimai recommend --help` を参照)", []string{"recommend", "x", "--colour"}},
		{"-x というオプションはありません(`shimai recommend --help` を参照)", []string{"recommend", "x", "-x"}},
		{"--to には値が必要です(`shimai recommend --help` を参照)", []string{"recommend", "x", "--to"}},
		{"--number \"many\": 整数で指定してください(`shimai find --help` を参照)", []string{"find", "x", "-n", "many"}},
		{"オプション: n に \"0\" は使えません。使える値: 1～1000の整数", []string{"find", "x", "-n", "0"}},
		{"オプション: \"snow\" という評価項目はありません(値 \"2\")。評価項目: name,", []string{"recommend", "jp:01635", "--weight", "snow=2"}},
		{"--format \"pdf\" はここでは使えません。使える形式: table, tsv, csv, json, md", []string{"explain", "jp:01635", "gn:1", "--format", "pdf"}},
		{"-o \"x.doc\": 形式は拡張子で決まります。ここで使えるもの: .tsv", []string{"ties", "jp:01635", "-o", "x.doc"}},
		{"自治体の名前が空です。", []string{"recommend", ""}},
		{"自治体名がありません。", []string{"recommend", "!!!"}},
		{"「新得町 (Shintoku), 北海道, 日本 · 人口5,817」と「札幌市", []string{"explain", "jp:01635", "jp:01100"}},
		{"--to \"XX\" という国・大陸・地域はありません。", []string{"recommend", "jp:01635", "--to", "XX"}},
		{"--country で国を指定してください", []string{"gaps"}},
	} {
		status, stdout, stderr := runMain(t, append([]string{"--lang=ja"}, c.args...)...) // a flag behind a wrong one is not read
		assert.Equal(t, exitUsage, status, c.args)
		assert.Empty(t, stdout)
		assert.True(t, strings.HasPrefix(stderr, "shimai: "+c.want), "%v: %s", c.args, stderr)
	}
}

func TestNoticesAreInTheReadersLanguage(t *testing.T) {
	for lang, want := range map[string]string{
		"en": "shimai: --to SA means Saudi Arabia; write the continent's name in full to mean the continent\n",
		"ja": "shimai: --to SA はサウジアラビアと解釈します。大陸を指すときは大陸名を省略せずに書いてください\n",
	} {
		status, _, stderr := runMain(t, "recommend", "jp:01635", "--to", "SA", "-n", "1", "--lang", lang)
		assert.Zero(t, status)
		assert.Equal(t, want, stderr)
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
