package answer

import (
	"strconv"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// Ask is how a question is asked, whatever it is about.
type Ask struct {
	// Config holds countries, numbers, order and weights.
	Config config.Config
	// Lang is the language of the answer, "en" or "ja".
	Lang string
	// Parts keeps places that are probably part of a larger city.
	Parts bool
	// OwnPerCountry tells that the user set the limit per country, which then
	// holds even where it leaves a list short.
	OwnPerCountry bool
	// OwnTo tells that the user named the countries on the command line, which
	// go over those of the brief.
	OwnTo bool
	// Brief is what the town wants beyond that. Its town, language, weights,
	// size and quotas are for who asks; they are not read here. Default: nothing.
	Brief brief.Brief
	// Policy holds the rules to keep. Default: nil, the policy inside the program.
	Policy *policy.Policy
}

// LayBrief lays the settings of a brief, by key of the configuration, over file
// and environment and under what was given with the question.
func LayBrief(b *brief.Brief, given map[string]string) {
	under := func(key, value string) {
		if _, ok := given[key]; !ok {
			given[key] = value
		}
	}
	if b.Lang != "" {
		under("lang", b.Lang)
	}
	if b.PerCountry != nil {
		under("per_country", strconv.Itoa(*b.PerCountry))
	}
	var weights []string
	for _, c := range config.Criteria() {
		if v, ok := b.Weights[c]; ok {
			weights = append(weights, c+"="+strconv.FormatFloat(v, 'g', -1, 64))
		}
	}
	if len(weights) > 0 {
		if own := given["weights"]; own != "" {
			weights = append(weights, own) // the later of two counts
		}
		given["weights"] = strings.Join(weights, ",")
	}
}

// plainQuestion builds the question from the merged configuration alone.
func (d *Desk) plainQuestion(a Ask, town data.Unit) (Question, error) {
	b, err := d.Base()
	if err != nil {
		return Question{}, err
	}
	cfg := a.Config
	q := matcher.Query{Town: town, N: cfg.N, PerCountry: cfg.PerCountry, By: matcher.Order(cfg.By), IncludeParts: a.Parts}
	if q.To, err = d.targets(b, cfg.To, b.Units.Country[town]); err != nil {
		return Question{}, err
	}
	a.fill(&q)
	if len(cfg.Weights) > 0 {
		q.Weights = make(map[matcher.Criterion]float64, len(cfg.Weights))
		for k, w := range cfg.Weights {
			q.Weights[matcher.Criterion(k)] = w
		}
	}
	return Question{Query: q}, nil
}

// fill raises the limit per country where few countries are asked for: who names
// them wants a full list from them. Only an own limit may leave it short.
func (a Ask) fill(q *matcher.Query) {
	if !a.OwnPerCountry && q.PerCountry > 0 && len(q.To) > 0 {
		q.PerCountry = max(q.PerCountry, (q.N+len(q.To)-1)/len(q.To))
	}
}

// targets reads what --to names, in code order; nil for everywhere abroad.
func (d *Desk) targets(b *Base, to []string, own data.Country) ([]data.Country, error) {
	if len(to) == 0 {
		return nil, nil
	}
	wanted := make([]bool, b.Countries.Len())
	for _, word := range to {
		if c, ok := index.CountryByName(b.Countries, word); ok {
			if c == own {
				return nil, Usage(Words("--to %s is the own country; partners are looked for abroad", "--to %s は自国です。提携先は国外から選びます", Shorten(word)))
			}
			if areas, both := index.CountriesIn(b.Countries, word); both && len(areas) > 1 {
				d.Tell(Words("--to %s means %s; write the continent's name in full to mean the continent",
					"--to %s は%sと解釈します。大陸を指すときは大陸名を省略せずに書いてください", word, Both(b.CountryName(c, "en"), b.CountryName(c, "ja"))))
			}
			wanted[c] = true
			continue
		}
		area, ok := index.CountriesIn(b.Countries, word)
		if !ok {
			return nil, Usage(Words("--to %s is no country, continent or subregion; write a code (US, GB), a name (Canada, カナダ), or such as Oceania, Northern Europe",
				"--to %s という国・大陸・地域はありません。コード(US、GB)、国名(カナダ、Canada)、またはオセアニア、北ヨーロッパなどで指定してください", Shorten(word)))
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
