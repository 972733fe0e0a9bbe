package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

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
	from, to, isRange := strings.Cut(f.size, "-")
	if !isRange {
		to = from
	}
	var err, err2 error
	r.Min, err = strconv.Atoi(strings.TrimSpace(from))
	r.Max, err2 = strconv.Atoi(strings.TrimSpace(to))
	if err != nil || err2 != nil {
		return r, usagef("--size %s is no size; write a number such as 6, or a range such as 4-8", shorten(f.size))
	}
	return r, nil
}

// weights reads --purpose; nil when nothing was given.
func (f *portfolioFlags) weights() (map[portfolio.Purpose]float64, error) {
	if len(f.purposes) == 0 {
		return nil, nil
	}
	out := map[portfolio.Purpose]float64{}
	for _, list := range f.purposes {
		for _, word := range strings.Split(list, ",") {
			key, value, ok := strings.Cut(strings.TrimSpace(word), "=")
			p, known := portfolio.ParsePurpose(key)
			w, err := strconv.ParseFloat(value, 64)
			if !ok || !known || err != nil {
				return nil, usagef("--purpose %s is not understood; write PURPOSE=x, such as education=2; the purposes are %s", shorten(word), purposeKeys())
			}
			out[p] = w
		}
	}
	return out, nil
}

func purposeKeys() string {
	var out []string
	for _, p := range portfolio.Purposes() {
		out = append(out, p.String())
	}
	return strings.Join(out, " ")
}

// adapt fits the defaults, not what was given, to the countries asked for: one
// of each country is not to be had from two countries, nor two continents
// from one. taken counts the partners there are in each of the countries.
func (f *portfolioFlags) adapt(r *portfolio.Rules, taken []int, continents int) {
	set := f.query.set
	if !set.Changed("per-country") {
		for placesLeft(taken, r.PerCountry) < r.Min {
			r.PerCountry++
		}
	}
	if !set.Changed("continents") {
		r.Continents = min(r.Continents, continents)
	}
}

// placesLeft counts the members that a limit per country has room for.
func placesLeft(taken []int, perCountry int) int {
	places := 0
	for _, n := range taken {
		places += max(0, perCountry-n)
	}
	return places
}

// asked lists, for the id of the run, what the configuration does not hold.
func (f *portfolioFlags) asked(r portfolio.Request) []string {
	out := []string{
		fmt.Sprintf("size=%d-%d", r.Rules.Min, r.Rules.Max), fmt.Sprintf("per-country=%d", r.Rules.PerCountry),
		fmt.Sprintf("continents=%d", r.Rules.Continents), "include-parts=" + strconv.FormatBool(f.query.parts),
	}
	for _, p := range slices.Sorted(maps.Keys(r.Purposes)) {
		if w := r.Purposes[p]; w != p.DefaultWeight() {
			out = append(out, fmt.Sprintf("purpose.%s=%g", p, w))
		}
	}
	return out
}

// conflict words an error about rules that exclude each other, each rule with
// the flag that changes it; other errors stay as they are.
func (e *env) conflict(err error, r portfolio.Request) error {
	var c *portfolio.ConflictError
	if !errors.As(err, &c) {
		return err
	}
	lang := e.langOrEnglish()
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(both(en, ja).In(lang), args...) }
	var parts []string
	for _, rule := range c.Conflict {
		switch rule {
		case portfolio.RuleSize:
			parts = append(parts, say("at least %d members (--size)", "%d都市以上(--size)", c.Rules.Min))
		case portfolio.RulePerCountry:
			parts = append(parts, say("at most %d of one country (--per-country)", "1か国%d都市まで(--per-country)", c.Rules.PerCountry))
		case portfolio.RuleContinents:
			parts = append(parts, say("at least %d continents (--continents)", "%d大陸以上(--continents)", c.Rules.Continents))
		case portfolio.RuleExisting:
			parts = append(parts, say("existing partners take their country's place (%d of %d countries have one left)", "既存の提携先も国の枠に数える(残り%d/%dか国)", c.Free, c.Countries))
		case portfolio.RuleTo:
			parts = append(parts, say("candidates of the %d countries asked for only (--to)", "対象は指定の%dか国のみ(--to)", len(r.Query.To)))
		}
	}
	sep := both("; ", "、").In(lang)
	return &usageError{text: say("no portfolio keeps all of these rules together: %s. Change any one of them.", "次の条件をすべて満たす組み合わせはありません: %s。いずれか一つを変えてください。", strings.Join(parts, sep)), err: c}
}
