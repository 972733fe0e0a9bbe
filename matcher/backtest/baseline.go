package backtest

import (
	"math"

	"github.com/shimai/shimai/data"
)

// counts is what simple rankings count from the ties that are not hidden.
type counts struct {
	units     *data.Units
	toward    bool
	degree    []float64 // ties of each government
	toHome    []float64 // of these, with the country that asks
	ofCountry []float64 // ties of each country
	withHome  []float64 // of these, with the country that asks
}

func (r *run) count(t *data.Ties) *counts {
	c := &counts{
		units: r.units, toward: r.options.Toward, degree: make([]float64, r.units.Len()), toHome: make([]float64, r.units.Len()),
		ofCountry: make([]float64, r.countries.Len()), withHome: make([]float64, r.countries.Len()),
	}
	for _, row := range foreign(r.units, t) {
		for _, first := range [2]bool{true, false} {
			s := seen(r.units, t, row, first)
			c.degree[s.town]++
			c.ofCountry[s.home]++
			if s.abroad == r.home {
				c.toHome[s.town]++
				c.withHome[s.home]++
			}
		}
	}
	return c
}

// simple is a ranking that needs no model.
type simple struct {
	name  string
	score func(town, u data.Unit) float64
}

func (c *counts) baselines() []simple {
	all := []simple{
		{"random", func(_, u data.Unit) float64 { return scatter(u) }},
		{"population closeness", func(town, u data.Unit) float64 {
			a, b := c.units.Population[town], c.units.Population[u]
			if a <= 0 || b <= 0 {
				return math.Inf(-1)
			}
			return -math.Abs(math.Log(float64(a) / float64(b)))
		}},
		{"degree", func(_, u data.Unit) float64 { return c.degree[u] }},
		{"country pair", func(_, u data.Unit) float64 { return c.withHome[c.units.Country[u]] }},
		{"degree to the country that asks", func(_, u data.Unit) float64 { return c.toHome[u] }},
		{"country pair × share of the country's ties", func(_, u data.Unit) float64 {
			k := c.units.Country[u]
			return c.withHome[k] * c.degree[u] / math.Max(1, c.ofCountry[k])
		}},
	}
	if c.toward {
		return all[:3] // the others compare countries, and here there is one
	}
	return all
}

// scatter gives every government a number without order, the same each time.
func scatter(u data.Unit) float64 {
	x := uint64(u)*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019
	x ^= x >> 31
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 29
	return float64(x>>11) / (1 << 53)
}
