package web

import (
	"context"
	"html/template"
	"math"

	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
)

// compareBody sets the picked candidates side by side.
type compareBody struct {
	Town      townHead
	Basket    basketLine
	Table     grid
	Picture   template.HTML
	Downloads []option
}

// comparePage compares up to eight candidates.
func comparePage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	picks, err := v.picks(ctx, town)
	if err != nil {
		return nil, err
	}
	body := compareBody{Town: v.head(town, nil)}
	if body.Basket, err = v.basketLine(ctx); err != nil || len(picks) == 0 {
		return body, err
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	a.Parts = true
	c, err := v.s.desk.Compare(ctx, a, append([]data.Unit{town}, picks...))
	if err != nil {
		return nil, err
	}
	body.Table = v.grid(c.Result().Doc)
	body.Picture = v.measures(append([]data.Unit{town}, picks...))
	body.Downloads = v.downloads("compare", "csv", "xlsx", "json", "md")
	return body, nil
}

// measures draws what towns are compared by.
func (v *visit) measures(list []data.Unit) template.HTML {
	names := make([]string, len(list))
	people := chart.Measure{Label: v.say("Population", "人口"), Log: true}
	height := chart.Measure{Label: v.say("Elevation (m)", "標高(m)")}
	coast := chart.Measure{Label: v.say("To the sea (km)", "海まで(km)")}
	for i, u := range list {
		names[i] = v.base.Name(u, v.lang)
		people.Values = append(people.Values, whole(v.base.Units.Population[u]))
		height.Values = append(height.Values, whole(v.base.Units.Elevation[u]))
		coast.Values = append(coast.Values, float64(v.base.Units.CoastKm[u]))
	}
	title := v.say("Size and setting", "規模と立地")
	return v.picture("measures", func(look chart.Look) string {
		return chart.ProfileBars(look, title, names, []chart.Measure{people, height, coast})
	})
}

// whole is a whole number for a picture, NaN where it is unknown.
func whole(n int32) float64 {
	if n == data.NoInt {
		return math.NaN()
	}
	return float64(n)
}
