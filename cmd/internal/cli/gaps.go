package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/survey"
)

// gapsOptions are the flags of `shimai gaps`.
type gapsOptions struct {
	country       string
	to            []string
	n             int
	minPopulation int64
	set           *pflag.FlagSet
}

func newGaps(e *env) *cobra.Command {
	var opt gapsOptions
	cmd := &cobra.Command{
		Use:   "gaps --country COUNTRY",
		Short: "List important foreign cities with no known tie to a country",
		Long: `List the largest foreign cities, seats of government and big cities, of which no
tie with the country is known here. Level "region" says that a tie is known of
the region that bears the city's name, which may well be the city's own. The
column of ties tells how many partners the city has elsewhere.

The register of ties is incomplete: no tie known is not the same as no tie.`,
		Example: `  shimai gaps --country JP
  shimai gaps --country JP --to GB -n 5
  shimai gaps --country Germany --to Asia -o gaps.csv`,
		Args: nothing,
		RunE: func(*cobra.Command, []string) error { return runGaps(e, opt) },
	}
	f := cmd.Flags()
	f.StringVar(&opt.country, "country", "", "the `COUNTRY` that has no tie, a code or a name (needed)")
	f.StringArrayVar(&opt.to, "to", nil, "only countries, continents or subregions in `LIST`, such as US,GB or Oceania;\nmay be repeated")
	f.IntVarP(&opt.n, "number", "n", 20, "how many cities")
	f.Int64Var(&opt.minPopulation, "min-population", int64(survey.DefaultMinPopulation), "smallest population of a city that is no national or regional seat")
	opt.set = f
	return cmd
}

func runGaps(e *env, opt gapsOptions) error {
	for _, f := range []struct{ flag, key, value string }{
		{"to", "to", strings.Join(opt.to, ",")}, {"number", "n", strconv.Itoa(opt.n)},
	} {
		if opt.set.Changed(f.flag) {
			e.given[f.key] = f.value
		}
	}
	if opt.minPopulation < 1 {
		return answer.Usage(answer.Words("--min-population %d: write a number of people, 1 or more", "--min-population %d: 1以上の人数を指定してください", opt.minPopulation))
	}
	out, err := e.output(answer.Formats(answer.FormatJSONL))
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	v, err := e.Gaps(a, opt.country, data.People(opt.minPopulation))
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
