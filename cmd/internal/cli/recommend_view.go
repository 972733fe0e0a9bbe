package cli

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

const schemaRecommend = "shimai.recommend/1"

// reasonsShown is how many reasons stand below a candidate.
const reasonsShown = 3

// recommend ranks the candidates for a town.
func (d *desk) recommend(ctx context.Context, a ask, town data.Unit) (recommendation, error) {
	v := recommendation{lang: a.lang}
	q, err := d.query(a, town)
	if err != nil {
		return v, err
	}
	engine, err := d.engine()
	if err != nil {
		return v, err
	}
	if v.ranking, err = engine.Rank(ctx, q); err != nil {
		return v, err
	}
	if v.base, err = d.base(); err != nil {
		return v, err
	}
	if v.run, err = d.newRun(a.config, "recommend", v.base.labels.ID.At(int(town)), strconv.FormatBool(a.parts)); err != nil {
		return v, err
	}
	v.above, err = d.townLines(town, a.lang)
	return v, err
}

// recommendation is a ranking on its way out.
type recommendation struct {
	base    *base
	lang    string
	run     run
	ranking matcher.Ranking
	above   []string
}

type recommendJSON struct {
	Schema     string          `json:"schema"`
	Run        run             `json:"run"`
	Town       unitJSON        `json:"town"`
	Candidates []candidateJSON `json:"candidates"`
	Considered int             `json:"considered"`
	Held       []heldJSON      `json:"held"`
	Parts      int             `json:"parts"`
	Existing   int             `json:"existing"`
}

type heldJSON struct {
	Country string `json:"country"`
	Count   int    `json:"count"`
}

func (v recommendation) result() result {
	j := recommendJSON{
		Schema: schemaRecommend, Run: v.run, Town: v.base.unitJSON(v.ranking.Town), Candidates: []candidateJSON{},
		Considered: v.ranking.Considered, Held: []heldJSON{}, Parts: v.ranking.Parts, Existing: v.ranking.Existing,
	}
	geo := featureCollection{"FeatureCollection", []feature{v.base.feature(v.ranking.Town, struct {
		Role string `json:"role"`
		unitJSON
	}{"town", j.Town})}}
	var lines []any
	for _, c := range v.ranking.Candidates {
		cj := v.base.candidateJSON(c, v.lang)
		j.Candidates = append(j.Candidates, cj)
		lines = append(lines, cj)
		geo.Features = append(geo.Features, v.base.feature(c.Unit, struct {
			Role string `json:"role"`
			candidateJSON
		}{"candidate", cj}))
	}
	for _, h := range v.ranking.Held {
		j.Held = append(j.Held, heldJSON{v.base.countries.Code[h.Country], h.Count})
	}
	return result{doc: v.document(), json: j, lines: lines, geo: geo}
}

func (v recommendation) document() document {
	d := document{lang: v.lang, above: v.above, below: v.below(), notes: "reasons", columns: []column{
		{key: "rank", title: both("#", "順位"), right: true},
		{key: "rank_low", title: both("Range", "幅"), right: true},
		{key: "rank_high", fileOnly: true},
		{key: "id", title: both("Id", "ID"), fileOnly: true},
		{key: "name", title: both("Name", "名称"), fold: true},
		{key: "region", title: both("Region", "地域"), soft: 1},
		{key: "country", title: both("Country", "国"), soft: 2},
		{key: "population", title: both("People", "人口"), right: true},
		{key: "fit", title: both("Fit", "適合"), right: true},
		{key: "openness", title: both("Open", "開放"), right: true},
		{key: "their_rank", title: both("Their view", "相手から"), right: true},
		{key: "their_of", title: both("Of", "全体"), fileOnly: true},
		{key: "confidence", title: both("Known", "既知"), right: true},
		{key: "distance_km", title: both("km", "km"), fileOnly: true},
		{key: "flags", title: both("Flags", "注意"), fileOnly: true},
	}}
	of := sameOf(v.ranking.Candidates, func(c matcher.Candidate) *matcher.Standing { return c.TheirRank })
	open := false
	for _, c := range v.ranking.Candidates {
		d.rows = append(d.rows, v.row(c, of))
		open = open || c.Interval.Low != c.Interval.High
	}
	if open {
		d.below = append([]string{both("Range: the places it might take if what is unknown here were as usual for the size and country.",
			"幅: 不明な点が同じ国・規模で普通の範囲にある場合に取りうる順位。").In(v.lang)}, d.below...)
	}
	if of > 0 {
		d.below = append([]string{theirView(v.base.name(v.ranking.Town, v.lang), of, v.lang)}, d.below...)
	}
	return d
}

// row is a candidate's line; of is the number that stands below the table.
func (v recommendation) row(c matcher.Candidate, of int) row {
	theirRank, theirOf := "", ""
	if c.TheirRank != nil {
		theirRank, theirOf = strconv.Itoa(c.TheirRank.Rank), strconv.Itoa(c.TheirRank.Of)
	}
	keys := make([]string, len(c.Flags))
	for i, f := range c.Flags {
		keys[i] = f.Key
	}
	b, view := v.base, standing(c.TheirRank, v.lang)
	if of > 0 {
		view = "#" + grouped(int64(c.TheirRank.Rank))
	}
	r := row{cells: []cell{
		count(int32(c.Rank)), {intervalText(c.Interval), strconv.Itoa(c.Interval.Low)}, text(strconv.Itoa(c.Interval.High)), text(b.labels.ID.At(int(c.Unit))), text(b.name(c.Unit, v.lang)), text(b.region(c.Unit, v.lang)),
		{b.countryName(b.units.Country[c.Unit], v.lang), b.country(c.Unit)},
		count(b.units.Population[c.Unit]), points(c.Fit), points(c.Openness),
		{view, theirRank}, text(theirOf),
		{percent(c.Confidence), strconv.FormatFloat(c.Confidence, 'f', 3, 64)}, number(float64(c.Distance), 0), text(strings.Join(keys, " ")),
	}}
	for _, ev := range reasons(c, reasonsShown) {
		r.notes = append(r.notes, ev.Text.In(v.lang))
	}
	r.notes = append(r.notes, flagLines(c.Flags, v.lang)...)
	return r
}

// below says what the list leaves out and what it rests on.
func (v recommendation) below() []string {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(both(en, ja).In(v.lang), args...) }
	lines := []string{say("%s governments compared.", "%s自治体を比較。", grouped(int64(v.ranking.Considered)))}
	if len(v.ranking.Candidates) == 0 {
		lines = append(lines, say("No candidate is left: widen --to, or raise -n or --per-country.", "候補がありません。--to を広げるか、-n、--per-country を増やしてください。"))
	}
	if held := v.heldWords(); held != "" {
		lines = append(lines, say("Held back by --per-country: %s.", "--per-country により省略: %s。", held))
	}
	if n := v.ranking.Parts; n > 0 {
		lines = append(lines, say("%s places left out as probable parts of a larger city (--include-parts shows them).", "大都市の一部とみられる%s件を省略(--include-parts で表示)。", grouped(int64(n))))
	}
	if n := v.ranking.Existing; n > 0 {
		lines = append(lines, say("%d known partners left out.", "既知の提携先%d件を省略。", n))
	}
	return append(lines,
		say("Ties are those that public lists know: \"no tie known\" is not \"no tie\".", "提携関係は公開一覧にあるものに限ります。「既知の提携なし」は「提携なし」ではありません。"),
		v.run.line(v.lang, v.base.manifest))
}

// heldShown bounds the countries named as held back.
const heldShown = 6

func (v recommendation) heldWords() string {
	var parts []string
	rest := 0
	for i, h := range v.ranking.Held {
		if i >= heldShown {
			rest += h.Count
			continue
		}
		parts = append(parts, v.base.countryName(h.Country, v.lang)+" "+grouped(int64(h.Count)))
	}
	if rest > 0 {
		parts = append(parts, fmt.Sprintf(both("%s elsewhere", "その他 %s").In(v.lang), grouped(int64(rest))))
	}
	return strings.Join(parts, ", ")
}
