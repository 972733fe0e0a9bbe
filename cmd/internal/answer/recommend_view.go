package answer

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const SchemaRecommend = "shimai.recommend/1"

// reasonsShown is how many reasons stand below a candidate.
const reasonsShown = 3

// Recommend ranks the candidates for a town.
func (d *Desk) Recommend(ctx context.Context, a Ask, town data.Unit) (Recommendation, error) {
	v := Recommendation{Lang: a.Lang}
	q, err := d.Question(ctx, a, town)
	if err != nil {
		return v, err
	}
	engine, err := d.Engine()
	if err != nil {
		return v, err
	}
	if v.Ranking, err = engine.Rank(ctx, q.Query); err != nil {
		return v, err
	}
	if v.Base, err = d.Base(); err != nil {
		return v, err
	}
	if v.Run, err = d.RunOf(a, "recommend", v.Base.Labels.ID.At(int(town)), strconv.FormatBool(a.Parts)); err != nil {
		return v, err
	}
	if v.above, err = d.townLines(town, a.Lang); err != nil {
		return v, err
	}
	v.Wants, err = d.wants(ctx, q, v.Ranking.Barred)
	return v, err
}

// Recommendation is a ranking on its way out.
type Recommendation struct {
	Base    *Base
	Lang    string
	Run     Run
	Ranking matcher.Ranking
	Wants   Wants
	above   []string
}

type RecommendJSON struct {
	Schema     string          `json:"schema"`
	Run        Run             `json:"run"`
	Town       UnitJSON        `json:"town"`
	Candidates []CandidateJSON `json:"candidates"`
	Considered int             `json:"considered"`
	Held       []heldJSON      `json:"held"`
	Parts      int             `json:"parts"`
	Existing   int             `json:"existing"`
	Wants      WantsJSON       `json:"wants"`
}

type heldJSON struct {
	Country string `json:"country"`
	Count   int    `json:"count"`
}

func (v Recommendation) Result() Result {
	j := RecommendJSON{
		Schema: SchemaRecommend, Run: v.Run, Town: v.Base.UnitJSON(v.Ranking.Town), Candidates: []CandidateJSON{},
		Considered: v.Ranking.Considered, Held: []heldJSON{}, Parts: v.Ranking.Parts, Existing: v.Ranking.Existing,
		Wants: v.Base.wantsJSON(v.Wants, v.listed(), v.Lang),
	}
	geo := featureCollection{"FeatureCollection", []feature{v.Base.feature(v.Ranking.Town, struct {
		Role string `json:"role"`
		UnitJSON
	}{"town", j.Town})}}
	var lines []any
	for _, c := range v.Ranking.Candidates {
		cj := v.Base.candidateJSON(c, v.Lang)
		j.Candidates = append(j.Candidates, cj)
		lines = append(lines, cj)
		geo.Features = append(geo.Features, v.Base.feature(c.Unit, struct {
			Role string `json:"role"`
			CandidateJSON
		}{"candidate", cj}))
	}
	for _, h := range v.Ranking.Held {
		j.Held = append(j.Held, heldJSON{v.Base.Countries.Code[h.Country], h.Count})
	}
	return Result{Doc: v.document(), JSON: j, lines: lines, geo: geo}
}

func (v Recommendation) document() Document {
	d := Document{Lang: v.Lang, Above: v.above, Below: v.below(), notes: Column{Key: "reasons", Title: Both("Reasons", "理由")}, Columns: []Column{
		{Key: "rank", Title: Both("#", "順位"), Right: true},
		{Key: "rank_low", Title: Both("Range", "幅"), Right: true},
		{Key: "rank_high", FileOnly: true},
		{Key: "id", Title: Both("Id", "ID"), FileOnly: true},
		{Key: "name", Title: Both("Name", "名称"), Fold: true},
		{Key: "region", Title: Both("Region", "地域"), Soft: 1},
		{Key: "country", Title: Both("Country", "国"), Soft: 2},
		{Key: "population", Title: Both("People", "人口"), Right: true},
		{Key: "fit", Title: Both("Fit", "適合"), Right: true},
		{Key: "openness", Title: Both("Open", "開放"), Right: true},
		{Key: "their_rank", Title: Both("Their view", "相手から"), Right: true},
		{Key: "their_of", Title: Both("Of", "全体"), FileOnly: true},
		{Key: "confidence", Title: Both("Known", "既知"), Right: true},
		{Key: "distance_km", Title: Both("km", "km"), FileOnly: true},
		{Key: "flags", Title: Both("Flags", "注意"), FileOnly: true},
	}}
	of := sameOf(v.Ranking.Candidates, func(c matcher.Candidate) *matcher.Standing { return c.TheirRank })
	open := false
	for _, c := range v.Ranking.Candidates {
		d.Rows = append(d.Rows, v.row(c, of))
		open = open || c.Interval.Low != c.Interval.High
	}
	if open {
		d.Below = append([]string{Both("Range: the places it might take if what is unknown here were as usual for the size and country.",
			"幅: 不明な点が同じ国・規模で普通の範囲にある場合に取りうる順位。").In(v.Lang)}, d.Below...)
	}
	if of > 0 {
		d.Below = append([]string{theirView(v.Base.Name(v.Ranking.Town, v.Lang), of, v.Lang)}, d.Below...)
	}
	return d
}

// row is a candidate's line; of is the number that stands below the table.
func (v Recommendation) row(c matcher.Candidate, of int) Row {
	theirRank, theirOf := "", ""
	if c.TheirRank != nil {
		theirRank, theirOf = strconv.Itoa(c.TheirRank.Rank), strconv.Itoa(c.TheirRank.Of)
	}
	keys := make([]string, len(c.Flags))
	for i, f := range c.Flags {
		keys[i] = f.Key
	}
	b, view := v.Base, standing(c.TheirRank, v.Lang)
	if of > 0 {
		view = "#" + Grouped(int64(c.TheirRank.Rank))
	}
	r := Row{Cells: []Cell{
		Count(int32(c.Rank)), {intervalText(c.Interval), strconv.Itoa(c.Interval.Low)}, Text(strconv.Itoa(c.Interval.High)), Text(b.Labels.ID.At(int(c.Unit))), Text(b.Name(c.Unit, v.Lang)), Text(b.Region(c.Unit, v.Lang)),
		{b.CountryName(b.Units.Country[c.Unit], v.Lang), b.Country(c.Unit)},
		Count(b.Units.Population[c.Unit]), Points(c.Fit), Points(c.Openness),
		{view, theirRank}, Text(theirOf),
		{Percent(c.Confidence), strconv.FormatFloat(c.Confidence, 'f', 3, 64)}, Number(float64(c.Distance), 0), Text(strings.Join(keys, " ")),
	}}
	for _, ev := range Reasons(c, reasonsShown) {
		r.Notes = append(r.Notes, ev.Text.In(v.Lang))
	}
	r.Notes = append(r.Notes, flagLines(c.Flags, v.Lang)...)
	return r
}

// below says what the list leaves out and what it rests on.
func (v Recommendation) below() []string {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(v.Lang), args...) }
	lines := []string{say("%s governments compared.", "%s自治体を比較。", Grouped(int64(v.Ranking.Considered)))}
	barred := slices.ContainsFunc(v.Wants.Barred, func(r matcher.Barred) bool { return r.Count > 0 })
	switch {
	case len(v.Ranking.Candidates) > 0:
	case barred:
		lines = append(lines, say("No candidate is left: loosen what the brief or the policy keeps out, or widen --to.", "候補がありません。要望書・方針の条件を緩めるか、--to を広げてください。"))
	default:
		lines = append(lines, say("No candidate is left: widen --to, or raise -n or --per-country.", "候補がありません。--to を広げるか、-n、--per-country を増やしてください。"))
	}
	if held := v.heldWords(); held != "" {
		lines = append(lines, say("Held back by --per-country: %s.", "--per-country により省略: %s。", held))
	}
	if n := v.Ranking.Parts; n > 0 {
		lines = append(lines, say("%s places left out as probable parts of a larger city (--include-parts shows them).", "大都市の一部とみられる%s件を省略(--include-parts で表示)。", Grouped(int64(n))))
	}
	switch n := v.Ranking.Existing; {
	case n == 1:
		lines = append(lines, say("1 known partner left out.", "既知の提携先1件を省略。"))
	case n > 1:
		lines = append(lines, say("%d known partners left out.", "既知の提携先%d件を省略。", n))
	}
	lines = append(lines, v.Base.wantsLines(v.Wants, v.listed(), v.Lang)...)
	return append(lines,
		v.Run.tiesKnown(v.Lang),
		v.Run.Line(v.Lang, v.Base.Manifest))
}

// listed are the candidates of the list.
func (v Recommendation) listed() []data.Unit {
	out := make([]data.Unit, len(v.Ranking.Candidates))
	for i, c := range v.Ranking.Candidates {
		out[i] = c.Unit
	}
	return out
}

// heldShown bounds the countries named as held back.
const heldShown = 6

func (v Recommendation) heldWords() string {
	var parts []string
	rest := 0
	for i, h := range v.Ranking.Held {
		if i >= heldShown {
			rest += h.Count
			continue
		}
		parts = append(parts, v.Base.CountryName(h.Country, v.Lang)+" "+Grouped(int64(h.Count)))
	}
	if rest > 0 {
		parts = append(parts, fmt.Sprintf(Both("%s elsewhere", "その他 %s").In(v.Lang), Grouped(int64(rest))))
	}
	return strings.Join(parts, Both(", ", "、").In(v.Lang))
}
