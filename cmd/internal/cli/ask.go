package cli

import (
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// ask is how a question is asked, whatever it is about.
type ask struct {
	// config holds countries, numbers, order and weights.
	config config.Config
	// lang is the language of the answer, "en" or "ja".
	lang string
	// parts keeps places that are probably part of a larger city.
	parts bool
	// ownPerCountry tells that the user set the limit per country, which then
	// holds even where it leaves a list short.
	ownPerCountry bool
}

// query builds the question for the engine from the merged configuration.
func (d *desk) query(a ask, town data.Unit) (matcher.Query, error) {
	b, err := d.base()
	if err != nil {
		return matcher.Query{}, err
	}
	cfg := a.config
	q := matcher.Query{Town: town, N: cfg.N, PerCountry: cfg.PerCountry, By: matcher.Order(cfg.By), IncludeParts: a.parts}
	if q.To, err = d.targets(b, cfg.To, b.units.Country[town]); err != nil {
		return matcher.Query{}, err
	}
	// Who names the countries wants a full list from them; only an own
	// --per-country may then leave it short.
	if !a.ownPerCountry && q.PerCountry > 0 && len(q.To) > 0 {
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
func (d *desk) targets(b *base, to []string, own data.Country) ([]data.Country, error) {
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
				d.tell("--to %s means %s; write the continent's name in full to mean the continent", word, b.countries.Name[c])
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
