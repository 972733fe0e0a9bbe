package backtest

import (
	"math"
	"slices"

	"github.com/shimai/shimai/matcher"
)

// Schema is the version of the report's JSON.
const Schema = "shimai.eval/1"

// Report is what a backtest found.
type Report struct {
	Schema   string   `json:"schema"`
	Protocol Protocol `json:"protocol"`
	Seeds    []uint64 `json:"seeds"`
	// Metrics are those of the fit and of the default order.
	Metrics Metrics `json:"metrics"`
	// Criteria tells what each criterion is worth alone, and what is lost without it.
	Criteria []CriterionResult `json:"criteria"`
	// Curve is recall for the order fit + alpha × openness.
	Curve []CurvePoint `json:"curve"`
	// Baselines are simple rankings on the same hidden ties.
	Baselines []Baseline `json:"baselines"`
	// Calibration compares how often ties of a kind were foretold with how
	// often they were found among hidden ties.
	Calibration []Reliability `json:"calibration"`
}

// Protocol tells what was asked.
type Protocol struct {
	// Country is the code of the towns that ask.
	Country string `json:"country"`
	// Mode is cold or warm.
	Mode Mode `json:"mode"`
	// Toward tells that towns of all other countries asked for partners in Country.
	Toward bool `json:"toward"`
	// Data is the version of the data.
	Data string `json:"data"`
	// Ties counts the international ties of the country that can be hidden,
	// Towns the governments with them that ask, Candidates the places ranked.
	Ties       int `json:"ties"`
	Towns      int `json:"towns"`
	Candidates int `json:"candidates"`
	// Hidden is the share of towns (cold) or ties (warm) that is hidden.
	Hidden float64 `json:"hidden"`
	// Rewired is the number of partners of other random ties that a hidden
	// partner is compared with.
	Rewired int `json:"rewired"`
	// Alpha is the weight of openness in the default order.
	Alpha float64 `json:"alpha"`
	// Listed is the number of governments whose lists were made; 0 with Toward,
	// where the figures of lists are those of the default order.
	Listed int `json:"listed"`
}

// Stat is a mean over the seeds with its standard deviation.
type Stat struct {
	Mean float64 `json:"mean"`
	SD   float64 `json:"sd"`
}

// Metrics are the figures of a ranking. See docs/method.md.
type Metrics struct {
	// FitAUC is the chance that a hidden partner has a better fit than the
	// partner of another random tie; SameCountry within its own country.
	FitAUC      Stat `json:"fit_auc"`
	SameCountry Stat `json:"fit_auc_same_country"`
	// Recall is the share of hidden partners among the first 8, 100, 1000 of
	// all candidates in the default order; MRR the mean reciprocal rank.
	Recall8    Stat `json:"recall_8"`
	Recall100  Stat `json:"recall_100"`
	Recall1000 Stat `json:"recall_1000"`
	MRR        Stat `json:"mrr"`
	// PopulationRatio is the median ratio of sizes in the first eight.
	PopulationRatio Stat `json:"median_population_ratio"`
	// CountriesIn20 is the mean number of countries in the first twenty.
	CountriesIn20 Stat `json:"countries_in_20"`
	// Distinct counts the partners in the first eight of all lists; Gini tells
	// how unevenly they are named, 0 to 1; Most is the share of lists that the
	// most named partner stands in.
	Distinct Stat `json:"distinct_partners"`
	Gini     Stat `json:"gini"`
	Most     Stat `json:"most_recommended_share"`
}

// CriterionResult is the AUC of one criterion alone, and of the fit without it.
type CriterionResult struct {
	Criterion   matcher.Criterion `json:"criterion"`
	Alone       Stat              `json:"alone"`
	AloneSame   Stat              `json:"alone_same_country"`
	Without     Stat              `json:"without"`
	WithoutSame Stat              `json:"without_same_country"`
}

// CurvePoint is recall at one weight of openness.
type CurvePoint struct {
	Alpha           float64 `json:"alpha"`
	Recall8         Stat    `json:"recall_8"`
	Recall100       Stat    `json:"recall_100"`
	Recall1000      Stat    `json:"recall_1000"`
	MRR             Stat    `json:"mrr"`
	PopulationRatio Stat    `json:"median_population_ratio"`
}

// Baseline is a simple ranking.
type Baseline struct {
	Name        string `json:"name"`
	FitAUC      Stat   `json:"fit_auc"`
	SameCountry Stat   `json:"fit_auc_same_country"`
	Recall8     Stat   `json:"recall_8"`
	Recall100   Stat   `json:"recall_100"`
	Recall1000  Stat   `json:"recall_1000"`
	MRR         Stat   `json:"mrr"`
}

// Reliability is one band of foretold lifts.
type Reliability struct {
	// Criterion is the line that the lift was said of, or "fit" for the sum.
	Criterion string `json:"criterion"`
	// From and To bound the foretold lift.
	From float64 `json:"from"`
	To   float64 `json:"to"`
	// Foretold and Found are lifts: shares among ties over shares among rewired pairs.
	Foretold float64 `json:"foretold"`
	Found    float64 `json:"found"`
	// Ties and Chance count the hidden ties and rewired pairs of the band.
	Ties   int `json:"ties"`
	Chance int `json:"chance"`
}

// statOf is the mean and the standard deviation of a sample.
func statOf(v []float64) Stat {
	if len(v) == 0 {
		return Stat{}
	}
	var s Stat
	for _, x := range v {
		s.Mean += x / float64(len(v))
	}
	for _, x := range v {
		s.SD += (x - s.Mean) * (x - s.Mean)
	}
	if len(v) > 1 {
		s.SD = math.Sqrt(s.SD / float64(len(v)-1))
	}
	return s
}

// median is the middle of a list, the mean of both when there are two; 0 for none.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// gini tells how unevenly counts are spread: 0 evenly, toward 1 all on one.
func gini(counts []int) float64 {
	c := slices.Sorted(slices.Values(counts))
	var sum, weighted float64
	for i, n := range c {
		sum += float64(n)
		weighted += float64(i+1) * float64(n)
	}
	if sum == 0 {
		return 0
	}
	n := float64(len(c))
	return 2*weighted/(n*sum) - (n+1)/n
}
