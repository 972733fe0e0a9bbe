package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/cli"
)

// TestGoldenRecommendations keeps whole lists as readable text, so that a
// change of the ranking is a diff somebody can judge. Rewrite them with
//
//	go test ./cmd/shimai -run Golden -update
func TestGoldenRecommendations(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
	}{
		{"shintoku", []string{"jp:01635", "--to", "US,GB,CA,AU"}},
		{"okegawa", []string{"jp:11231"}},
		{"manno", []string{"jp:37406", "--to", "Asia,Oceania"}},
		{"kyoto", []string{"jp:26100"}},
		{"sumida-ward", []string{"jp:13107"}},
		{"zamami-island", []string{"jp:47354"}},
		{"glasgow-to-japan", []string{"gn:2648579", "--to", "JP"}},
		{"boulder-to-japan", []string{"gn:5574991", "--to", "JP"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("HOME", t.TempDir())
			t.Setenv("XDG_CONFIG_HOME", "")
			t.Setenv("XDG_CACHE_HOME", "")
			t.Setenv("LC_ALL", "C")
			t.Setenv("COLUMNS", "100")
			args := append([]string{"recommend", "--format", "table", "-n", "10"}, c.args...)
			var out, errs bytes.Buffer
			require.Zero(t, cli.Main(args, strings.NewReader(""), &out, &errs), errs.String())
			require.Empty(t, errs.String())
			path := filepath.Join(testdata, "golden", "recommend-"+c.name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(path, out.Bytes(), 0o600))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); diff != "" {
				t.Errorf("%s changed; if the new list is better, rewrite it with -update (-old +new):\n%s", path, diff)
			}
		})
	}
}
