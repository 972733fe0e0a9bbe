package cli

import (
	"io"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
)

// testEnv returns an environment with the embedded data and no configuration;
// what it says on stderr ends up in the second result.
func testEnv(t *testing.T, flags ...string) (*env, *strings.Builder) {
	t.Helper()
	home := t.TempDir()
	var errs strings.Builder
	e := newEnv(strings.NewReader(""), io.Discard, &errs, func(key string) string {
		if key == "HOME" {
			return home
		}
		return ""
	})
	set := pflag.NewFlagSet("test", pflag.ContinueOnError)
	e.flags.add(set)
	var q queryFlags
	q.add(set)
	require.NoError(t, set.Parse(flags))
	q.apply(e)
	t.Cleanup(e.close)
	return e, &errs
}

func TestTargets(t *testing.T) {
	for _, c := range []struct {
		name, town string
		flags      []string
		want       []string
		without    []string
		fault      string
	}{
		{name: "codes and names", town: "jp:01635", flags: []string{"--to", "us,UK", "--to", "カナダ"}, want: []string{"CA", "GB", "US"}},
		{name: "continent without the own country", town: "jp:01635", flags: []string{"--to", "Asia"}, want: []string{"KR", "CN"}, without: []string{"JP", "FR"}},
		{name: "subregion", town: "jp:01635", flags: []string{"--to", "Northern Europe"}, want: []string{"FI", "SE"}, without: []string{"DE"}},
		{name: "a code is a country first", town: "jp:01635", flags: []string{"--to", "SA"}, want: []string{"SA"}, without: []string{"BR"}},
		{name: "own country", town: "gn:2648579", flags: []string{"--to", "UK"}, fault: "own country"},
		{name: "no country", town: "jp:01635", flags: []string{"--to", "US,Atlantis"}, fault: `"Atlantis" is no country`},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, _ := testEnv(t, c.flags...)
			a, err := e.ask(false)
			require.NoError(t, err)
			q, err := e.Question(t.Context(), a, mustResolve(t, e.Desk, c.town))
			if c.fault != "" {
				require.ErrorContains(t, err, c.fault)
				assert.True(t, isUsage(err))
				return
			}
			require.NoError(t, err)
			b, err := e.Base()
			require.NoError(t, err)
			var got []string
			for _, k := range q.To {
				got = append(got, b.Countries.Code[k])
			}
			assert.Subset(t, got, c.want)
			assert.IsIncreasing(t, append([]string{""}, got...))
			for _, code := range c.without {
				assert.NotContains(t, got, code)
			}
		})
	}
}

func TestQueryTakesFlags(t *testing.T) {
	e, _ := testEnv(t, "-n", "7", "--per-country", "0", "--by", "mutual", "--weight", "climate=2", "--weight", "name=0")
	a, err := e.ask(true)
	require.NoError(t, err)
	q, err := e.Question(t.Context(), a, mustResolve(t, e.Desk, "jp:01635"))
	require.NoError(t, err)
	assert.Nil(t, q.To, "everywhere abroad")
	assert.Equal(t, 7, q.N)
	assert.Zero(t, q.PerCountry)
	assert.Equal(t, matcher.Mutual, q.By)
	assert.Equal(t, map[matcher.Criterion]float64{matcher.Climate: 2, matcher.Name: 0}, q.Weights)
	assert.True(t, q.IncludeParts)
}

func TestCriteriaAreTheEngines(t *testing.T) {
	var want []string
	for _, c := range matcher.Criteria() {
		want = append(want, string(c))
		assert.NotEqual(t, string(c), answer.CriterionName(c, "ja"), "no Japanese name")
	}
	assert.Equal(t, want, strings.Fields(criteriaList()))
}

func TestRunIDTellsQuestionsApart(t *testing.T) {
	id := func(args []string, flags ...string) string {
		e, _ := testEnv(t, flags...)
		cfg, err := e.config()
		require.NoError(t, err)
		r, err := e.NewRun(cfg, "recommend", args...)
		require.NoError(t, err)
		assert.Regexp(t, `^[0-9a-f]{12}$`, r.ID)
		return r.ID
	}
	base := id([]string{"jp:01635"})
	assert.Equal(t, base, id([]string{"jp:01635"}), "the same question")
	assert.Equal(t, base, id([]string{"jp:01635"}, "--lang", "ja", "--format", "csv"), "the way it is printed is no part of it")
	assert.Equal(t, id(nil, "--to", "US,GB"), id(nil, "--to", "GB", "--to", "US"))
	assert.NotEqual(t, base, id([]string{"jp:01636"}))
	assert.NotEqual(t, base, id([]string{"jp:01635"}, "-n", "5"))
	assert.NotEqual(t, base, id([]string{"jp:01635"}, "--weight", "name=0"))
}

func mustResolve(t *testing.T, d *answer.Desk, name string) data.Unit {
	t.Helper()
	u, err := d.Resolve(t.Context(), name)
	require.NoError(t, err)
	return u
}
