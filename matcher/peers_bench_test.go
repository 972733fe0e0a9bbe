//go:build unix

package matcher

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
)

// The peers rank the same towns among the same candidates by the same score
// with other tools, from tables that the engine writes. See docs/performance.md.
//
// SHIMAI_PEERS names the number of towns and turns the comparison on;
// SHIMAI_PEER_DIR is set for the engine's own run, which has a process of its
// own as the peers have, so that memory compares.
const (
	peersOn    = "SHIMAI_PEERS"
	peerDir    = "SHIMAI_PEER_DIR"
	peerPasses = "SHIMAI_PEER_PASSES"
	peerTop    = 200
	peerRuns   = 3
)

// peerReport is what each program prints when it is done.
type peerReport struct {
	// Load is the seconds from nothing to ready, Passes those of each pass over all
	// towns, CPU the processor seconds of all passes together.
	Load   float64   `json:"load"`
	Passes []float64 `json:"passes"`
	CPU    float64   `json:"cpu"`
	// Base and Peak are KiB of memory, when ready and at most.
	Base int `json:"base"`
	Peak int `json:"peak"`
}

// TestPeers compares the engine with a numpy program and a DuckDB statement.
func TestPeers(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv(peersOn))
	if err != nil || n < 1 {
		t.Skipf("compares with other programs: run `make bench-peers`, or set %s to a number of towns", peersOn)
	}
	e, err := wholeWorld()
	require.NoError(t, err)
	dir := t.TempDir()
	exporter{t, e, dir}.export(peerTowns(e, n))
	programs := []peer{
		{name: "engine", command: []string{os.Args[0], "-test.run", "^TestPeerEngine$"}, passes: 9},
		{name: "scan", command: []string{os.Args[0], "-test.run", "^TestPeerScan$"}, passes: 9},
	}
	programs = append(programs, numpyPeer(t)...)
	programs = append(programs, duckPeer(t)...)
	for range peerRuns {
		for i := range programs {
			programs[i].run(t, dir)
		}
	}
	for i := range programs[1:] {
		sameLists(t, dir, programs[1+i].name)
	}
	t.Logf("%d towns, best %d of %d candidates each, every criterion; medians of %d runs\n%s",
		n, peerTop, countLines(t, filepath.Join(dir, "places.csv"))-1, peerRuns, peerTable(programs, n))
}

// peer is a program that reads the tables of a folder and writes NAME.out
// there: a line a candidate, town, unit, fit and order in hundredths.
type peer struct {
	name    string
	command []string
	passes  int
	reports []peerReport
}

func (p *peer) run(t *testing.T, dir string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), p.command[0], p.command[1:]...)
	cmd.Env = append(os.Environ(), peerDir+"="+dir, peerPasses+"="+strconv.Itoa(p.passes),
		"SHIMAI_PEER_TOP="+strconv.Itoa(peerTop), "SHIMAI_PEER_THREADS="+strconv.Itoa(runtime.GOMAXPROCS(0)))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, "%s: %s", p.name, stderr.String())
	var r peerReport
	line, _, _ := bytes.Cut(out, []byte("\n"))
	require.NoError(t, json.Unmarshal(line, &r), "%s printed %s", p.name, out)
	p.reports = append(p.reports, r)
}

// numpyPeer finds a Python with numpy.
func numpyPeer(t *testing.T) []peer {
	for _, python := range []string{os.Getenv("PYTHON"), "python3", "/usr/bin/python3"} {
		if python != "" && exec.Command(python, "-c", "import numpy").Run() == nil {
			return []peer{{name: "numpy", command: []string{python, "../testdata/peers/numpy_peer.py"}, passes: 3}}
		}
	}
	t.Log("skipped numpy: no Python with it; install python3-numpy, or name one with PYTHON=")
	return nil
}

// duckPeer finds a node with DuckDB.
func duckPeer(t *testing.T) []peer {
	if err := exec.Command("node", "-e", "require('@duckdb/node-api')").Run(); err != nil {
		t.Log("skipped DuckDB: no node with it; npm install @duckdb/node-api somewhere and set NODE_PATH to its node_modules")
		return nil
	}
	return []peer{{name: "duckdb", command: []string{"node", "../testdata/peers/duckdb_peer.cjs"}, passes: 1}}
}

// sameLists compares the lists of a peer with the engine's, line by line.
func sameLists(t *testing.T, dir, name string) {
	t.Helper()
	read := func(name string) []string {
		text, err := os.ReadFile(filepath.Join(dir, name+".out"))
		require.NoError(t, err)
		return strings.Split(strings.TrimSpace(string(text)), "\n")
	}
	want, got := read("engine"), read(name)
	require.Len(t, got, len(want), "lines of %s", name)
	for i := range want {
		require.Equal(t, want[i], got[i], "line %d of %s: town, unit, fit, order", i+1, name)
	}
}

func countLines(t *testing.T, path string) int {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	return bytes.Count(text, []byte("\n"))
}

// peerTable prints the programs side by side.
func peerTable(programs []peer, towns int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-8s %12s %8s %12s %8s %10s %10s %8s %8s\n",
		"", "ms a town", "×", "CPU ms", "×", "MiB peak", "MiB ready", "× peak", "load s")
	var first [3]float64
	for i, p := range programs {
		ms := 1000 * p.median(func(r peerReport) float64 { return median(r.Passes) }) / float64(towns)
		cpu := 1000 * p.median(func(r peerReport) float64 { return r.CPU / float64(len(r.Passes)) }) / float64(towns)
		peak := p.median(func(r peerReport) float64 { return float64(r.Peak) }) / 1024
		base := p.median(func(r peerReport) float64 { return float64(r.Base) }) / 1024
		if i == 0 {
			first = [3]float64{ms, cpu, peak}
		}
		fmt.Fprintf(&b, "%-8s %12.2f %8.1f %12.2f %8.1f %10.0f %10.0f %8.1f %8.2f\n", p.name,
			ms, ms/first[0], cpu, cpu/first[1], peak, base, peak/first[2], p.median(func(r peerReport) float64 { return r.Load }))
	}
	return b.String()
}

func (p *peer) median(of func(peerReport) float64) float64 {
	var all []float64
	for _, r := range p.reports {
		all = append(all, of(r))
	}
	return median(all)
}

func median(v []float64) float64 {
	v = slices.Sorted(slices.Values(v))
	return v[len(v)/2]
}

// TestPeerEngine is the engine's side of TestPeers, in a process of its own.
func TestPeerEngine(t *testing.T) {
	peerSide(t, "engine", func(e *Engine, towns []data.Unit) func(i int) ([]Scored, error) {
		return func(i int) ([]Scored, error) {
			return e.Top(context.Background(), Query{Town: towns[i], N: peerTop})
		}
	})
}

// TestPeerScan is the same without what the peers are given in tables: like
// names, what is counted from ties, and partners in common are found beforehand.
func TestPeerScan(t *testing.T) {
	peerSide(t, "scan", func(e *Engine, towns []data.Unit) func(i int) ([]Scored, error) {
		scorers := make([]*scorer, len(towns))
		for i, town := range towns {
			var err error
			scorers[i], err = e.newScorer(Query{Town: town})
			require.NoError(t, err)
		}
		return func(i int) ([]Scored, error) {
			x := scorers[i].newScan(Query{Town: towns[i]})
			best, err := x.top(context.Background(), peerTop, 0)
			out := make([]Scored, len(best))
			for k, f := range best {
				out[k] = x.share.scored(f)
			}
			return out, err
		}
	})
}

// peerSide measures one way to rank the towns of a comparison.
func peerSide(t *testing.T, name string, prepare func(e *Engine, towns []data.Unit) func(i int) ([]Scored, error)) {
	t.Helper()
	dir := os.Getenv(peerDir)
	if dir == "" {
		t.Skip("a part of TestPeers")
	}
	passes, err := strconv.Atoi(os.Getenv(peerPasses))
	require.NoError(t, err)
	n, err := strconv.Atoi(os.Getenv(peersOn))
	require.NoError(t, err)
	began := time.Now()
	e, err := wholeWorld()
	require.NoError(t, err)
	towns := peerTowns(e, n)
	e.home(e.units.Country[towns[0]]) // the peers are given openness and missions
	rank := prepare(e, towns)
	r := peerReport{Load: time.Since(began).Seconds(), Base: peerMemory(t, "VmRSS:")}
	used := cpuSeconds(t)
	var lists [][]Scored
	for range passes {
		began = time.Now()
		lists = rankAll(t, len(towns), rank)
		r.Passes = append(r.Passes, time.Since(began).Seconds())
	}
	r.CPU, r.Peak = cpuSeconds(t)-used, peerMemory(t, "VmHWM:")
	writeLists(t, filepath.Join(dir, name+".out"), towns, lists)
	line, err := json.Marshal(r)
	require.NoError(t, err)
	fmt.Println(string(line))
}

// rankAll ranks n towns with as many workers as there are processors.
func rankAll(t *testing.T, n int, rank func(i int) ([]Scored, error)) [][]Scored {
	t.Helper()
	lists := make([][]Scored, n)
	var g errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		g.Go(func() (err error) {
			for err == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				lists[i], err = rank(i)
			}
			return err
		})
	}
	require.NoError(t, g.Wait())
	return lists
}

func writeLists(t *testing.T, path string, towns []data.Unit, lists [][]Scored) {
	t.Helper()
	var b bytes.Buffer
	for i, list := range lists {
		for _, c := range list {
			fmt.Fprintf(&b, "%d,%d,%d,%d\n", towns[i], c.Unit, c.Fit, c.Order)
		}
	}
	require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
}

// peerMemory reads a line of the process's status, in KiB.
func peerMemory(t *testing.T, key string) int {
	t.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0 // known on Linux only
	}
	_, rest, _ := strings.Cut(string(text), key)
	kib, err := strconv.Atoi(strings.Fields(rest)[0])
	require.NoError(t, err)
	return kib
}

func cpuSeconds(t *testing.T) float64 {
	t.Helper()
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}
