package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/config"
)

// queryFlags are the flags that say what is asked of a ranking.
type queryFlags struct {
	to, weights   []string
	n, perCountry int
	by            string
	parts         bool
	set           *pflag.FlagSet
}

func (q *queryFlags) add(f *pflag.FlagSet) {
	f.StringArrayVar(&q.to, "to", nil, "only countries, continents or subregions in `LIST`, such as US,GB or Oceania;\nmay be repeated")
	f.IntVarP(&q.n, "number", "n", 20, "how many candidates")
	f.IntVar(&q.perCountry, "per-country", 3, "at most so many of one country, 0 for no limit (with --to: as many as fill the list)")
	f.StringVar(&q.by, "by", "balanced", "order: balanced, fit, openness or mutual")
	q.addWeights(f)
	f.BoolVar(&q.parts, "include-parts", false, "keep places that are probably part of a larger city")
	q.set = f
}

// addWeights declares only what changes points.
func (q *queryFlags) addWeights(f *pflag.FlagSet) {
	f.StringArrayVar(&q.weights, "weight", nil, "`CRITERION=x` counts a criterion x times, 0 leaves it out; may be repeated.\nCriteria: "+criteriaList())
	q.set = f
}

func criteriaList() string { return strings.Join(config.Criteria(), " ") }

// apply hands the flags that were given to the configuration, which checks
// them and lays them over file and environment.
func (q *queryFlags) apply(e *env) {
	for _, f := range []struct{ flag, key, value string }{
		{"to", "to", strings.Join(q.to, ",")},
		{"number", "n", strconv.Itoa(q.n)},
		{"per-country", "per_country", strconv.Itoa(q.perCountry)},
		{"by", "by", q.by},
		{"weight", "weights", strings.Join(q.weights, ",")},
	} {
		if q.set.Changed(f.flag) {
			e.given[f.key] = f.value
		}
	}
}
