package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/backtest"
)

func TestEvalFlags(t *testing.T) {
	t.Parallel()
	good := evalOptions{country: "JP", mode: "cold", seeds: 3, from: 1001}
	seeds, err := good.check()
	require.NoError(t, err)
	assert.Equal(t, []uint64{1001, 1002, 1003}, seeds)
	for says, change := range map[string]func(*evalOptions){
		`--mode "hot"`:  func(o *evalOptions) { o.mode = "hot" },
		"--seeds 0":     func(o *evalOptions) { o.seeds = 0 },
		"--seeds 101":   func(o *evalOptions) { o.seeds = 101 },
		"--seed-from 0": func(o *evalOptions) { o.from = 0 },
		"--seed-from 18446744073709551615": func(o *evalOptions) {
			o.from = math.MaxUint64
		},
		"--lists -1": func(o *evalOptions) { o.lists = -1 },
	} {
		o := good
		change(&o)
		_, err := o.check()
		assert.ErrorContains(t, err, says)
		assert.Equal(t, exitUsage, exitStatus(context.Background(), err))
	}
}

// aReport has a number of its own in every place.
func aReport(seeds int) backtest.Report {
	next := 0.0
	stat := func() backtest.Stat {
		next += 0.001
		return backtest.Stat{Mean: next, SD: next / 10}
	}
	r := backtest.Report{
		Schema:   backtest.Schema,
		Protocol: backtest.Protocol{Country: "NZ", Mode: backtest.Cold, Data: "d", Ties: 1234, Towns: 37, Candidates: 143806, Hidden: 0.2, Rewired: 500, Alpha: 1.0 / 3, Listed: 66},
		Metrics: backtest.Metrics{
			FitAUC: stat(), SameCountry: stat(), Recall8: stat(), Recall100: stat(), Recall1000: stat(), MRR: stat(),
			PopulationRatio: stat(), CountriesIn20: stat(), Distinct: stat(), Gini: stat(), Most: stat(),
		},
	}
	for i := range seeds {
		r.Seeds = append(r.Seeds, uint64(1001+i)) //nolint:gosec // a few
	}
	for _, c := range matcher.Criteria() {
		r.Criteria = append(r.Criteria, backtest.CriterionResult{Criterion: c, Alone: stat(), AloneSame: stat(), Without: stat(), WithoutSame: stat()})
		r.Calibration = append(r.Calibration, backtest.Reliability{Criterion: string(c), From: 1.25, To: 2, Foretold: 1.6, Found: 1.5, Ties: 40, Chance: 12000})
	}
	for _, a := range []float64{0, 1.0 / 3, 1} {
		r.Curve = append(r.Curve, backtest.CurvePoint{Alpha: a, Recall8: stat(), Recall100: stat(), Recall1000: stat(), MRR: stat(), PopulationRatio: stat()})
	}
	for _, name := range []string{"random", "country pair × share of the country's ties"} {
		r.Baselines = append(r.Baselines, backtest.Baseline{Name: name, FitAUC: stat(), SameCountry: stat(), Recall8: stat(), Recall100: stat(), Recall1000: stat(), MRR: stat()})
	}
	return r
}

func evalViewOf(t *testing.T, lang string, seeds int) evalView {
	t.Helper()
	e, _ := testEnv(t)
	b, err := e.Base()
	require.NoError(t, err)
	return evalView{base: b, lang: lang, country: "New Zealand", report: aReport(seeds)}
}

func TestEvalFits80Columns(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ja"} {
		var b bytes.Buffer
		require.NoError(t, evalViewOf(t, lang, 5).result().Write(&b, answer.FormatTable, 80))
		r := answer.Ruler("en")
		for _, line := range strings.Split(b.String(), "\n") {
			assert.LessOrEqual(t, r.StringWidth(line), 80, line)
			assert.NotContains(t, line, "…", "nothing is cut")
		}
		assert.Contains(t, b.String(), ".001 ±.000")
		assert.Contains(t, b.String(), "143,806")
	}
}

func TestEvalOfOneSeedShowsNoSpread(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, evalViewOf(t, "en", 1).result().Write(&b, answer.FormatMD, 0))
	assert.NotContains(t, b.String(), "±")
	assert.True(t, strings.HasPrefix(b.String(), "# Backtest: New Zealand, cold start, seed 1001\n"), b.String())
	assert.Equal(t, 4, strings.Count(b.String(), "\n## "), "each further table has its heading")
}

func TestLiftBand(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "1.25-2", liftBand(backtest.Reliability{From: 1.25, To: 2}))
	assert.Equal(t, "8+", liftBand(backtest.Reliability{From: 8, To: 1000}))
}

// Programs get every mean, whatever people are shown.
func TestEvalForPrograms(t *testing.T) {
	t.Parallel()
	v := evalViewOf(t, "en", 5)
	var table, doc bytes.Buffer
	require.NoError(t, v.result().Write(&table, answer.FormatTSV, 0))
	lines := strings.Split(strings.TrimSpace(table.String()), "\n")
	assert.Equal(t, "part\tname\tfigure\tmean\tsd", lines[0])
	assert.Len(t, lines, 1+11+12*4+3*5+2*6)
	assert.Contains(t, lines, "metrics\t\tgini\t0.01000\t0.00100")

	require.NoError(t, v.result().Write(&doc, answer.FormatJSON, 0))
	var back evalJSON
	require.NoError(t, json.Unmarshal(doc.Bytes(), &back))
	assert.Equal(t, v.report, back.Report)
	assert.True(t, strings.HasPrefix(doc.String(), "{\n  \"schema\": \"shimai.eval/1\""), "the schema stands first")
}
