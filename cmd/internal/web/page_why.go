package web

import (
	"context"
	"html/template"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// whyBody explains a pair, in both directions.
type whyBody struct {
	Town, Candidate townHead
	Row             candidateRow
	// Of is the number of candidates, Listed the place in the list, "" where it is not shown.
	Of, Listed string
	// Kept says what keeps it out of the list.
	Kept []string
	// Short says on which criteria it falls behind the first ten, Moves what
	// would move it.
	Short []string
	Moves []move
	// Back is the town as the candidate sees it.
	BackFit, BackOpen string
	Points            template.HTML
	Climate           template.HTML
	Fit, Openness     []whyLine
	Run               string
}

// move is a remark with, where there is one, the change that it speaks of.
type move struct{ Text, Do, URL string }

// whyLine is one criterion in both directions, with its evidence.
type whyLine struct {
	Name, Class             string
	Points, Max, Back, Most string
	Sum, Known              bool
	Evidence                []string
}

// whyLines are lines with who reads them, for the template that lays them out.
type whyLines struct {
	Visit *visit
	Rows  []whyLine
}

// Lines hands lines to their template.
func (v *visit) Lines(rows []whyLine) whyLines { return whyLines{v, rows} }

// whyPage explains why a candidate stands where it stands, or why not in the list.
func whyPage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	if len(v.state.v["candidate"]) == 0 {
		return nil, v.wrong("Write the name of the city that you ask about.", "お調べになりたい都市名を入力してください。")
	}
	units, err := v.units(ctx, town, "candidate")
	if err != nil {
		return nil, err
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	x, err := v.s.desk.Explain(ctx, a, town, units[0])
	if err != nil {
		return nil, err
	}
	return v.why(x)
}

func (v *visit) why(x answer.Explanation) (any, error) {
	p, b := x.Placement, x.Base
	id := b.Labels.ID.At(int(p.Candidate.Unit))
	v.state = v.state.with("candidate", id)
	body := whyBody{
		Town: v.head(x.Town, nil), Candidate: v.head(p.Candidate.Unit, nil), Row: v.row(p.Candidate), Of: answer.Grouped(int64(p.Of)),
		BackFit: answer.Points(x.Back.Fit).Shown, BackOpen: answer.Points(x.Back.Openness).Shown, Run: x.Run.Line(v.lang, b.Manifest),
	}
	body.Row.Pick = v.state.toggled("pick", id).url("/why")
	body.Row.Rank = answer.Grouped(int64(p.Candidate.Rank))
	if p.Listed > 0 {
		body.Listed = strconv.Itoa(p.Listed)
	}
	for _, w := range p.Why {
		body.Kept = append(body.Kept, ofFilters(w.In(v.lang)))
	}
	for _, g := range p.Gaps {
		if loss := (g.Best - g.Points).Float(); loss >= 0.05 {
			body.Short = append(body.Short, v.say("%.1f points less on %s: %.1f, where the first ten have %.1f on average", "%[2]sで%.1[1]f点の差(%.1[3]f点、上位10件の平均は%.1[4]f点)",
				loss, answer.CriterionName(g.Criterion, v.lang), g.Points.Float(), g.Best.Float()))
		}
	}
	body.Moves = v.moves(p)
	for _, r := range x.Result().Doc.Rows {
		line := whyLine{Name: capital(r.Cells[1].Shown), Class: "k-" + r.Cells[1].Raw, Points: r.Cells[2].Shown, Max: r.Cells[3].Shown, Back: r.Cells[4].Shown, Most: r.Cells[5].Shown, Sum: r.Cells[1].Raw == "sum", Evidence: r.Notes}
		if r.Cells[0].Raw == "fit" {
			body.Fit = append(body.Fit, line)
		} else {
			body.Openness = append(body.Openness, line)
		}
	}
	body.Points = v.picture("points", func(look chart.Look) string {
		lines := make([]chart.Points, len(p.Candidate.Lines))
		for i, l := range p.Candidate.Lines {
			lines[i] = chart.Points{Label: capital(answer.CriterionName(l.Criterion, v.lang)), Points: l.Points.Float(), Max: l.Max.Float(), Known: l.Known}
		}
		return chart.Waterfall(look, v.say("How the fit of %s adds up", "%sの適合度の内訳", b.Name(p.Candidate.Unit, v.lang)), lines)
	})
	var err error
	body.Climate, err = v.climates(x.Town, p.Candidate.Unit)
	return body, err
}

// moves words what would move the candidate, with links that do it.
func (v *visit) moves(p matcher.Placement) []move {
	var out []move
	weigh := func(n *matcher.Neighbour, text string) {
		m := move{Text: text}
		if c := n.Change; c != nil {
			to := strconv.FormatFloat(c.To, 'f', -1, 64)
			m.Do = v.say("With %s counted %s times they change places.", "「%s」の重みを%s倍にすると順位が入れ替わります。", answer.CriterionName(c.Criterion, v.lang), to)
			m.URL = v.state.with(weightKey(string(c.Criterion)), to).url("/town")
		}
		out = append(out, m)
	}
	if n := p.Sensitivity.Above; n != nil {
		text := v.say("%s stands before it by %.2f points.", "1つ上は%s(%.2f点差)です。", v.base.Name(n.Unit, v.lang), n.Apart.Float())
		if p.Listed == 0 {
			text = v.say("It would take the place of %s, %.2f points before it.", "一覧に入るには%sを越える必要があります(%.2f点差)。", v.base.Name(n.Unit, v.lang), n.Apart.Float())
		}
		weigh(n, text)
	}
	if n := p.Sensitivity.Below; n != nil {
		weigh(n, v.say("%s stands behind it by %.2f points.", "1つ下は%s(%.2f点差)です。", v.base.Name(n.Unit, v.lang), n.Apart.Float()))
	}
	if e := p.Sensitivity.Entry; e != nil {
		out = append(out, move{Text: v.say("To stand among the first ten, in the place of %s, it lacks %.2f points.", "上位10件に入るには、%sに代わるだけの点があと%.2f点足りません。", v.base.Name(e.Unit, v.lang), e.Lacks.Float())})
	}
	return out
}

// climates draws the climates of a pair, where both are known.
func (v *visit) climates(a, b data.Unit) (template.HTML, error) {
	st, err := v.s.desk.Data()
	if err != nil {
		return "", err
	}
	months, err := st.Months()
	if err != nil {
		return "", err
	}
	quarters, err := st.Climate()
	if err != nil {
		return "", err
	}
	var both [2]chart.Climate
	for i, u := range []data.Unit{a, b} {
		koppen, err := v.s.desk.Koppen(u)
		if err != nil {
			return "", err
		}
		c := chart.Climate{Name: v.base.Name(u, v.lang), Note: koppen, Lat: float64(v.base.Units.Lat[u])}
		mean := float64(quarters.Mean(u))
		c.Mean = &mean
		known := false
		for m := range c.Temp {
			c.Temp[m], c.Rain[m] = float64(months.T[m][u]), float64(months.P[m][u])
			known = known || data.Known(months.T[m][u])
		}
		if !known {
			return "", nil
		}
		both[i] = c
	}
	return v.picture("climate", func(look chart.Look) string { return chart.ClimatePair(look, both[0], both[1]) }), nil
}
