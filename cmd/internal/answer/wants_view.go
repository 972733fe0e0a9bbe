package answer

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// Wants tells what became of the wishes of a brief and the rules of a policy.
type Wants struct {
	// Barred counts what each rule kept out, in the order of the rules.
	Barred []matcher.Barred
	// Words are the niche words of the brief with the places known for them.
	Words []WordFound
	// Cities tells where the candidates stand that the brief asks for by name.
	Cities []matcher.Placement
}

// wants looks up where the cities asked for stand.
func (d *Desk) wants(ctx context.Context, q Question, barred []matcher.Barred) (Wants, error) {
	w := Wants{Barred: barred, Words: q.Words}
	engine, err := d.Engine()
	if err != nil {
		return w, err
	}
	for _, u := range q.Cities {
		p, err := engine.Explain(ctx, q.Query, u)
		if err != nil {
			return w, err
		}
		w.Cities = append(w.Cities, p)
	}
	return w, nil
}

// The JSON shapes of what became of wishes and rules.
type (
	WantsJSON struct {
		Barred []BarredJSON `json:"barred"`
		Words  []WordJSON   `json:"words"`
		Cities []CityJSON   `json:"cities"`
	}
	BarredJSON struct {
		Key    string `json:"key"`
		Text   string `json:"text"`
		Source string `json:"source,omitempty"`
		Date   string `json:"date,omitempty"`
		Count  int    `json:"count"`
	}
	WordJSON struct {
		Word   string   `json:"word"`
		Also   []string `json:"also"`
		Common bool     `json:"common"`
		Places int      `json:"places"`
		Listed int      `json:"listed"`
	}
	CityJSON struct {
		UnitJSON
		Rank     int      `json:"rank"`
		Of       int      `json:"of"`
		Fit      float64  `json:"fit"`
		ListRank *int     `json:"list_rank"`
		Why      []string `json:"why"`
	}
)

// wantsJSON writes the wishes; listed are the candidates of the answer.
func (b *Base) wantsJSON(w Wants, listed []data.Unit, lang string) WantsJSON {
	out := WantsJSON{Barred: []BarredJSON{}, Words: []WordJSON{}, Cities: []CityJSON{}}
	for _, r := range w.Barred {
		out.Barred = append(out.Barred, BarredJSON{r.Rule.Key, r.Rule.Text.In(lang), r.Rule.Source, r.Rule.Date, r.Count})
	}
	for _, f := range w.Words {
		out.Words = append(out.Words, WordJSON{f.Word, append([]string{}, f.Also...), f.Common, len(f.Places), f.among(listed)})
	}
	for _, p := range w.Cities {
		c := CityJSON{UnitJSON: b.UnitJSON(p.Candidate.Unit), Rank: p.Candidate.Rank, Of: p.Of, Fit: p.Candidate.Fit.Float(), Why: []string{}}
		if at := slices.Index(listed, p.Candidate.Unit); at >= 0 {
			at++
			c.ListRank = &at
		} else {
			for _, t := range p.Why {
				c.Why = append(c.Why, t.In(lang))
			}
		}
		out.Cities = append(out.Cities, c)
	}
	return out
}

// among counts those of a list that the word is known for.
func (f WordFound) among(listed []data.Unit) int {
	n := 0
	for _, u := range listed {
		if _, ok := f.facts[u]; ok {
			n++
		}
	}
	return n
}

// wantsLines words the wishes below a table.
func (b *Base) wantsLines(w Wants, listed []data.Unit, lang string) []string {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(lang), args...) }
	var out []string
	for _, r := range w.Barred {
		if r.Count == 0 {
			continue // programs see it; a reader has no use for it
		}
		out = append(out, BarredLine(r, lang))
	}
	for _, f := range w.Words {
		word := f.Word
		if len(f.Also) > 0 {
			word += " (" + strings.Join(f.Also, ", ") + ")"
		}
		switch n := len(f.Places); {
		case f.Common:
			out = append(out, say("%s: known of %s places or more, too common to tell them apart.", "「%s」: %sか所以上が該当し、候補の区別には使えません。", word, Grouped(tooMany)))
		case n == 0:
			out = append(out, say("%s: no data.", "「%s」: 該当するデータはありません。", word))
		default:
			out = append(out, say("%s: %s known, %d of them listed here.", "「%s」: 該当%s、うち%d件を掲載。", word, placesIn(n, lang), f.among(listed)))
		}
	}
	for _, p := range w.Cities {
		out = append(out, b.cityLine(p, listed, lang))
	}
	return out
}

// BarredLine says how many candidates a rule keeps out, and who says so.
func BarredLine(r matcher.Barred, lang string) string {
	return fmt.Sprintf(Both("Kept out: %s, since %s.", "対象外: %s件(%s)。").In(lang), Grouped(int64(r.Count)), r.Rule.Text.In(lang)+sourceOfRule(r.Rule, lang))
}

// outFlags remark on a candidate that was named, which lists leave out by a rule.
func (q *Question) outFlags(u data.Unit) []matcher.Flag {
	rule, out := q.Barred.Of(u)
	if !out {
		return nil
	}
	return []matcher.Flag{{Key: rule.Key, Text: Both(
		"Kept out of lists: "+rule.Text.In("en")+sourceOfRule(rule, "en"), "一覧の対象外: "+rule.Text.In("ja")+sourceOfRule(rule, "ja"),
	)}}
}

func placesIn(n int, lang string) string {
	if lang == "ja" {
		return Grouped(int64(n)) + "か所"
	}
	return placesEN(n)
}

func sourceOfRule(r matcher.Rule, lang string) string {
	if r.Source == "" {
		return ""
	}
	return fmt.Sprintf(Both(" (%s, %s)", "。%s、%s").In(lang), r.Source, r.Date)
}

// cityLine tells where a city asked for stands, and what keeps it from the list.
func (b *Base) cityLine(p matcher.Placement, listed []data.Unit, lang string) string {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(lang), args...) }
	c := p.Candidate
	head := say("Asked for: %s, fit %.1f", "要望のあった都市: %s、適合度%.1f", b.Describe(c.Unit, lang), c.Fit.Float())
	if at := slices.Index(listed, c.Unit); at >= 0 {
		return head + say(", listed as number %d.", "、掲載順%d番。", at+1)
	}
	var why []string
	for _, t := range p.Why {
		why = append(why, t.In(lang))
	}
	if len(why) == 0 {
		return head + say(", #%s of %s by fit and openness.", "、適合度と開放度では%[2]s件中%[1]s位。", Grouped(int64(c.Rank)), Grouped(int64(p.Of)))
	}
	return head + say(", not listed. %s", "、掲載なし。%s", strings.Join(why, say(" ", "")))
}
