package portfolio

import (
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// at is a candidate or partner of which only the place matters.
func at(unit data.Unit, country data.Country, continent string) party {
	return party{unit: unit, value: 5000, country: country, continent: continent, area: unknownClass, setting: unknownClass}
}

func noLinks(_, _ data.Unit) matcher.Points { return 0 }

func TestConflictNamesTheRules(t *testing.T) {
	asia := []party{at(1, 1, "AS"), at(2, 1, "AS"), at(3, 2, "AS"), at(4, 2, "AS"), at(5, 3, "AS")}
	tests := []struct {
		name     string
		existing []party
		rules    Rules
		limited  bool
		want     []Rule
	}{
		{"all can be met", nil, Rules{4, 8, 2, 1}, true, nil},
		{"more than there are", nil, Rules{6, 8, 0, 0}, true, []Rule{RuleSize, RuleTo}},
		{"one a country of three", nil, Rules{4, 8, 1, 0}, true, []Rule{RuleSize, RulePerCountry, RuleTo}},
		{"one continent is not two", nil, Rules{4, 8, 0, 2}, true, []Rule{RuleContinents, RuleTo}},
		{"a partner elsewhere makes it two", []party{at(90, 9, "EU")}, Rules{4, 8, 0, 2}, true, nil},
		{"a partner has the place", []party{at(90, 1, "AS")}, Rules{3, 8, 1, 0}, true, []Rule{RuleSize, RulePerCountry, RuleExisting, RuleTo}},
		{"three continents need three members", nil, Rules{1, 1, 0, 3}, false, []Rule{RuleContinents}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProblem(asia, tt.existing, [NumPurposes]float64{}, tt.rules, noLinks)
			err := p.conflict(tt.limited)
			if tt.want == nil {
				require.NoError(t, err)
				return
			}
			var conflict *ConflictError
			require.ErrorAs(t, err, &conflict)
			assert.Equal(t, tt.want, conflict.Conflict)
			require.ErrorIs(t, err, matcher.ErrQuery)
			assert.Contains(t, err.Error(), "change one of them")
		})
	}
}

// Without any one rule of a conflict, the others can be met.
func TestConflictIsTheSmallest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := anyProblem(t)
		limited := rapid.Bool().Draw(t, "limited")
		var conflict *ConflictError
		if err := p.conflict(limited); !errors.As(err, &conflict) {
			return
		}
		on := map[Rule]bool{}
		for _, r := range conflict.Conflict {
			on[r] = true
		}
		require.False(t, p.possible(on, limited))
		for _, r := range slices.Clone(conflict.Conflict) {
			on[r] = false
			assert.True(t, p.possible(on, limited), "still no way without %s", r)
			on[r] = true
		}
	})
}

func TestRulesThatMeanNothing(t *testing.T) {
	for _, r := range []Rules{{}, {Min: 5, Max: 4}, {Min: 1, Max: 13}, {Min: 1, Max: 1, PerCountry: -1}, {Min: 1, Max: 1, Continents: -1}} {
		assert.ErrorIs(t, r.check(), matcher.ErrQuery, "%+v", r)
	}
	assert.NoError(t, Rules{Min: 4, Max: 8, PerCountry: 1, Continents: 2}.check())
}
