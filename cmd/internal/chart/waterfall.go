package chart

import (
	"fmt"
	"strings"
)

// Points are what one criterion gives to a fit.
type Points struct {
	// Label names the criterion.
	Label string
	// Points is what it gives and Max the most that it can give.
	Points, Max float64
	// Known is false where the data are silent: what it then gives is hatched.
	Known bool
}

// Waterfall draws how the points of the criteria add up to the fit, in the
// order given: each bar begins where the one above ends, with the room up to
// its most behind it, and the last is their sum.
func Waterfall(look Look, title string, lines []Points) string {
	s := &sheet{look: look, kind: "points"}
	s.height = s.heading(title)
	w := newFall(look, lines)
	w.axis(s, s.height, float64(len(lines)+1)*fallRow)
	run := 0.0
	for _, l := range lines {
		run = w.row(s, l, run)
	}
	y := s.height
	s.text("ink", "start", wordsPx, 0, y+16, look.say("Fit", "適合度"))
	s.rect("sum", "", w.x(min(0, run)), y+5, w.x(max(0, run))-w.x(min(0, run)), fallRow-10)
	s.text("ink", "end", wordsPx, look.width(), y+16, fmt.Sprintf("%.2f", run))
	s.height = y + fallRow + 22
	return s.finish(title, w.tells(lines, run))
}

const fallRow = 24.0 // height of a line in pixels

// fall maps points to pixels.
type fall struct {
	look        Look
	left, right float64
	low, high   float64
}

func newFall(look Look, lines []Points) *fall {
	f := &fall{look: look, left: 150, right: look.width() - 96}
	if look.narrow() {
		f.left, f.right = 128, look.width()-84
	}
	run, most := 0.0, 0.0
	for _, l := range lines {
		most += max(0, within(l.Max, 0, 1e6))
		next := run + l.value()
		f.low, f.high = min(f.low, next), max(f.high, next, run+within(l.Max, 0, 1e6))
		run = next
	}
	f.high = max(f.high, most, f.low+1)
	return f
}

// value is what a line adds; what is no number adds nothing.
func (p Points) value() float64 {
	if !finite(p.Points) {
		return 0
	}
	return within(p.Points, -1e6, 1e6)
}

func (p Points) known() bool { return p.Known && finite(p.Points) }

func (f *fall) x(points float64) float64 {
	return f.left + (f.right-f.left)*(points-f.low)/(f.high-f.low)
}

func (f *fall) axis(s *sheet, y, high float64) {
	step := niceStep((f.high - f.low) / 5)
	for _, v := range multiples(f.low, f.high, step) {
		tone := "rule"
		if v == 0 {
			tone = "axis"
		}
		s.line(tone, "", f.x(v), y, f.x(v), y+high)
		s.text("faint", "middle", detailPx, f.x(v), y+high+15, trimmed(v))
	}
}

// row draws one criterion and returns where the next begins.
func (f *fall) row(s *sheet, l Points, run float64) float64 {
	y, next := s.height, run+l.value()
	if silent := f.look.say(" (unknown)", "（不明）"); l.known() {
		s.fit("ink", "start", wordsPx, 0, y+16, f.left-8, l.Label)
	} else { // whatever is cut, that it is unknown stays
		name := cut(l.Label, wordsPx, f.left-8-wide(silent)*wordsPx)
		s.text("ink", "start", wordsPx, 0, y+16, name+silent)
	}
	most := within(l.Max, 0, 1e6)
	s.rect("room", "", f.x(run), y+9, f.x(run+most)-f.x(run), fallRow-18)
	x, w := f.x(min(run, next)), f.x(max(run, next))-f.x(min(run, next))
	switch {
	case !l.known():
		s.unsure(x, y+5, w, fallRow-10)
	case next < run:
		s.rect("home", "", x, y+5, w, fallRow-10)
	default:
		s.rect("gain", "", x, y+5, w, fallRow-10)
	}
	s.line("axis", ` stroke-dasharray="2 2"`, f.x(next), y+fallRow-5, f.x(next), y+fallRow+5)
	tone := "ink"
	if !l.known() {
		tone = "faint"
	}
	s.text(tone, "end", detailPx, f.look.width(), y+16, fmt.Sprintf("%.2f / %.2f", l.value(), most))
	s.height += fallRow
	return next
}

func (f *fall) tells(lines []Points, sum float64) string {
	list := make([]string, len(lines))
	for i, l := range lines {
		list[i] = fmt.Sprintf("%s %.2f", l.Label, l.value())
		if !l.known() {
			list[i] += f.look.say(" (unknown)", "（不明）")
		}
	}
	return f.look.sayf("Fit %.2f: %s.", "適合度 %.2f: %s。", sum, strings.Join(list, f.look.say(", ", "、")))
}
