package cli

import (
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/matcher/model"
)

// writeCharts draws every curve and the tags of every criterion into a folder.
func writeCharts(dir string, w model.Weights) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // pictures for everybody
		return fmt.Errorf("make folder for charts: %w", err)
	}
	axes := chartAxes()
	for _, c := range w.Criteria {
		for _, t := range c.Terms {
			if len(t.Curve) < 2 {
				continue
			}
			err := replaceFile(filepath.Join(dir, c.Name+"-"+t.Name+".svg"), func(out io.Writer) error {
				return chart.Curve(out, c, t, axes[c.Name+"."+t.Name])
			})
			if err != nil {
				return err
			}
		}
		if err := writeTags(dir, c); err != nil {
			return err
		}
	}
	return nil
}

func writeTags(dir string, c model.Criterion) error {
	if ok, err := chart.Tags(io.Discard, c); !ok || err != nil {
		return err
	}
	return replaceFile(filepath.Join(dir, c.Name+"-tags.svg"), func(out io.Writer) error {
		_, err := chart.Tags(out, c)
		return err
	})
}

// chartAxes tells what the measures of the curves are. Logarithms are labelled
// with what they are the logarithm of.
func chartAxes() map[string]chart.Axis {
	ln := func(label, suffix string, values ...float64) chart.Axis {
		return logAxis(label, suffix, math.Log, values)
	}
	lifts := func(label string) chart.Axis {
		return logAxis(label, "×", math.Log2, []float64{1.0 / 64, 1.0 / 16, 0.25, 0.5, 1, 2, 4, 16, 64})
	}
	counts := func(label string) chart.Axis {
		return logAxis(label, "", math.Log1p, []float64{0, 1, 2, 3, 10, 100, 1000, 10000})
	}
	noYes := []chart.Tick{{At: 0, Text: "no"}, {At: 1, Text: "yes"}}
	return map[string]chart.Axis{
		"name.similarity":     {Label: "likeness of the names × rarity of the name"},
		"population.ratio":    ln("larger population ÷ smaller", "", 1, 1.5, 2, 3, 5, 10, 30, 100, 400),
		"population.rank":     ln("larger rank within the region ÷ smaller", "", 1, 2, 5, 10, 30, 100, 400),
		"climate.distance":    {Label: "distance of the climates, months sorted, in degrees"},
		"climate.koppen":      {Label: "same Köppen-Geiger class", Ticks: noYes},
		"history.births":      {Label: "birthplaces of notable people of one occupation", Ticks: noYes},
		"history.emigrants":   counts("emigrants of our prefecture and their descendants there"),
		"education.language":  {Label: "share of pairs of people who could talk in one language"},
		"disaster.same_event": {Label: "distance in km"},
		"access.hours":        {Label: "time difference in hours, by the sun"},
		"access.mission":      {Label: "diplomatic missions of either country near the other town", Ticks: []chart.Tick{{At: 0, Text: "0"}, {At: 1, Text: "1"}, {At: 2, Text: "2"}}},
		"links.common":        counts("partners in common"),
		"links.regions":       lifts("ties between the two regions ÷ usual"),
		"links.their_region":  lifts("ties of their region with our country ÷ its share"),
		"links.our_region":    lifts("ties of our region with their country ÷ its share"),
		"links.similar_towns": lifts("ties between towns of the two sizes ÷ usual for the two countries"),
		"country.affinity":    lifts("ties between the two countries ÷ what their numbers of ties give"),
		"country.migrants":    ln("people born in one country who live in the other", "", 1, 10, 100, 1000, 10_000, 100_000),
	}
}

// logAxis marks values on an axis of their logarithms.
func logAxis(label, suffix string, log func(float64) float64, values []float64) chart.Axis {
	a := chart.Axis{Label: label}
	for _, v := range values {
		text := strconv.FormatFloat(v, 'f', -1, 64)
		switch {
		case v >= 1000:
			text = answer.Grouped(int64(v))
		case v > 0 && v < 0.5:
			text = "1/" + strconv.FormatFloat(1/v, 'f', -1, 64)
		}
		a.Ticks = append(a.Ticks, chart.Tick{At: log(v), Text: text + suffix})
	}
	return a
}
