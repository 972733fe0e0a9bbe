package web

import (
	"context"
	"html/template"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// townHead is what stands above every page about a town.
type townHead struct {
	Name, ID, Line string
	// Country is the code of its country.
	Country string
	// Known tells in a line or two where it lies and what it is known for.
	Known []string
}

// townBody is the list of candidates with all that moves it.
type townBody struct {
	Town townHead
	Rows []candidateRow
	Map  template.HTML
	// Notes tell what was compared and what was left out.
	Notes []string
	// Kept lists the rules that left candidates out.
	Kept     []string
	Run      string
	Controls controls
	Basket   basketLine
	// Downloads are the forms in which the list can be had.
	Downloads []option
}

// candidateRow is one candidate of the list.
type candidateRow struct {
	Rank, Range             string
	Anchor, ID, Name, Where string
	People, Km              string
	Fit, Open, Known        string
	Their, TheirOf          string
	Bars                    []segment
	BarWords                string
	Reasons, Flags          []string
	Why, Pick               string
	Picked                  bool
}

// segment is a part of the bar of a candidate's points, of a hundred.
type segment struct {
	X, Width, Class, Label string
}

// townPage ranks the candidates of a town.
func townPage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	r, err := v.s.desk.Recommend(ctx, a, town)
	if err != nil {
		return nil, err
	}
	body := townBody{Town: v.head(town, r.Result().Doc.Above), Run: r.Run.Line(v.lang, v.base.Manifest), Controls: v.controls(town), Notes: v.listNotes(r), Kept: v.keptOut(r.Wants),
		Downloads: v.downloads("list", "csv", "xlsx", "json", "geojson", "md")}
	for _, c := range r.Ranking.Candidates {
		body.Rows = append(body.Rows, v.row(c))
	}
	if body.Basket, err = v.basketLine(ctx); err != nil {
		return nil, err
	}
	body.Map, err = v.worldMap(town, body.Rows, r.Ranking.Candidates)
	return body, err
}

// head words the town; above are the lines that the command line puts above its list.
func (v *visit) head(town data.Unit, above []string) townHead {
	h := townHead{Name: v.base.FullName(town, v.lang), ID: v.base.Labels.ID.At(int(town)), Line: v.base.Describe(town, v.lang), Country: v.base.Country(town)}
	if len(above) > 1 {
		h.Known = above[1:]
	}
	return h
}

// where words region and country of a place.
func (v *visit) where(u data.Unit) string {
	country := v.base.CountryName(v.base.Units.Country[u], v.lang)
	if region := v.base.Region(u, v.lang); region != "" {
		return region + v.say(", ", "、") + country
	}
	return country
}

// anchor is the place of a candidate on a page.
func anchor(rank int) string { return "candidate-" + strconv.Itoa(rank) }

// reasonsListed is how many reasons stand below a candidate.
const reasonsListed = 3

func (v *visit) row(c matcher.Candidate) candidateRow {
	b, id := v.base, v.base.Labels.ID.At(int(c.Unit))
	r := candidateRow{
		Rank: strconv.Itoa(c.Rank), Anchor: anchor(c.Rank), ID: id, Name: b.FullName(c.Unit, v.lang), Where: v.where(c.Unit),
		People: v.people1(b.Units.Population[c.Unit]), Km: answer.Grouped(int64(c.Distance)),
		Fit: answer.Points(c.Fit).Shown, Open: answer.Points(c.Openness).Shown, Known: answer.Percent(c.Confidence),
		Why: v.state.with("candidate", id).url("/why"), Pick: v.state.toggled("pick", id).url("/town"), Picked: v.state.has("pick", id),
	}
	if c.Interval.Low != c.Interval.High {
		r.Range = v.say("%d to %d", "%d～%d位", c.Interval.Low, c.Interval.High)
	}
	if c.TheirRank != nil {
		r.Their, r.TheirOf = answer.Grouped(int64(c.TheirRank.Rank)), answer.Grouped(int64(c.TheirRank.Of))
	}
	r.Bars, r.BarWords = v.bars(c.Lines)
	for _, ev := range answer.Reasons(c, reasonsListed) {
		r.Reasons = append(r.Reasons, ev.Text.In(v.lang))
	}
	for _, f := range c.Flags {
		r.Flags = append(r.Flags, ofFilters(f.Text.In(v.lang)))
	}
	return r
}

// people1 words a population.
func (v *visit) people1(n int32) string {
	if n == data.NoInt {
		return v.say("unknown", "不明")
	}
	return answer.Grouped(int64(n))
}

// bars turns the points of the criteria into the parts of one bar, in the order
// of the criteria, and into words for who does not see it.
func (v *visit) bars(lines []matcher.Line) ([]segment, string) {
	var out []segment
	at, words := 0.0, ""
	for _, l := range lines {
		p := l.Points.Float()
		label := answer.CriterionName(l.Criterion, v.lang) + " " + strconv.FormatFloat(p, 'f', 1, 64)
		if !l.Known {
			label += v.say(" (unknown)", "(不明)")
		}
		if words != "" {
			words += v.say(", ", "、")
		}
		words += label
		class := "k-" + string(l.Criterion)
		if !l.Known {
			class += " unknown"
		}
		if p > 0 {
			out = append(out, segment{decimals(at), decimals(p), class, label})
		}
		at += p
	}
	return out, words
}

func decimals(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

// listNotes tell what was compared and what the list leaves out.
func (v *visit) listNotes(r answer.Recommendation) []string {
	k := r.Ranking
	out := []string{v.say("%s governments compared.", "%sの自治体を比較しました。", answer.Grouped(int64(k.Considered)))}
	held := 0
	for _, h := range k.Held {
		held += h.Count
	}
	if held > 0 {
		out = append(out, v.say("%s more would stand in the list, but their country has its share already; raise “per country” to see them.", "国ごとの上限により%s件を省いています(「1か国あたり」を増やすと表示)。", answer.Grouped(int64(held))))
	}
	if k.Parts > 0 {
		out = append(out, v.say("%s places are left out as probable parts of a larger city.", "大都市の一部とみられる%s件を省いています。", answer.Grouped(int64(k.Parts))))
	}
	if k.Existing > 0 {
		out = append(out, v.say("%d known partners of the town are left out.", "既知の提携先%d件を省いています。", k.Existing))
	}
	return out
}

// keptOut words what the filters and the policy left out.
func (v *visit) keptOut(w answer.Wants) []string {
	var out []string
	for _, r := range w.Barred {
		if r.Count > 0 {
			out = append(out, ofFilters(answer.BarredLine(r, v.lang)))
		}
	}
	return out
}
