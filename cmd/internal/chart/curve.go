package chart

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/shimai/shimai/matcher/model"
)

// Axis tells readers what a measure is.
type Axis struct {
	// Label is what the measure means, with its unit.
	Label string
	// Ticks are marked below the axis; without any, round numbers are.
	Ticks []Tick
}

// Tick is a place on an axis, in the measure's own unit, and its label.
type Tick struct {
	At   float64
	Text string
}

// fewest is the number of ties and of pairs by chance below which a counted
// lift is not drawn: it would be noise.
const fewest = 10

// plot maps measures and bits to pixels.
type plot struct {
	canvas
	from, to  float64
	low, high int
}

const plotHeight = 230

func (p *plot) x(v float64) float64 {
	v = math.Max(p.from, math.Min(p.to, v))
	return left + (width-left-right)*(v-p.from)/(p.to-p.from)
}

func (p *plot) y(bits float64) float64 {
	bits = math.Max(float64(p.low), math.Min(float64(p.high), bits))
	return top + plotHeight*(float64(p.high)-bits)/float64(p.high-p.low)
}

// Curve draws a term of a criterion that has a curve of at least two points.
func Curve(w io.Writer, c model.Criterion, t model.Term, axis Axis) error {
	if len(t.Curve) < 2 {
		return fmt.Errorf("draw %s.%s: the term has no curve", c.Name, t.Name)
	}
	p := &plot{from: t.Curve[0][0], to: t.Curve[len(t.Curve)-1][0]}
	p.height = top + plotHeight + bottom
	p.low, p.high = whole(heights(t))
	p.grid(axis, t)
	p.band(t)
	p.bounds(c, t)
	p.knots(t.Curve, "line", ` fill="none" stroke-width="2.5" stroke-linejoin="round"`)
	if len(t.Ceiling) > 0 {
		p.knots(t.Ceiling, "hand", ` fill="none" stroke-width="1.5" stroke-dasharray="5 4"`)
	}
	counted := p.counted(t)
	p.legend(t, counted)
	title := c.Name + ": " + t.Name
	p.text("ink", "start", fontPx+2, left, 24, title)
	return p.write(w, title, "Evidence in bits over: "+axis.Label)
}

// heights are all that the axis of bits has to hold.
func heights(t model.Term) []float64 {
	var out []float64
	for i, k := range t.Curve {
		e := 0.0
		if i < len(t.Stats) {
			e = t.Stats[i].Error
		}
		out = append(out, k[1]-e, k[1]+e)
	}
	for _, s := range t.Stats {
		if bits, ok := lift(s); ok {
			out = append(out, bits)
		}
	}
	return out
}

// lift is what was counted, in bits; ok is false where too little was.
func lift(s model.Stat) (bits float64, ok bool) {
	if s.Ties < fewest || s.Chance < fewest || s.Lift <= 0 {
		return 0, false
	}
	return math.Log2(s.Lift), true
}

func (p *plot) grid(axis Axis, t model.Term) {
	for b := p.low; b <= p.high; b++ {
		class := "grid"
		if b == 0 {
			class = "zero"
		}
		y := p.y(float64(b))
		p.line(class, "", left, y, width-right, y)
		p.text("faint", "end", smallPx, left-8, y+4, times(b))
		p.text("faint", "start", smallPx, width-right+8, y+4, signed(b))
	}
	p.text("faint", "end", smallPx, left-8, top-14, "chance")
	p.text("faint", "start", smallPx, width-right+8, top-14, "bits")
	ticks := axis.Ticks
	if len(ticks) == 0 {
		ticks = round(p.from, p.to)
	}
	for _, k := range ticks {
		if k.At < p.from || k.At > p.to {
			continue
		}
		p.line("grid", "", p.x(k.At), top+plotHeight, p.x(k.At), top+plotHeight+5)
		p.text("faint", "middle", smallPx, p.x(k.At), top+plotHeight+18, k.Text)
	}
	label := axis.Label
	if label == "" {
		label = t.Name
	}
	p.text("ink", "middle", fontPx-1, (left+width-right)/2, top+plotHeight+36, label)
}

// round marks about six round numbers.
func round(from, to float64) []Tick {
	step := math.Pow10(int(math.Floor(math.Log10((to - from) / 5))))
	for _, more := range [...]float64{2, 2.5, 2} {
		if (to-from)/step > 8 {
			step *= more
		}
	}
	var out []Tick
	for i := math.Ceil(from / step); i*step <= to+step/1e6; i++ {
		out = append(out, Tick{i * step, strconv.FormatFloat(math.Round(i*step*1e6)/1e6+0, 'f', -1, 64)})
	}
	return out
}

// band shows one standard error to each side of the curve.
func (p *plot) band(t model.Term) {
	if t.Fixed || len(t.Stats) < len(t.Curve) {
		return
	}
	var points [][2]float64
	for i, k := range t.Curve {
		points = append(points, [2]float64{p.x(k[0]), p.y(k[1] + t.Stats[i].Error)})
	}
	for i := len(t.Curve) - 1; i >= 0; i-- {
		points = append(points, [2]float64{p.x(t.Curve[i][0]), p.y(t.Curve[i][1] - t.Stats[i].Error)})
	}
	p.path("band", ` fill-opacity="0.18"`, points)
}

func (p *plot) knots(k []model.Knot, class, extra string) {
	var points [][2]float64
	for _, n := range k {
		points = append(points, [2]float64{p.x(n[0]), p.y(n[1])})
	}
	p.path(class, extra, points)
}

// bounds shows where the sum of the criterion is cut, if the curve reaches it.
func (p *plot) bounds(c model.Criterion, t model.Term) {
	low, high := t.Curve[0][1], t.Curve[0][1]
	for _, k := range t.Curve {
		low, high = min(low, k[1]), max(high, k[1])
	}
	for _, b := range [2]struct {
		at    float64
		drawn bool
	}{{c.High, high > c.High}, {c.Low, low < c.Low}} {
		if b.drawn {
			p.line("hand", ` stroke-width="1" stroke-dasharray="1 3"`, left, p.y(b.at), width-right, p.y(b.at))
			p.text("faint", "start", smallPx, left+4, p.y(b.at)-4, "the criterion is cut here")
		}
	}
}

// counted draws the lifts as they were counted and tells whether there are any.
func (p *plot) counted(t model.Term) bool {
	any := false
	for i, s := range t.Stats {
		if bits, ok := lift(s); ok && i < len(t.Curve) {
			p.dot("dot", p.x(t.Curve[i][0]), p.y(bits), 3.5)
			any = true
		}
	}
	return any
}

func (p *plot) legend(t model.Term, counted bool) {
	x, y := float64(left), float64(top+plotHeight+56)
	p.line("line", ` stroke-width="2.5"`, x, y-4, x+20, y-4)
	what := "learned, ± one standard error"
	if t.Fixed {
		what = "set by hand"
	}
	p.text("faint", "start", smallPx, x+26, y, what)
	x += 210
	if counted {
		p.dot("dot", x+4, y-4, 3.5)
		p.text("faint", "start", smallPx, x+14, y, "as counted, all else ignored")
		x += 190
	}
	if len(t.Ceiling) > 0 {
		p.line("hand", ` stroke-width="1.5" stroke-dasharray="5 4"`, x, y-4, x+20, y-4)
		p.text("faint", "start", smallPx, x+26, y, "ceiling set by hand")
	}
}

func signed(b int) string {
	if b > 0 {
		return "+" + strconv.Itoa(b)
	}
	return strconv.Itoa(b)
}
