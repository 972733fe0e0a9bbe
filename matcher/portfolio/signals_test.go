package portfolio

import (
	"math"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

type factsByID struct {
	*facts
	byID map[string]data.Unit
}

var openFacts = sync.OnceValues(func() (factsByID, error) {
	st, err := data.Open(layers.FS)
	if err != nil {
		return factsByID{}, err
	}
	weights, err := model.Default()
	if err != nil {
		return factsByID{}, err
	}
	e, err := matcher.New(st, weights)
	if err != nil {
		return factsByID{}, err
	}
	f, err := newFacts(e, st)
	if err != nil {
		return factsByID{}, err
	}
	labels, err := st.Labels()
	if err != nil {
		return factsByID{}, err
	}
	byID := map[string]data.Unit{}
	for u := range f.units.Len() {
		byID[labels.ID.At(u)] = data.Unit(u)
	}
	return factsByID{f, byID}, nil
})

func theFacts(tb testing.TB) factsByID {
	tb.Helper()
	f, err := openFacts()
	require.NoError(tb, err)
	return f
}

// place returns the most populous place of a country.
func (f factsByID) place(tb testing.TB, code string) data.Unit {
	tb.Helper()
	c, ok := f.countries.ByCode(code)
	require.True(tb, ok)
	best := f.units.ByCountry[c].From
	for u := best; u < f.units.ByCountry[c].To; u++ {
		if f.units.Population[u] > f.units.Population[best] {
			best = u
		}
	}
	return best
}

func TestSharesSumToTheWholePurpose(t *testing.T) {
	var sum [NumPurposes]int
	for _, s := range signals() {
		assert.Positive(t, s.share)
		sum[s.purpose] += s.share
	}
	for _, p := range Purposes() {
		assert.Equal(t, 100, sum[p], "%s", p)
	}
}

func TestServicesStayWithinTheirRange(t *testing.T) {
	f := theFacts(t)
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.IntRange(0, f.units.Len()-1)
		m := meeting{town: data.Unit(unit.Draw(t, "town")), other: data.Unit(unit.Draw(t, "other"))}
		for _, s := range f.signals {
			v, why := s.measure(f.facts, m)
			assert.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%s %d", s.purpose, s.share)
			assert.Equal(t, why.Text.EN == "", why.Text.JA == "", "both languages or none")
			assert.Equal(t, why.Text.EN == "", why.Source == "", "every fact names its source")
		}
		for k, v := range f.serves(m) {
			assert.GreaterOrEqual(t, v.points, matcher.Points(0))
			assert.LessOrEqual(t, v.points, matcher.Points(100*matcher.PointsScale), "purpose %d", k)
		}
	})
}

func TestSignals(t *testing.T) {
	f := theFacts(t)
	town := f.byID["jp:01635"]
	tests := []struct {
		name    string
		measure func(*facts, meeting) (float64, matcher.Evidence)
		more    string // country that shows it
		less    string // country that shows it less, or not
	}{
		{"exports", (*facts).exports, "US", "NO"},
		{"purchasing power", (*facts).market, "CH", "VN"},
		{"visa", (*facts).visaFree, "AU", "VN"},
		{"opposite season", (*facts).otherSeason, "NZ", "KR"},
		{"English", (*facts).language, "US", "KR"},
		{"hours", (*facts).sameHours, "KR", "US"},
		{"wages", (*facts).wages, "VN", "CH"},
		{"migrants", (*facts).migrants, "CN", "NO"},
		{"reach", (*facts).reach, "KR", "AR"},
		{"hub", (*facts).hub, "FR", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			more, _ := tt.measure(f.facts, meeting{town: town, other: f.place(t, tt.more)})
			assert.Positive(t, more)
			if tt.less != "" {
				less, _ := tt.measure(f.facts, meeting{town: town, other: f.place(t, tt.less)})
				assert.Greater(t, more, less)
			}
		})
	}
}

func TestWhatTwoShareNeedsALine(t *testing.T) {
	measure := sharedIn(matcher.Trade)
	v, text := measure(nil, meeting{})
	assert.Zero(t, v)
	assert.Empty(t, text)
	against := matcher.Evidence{Text: matcher.Text{EN: "against"}, Strength: -300}
	weak := matcher.Evidence{Text: matcher.Text{EN: "weak"}, Strength: 100}
	strong := matcher.Evidence{Text: matcher.Text{EN: "strong"}, Strength: 300}
	lines := []matcher.Line{
		{Criterion: matcher.Culture, Max: 1000, Evidence: []matcher.Evidence{strong}},
		{Criterion: matcher.Trade, Max: 1000, Evidence: []matcher.Evidence{against, weak, strong}},
	}
	v, text = measure(nil, meeting{lines: lines})
	assert.InDelta(t, 1, v, 1e-9, "400 of 1000 points are all that can be expected")
	assert.Equal(t, "strong", text.Text.EN)
}

func TestRound(t *testing.T) {
	for n, want := range map[int32]string{1000: "1,000", 1049: "1,000", 45_390: "45,000", 784_763: "780,000", 99_960: "100,000"} {
		assert.Equal(t, want, round(n))
	}
}
