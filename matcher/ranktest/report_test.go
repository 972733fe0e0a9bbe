package ranktest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// arrow stands in a line of results between the case and what it found.
const arrow = "  ->  "

// changed lists the lines that only one of two texts has.
func changed(old, now string) string {
	was, is := strings.Split(old, "\n"), strings.Split(now, "\n")
	var b strings.Builder
	for _, line := range was {
		if !slices.Contains(is, line) {
			fmt.Fprintln(&b, "-", line)
		}
	}
	for _, line := range is {
		if !slices.Contains(was, line) {
			fmt.Fprintln(&b, "+", line)
		}
	}
	return b.String()
}

// turned lists the cases that are met now and were not, and the reverse; those
// that stayed what they were but found something else are only counted.
func turned(old, now string) string {
	met := map[string]bool{}
	was := map[string]string{}
	for line := range strings.SplitSeq(old, "\n") {
		key, found := caseOf(line)
		was[key], met[key] = found, strings.HasPrefix(line, "met ")
	}
	var better, worse, fresh []string
	other := 0
	for line := range strings.SplitSeq(now, "\n") {
		key, found := caseOf(line)
		isMet := strings.HasPrefix(line, "met ")
		before, known := was[key]
		switch what := fmt.Sprintf("  %s\n    was %s\n    is  %s\n", key, before, found); {
		case !known:
			fresh = append(fresh, "  "+line+"\n")
		case isMet && !met[key]:
			better = append(better, what)
		case !isMet && met[key]:
			worse = append(worse, what)
		case before != found:
			other++
		}
		delete(was, key)
	}
	return fmt.Sprintf("%d met now:\n%s%d met no longer:\n%s%d new:\n%s%d gone; %d as before, with other candidates (git diff after -update shows them)\n",
		len(better), strings.Join(better, ""), len(worse), strings.Join(worse, ""), len(fresh), strings.Join(fresh, ""), len(was), other)
}

// caseOf splits a line of results into the case and what it found.
func caseOf(line string) (key, found string) {
	key, found, _ = strings.Cut(line, arrow)
	return strings.TrimSpace(key[min(4, len(key)):]), found
}

func TestTurned(t *testing.T) {
	old := "met   A ; 8  ->  1 of 8\nmet   B ; 8  ->  2 of 8\nskip  C ; 8  ->  0\nmet   D ; 8  ->  9\nmet   F ; 8  ->  1\n"
	now := "met   A ; 8  ->  3 of 8\nMISS  B ; 8  ->  0 of 8\nmet   C ; 8  ->  4\nmet   E ; 8  ->  3\nmet   F ; 8  ->  1\n"
	assert.Equal(t, `1 met now:
  C ; 8
    was 0
    is  4
1 met no longer:
  B ; 8
    was 2 of 8
    is  0 of 8
1 new:
  met   E ; 8  ->  3
1 gone; 1 as before, with other candidates (git diff after -update shows them)
`, turned(old, now))
}

func TestChanged(t *testing.T) {
	assert.Equal(t, "- b\n+ c\n", changed("a\nb\n", "a\nc\n"))
	assert.Empty(t, changed("a\n", "a\n"))
}
