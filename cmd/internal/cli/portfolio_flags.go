package cli

import (
	"fmt"
	"maps"
	"strings"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher/portfolio"
)

// portfolioFlags are those of recommend that make sense for a portfolio, and
// the rules of one.
type portfolioFlags struct {
	query      queryFlags
	wish       wishFlags
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
	f.wish.add(set)
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

// rules lays the flags that were given over the rules of the brief.
func (f *portfolioFlags) rules(out *answer.Set) (err error) {
	given := f.query.set.Changed
	if given("per-country") {
		out.Rules.PerCountry, out.OwnPerCountry = f.query.perCountry, true
	}
	if given("continents") {
		out.Rules.Continents, out.OwnContinents = f.continents, true
	}
	if given("size") {
		out.Rules.Min, out.Rules.Max, err = answer.ParseSize(f.size)
	}
	return err
}

// wanted reads what the brief, and over it the flags, ask of a portfolio.
func (f *portfolioFlags) wanted() (answer.Set, error) {
	out, err := answer.SetOf(&f.wish.wanted)
	if err != nil {
		return out, err
	}
	if err := f.rules(&out); err != nil {
		return out, err
	}
	given, err := answer.ParsePurposes(f.purposes)
	maps.Copy(out.Purposes, given)
	return out, err
}
