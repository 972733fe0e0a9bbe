//go:build unix

package chart

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// growthDir names the folder that TestGrowth writes its charts to.
const growthDir = "SHIMAI_GROWTH"

// fromPeople is the population from which a place takes part in the whole run.
const fromPeople = 15_000

// TestGrowth measures how the time of a ranking grows with towns, with
// candidates and with the length of the list, and draws it. It takes minutes;
// given is processor time, which other work on the machine touches least.
func TestGrowth(t *testing.T) {
	dir := os.Getenv(growthDir)
	if dir == "" {
		t.Skipf("measures for minutes: run `make growth`, or set %s to a folder for the charts", growthDir)
	}
	g := newGrowth(t)
	t.Run("length", func(t *testing.T) {
		g.T = t
		g.draw(filepath.Join(dir, "growth-top.svg"), "Time of one list by its length", "candidates listed", "processor time a town, ms", g.byLength())
	})
	t.Run("candidates", func(t *testing.T) {
		g.T = t
		g.draw(filepath.Join(dir, "growth-candidates.svg"), "Time of a list of 200 by candidates", "candidates to choose from", "processor time a town, ms", g.byCandidates())
	})
	t.Run("towns", func(t *testing.T) {
		g.T = t
		g.byTowns(func(points [][2]float64) { // each time, since the whole takes minutes
			g.draw(filepath.Join(dir, "growth-towns.svg"), "Time of lists of 200 by towns", "towns of 15,000 people and more", "processor time, s", points)
		})
	})
}

type growth struct {
	*testing.T
	engine    *matcher.Engine
	units     *data.Units
	countries *data.Countries
	sample    []data.Unit
}

func newGrowth(t *testing.T) *growth {
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	weights, err := model.Default()
	require.NoError(t, err)
	g := &growth{T: t}
	g.engine, err = matcher.New(st, weights)
	require.NoError(t, err)
	g.units, err = st.Units()
	require.NoError(t, err)
	g.countries, err = st.Countries()
	require.NoError(t, err)
	for u := g.units.Municipalities.From + 60; u < g.units.Municipalities.To; u += 45 {
		g.sample = append(g.sample, u)
	}
	return g
}

// run ranks towns with a worker for each processor.
func (g *growth) run(towns []data.Unit, q matcher.Query) {
	g.Helper()
	var all errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(towns) {
					return nil
				}
				own := q
				own.Town = towns[i]
				if _, err := g.engine.Top(context.Background(), own); err != nil {
					return err
				}
			}
		})
	}
	require.NoError(g, all.Wait())
}

// each measures what the towns of the sample take each, in ms of processor
// time, the least of three runs.
func (g *growth) each(q matcher.Query) float64 {
	least := math.Inf(1)
	for range 3 {
		began := processorTime(g)
		g.run(g.sample, q)
		least = min(least, 1000*(processorTime(g)-began)/float64(len(g.sample)))
	}
	return least
}

func (g *growth) byLength() (points [][2]float64) {
	g.run(g.sample, matcher.Query{N: 10}) // what all towns of the country share
	for _, n := range []int{10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000} {
		ms := g.each(matcher.Query{N: n})
		g.Logf("best %d: %.2f ms a town", n, ms)
		points = append(points, [2]float64{float64(n), ms})
	}
	return points
}

// byCandidates asks for more and more countries, in an order that has nothing
// to do with their size.
func (g *growth) byCandidates() (points [][2]float64) {
	var to []data.Country
	count, next := 0, 2000
	n := g.countries.Len()
	for i := range n {
		c := data.Country(i * 101 % n) // 101 and the number of countries have no common factor
		if c != g.units.Country[g.sample[0]] {
			to = append(to, c)
			count += g.units.ByCountry[c].Len()
		}
		if count >= next || i == n-1 {
			ms := g.each(matcher.Query{N: 200, To: to})
			g.Logf("%d candidates of %d countries: %.2f ms a town", count, len(to), ms)
			points = append(points, [2]float64{float64(count), ms})
			next = count * 3 / 2
		}
	}
	return points
}

// byTowns ranks for every place of the world with so many people, of all
// countries from the start, and notes the time on the way.
func (g *growth) byTowns(draw func(points [][2]float64)) {
	var points [][2]float64
	var towns, order []data.Unit
	for u := range g.units.Len() {
		if !g.units.Kind[u].Upper() && g.units.PartOf[u] == data.NoUnit && g.units.Population[u] >= fromPeople {
			towns = append(towns, data.Unit(u))
		}
	}
	const stride = 997
	for first := range stride {
		for i := first; i < len(towns); i += stride {
			order = append(order, towns[i])
		}
	}
	began, clock, done := processorTime(g), time.Now(), 0
	for upTo := 500; done < len(order); upTo *= 2 {
		to := min(upTo, len(order))
		g.run(order[done:to], matcher.Query{N: 200})
		done = to
		seconds := processorTime(g) - began
		g.Logf("%d towns: %.1f s of processor time, %.1f s by the clock, %s of memory at most", done, seconds, time.Since(clock).Seconds(), mostMemory())
		if points = append(points, [2]float64{float64(done), seconds}); len(points) > 1 {
			draw(points)
		}
	}
}

func processorTime(tb testing.TB) float64 {
	tb.Helper()
	var u syscall.Rusage
	require.NoError(tb, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

// mostMemory is what the kernel counted for the process, on Linux.
func mostMemory() string {
	text, _ := os.ReadFile("/proc/self/status")
	_, rest, _ := strings.Cut(string(text), "VmHWM:")
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

// draw writes a curve with both axes logarithmic.
func (g *growth) draw(path, title, xLabel, yLabel string, points [][2]float64) {
	g.Helper()
	low, high := points[0], points[0]
	for _, p := range points {
		low = [2]float64{min(low[0], p[0]), min(low[1], p[1])}
		high = [2]float64{max(high[0], p[0]), max(high[1], p[1])}
	}
	// The paper is cut at 1, 2 or 5 times a power of ten.
	from, to := low, high
	for i := range from {
		from[i], to[i] = roundTo(low[i], -1), roundTo(high[i], 1)
	}
	c := &canvas{height: top + plotHeight + bottom}
	at := func(p [2]float64) [2]float64 {
		x := math.Log(p[0]/from[0]) / math.Log(to[0]/from[0])
		y := math.Log(p[1]/from[1]) / math.Log(to[1]/from[1])
		return [2]float64{left + (width-left-right)*x, top + plotHeight*(1-y)}
	}
	for _, v := range steps(from[1], to[1]) {
		y := at([2]float64{from[0], v})[1]
		c.line("grid", "", left, y, width-right, y)
		c.text("faint", "end", smallPx, left-8, y+4, strconv.FormatFloat(v, 'g', 6, 64))
	}
	for _, v := range steps(from[0], to[0]) {
		x := at([2]float64{v, from[1]})[0]
		c.line("grid", "", x, top+plotHeight, x, top+plotHeight+5)
		c.text("faint", "middle", smallPx, x, top+plotHeight+18, strconv.FormatFloat(v, 'f', -1, 64))
	}
	line := make([][2]float64, len(points))
	for i, p := range points {
		line[i] = at(p)
		c.dot("dot", line[i][0], line[i][1], 3.5)
	}
	c.path("line", ` fill="none" stroke-width="2" stroke-linejoin="round"`, line)
	c.text("ink", "start", fontPx+2, left, 24, title)
	c.text("ink", "middle", fontPx-1, (left+width-right)/2, top+plotHeight+36, xLabel)
	c.text("faint", "start", smallPx, left, top+plotHeight+56, yLabel+"; both axes logarithmic")
	out, err := os.Create(path)
	require.NoError(g, err)
	require.NoError(g, c.write(out, title, fmt.Sprintf("%s over %s", yLabel, xLabel)))
	require.NoError(g, out.Close())
}

// roundTo is the nearest of 1, 2 and 5 times a power of ten below or above a number.
func roundTo(v float64, side int) float64 {
	all := steps(math.Pow10(int(math.Floor(math.Log10(v)))), math.Pow10(int(math.Floor(math.Log10(v)))+1))
	best := all[0]
	if side > 0 {
		best = all[len(all)-1]
	}
	for _, s := range all {
		if side < 0 && s <= v {
			best = max(best, s)
		} else if side > 0 && s >= v {
			best = min(best, s)
		}
	}
	return best
}

// steps lists 1, 2 and 5 times the powers of ten from one number to another.
func steps(from, to float64) (out []float64) {
	for e := int(math.Floor(math.Log10(from))) - 1; e <= int(math.Ceil(math.Log10(to))); e++ {
		for _, m := range []float64{1, 2, 5} {
			if v := m * math.Pow10(e); v >= from*0.999 && v <= to*1.001 {
				out = append(out, v)
			}
		}
	}
	return out
}
