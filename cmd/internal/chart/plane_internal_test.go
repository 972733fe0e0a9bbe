package chart

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func anyPlace(t *rapid.T, reach float64) place {
	return place{rapid.Float64Range(-reach, reach).Draw(t, "x"), rapid.Float64Range(-reach, reach).Draw(t, "y")}
}

func anyPlaces(t *rapid.T) []place {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) place { return anyPlace(t, 30) }), 3, 12).Draw(t, "places")
}

func area(ring []place) float64 {
	sum := 0.0
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		sum += p.x*q.y - q.x*p.y
	}
	return sum / 2
}

// TestCutRingIsTheCommonPart: the four quarters round a point add up to the
// ring, and each lies in its quarter.
func TestCutRingIsTheCommonPart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ring, c := anyPlaces(t), anyPlace(t, 20)
		sum := 0.0
		for _, f := range []frame{{-50, -50, c.x, c.y}, {c.x, -50, 50, c.y}, {-50, c.y, c.x, 50}, {c.x, c.y, 50, 50}} {
			part := f.cutRing(ring)
			for _, p := range part {
				require.True(t, frame{f.x0 - 1e-9, f.y0 - 1e-9, f.x1 + 1e-9, f.y1 + 1e-9}.holds(p), "%v in %v", p, f)
			}
			sum += area(part)
		}
		require.InDelta(t, area(ring), sum, 1e-6)
	})
}

// TestCutLineKeepsWhatIsInside samples a line: what lies inside the frame lies
// on a part of it, and nothing else does.
func TestCutLineKeepsWhatIsInside(t *testing.T) {
	t.Parallel()
	length := func(line []place) float64 {
		sum := 0.0
		for i := 1; i < len(line); i++ {
			sum += math.Hypot(line[i].x-line[i-1].x, line[i].y-line[i-1].y)
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		line, f := anyPlaces(t), frame{-10, -12, 14, 11}
		got := 0.0
		for _, part := range f.cutLine(line) {
			for _, p := range part {
				require.True(t, frame{f.x0 - 1e-9, f.y0 - 1e-9, f.x1 + 1e-9, f.y1 + 1e-9}.holds(p))
			}
			got += length(part)
		}
		const steps = 400
		want := 0.0
		for i := 1; i < len(line); i++ {
			p, q := line[i-1], line[i]
			for k := range steps {
				s := (float64(k) + 0.5) / steps
				if f.holds(place{p.x + s*(q.x-p.x), p.y + s*(q.y-p.y)}) {
					want += math.Hypot(q.x-p.x, q.y-p.y) / steps
				}
			}
		}
		require.InDelta(t, want, got, float64(len(line)))
	})
}

// TestProjectionsKeepAreas measures a small square of the globe on the plane.
func TestProjectionsKeepAreas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const d = 0.01
		square := func(project func(lon, lat float64) place, lon, lat float64) float64 {
			ring := []place{project(lon, lat), project(lon+d, lat), project(lon+d, lat+d), project(lon, lat+d)}
			return area(ring) / (radians(d) * (math.Sin(radians(lat+d)) - math.Sin(radians(lat))))
		}
		require.InDelta(t, 1, square(equalEarth, rapid.Float64Range(-179, 179).Draw(t, "lon"), rapid.Float64Range(-85, 85).Draw(t, "lat")), 1e-3)
		require.InDelta(t, 1, square(albers, rapid.Float64Range(122, 155).Draw(t, "lon"), rapid.Float64Range(20, 46).Draw(t, "lat")), 1e-3)
	})
}

// TestGreatCircleIsTheShortestWay: its steps are equal, add up to the angle
// between the ends, and lie at one height.
func TestGreatCircleIsTheShortestWay(t *testing.T) {
	t.Parallel()
	angle := func(a, b place) float64 {
		u, v := unitVector(a), unitVector(b)
		return 2 * math.Asin(math.Min(1, math.Sqrt(math.Pow(u[0]-v[0], 2)+math.Pow(u[1]-v[1], 2)+math.Pow(u[2]-v[2], 2))/2))
	}
	rapid.Check(t, func(t *rapid.T) {
		a := place{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		b := place{rapid.Float64Range(-180, 180).Draw(t, "lon"), rapid.Float64Range(-90, 90).Draw(t, "lat")}
		if rapid.Bool().Draw(t, "opposite") {
			b = place{a.x + 180, -a.y}
		}
		way := greatCircle(a, b, 16)
		require.InDelta(t, 0, angle(a, way[0]), 1e-6)
		require.InDelta(t, 0, angle(b, way[len(way)-1]), 1e-5)
		sum := 0.0
		for i := 1; i < len(way); i++ {
			sum += angle(way[i-1], way[i])
		}
		require.InDelta(t, angle(a, b), sum, 1e-5)
	})
}

func TestTurned(t *testing.T) {
	t.Parallel()
	for _, tc := range [][3]float64{{142, 142, 0}, {-170, 179, 11}, {179, -170, -11}, {0, 180, -180}, {360, 0, 0}, {-320, 40, 0}} {
		assert.InDelta(t, tc[2], turned(tc[0], tc[1]), 1e-9, "%v", tc)
	}
}

// TestPathIsWhereThePointsAre reads the path back: errors of rounding do not
// add up along it.
func TestPathIsWhereThePointsAre(t *testing.T) {
	t.Parallel()
	numbers := regexp.MustCompile(`-?[0-9.]+`)
	rapid.Check(t, func(t *rapid.T) {
		points := anyPlaces(t)
		var b strings.Builder
		drawnPath(&b, points, 0, false)
		var pen place
		var got []place
		all := numbers.FindAllString(b.String(), -1)
		for i := 0; i+1 < len(all); i += 2 {
			x, err := strconv.ParseFloat(all[i], 64)
			require.NoError(t, err)
			y, err := strconv.ParseFloat(all[i+1], 64)
			require.NoError(t, err)
			pen = place{pen.x + x, pen.y + y}
			got = append(got, pen)
		}
		require.Len(t, got, len(points))
		for i, p := range points {
			require.InDelta(t, p.x, got[i].x, 0.0501)
			require.InDelta(t, p.y, got[i].y, 0.0501)
		}
	})
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		words string
		room  float64
		want  string
	}{
		{"Shintoku", 100, "Shintoku"}, {"新得町", 39, "新得町"}, {"シャモニー＝モン＝ブラン", 78, "シャモニー…"}, {"New York", 52, "New…"}, {"", 0, ""}, {"x", 0, "…"},
	} {
		assert.Equal(t, tc.want, cut(tc.words, 13, tc.room), tc.words)
	}
}
