package chart

import (
	"fmt"
	"math"
	"strings"
)

// Climate is the climate of a town, months from January to December. A month
// that is unknown is NaN.
type Climate struct {
	// Name is the town, Note what stands below it, as the class of the climate;
	// "" for nothing.
	Name, Note string
	// Lat is in degrees north; it tells the season.
	Lat float64
	// Temp is in degrees Celsius, Rain in millimetres a month.
	Temp, Rain [12]float64
	// Mean is the mean temperature of the year. Default: nil, that of the
	// months, which may be rounded.
	Mean *float64
}

// ClimatePair draws two climates beside each other, or below each other on a
// phone, with the same axes: temperature as a line, rain as bars. Where one
// town lies south of the equator and the other north, a note says that their
// seasons are opposite; the months are those of the calendar on both sides.
func ClimatePair(look Look, a, b Climate) string {
	s := &sheet{look: look, kind: "climate"}
	title := look.sayf("Climate of %s and %s", "%sと%sの気候", a.Name, b.Name)
	s.height = s.heading(title)
	axes := newClimateAxes(a, b)
	top, w := s.height, (look.width()-24)/2
	if look.narrow() {
		s.height = axes.draw(s, a, 0, top, look.width())
		s.height = axes.draw(s, b, 0, s.height+14, look.width())
	} else {
		s.height = max(axes.draw(s, a, 0, top, w), axes.draw(s, b, w+24, top, w))
	}
	note := opposite(look, a, b)
	if note != "" {
		s.height += 8
		s.fit("ink", "start", wordsPx, 0, s.height+10, look.width(), note)
		s.height += 14
	}
	s.height += 4
	return s.finish(title, strings.TrimSpace(tellsClimate(look, a)+" "+tellsClimate(look, b)+" "+note))
}

// opposite notes that the seasons of two towns are opposite. Near the equator
// there are none to speak of.
func opposite(look Look, a, b Climate) string {
	south, north := a, b
	if a.Lat > b.Lat {
		south, north = b, a
	}
	if !(south.Lat < -10 && north.Lat > 10) {
		return ""
	}
	return look.sayf("%s lies south of the equator: January is summer there.", "%sは南半球にあり、季節が逆です（1月が夏）。", south.Name)
}

// climateAxes are the common axes: their grid lines are steps of both.
type climateAxes struct {
	low, high, rainStep float64
}

const (
	climateHigh = 170.0 // of a diagram, in pixels
	tempStep    = 10.0
)

func newClimateAxes(list ...Climate) climateAxes {
	low, high, rain := 0.0, 20.0, 0.0
	for _, c := range list {
		for i := range 12 {
			if finite(c.Temp[i]) {
				low, high = min(low, within(c.Temp[i], -90, 60)), max(high, within(c.Temp[i], -90, 60))
			}
			if finite(c.Rain[i]) {
				rain = max(rain, within(c.Rain[i], 0, 1e5))
			}
		}
	}
	a := climateAxes{low: math.Floor(low/tempStep) * tempStep, high: math.Ceil(high/tempStep) * tempStep}
	a.rainStep = max(niceStep(rain/a.steps()), 10)
	return a
}

func (a climateAxes) steps() float64 { return (a.high - a.low) / tempStep }

// draw draws one diagram and returns where it ends.
func (a climateAxes) draw(s *sheet, c Climate, x, y, w float64) float64 {
	s.fit("ink", "start", wordsPx, x, y+12, w, c.Name)
	s.fit("faint", "start", detailPx, x, y+28, w, yearOf(s.look, c))
	left, right, top := x+30, x+w-38, y+54
	s.text("faint", "start", detailPx, x, top-9, "°C")
	s.text("faint", "end", detailPx, x+w, top-9, "mm")
	for i := 0.0; i <= a.steps(); i++ {
		at, tone := top+climateHigh*(1-i/a.steps()), "rule"
		if a.low+i*tempStep == 0 {
			tone = "axis"
		}
		s.line(tone, "", left, at, right, at)
		s.text("faint", "end", detailPx, left-5, at+4, trimmed(a.low+i*tempStep))
		s.text("faint", "start", detailPx, right+5, at+4, trimmed(i*a.rainStep))
	}
	a.months(s, c, left, right, top)
	return top + climateHigh + 20
}

func (a climateAxes) months(s *sheet, c Climate, left, right, top float64) {
	slot := (right - left) / 12
	var line [][]place
	joined := false
	for i := range 12 {
		middle, bottom := left+slot*(float64(i)+0.5), top+climateHigh
		s.text("faint", "middle", detailPx, middle, bottom+15, month(s.look, i))
		if finite(c.Rain[i]) {
			h := climateHigh * within(c.Rain[i], 0, 1e5) / (a.rainStep * a.steps())
			s.rect("rain", "", middle-slot*0.36, bottom-h, slot*0.72, h)
		} else {
			s.unsure(middle-slot*0.36, top, slot*0.72, climateHigh)
		}
		if !finite(c.Temp[i]) {
			joined = false
			continue
		}
		at := place{middle, top + climateHigh*(a.high-within(c.Temp[i], -90, 60))/(a.high-a.low)}
		if !joined {
			line = append(line, nil)
		}
		line[len(line)-1] = append(line[len(line)-1], at)
		joined = true
	}
	for _, part := range line {
		var b strings.Builder
		if drawnPath(&b, part, 0, false); b.Len() == 0 {
			s.circle([]string{"home"}, "", part[0].x, part[0].y, 1.5) // a month between unknown ones
		} else {
			s.add(`<path %s fill="none" stroke-width="2.4" stroke-linejoin="round" d="%s"/>`, ink("warm"), b.String())
		}
	}
}

func month(look Look, i int) string {
	return look.say("JFMAMJJASOND"[i:i+1], fmt.Sprint(i+1))
}

// yearOf words the mean of the year, its rain, and the note.
func yearOf(look Look, c Climate) string {
	var temp, rain float64
	for i := range 12 {
		temp, rain = temp+c.Temp[i]/12, rain+c.Rain[i]
	}
	if c.Mean != nil {
		temp = *c.Mean
	}
	parts := []string{look.say("temperature unknown", "気温不明"), look.say("rain unknown", "降水量不明")}
	if finite(temp) {
		parts[0] = look.sayf("mean %.1f °C", "年平均気温 %.1f℃", temp)
	}
	if finite(rain) {
		parts[1] = look.sayf("%s mm a year", "年降水量 %s mm", grouped(rain))
	}
	if c.Note != "" {
		parts = append(parts, c.Note)
	}
	return strings.Join(parts, look.say(" · ", "・"))
}

func tellsClimate(look Look, c Climate) string {
	return look.sayf("%s: %s.", "%s: %s。", c.Name, yearOf(look, c))
}
