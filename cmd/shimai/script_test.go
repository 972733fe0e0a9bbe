package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/shimai/shimai/cmd/internal/cli"
)

var update = flag.Bool("update", false, "rewrite the golden files with what the program prints now")

// testdata is the folder of scripts and goldens at the root of the repository.
const testdata = "../../testdata"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"shimai": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs every script: each reads like a page of the manual.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join(testdata, "script"),
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			home := filepath.Join(env.WorkDir, "home")
			layers, err := filepath.Abs("../../data/layers")
			env.Setenv("HOME", home)
			env.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
			env.Setenv("XDG_CACHE_HOME", filepath.Join(home, "cache"))
			env.Setenv("LANG", "C")
			env.Setenv("COLUMNS", "100")
			env.Setenv("LAYERS", layers)
			return errors.Join(err, os.MkdirAll(home, 0o700))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits, "truncate": truncate, "repeat": repeat,
		},
	})
}

// exits runs a command and asks for its exit status: exits 2 shimai recommend.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// truncate halves a file, as a copy that was broken off would be.
func truncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: truncate FILE")
	}
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	ts.Check(os.Truncate(path, info.Size()/2))
}

// repeat sets a variable to a text n times over: repeat VAR 1000 x.
func repeat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: repeat VAR N TEXT")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := make([]byte, 0, n*len(args[2]))
	for range n {
		text = append(text, args[2]...)
	}
	ts.Setenv(args[0], string(text))
}
