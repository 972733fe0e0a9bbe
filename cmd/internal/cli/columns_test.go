package cli

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// TestEightyColumnsCutNothing looks at real results as a small terminal shows them.
func TestEightyColumnsCutNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("walks through whole commands")
	}
	t.Setenv("COLUMNS", "80")
	for _, args := range [][]string{
		{"recommend", "jp:01635", "--to", "US,GB,CA,AU", "-n", "20"},
		{"recommend", "gn:2648579", "--to", "JP"},
		{"recommend", "jp:47354"},
		{"explain", "jp:01635", "gn:2988507"},
		{"compare", "jp:01635", "gn:2988507", "gn:2648579", "gn:2147714"},
		{"profile", "gn:2648579"},
		{"ties", "jp:26100"},
		{"gaps", "--country", "JP"},
		{"coverage", "--country", "JP"},
		{"find", "Springfield"},
		{"data", "info"},
	} {
		for _, lang := range []string{"en", "ja"} {
			status, stdout, stderr := runMain(t, append(args, "--format", "table", "--lang", lang)...)
			require.Zero(t, status, stderr)
			for _, line := range strings.Split(stdout, "\n") {
				assert.LessOrEqual(t, answer.Ruler("en").StringWidth(line), 80, "%v %s: %q", args, lang, line)
				assert.NotContains(t, line, "…", "%v %s", args, lang)
			}
		}
	}
}
