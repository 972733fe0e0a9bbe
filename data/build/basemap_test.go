package build

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
)

const twoSquares = `{"type":"Topology","transform":{"scale":[0.001,0.001],"translate":[140,40]},
"arcs":[[[100,0],[0,50],[1,50]],[[101,100],[-101,0],[0,-100],[100,0]],[[100,0],[100,0],[0,100],[-99,0]],
[[500,500],[1,0],[0,1],[-1,-1]],[[900,900],[40,0],[0,40],[-40,-40]]],
"objects":{"n":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[2,-1]],"properties":{"N03_007":"01002"}},
{"type":"MultiPolygon","arcs":[[[0,1]],[[3]],[[4]]],"properties":{"N03_007":"01001"}},
{"type":"Polygon","arcs":[[3]],"properties":{"N03_007":"01003"}},
{"type":"Polygon","arcs":[[4]],"properties":{"N03_007":null}}]}}}`

// rings groups the points of rows by line.
func rings(rows []data.OutlineRow) (keys []string, lines [][]coordinate) {
	for i, r := range rows {
		if i == 0 || r.Line != rows[i-1].Line {
			keys, lines = append(keys, r.Key), append(lines, nil)
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], coordinate{r.Lon, r.Lat})
	}
	return keys, lines
}

func TestNeighboursStayFlush(t *testing.T) {
	t.Parallel()
	rows, err := parseAreas([]byte(twoSquares))
	require.NoError(t, err)
	keys, lines := rings(rows)
	assert.Equal(t, []string{"01001", "01001", "01002", "01003"}, keys, "by code; the islet is left out unless it is all there is; ground of nobody too")
	want := []coordinate{{140100, 40000}, {140101, 40100}}
	assert.Subset(t, lines[0], want)
	assert.NotContains(t, lines[0], coordinate{140100, 40050}, "a bend of 50 m is straightened")
	assert.Subset(t, lines[2], want, "and on the other side too")
	for _, l := range lines {
		assert.Equal(t, l[0], l[len(l)-1], "rings are closed")
	}
}

func TestParseFeatures(t *testing.T) {
	t.Parallel()
	one := func(geometry string) string {
		return `{"features":[{"properties":{"featurecla":"Land"},"geometry":` + geometry + `}]}`
	}
	for _, tc := range []struct {
		name, text, failure string
		lines               int
	}{
		{"line", one(`{"type":"LineString","coordinates":[[1,2],[3,4]]}`), "", 1},
		{"lines", one(`{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}`), "", 2},
		{"polygon with a hole", one(`{"type":"Polygon","coordinates":[[[1,2]],[[3,4]]]}`), "", 2},
		{"polygons", one(`{"type":"MultiPolygon","coordinates":[[[[1,2]]],[[[3,4]],[[5,6]]]]}`), "", 3},
		{"a hair over", one(`{"type":"LineString","coordinates":[[180.00000000000014,2]]}`), "", 1},
		{"off the globe", one(`{"type":"LineString","coordinates":[[181,2]]}`), "feature 0: line 0: [181 2] is not on the globe", 0},
		{"one number", one(`{"type":"LineString","coordinates":[[181]]}`), "is no position", 0},
		{"point", one(`{"type":"Point","coordinates":[1,2]}`), `geometry "Point"`, 0},
		{"other JSON", `{}`, "no features", 0},
		{"no JSON", `<svg>`, "decode GeoJSON", 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			shapes, err := parseFeatures([]byte(tc.text))
			if tc.failure != "" {
				require.ErrorContains(t, err, tc.failure)
				return
			}
			require.NoError(t, err)
			assert.Len(t, shapes[0].lines, tc.lines)
			assert.Equal(t, "Land", shapes[0].class)
		})
	}
}

func anyLine(t *rapid.T, least int) []coordinate {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) coordinate {
		return coordinate{rapid.Int32Range(-300, 300).Draw(t, "lon"), rapid.Int32Range(-300, 300).Draw(t, "lat")}
	}), least, 40).Draw(t, "line")
}

// TestSimpleLineIsNear: ends stay, no point is new, and none that was dropped
// lies further than the tolerance from the line.
func TestSimpleLineIsNear(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		line, tolerance := anyLine(t, 1), rapid.Int32Range(0, 100).Draw(t, "tolerance")
		got := simplifyLine(line, tolerance)
		require.Equal(t, line[0], got[0])
		require.Equal(t, line[len(line)-1], got[len(got)-1])
		require.Subset(t, line, got)
		for _, p := range line {
			near := len(got) == 1 && p == got[0]
			for i := 1; i < len(got); i++ {
				near = near || squareDistance(p, got[i-1], got[i]) <= float64(tolerance)*float64(tolerance)
			}
			require.True(t, near, "%v is far from %v", p, got)
		}
	})
}

func TestSimpleRingIsClosed(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ring := anyLine(t, 3)
		ring = append(ring, ring[0])
		got := simplifyRing(ring, rapid.Int32Range(0, 100).Draw(t, "tolerance"))
		require.Equal(t, got[0], got[len(got)-1])
		require.Subset(t, ring, got)
		require.Equal(t, doubleArea(ring), doubleArea(simplifyRing(ring, 0)), "without tolerance the area stays")
	})
}

func FuzzBaseMap(f *testing.F) {
	f.Add([]byte(twoSquares))
	f.Add([]byte(`{"features":[{"geometry":{"type":"MultiPolygon","coordinates":[[[[1,2]]],[[[3,4]],[[5,6]]]]}}]}`))
	f.Add([]byte(`{"arcs":[[[1e300,0],[1,1]]],"transform":{"scale":[1e300,1]},"objects":{"n":{}}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if rows, err := parseAreas(raw); err == nil {
			for _, r := range rows {
				require.True(t, positionValid(float64(r.Lat)/1000, float64(r.Lon)/1000))
				require.NotEmpty(t, r.Key)
			}
		}
		if shapes, err := parseFeatures(raw); err == nil {
			require.NotEmpty(t, shapes)
		}
	})
}
