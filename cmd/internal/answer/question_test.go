package answer

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/portfolio"
	"github.com/shimai/shimai/matcher/wish"
)

// asking is the question of a town with a brief and a policy.
func asking(t *testing.T, wanted, rules string) Ask {
	t.Helper()
	a := Ask{Config: config.Config{N: 20, PerCountry: 3, By: "balanced"}, Lang: "en"}
	var err error
	a.Brief, err = brief.Parse("b.yaml", []byte(wanted))
	require.NoError(t, err)
	if rules != "" {
		p, err := policy.Parse("p.yaml", []byte(rules))
		require.NoError(t, err)
		a.Policy = &p
	}
	return a
}

// Briefs are written in words that package brief lists and the data answer.
func TestBriefsKnowTheirWords(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	var purposes []string
	for _, p := range portfolio.Purposes() {
		purposes = append(purposes, p.String())
	}
	assert.Equal(t, purposes, brief.Purposes())
	glasgow := mustResolve(t, d, "gn:2648579")
	for _, h := range brief.Haves() {
		m := brief.Must{Have: h.Key}
		switch h.Key {
		case "language":
			m.Is = "フランス語"
		case "theme":
			m.Is = "ceramics"
		case "hemisphere":
			m.Is = "south"
		}
		w, err := d.must(&brief.Brief{}, "must[1].is", m)
		require.NoError(t, err)
		assert.InDelta(t, h.Within, float64(w.Within), 0)
		assert.NotEmpty(t, strings.TrimSpace(w.Words().EN), h.Key)
		assert.NotEmpty(t, strings.TrimSpace(w.Words().JA), h.Key)
		reader, err := d.Wishes()
		require.NoError(t, err)
		if f := reader.Find(w, glasgow); f.Answer != wish.Unknown {
			b, err := d.Base()
			require.NoError(t, err)
			assert.NotEmpty(t, b.Manifest.Source(f.Evidence.Source).Date, "%s cites %q, which is no source", h.Key, f.Evidence.Source)
		}
	}
}

func TestQuestionTakesTheBrief(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	town := mustResolve(t, d, "jp:01635")
	b, err := d.Base()
	require.NoError(t, err)
	a := asking(t, `
countries: {want: [US, カナダ, 英国], avoid: [Canada]}
regions: {want: [Oceania]}
languages: {want: [英語]}
population: {min: 1000, max: 20000, unknown: exclude}
must: [{have: airport, within_km: 80}]
cities: [gn:5892532]
`, "")
	q, err := d.Question(t.Context(), a, town)
	require.NoError(t, err)
	var codes []string
	for _, c := range q.To {
		codes = append(codes, b.Countries.Code[c])
	}
	assert.Subset(t, codes, []string{"US", "CA", "GB", "AU", "NZ"})
	assert.NotContains(t, codes, "JP")
	assert.Equal(t, []data.Unit{mustResolve(t, d, "gn:5892532")}, q.Cities)
	require.Len(t, q.Musts, 3)
	assert.Len(t, mustKeys(&a.Brief), len(q.Musts), "each has a key for `brief check`")
	rule, out := q.Barred.Of(q.Cities[0])
	assert.True(t, out, "what is avoided goes over what is wanted")
	assert.Equal(t, "the brief avoids Canada", rule.Text.EN)

	a.OwnTo, a.Config.To = true, []string{"NZ"}
	q, err = d.Question(t.Context(), a, town)
	require.NoError(t, err)
	require.Len(t, q.To, 1, "the command line goes over the brief")
	assert.Equal(t, "NZ", b.Countries.Code[q.To[0]])
}

// What only the data can refuse names file and line all the same.
func TestQuestionRefusesWhatNobodyKnows(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	town := mustResolve(t, d, "jp:01635")
	for _, tt := range []struct{ brief, says string }{
		{"lang: en\ncountries:\n  want: [US, Atlantis]", `b.yaml:3: countries.want[2] is "Atlantis", which is no country`},
		{"countries: {want: [日本]}", "own country"},
		{"regions: {avoid: [US]}", "belong under countries"},
		{"languages: {want: [Klingon]}", "which is no language"},
		{"must: [{have: theme, is: magic}]", "themes are auto_city"},
		{"must: [{have: language, is: Elvish}]", "must[1].is"},
		{"cities: [京都市]", "own country"},
		{"cities: [Springfield]", "cities[1] is"},
	} {
		_, err := d.Question(t.Context(), asking(t, tt.brief, ""), town)
		require.Error(t, err, tt.brief)
		assert.ErrorContains(t, err, tt.says)
	}
}

const rules = `rules:
  - {do: exclude, countries: [BE], reason: no Belgium, reason_ja: ベルギー不可, source: council, date: 2026-04}
  - {do: warn, places: [gn:5892532], reason: ask the mayor, source: mayor, date: 2026}
  - {do: inform, countries: [CA], asked_by: [JP], reason: they write back, source: staff, date: 2026}
  - {do: inform, ties: [unknown, active], reason: a partner, source: register, date: 2026}
  - {do: warn, countries: [CA], asked_by: [FR], reason: not for us, source: s, date: 2026}
`

func TestQuestionKeepsThePolicy(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	town := mustResolve(t, d, "jp:26100")
	q, err := d.Question(t.Context(), asking(t, "", rules), town)
	require.NoError(t, err)
	rule, out := q.Barred.Of(mustResolve(t, d, "Ghent, Belgium"))
	require.True(t, out)
	assert.Equal(t, matcher.Rule{Key: "policy", Text: Both("no Belgium", "ベルギー不可"), Source: "council", Date: "2026-04"}, rule)
	assert.Equal(t, []matcher.Flag{
		{Key: "policy", Text: Both("Warning: ask the mayor (mayor, 2026)", "注意: ask the mayor(mayor、2026)")},
		{Key: "policy", Text: Both("For information: they write back (staff, 2026)", "参考: they write back(staff、2026)")},
	}, q.Remarks(mustResolve(t, d, "gn:5892532")))
	boston := q.Remarks(mustResolve(t, d, "Boston, Massachusetts, US"))
	require.Len(t, boston, 1, "Kyoto and Boston are partners")
	assert.Contains(t, boston[0].Text.EN, "a partner")

	_, err = d.Question(t.Context(), asking(t, "", strings.Replace(rules, "[BE]", "[Flanders]", 1)), town)
	require.ErrorContains(t, err, `p.yaml:2: rules[1].countries[1] is "Flanders"`)
	_, err = d.Question(t.Context(), asking(t, "", strings.Replace(rules, "gn:5892532", "Springfield", 1)), town)
	require.ErrorContains(t, err, "rules[2].places[1]")
}

// The policy inside the program excludes nobody.
func TestDefaultPolicyExcludesNobody(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	q, err := d.Question(t.Context(), asking(t, "", ""), mustResolve(t, d, "jp:26100"))
	require.NoError(t, err)
	assert.Nil(t, q.Barred)
	assert.NotEmpty(t, q.Remarks(mustResolve(t, d, "Taichung, Taiwan")))
	assert.Empty(t, q.Remarks(mustResolve(t, d, "Boston, Massachusetts, US")))
}

func TestRunKnowsBriefAndPolicy(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	id := func(wanted, rules string) string {
		r, err := d.RunOf(asking(t, wanted, rules), "recommend", "jp:26100")
		require.NoError(t, err)
		return r.ID
	}
	plain, err := d.NewRun(asking(t, "", "").Config, "recommend", "jp:26100")
	require.NoError(t, err)
	seen := map[string]bool{plain.ID: true}
	for _, other := range []string{id("town: a", ""), id("town: b", ""), id("town: a", rules), id("town: a", strings.Replace(rules, "BE", "NL", 1))} {
		assert.False(t, seen[other])
		seen[other] = true
	}
}

func TestNicheWords(t *testing.T) {
	t.Parallel()
	assert.Contains(t, nicheWords("そば"), "buckwheat")
	assert.Contains(t, nicheWords("Buckwheat"), "そば")
	assert.Empty(t, nicheWords("xyzzy"))
	assert.GreaterOrEqual(t, strings.Count(nicheTable, "\n"), 80)
	for line := range strings.Lines(nicheTable) {
		assert.Contains(t, line, ", ", "two languages")
	}
}

func TestHoldsLooksAtWholeWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fact, form string
		want       bool
	}{
		{"fishing port fishery 漁港 水産", "fishing port", true},
		{"steam engines", "tea", false},
		{"tea 茶 お茶", "お茶", true},
		{"mine 鉱山 Kiruna", "iron mine", false},
		{"mine 鉱山 Kiruna iron,steel", "iron mine", true},
		{"ski area スキー場 Kicking Horse Resort", "horse", false},
		{"ski area スキー場 Kicking Horse Resort", "ski", true},
		{"ski area スキー場 みやぎ蔵王 宮城", "城", false},
		{"castle walled castle walls 城 城壁 城下町", "城", true},
		{"World Heritage site 世界遺産 Saloum Delta coast_islands,whaling_fishing", "whaling", false},
		{"World Heritage site 世界遺産 Canal du Midi canal_water", "canal", true},
	} {
		assert.Equal(t, tt.want, holds(tt.fact, tt.form), "%s in %s", tt.form, tt.fact)
	}
}

func TestFactsAreReadApart(t *testing.T) {
	t.Parallel()
	for fact, want := range map[string]matcher.Evidence{
		"tea 茶 お茶":                      {Text: Both("tea", "お茶"), Source: "themes"},
		"mine 鉱山 Kiruna iron":           {Text: Both("mine Kiruna iron", "鉱山 Kiruna iron"), Source: "mines"},
		"World Heritage site 世界遺産 Bath": {Text: Both("World Heritage site Bath", "世界遺産 Bath"), Source: "unesco"},
		"farm product 農産物 米":            {Text: Both("first farm product rice", "農業産出額1位 米"), Source: "maff"},
		"something new":                 {Text: Both("something new", "something new"), Source: "themes"},
	} {
		assert.Equal(t, want, factWords(fact), fact)
	}
}

// Rare words weigh more, none more than its share, and all together no more
// than the most a bonus may be.
func TestRewardWords(t *testing.T) {
	t.Parallel()
	found := func(n int) WordFound {
		w := WordFound{Word: "w", facts: map[data.Unit]string{}}
		for u := range n {
			w.Places = append(w.Places, data.Unit(u))
			w.facts[data.Unit(u)] = "tea 茶 お茶"
		}
		return w
	}
	common := found(1)
	common.Common = true
	q := Question{Words: []WordFound{found(1), found(40), found(900), common, found(0)}}
	b, err := testDesk(t).Base()
	require.NoError(t, err)
	q.rewardWords(b)
	assert.LessOrEqual(t, q.Bonus[0], matcher.Points(matcher.MaxBonus))
	assert.Greater(t, q.Bonus[0], q.Bonus[1])
	assert.Greater(t, q.Bonus[1], q.Bonus[100])
	assert.Len(t, q.Bonus, 900)
	assert.Len(t, q.Remarks(0), 3, "a common word is no remark")
	assert.Contains(t, q.Remarks(0)[0].Text.EN, "w: tea; 1 place known for it ("+b.Manifest.Source("themes").Title)

	none := Question{Words: []WordFound{found(0), common}}
	none.rewardWords(b)
	assert.Nil(t, none.Bonus)
}

func TestWordsNeedTheIndex(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	_, err := d.Question(t.Context(), asking(t, "words: [そば]", ""), mustResolve(t, d, "jp:26100"))
	require.ErrorContains(t, err, "look up the words of the brief")
	_, err = d.Query(asking(t, "words: [そば]", ""), mustResolve(t, d, "jp:26100"))
	assert.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = d.Recommend(ctx, asking(t, "", rules), mustResolve(t, d, "jp:26100"))
	assert.True(t, errors.Is(err, context.Canceled))
}

func TestDraftsCanBeRead(t *testing.T) {
	t.Parallel()
	d := testDesk(t)
	for _, id := range []string{"jp:01635", "gn:2648579", "jp:13"} {
		for _, lang := range []string{"en", "ja"} {
			var draft strings.Builder
			require.NoError(t, d.WriteBrief(&draft, Ask{Lang: lang}, mustResolve(t, d, id)))
			b, err := brief.Parse("b.yaml", []byte(draft.String()))
			require.NoError(t, err, draft.String())
			assert.Equal(t, id, b.Town)
			assert.Empty(t, b.Must, "as written it asks for nothing")
			var full strings.Builder
			for line := range strings.Lines(draft.String()) {
				if key, ok := strings.CutPrefix(line, "#"); ok && (key[0] != ' ' || strings.HasPrefix(key, "  ")) {
					line = key
				}
				full.WriteString(line)
			}
			b, err = brief.Parse("b.yaml", []byte(full.String()))
			require.NoError(t, err, full.String())
			for _, f := range brief.Shape().Fields {
				assert.Positive(t, b.Line(f.Key), "%s stands in the draft", f.Key)
			}
		}
	}
}
