package web

import (
	"context"
	"errors"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
)

// portfolioBody is the set that is suggested and the one picked by hand.
type portfolioBody struct {
	Town     townHead
	Basket   basketLine
	Purposes []slider
	Sizes    []option
	Quotas   []option
	Least    []option
	// Conflict says why no set keeps all rules; Suggested is then empty.
	Conflict  string
	Suggested []memberCard
	// Take is the address that picks the suggested set.
	Take      string
	Map       template.HTML
	Balance   template.HTML
	Below     []string
	Run       string
	Own       ownSet
	Downloads []option
}

// memberCard is a member of a set.
type memberCard struct {
	candidateRow
	Number int
	Role   string
	Notes  []string
}

// ownSet is the set picked by hand, and how it stands to the rules.
type ownSet struct {
	Members []memberCard
	Checks  []check
	Balance template.HTML
	// Report is the address of the report on it.
	Report    string
	Downloads []option
}

// check is one rule and whether the set keeps it.
type check struct {
	Kept bool
	Text string
}

// portfolioPage suggests a set and checks the one picked by hand.
func portfolioPage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	picks, err := v.picks(ctx, town)
	if err != nil {
		return nil, err
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	v.state = v.state.with("members")
	set, err := v.set(ctx, town)
	if err != nil {
		return nil, err
	}
	body := portfolioBody{Town: v.head(town, nil), Downloads: v.downloads("portfolio", "csv", "xlsx", "json", "md")}
	v.portfolioControls(&body)
	if body.Basket, err = v.basketLine(ctx); err != nil {
		return nil, err
	}
	rules := set.Rules
	view, err := v.s.desk.Portfolio(ctx, a, town, set)
	var conflict *portfolio.ConflictError
	switch {
	case errors.As(err, &conflict):
		body.Conflict = capital(parameterNames(ofFilters(err.Error())))
	case err != nil:
		return nil, err
	default:
		rules = view.Portfolio.Rules
		if err := v.suggested(&body, view); err != nil {
			return nil, err
		}
	}
	set.Members = picks
	body.Own, err = v.ownSet(ctx, a, town, set, rules)
	body.Own.Report = v.state.with("members", "own").url("/report")
	body.Own.Downloads = v.with("members", "own").downloads("portfolio", "csv", "xlsx", "json", "md")
	return body, err
}

// picks resolves the picked candidates; names that were typed become ids.
func (v *visit) picks(ctx context.Context, town data.Unit) ([]data.Unit, error) {
	units, err := v.units(ctx, town, "pick")
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, u := range units {
		ids = append(ids, v.base.Labels.ID.At(int(u)))
	}
	v.state = v.state.with("pick", ids...)
	return slices.Compact(units), nil
}

func (v *visit) portfolioControls(body *portfolioBody) {
	for _, p := range portfolio.Purposes() {
		body.Purposes = append(body.Purposes, v.slider(purposeParam(p), capital(p.Name().In(v.lang)), "", ""))
	}
	body.Sizes = v.options("size", false, [][3]string{{"4-8", "4 to 8, as it pays", "4～8(効果に応じて)"}, {"4", "4", "4都市"}, {"5", "5", "5都市"}, {"6", "6", "6都市"}, {"7", "7", "7都市"}, {"8", "8", "8都市"}})
	body.Quotas = v.options("quota", false, [][3]string{{"", "as usual", "標準"}, {"1", "1", "1都市"}, {"2", "2", "2都市"}, {"3", "3", "3都市"}, {"0", "no limit", "制限なし"}})
	body.Least = v.options("continents", false, [][3]string{{"", "as usual", "標準"}, {"1", "1", "1以上"}, {"2", "2", "2以上"}, {"3", "3", "3以上"}, {"4", "4", "4以上"}})
}

// suggested words the set that the desk chose.
func (v *visit) suggested(body *portfolioBody, view answer.PortfolioView) error {
	p := &view.Portfolio
	doc := view.Result().Doc
	for _, line := range doc.Below {
		body.Below = append(body.Below, ofFilters(line))
	}
	last := len(body.Below) - 1
	body.Below, body.Run = body.Below[:last], body.Below[last]
	body.Suggested, body.Balance = v.members(view, "suggested")
	var ids []string
	rows, list := make([]candidateRow, len(p.Members)), make([]matcher.Candidate, len(p.Members))
	for i, card := range body.Suggested {
		ids, rows[i], list[i] = append(ids, card.ID), card.candidateRow, p.Members[i].Candidate
	}
	body.Take = v.state.with("pick", ids...).url("/portfolio")
	var err error
	body.Map, err = v.worldMap(p.Town, rows, list)
	return err
}

// balance draws what a set serves and where it lies.
func (v *visit) balance(id string, names []string, serves [][portfolio.NumPurposes]portfolio.Service, members []data.Unit) template.HTML {
	purposes := chart.Group{Title: v.say("Purposes", "目的")}
	for _, p := range portfolio.Purposes() {
		row := chart.Cover{Label: capital(p.Name().In(v.lang))}
		for i := range serves {
			row.Shares = append(row.Shares, serves[i][p].Points.Float()/100)
		}
		purposes.Rows = append(purposes.Rows, row)
	}
	continents := chart.Group{Title: v.say("Continents", "大陸")}
	for _, code := range []string{"AF", "AS", "EU", "NA", "OC", "SA"} {
		row := chart.Cover{Label: answer.ContinentName(code, v.lang)}
		for _, u := range members {
			share := 0.0
			if v.base.Countries.Continent[v.base.Units.Country[u]] == code {
				share = 1
			}
			row.Shares = append(row.Shares, share)
		}
		continents.Rows = append(continents.Rows, row)
	}
	title := v.say("What the set serves", "組み合わせが担う範囲")
	return v.picture(id, func(look chart.Look) string {
		return chart.Balance(look, title, names, []chart.Group{purposes, continents})
	})
}

// ownSet says of the picked candidates what is said of a suggested set, and
// holds them to the rules, which need not be kept.
func (v *visit) ownSet(ctx context.Context, a answer.Ask, town data.Unit, set answer.Set, rules portfolio.Rules) (ownSet, error) {
	var own ownSet
	if len(set.Members) == 0 {
		return own, nil
	}
	chooser, err := v.s.desk.Chooser()
	if err != nil {
		return own, err
	}
	view, err := v.s.desk.Portfolio(ctx, a, town, set)
	if err != nil {
		return own, err
	}
	own.Members, own.Balance = v.members(view, "own")
	own.Checks = v.checks(rules, set.Members, chooser.Taken(town))
	return own, nil
}

// members words the members of a set, and draws what they serve together.
func (v *visit) members(view answer.PortfolioView, id string) ([]memberCard, template.HTML) {
	p, doc := &view.Portfolio, view.Result().Doc
	var out []memberCard
	names := make([]string, len(p.Members))
	list := make([]data.Unit, len(p.Members))
	serves := make([][portfolio.NumPurposes]portfolio.Service, len(p.Members))
	for i := range p.Members {
		m := &p.Members[i]
		card := memberCard{candidateRow: v.row(m.Candidate), Number: i + 1, Role: capital(view.RoleName(m))}
		card.Anchor, card.Pick = id+"-"+strconv.Itoa(i+1), v.state.toggled("pick", card.ID).url("/portfolio")
		card.Flags = nil
		for _, note := range doc.Rows[i].Notes {
			if flag, ok := strings.CutPrefix(note, "! "); ok {
				card.Flags = append(card.Flags, flag)
			} else {
				card.Notes = append(card.Notes, note)
			}
		}
		out = append(out, card)
		names[i], list[i], serves[i] = card.Name, m.Unit, m.Serves
	}
	return out, v.balance(id, names, serves, list)
}

// checks compares a set with the rules. Known partners take their country's
// place and stand for their continent, as in a suggested set.
func (v *visit) checks(r portfolio.Rules, picks []data.Unit, taken map[data.Country]int) []check {
	perCountry, continents := make([]int, v.base.Countries.Len()), map[string]bool{}
	for c := range perCountry {
		perCountry[c] = taken[data.Country(c)]
		if perCountry[c] > 0 {
			continents[v.base.Countries.Continent[c]] = true
		}
	}
	for _, u := range picks {
		perCountry[v.base.Units.Country[u]]++
		continents[v.base.Countries.Continent[v.base.Units.Country[u]]] = true
	}
	delete(continents, "")
	over := ""
	for c, n := range perCountry {
		if r.PerCountry > 0 && n > r.PerCountry && n > taken[data.Country(c)] {
			over += v.say(" %s has %d.", "%sは%d都市。", v.base.CountryName(data.Country(c), v.lang), n)
		}
	}
	size := v.say("%d members; %d to %d are wanted.", "%d都市(目安は%d～%d都市)。", len(picks), r.Min, r.Max)
	if r.Min == r.Max {
		size = v.say("%d members; %d are wanted.", "%d都市(目安は%d都市)。", len(picks), r.Min)
	}
	out := []check{{len(picks) >= r.Min && len(picks) <= r.Max, size}}
	if r.PerCountry > 0 {
		out = append(out, check{over == "", v.say("At most %d of one country, known partners counted.", "既存の提携先を含めて1か国%d都市まで。", r.PerCountry) + over})
	}
	return append(out, check{len(continents) >= r.Continents, v.say("%d continents; at least %d are wanted.", "%d大陸(目安は%d大陸以上)。", len(continents), r.Continents)})
}

// cardOf is a member with who reads it, for the template that lays it out.
type cardOf struct {
	Visit *visit
	Card  memberCard
}

// Card hands a member to its template.
func (v *visit) Card(m memberCard) cardOf { return cardOf{v, m} }
