package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/matcher/model"
)

// element is a tag of a picture with its attributes and the text in it.
type element struct {
	name, text string
	attr       map[string]string
}

type failer interface {
	require.TestingT
	Helper()
}

// elements reads a picture and asks for every place in it to lie on the paper.
func elements(t failer, svg string) []element {
	t.Helper()
	var out []element
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err, svg)
		switch k := token.(type) {
		case xml.StartElement:
			e := element{name: k.Name.Local, attr: map[string]string{}}
			for _, a := range k.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			out = append(out, e)
		case xml.CharData:
			if len(out) > 0 {
				out[len(out)-1].text += string(k)
			}
		}
	}
	require.Equal(t, "svg", out[0].name)
	for _, e := range out {
		for key, of := range map[string]string{"x": "width", "y": "height", "x1": "width", "x2": "width", "y1": "height", "y2": "height", "cx": "width", "cy": "height"} {
			if v, ok := e.attr[key]; ok && e.name != "svg" {
				onPaper(t, v, out[0].attr[of], e)
			}
		}
		if e.name == "path" {
			for i, v := range strings.FieldsFunc(e.attr["d"], func(r rune) bool { return strings.ContainsRune("ML ", r) }) {
				onPaper(t, v, out[0].attr[[]string{"width", "height"}[i%2]], e)
			}
		}
	}
	return out
}

func onPaper(t failer, at, end string, e element) {
	t.Helper()
	v, err := strconv.ParseFloat(at, 64)
	require.NoError(t, err, e)
	most, err := strconv.ParseFloat(end, 64)
	require.NoError(t, err, e)
	require.True(t, v >= 0 && v <= most, "%v", e)
}

func drawn(t failer, c model.Criterion, term model.Term, axis chart.Axis) string {
	t.Helper()
	var a, b bytes.Buffer
	require.NoError(t, chart.Curve(&a, c, term, axis))
	require.NoError(t, chart.Curve(&b, c, term, axis))
	require.Equal(t, a.String(), b.String(), "the same each time")
	return a.String()
}

func anyTerm(t *rapid.T) model.Term {
	name := rapid.StringMatching(`[a-z<&"_]{1,20}`).Draw(t, "name")
	term := model.Term{Name: name, Fixed: rapid.Bool().Draw(t, "fixed")}
	x := rapid.Float64Range(-10, 10).Draw(t, "from")
	for range rapid.IntRange(2, 9).Draw(t, "knots") {
		x += rapid.Float64Range(0.01, 300).Draw(t, "step")
		term.Curve = append(term.Curve, model.Knot{x, rapid.Float64Range(-20, 20).Draw(t, "bits")})
		term.Stats = append(term.Stats, model.Stat{
			Ties: rapid.IntRange(0, 50).Draw(t, "ties"), Chance: rapid.IntRange(0, 50).Draw(t, "chance"),
			Lift: rapid.Float64Range(0, 900).Draw(t, "lift"), Error: rapid.Float64Range(0, 5).Draw(t, "error"),
		})
	}
	if rapid.Bool().Draw(t, "ceiling") {
		term.Ceiling = term.Curve[len(term.Curve)/2:]
	}
	return term
}

func TestAnyCurveIsAPicture(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		term := anyTerm(t)
		c := model.Criterion{Name: "climate", Low: -1, High: 2}
		all := elements(t, drawn(t, c, term, chart.Axis{Label: "degrees <&>"}))
		dots, want := 0, 0
		for _, e := range all {
			if e.name == "circle" && e.attr["r"] == "3.5" {
				dots++
			}
			if e.name == "path" && e.attr["class"] == "line" {
				require.Equal(t, len(term.Curve), strings.Count(e.attr["d"], " "), "a point for each knot")
			}
		}
		for _, s := range term.Stats {
			if s.Ties >= 10 && s.Chance >= 10 && s.Lift > 0 {
				want++
			}
		}
		if want > 0 {
			want++ // the one in the legend
		}
		require.Equal(t, want, dots, "lifts counted on too few pairs are left out")
	})
}

func TestCurveTellsWhatItShows(t *testing.T) {
	t.Parallel()
	term := model.Term{
		Name: "distance", Curve: []model.Knot{{0, 1}, {10, -1}}, Ceiling: []model.Knot{{5, 0}, {10, -1}},
		Stats: []model.Stat{{Ties: 100, Chance: 50, Lift: 2, Error: 0.1}, {Ties: 100, Chance: 200, Lift: 0.5, Error: 0.2}},
	}
	svg := drawn(t, model.Criterion{Name: "climate", Low: -0.5, High: 2}, term, chart.Axis{Label: "degrees"})
	for _, words := range []string{"climate: distance", ">degrees<", "2×", "½×", "one standard error", "as counted", "ceiling set by hand", "the criterion is cut here", "prefers-color-scheme: dark"} {
		assert.Contains(t, svg, words)
	}
	term.Fixed = true
	term.Stats = nil
	term.Ceiling = nil
	svg = drawn(t, model.Criterion{Name: "climate", Low: -2, High: 2}, term, chart.Axis{})
	assert.Contains(t, svg, "set by hand")
	for _, words := range []string{"standard error", "as counted", "ceiling", "is cut here"} {
		assert.NotContains(t, svg, words)
	}
}

func TestCurveNeedsACurve(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	err := chart.Curve(&b, model.Criterion{Name: "trade"}, model.Term{Name: "wine", Both: 1}, chart.Axis{})
	require.ErrorContains(t, err, "trade.wine")
	assert.Empty(t, b.String())
}

func TestTags(t *testing.T) {
	t.Parallel()
	c := model.Criterion{Name: "trade", Terms: []model.Term{
		{Name: "fishing_port", Both: 1.5, One: -0.3, Stats: []model.Stat{{Error: 0.2}, {Error: 0.1}}},
		{Name: "tea"}, {Name: "hours", Curve: []model.Knot{{0, 0}, {1, 1}}},
		{Name: "mine", Both: 0.2, Fixed: true},
	}}
	var b bytes.Buffer
	ok, err := chart.Tags(&b, c)
	require.NoError(t, err)
	require.True(t, ok)
	svg := b.String()
	elements(t, svg)
	assert.Contains(t, svg, ">fishing port<")
	assert.Contains(t, svg, ">mine (by hand)<")
	assert.Contains(t, svg, "no more often shared than by chance: tea<")
	assert.NotContains(t, svg, "hours")

	ok, err = chart.Tags(&b, model.Criterion{Terms: c.Terms[1:3]})
	require.NoError(t, err)
	assert.False(t, ok, "nothing to show")
}

func TestEveryWeightHasAPicture(t *testing.T) {
	t.Parallel()
	w, err := model.Default()
	require.NoError(t, err)
	for _, c := range w.Criteria {
		for _, term := range c.Terms {
			if len(term.Curve) > 1 {
				elements(t, drawn(t, c, term, chart.Axis{}))
			}
		}
		var b bytes.Buffer
		ok, err := chart.Tags(&b, c)
		require.NoError(t, err)
		if ok {
			elements(t, b.String())
		}
	}
}

func TestAFullDiskIsAnError(t *testing.T) {
	t.Parallel()
	term := model.Term{Name: "distance", Curve: []model.Knot{{0, 1}, {10, -1}}}
	require.ErrorIs(t, chart.Curve(full{}, model.Criterion{}, term, chart.Axis{}), errFull)
	_, err := chart.Tags(full{}, model.Criterion{Terms: []model.Term{{Name: "a", Both: 1}}})
	assert.ErrorIs(t, err, errFull)
}

var errFull = errors.New("disk full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }
