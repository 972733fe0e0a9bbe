package cli

import (
	"fmt"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/backtest"
)

// above tells what was asked and how the figures are to be read.
func (v evalView) above() []string {
	p := v.report.Protocol
	lines := []string{v.title()}
	hidden := strconv.FormatFloat(100*p.Hidden, 'f', -1, 64)
	if p.Mode == backtest.Warm {
		lines = append(lines, v.say("Hidden: a random %s %% of the %s international ties of %s governments; all that is counted from ties, and the weights, are redone from what is left.",
			"隠したもの: %[3]s団体の国際提携%[2]s件の無作為な%[1]s%%。提携から数えるものと重みは残りから作り直す。", hidden, answer.Grouped(int64(p.Ties)), answer.Grouped(int64(p.Towns))))
	} else {
		lines = append(lines, v.say("Hidden: all ties of a random %s %% of the %s governments with one (%s international ties); all that is counted from ties, and the weights, are redone from what is left.",
			"隠したもの: 提携のある%[2]s団体(国際提携%[3]s件)の無作為な%[1]s%%のすべての提携。提携から数えるものと重みは残りから作り直す。", hidden, answer.Grouped(int64(p.Towns)), answer.Grouped(int64(p.Ties))))
	}
	if p.Toward {
		return append(lines,
			v.say("Candidates: %s governments of %s, for towns of all other countries. A hidden partner is compared with %d partners of other random ties, and as many of its own country.",
				"候補: %[2]sの%[1]s団体(ほかのすべての国の自治体から見て)。隠した提携先を、ほかの無作為な提携の相手%[3]d団体、および同じ国の同数と比べる。", answer.Grouped(int64(p.Candidates)), v.country, p.Rewired))
	}
	return append(lines,
		v.say("Candidates: %s governments abroad. A hidden partner is compared with %d partners of other random ties, and as many of its own country.",
			"候補: 国外の%s団体。隠した提携先を、ほかの無作為な提携の相手%d団体、および同じ国の同数と比べる。", answer.Grouped(int64(p.Candidates)), p.Rewired),
		v.say("Lists: the first 20 of %s governments, at most 3 of a country.", "一覧: %s団体の上位20、1か国3件まで。", answer.Grouped(int64(p.Listed))))
}

func (v evalView) title() string {
	mode := answer.Both("cold start", "新規の自治体")
	if v.report.Protocol.Mode == backtest.Warm {
		mode = answer.Both("warm", "既存の自治体")
	}
	if v.report.Protocol.Toward {
		mode.EN += ", asked from abroad"
		mode.JA += "・国外から"
	}
	seeds := v.report.Seeds
	if len(seeds) == 1 {
		return v.say("Backtest: %s, %s, seed %d", "検証: %s・%s・シード%d", v.country, mode.In(v.lang), seeds[0])
	}
	return v.say("Backtest: %s, %s, seeds %d to %d, mean ± standard deviation", "検証: %s・%s・シード%d〜%d・平均±標準偏差",
		v.country, mode.In(v.lang), seeds[0], seeds[len(seeds)-1])
}

// figure is one number of the report and how people read it.
type figure struct {
	key      string
	name     matcher.Text
	means    matcher.Text
	stat     backtest.Stat
	decimals int
}

func (v evalView) metrics() []figure {
	m := v.report.Metrics
	return []figure{
		{"fit_auc", answer.Both("Fit AUC", "適合度AUC"), answer.Both("hidden partner above the partner of a random tie", "隠した提携先が無作為な提携の相手より上"), m.FitAUC, 3},
		{"fit_auc_same_country", answer.Both("Fit AUC, same country", "適合度AUC(同じ国)"), answer.Both("the same within the partner's country", "提携先の国の中で"), m.SameCountry, 3},
		{"recall_8", answer.Both("Recall @8", "再現率@8"), answer.Both("share of hidden partners in the first 8 of all", "全候補の上位8に入る割合"), m.Recall8, 3},
		{"recall_100", answer.Both("Recall @100", "再現率@100"), answer.Both("in the first 100", "上位100"), m.Recall100, 3},
		{"recall_1000", answer.Both("Recall @1000", "再現率@1000"), answer.Both("in the first 1,000", "上位1,000"), m.Recall1000, 3},
		{"mrr", answer.Both("MRR", "MRR"), answer.Both("mean of 1 ÷ place", "1÷順位の平均"), m.MRR, 4},
		{"median_population_ratio", answer.Both("Population ratio", "人口比"), answer.Both("median in the first 8 of the lists", "一覧の上位8の中央値"), m.PopulationRatio, 2},
		{"countries_in_20", answer.Both("Countries", "国の数"), answer.Both("in the first 20 of a list", "一覧の上位20"), m.CountriesIn20, 1},
		{"distinct_partners", answer.Both("Distinct partners", "異なる候補"), answer.Both("in the first 8 of all lists", "全一覧の上位8"), m.Distinct, 0},
		{"gini", answer.Both("Gini", "ジニ係数"), answer.Both("0: all named alike often, 1: one for all", "0: 均等、1: 1件に集中"), m.Gini, 3},
		{"most_recommended_share", answer.Both("Most named", "最多の候補"), answer.Both("share of lists it stands in", "入っている一覧の割合"), m.Most, 3},
	}
}

func (v evalView) figures() answer.Document {
	d := answer.Document{Lang: v.lang, Above: v.above(), Columns: []answer.Column{
		{Title: answer.Both("Figure", "指標"), Firm: true},
		{Title: answer.Both("Mean", "平均"), Right: true},
		{Title: answer.Both("What it is", "意味"), Fold: true},
	}}
	for _, f := range v.metrics() {
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(f.name.In(v.lang)), v.spread(f.stat, f.decimals), answer.Text(f.means.In(v.lang))}})
	}
	return d
}

// stats is a column of means.
func stats(en, ja string) answer.Column {
	return answer.Column{Title: answer.Both(en, ja), Right: true}
}

func (v evalView) criteria() answer.Document {
	d := answer.Document{Lang: v.lang, Above: []string{v.say("Each criterion: AUC of it alone, and of the fit without it", "各評価項目: 単独のAUCと、それを除いた適合度のAUC")}, Columns: []answer.Column{
		{Title: answer.Both("Criterion", "評価項目")},
		stats("Alone", "単独"), stats("Same country", "同じ国"), stats("Without", "除外"), stats("Same country", "同じ国"),
	}}
	for _, c := range v.report.Criteria {
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(answer.CriterionName(c.Criterion, v.lang)), v.spread(c.Alone, 3), v.spread(c.AloneSame, 3), v.spread(c.Without, 3), v.spread(c.WithoutSame, 3)}})
	}
	return d
}

func (v evalView) curve() answer.Document {
	d := answer.Document{Lang: v.lang, Above: []string{v.say("Order by fit + α × openness: recall, and the median population ratio of the first 8", "適合度+α×開放度の順: 再現率と上位8の人口比の中央値")}, Columns: []answer.Column{
		stats("α", "α"), stats("@8", "@8"), stats("@100", "@100"), stats("@1000", "@1000"), stats("MRR", "MRR"), stats("Ratio", "人口比"),
	}}
	for _, c := range v.report.Curve {
		alpha := strconv.FormatFloat(c.Alpha, 'f', 2, 64)
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(short(alpha)), v.spread(c.Recall8, 3), v.spread(c.Recall100, 3), v.spread(c.Recall1000, 3), v.spread(c.MRR, 3), v.spread(c.PopulationRatio, 1)}})
	}
	d.Below = []string{v.say("The default order has α = %s and asks how the candidates would rank the town.", "既定の順はα=%sに、相手から見た順位を加えたもの。", short(strconv.FormatFloat(v.report.Protocol.Alpha, 'f', 2, 64)))}
	return d
}

func (v evalView) baselines() answer.Document {
	d := answer.Document{Lang: v.lang, Above: []string{v.say("Simple rankings on the same hidden ties", "単純な順位付け(同じ隠した提携)")}, Columns: []answer.Column{
		{Title: answer.Both("Ranking", "順位付け"), Fold: true},
		stats("AUC", "AUC"), stats("Same country", "同じ国"), stats("@8", "@8"), stats("@100", "@100"), stats("@1000", "@1000"),
	}}
	for _, b := range v.report.Baselines {
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(baselineWord(b.Name).In(v.lang)), v.spread(b.FitAUC, 3), v.spread(b.SameCountry, 3), v.spread(b.Recall8, 3), v.spread(b.Recall100, 3), v.spread(b.Recall1000, 3)}})
	}
	return d
}

// baselineWord names a simple ranking for readers.
func baselineWord(name string) matcher.Text {
	ja := map[string]string{
		"random": "無作為", "population closeness": "人口の近さ", "country pair": "国の組", "degree": "提携数",
		"degree to the country that asks": "当国との提携数", "country pair × share of the country's ties": "国の組×その国の提携に占める割合",
	}[name]
	if ja == "" {
		ja = name
	}
	return answer.Both(name, ja)
}

func (v evalView) calibration() answer.Document {
	d := answer.Document{Lang: v.lang, Above: []string{
		v.say("Calibration: how many times as common as by chance lines like this were said to be among ties, and were among the hidden ones, all seeds together",
			"較正: 「偶然の何倍」と述べた値と、隠した提携での実際の値(全シード)"),
	}, Below: []string{v.run.Line(v.lang, v.base.Manifest)}, Columns: []answer.Column{
		{Title: answer.Both("Criterion", "評価項目")},
		{Title: answer.Both("Said to be", "述べた範囲"), Right: true}, stats("On average", "平均"), stats("Found", "実際"),
		stats("Hidden ties", "隠した提携"), stats("Rewired pairs", "組み替えた組"),
	}}
	for _, c := range v.report.Calibration {
		d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{
			answer.Text(answer.CriterionName(matcher.Criterion(c.Criterion), v.lang)), answer.Text(liftBand(c)),
			answer.Number(c.Foretold, 2), answer.Number(c.Found, 2), answer.Text(answer.Grouped(int64(c.Ties))), answer.Text(answer.Grouped(int64(c.Chance))),
		}})
	}
	return d
}

// liftBand words the range of lifts that a row of the calibration is of.
func liftBand(c backtest.Reliability) string {
	if c.To >= noEnd {
		return fmt.Sprintf("%g+", c.From)
	}
	return fmt.Sprintf("%g-%g", c.From, c.To)
}

// noEnd is the upper end that a report gives to the highest range.
const noEnd = 1000

// tidy holds every mean in one table, for spreadsheets and pipes.
func (v evalView) tidy() answer.Document {
	d := answer.Document{Lang: v.lang, Columns: []answer.Column{{Key: "part"}, {Key: "name"}, {Key: "figure"}, {Key: "mean"}, {Key: "sd"}}}
	exact := func(x float64) answer.Cell { return answer.Text(strconv.FormatFloat(x, 'f', 5, 64)) }
	add := func(part, name string, list ...figure) {
		for _, f := range list {
			d.Rows = append(d.Rows, answer.Row{Cells: []answer.Cell{answer.Text(part), answer.Text(name), answer.Text(f.key), exact(f.stat.Mean), exact(f.stat.SD)}})
		}
	}
	add("metrics", "", v.metrics()...)
	for _, c := range v.report.Criteria {
		add("criteria", string(c.Criterion), figure{key: "alone", stat: c.Alone}, figure{key: "alone_same_country", stat: c.AloneSame},
			figure{key: "without", stat: c.Without}, figure{key: "without_same_country", stat: c.WithoutSame})
	}
	for _, c := range v.report.Curve {
		add("curve", strconv.FormatFloat(c.Alpha, 'f', 2, 64), figure{key: "recall_8", stat: c.Recall8}, figure{key: "recall_100", stat: c.Recall100},
			figure{key: "recall_1000", stat: c.Recall1000}, figure{key: "mrr", stat: c.MRR}, figure{key: "median_population_ratio", stat: c.PopulationRatio})
	}
	for _, b := range v.report.Baselines {
		add("baselines", b.Name, figure{key: "fit_auc", stat: b.FitAUC}, figure{key: "fit_auc_same_country", stat: b.SameCountry},
			figure{key: "recall_8", stat: b.Recall8}, figure{key: "recall_100", stat: b.Recall100}, figure{key: "recall_1000", stat: b.Recall1000}, figure{key: "mrr", stat: b.MRR})
	}
	return d
}
