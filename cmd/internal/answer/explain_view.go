package answer

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const SchemaExplain = "shimai.explain/1"

// Explain scores a pair in both directions and says where the candidate stands.
func (d *Desk) Explain(ctx context.Context, a Ask, town, candidate data.Unit) (Explanation, error) {
	x := Explanation{Lang: a.Lang, Town: town}
	q, err := d.Question(ctx, a, town)
	if err != nil {
		return x, err
	}
	engine, err := d.Engine()
	if err != nil {
		return x, err
	}
	if x.Placement, err = engine.Explain(ctx, q.Query, candidate); err != nil {
		return x, err
	}
	if x.Back, err = engine.Score(matcher.Query{Town: candidate, Weights: q.Weights}, town); err != nil {
		return x, err
	}
	if x.Base, err = d.Base(); err != nil {
		return x, err
	}
	ids := x.Base.Labels.ID
	x.Run, err = d.RunOf(a, "explain", ids.At(int(town)), ids.At(int(candidate)), strconv.FormatBool(a.Parts))
	return x, err
}

// Explanation is a pair on its way out.
type Explanation struct {
	Base      *Base
	Lang      string
	Run       Run
	Town      data.Unit
	Placement matcher.Placement
	// Back is the town as the candidate scores it.
	Back matcher.Candidate
}

// The parts of an explanation: what concerns the pair, and what each alone.
const (
	partFit      = "fit"
	partOpenness = "openness"
)

type ExplainJSON struct {
	Schema    string        `json:"schema"`
	Run       Run           `json:"run"`
	Town      UnitJSON      `json:"town"`
	Candidate CandidateJSON `json:"candidate"`
	// Back is the town as the candidate's own ranking scores it.
	Back  CandidateJSON `json:"back"`
	Rank  int           `json:"rank"`
	Of    int           `json:"of"`
	Shown bool          `json:"shown"`
	Why   []string      `json:"why"`
	Gaps  []lossJSON    `json:"gaps"`
	// ListRank and ListInterval are null where the list does not show it.
	ListRank     *int           `json:"list_rank"`
	ListInterval *IntervalJSON  `json:"list_interval"`
	Above        *neighbourJSON `json:"above"`
	Below        *neighbourJSON `json:"below"`
	Entry        *entryJSON     `json:"entry"`
}

type lossJSON struct {
	Criterion string  `json:"criterion"`
	Points    float64 `json:"points"`
	Best      float64 `json:"best"`
}

func (x Explanation) Result() Result {
	p := x.Placement
	j := ExplainJSON{
		Schema: SchemaExplain, Run: x.Run, Town: x.Base.UnitJSON(x.Town), Candidate: x.Base.candidateJSON(p.Candidate, x.Lang),
		Back: x.Base.candidateJSON(x.Back, x.Lang), Rank: p.Candidate.Rank, Of: p.Of, Shown: p.Shown, Why: []string{}, Gaps: []lossJSON{},
	}
	for _, w := range p.Why {
		j.Why = append(j.Why, w.In(x.Lang))
	}
	for _, g := range p.Gaps {
		j.Gaps = append(j.Gaps, lossJSON{string(g.Criterion), g.Points.Float(), g.Best.Float()})
	}
	if p.Listed > 0 {
		j.ListRank, j.ListInterval = &p.Listed, intervalOf(p.ListedInterval)
	}
	j.Above, j.Below = x.Base.neighbourJSON(p.Sensitivity.Above), x.Base.neighbourJSON(p.Sensitivity.Below)
	j.Entry = x.Base.entryJSON(p.Sensitivity.Entry)
	return Result{Doc: x.document(), JSON: j}
}

func (x Explanation) document() Document {
	town, other := x.Base.Name(x.Town, x.Lang), x.Base.Name(x.Placement.Candidate.Unit, x.Lang)
	d := Document{Lang: x.Lang, Above: x.above(), Below: x.below(), notes: Column{Key: "evidence", Title: Both("Evidence", "根拠")}, Columns: []Column{
		{Key: "part", Title: Both("Part", "区分"), FileOnly: true},
		{Key: "criterion", Title: Both("Criterion", "基準")},
		{Key: "points", Title: Both(town+" asks", town+"から"), Right: true},
		{Key: "max", Title: Both("of", "満点"), Right: true},
		{Key: "back_points", Title: Both(other+" asks", other+"から"), Right: true},
		{Key: "back_max", Title: Both("of", "満点"), Right: true},
	}}
	c := x.Placement.Candidate
	d.Rows = append(d.Rows, x.rows(partFit, Both("fit", "適合度"), c.Lines, x.Back.Lines, c.Fit, x.Back.Fit)...)
	d.Rows = append(d.Rows, x.rows(partOpenness, Both("openness", "開放度"), c.OpenLines, x.Back.OpenLines, c.Openness, x.Back.Openness)...)
	return d
}

// rows sets the lines of both directions side by side and ends with their sums.
func (x Explanation) rows(part string, title matcher.Text, there, back []matcher.Line, sum, backSum matcher.Points) []Row {
	var rows []Row
	for _, l := range there {
		other, _ := lineOf(back, l.Criterion)
		r := Row{Cells: []Cell{
			Text(part), {CriterionName(l.Criterion, x.Lang), string(l.Criterion)},
			exact(l), maximum(l), exact(other), maximum(other),
		}}
		if part == partOpenness {
			r.Notes = x.ofEach(l, other)
		} else {
			r.Notes = x.ofPair(l, other)
			if l.Known && (l.Lift >= tellMore || l.Lift > 0 && l.Lift <= tellLess) {
				r.Notes = append(r.Notes, fmt.Sprintf(commonness(l.Criterion).In(x.Lang), l.Lift))
			}
		}
		rows = append(rows, r)
	}
	return append(rows, Row{Cells: []Cell{
		Text(part), {"= " + title.In(x.Lang), "sum"}, hundredths(sum), hundredths(100 * matcher.PointsScale), hundredths(backSum), hundredths(100 * matcher.PointsScale),
	}})
}

// commonness words a lift: that of two countries is measured against all other
// partners, everything else against other partners in the same country.
func commonness(c matcher.Criterion) matcher.Text {
	if c == matcher.Country {
		return Both("ties like this are %.1f times as common as chance", "このような提携の多さは偶然の%.1f倍")
	}
	return Both("ties like this are %.1f times as common as with others there", "このような提携の多さは同じ国のほかの相手の%.1f倍")
}

// Lifts between the two say hardly anything and are not told.
const (
	tellMore = 1.25
	tellLess = 0.8
)

// lineOf returns the line of a criterion.
func lineOf(lines []matcher.Line, c matcher.Criterion) (matcher.Line, bool) {
	for _, l := range lines {
		if l.Criterion == c {
			return l, true
		}
	}
	return matcher.Line{}, false
}

// hundredths is a cell with points to the last digit that counts.
func hundredths(p matcher.Points) Cell { return Number(p.Float(), 2) }

// exact is the cell of a line's points; "–" where the line does not exist.
func exact(l matcher.Line) Cell {
	if l.Criterion == "" {
		return Cell{"–", ""}
	}
	return hundredths(l.Points)
}

func maximum(l matcher.Line) Cell {
	if l.Criterion == "" {
		return Cell{"–", ""}
	}
	return hundredths(l.Max)
}

func (x Explanation) above() []string {
	b, c := x.Base, x.Placement.Candidate
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(x.Lang), args...) }
	lines := []string{
		b.Describe(x.Town, x.Lang),
		"→ " + b.Describe(c.Unit, x.Lang),
		say("Fit %.2f · openness %.2f · known %s · %s km apart", "適合度 %.2f・開放度 %.2f・既知 %s・距離 %skm", c.Fit.Float(), c.Openness.Float(), Percent(c.Confidence), Grouped(int64(c.Distance))),
		say("%s stands %s for %s; %s stands %s for %s.", "%[3]sにとって%[1]sは%[2]s、%[6]sにとって%[4]sは%[5]s。",
			b.Name(c.Unit, x.Lang), place(&matcher.Standing{Rank: c.Rank, Of: x.Placement.Of}, x.Lang)+bracketed(c.Interval, x.Lang), b.Name(x.Town, x.Lang),
			b.Name(x.Town, x.Lang), place(c.TheirRank, x.Lang), b.Name(c.Unit, x.Lang)),
	}
	return append(lines, flagLines(c.Flags, x.Lang)...)
}

// telling reports whether a loss shows in figures of one decimal: neither as
// 0.0 nor between two that read alike.
func telling(points, best matcher.Points) bool {
	return (best-points).Float() >= 0.05 && fmt.Sprintf("%.1f", points.Float()) != fmt.Sprintf("%.1f", best.Float())
}

func (x Explanation) below() []string {
	p := x.Placement
	var lines []string
	if slices.ContainsFunc(p.Candidate.Lines, func(l matcher.Line) bool { return !l.Known }) {
		lines = append(lines, Both("Where the data are silent a line stands at the points of a pair that is neither better nor worse than chance.",
			"データがない項目は、偶然と差のない水準の点数です。").In(x.Lang))
	}
	for _, w := range p.Why {
		lines = append(lines, w.In(x.Lang))
	}
	for _, g := range p.Gaps {
		if telling(g.Points, g.Best) {
			lines = append(lines, fmt.Sprintf(Both("Loses %.1f points on %s: %.1f, the first ten have %.1f on average.", "%[2]sで%.1[1]f点の差: %.1[3]f点、上位10件の平均は%.1[4]f点。").In(x.Lang),
				(g.Best-g.Points).Float(), CriterionName(g.Criterion, x.Lang), g.Points.Float(), g.Best.Float()))
		}
	}
	lines = append(lines, x.sensitivity()...)
	return append(lines, x.Run.Line(x.Lang, x.Base.Manifest))
}
