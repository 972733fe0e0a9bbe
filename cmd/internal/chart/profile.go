package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Measure is one number that towns are compared by.
type Measure struct {
	// Label names it with its unit.
	Label string
	// Log draws it on a scale where each step is ten times the one before, as
	// fits people and areas.
	Log bool
	// Decimals are those of the values shown. Default: 0, whole numbers.
	Decimals int
	// Values are in the order of the names; NaN is unknown.
	Values []float64
}

// ProfileBars compares a town, the first of the names, with candidates: one
// block for each measure, where a dashed line marks the town's own value.
func ProfileBars(look Look, title string, names []string, measures []Measure) string {
	s := &sheet{look: look, kind: "profile"}
	top := s.heading(title)
	columns := 2
	if look.narrow() {
		columns = 1
	}
	w := (look.width() - 28*float64(columns-1)) / float64(columns)
	high := 46 + profileRow*float64(len(names)) + 14
	for i, m := range measures {
		profile(s, m, names, frame{float64(i%columns) * (w + 28), top + float64(i/columns)*high, float64(i%columns)*(w+28) + w, 0})
	}
	s.height = top + high*float64((len(measures)+columns-1)/columns)
	return s.finish(title, tellsProfile(look, names, measures))
}

const profileRow = 19.0

func (m Measure) value(i int) float64 {
	if i >= len(m.Values) || !finite(m.Values[i]) || m.Log && m.Values[i] < 0 {
		return math.NaN()
	}
	return within(m.Values[i], -1e15, 1e15)
}

// scale maps the values of a measure to pixels.
type scale struct {
	low, high, left, right float64
	log                    bool
	ticks                  []float64
}

func newScale(m Measure, names int, left, right float64) scale {
	c := scale{left: left, right: right, log: m.Log}
	first := true
	for i := range names {
		v := m.value(i)
		switch {
		case !finite(v):
			continue
		case m.Log:
			v = math.Log10(max(1, v))
		}
		if first && m.Log {
			c.low, c.high, first = v, v, false
		}
		c.low, c.high = min(c.low, v), max(c.high, v)
	}
	if m.Log {
		c.low, c.high = math.Floor(c.low), max(math.Ceil(c.high), math.Floor(c.low)+1)
		for d := c.low; d <= c.high; d++ {
			c.ticks = append(c.ticks, math.Pow(10, d))
		}
		return c
	}
	step := niceStep((c.high - c.low) / 3)
	c.low, c.high = math.Floor(c.low/step)*step, max(math.Ceil(c.high/step)*step, c.low+step)
	c.ticks = multiples(c.low, c.high, step)
	return c
}

func (c scale) x(v float64) float64 {
	if c.log {
		v = math.Log10(max(1, v))
	}
	return c.left + (c.right-c.left)*(within(v, c.low, c.high)-c.low)/(c.high-c.low)
}

// profile draws one block.
func profile(s *sheet, m Measure, names []string, box frame) {
	label := min(130, (box.x1-box.x0)*0.34)
	c := newScale(m, len(names), box.x0+label+6, box.x1-70)
	s.fit("ink", "start", wordsPx, box.x0, box.y0+14, box.x1-box.x0, m.Label)
	top := box.y0 + 36
	bottom := top + profileRow*float64(len(names))
	end := -100.0
	for _, t := range c.ticks {
		s.line("rule", "", c.x(t), top, c.x(t), bottom)
		words := trimmed(t)
		if half := wide(words) * detailPx / 2; c.x(t)-half > end && c.x(t)-half >= box.x0 && c.x(t)+half <= box.x1 {
			s.text("faint", "middle", detailPx, c.x(t), top-5, words)
			end = c.x(t) + half + 6
		}
	}
	if own := m.value(0); len(names) > 0 && finite(own) {
		s.line("warm", ` stroke-dasharray="3 3"`, c.x(own), top, c.x(own), bottom)
	}
	for i, name := range names {
		y := top + profileRow*(float64(i)+0.5)
		s.fit("ink", "start", detailPx, box.x0, y+4, label, name)
		v := m.value(i)
		if !finite(v) {
			s.unsure(c.left, y-5, c.right-c.left, 10)
			s.text("faint", "end", detailPx, box.x1, y+4, s.look.say("unknown", "不明"))
			continue
		}
		bar(s, c, v, y, map[bool]string{true: "home", false: "gain"}[i == 0])
		s.text("ink", "end", detailPx, box.x1, y+4, m.figure(v))
	}
}

// bar draws a value: a bar from zero, or a dot where there is none, as on a
// scale of powers of ten.
func bar(s *sheet, c scale, v, y float64, tone string) {
	if c.log {
		s.line("axis", "", c.left, y, c.x(v), y)
		s.circle([]string{tone}, "", c.x(v), y, 4.5)
		return
	}
	zero := c.x(0)
	s.rect(tone, "", min(zero, c.x(v)), y-5, max(1, math.Abs(c.x(v)-zero)), 10)
}

// figure writes a value beside its bar, with the decimals of its measure below
// a thousand.
func (m Measure) figure(v float64) string {
	if m.Decimals == 0 || math.Abs(v) >= 1000 {
		return grouped(v)
	}
	step := math.Pow10(m.Decimals)
	return strconv.FormatFloat(math.Round(v*step)/step+0, 'f', m.Decimals, 64)
}

func tellsProfile(look Look, names []string, measures []Measure) string {
	var list []string
	for _, m := range measures {
		var values []string
		for i, name := range names {
			words := look.say("unknown", "不明")
			if v := m.value(i); finite(v) {
				words = m.figure(v)
			}
			values = append(values, fmt.Sprintf("%s %s", name, words))
		}
		list = append(list, look.sayf("%s: %s.", "%s: %s。", m.Label, strings.Join(values, look.say(", ", "、"))))
	}
	if len(list) == 0 {
		return look.say("Nothing is compared.", "比較する項目はありません。")
	}
	return strings.Join(list, " ")
}
