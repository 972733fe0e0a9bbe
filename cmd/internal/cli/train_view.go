package cli

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

// learned compares weights before and after they were learned.
type learned struct {
	before, after model.Weights
	lang          string
}

// Changes below leastChange, in bits, are noise of the drawing; so many of the
// others are named for each criterion.
const (
	leastChange  = 0.05
	changesShown = 3
)

func (l learned) document() answer.Document {
	t := l.after.Trained
	d := answer.Document{Lang: l.lang, Above: []string{
		fmt.Sprintf(answer.Both("Learned from %s ties and %s rewired pairs, data %s, seed %d.", "提携%s件と組み替えた%s組から学習、データ %s、シード%d。").In(l.lang),
			answer.Grouped(int64(t.Ties)), answer.Grouped(int64(t.Pairs-t.Ties)), t.Data, t.Seed),
	}, Columns: []answer.Column{
		{Title: answer.Both("Criterion", "評価項目")},
		{Title: answer.Both("Bits before", "以前(ビット)"), Right: true}, {Title: answer.Both("After", "今回"), Right: true},
		{Title: answer.Both("Largest changes", "大きな変化"), Fold: true},
	}, Below: []string{answer.Both("One bit is twice as often among ties as by chance.", "1ビットは提携で偶然の2倍多いことを表す。").In(l.lang)}}
	for _, c := range l.after.Criteria {
		old, _ := l.before.Criterion(c.Name)
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{
			answer.Text(answer.CriterionName(matcher.Criterion(c.Name), l.lang)), answer.Text(bounds(old)), answer.Text(bounds(c)), answer.Text(l.changes(old, c)),
		}})
	}
	return d
}

func bounds(c model.Criterion) string {
	return signed(c.Low, 1) + " " + signed(c.High, 1)
}

func signed(bits float64, decimals int) string {
	s := strconv.FormatFloat(bits, 'f', decimals, 64)
	if bits > 0 {
		return "+" + s
	}
	return s
}

// change is a number of a term that is not what it was.
type change struct {
	where    string
	from, to float64
}

// changes names the largest ones of a criterion.
func (l learned) changes(old, now model.Criterion) string {
	var all []change
	for _, t := range now.Terms {
		was, _ := old.Term(t.Name)
		for _, k := range t.Curve {
			all = append(all, change{fmt.Sprintf(answer.Both("%s at %g", "%s %g").In(l.lang), t.Name, k[0]), was.Bits(k[0]), k[1]})
		}
		all = append(all,
			change{fmt.Sprintf(answer.Both("%s both", "%s 双方").In(l.lang), t.Name), was.Both, t.Both},
			change{fmt.Sprintf(answer.Both("%s one", "%s 片方").In(l.lang), t.Name), was.One, t.One})
	}
	all = slices.DeleteFunc(all, func(c change) bool { return math.Abs(c.to-c.from) < leastChange })
	slices.SortStableFunc(all, func(a, b change) int { return cmp.Compare(math.Abs(b.to-b.from), math.Abs(a.to-a.from)) })
	if len(all) == 0 {
		return answer.Both("none", "なし").In(l.lang)
	}
	words := make([]string, 0, changesShown)
	for _, c := range all[:min(len(all), changesShown)] {
		words = append(words, c.where+": "+signed(c.from, 2)+" → "+signed(c.to, 2))
	}
	if rest := len(all) - len(words); rest > 0 {
		words = append(words, fmt.Sprintf(answer.Both("%d more", "ほか%d件").In(l.lang), rest))
	}
	return strings.Join(words, "; ")
}
