package cli

import (
	"io"
	"strings"
	"testing"

	"github.com/spf13/pflag"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

func mustResolve(t *testing.T, e *env, name string) data.Unit {
	t.Helper()
	u, err := e.resolve(t.Context(), name)
	require.NoError(t, err)
	return u
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
			q, err := e.query(mustResolve(t, e, c.town), false)
			if c.fault != "" {
				require.ErrorContains(t, err, c.fault)
				assert.True(t, isUsage(err))
				return
			}
			require.NoError(t, err)
			b, err := e.base()
			require.NoError(t, err)
			var got []string
			for _, k := range q.To {
				got = append(got, b.countries.Code[k])
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
	q, err := e.query(mustResolve(t, e, "jp:01635"), true)
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
		assert.NotEqual(t, string(c), criterionName(c, "ja"), "no Japanese name")
	}
	assert.Equal(t, want, strings.Fields(criteriaList()))
}

func TestRunIDTellsQuestionsApart(t *testing.T) {
	id := func(args []string, flags ...string) string {
		e, _ := testEnv(t, flags...)
		r, err := e.newRun("recommend", args...)
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

func TestResolveRefusesWhatIsNoName(t *testing.T) {
	e, _ := testEnv(t)
	for _, c := range []struct{ name, query, want string }{
		{"empty", " \t", "is empty"},
		{"invalid UTF-8", "Kyo\xffto", "not valid UTF-8"},
		{"ten megabytes", strings.Repeat("x", 10<<20), "(10485760 bytes) is no name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := e.resolve(t.Context(), c.query)
			require.ErrorContains(t, err, c.want)
			assert.True(t, isUsage(err))
			assert.Less(t, len(err.Error()), 250)
		})
	}
}

func TestTownLines(t *testing.T) {
	e, _ := testEnv(t)
	for _, c := range []struct {
		town, lang string
		want       []string
	}{
		{"jp:01635", "en", []string{"Shintoku (新得町), Hokkaido, Japan · population 5,817 · jp:01635", "from the sea", "agriculture and forestry"}},
		{"jp:01635", "ja", []string{"新得町 (Shintoku), 北海道, 日本 · 人口5,817", "海から", "農林業"}},
		{"gn:2648579", "en", []string{"Glasgow, ", "United Kingdom", "port", "climate Cfb"}},
	} {
		lines, err := e.townLines(mustResolve(t, e, c.town), c.lang)
		require.NoError(t, err)
		assert.Len(t, lines, 3)
		for _, want := range c.want {
			assert.Contains(t, strings.Join(lines, "\n"), want)
		}
	}
}
