package ranktest_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

var update = flag.Bool("update", false, "rewrite the goldens; strike met cases off the skip list and put missed ones on it, to be judged")

// folder holds the cases and the goldens.
const folder = "../../testdata/ranking"

const (
	casesFile   = "cases.txt"
	skipFile    = "skip.txt"
	resultsFile = "results.txt"
	statsFile   = "rank_stats.txt"
)

func read(tb testing.TB, name string) string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	require.NoError(tb, err)
	return string(b)
}

func write(tb testing.TB, name, text string) {
	tb.Helper()
	require.NoError(tb, os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
}

// entries reads a file of cases by their keys.
func entries(tb testing.TB, name string) ([]entry, map[string]entry) {
	tb.Helper()
	list, err := parseEntries(read(tb, name))
	require.NoError(tb, err, name)
	byKey := map[string]entry{}
	for _, c := range list {
		byKey[c.key()] = c
	}
	return list, byKey
}

func TestRanking(t *testing.T) {
	w := theWorld(t)
	cases, known := entries(t, casesFile)
	_, listed := entries(t, skipFile)
	skipped := skips(listed)
	var all []outcome
	for _, c := range cases {
		o, err := w.judge(t.Context(), c)
		if err != nil {
			t.Errorf("%s:%d: %s: %v", casesFile, c.line, c.key(), err)
			continue
		}
		all = append(all, o)
		if _, ok := skipped[c.key()]; !o.met && !ok {
			t.Errorf("%s:%d: not met\n  case    %s\n  because %s\n  found   %s\n  list    %s",
				casesFile, c.line, c.key(), c.because, o.found, w.shown(t, c))
		}
	}
	skipped.check(t, all, known)
	if *update {
		skipped.rewrite(t, all)
	}
	compare(t, resultsFile, results(all, skipped), turned)
	sample, err := w.sampleStats(t.Context())
	require.NoError(t, err)
	compare(t, statsFile, caseStats(all, skipped.count(all))+"\n"+sample, changed)
}

// shown is the beginning of the list that a case was judged on.
func (w *world) shown(tb testing.TB, c entry) string {
	tb.Helper()
	if c.town == everyTown {
		return "-"
	}
	town, err := w.town(c.town)
	require.NoError(tb, err)
	to, err := w.targets(town, c.to)
	require.NoError(tb, err)
	list, err := w.list(tb.Context(), town, to)
	require.NoError(tb, err)
	var units []data.Unit
	for _, l := range list.Candidates[:min(10, len(list.Candidates))] {
		units = append(units, l.Unit)
	}
	return strings.TrimPrefix(w.listed(units), ": ")
}

// results writes a line for each case: met, skip or MISS, the case, what it found.
func results(all []outcome, skipped skips) string {
	var b strings.Builder
	for _, o := range all {
		state := "met "
		if skipped.excuses(o) {
			state = "skip"
		} else if !o.met {
			state = "MISS"
		}
		fmt.Fprintf(&b, "%s  %s%s%s\n", state, o.key(), arrow, o.found)
	}
	return b.String()
}

// compare holds a golden against what is found now. What changed is told by
// report.
func compare(t *testing.T, name, got string, report func(old, now string) string) {
	t.Helper()
	old, err := os.ReadFile(filepath.Join(folder, name))
	if !*update {
		require.NoError(t, err)
	}
	switch {
	case string(old) == got:
	case *update:
		t.Logf("%s changed:\n%s", name, report(string(old), got))
		write(t, name, got)
	default:
		t.Errorf("%s changed:\n%sIf the ranking is better so, rewrite the goldens: go test ./matcher/ranktest -update", name, report(string(old), got))
	}
}
