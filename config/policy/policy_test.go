package policy_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/policy"
)

func TestDefaultOnlyInforms(t *testing.T) {
	p, err := policy.Default()
	require.NoError(t, err)
	require.NotEmpty(t, p.Rules)
	for _, r := range p.Rules {
		assert.Equal(t, policy.Inform, r.Do, r.Reason)
		assert.NotEmpty(t, r.ReasonJA, r.Reason)
		assert.NotEmpty(t, r.Source)
	}
}

const rule = "rules:\n  - do: exclude\n    countries: [BE]\n    reason: r\n    source: s\n    date: 2026-04\n"

func TestParseRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ old, new, says string }{
		"for nobody":       {"    countries: [BE]\n", "", "rules[1] is for nobody"},
		"no reason":        {"    reason: r\n", "", "rules[1].reason is missing"},
		"no source":        {"    source: s\n", "", "rules[1].source is missing"},
		"no date":          {"    date: 2026-04\n", "", "rules[1].date is missing"},
		"not a date":       {"2026-04", "April", `rules[1].date is "April", allowed is a date`},
		"no such month":    {"2026-04", "2026-13", "allowed is a date"},
		"unknown deed":     {"do: exclude", "do: exlude", "did you mean exclude?"},
		"unknown tie":      {"countries: [BE]", "ties: [sleeping]", "active, dormant, suspended, ended, unknown"},
		"opinion in words": {"reason: r", "reason: r\n    opinion: bad", `"rules[1].opinion" is no key`},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, rule, tt.old)
			_, err := policy.Parse("p.yaml", []byte(strings.Replace(rule, tt.old, tt.new, 1)))
			require.ErrorIs(t, err, config.ErrInvalid)
			assert.ErrorContains(t, err, tt.says)
			assert.ErrorContains(t, err, "p.yaml:")
		})
	}
}

func TestDigest(t *testing.T) {
	digest := func(s string) string {
		p, err := policy.Parse("p", []byte(s))
		require.NoError(t, err)
		return p.Digest()
	}
	assert.Equal(t, digest(rule), digest("# remark\n"+rule), "remarks say nothing")
	assert.NotEqual(t, digest(rule), digest(strings.Replace(rule, "BE", "NL", 1)))
	assert.NotEqual(t, digest(rule), digest(strings.Replace(rule, "exclude", "warn", 1)))
}

func FuzzParse(f *testing.F) {
	f.Add(rule)
	f.Add("rules: [{do: inform, ties: [unknown], reason: a, source: b, date: 2020}]")
	f.Add("rules:\n- &a {do: *a}")
	f.Fuzz(func(t *testing.T, src string) {
		p, err := policy.Parse("p.yaml", []byte(src))
		if err != nil {
			require.ErrorIs(t, err, config.ErrInvalid)
			return
		}
		assert.Len(t, p.Digest(), 12)
	})
}
