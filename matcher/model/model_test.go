package model_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/model"
)

const small = `{"schema": "shimai.weights/1", "criteria": [
	{"name": "climate", "low": -1, "high": 2, "why": "w", "terms": [
		{"name": "distance", "why": "w", "curve": [[0, 2], [1, 1], [3, -1]]},
		{"name": "koppen", "why": "w", "both": 0.5, "one": -0.25}
	]}
]}`

func TestParse(t *testing.T) {
	w, err := model.Parse(small)
	require.NoError(t, err)
	c, ok := w.Criterion("climate")
	require.True(t, ok)
	assert.InDelta(t, -1, c.Low, 0)
	assert.InDelta(t, 2, c.High, 0)
	k, ok := c.Term("koppen")
	require.True(t, ok)
	assert.InDelta(t, 0.5, k.Both, 0)
	assert.InDelta(t, -0.25, k.One, 0)
	_, ok = c.Term("rain")
	assert.False(t, ok)
	_, ok = w.Criterion("weather")
	assert.False(t, ok)
}

func TestParseRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ old, now, says string }{
		"unknown field":        {`"low"`, `"lowest"`, "lowest"},
		"unknown top field":    {`"schema"`, `"version": 1, "schema"`, "version"},
		"another schema":       {"weights/1", "weights/2", "weights/2"},
		"low above 0":          {`"low": -1`, `"low": 0.5`, "climate"},
		"high below 0":         {`"high": 2`, `"high": -0.5`, "climate"},
		"both bounds 0":        {`"low": -1, "high": 2`, `"low": 0, "high": 0`, "climate"},
		"curve falls back":     {"[3, -1]", "[0.5, -1]", "climate.distance"},
		"curve stands still":   {"[3, -1]", "[1, -1]", "climate.distance"},
		"text instead of bits": {"0.5", `"half"`, "both"},
		"cut short":            {"]}\n]}", "", "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(small, tc.old, tc.now, 1)
			require.NotEqual(t, small, text)
			_, err := model.Parse(text)
			require.ErrorIs(t, err, model.ErrInvalid)
			assert.ErrorContains(t, err, tc.says)
		})
	}
	_, err := model.Parse("")
	require.ErrorIs(t, err, model.ErrInvalid)
}

func TestBits(t *testing.T) {
	w, err := model.Parse(small)
	require.NoError(t, err)
	c, _ := w.Criterion("climate")
	d, _ := c.Term("distance")
	for _, tc := range []struct{ x, want float64 }{
		{-5, 2}, {0, 2}, {0.25, 1.75}, {1, 1}, {2, 0}, {3, -1}, {99, -1},
	} {
		assert.InDelta(t, tc.want, d.Bits(tc.x), 1e-12, "at %g", tc.x)
	}
	k, _ := c.Term("koppen")
	assert.Zero(t, k.Bits(1), "a tag has no curve")
}

func TestDefault(t *testing.T) {
	w, err := model.Default()
	require.NoError(t, err)
	var names []string
	for _, c := range w.Criteria {
		names = append(names, c.Name)
		assert.NotEmpty(t, c.Why, c.Name)
		assert.NotEmpty(t, c.Terms, c.Name)
		seen := map[string]bool{}
		for _, term := range c.Terms {
			assert.NotEmpty(t, term.Why, "%s.%s says what it rests on", c.Name, term.Name)
			assert.False(t, seen[term.Name], "%s.%s stands once", c.Name, term.Name)
			seen[term.Name] = true
			assert.GreaterOrEqual(t, term.Both, term.One, "%s.%s: sharing is no worse than not sharing", c.Name, term.Name)
		}
	}
	var want []string
	for _, c := range matcher.Criteria() {
		want = append(want, string(c))
	}
	assert.ElementsMatch(t, want, names)
}

// A curve never leaves the heights of its knots, and falls or rises without steps.
func TestBitsStayWithinTheKnots(t *testing.T) {
	w, err := model.Default()
	require.NoError(t, err)
	var curves []model.Term
	for _, c := range w.Criteria {
		for _, term := range c.Terms {
			if len(term.Curve) > 0 {
				curves = append(curves, term)
			}
		}
	}
	require.NotEmpty(t, curves)
	rapid.Check(t, func(t *rapid.T) {
		term := rapid.SampledFrom(curves).Draw(t, "curve")
		low, high := term.Curve[0][1], term.Curve[0][1]
		for _, k := range term.Curve {
			low, high = min(low, k[1]), max(high, k[1])
			assert.InDelta(t, k[1], term.Bits(k[0]), 1e-12)
		}
		x := rapid.Float64Range(-100, 100000).Draw(t, "x")
		assert.GreaterOrEqual(t, term.Bits(x), low-1e-12)
		assert.LessOrEqual(t, term.Bits(x), high+1e-12)
	})
}

func FuzzParse(f *testing.F) {
	f.Add(small)
	f.Add("{}")
	f.Add(`{"schema":"shimai.weights/1","criteria":[{"low":-1e308,"high":1e308}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		w, err := model.Parse(text)
		if err != nil {
			require.ErrorIs(t, err, model.ErrInvalid)
			return
		}
		for _, c := range w.Criteria {
			assert.LessOrEqual(t, c.Low, 0.0)
			assert.GreaterOrEqual(t, c.High, 0.0)
			assert.Greater(t, c.High-c.Low, 0.0)
		}
	})
}
