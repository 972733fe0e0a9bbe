package backtest

import (
	"slices"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// samples collects one number a seed for every figure of the report.
type samples struct {
	values map[string][]float64
	bands  map[string]*band
	names  []string // of the baselines
}

func newSamples() *samples {
	return &samples{values: map[string][]float64{}, bands: map[string]*band{}}
}

func (s *samples) add(key string, v float64) { s.values[key] = append(s.values[key], v) }

// first is the figure of the first key that has one.
func (s *samples) first(keys ...string) Stat {
	for _, k := range keys {
		if len(s.values[k]) > 0 {
			return s.stat(k)
		}
	}
	return Stat{}
}

func (s *samples) stat(key string) Stat { return statOf(s.values[key]) }

// addDuels takes the mean of the AUCs of the hidden ties.
func (s *samples) addDuels(f *fold, duels []duel) {
	auc := func(key string, pick func(d *duel) won) {
		var sum, n float64
		for i := range duels {
			if w := pick(&duels[i]); w.of > 0 {
				sum += w.wins / w.of
				n++
			}
		}
		if n > 0 {
			s.add(key, sum/n)
		}
	}
	both := func(key string, kind, k int) {
		auc(key, func(d *duel) won { return d.any[kind][k] })
		auc(key+"/same", func(d *duel) won { return d.near[kind][k] })
	}
	both("auc", byFit, 0)
	for k, c := range matcher.Criteria() {
		both("alone/"+string(c), byAlone, k)
		both("without/"+string(c), byWithout, k)
	}
	s.names = nil
	for k, b := range f.counts.baselines() {
		s.names = append(s.names, b.name)
		both("base/"+b.name, byBaseline, k)
	}
	for i := range duels {
		s.hearAll(duels[i].lifts)
	}
}

// addFound turns ranks into recall.
func (s *samples) addFound(f *fold, ways [][]found) {
	keys := []string{"default"}
	for _, a := range alphas() {
		keys = append(keys, alphaKey(a))
	}
	for _, b := range f.counts.baselines() {
		keys = append(keys, "base/"+b.name)
	}
	for w, key := range keys {
		var r8, r100, r1000, mrr, n float64
		var ratios []float64
		for _, town := range ways {
			ratios = append(ratios, town[w].ratios...)
			for _, rank := range town[w].ranks {
				n++
				if rank == 0 {
					continue
				}
				mrr += 1 / rank
				r8 += yes(rank <= 8)
				r100 += yes(rank <= 100)
				r1000 += yes(rank <= 1000)
			}
		}
		s.add(key+"/r8", r8/n)
		s.add(key+"/r100", r100/n)
		s.add(key+"/r1000", r1000/n)
		s.add(key+"/mrr", mrr/n)
		s.add(key+"/ratio", median(ratios))
	}
}

func yes(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// addLists looks at the lists as a product.
func (s *samples) addLists(f *fold, towns []data.Unit, tops [][]matcher.Scored) {
	named := map[data.Unit]int{}
	var ratios, countries []float64
	for i, top := range tops {
		seen := map[data.Country]bool{}
		for k, c := range top {
			seen[f.units.Country[c.Unit]] = true
			if k < firstEight {
				named[c.Unit]++
			}
		}
		ratios = append(ratios, f.ratios(towns[i], top[:min(firstEight, len(top))])...)
		countries = append(countries, float64(len(seen)))
	}
	var times []int
	for _, n := range named {
		times = append(times, n)
	}
	s.add("lists/ratio", median(ratios))
	s.add("lists/countries", statOf(countries).Mean)
	s.add("lists/distinct", float64(len(named)))
	s.add("lists/gini", gini(times))
	s.add("lists/most", float64(slices.Max(append(times, 0)))/float64(max(1, len(towns))))
}

// fill writes the figures into the report.
func (s *samples) fill(r *Report) {
	const def = "default"
	r.Metrics = Metrics{
		FitAUC: s.stat("auc"), SameCountry: s.stat("auc/same"),
		Recall8: s.stat(def + "/r8"), Recall100: s.stat(def + "/r100"), Recall1000: s.stat(def + "/r1000"), MRR: s.stat(def + "/mrr"),
		PopulationRatio: s.first("lists/ratio", def+"/ratio"), CountriesIn20: s.stat("lists/countries"),
		Distinct: s.stat("lists/distinct"), Gini: s.stat("lists/gini"), Most: s.stat("lists/most"),
	}
	for _, c := range matcher.Criteria() {
		r.Criteria = append(r.Criteria, CriterionResult{
			Criterion: c,
			Alone:     s.stat("alone/" + string(c)), AloneSame: s.stat("alone/" + string(c) + "/same"),
			Without: s.stat("without/" + string(c)), WithoutSame: s.stat("without/" + string(c) + "/same"),
		})
	}
	for _, a := range alphas() {
		k := alphaKey(a)
		r.Curve = append(r.Curve, CurvePoint{
			Alpha: a, Recall8: s.stat(k + "/r8"), Recall100: s.stat(k + "/r100"), Recall1000: s.stat(k + "/r1000"),
			MRR: s.stat(k + "/mrr"), PopulationRatio: s.stat(k + "/ratio"),
		})
	}
	for _, name := range s.names {
		k := "base/" + name
		r.Baselines = append(r.Baselines, Baseline{
			Name: name, FitAUC: s.stat(k), SameCountry: s.stat(k + "/same"),
			Recall8: s.stat(k + "/r8"), Recall100: s.stat(k + "/r100"), Recall1000: s.stat(k + "/r1000"), MRR: s.stat(k + "/mrr"),
		})
	}
	r.Calibration = s.reliability()
}
