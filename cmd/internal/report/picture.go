package report

import (
	"slices"

	"github.com/shimai/shimai/cmd/internal/chart"
)

// Widths that pictures are laid out for, in pixels: a page, and a phone, where
// letters keep their size.
const (
	pageWidth  = 760
	phoneWidth = 340
)

// painter draws the pictures of one report.
type painter struct {
	lang  string
	world chart.World
}

// draw draws a picture twice, for pages and for phones; the style sheet shows
// one of them. What both look the same for is drawn once.
func (p painter) draw(pic *Picture, id string) string {
	page := p.svg(pic, chart.Look{Lang: p.lang, Width: pageWidth, ID: id})
	phone := p.svg(pic, chart.Look{Lang: p.lang, Width: phoneWidth, ID: id + "s"})
	if page == "" || page == phone {
		return page
	}
	return `<div class="for-page">` + page + `</div><div class="for-phone">` + phone + `</div>`
}

func (p painter) svg(pic *Picture, look chart.Look) string {
	switch pic.Kind {
	case PictureMap:
		return p.worldMap(pic, look)
	case PicturePoints:
		lines := make([]chart.Points, len(pic.Bars))
		for i, b := range pic.Bars {
			lines[i] = chart.Points{Label: b.Label, Points: b.Points, Max: b.Max, Known: b.Known}
		}
		return chart.Waterfall(look, pic.Alt, lines)
	case PictureClimate:
		if len(pic.Places) == 2 {
			return chart.ClimatePair(look, climate(pic.Places[0]), climate(pic.Places[1]))
		}
	case PictureProfile:
		return chart.ProfileBars(look, pic.Alt, pic.Names, pic.Measures)
	case PictureBalance:
		return chart.Balance(look, pic.Alt, pic.Names, pic.Groups)
	}
	return ""
}

// worldMap draws the town and the members; what else the picture knows stands
// in tables.
func (p painter) worldMap(pic *Picture, look chart.Look) string {
	var town chart.Spot
	members := slices.DeleteFunc(slices.Clone(pic.Spots), func(s Spot) bool { return s.Role != RoleMember })
	slices.SortStableFunc(members, func(a, b Spot) int { return a.Number - b.Number })
	partners := make([]chart.Spot, len(members))
	for i, m := range members {
		partners[i] = chart.Spot{Name: m.Name, Note: m.Note, Lat: m.Lat, Lon: m.Lon, Link: "#" + partAnchor(m.ID)}
	}
	for _, s := range pic.Spots {
		if s.Role == RoleTown {
			town = chart.Spot{Name: s.Name, Note: s.Note, Lat: s.Lat, Lon: s.Lon}
		}
	}
	return chart.WorldMap(look, p.world, town, partners)
}

func climate(m Months) chart.Climate {
	return chart.Climate{Name: m.Name, Note: m.Note, Lat: m.Lat, Temp: m.Temperature, Rain: m.Rain, Mean: &m.Mean}
}
