// Package cmd_test holds the house rule on who may know whom as an ordinary
// test, so that it is kept on every machine that has Go.
package cmd_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/shimai/shimai"

// A rule names what the files of some folders may not import. An import that
// is one of the denied paths or lies below it breaks the rule.
type rule struct {
	name   string
	within func(folder string) bool
	denied []string
	tests  bool
}

func below(folders ...string) func(string) bool {
	return func(folder string) bool {
		for _, f := range folders {
			if folder == f || strings.HasPrefix(folder, f+"/") {
				return true
			}
		}
		return false
	}
}

func except(within func(string) bool) func(string) bool {
	return func(folder string) bool { return !within(folder) }
}

func butNot(within, but func(string) bool) func(string) bool {
	return func(folder string) bool { return within(folder) && !but(folder) }
}

func rules() []rule {
	own := func(folders ...string) []string {
		for i, f := range folders {
			folders[i] = module + "/" + f
		}
		return folders
	}
	return []rule{
		{"data knows nobody", below("data"), own("index", "matcher", "config", "cmd"), true},
		{"index knows data only", below("index"), own("matcher", "config", "cmd"), false},
		{"matcher knows data only", below("matcher"), own("index", "config", "cmd"), false},
		{"config knows nobody", below("config"), own("index", "matcher", "data", "cmd"), true},
		{"only config reads viper", except(below("config")), []string{"github.com/spf13/viper"}, true},
		{"only index searches", except(below("index")), []string{"github.com/blevesearch"}, false},
		{"only the stores open bbolt", except(below("data/local", "data/own")), []string{"go.etcd.io/bbolt"}, false},
		{"matcher does no I/O and has no clock", below("matcher"), []string{"os", "io/fs", "net", "time", "syscall"}, false},
		// The backtest draws pairs with seeds that stand in its reports.
		{"matcher leaves nothing to chance", butNot(below("matcher"), below("matcher/backtest")), []string{"math/rand"}, false},
	}
}

// breaks returns the rules that a file in a folder breaks with an import.
func breaks(folder string, isTest bool, imported string) []string {
	var broken []string
	for _, r := range rules() {
		if isTest && !r.tests || !r.within(folder) {
			continue
		}
		for _, d := range r.denied {
			if imported == d || strings.HasPrefix(imported, d+"/") {
				broken = append(broken, r.name)
			}
		}
	}
	return broken
}

func TestLayering(t *testing.T) {
	root := os.DirFS("..")
	files := 0
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".go" {
			return err
		}
		files++
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", filepath.FromSlash(name)), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			for _, r := range breaks(path.Dir(name), strings.HasSuffix(name, "_test.go"), imported) {
				t.Errorf("%s imports %s: %s", name, imported, r)
			}
		}
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, files, 100, "the walk has seen the module")
}

func TestRulesCanBeBroken(t *testing.T) {
	tests := []struct {
		folder, imported, want string
	}{
		{"data/build", module + "/matcher", "data knows nobody"},
		{"matcher/model", module + "/config", "matcher knows data only"},
		{"matcher", "net/http", "matcher does no I/O and has no clock"},
		{"config", module + "/data/names", "config knows nobody"},
		{"cmd/internal/cli", "github.com/spf13/viper", "only config reads viper"},
		{"cmd/internal/cli", "go.etcd.io/bbolt", "only the stores open bbolt"},
		{"matcher", "github.com/blevesearch/bleve/v2", "only index searches"},
		{"index", module + "/matcher/similarity", "index knows data only"},
	}
	for _, tt := range tests {
		assert.Equal(t, []string{tt.want}, breaks(tt.folder, false, tt.imported))
	}
	for _, fine := range [][2]string{{"matcher", module + "/data"}, {"data/own", "go.etcd.io/bbolt"}, {"data", "os"}, {"cmd/internal/cli", module + "/config"}, {"matcher", "timeless"}} {
		assert.Empty(t, breaks(fine[0], false, fine[1]))
	}
}
