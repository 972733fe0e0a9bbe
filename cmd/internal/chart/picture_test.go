package chart_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/chart"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// golden compares a picture with the one in testdata.
func golden(t *testing.T, name, svg string) {
	t.Helper()
	path := filepath.Join("testdata", name+".svg")
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(svg), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), svg, "run `go test ./cmd/internal/chart -update`, look at the picture, and read the difference")
}

// picture reads a picture for a page and holds it to what a page needs: well
// formed, titled, no style that a strict policy forbids, nothing from outside,
// ids used once, and every coordinate on the paper.
func picture(t failer, svg string) []element {
	t.Helper()
	var out []element
	ids := map[string]bool{}
	var wide, high float64
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
			if len(out) == 0 {
				wide, high = number(t, e.attr["width"]), number(t, e.attr["height"])
				require.Contains(t, []string{"img", "group"}, e.attr["role"])
			}
			fits(t, e, wide, high)
			require.NotEqual(t, "style", e.name)
			require.NotContains(t, e.attr, "style")
			if id := e.attr["id"]; id != "" {
				require.False(t, ids[id], "id %s stands twice", id)
				ids[id] = true
			}
			if link, ok := e.attr["href"]; ok {
				require.Regexp(t, `^(#|/[^/]|/$)`, link)
			}
			out = append(out, e)
		case xml.CharData:
			if len(out) > 0 {
				out[len(out)-1].text += string(k)
			}
		}
	}
	require.Equal(t, "title", out[1].name)
	require.NotEmpty(t, out[1].text)
	require.Equal(t, "desc", out[2].name)
	require.NotEmpty(t, out[2].text)
	return out
}

func number(t failer, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		require.NoError(t, err)
	}
	return v
}

var step = regexp.MustCompile(`([MLlz])|(-?[0-9.]+)`)

// fits asks for all coordinates of an element to lie on the paper; paths have
// M, L and relative l, in tenths of a pixel.
func fits(t failer, e element, wide, high float64) {
	t.Helper()
	on := func(v, end float64) {
		if !(v >= -0.11 && v <= end+0.11) { // asked some ten thousand times a map
			require.Fail(t, "a coordinate off the paper", "%v: %v of %v", e, v, end)
		}
	}
	for key, end := range map[string]float64{"x": wide, "y": high, "x1": wide, "x2": wide, "y1": high, "y2": high, "cx": wide, "cy": high} {
		if text, ok := e.attr[key]; ok {
			on(number(t, text), end)
		}
	}
	if e.name == "rect" {
		on(number(t, e.attr["x"])+number(t, e.attr["width"]), wide)
		on(number(t, e.attr["y"])+number(t, e.attr["height"]), high)
	}
	if e.name != "path" || e.attr["class"] == "c-hatch" {
		return
	}
	require.NotContains(t, e.attr["d"], "NaN")
	var pen [2]float64
	relative, axis := false, 0
	for _, m := range step.FindAllStringSubmatch(e.attr["d"], -1) {
		if m[2] == "" {
			relative, axis = m[1] == "l", 0
			continue
		}
		v := number(t, m[2])
		if relative {
			v += pen[axis]
		}
		on(v, [2]float64{wide, high}[axis])
		pen[axis] = v
		axis = 1 - axis
	}
}

// texts returns the words of a picture.
func texts(all []element) string {
	var b strings.Builder
	for _, e := range all {
		if e.name == "text" {
			b.WriteString(strings.TrimSpace(e.text) + "\n")
		}
	}
	return b.String()
}

func TestStylesheetColoursEveryClass(t *testing.T) {
	t.Parallel()
	css := chart.Stylesheet()
	for _, svg := range pictures(t) {
		for _, e := range picture(t, svg) {
			for class := range strings.FieldsSeq(e.attr["class"]) {
				assert.Contains(t, css, "."+class+"{", "a colour that does not turn in the dark")
			}
		}
	}
}
