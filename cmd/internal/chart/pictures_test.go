package chart_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

func somePoints() []chart.Points {
	return []chart.Points{
		{Label: "population", Points: 14.44, Max: 16.51, Known: true}, {Label: "history", Points: 1.4, Max: 8.4},
		{Label: "name", Points: 0, Max: 12, Known: true}, {Label: "country <&>", Points: 15.44, Max: 19.27, Known: true},
	}
}

func someClimate(name string, lat float64) chart.Climate {
	c := chart.Climate{Name: name, Note: "Cfb", Lat: lat}
	for i := range 12 {
		c.Temp[i] = 10 - 12*math.Cos(float64(i)*math.Pi/6)*lat/math.Abs(lat)
		c.Rain[i] = 80 + 5*float64(i)
	}
	return c
}

func someProfiles(look chart.Look) string {
	return chart.ProfileBars(look, "Size", []string{"Shintoku", "Fernie", "Nowhere"}, []chart.Measure{
		{Label: "People", Log: true, Values: []float64{5817, 5249, math.NaN()}},
		{Label: "Mean of the year (°C)", Decimals: 1, Values: []float64{5.4, -3, 0}},
	})
}

func someBalance(look chart.Look) string {
	return chart.Balance(look, "What it covers", []string{"Fernie", "Zermatt"}, []chart.Group{
		{Title: "Purposes", Rows: []chart.Cover{{Label: "education", Shares: []float64{1, 0.25}}, {Label: "trade", Shares: []float64{0, 0}}, {Label: "aid", Shares: []float64{math.NaN(), math.NaN()}}}},
	})
}

// twoTowns is a map of two neighbours and an islet.
func twoTowns() *data.Areas {
	l := data.Lines{Start: []int32{0, 5, 10, 14}}
	for _, p := range [][2]float32{{136, 36}, {138, 36}, {138, 38}, {136, 38}, {136, 36}, {138, 36}, {140, 36}, {140, 38}, {138, 38}, {138, 36}, {130, 33}, {130.01, 33}, {130, 33.01}, {130, 33}} {
		l.Lon, l.Lat = append(l.Lon, p[0]), append(l.Lat, p[1])
	}
	return &data.Areas{Lines: l, Code: []string{"20201", "21201", "42301"}}
}

// pictures are one of each kind.
func pictures(t *testing.T) map[string]string {
	t.Helper()
	look := chart.Look{Width: 480}
	return map[string]string{
		"worldmap":  chart.WorldMap(look, plainWorld(), chart.Spot{Name: "Shintoku", Lat: 43.08, Lon: 142.84}, somePartners()),
		"waterfall": chart.Waterfall(look, "How the points add up", somePoints()),
		"climate":   chart.ClimatePair(look, someClimate("Shintoku", 43), someClimate("Hobart", -43)),
		"profile":   someProfiles(look),
		"balance":   someBalance(look),
		"japanmap":  chart.JapanMap(look, twoTowns(), "Ties", map[string]chart.Standing{"20201": chart.TieKnown, "42301": chart.NoTieKnown}),
	}
}

func TestGoldenPictures(t *testing.T) {
	t.Parallel()
	for name, svg := range pictures(t) {
		picture(t, svg)
		golden(t, name, svg)
	}
}

// TestPicturesShareAPage: ids of different kinds do not meet, those of one
// kind are kept apart by their own id.
func TestPicturesShareAPage(t *testing.T) {
	t.Parallel()
	all := pictures(t)
	all["second"] = chart.Waterfall(chart.Look{ID: "b"}, "Another", somePoints())
	seen := map[string]string{}
	for name, svg := range all {
		for _, e := range picture(t, svg) {
			if id := e.attr["id"]; id != "" {
				require.NotContains(t, seen, id, "in %s and %s", name, seen[id])
				seen[id] = name
			}
		}
	}
}

func TestWaterfallAddsUp(t *testing.T) {
	t.Parallel()
	all := picture(t, chart.Waterfall(chart.Look{Lang: "ja"}, "内訳", somePoints()))
	assert.Contains(t, texts(all), "適合度\n31.28\n")
	assert.Contains(t, texts(all), "history（不明）")
	assert.Contains(t, all[2].text, "適合度 31.28")
	hatched := 0
	var bars []element
	for _, e := range all {
		if strings.HasPrefix(e.attr["fill"], "url(#") {
			hatched++
		}
		if e.name == "rect" && (e.attr["class"] != "c-room") {
			bars = append(bars, e)
		}
	}
	assert.Equal(t, 1, hatched)
	end := func(e element) float64 { return number(t, e.attr["x"]) + number(t, e.attr["width"]) }
	for i := 1; i < len(bars)-1; i++ {
		assert.InDelta(t, end(bars[i-1]), number(t, bars[i].attr["x"]), 0.21, "a bar begins where the one above ends")
	}
	assert.InDelta(t, end(bars[len(bars)-2]), end(bars[len(bars)-1]), 0.21, "the sum ends where the last bar does")
}

func TestClimateTellsTheSeason(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b float64
		want string
	}{
		{43, -43, "B lies south of the equator"}, {-43, 43, "A lies south of the equator"},
		{43, 50, ""}, {-43, -20, ""}, {43, -1, ""}, {math.NaN(), -43, ""},
	} {
		svg := chart.ClimatePair(chart.Look{}, chart.Climate{Name: "A", Lat: tc.a}, chart.Climate{Name: "B", Lat: tc.b})
		if tc.want == "" {
			assert.NotContains(t, svg, "south of the equator", "%v", tc)
		} else {
			assert.Contains(t, svg, tc.want, "%v", tc)
		}
	}
	silent := chart.Climate{Name: "A"}
	silent.Temp[3], silent.Rain[4] = math.NaN(), math.NaN()
	svg := chart.ClimatePair(chart.Look{Lang: "ja"}, silent, someClimate("B", 10))
	assert.Contains(t, svg, "気温不明・降水量不明")
	assert.Contains(t, svg, "url(#chart-climate-hatch)")
	assert.NotContains(t, svg, "NaN")
}

func TestUnknownIsSaid(t *testing.T) {
	t.Parallel()
	all := picture(t, someProfiles(chart.Look{}))
	assert.Contains(t, texts(all), "unknown")
	assert.Contains(t, all[2].text, "Nowhere unknown")
	all = picture(t, someBalance(chart.Look{}))
	assert.Contains(t, texts(all), "2/2\n")
	assert.Contains(t, texts(all), "none\n")
	assert.Contains(t, all[2].text, "aid unknown")
}

func TestJapanMapCounts(t *testing.T) {
	t.Parallel()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	areas, err := st.Areas()
	require.NoError(t, err)
	svg := chart.JapanMap(chart.Look{Lang: "ja"}, areas, "全国", map[string]chart.Standing{"01635": chart.TieKnown, "47381": chart.NoTieKnown, "99999": chart.TieKnown, "13421": 9})
	all := picture(t, svg)
	for _, words := range []string{"既知の提携あり 1\n", "既知の提携なし 1\n", "情報なし 1,745\n", "国土交通省"} {
		assert.Contains(t, texts(all), words)
	}
	assert.Less(t, len(svg), 400_000, "a page can hold it")
}

func anyNumber(t *rapid.T, name string) float64 {
	return rapid.OneOf(rapid.Float64Range(-50, 3000), rapid.Float64(), rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), 0})).Draw(t, name)
}

func anyLook(t *rapid.T) chart.Look {
	return chart.Look{Width: rapid.IntRange(-1, 2000).Draw(t, "width"), Lang: rapid.SampledFrom([]string{"", "en", "ja", "xx"}).Draw(t, "lang"), ID: rapid.String().Draw(t, "id")}
}

// TestAnyNumbersMakeAPicture: whatever the numbers and words, the same
// picture comes out twice, and all of it lies on the paper.
func TestAnyNumbersMakeAPicture(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		look, title := anyLook(t), "t"+rapid.String().Draw(t, "title")
		var points []chart.Points
		var names []string
		var measures []chart.Measure
		var rows []chart.Cover
		climates := [2]chart.Climate{{Name: title, Lat: anyNumber(t, "lat")}, {Lat: anyNumber(t, "lat")}}
		for i := range 12 {
			for k := range climates {
				climates[k].Temp[i], climates[k].Rain[i] = anyNumber(t, "temp"), anyNumber(t, "rain")
			}
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "count") {
			label := rapid.String().Draw(t, "label")
			points = append(points, chart.Points{Label: label, Points: anyNumber(t, "points"), Max: anyNumber(t, "max"), Known: rapid.Bool().Draw(t, "known")})
			names = append(names, label)
			values := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) float64 { return anyNumber(t, "value") }), 0, 12).Draw(t, "values")
			measures = append(measures, chart.Measure{Label: label, Log: i%2 == 0, Values: values})
			rows = append(rows, chart.Cover{Label: label, Shares: values})
		}
		for _, draw := range []func() string{
			func() string { return chart.Waterfall(look, title, points) },
			func() string { return chart.ClimatePair(look, climates[0], climates[1]) },
			func() string { return chart.ProfileBars(look, title, names, measures) },
			func() string { return chart.Balance(look, title, names, []chart.Group{{Title: title, Rows: rows}}) },
			func() string {
				return chart.JapanMap(look, twoTowns(), title, map[string]chart.Standing{"20201": chart.Standing(len(names))})
			},
		} {
			svg := draw()
			require.Equal(t, svg, draw(), "the same each time")
			picture(t, svg)
		}
	})
}

func ExampleWaterfall() {
	svg := chart.Waterfall(chart.Look{}, "Shintoku and Fernie", []chart.Points{
		{Label: "population", Points: 14.44, Max: 16.51, Known: true},
		{Label: "history", Points: 1.4, Max: 8.4},
	})
	_, tells, _ := strings.Cut(svg, `<desc id="chart-points-desc">`)
	tells, _, _ = strings.Cut(tells, "<")
	fmt.Println(tells)
	// Output: Fit 15.84: population 14.44, history 1.40 (unknown).
}

// TestColoursCanBeRead measures contrasts as WCAG 2 does, in both palettes.
func TestColoursCanBeRead(t *testing.T) {
	t.Parallel()
	css := chart.Stylesheet()
	for name, palette := range map[string]string{"light": css[:strings.Index(css, "@media")], "dark": css[strings.Index(css, ":root[data-theme=dark]"):strings.Index(css, "@media print")]} {
		colour := map[string]string{"paper": map[string]string{"light": "ffffff", "dark": "14181d"}[name]}
		for _, m := range regexp.MustCompile(`--chart-([a-z]+):#([0-9a-f]{6});`).FindAllStringSubmatch(palette, -1) {
			colour[m[1]] = m[2]
		}
		for _, tc := range []struct {
			mark, on string
			least    float64
		}{
			{"ink", "paper", 4.5}, {"faint", "paper", 4.5}, {"ink", "land", 4.5}, {"ink", "sea", 4.5}, {"numeral", "badge", 4.5},
			{"gain", "paper", 3}, {"home", "paper", 3}, {"sum", "paper", 3}, {"warm", "paper", 3}, {"hatch", "paper", 3}, {"axis", "paper", 3},
			{"arc", "land", 3}, {"arc", "sea", 3}, {"badge", "land", 3}, {"tied", "paper", 3},
			{"rain", "paper", 2}, {"untied", "paper", 2}, {"silent", "paper", 2}, {"warm", "rain", 1.5}, {"tied", "untied", 1.5},
		} {
			require.Contains(t, colour, tc.mark)
			assert.GreaterOrEqual(t, contrast(t, colour[tc.mark], colour[tc.on]), tc.least, "%s on %s, %s", tc.mark, tc.on, name)
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	var light [2]float64
	for i, hex := range [2]string{a, b} {
		v, err := strconv.ParseUint(hex, 16, 32)
		require.NoError(t, err)
		for k, share := range [3]float64{0.2126, 0.7152, 0.0722} {
			c := float64(v>>(16-8*k)&255) / 255
			if c <= 0.04045 {
				c /= 12.92
			} else {
				c = math.Pow((c+0.055)/1.055, 2.4)
			}
			light[i] += share * c
		}
	}
	return (max(light[0], light[1]) + 0.05) / (min(light[0], light[1]) + 0.05)
}
