package cli

import (
	"context"
	"io"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/batch"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/plan"
)

// plan makes the plan of all towns and writes it.
func (b *batchRun) plan(ctx context.Context, out *output, rules plan.Rules) error {
	rules.PerCountry = b.perCountryOf(rules)
	lists, err := b.lists(ctx, rules)
	if err != nil {
		return err
	}
	solved, err := plan.Solve(ctx, lists, rules)
	if err != nil {
		return err
	}
	v := planView{batchRun: b, plan: solved}
	if v.pairs, err = b.describePairs(ctx, solved); err != nil {
		return err
	}
	for _, f := range solved.Portfolios {
		if f.Short != "" {
			b.fail(f.Town, string(f.Short), v.shortWords(f))
		}
	}
	if err := b.deliver(out, func(w io.Writer) error { return v.write(w, out) }); err != nil {
		return err
	}
	if err := v.summarise(out.format); err != nil {
		return err
	}
	return b.reportFailed(out)
}

// perCountryOf relaxes the limit per country where --to names fewer countries
// than a portfolio has partners, unless the user set the limit.
func (b *batchRun) perCountryOf(rules plan.Rules) int {
	if b.opt.set.Changed("per-country") || rules.PerCountry == 0 {
		return rules.PerCountry
	}
	most := rules.PerCountry
	for _, q := range b.queries {
		if n := len(q.query.To); n > 0 {
			most = max(most, (rules.Max+n-1)/n)
		}
	}
	return most
}

// pair is what the files tell of a partner besides the plan.
type pair struct {
	Fit, Openness matcher.Points
	Role          matcher.Criterion
	// Remarks are what policy and brief have to say of the partner.
	Remarks []matcher.Flag
}

// describePairs scores the partners of every town, in the order of the plan.
// It is quick, so that nothing of it is kept.
func (b *batchRun) describePairs(ctx context.Context, p *plan.Plan) ([][]pair, error) {
	update, end := b.stageProgress("role", answer.Both("roles", "役割").In(b.lang))
	defer end()
	out := make([][]pair, len(p.Portfolios))
	job := batch.Job[[]pair]{
		Name: "role", N: len(p.Portfolios), Progress: update,
		Do: func(ctx context.Context, i int) ([]pair, error) { return b.pairsOf(ctx, p.Portfolios[i]) },
	}
	_, err := job.Run(ctx, func(i int, pairs []pair, err error) error {
		out[i] = pairs
		return err
	})
	return out, err
}

func (b *batchRun) pairsOf(ctx context.Context, f plan.Portfolio) ([]pair, error) {
	q, err := b.question(ctx, f.Town)
	if err != nil {
		return nil, err
	}
	units := make([]data.Unit, len(f.Partners))
	for k, c := range f.Partners {
		units[k] = c.Unit
	}
	lines, err := b.engine.ScoreLines(q, units)
	if err != nil {
		return nil, err
	}
	lifts, err := b.engine.Lifts(f.Town, units)
	if err != nil {
		return nil, err
	}
	pairs := make([]pair, len(units))
	for k, u := range units {
		pairs[k] = pair{Openness: b.engine.Openness(f.Town, u), Role: roleOf(lifts[k], q.Weights)}
		if q.Remarks != nil {
			pairs[k].Remarks = q.Remarks(u)
		}
		for _, points := range lines[k] {
			pairs[k].Fit += points
		}
	}
	return pairs, nil
}

// planView is a plan on its way out. pairs follow the partners of the plan.
type planView struct {
	*batchRun
	plan  *plan.Plan
	pairs [][]pair
}

func (v planView) write(w io.Writer, out *output) error {
	switch out.format {
	case answer.FormatTable:
		return v.document().WriteTable(w, out.width)
	case answer.FormatXLSX:
		return v.writeWorkbook(w)
	case answer.FormatJSONL:
		for i := range v.plan.Portfolios {
			if err := answer.WriteJSON(w, v.planLine(i), ""); err != nil {
				return err
			}
		}
		return nil
	}
	sink, err := newRows[planRow](w, out.format, v.opt.bom)
	if err != nil {
		return err
	}
	for i := range v.plan.Portfolios {
		for k := range v.plan.Portfolios[i].Partners {
			if err := sink.write(v.row(i, k)); err != nil {
				return err
			}
		}
	}
	return sink.close()
}

// row is partner k of portfolio i.
func (v planView) row(i, k int) planRow {
	f, b := v.plan.Portfolios[i], v.base
	c, p := f.Partners[k], v.pairs[i][k]
	return planRow{
		TownID: b.Labels.ID.At(int(f.Town)), Town: b.Name(f.Town, v.lang),
		CandidateID: b.Labels.ID.At(int(c.Unit)), Candidate: b.Name(c.Unit, v.lang), Region: b.Region(c.Unit, v.lang), Country: b.Country(c.Unit),
		Rank: int32(k + 1), Role: string(p.Role), Fit: p.Fit.Float(), Openness: p.Openness.Float(),
		Value: c.Value.Float(), Price: c.Price.Float(), OwnRank: int32(c.Rank),
		Remarks: strings.Join(v.remarks(i, k), " · "),
	}
}

// remarks words what policy and brief have to say of partner k of portfolio i.
func (v planView) remarks(i, k int) []string {
	out := []string{}
	for _, f := range v.pairs[i][k].Remarks {
		out = append(out, f.Text.In(v.lang))
	}
	return out
}

// planLine is a line of jsonl: a town with its portfolio.
type planLine struct {
	Town     answer.UnitJSON `json:"town"`
	Partners []partnerLine   `json:"partners"`
	// Displaced are candidates of the town's own best portfolio that others have.
	Displaced []displacedLine `json:"displaced"`
	// Short says why there are fewer partners than asked for, null where there are not.
	Short *string `json:"short"`
}

type partnerLine struct {
	Rank int `json:"rank"`
	answer.UnitJSON
	Role     string  `json:"role"`
	Fit      float64 `json:"fit"`
	Openness float64 `json:"openness"`
	Value    float64 `json:"value"`
	Price    float64 `json:"price"`
	OwnRank  int     `json:"own_rank"`
	// Remarks are what policy and brief have to say of the partner.
	Remarks []string `json:"remarks"`
}

type displacedLine struct {
	Choice  int `json:"choice"`
	OwnRank int `json:"own_rank"`
	answer.UnitJSON
	Value   float64  `json:"value"`
	Price   float64  `json:"price"`
	Holders []string `json:"held_by"`
	Text    string   `json:"text"`
}

func (v planView) planLine(i int) planLine {
	f, b := v.plan.Portfolios[i], v.base
	j := planLine{Town: b.UnitJSON(f.Town), Partners: []partnerLine{}, Displaced: []displacedLine{}}
	for k, c := range f.Partners {
		p := v.pairs[i][k]
		j.Partners = append(j.Partners, partnerLine{
			k + 1, b.UnitJSON(c.Unit), string(p.Role), p.Fit.Float(), p.Openness.Float(), c.Value.Float(), c.Price.Float(), c.Rank, v.remarks(i, k),
		})
	}
	for _, d := range f.Displaced {
		line := displacedLine{Choice: d.Choice, OwnRank: d.Rank, UnitJSON: b.UnitJSON(d.Unit), Value: d.Value.Float(), Price: d.Price.Float(), Holders: []string{}, Text: v.displacedWords(d)}
		for _, t := range d.Holders {
			line.Holders = append(line.Holders, b.Labels.ID.At(int(t)))
		}
		j.Displaced = append(j.Displaced, line)
	}
	if f.Short != "" {
		short := string(f.Short)
		j.Short = &short
	}
	return j
}

// holdersNamed bounds the towns named as having a candidate.
const holdersNamed = 3

// displacedWords says why a town has not a candidate it would have had alone.
func (v planView) displacedWords(d plan.Displaced) string {
	var names []string
	for _, t := range d.Holders[:min(len(d.Holders), holdersNamed)] {
		names = append(names, v.base.Name(t, v.lang))
	}
	who := strings.Join(names, ", ")
	if n := len(d.Holders) - len(names); n > 0 {
		who += v.say(" and %d more", "ほか%d件", n)
	}
	name := v.base.Name(d.Unit, v.lang)
	if len(d.Holders) == 0 {
		return v.say("its own choice %d, %s (%.1f), gave way to what suits all better", "単独なら%d番目の%s(%.1f)は全体の最適のため見送り", d.Choice, name, d.Value.Float())
	}
	return v.say("its own choice %d, %s (%.1f), is with %s, who would lose more without it; price %.1f", "単独なら%d番目の%s(%.1f)は、失うものがより大きい%sに割当(価格%.1f)",
		d.Choice, name, d.Value.Float(), who, d.Price.Float())
}

// shortWords says why a town has too few partners.
func (v planView) shortWords(f plan.Portfolio) string {
	n, least := len(f.Partners), v.plan.Rules.Min
	switch f.Short {
	case plan.NoCandidates:
		return v.say("no candidate in the countries asked for", "対象国に候補がありません")
	case plan.FewCandidates:
		return v.say("%d of %d partners: even alone it has no more within --per-country and --to, beside those it has already", "%[2]d件中%[1]d件: 単独でも、既存の提携先に加えて --per-country と --to の範囲ではこれ以上ありません", n, least)
	}
	return v.say("%d of %d partners: all others on its list are promised up to --cap", "%[2]d件中%[1]d件: 他の候補はすべて --cap まで割当済み", n, least)
}

// document is the plan as a table for people.
func (v planView) document() answer.Document {
	price := v.say("Price: what one more portfolio for the candidate would be worth to all towns together, in points.", "価格: その候補の枠がもう1つあれば全体で増える点数。")
	d := answer.Document{Lang: v.lang, Below: append([]string{price}, v.summary()...), Columns: []answer.Column{
		{Key: "town", Title: answer.Both("Town", "自治体"), Fold: true},
		{Key: "rank", Title: answer.Both("#", "順位"), Right: true},
		{Key: "candidate", Title: answer.Both("Partner", "提携候補"), Fold: true},
		{Key: "country", Title: answer.Both("Country", "国"), Soft: 1},
		{Key: "role", Title: answer.Both("Role", "役割")},
		{Key: "fit", Title: answer.Both("Fit", "適合"), Right: true},
		{Key: "openness", Title: answer.Both("Open", "開放"), Right: true},
		{Key: "price", Title: answer.Both("Price", "価格"), Right: true},
	}}
	for i, f := range v.plan.Portfolios {
		for k, c := range f.Partners {
			p, town := v.pairs[i][k], ""
			if k == 0 {
				town = v.base.Name(f.Town, v.lang)
			}
			d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{
				answer.Text(town), answer.Count(int32(k + 1)), answer.Text(v.base.Name(c.Unit, v.lang)), answer.Text(v.base.CountryName(c.Country, v.lang)),
				answer.Text(answer.CriterionName(p.Role, v.lang)), answer.Points(p.Fit), answer.Points(p.Openness), answer.Points(c.Price),
			}})
		}
		if n := len(d.Rows); n > 0 && len(f.Partners) > 0 {
			d.Rows[n-1].Notes = v.notes(f)
		}
	}
	return d
}

// displacedShown bounds the displaced candidates told below a portfolio.
const displacedShown = 3

func (v planView) notes(f plan.Portfolio) []string {
	var out []string
	for _, d := range f.Displaced[:min(len(f.Displaced), displacedShown)] {
		out = append(out, v.displacedWords(d))
	}
	if n := len(f.Displaced) - len(out); n > 0 {
		out = append(out, v.say("and %d more that others have", "ほか%d件も他の自治体に割当", n))
	}
	return out
}
