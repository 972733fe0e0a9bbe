package chart

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/shimai/shimai/matcher/model"
)

// The layout of a chart of tags, in pixels.
const (
	tagLeft  = 190
	tagRow   = 22
	tagsTop  = 62
	tagsLast = 62
)

// Tags draws all tags of a criterion that say something; those that ties share
// no more often than chance are named below. ok is false, and nothing is
// written, when the criterion has no tag.
func Tags(w io.Writer, c model.Criterion) (ok bool, err error) {
	var shown []model.Term
	var silent []string
	var all []float64
	for _, t := range c.Terms {
		switch {
		case len(t.Curve) > 0:
		case t.Both == 0 && t.One == 0:
			silent = append(silent, t.Name)
		default:
			shown = append(shown, t)
			for i, v := range [2]float64{t.Both, t.One} {
				all = append(all, v-failing(t, i), v+failing(t, i))
			}
		}
	}
	if len(shown) == 0 {
		return false, nil
	}
	p := &tags{}
	below := fold(silent, 84)
	p.height = tagsTop + tagRow*len(shown) + tagsLast + 16*len(below)
	p.low, p.high = whole(all)
	p.grid(len(shown))
	for i, t := range shown {
		p.row(i, t)
	}
	y := float64(tagsTop + tagRow*len(shown) + 42)
	p.dot("band", tagLeft+4, y-4, 4)
	p.text("faint", "start", smallPx, tagLeft+14, y, "both have it, ± one standard error")
	p.dot("dot", tagLeft+234, y-4, 3)
	p.text("faint", "start", smallPx, tagLeft+244, y, "only one has it")
	for i, line := range below {
		p.text("faint", "start", smallPx, 16, y+22+16*float64(i), line)
	}
	title := c.Name + ": tags"
	p.text("ink", "start", fontPx+2, 16, 24, title)
	return true, p.write(w, title, fmt.Sprintf("Evidence in bits of %d tags", len(shown)))
}

type tags struct {
	canvas
	low, high int
}

// failing is the standard error of a number of a tag: 0 both, 1 one.
func failing(t model.Term, i int) float64 {
	if i < len(t.Stats) {
		return t.Stats[i].Error
	}
	return 0
}

func (p *tags) x(bits float64) float64 {
	bits = math.Max(float64(p.low), math.Min(float64(p.high), bits))
	return tagLeft + (width-tagLeft-24)*(bits-float64(p.low))/float64(p.high-p.low)
}

func (p *tags) grid(rows int) {
	for b := p.low; b <= p.high; b++ {
		class := "grid"
		if b == 0 {
			class = "zero"
		}
		x, end := p.x(float64(b)), float64(tagsTop+tagRow*rows)
		p.line(class, "", x, tagsTop-6, x, end)
		p.text("faint", "middle", smallPx, x, tagsTop-12, times(b))
		p.text("faint", "middle", smallPx, x, end+15, signed(b))
	}
	p.text("faint", "end", smallPx, tagLeft-24, tagsTop-12, "of chance")
	p.text("faint", "end", smallPx, tagLeft-24, float64(tagsTop+tagRow*rows+15), "bits")
}

func (p *tags) row(i int, t model.Term) {
	y := float64(tagsTop+tagRow*i) + tagRow/2
	name := strings.ReplaceAll(t.Name, "_", " ")
	if t.Fixed {
		name += " (by hand)"
	}
	p.text("ink", "end", fontPx-1, tagLeft-24, y+4, name)
	for k, v := range [2]float64{t.Both, t.One} {
		if e := failing(t, k); e > 0 {
			p.line([]string{"line", "zero"}[k], ` stroke-width="1.5"`, p.x(v-e), y, p.x(v+e), y)
		}
	}
	p.dot("dot", p.x(t.One), y, 3)
	p.dot("band", p.x(t.Both), y, 4)
}

// fold words the tags that say nothing, in lines of about so many letters.
func fold(silent []string, most int) []string {
	if len(silent) == 0 {
		return nil
	}
	lines := []string{"no more often shared than by chance:"}
	for i, s := range silent {
		s = strings.ReplaceAll(s, "_", " ")
		if i+1 < len(silent) {
			s += ","
		}
		if last := &lines[len(lines)-1]; len(*last)+len(s) < most {
			*last += " " + s
		} else {
			lines = append(lines, s)
		}
	}
	return lines
}
