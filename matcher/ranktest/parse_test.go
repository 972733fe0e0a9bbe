package ranktest_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// entry is one line of cases.txt: what ought to appear among the first
// candidates for a town, and why. In skip.txt because is the reason to skip.
type entry struct {
	line             int
	town, to, expect string
	within           int
	because          string
}

// key identifies a case within the files.
func (c entry) key() string {
	return fmt.Sprintf("%s ; %s ; %s ; %d", c.town, c.to, c.expect, c.within)
}

// listSize is how many candidates the command line shows by default; no case
// looks farther down than its reader would.
const listSize = 20

// parseEntries reads a file of cases. Empty lines and those that begin with #
// are remarks. Errors name the line and what is wrong with it.
func parseEntries(text string) ([]entry, error) {
	var out []entry
	seen := map[string]int{}
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		fields := strings.SplitN(line, ";", 5)
		if len(fields) != 5 {
			return nil, fmt.Errorf("line %d: %d columns, a case is: town ; to ; expect ; within ; because", i+1, len(fields))
		}
		for f := range fields {
			fields[f] = strings.TrimSpace(fields[f])
		}
		c := entry{line: i + 1, town: fields[0], to: fields[1], expect: fields[2], because: fields[4]}
		var err error
		if c.within, err = strconv.Atoi(fields[3]); err != nil || c.within < 1 || c.within > listSize {
			return nil, fmt.Errorf("line %d: within is %q, allowed are 1 to %d", i+1, fields[3], listSize)
		}
		if c.town == "" || c.expect == "" || c.because == "" {
			return nil, fmt.Errorf("line %d: town, expect and because must not be empty", i+1)
		}
		if at, ok := seen[c.key()]; ok {
			return nil, fmt.Errorf("line %d: the same case as line %d", i+1, at)
		}
		seen[c.key()] = c.line
		out = append(out, c)
	}
	return out, nil
}

func TestParseEntries(t *testing.T) {
	got, err := parseEntries("# remark\n\nObama 小浜市 ; US,GB ; 1 namesake ; 8 ; a rare name; and short\n")
	require.NoError(t, err)
	assert.Equal(t, []entry{{3, "Obama 小浜市", "US,GB", "1 namesake", 8, "a rare name; and short"}}, got)

	for name, text := range map[string]string{
		"columns":  "Obama ; US ; 1 namesake ; 8",
		"number":   "Obama ; US ; 1 namesake ; eight ; because",
		"too far":  "Obama ; US ; 1 namesake ; 21 ; because",
		"no cause": "Obama ; US ; 1 namesake ; 8 ; ",
		"twice":    "A ; ; 1 ski ; 8 ; x\nA ; ; 1 ski ; 8 ; y",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseEntries(text)
			assert.ErrorContains(t, err, "line ")
		})
	}
}
