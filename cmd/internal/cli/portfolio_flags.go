package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher/portfolio"
)

// portfolioFlags are those of recommend that make sense for a portfolio, and
// the rules of one.
type portfolioFlags struct {
	query      queryFlags
	size       string
	continents int
	purposes   []string
}

func (f *portfolioFlags) add(set *pflag.FlagSet) {
	set.StringArrayVar(&f.query.to, "to", nil, "only countries, continents or subregions in `LIST`, such as US,GB or Oceania;\nmay be repeated")
	set.StringVar(&f.size, "size", "4-8", "how many members: `N` or FROM-TO, which stops when one more adds too little")
	set.IntVar(&f.query.perCountry, "per-country", 1, "at most so many of one country, existing partners counted, 0 for no limit\n(with --to: as many as the smallest size needs)")
	set.IntVar(&f.continents, "continents", 2, "on at least so many continents, existing partners counted (with --to: at most as\nmany as it reaches)")
	set.StringArrayVar(&f.purposes, "purpose", nil, "`PURPOSE=x` counts what partners are wanted for x times, 0 leaves it out; may be\nrepeated. Defaults: "+purposeList())
	set.StringVar(&f.query.by, "by", "balanced", "order that values candidates: balanced, fit, openness or mutual")
	f.query.addWeights(set)
	set.BoolVar(&f.query.parts, "include-parts", false, "keep places that are probably part of a larger city")
}

// purposeList lists the purposes with their default weights.
func purposeList() string {
	var out []string
	for _, p := range portfolio.Purposes() {
		out = append(out, fmt.Sprintf("%s=%g", p, p.DefaultWeight()))
	}
	return strings.Join(out, " ")
}

// rules reads the hard rules as they were given.
func (f *portfolioFlags) rules() (portfolio.Rules, error) {
	r := portfolio.Rules{PerCountry: f.query.perCountry, Continents: f.continents}
	var err error
	r.Min, r.Max, err = answer.ParseSize(f.size)
	return r, err
}

// wanted reads what the flags ask of a portfolio.
func (f *portfolioFlags) wanted() (answer.Set, error) {
	out := answer.Set{OwnPerCountry: f.query.set.Changed("per-country"), OwnContinents: f.query.set.Changed("continents")}
	var err error
	if out.Rules, err = f.rules(); err != nil {
		return out, err
	}
	out.Purposes, err = answer.ParsePurposes(f.purposes)
	return out, err
}
