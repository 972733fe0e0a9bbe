package brief_test

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/config/policy"
)

// The schemas and the tables of the manual are what the program writes:
//
//	go test ./config/brief -run Docs -update
func TestDocsAreWritten(t *testing.T) {
	for path, write := range map[string]func(io.Writer) error{
		"../../docs/brief.schema.json":  brief.WriteSchema,
		"../../docs/policy.schema.json": policy.WriteSchema,
	} {
		var want bytes.Buffer
		require.NoError(t, write(&want))
		if *update {
			require.NoError(t, os.WriteFile(path, want.Bytes(), 0o644))
		}
		got, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, want.String(), string(got), "%s; write it anew with -update", path)
	}
}

func TestDocsHoldTheTables(t *testing.T) {
	const path = "../../docs/brief.md"
	doc, err := os.ReadFile(path)
	require.NoError(t, err)
	text := string(doc)
	for mark, write := range map[string]func(io.Writer) error{"brief": brief.WriteTables, "policy": policy.WriteTable} {
		begin, end := "<!-- "+mark+" keys -->\n", "<!-- end of "+mark+" keys -->"
		head, rest, ok := strings.Cut(text, begin)
		require.True(t, ok, begin)
		table, tail, ok := strings.Cut(rest, end)
		require.True(t, ok, end)
		var want strings.Builder
		require.NoError(t, write(&want))
		if *update {
			text = head + begin + want.String() + end + tail
			require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
			continue
		}
		assert.Equal(t, want.String(), table, "the keys of the %s; write them anew with -update", mark)
	}
}
