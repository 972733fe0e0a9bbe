package chart

import (
	"fmt"
	"html"
	"io"
	"math"
	"strconv"
	"strings"
)

// part is a kind of element that has a colour, light and dark.
type part struct{ class, attribute, light, dark string }

func palette() []part {
	return []part{
		{"paper", "fill", "#ffffff", "#14181d"},
		{"ink", "fill", "#24292f", "#e6e8ea"},
		{"faint", "fill", "#57606a", "#9aa4ae"},
		{"grid", "stroke", "#d8dde3", "#343b43"},
		{"zero", "stroke", "#8c959f", "#77818b"},
		{"line", "stroke", "#0b5cad", "#6cb2ff"},
		{"band", "fill", "#0b5cad", "#6cb2ff"},
		{"dot", "fill", "#b35900", "#ffb45c"},
		{"hand", "stroke", "#b3261e", "#ff8a80"},
	}
}

// Sizes in pixels.
const (
	width   = 640
	left    = 58
	right   = 48
	top     = 44
	bottom  = 66
	fontPx  = 13
	smallPx = 11
)

// canvas collects the elements of one chart.
type canvas struct {
	body   strings.Builder
	height int
}

// colour is the attributes that give an element its colour: an attribute for
// light paper, and a class by which the style sheet changes it on dark paper.
func colour(class string) string {
	for _, p := range palette() {
		if p.class == class {
			return fmt.Sprintf(`class="%s" %s="%s"`, class, p.attribute, p.light)
		}
	}
	return ""
}

func px(v float64) string { return strconv.FormatFloat(v+0, 'f', 1, 64) }

func (c *canvas) line(class, extra string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&c.body, "<line %s x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"%s/>\n", colour(class), px(x1), px(y1), px(x2), px(y2), extra)
}

func (c *canvas) dot(class string, x, y, r float64) {
	fmt.Fprintf(&c.body, "<circle %s cx=\"%s\" cy=\"%s\" r=\"%s\"/>\n", colour(class), px(x), px(y), px(r))
}

func (c *canvas) path(class, extra string, points [][2]float64) {
	var d strings.Builder
	for i, p := range points {
		d.WriteString([]string{"L", "M"}[b2i(i == 0)] + px(p[0]) + " " + px(p[1]))
	}
	fmt.Fprintf(&c.body, "<path %s d=\"%s\"%s/>\n", colour(class), d.String(), extra)
}

// text writes words at a point; anchor is start, middle or end.
func (c *canvas) text(class, anchor string, size int, x, y float64, words string) {
	fmt.Fprintf(&c.body, "<text %s x=\"%s\" y=\"%s\" font-size=\"%d\" text-anchor=\"%s\">%s</text>\n", colour(class), px(x), px(y), size, anchor, html.EscapeString(words))
}

// write puts the frame around the elements.
func (c *canvas) write(w io.Writer, title, about string) error {
	var style strings.Builder
	for _, p := range palette() {
		fmt.Fprintf(&style, ".%s{%s:%s}", p.class, p.attribute, p.dark)
	}
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="system-ui, Helvetica, Arial, sans-serif">
<title>%s</title>
<desc>%s</desc>
<style>@media (prefers-color-scheme: dark){%s}</style>
<rect %s width="%d" height="%d"/>
%s</svg>
`, width, c.height, width, c.height, html.EscapeString(title), html.EscapeString(about), style.String(), colour("paper"), width, c.height, c.body.String())
	if err != nil {
		return fmt.Errorf("write chart %q: %w", title, err)
	}
	return nil
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Times words so many bits as a multiple of chance: "4×", "1×", "¼×".
func times(bits int) string {
	if bits >= 0 {
		return strconv.Itoa(1<<min(bits, 30)) + "×"
	}
	if fraction, ok := map[int]string{-1: "½", -2: "¼", -3: "⅛"}[bits]; ok {
		return fraction + "×"
	}
	return "1/" + strconv.Itoa(1<<min(-bits, 30)) + "×"
}

// whole returns the whole numbers of bits between which all heights lie, with
// 0 and at least one on each side.
func whole(heights []float64) (low, high int) {
	low, high = -1, 1
	for _, h := range heights {
		low, high = min(low, int(math.Floor(h))), max(high, int(math.Ceil(h)))
	}
	return max(low, -mostBits), min(high, mostBits)
}

// mostBits bounds the axis of bits.
const mostBits = 8
