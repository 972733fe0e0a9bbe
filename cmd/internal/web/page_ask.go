package web

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// visit is one request of a page: who reads it, and what is asked.
type visit struct {
	s     *Server
	state state
	lang  string
	path  string
	base  *answer.Base
}

func (v *visit) say(en, ja string, args ...any) string { return sayf(v.lang, en, ja, args...) }

// namedError tells which parameter a name stood in that is not one government.
type namedError struct {
	param string
	err   error
}

func (e *namedError) Error() string { return e.param + ": " + e.err.Error() }

func (e *namedError) Unwrap() error { return e.err }

// wrong words what is wrong with what was asked.
func (v *visit) wrong(en, ja string, args ...any) error {
	return answer.Usagef("%s", v.say(en, ja, args...))
}

// unit resolves the government that a parameter names.
func (v *visit) unit(ctx context.Context, param, name string) (data.Unit, error) {
	if name == "" {
		return data.NoUnit, v.wrong("Write the name of a town or city first.", "自治体名を入力してください。")
	}
	u, err := v.s.desk.Resolve(ctx, name)
	if err != nil {
		return u, &namedError{param, err}
	}
	return u, nil
}

// town resolves the town that asks.
func (v *visit) town(ctx context.Context) (data.Unit, error) {
	return v.unit(ctx, "town", v.state.v.Get("town"))
}

// units resolves candidates, which have to lie abroad.
func (v *visit) units(ctx context.Context, town data.Unit, param string) ([]data.Unit, error) {
	var out []data.Unit
	for _, name := range v.state.v[param] {
		u, err := v.unit(ctx, param, name)
		if err != nil {
			return nil, err
		}
		if v.base.Units.Country[u] == v.base.Units.Country[town] {
			return nil, v.wrong("%s lies in the same country as %s. Partners are looked for abroad.", "%sは%sと同じ国の自治体です。提携先は海外から探します。",
				v.base.Describe(u, v.lang), v.base.Name(town, v.lang))
		}
		out = append(out, u)
	}
	return out, nil
}

// ask reads how the question is asked: order, weights, countries, filters.
func (v *visit) ask() (answer.Ask, error) {
	flags := map[string]string{}
	for _, f := range []struct{ key, value string }{
		{"by", v.state.v.Get("by")}, {"n", v.state.v.Get("n")}, {"per_country", v.state.v.Get("per_country")}, {"weights", v.state.weights()},
	} {
		if f.value != "" {
			flags[f.key] = f.value
		}
	}
	to, err := v.countries()
	if err != nil {
		return answer.Ask{}, err
	}
	if to != "" {
		flags["to"] = to
	}
	a := answer.Ask{Lang: v.lang, Policy: v.s.opt.Policy, OwnTo: to != "", OwnPerCountry: flags["per_country"] != "", Parts: v.state.v.Get("parts") != ""}
	if a.Config, err = v.s.opt.Config.Over(flags); err != nil {
		return a, answer.AsUsage(err)
	}
	a.Brief, err = v.filters()
	return a, err
}

// countries checks the countries and continents asked for, as a list for config.
func (v *visit) countries() (string, error) {
	out := ""
	for _, word := range v.state.v["to"] {
		if _, ok := index.CountryByName(v.base.Countries, word); !ok {
			if _, ok := index.CountriesIn(v.base.Countries, word); !ok {
				return "", v.wrong("%s is no country, continent or part of the world. Write such as Canada, US or Northern Europe, separated by commas.",
					"%sという国・地域は見つかりません。「カナダ, 英国, オセアニア」のように、カンマで区切って入力してください。", v.quote(word))
			}
		}
		if out != "" {
			out += ","
		}
		out += word
	}
	return out, nil
}

// filters turns the filters into the brief that says the same, so that rules,
// reasons and unknowns are those of a brief.
func (v *visit) filters() (brief.Brief, error) {
	var b brief.Brief
	var err error
	if b.Population.Min, err = v.people("min"); err != nil {
		return b, err
	}
	if b.Population.Max, err = v.people("max"); err != nil {
		return b, err
	}
	if b.Population.Min != nil && b.Population.Max != nil && *b.Population.Min > *b.Population.Max {
		return b, v.wrong("The smallest population is larger than the largest one.", "人口の下限が上限を上回っています。")
	}
	b.Languages.Want = v.state.v["language"]
	for _, have := range v.state.v["have"] {
		if _, ok := brief.HaveOf(have); !ok || !offered(have) {
			return b, v.wrong("There is no filter %s.", "%sという絞り込み条件はありません。", v.quote(have))
		}
		b.Must = append(b.Must, brief.Must{Have: have})
	}
	if b.Population == (brief.Population{}) && len(b.Languages.Want)+len(b.Must) == 0 {
		return brief.Brief{}, nil
	}
	// Read back as a file would be, it has a digest and a place for messages.
	text, err := json.Marshal(b)
	if err != nil {
		return b, fmt.Errorf("write the filters: %w", err)
	}
	if b, err = brief.Parse("filters", text); err != nil {
		return b, answer.AsUsage(err)
	}
	return b, nil
}

// people reads a bound of the population, nil for none.
func (v *visit) people(key string) (*int, error) {
	text := v.state.v.Get(key)
	if text == "" {
		return nil, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 50_000_000 {
		return nil, v.wrong("%s is no population; write a whole number up to 50,000,000.", "%sは人口として読み取れません。5,000万以下の整数で入力してください。", v.quote(text))
	}
	return &n, nil
}

// set reads what is asked of a portfolio: the best, or the one picked by hand.
func (v *visit) set(ctx context.Context, town data.Unit) (answer.Set, error) {
	in := PortfolioAsked{Size: v.state.get("size"), Purpose: v.state.purposes()}
	for _, f := range []struct {
		key string
		to  *optional[int]
		max int
	}{{"quota", &in.PerCountry, 12}, {"continents", &in.Continents, 6}} {
		text := v.state.v.Get(f.key)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > f.max {
			return answer.Set{}, v.wrong("%s is not understood; write a whole number up to %d.", "%sは読み取れません。%d以下の整数で入力してください。", v.quote(text), f.max)
		}
		*f.to = optional[int]{n, true}
	}
	set, err := in.set(&brief.Brief{})
	if err == nil && v.state.v.Get("members") == "own" {
		set.Members, err = v.picks(ctx, town)
	}
	return set, err
}

// with is the same visit with another value of a parameter.
func (v *visit) with(key, value string) *visit {
	out := *v
	out.state = v.state.with(key, value)
	return &out
}
