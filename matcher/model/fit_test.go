package model_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/matcher/model"
)

// The synthetic world: a curve, two tags and a criterion of countries, of which
// only the first tag and the curves tell ties from chance.
const template = `{"schema": "shimai.weights/1", "criteria": [
	{"name": "climate", "low": -1, "high": 2, "why": "w", "terms": [
		{"name": "distance", "why": "w", "curve": [[0, 0], [1, 0], [2, 0], [3, 0]]},
		{"name": "koppen", "why": "w", "both": 0, "one": 0}
	]},
	{"name": "culture", "low": -1, "high": 2, "why": "w", "terms": [
		{"name": "spa", "why": "w", "both": 0, "one": 0}
	]},
	{"name": "country", "low": -1, "high": 2, "why": "w", "terms": [
		{"name": "affinity", "why": "w", "curve": [[-2, 0], [0, 0], [2, 0]]}
	]}
]}`

const (
	atDistance = iota
	atKoppen
	atSpa
	atAffinity
)

func keys() []model.Key {
	return []model.Key{{"climate", "distance"}, {"climate", "koppen"}, {"culture", "spa"}, {"country", "affinity"}}
}

func options() model.Options { return model.Options{Ridge: 1, Smooth: 1, Between: "country"} }

// truth is how many bits each measure is worth.
type truth struct {
	slope, bend float64 // of distance: slope below 1.5, bend more above
	both, one   float64 // of koppen
	spa         float64 // when both have one
	affinity    float64 // a unit
	unknown     float64 // share of distances that nobody knows
}

func usual() truth { return truth{slope: -1, both: 1, one: 0.4, affinity: 0.8} }

func (w truth) bits(x []float64) float64 {
	sum := 0.0
	if !math.IsNaN(x[atDistance]) {
		sum += w.slope*x[atDistance] + w.bend*math.Max(0, x[atDistance]-1)
	}
	switch x[atKoppen] {
	case 1:
		sum += w.both
	case 2:
		sum += w.one
	}
	if x[atSpa] == 1 {
		sum += w.spa
	}
	return sum + w.affinity*x[atAffinity]
}

// chance draws a pair as chance has them; affinity is its country's.
func (w truth) chance(r *rand.Rand, affinity float64) []float64 {
	x := []float64{3 * r.Float64(), float64(r.IntN(3)), float64(r.IntN(3)), affinity}
	if r.Float64() < w.unknown {
		x[atDistance] = math.NaN()
	}
	return x
}

// draw makes so many ties, each with three pairs rewired anywhere and three
// within the country of the tie.
func (w truth) draw(seed uint64, ties int) []model.Pair {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []model.Pair
	for range ties {
		x := w.chance(r, 4*r.Float64()-2)
		for r.Float64() >= math.Exp2(w.bits(x)-5) {
			x = w.chance(r, 4*r.Float64()-2)
		}
		out = append(out, model.Pair{X: x, Tie: true})
		for range 3 {
			out = append(out, model.Pair{X: w.chance(r, 4*r.Float64()-2)}, model.Pair{X: w.chance(r, x[atAffinity]), Near: true})
		}
	}
	return out
}

func parse(t *testing.T, text string) model.Weights {
	t.Helper()
	w, err := model.Parse(text)
	require.NoError(t, err)
	return w
}

func fit(t *testing.T, text string, pairs []model.Pair) model.Weights {
	t.Helper()
	return fitKeys(t, text, keys(), pairs)
}

func fitKeys(t *testing.T, text string, keys []model.Key, pairs []model.Pair) model.Weights {
	t.Helper()
	w, err := model.Fit(parse(t, text), keys, pairs, options())
	require.NoError(t, err)
	return w
}

func term(t *testing.T, w model.Weights, i int) model.Term {
	t.Helper()
	k := keys()[i]
	c, ok := w.Criterion(k.Criterion)
	require.True(t, ok)
	out, ok := c.Term(k.Term)
	require.True(t, ok)
	return out
}

func TestFitRecoversWhatWasPlanted(t *testing.T) {
	w := truth{slope: -1, bend: 1.5, both: 1, one: 0.4, spa: 0.7, affinity: 0.8}
	got := fit(t, template, w.draw(1, 8000))
	d := term(t, got, atDistance)
	mean := 0.0 // of what chance pairs have, which the curve is shifted by
	for x := 0.0005; x < 3; x += 0.001 {
		mean += (w.slope*x + w.bend*math.Max(0, x-1)) / 3000
	}
	for _, k := range d.Curve {
		want := w.slope*k[0] + w.bend*math.Max(0, k[0]-1) - mean
		assert.InDelta(t, want, k[1], 0.15, "distance %g", k[0])
	}
	assert.InDelta(t, w.both, term(t, got, atKoppen).Both, 0.15)
	assert.InDelta(t, w.one, term(t, got, atKoppen).One, 0.15)
	assert.InDelta(t, w.spa, term(t, got, atSpa).Both, 0.15)
	for _, k := range term(t, got, atAffinity).Curve {
		assert.InDelta(t, w.affinity*k[0], k[1], 0.2, "affinity %g", k[0])
	}
	assert.Equal(t, 8000, got.Trained.Ties)
	assert.Equal(t, 7*8000, got.Trained.Pairs)
}

// What was seen is counted, pairs within the country left out.
func TestFitCounts(t *testing.T) {
	w := usual()
	w.unknown = 0.25
	pairs := w.draw(2, 2000)
	got := fit(t, template, pairs)
	var ties, chance, known int
	d := term(t, got, atDistance)
	require.Len(t, d.Stats, len(d.Curve))
	for _, s := range d.Stats {
		ties += s.Ties
		chance += s.Chance
		assert.Positive(t, s.Error)
	}
	for _, p := range pairs {
		if p.Tie && !math.IsNaN(p.X[atDistance]) {
			known++
		}
	}
	assert.Equal(t, known, ties, "unknown distances are no evidence")
	assert.InDelta(t, 0.75*6000, chance, 150)
	assert.Greater(t, d.Stats[0].Lift, 1.0, "near climates are more common among ties")
	assert.Less(t, d.Stats[3].Lift, 1.0)

	c, _ := got.Criterion("climate")
	ties, chance = 0, 0
	for i, b := range c.Bands {
		ties += b.Ties
		chance += b.Chance
		if i > 0 {
			assert.Greater(t, b.From, c.Bands[i-1].From)
		}
	}
	assert.Equal(t, 2000, ties)
	assert.Equal(t, 6000, chance)
	assert.Greater(t, c.Lift(c.High), c.Lift(0.0))
	assert.Less(t, c.Lift(c.Low), 1.0)
}

// The standard errors say how far estimates scatter from drawing to drawing,
// and shrink as the pairs grow in number.
func TestFitErrors(t *testing.T) {
	const drawings = 40
	var both []float64
	var stated float64
	for seed := range uint64(drawings) {
		k := term(t, fit(t, template, usual().draw(seed, 600)), atKoppen)
		both = append(both, k.Both)
		stated += k.Stats[0].Error / drawings
	}
	var mean, found float64
	for _, b := range both {
		mean += b / drawings
	}
	for _, b := range both {
		found += (b - mean) * (b - mean) / (drawings - 1)
	}
	found = math.Sqrt(found)
	assert.InEpsilon(t, found, stated, 0.5, "stated %.3f, found %.3f", stated, found)

	larger := term(t, fit(t, template, usual().draw(99, 4*600)), atKoppen).Stats[0].Error
	assert.InEpsilon(t, stated/2, larger, 0.1, "four times the pairs, half the error")
}

// A tag that no pair was seen with counts like the other tags of its criterion,
// and the criterion is cut no lower than its strongest tag.
func TestFitDrawsRareTagsToTheirKind(t *testing.T) {
	w := usual()
	pairs := w.draw(11, 1500)
	for i := range pairs {
		pairs[i].X[atSpa] = 0
	}
	alone := fit(t, template, pairs)
	together := replace(t, `
	]},
	{"name": "culture", "low": -1, "high": 2, "why": "w", "terms": [
		{"name": "spa"`, `,
		{"name": "spa"`)
	among := keys()
	among[atSpa].Criterion = "climate"
	kin := fitKeys(t, together, among, pairs)
	c, _ := kin.Criterion("climate")
	rare, _ := c.Term("spa")
	koppen, _ := c.Term("koppen")
	assert.InDelta(t, 1, rare.Both, 0.2, "worth what its kind is worth")
	assert.Zero(t, term(t, alone, atSpa).Both, "without kin it says nothing")
	assert.GreaterOrEqual(t, c.High, max(koppen.Both, rare.Both))
}

// A tag that ties share less often than chance says nothing, and the rest is
// learned as if it were not there.
func TestFitSilencesTags(t *testing.T) {
	w := usual()
	w.spa = -1.5
	pairs := w.draw(3, 1500)
	got := fit(t, template, pairs)
	spa := term(t, got, atSpa)
	assert.Zero(t, spa.Both)
	assert.Zero(t, spa.One)
	require.Len(t, spa.Stats, 2)
	assert.Zero(t, spa.Stats[0].Error)
	assert.Less(t, spa.Stats[0].Lift, 1.0, "what was seen is still told")

	without := fit(t, replace(t, `"name": "spa"`, `"name": "spa", "fixed": true`), pairs)
	for _, i := range []int{atDistance, atKoppen, atAffinity} {
		assert.Equal(t, term(t, without, i), term(t, got, i))
	}
}

func TestFitKeepsWhatIsSetByHand(t *testing.T) {
	text := replace(t, `"name": "spa", "why": "w", "both": 0, "one": 0`, `"name": "spa", "why": "w", "fixed": true, "both": 0.9, "one": -0.2`)
	text = replaceIn(t, text, `[2, 0], [3, 0]]}`, `[2, 0], [3, 0]], "ceiling": [[2, -1], [3, -5]]}`)
	text = replaceIn(t, text, `{"name": "country", "low": -1, "high": 2`, `{"name": "country", "low": -1, "high": 2, "cap": 0.5`)
	got := fit(t, text, usual().draw(4, 1500))

	spa := term(t, got, atSpa)
	assert.InDelta(t, 0.9, spa.Both, 0)
	assert.InDelta(t, -0.2, spa.One, 0)
	assert.Zero(t, spa.Stats[0].Error)
	assert.Positive(t, spa.Stats[0].Ties)

	free := term(t, fit(t, template, usual().draw(4, 1500)), atDistance)
	require.Greater(t, free.Curve[3][1], -5.0, "the ceiling must bite")
	d := term(t, got, atDistance)
	assert.LessOrEqual(t, d.Curve[2][1], -1.0)
	assert.InDelta(t, -5, d.Curve[3][1], 0)
	assert.InDelta(t, free.Curve[0][1], d.Curve[0][1], 0.01, "below its first point a ceiling says nothing")

	c, _ := got.Criterion("country")
	assert.InDelta(t, 0.5, c.High, 0)
	assert.Negative(t, c.Low)
}

// Which country a pair within one country has says nothing: it is not looked at.
func TestFitComparesCountriesOnlyAnywhere(t *testing.T) {
	pairs := usual().draw(5, 800)
	want := fit(t, template, pairs)
	for i := range pairs {
		if pairs[i].Near {
			pairs[i].X[atAffinity] = -1.9
		}
	}
	got := fit(t, template, pairs)
	for i := range keys() {
		assert.Equal(t, term(t, want, i), term(t, got, i))
	}
}

func TestFitIsTheSameEachTime(t *testing.T) {
	pairs := usual().draw(6, 700)
	before := parse(t, template)
	want, err := model.Fit(before, keys(), pairs, options())
	require.NoError(t, err)
	again := fit(t, template, pairs)
	assert.Equal(t, want, again)
	assert.Equal(t, parse(t, template), before, "the template is left alone")

	refit, err := model.Fit(want, keys(), pairs, options())
	require.NoError(t, err)
	assert.Equal(t, want, refit, "what the template says of learned numbers does not matter")

	rand.New(rand.NewPCG(1, 2)).Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	shuffled := fit(t, template, pairs)
	for i := range keys() {
		a, b := term(t, want, i), term(t, shuffled, i)
		for j := range a.Curve {
			assert.InDelta(t, a.Curve[j][1], b.Curve[j][1], 0.0021, "sums in another order differ in the last digit at most")
		}
		assert.InDelta(t, a.Both, b.Both, 0.0021)
	}
}

// What is written reads back as the same weights, and these give every pair
// bits within their bounds.
func TestFitReadsBack(t *testing.T) {
	pairs := usual().draw(7, 700)
	want := fit(t, template, pairs)
	text, err := json.MarshalIndent(want, "", " ")
	require.NoError(t, err)
	got := parse(t, string(text))
	assert.Equal(t, want, got)
	low, high := 0.0, 0.0
	for _, c := range got.Criteria {
		low += c.Low
		high += c.High
	}
	for _, p := range pairs {
		sum := got.Sum(keys(), p.X)
		assert.GreaterOrEqual(t, sum, low-1e-9)
		assert.LessOrEqual(t, sum, high+1e-9)
	}
}

func TestFitRefuses(t *testing.T) {
	pairs := usual().draw(8, 50)
	var chance []model.Pair
	for _, p := range pairs {
		if !p.Tie {
			chance = append(chance, p)
		}
	}
	strange := append(keys(), model.Key{Criterion: "climate", Term: "rain"})
	for name, tc := range map[string]struct {
		keys    []model.Key
		pairs   []model.Pair
		options model.Options
		says    string
	}{
		"no ridge":        {keys(), pairs, model.Options{}, "ridge 0"},
		"negative ridge":  {keys(), pairs, model.Options{Ridge: -1}, "ridge -1"},
		"an unknown term": {strange, pairs, options(), "climate.rain"},
		"no pairs":        {keys(), nil, options(), "more pairs"},
		"no ties":         {keys(), chance, options(), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := model.Fit(parse(t, template), tc.keys, tc.pairs, tc.options)
			require.ErrorIs(t, err, model.ErrFit)
			assert.ErrorContains(t, err, tc.says)
		})
	}
}

func TestLiftOfABand(t *testing.T) {
	c := model.Criterion{Bands: []model.Band{
		{From: -100, Stat: model.Stat{Lift: 0.4}}, {From: -0.1, Stat: model.Stat{Lift: 1}}, {From: 1, Stat: model.Stat{Lift: 2.5}},
	}}
	for bits, want := range map[float64]float64{-7: 0.4, -0.11: 0.4, -0.1: 1, 0.99: 1, 1: 2.5, 50: 2.5} {
		assert.InDelta(t, want, c.Lift(bits), 0, "%g bits", bits)
	}
	assert.Zero(t, model.Criterion{}.Lift(1), "without bands nothing is known")
}

func replace(t *testing.T, old, now string) string {
	t.Helper()
	return replaceIn(t, template, old, now)
}

func replaceIn(t *testing.T, text, old, now string) string {
	t.Helper()
	require.Equal(t, 1, strings.Count(text, old), old)
	return strings.Replace(text, old, now, 1)
}
