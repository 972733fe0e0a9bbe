package ranktest_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// skips are the known disagreements, with their reasons, by case.
type skips map[string]entry

// unjudged begins what -update writes on the skip list for a case that is newly
// missed: what it found, until somebody writes in its place why that is so.
const unjudged = "unjudged: "

// excuses tells whether a case is missed and a reason for that is known.
func (s skips) excuses(o outcome) bool {
	e, ok := s[o.key()]
	return ok && !o.met && !strings.HasPrefix(e.because, unjudged)
}

// count is the number of missed cases with a reason.
func (s skips) count(all []outcome) int {
	n := 0
	for _, o := range all {
		if s.excuses(o) {
			n++
		}
	}
	return n
}

// check keeps the list honest: what is on it is a case, is missed, and has a
// reason. What -update mends is no error then.
func (s skips) check(t *testing.T, all []outcome, known map[string]entry) {
	t.Helper()
	found := map[string]outcome{}
	for _, o := range all {
		found[o.key()] = o
	}
	for _, key := range slices.Sorted(maps.Keys(s)) {
		e, o := s[key], found[key]
		switch _, isCase := known[key]; {
		case !isCase:
			t.Errorf("%s:%d: no such case in %s: %s", skipFile, e.line, casesFile, key)
		case o.met && !*update:
			t.Errorf("%s:%d: is met now (%s), strike it off or run with -update: %s", skipFile, e.line, o.found, key)
		case !o.met && strings.HasPrefix(e.because, unjudged):
			t.Errorf("%s:%d: write the reason in place of %q: %s", skipFile, e.line, unjudged, key)
		}
	}
}

// rewrite strikes met cases off the file and puts missed ones on it.
func (s skips) rewrite(t *testing.T, all []outcome) {
	t.Helper()
	text := read(t, skipFile)
	if now := s.revised(text, all); now != text {
		write(t, skipFile, now)
	}
}

// revised is the text of the skip list after a change of the ranking.
func (s skips) revised(text string, all []outcome) string {
	met := map[int]bool{}
	var missed []string
	for _, o := range all {
		e, ok := s[o.key()]
		switch {
		case ok && o.met:
			met[e.line] = true
		case !ok && !o.met:
			missed = append(missed, o.key()+" ; "+unjudged+o.found+"\n")
		}
	}
	return strike(text, met) + strings.Join(missed, "")
}

// strike removes the lines of the given numbers from a file.
func strike(text string, lines map[int]bool) string {
	var kept []string
	for i, line := range strings.Split(text, "\n") {
		if !lines[i+1] {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

func TestRevised(t *testing.T) {
	at := func(town string, met bool) outcome {
		return outcome{entry: entry{town: town, expect: "1 ski", within: 8}, met: met, found: "0 of 8"}
	}
	a, b, c, d := at("A", true), at("B", false), at("C", false), at("D", true)
	text := "# remark\nA ; ; 1 ski ; 8 ; model: x\nB ; ; 1 ski ; 8 ; unjudged: y\n"
	s := skips{
		a.key(): {line: 2, because: "model: x"},
		b.key(): {line: 3, because: "unjudged: y"},
	}
	assert.Equal(t, "# remark\nB ; ; 1 ski ; 8 ; unjudged: y\nC ;  ; 1 ski ; 8 ; unjudged: 0 of 8\n",
		s.revised(text, []outcome{a, b, c, d}))
	assert.False(t, s.excuses(a), "met")
	assert.False(t, s.excuses(b), "without a reason")
	assert.False(t, s.excuses(c), "not on the list")
	assert.Equal(t, 1, skips{c.key(): {because: "data: z"}}.count([]outcome{a, b, c, d}))
}
