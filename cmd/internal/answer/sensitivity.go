package answer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shimai/shimai/matcher"
)

// The JSON shapes of what would move a candidate.
type (
	IntervalJSON struct {
		Low  int `json:"low"`
		High int `json:"high"`
	}
	neighbourJSON struct {
		ID     string      `json:"id"`
		Name   string      `json:"name"`
		Apart  float64     `json:"apart"`
		Change *changeJSON `json:"change"`
	}
	changeJSON struct {
		Criterion string  `json:"criterion"`
		From      float64 `json:"from"`
		To        float64 `json:"to"`
	}
	entryJSON struct {
		ID        string     `json:"id"`
		Name      string     `json:"name"`
		Lacks     float64    `json:"lacks"`
		Lines     []needJSON `json:"lines"`
		OpenLines []needJSON `json:"openness_lines"`
		Ties      *int       `json:"ties"`
	}
	needJSON struct {
		Criterion string  `json:"criterion"`
		Points    float64 `json:"points"`
		Needed    float64 `json:"needed"`
		Max       float64 `json:"max"`
		Known     bool    `json:"known"`
		Enough    bool    `json:"enough"`
	}
)

// intervalOf returns the places a candidate may take, nil for one that was not ranked.
func intervalOf(i matcher.Interval) *IntervalJSON {
	if i == (matcher.Interval{}) {
		return nil
	}
	return &IntervalJSON{i.Low, i.High}
}

func (b *Base) neighbourJSON(n *matcher.Neighbour) *neighbourJSON {
	if n == nil {
		return nil
	}
	out := &neighbourJSON{ID: b.Labels.ID.At(int(n.Unit)), Name: b.Labels.Name.At(int(n.Unit)), Apart: n.Apart.Float()}
	if c := n.Change; c != nil {
		out.Change = &changeJSON{string(c.Criterion), c.From, c.To}
	}
	return out
}

func (b *Base) entryJSON(e *matcher.Entry) *entryJSON {
	if e == nil {
		return nil
	}
	out := &entryJSON{
		ID: b.Labels.ID.At(int(e.Unit)), Name: b.Labels.Name.At(int(e.Unit)), Lacks: e.Lacks.Float(),
		Lines: needsJSON(e.Lines), OpenLines: needsJSON(e.OpenLines),
	}
	if e.Ties > 0 {
		out.Ties = &e.Ties
	}
	return out
}

func needsJSON(needs []matcher.Need) []needJSON {
	out := []needJSON{}
	for _, n := range needs {
		out = append(out, needJSON{string(n.Criterion), n.Points.Float(), n.Needed.Float(), n.Max.Float(), n.Known, n.Enough})
	}
	return out
}

// intervalText words an interval in short, nothing where it is one place.
func intervalText(i matcher.Interval) string {
	if i.Low == i.High {
		return ""
	}
	return Grouped(int64(i.Low)) + "-" + Grouped(int64(i.High))
}

// bracketed words an interval behind a rank within a sentence.
func bracketed(i matcher.Interval, lang string) string {
	if i.Low == i.High {
		return ""
	}
	return fmt.Sprintf(Both(" (%s-%s)", "(%s～%s位)").In(lang), Grouped(int64(i.Low)), Grouped(int64(i.High)))
}

// sensitivity says what would move the candidate.
func (x Explanation) sensitivity() []string {
	p := x.Placement
	var lines []string
	if p.Listed > 0 {
		lines = append(lines, fmt.Sprintf(Both("In the list it stands #%s%s.", "一覧では%s位%s。").In(x.Lang), Grouped(int64(p.Listed)), bracketed(p.ListedInterval, x.Lang)))
	}
	s := p.Sensitivity
	if s.Above != nil {
		lines = append(lines, x.aboveWords(s.Above))
	}
	if s.Below != nil {
		lines = append(lines, x.belowWords(s.Below))
	}
	if s.Entry != nil {
		lines = append(lines, x.entryWords(s.Entry)...)
	}
	return lines
}

func (x Explanation) aboveWords(n *matcher.Neighbour) string {
	title := Both("%s stands before it by %.2f points.", "1つ上は%s(%.2f点差)。")
	if x.Placement.Listed == 0 {
		title = Both("It would take the place of %s, %.2f points before it.", "一覧に入るには%sを越える必要がある(%.2f点差)。")
	}
	name := x.Base.Name(n.Unit, x.Lang)
	out := fmt.Sprintf(title.In(x.Lang), name, n.Apart.Float())
	if n.Change == nil {
		return join(x.Lang, out, fmt.Sprintf(Both("No single weight puts it before %s.", "重みを1つ変えるだけでは%sより上にならない。").In(x.Lang), name))
	}
	return join(x.Lang, out, fmt.Sprintf(Both("With %s it would stand before %s.", "%s とすれば%sより上になる。").In(x.Lang), weightFlag(n.Change, x.Lang), name))
}

func (x Explanation) belowWords(n *matcher.Neighbour) string {
	name := x.Base.Name(n.Unit, x.Lang)
	out := fmt.Sprintf(Both("%s stands behind it by %.2f points.", "1つ下は%s(%.2f点差)。").In(x.Lang), name, n.Apart.Float())
	if n.Change == nil {
		return join(x.Lang, out, fmt.Sprintf(Both("No single weight puts %s before it.", "重みを1つ変えるだけでは%sが上にならない。").In(x.Lang), name))
	}
	return join(x.Lang, out, fmt.Sprintf(Both("With %s %s would stand before it.", "%s とすれば%sが上になる。").In(x.Lang), weightFlag(n.Change, x.Lang), name))
}

// join sets sentences side by side; Japanese has no space between them.
func join(lang string, sentences ...string) string {
	if lang == "ja" {
		return strings.Join(sentences, "")
	}
	return strings.Join(sentences, " ")
}

// weightFlag writes a change as one would type it.
func weightFlag(c *matcher.Change, lang string) string {
	flag := fmt.Sprintf("--weight %s=%s", c.Criterion, strconv.FormatFloat(c.To, 'f', -1, 64))
	if c.From != 1 {
		flag += fmt.Sprintf(Both(" (now %s)", "(現在%s)").In(lang), strconv.FormatFloat(c.From, 'f', -1, 64))
	}
	return flag
}

// entryWords says what a candidate lacks to be among the first ten.
func (x Explanation) entryWords(e *matcher.Entry) []string {
	say := func(en, ja string, args ...any) string { return fmt.Sprintf(Both(en, ja).In(x.Lang), args...) }
	lines := []string{say("To stand among the first ten, in the place of %s, it lacks %.2f points of the order score.",
		"上位10件に入るには、%sに代わるだけの総合点があと%.2f点足りない。", x.Base.Name(e.Unit, x.Lang), e.Lacks.Float())}
	var enough, short []string
	for _, n := range append(append([]matcher.Need(nil), e.Lines...), e.OpenLines...) {
		name := CriterionName(n.Criterion, x.Lang)
		if !n.Enough {
			short = append(short, name)
			continue
		}
		now := say("now %.2f", "現在%.2f", n.Points.Float())
		if !n.Known {
			now = say("unknown now", "現在は不明")
		}
		enough = append(enough, say("%s %.2f of %.2f (%s)", "%s %.2f/%.2f(%s)", name, n.Needed.Float(), n.Max.Float(), now))
	}
	comma := Both(", ", "、").In(x.Lang)
	switch {
	case len(enough) == 0:
		lines = append(lines, say("No line alone has enough points left.", "1つの基準だけで補える点は残っていない。"))
	case len(enough) == 1:
		lines = append(lines, say("This alone would do: %s.", "これだけで足りる: %s。", enough[0]))
	default:
		lines = append(lines, say("One of these alone would do: %s.", "次のどれか1つで足りる: %s。", strings.Join(enough, comma)))
	}
	if len(enough) > 0 && len(short) > 0 {
		lines = append(lines, say("Not enough points are left in %s.", "残りの点では足りない基準: %s。", strings.Join(short, comma)))
	}
	if e.Ties > 0 {
		lines = append(lines, say("With %d international ties it would be open enough.", "国際提携が%d件あれば、開放度は足りる。", e.Ties))
	}
	return lines
}
