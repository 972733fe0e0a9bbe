package web

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// PlanAsked is what a plan is asked for.
type PlanAsked struct {
	Country    string   `json:"country,omitempty" maxLength:"100" doc:"All governments of a country, a code or a name; or else towns."`
	Towns      []string `json:"towns,omitempty" maxItems:"2000" doc:"The towns, each an id or a name."`
	Regions    []string `json:"regions,omitempty" maxItems:"100" doc:"Only those of these regions or prefectures."`
	Types      []string `json:"types,omitempty" maxItems:"10" doc:"Only of these kinds: prefecture, city, ward, town, village, place, region."`
	NoKnownTie bool     `json:"no_known_tie,omitempty" doc:"Only those of whom no international tie is known here."`
	Size       string   `json:"size,omitempty" maxLength:"20" doc:"Partners a town: FEWEST-MOST, or one number. Default: 4-8."`
	Cap        *int     `json:"cap,omitempty" doc:"At most so many towns a candidate. Default: 3."`
	PerCountry *int     `json:"per_country,omitempty" doc:"At most so many partners of one country a town, 0 for no limit. Default: 1."`
	To         []string `json:"to,omitempty" maxItems:"260" doc:"Only these countries, continents or subregions."`
	Weights    []string `json:"weights,omitempty" maxItems:"40" doc:"CRITERION=x counts a criterion x times, 0 leaves it out."`
	Lang       string   `json:"lang,omitempty" enum:"en,ja" doc:"Language of the texts. Default: that of the server."`
}

// flags are those of `shimai batch`. Each value stands in one word with its
// flag, so that it cannot be read as another one.
func (p PlanAsked) flags(lang string) ([]string, error) {
	if (p.Country == "") == (len(p.Towns) == 0) {
		return nil, answer.Usagef("name either a country or towns")
	}
	if p.Lang != "" {
		lang = p.Lang
	}
	out := []string{"--lang=" + lang}
	add := func(flag string, values ...string) {
		for _, v := range values {
			if v != "" {
				out = append(out, "--"+flag+"="+v)
			}
		}
	}
	add("country", p.Country)
	add("region", p.Regions...)
	add("type", p.Types...)
	add("size", p.Size)
	add("to", p.To...)
	add("weight", p.Weights...)
	if p.NoKnownTie {
		out = append(out, "--no-known-tie")
	}
	if p.Cap != nil {
		add("cap", strconv.Itoa(*p.Cap))
	}
	if p.PerCountry != nil {
		add("per-country", strconv.Itoa(*p.PerCountry))
	}
	return out, nil
}

// list writes the towns one a line, as batch reads them.
func (p PlanAsked) list() (string, error) {
	for _, t := range p.Towns {
		if strings.ContainsAny(t, "#\n\r") {
			return "", answer.Usagef("%s is no name of a town", answer.Shorten(t))
		}
	}
	return strings.Join(p.Towns, "\n"), nil
}
