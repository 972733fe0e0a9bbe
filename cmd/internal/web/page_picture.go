package web

import (
	"html/template"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Widths that pictures are laid out for, in pixels: a page, and a phone, where
// letters keep their size.
const (
	wideWidth   = 760
	narrowWidth = 340
)

// picture draws a picture for pages and for phones; the style sheet shows one of them.
func (v *visit) picture(id string, draw func(chart.Look) string) template.HTML {
	wide := draw(chart.Look{Lang: v.lang, Width: wideWidth, ID: id})
	narrow := draw(chart.Look{Lang: v.lang, Width: narrowWidth, ID: id + "s"})
	return template.HTML(`<div class="for-wide">` + wide + `</div><div class="for-narrow">` + narrow + `</div>`) // #nosec G203 -- chart escapes all words
}

// mostMapped bounds the markers of a map.
const mostMapped = 20

// worldMap draws the town and the first of the list, each with its number.
func (v *visit) worldMap(town data.Unit, rows []candidateRow, list []matcher.Candidate) (template.HTML, error) {
	if len(list) == 0 {
		return "", nil
	}
	world, err := v.s.desk.World()
	if err != nil {
		return "", err
	}
	spots := make([]chart.Spot, min(len(list), mostMapped))
	for i := range spots {
		spots[i] = v.spot(list[i].Unit)
		spots[i].Note, spots[i].Link = rows[i].Where, "#"+rows[i].Anchor
	}
	return v.picture("world", func(look chart.Look) string {
		look.Bare = true // the list is beside it
		return chart.WorldMap(look, world, v.spot(town), spots)
	}), nil
}

func (v *visit) spot(u data.Unit) chart.Spot {
	return chart.Spot{Name: v.base.Name(u, v.lang), Lat: float64(v.base.Units.Lat[u]), Lon: float64(v.base.Units.Lon[u])}
}
