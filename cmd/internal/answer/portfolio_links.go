package answer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

// pairsShown bounds the pairs that are named one by one.
const pairsShown = 4

// linkLines words what the members have in common: themes with all that share
// them, then pairs that are tied, then how many pairs have a partner in common.
func (v PortfolioView) linkLines() string {
	var parts []string
	for _, t := range v.themes() {
		parts = append(parts, v.say("%s in common: %s", "共通点「%s」: %s", t.what, strings.Join(t.members, v.say(", ", "・"))))
	}
	var pairs []string
	common := 0
	for _, l := range v.Portfolio.Links {
		switch l.Kind {
		case portfolio.LinkTied:
			pairs = append(pairs, v.Base.Name(l.A, v.Lang)+v.say(" and ", "と")+v.Base.Name(l.B, v.Lang))
		case portfolio.LinkPartner:
			common++
		}
	}
	if n := len(pairs); n > 0 {
		words := strings.Join(pairs[:min(pairsShown, n)], v.say(", ", "、"))
		if n > pairsShown {
			words += v.say(" and %d more pairs", "ほか%d組", n-pairsShown)
		}
		parts = append(parts, v.say("%s are tied already", "すでに提携: %s", words))
	}
	if common > 0 {
		parts = append(parts, v.say("%d of %d pairs have a partner in common", "共通の提携先を持つ組は%[2]d組中%[1]d組", common, v.pairs()))
	}
	if len(parts) == 0 {
		return v.say("Members among themselves: no link known.", "構成都市間のつながり: 判明していません。")
	}
	return v.say("Members among themselves: %s.", "構成都市間のつながり: %s。", strings.Join(parts, v.say("; ", "、")))
}

// pairs is the number of pairs of members.
func (v PortfolioView) pairs() int {
	n := len(v.Portfolio.Members)
	return n * (n - 1) / 2
}

// sharedTheme is something that some members share with the town.
type sharedTheme struct {
	what    string
	members []string
}

// themes gathers the links by theme, in order of their first pair.
func (v PortfolioView) themes() []sharedTheme {
	var out []sharedTheme
	for _, l := range v.Portfolio.Links {
		if l.Kind != portfolio.LinkTheme {
			continue
		}
		what := LinkWord(l.Theme, v.Lang)
		at := slices.IndexFunc(out, func(t sharedTheme) bool { return t.what == what })
		if at < 0 {
			out = append(out, sharedTheme{what: what})
			at = len(out) - 1
		}
		for _, u := range []data.Unit{l.A, l.B} {
			if name := v.Base.Name(u, v.Lang); !slices.Contains(out[at].members, name) {
				out[at].members = append(out[at].members, name)
			}
		}
	}
	return out
}

// LinkWord names what two towns have in common: a theme, or a feature near by.
func LinkWord(key, lang string) string {
	if f, ok := data.ParseFeature(key); ok {
		return Both(data.Features[f].Label, data.Features[f].LabelJA).In(lang)
	}
	return ThemeWord(key).In(lang)
}

// ruleLine tells the rules and what keeping each costs.
func (v PortfolioView) ruleLine() string {
	if v.Portfolio.ByHand {
		return ""
	}
	r := v.Portfolio.Rules
	size := fmt.Sprint(r.Min)
	if r.Max != r.Min {
		size = fmt.Sprintf("%d-%d", r.Min, r.Max)
	}
	parts := []string{v.say("%s members", "%s都市", size)}
	for _, q := range v.Portfolio.Quotas {
		if q.Rule == portfolio.RuleContinents && r.Continents < 2 {
			continue
		}
		cost := v.say("costs nothing", "影響なし")
		if q.Points > 0 {
			cost = v.say("costs %.1f points", "%.1f点減", q.Points.Float())
		}
		if q.Rule == portfolio.RulePerCountry {
			parts = append(parts, v.say("at most %d of one country (%s)", "1か国%d都市まで(%s)", r.PerCountry, cost))
		} else {
			parts = append(parts, v.say("at least %d continents (%s)", "%d大陸以上(%s)", r.Continents, cost))
		}
	}
	return v.say("Rules: %s.", "条件: %s。", strings.Join(parts, v.say(", ", "、")))
}

// sizeLine tells why the set is no larger.
func (v PortfolioView) sizeLine() string {
	p := &v.Portfolio
	n := len(p.Members)
	if p.ByHand {
		return ""
	}
	switch last := p.Steps[len(p.Steps)-1]; {
	case !last.Taken:
		return v.say("Size: one more partner would add %.1f points, less than the %.1f that make it worth while.", "規模: もう1都市増やしても%.1f点の増加にとどまり、目安の%.1f点に届きません。", last.Added.Float(), p.Bar.Float())
	case n == p.Rules.Max && p.Rules.Min == p.Rules.Max:
		return ""
	case n == p.Rules.Max:
		return v.say("Size: the largest allowed; the last partner adds %.1f points, %.1f would be enough.", "規模: 上限です。最後の1都市で%.1f点増(目安は%.1f点)。", last.Added.Float(), p.Bar.Float())
	}
	return v.say("Size: the rules leave no room for more than %d.", "規模: 条件により%d都市が上限です。", n)
}
