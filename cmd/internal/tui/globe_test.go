package tui

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

func TestDotAndPlaceAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lon, lat := rapid.Float64Range(-180, 180), rapid.Float64Range(-80, 80)
		town, at := point{lon.Draw(t, "lon"), lat.Draw(t, "lat")}, point{lon.Draw(t, "at lon"), lat.Draw(t, "at lat")}
		g := newGlobe(rapid.IntRange(20, 200).Draw(t, "w"), rapid.IntRange(5, 60).Draw(t, "h"), rapid.IntRange(0, deepest).Draw(t, "zoom"), town, at)
		x, y := g.dot(at)
		back := g.place(x, y)
		away := math.Mod(math.Abs(back.lon-at.lon), 360)
		if math.Min(away, 360-away) > g.perLon || math.Abs(back.lat-at.lat) > g.perLat {
			t.Fatalf("%v lies on the dot %d,%d, whose middle is %v", at, x, y, back)
		}
	})
}

func TestTheWholeWorldIsOnTheMap(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{72, 14}, {80, 18}, {120, 34}, {300, 20}} {
		g := newGlobe(size[0], size[1], 0, point{142.8, 43.1}, point{})
		for _, p := range []point{{-68.3, -54.8}, {25.7, 71}, {-179.9, -16}, {179.9, 65}, {18.4, -33.9}, {15.6, 78.2}} {
			x, y := g.dot(p)
			assert.True(t, x >= 0 && y >= 0 && x < 2*g.w && y < 4*g.h, "%v lies off a map of %v", p, size)
		}
	}
}

func TestLandIsDrawnWhereLandIs(t *testing.T) {
	t.Parallel()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	l, err := st.Land()
	require.NoError(t, err)
	for _, zoom := range []int{0, 3} {
		lines := l.Coarse
		if zoom > 0 {
			lines = l.Fine
		}
		for _, c := range []struct {
			at   point
			want bool
		}{{point{143, 43.3}, true}, {point{-98, 39}, true}, {point{134, -25}, true}, {point{-150, 20}, false}, {point{0, 0}, false}} {
			g := newGlobe(80, 18, zoom, point{142.8, 43.1}, c.at)
			x, y := g.dot(c.at)
			assert.Equal(t, c.want, g.land(lines).get(x, y), "%v at zoom %d", c.at, zoom)
		}
	}
}

func TestBraille(t *testing.T) {
	t.Parallel()
	d := dots{4, 4, make([]bool, 16)}
	d.set(0, 0)
	d.set(1, 3)
	d.set(9, 9) // off the screen
	assert.Equal(t, '⢁', d.braille(0, 0))
	assert.Equal(t, ' ', d.braille(1, 0))
}

func TestBarFillsWithItsShare(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		share float64
		want  string
	}{{0, "⣀⣀⣀⣀"}, {0.5, "⣿⣿⣀⣀"}, {0.625, "⣿⣿⡇⣀"}, {1, "⣿⣿⣿⣿"}, {7, "⣿⣿⣿⣿"}, {-1, "⣀⣀⣀⣀"}} {
		assert.Equal(t, c.want, bar(c.share, 4), "%g", c.share)
	}
	assert.Equal(t, barColumns, newPen("ja").wide.StringWidth(bar(0.7, barColumns)), "one column a character on every terminal")
	assert.NotContains(t, strings.Join([]string{bar(0, 3), bar(1, 3)}, ""), " ")
}
