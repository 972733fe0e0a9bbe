package answer

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

const SchemaPortfolio = "shimai.portfolio/1"

// Set is what is asked of a portfolio besides the question itself.
type Set struct {
	Rules    portfolio.Rules
	Purposes map[portfolio.Purpose]float64
	// OwnPerCountry and OwnContinents tell that the user set these rules, which
	// are then not fitted to the countries asked for.
	OwnPerCountry, OwnContinents bool
	// Members are partners that somebody chose by hand, in place of the best
	// set. Default: none.
	Members []data.Unit
}

// SetOf is what a brief asks of a portfolio, with the defaults for what it does
// not say: four to eight members, one of each country, on two continents.
func SetOf(b *brief.Brief) (Set, error) {
	s := Set{Rules: portfolio.Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2}, Purposes: map[portfolio.Purpose]float64{}}
	low, high, err := b.Sizes()
	if err != nil {
		return s, err
	}
	if low > 0 {
		s.Rules.Min, s.Rules.Max = low, high
	}
	if b.PerCountry != nil {
		s.Rules.PerCountry, s.OwnPerCountry = *b.PerCountry, true
	}
	if b.Continents != nil {
		s.Rules.Continents, s.OwnContinents = *b.Continents, true
	}
	for key, w := range b.Purposes {
		if p, ok := portfolio.ParsePurpose(key); ok {
			s.Purposes[p] = w
		}
	}
	return s, nil
}

// Portfolio picks the partners that serve a town best together.
func (d *Desk) Portfolio(ctx context.Context, a Ask, town data.Unit, s Set) (PortfolioView, error) {
	v, asked, err := d.Choose(ctx, a, town, s)
	if err != nil {
		return v, err
	}
	args := append([]string{v.Base.Labels.ID.At(int(town))}, asked...)
	if v.Run, err = d.RunOf(a, "portfolio", args...); err != nil {
		return v, err
	}
	v.above, err = d.townLines(town, v.Lang)
	return v, err
}

// Choose is Portfolio for who registers a run of their own: the view has none.
// asked lists what was asked that the configuration does not hold.
func (d *Desk) Choose(ctx context.Context, a Ask, town data.Unit, s Set) (v PortfolioView, asked []string, err error) {
	v.Lang = a.Lang
	if v.Base, err = d.Base(); err != nil {
		return v, nil, err
	}
	chooser, err := d.Chooser()
	if err != nil {
		return v, nil, err
	}
	q, err := d.Question(ctx, a, town)
	if err != nil {
		return v, nil, err
	}
	request, err := d.portfolioRequest(q, s, chooser)
	if err != nil {
		return v, nil, err
	}
	if v.Portfolio, err = chooser.Choose(ctx, request); err != nil {
		return v, nil, conflict(err, request, a.Lang)
	}
	for i := range v.Portfolio.Members {
		m := &v.Portfolio.Members[i]
		m.Flags = append(m.Flags, q.outFlags(m.Unit)...)
	}
	asked = Asked(request)
	if len(s.Members) > 0 {
		asked = append(asked, "members="+strings.Join(v.Base.ids(s.Members), ","))
	}
	v.Wants, err = d.wants(ctx, q, v.Portfolio.Barred)
	return v, asked, err
}

// ids are the ids of some units, sorted.
func (b *Base) ids(units []data.Unit) []string {
	out := make([]string, len(units))
	for i, u := range units {
		out[i] = b.Labels.ID.At(int(u))
	}
	slices.Sort(out)
	return out
}

// portfolioRequest builds the question for the chooser.
func (d *Desk) portfolioRequest(q Question, s Set, chooser *portfolio.Chooser) (portfolio.Request, error) {
	r := portfolio.Request{Query: q.Query, Rules: s.Rules, Purposes: s.Purposes, Members: s.Members}
	b, err := d.Base()
	if err != nil {
		return r, err
	}
	if len(r.Query.To) > 0 {
		taken := chooser.Taken(q.Town)
		places := make([]int, len(r.Query.To))
		for i, c := range r.Query.To {
			places[i] = taken[c]
		}
		r.Rules = s.Fitted(places, b.ContinentsOf(r.Query.To))
	}
	return r, nil
}

// ContinentsOf counts the continents that countries lie on. One counts with a
// tenth of the countries and a two-hundredth of their governments: who asks for
// Oceania does not mean the Cocos Islands, which others file under Asia, nor do
// those who ask for Africa mean the islands of the Antarctic.
func (b *Base) ContinentsOf(countries []data.Country) int {
	const ofCountries, ofGovernments = 10, 200
	type share struct{ countries, governments int }
	var all share
	by := map[string]share{}
	for _, c := range countries {
		n := b.Units.ByCountry[c].Len()
		s := by[b.Countries.Continent[c]]
		by[b.Countries.Continent[c]] = share{s.countries + 1, s.governments + n}
		all = share{all.countries + 1, all.governments + n}
	}
	delete(by, "")
	reached := 0
	for _, s := range by {
		if s.countries*ofCountries >= all.countries && s.governments*ofGovernments >= all.governments {
			reached++
		}
	}
	return reached
}

// Fitted fits the defaults, not what was given, to the countries asked for: one
// of each country is not to be had from two countries, nor two continents
// from one. taken counts the partners there are in each of the countries.
func (s Set) Fitted(taken []int, continents int) portfolio.Rules {
	r := s.Rules
	if !s.OwnPerCountry {
		for placesLeft(taken, r.PerCountry) < r.Min {
			r.PerCountry++
		}
	}
	if !s.OwnContinents {
		r.Continents = min(r.Continents, continents)
	}
	return r
}

// placesLeft counts the members that a limit per country has room for.
func placesLeft(taken []int, perCountry int) int {
	places := 0
	for _, n := range taken {
		places += max(0, perCountry-n)
	}
	return places
}

// Asked lists, for the id of the run, what the configuration does not hold.
func Asked(r portfolio.Request) []string {
	out := []string{
		fmt.Sprintf("size=%d-%d", r.Rules.Min, r.Rules.Max), fmt.Sprintf("per-country=%d", r.Rules.PerCountry),
		fmt.Sprintf("continents=%d", r.Rules.Continents), "include-parts=" + strconv.FormatBool(r.Query.IncludeParts),
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
func conflict(err error, r portfolio.Request, lang string) error {
	var c *portfolio.ConflictError
	if !errors.As(err, &c) {
		return err
	}
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(lang), args...) }
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
			of := say("%d countries", "%dか国", len(r.Query.To))
			if len(r.Query.To) == 1 {
				of = Both("country", "1か国").In(lang)
			}
			parts = append(parts, say("candidates of the %s asked for only (--to or the brief)", "対象は指定の%sのみ(--to または要望書)", of))
		}
	}
	if r.Query.Barred != nil {
		parts = append(parts, say("what brief and policy keep out (%d rules)", "要望書・方針による対象外(%d条件)", len(r.Query.Barred.Rules())))
	}
	sep := Both("; ", "、").In(lang)
	words := say("no portfolio keeps all of these rules together: %s. Change any one of them.", "次の条件をすべて満たす組み合わせはありません: %s。いずれか一つを変えてください。", strings.Join(parts, sep))
	if len(parts) == 1 {
		words = say("no portfolio keeps this rule: %s. Change it.", "次の条件を満たす組み合わせはありません: %s。条件を変えてください。", parts[0])
	}
	return &UsageError{text: Both(words, words), err: c}
}
