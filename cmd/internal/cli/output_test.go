package cli

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// runMain runs the command line in an empty home and returns what it printed.
func runMain(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", "")
	t.Setenv("XDG_CACHE_HOME", "")
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		t.Setenv(key, "")
	}
	var out, errs bytes.Buffer
	status = Main(args, strings.NewReader(""), &out, &errs)
	return status, out.String(), errs.String()
}

func TestOutputChoosesTheFormat(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name, want string
		args       []string
		status     int
	}{
		{"a pipe gets tsv", "what\tversion\n", nil, 0},
		{"a table if asked", "What", []string{"--format", "table"}, 0},
		{"markdown", "| What | Version |", []string{"--format", "md"}, 0},
		{"unknown format", "allowed is table, tsv", []string{"--format", "xml"}, 2},
		{"a format of other commands", "allowed are table, tsv, csv, json, md", []string{"--format", "geojson"}, 2},
		{"unknown extension", "allowed here are .tsv .csv .json .md", []string{"-o", filepath.Join(dir, "x.doc")}, 2},
		{"no extension", "the extension chooses the format", []string{"-o", filepath.Join(dir, "x")}, 2},
		{"contradiction", "contradict", []string{"-o", filepath.Join(dir, "x.csv"), "--format", "json"}, 2},
		{"no such folder", "no such file", []string{"-o", filepath.Join(dir, "none", "x.csv")}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, stdout, stderr := runMain(t, append([]string{"version"}, c.args...)...)
			assert.Equal(t, c.status, status)
			assert.Contains(t, stdout+stderr, c.want)
			if c.status != 0 {
				assert.Empty(t, stdout)
				assert.Equal(t, 1, strings.Count(stderr, "\n"), "one line: %s", stderr)
			}
		})
	}
}

func TestOutputFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "v.json")
	status, stdout, _ := runMain(t, "version", "-o", path)
	require.Zero(t, status)
	assert.Empty(t, stdout)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(got), `"schema": "shimai.version/1"`)
}

func TestReplaceFileKeepsTheOldOnAnError(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.csv")
	require.NoError(t, os.WriteFile(path, []byte("old"), 0o600))
	full := errors.New("no space left on device")
	err := replaceFile(path, func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return full
	})
	require.ErrorIs(t, err, full)
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, "old", string(got))
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 1, "no temporary file is left")
}

// brokenPipe fails like a reader that went away.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestAFailedWriteIsAnError(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	var errs bytes.Buffer
	assert.Equal(t, 1, Main([]string{"version"}, strings.NewReader(""), brokenPipe{}, &errs))
	assert.Contains(t, errs.String(), "broken pipe")
}

func TestLocaleLang(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "en"},
		{map[string]string{"LANG": "ja_JP.UTF-8"}, "ja"},
		{map[string]string{"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja"}, "ja"},
	} {
		assert.Equal(t, c.want, localeLang(func(k string) string { return c.env[k] }), "%v", c.env)
	}
}

func TestProgressLine(t *testing.T) {
	p := &progress{label: "search index"}
	assert.Equal(t, "search index · 0 of 100", p.line("", 0, 100, 0))
	assert.Equal(t, "search index · 1,000 of 4,000 · 500/s · 6s left", p.line("", 1000, 4000, 2*time.Second))
	japanese := &progress{label: "検索索引の準備", lang: "ja"}
	assert.Equal(t, "検索索引の準備 · 1,000/4,000件 · 毎秒500件 · 残り約6s", japanese.line("", 1000, 4000, 2*time.Second))
	assert.Equal(t, "search index · names · 4,000 of 4,000 · 1,000/s", p.line("names", 4000, 4000, 4*time.Second))
}

func TestProgressRewritesItsLine(t *testing.T) {
	var b strings.Builder
	clock := time.Unix(0, 0)
	p := &progress{w: &b, label: "x", now: func() time.Time { return clock }}
	p.update(1, 10)
	p.update(2, 10) // within the refresh time: not shown
	clock = clock.Add(time.Second)
	p.update(3, 10)
	p.done()
	assert.NotContains(t, b.String(), "2 of 10")
	assert.Contains(t, b.String(), "\rx · 3 of 10")
	assert.True(t, strings.HasSuffix(b.String(), "\r"), "the line is wiped")
	var silent progress
	silent.update(1, 2)
	silent.done()
}

func TestGrouped(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		assert.Equal(t, want, answer.Grouped(n))
	}
}

// panicky stands for a fault in the program itself.
type panicky struct{}

func (panicky) Write([]byte) (int, error) { panic("index out of range") }

func TestAPanicIsOneLine(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	var errs bytes.Buffer
	assert.Equal(t, 1, Main([]string{"version"}, strings.NewReader(""), panicky{}, &errs))
	assert.Equal(t, "shimai: internal error: index out of range. Please report it together with the command.\n", errs.String())
}
