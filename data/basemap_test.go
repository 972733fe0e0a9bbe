package data_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
)

type point [2]float32

func ring(l data.Lines, i int) []point {
	var out []point
	for j := l.Start[i]; j < l.Start[i+1]; j++ {
		out = append(out, point{l.Lon[j], l.Lat[j]})
	}
	return out
}

// inside tells by ray casting whether an odd number of the rings goes round p.
func inside(p point, rings ...[]point) bool {
	odd := false
	for _, r := range rings {
		for i := 1; i < len(r); i++ {
			a, b := r[i-1], r[i]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < (b[0]-a[0])*(p[1]-a[1])/(b[1]-a[1])+a[0] {
				odd = !odd
			}
		}
	}
	return odd
}

func TestLandIsWhereLandIs(t *testing.T) {
	t.Parallel()
	land, err := open(t).Land()
	require.NoError(t, err)
	for name, lines := range map[string]data.Lines{"coarse": land.Coarse, "fine": land.Fine} {
		var rings [][]point
		for i := range lines.Len() {
			rings = append(rings, ring(lines, i))
		}
		for _, tc := range []struct {
			place string
			at    point
			want  bool
		}{
			{"Hokkaido", point{142.8, 43.1}, true}, {"the Alps", point{8, 46.5}, true}, {"Kansas", point{-98, 39}, true},
			{"Chukotka, east of the 180th meridian", point{-175, 66.5}, true}, {"the South Pole", point{0, -89}, true},
			{"the Pacific", point{-150, 20}, false}, {"the Caspian Sea", point{50.5, 41.5}, false}, {"the North Pole", point{0, 89}, false},
		} {
			assert.Equal(t, tc.want, inside(tc.at, rings...), "%s at the %s scale", tc.place, name)
		}
	}
	assert.Greater(t, len(land.Fine.Start), len(land.Coarse.Start))
}

func TestBordersTellWhichAreInDispute(t *testing.T) {
	t.Parallel()
	b, err := open(t).Borders()
	require.NoError(t, err)
	require.Len(t, b.Settled, b.Len())
	assert.Contains(t, b.Settled, false)
	assert.Contains(t, b.Settled, true)
}

// TestEveryTownLiesInItsArea joins the two sources of Japan's municipalities.
// Offices on the shore or outside their own area may miss a simplified line.
func TestEveryTownLiesInItsArea(t *testing.T) {
	t.Parallel()
	st := open(t)
	areas, err := st.Areas()
	require.NoError(t, err)
	assert.True(t, slices.IsSorted(areas.Code))
	labels, err := st.Labels()
	require.NoError(t, err)
	units, err := st.Units()
	require.NoError(t, err)
	of := map[string][][]point{}
	for i, code := range areas.Code {
		of["jp:"+code] = append(of["jp:"+code], ring(areas.Lines, i))
	}
	towns, missed := 0, 0
	for u := range units.Len() {
		id := labels.ID.At(u)
		if len(id) != len("jp:01635") || id[:3] != "jp:" {
			continue
		}
		towns++
		if !assert.Contains(t, of, id, "a municipality without an area") {
			continue
		}
		if !inside(point{units.Lon[u], units.Lat[u]}, of[id]...) {
			missed++
		}
	}
	assert.Equal(t, 1741, towns)
	assert.Less(t, missed, 25)
}

// TestAreasAreFlush takes an inland town: every edge of its boundary is an
// edge of a neighbour.
func TestAreasAreFlush(t *testing.T) {
	t.Parallel()
	areas, err := open(t).Areas()
	require.NoError(t, err)
	edges := map[[2]point]int{}
	var own [][2]point
	for i, code := range areas.Code {
		r := ring(areas.Lines, i)
		require.Equal(t, r[0], r[len(r)-1], "rings are closed")
		for j := 1; j < len(r); j++ {
			if code == "01635" { // Shintoku
				own = append(own, [2]point{r[j], r[j-1]})
			} else {
				edges[[2]point{r[j-1], r[j]}]++
			}
		}
	}
	require.Greater(t, len(own), 20)
	for _, e := range own {
		assert.Equal(t, 1, edges[e], "%v", e)
	}
}

func TestBaseMapsOutOfOrderAreDamaged(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, layer, want string
		rows              []data.OutlineRow
		read              func(*data.Store) error
	}{
		{"fine first", data.LayerBaseLand, "110m and then at 50m", []data.OutlineRow{{0, data.ScaleFine, 0, 0}, {1, data.ScaleCoarse, 0, 0}},
			func(s *data.Store) error { _, err := s.Land(); return err }},
		{"coarse only", data.LayerBaseLand, "110m and then at 50m", []data.OutlineRow{{0, data.ScaleCoarse, 0, 0}},
			func(s *data.Store) error { _, err := s.Land(); return err }},
		{"codes", data.LayerBaseJapan, "order of codes", []data.OutlineRow{{0, "02", 0, 0}, {1, "01", 0, 0}},
			func(s *data.Store) error { _, err := s.Areas(); return err }},
		{"globe", data.LayerBaseBorders, "not on the globe", []data.OutlineRow{{0, data.BorderSettled, 0, 90_001}},
			func(s *data.Store) error { _, err := s.Borders(); return err }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			require.NoError(t, parquet.Write(&b, tc.rows))
			files := altered(t, tc.layer+".parquet", func([]byte) []byte { return b.Bytes() })
			files[data.ManifestFile].Data = vouched(t, tc.layer, b.Bytes(), len(tc.rows))
			st, err := data.Open(files)
			require.NoError(t, err)
			err = tc.read(st)
			require.ErrorIs(t, err, data.ErrDamaged)
			assert.ErrorContains(t, err, tc.want)
		})
	}
}

func TestPicturesDoNotChangeTheDigest(t *testing.T) {
	t.Parallel()
	m := open(t).Manifest()
	before := m.Digest()
	for i := range m.Layers {
		if m.Layers[i].Name == data.LayerBaseJapan {
			m.Layers[i].SHA256 = "drawn better"
		}
	}
	assert.Equal(t, before, m.Digest())
	m.Layers[len(m.Layers)-1].SHA256 = "other facts"
	assert.NotEqual(t, before, m.Digest())
}
