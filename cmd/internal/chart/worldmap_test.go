package chart_test

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

func realWorld(t *testing.T) chart.World {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	land, err := st.Land()
	require.NoError(t, err)
	borders, err := st.Borders()
	require.NoError(t, err)
	return chart.World{Land: land, Borders: borders}
}

// plainWorld is one square of land, which lies on both sides of the 180th
// meridian, and a border through it.
func plainWorld() chart.World {
	square := data.Lines{Start: []int32{0, 5, 10}, Lon: []float32{150, 180, 180, 150, 150, -180, -170, -170, -180, -180}, Lat: []float32{-20, -20, 20, 20, -20, -20, -20, 20, 20, -20}}
	line := data.Lines{Start: []int32{0, 3, 5}, Lon: []float32{160, 170, 180, 155, 155}, Lat: []float32{0, 5, 0, -10, 10}}
	return chart.World{Land: &data.Land{Coarse: square, Fine: square}, Borders: &data.Borders{Lines: line, Settled: []bool{true, false}}}
}

var marker = regexp.MustCompile(`-map-[0-9]+$`)

func somePartners() []chart.Spot {
	return []chart.Spot{
		{Name: "Zermatt", Note: "Switzerland, 9,300 km", Lat: 46.02, Lon: 7.75, Link: "#c1"},
		{Name: "Chamonix", Note: "France", Lat: 45.92, Lon: 6.87, Link: "/town?a=1&b=2"},
		{Name: `A & "B" <C>`, Lat: -41.13, Lon: -71.31, Link: "https://example.org/"},
		{Name: "Atlantis", Lat: math.NaN(), Lon: 1},
	}
}

func TestWorldMap(t *testing.T) {
	t.Parallel()
	town := chart.Spot{Name: "新得町", Lat: 43.08, Lon: 142.84}
	svg := chart.WorldMap(chart.Look{Lang: "ja", Width: 480, ID: "m"}, plainWorld(), town, somePartners())
	all := picture(t, svg)
	assert.Equal(t, "group", all[0].attr["role"], "links in an image cannot be followed")
	ids := map[string]string{}
	for _, e := range all {
		ids[e.attr["id"]] = e.name
	}
	assert.Equal(t, "a", ids["m-map-1"])
	assert.Equal(t, "g", ids["m-map-3"], "no link leads out of the site")
	assert.Equal(t, "g", ids["m-map-0"])
	assert.NotContains(t, ids, "m-map-4", "a place that is nowhere has no marker")
	assert.Contains(t, texts(all), "位置不明")
	assert.Contains(t, all[2].text, "4 Atlantis")

	svg = chart.WorldMap(chart.Look{}, plainWorld(), town, somePartners()[3:])
	assert.Contains(t, svg, `role="img"`)
	assert.Contains(t, svg, "新得町 and its candidates")
}

// TestAnyTownIsOnTheMap draws towns anywhere, poles and date line included,
// with any number of partners, near and far.
func TestAnyTownIsOnTheMap(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		anySpot := func(name string) chart.Spot {
			return chart.Spot{
				Name: rapid.String().Draw(t, "name of "+name), Note: rapid.String().Draw(t, "note"),
				Lat: rapid.OneOf(rapid.Float64Range(-90, 90), rapid.SampledFrom([]float64{-90, 0, 90, 45})).Draw(t, "lat"),
				Lon: rapid.OneOf(rapid.Float64Range(-180, 180), rapid.SampledFrom([]float64{-180, -179.9, 0, 180})).Draw(t, "lon"),
			}
		}
		town := anySpot("town")
		var partners []chart.Spot
		for i := range rapid.IntRange(0, 40).Draw(t, "partners") {
			p := anySpot("partner")
			if rapid.Bool().Draw(t, "near") {
				p.Lat, p.Lon = max(-90, min(90, town.Lat+math.Mod(p.Lat, 3))), town.Lon+math.Mod(p.Lon, 3)
			}
			p.Link = fmt.Sprintf("#c%d", i)
			partners = append(partners, p)
		}
		look := chart.Look{Width: rapid.IntRange(-1, 2000).Draw(t, "width"), ID: rapid.String().Draw(t, "id"), Lang: rapid.SampledFrom([]string{"", "en", "ja"}).Draw(t, "lang")}
		svg := chart.WorldMap(look, plainWorld(), town, partners)
		require.Equal(t, svg, chart.WorldMap(look, plainWorld(), town, partners), "the same each time")
		all := picture(t, svg)
		badges := 0
		for _, e := range all {
			if marker.MatchString(e.attr["id"]) {
				badges++
			}
		}
		require.Equal(t, len(partners)+1, badges)
	})
}

func TestTheEarthFitsFromAnywhere(t *testing.T) {
	t.Parallel()
	world := realWorld(t)
	for _, lon := range []float64{-105.3, 0, 142.84, 179.99, 180} {
		for _, lat := range []float64{-89, 43.1, 90} {
			town := chart.Spot{Name: "town", Lat: lat, Lon: lon}
			picture(t, chart.WorldMap(chart.Look{}, world, town, somePartners()))
			svg := chart.WorldMap(chart.Look{}, world, town, []chart.Spot{{Name: "near", Lat: lat * 0.98, Lon: lon + 1}})
			picture(t, svg)
			assert.Less(t, len(svg), 150_000, "a page can hold it")
		}
	}
}

// TestWaysStayOnTheMap: a way over the pole or the southern ocean is not cut
// off by the edge of the map.
func TestWaysStayOnTheMap(t *testing.T) {
	t.Parallel()
	for name, pair := range map[string][2]chart.Spot{
		"over the Arctic":      {{Name: "Boulder", Lat: 40.01, Lon: -105.27}, {Name: "Dushanbe", Lat: 38.55, Lon: 68.78}},
		"past the Antarctic":   {{Name: "Waitangi", Lat: -43.95, Lon: -176.56}, {Name: "Ushuaia", Lat: -54.8, Lon: -68.3}},
		"over the date line":   {{Name: "Labasa", Lat: -16.4, Lon: 179.37}, {Name: "Honolulu", Lat: 21.3, Lon: -157.86}},
		"half round the globe": {{Name: "Glasgow", Lat: 55.86, Lon: -4.25}, {Name: "Dunedin", Lat: -45.9, Lon: 170.5}},
	} {
		for _, e := range picture(t, chart.WorldMap(chart.Look{}, plainWorld(), pair[0], pair[1:])) {
			if e.attr["class"] == "c-arc" && e.name == "path" {
				assert.Equal(t, 1, strings.Count(e.attr["d"], "M"), name)
			}
		}
	}
}

// TestFewMarkersDoNotCover: eight partners in one valley still have eight
// numbers that can be read.
func TestFewMarkersDoNotCover(t *testing.T) {
	t.Parallel()
	var partners []chart.Spot
	for i := range 8 {
		partners = append(partners, chart.Spot{Name: "Ort", Lat: 46 + float64(i)/50, Lon: 8})
	}
	all := picture(t, chart.WorldMap(chart.Look{}, plainWorld(), chart.Spot{Name: "town", Lat: 36, Lon: 138}, partners))
	var at [][2]float64
	for _, e := range all {
		if e.name == "circle" && e.attr["r"] == "9" && len(at) < 8 {
			at = append(at, [2]float64{number(t, e.attr["cx"]), number(t, e.attr["cy"])})
		}
	}
	require.Len(t, at, 8)
	for i, p := range at {
		for _, q := range at[:i] {
			assert.GreaterOrEqual(t, math.Hypot(p[0]-q[0], p[1]-q[1]), 17.9)
		}
	}
}

func TestNearTownsAreDrawnNear(t *testing.T) {
	t.Parallel()
	world := realWorld(t)
	glasgow := chart.Spot{Name: "Glasgow", Lat: 55.86, Lon: -4.25}
	near := chart.WorldMap(chart.Look{}, world, glasgow, []chart.Spot{{Name: "Nürnberg", Lat: 49.45, Lon: 11.08}})
	far := chart.WorldMap(chart.Look{}, world, glasgow, []chart.Spot{{Name: "Dunedin", Lat: -45.9, Lon: 170.5}})
	height := func(svg string) float64 { return number(t, picture(t, svg)[0].attr["height"]) }
	assert.Greater(t, height(near), height(far), "a part of the world has the shape of a page, the whole is flat")
}
