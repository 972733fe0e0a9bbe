package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
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

// query builds the question for the engine from the merged configuration.
func (e *env) query(town data.Unit, parts bool) (matcher.Query, error) {
	cfg, err := e.config()
	if err != nil {
		return matcher.Query{}, err
	}
	b, err := e.base()
	if err != nil {
		return matcher.Query{}, err
	}
	q := matcher.Query{Town: town, N: cfg.N, PerCountry: cfg.PerCountry, By: matcher.Order(cfg.By), IncludeParts: parts}
	if q.To, err = e.targets(b, cfg.To, b.units.Country[town]); err != nil {
		return matcher.Query{}, err
	}
	// Who names the countries wants a full list from them; only an own
	// --per-country may then leave it short.
	if _, own := e.given["per_country"]; !own && q.PerCountry > 0 && len(q.To) > 0 {
		q.PerCountry = max(q.PerCountry, (q.N+len(q.To)-1)/len(q.To))
	}
	if len(cfg.Weights) > 0 {
		q.Weights = make(map[matcher.Criterion]float64, len(cfg.Weights))
		for k, w := range cfg.Weights {
			q.Weights[matcher.Criterion(k)] = w
		}
	}
	return q, nil
}

// targets reads what --to names, in code order; nil for everywhere abroad.
func (e *env) targets(b *base, to []string, own data.Country) ([]data.Country, error) {
	if len(to) == 0 {
		return nil, nil
	}
	wanted := make([]bool, b.countries.Len())
	for _, word := range to {
		if c, ok := index.CountryByName(b.countries, word); ok {
			if c == own {
				return nil, usagef("--to %s is the own country; partners are looked for abroad", shorten(word))
			}
			if areas, both := index.CountriesIn(b.countries, word); both && len(areas) > 1 {
				e.notice("--to %s means %s; write the continent's name in full to mean the continent", word, b.countries.Name[c])
			}
			wanted[c] = true
			continue
		}
		area, ok := index.CountriesIn(b.countries, word)
		if !ok {
			return nil, usagef("--to %s is no country, continent or subregion; write a code (US, GB), a name (Canada, カナダ), or such as Oceania, Northern Europe", shorten(word))
		}
		for _, c := range area {
			wanted[c] = c != own
		}
	}
	list := []data.Country{}
	for c, ok := range wanted {
		if ok {
			list = append(list, data.Country(c))
		}
	}
	return list, nil
}

// run identifies a question: the same data, configuration and arguments give
// the same id on every machine.
type run struct {
	ID      string `json:"id"`
	Data    string `json:"data"`
	Config  string `json:"config"`
	Version string `json:"version"`
}

// newRun derives the id of a run. args hold the ids of the governments and what
// else was asked that is not in the configuration.
func (e *env) newRun(command string, args ...string) (run, error) {
	cfg, err := e.config()
	if err != nil {
		return run{}, err
	}
	b, err := e.base()
	if err != nil {
		return run{}, err
	}
	r := run{Data: b.manifest.Digest(), Config: cfg.Digest(), Version: programVersion()}
	sum := sha256.Sum256([]byte(strings.Join(append([]string{r.Data, r.Config, command}, args...), "\n")))
	r.ID = hex.EncodeToString(sum[:6])
	e.register(command, r, args)
	return r, nil
}

// line shows the run below a result.
func (r run) line(lang string, m data.Manifest) string {
	return fmt.Sprintf(both("Data %s (newest source %s) · configuration %s · run %s", "データ %s(最新の出典 %s年)・設定 %s・実行 %s").In(lang), r.Data, dataDate(m), r.Config, r.ID)
}
