package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/policy"
)

// postBrief asks a question with a brief.
func postBrief(s *Server, target, body string, edit ...func(*http.Request)) *httptest.ResponseRecorder {
	return do(s, request(http.MethodPost, target, body, append(edit, header("Content-Type", "application/yaml"))...))
}

// A brief says what parameters cannot, and parameters go over it.
func TestABriefAsksTheAPI(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	const wants = "town: 新得町\nlang: ja\ncountries: {want: [US], avoid: [CA]}\nmust: [{have: ski, unknown: exclude}]\nper_country: 2\nsize: 4\n"
	list := func(target, body string) answer.RecommendJSON {
		w := postBrief(s, target, body)
		require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
		return decode[answer.RecommendJSON](t, w.Body.Bytes())
	}
	r := list(ask("recommend", "n", "9"), wants)
	assert.Equal(t, "jp:01635", r.Town.ID)
	require.Len(t, r.Candidates, 2, "the brief's limit of one country")
	assert.Equal(t, "US", r.Candidates[0].Country)
	assert.NotEmpty(t, r.Run.Brief)
	require.NotEmpty(t, r.Wants.Barred, "what the brief keeps out is told")
	other := list(ask("recommend", "town", "jp:11231", "to", "GB", "per_country", "3", "n", "9"), wants)
	assert.Equal(t, "jp:11231", other.Town.ID)
	require.Len(t, other.Candidates, 3)
	assert.Equal(t, "GB", other.Candidates[0].Country)
	assert.NotEqual(t, r.Run.ID, list(ask("recommend", "n", "9"), strings.Replace(wants, "ski", "coast", 1)).Run.ID, "another brief is another question")

	w := postBrief(s, ask("portfolio"), "town: 新得町\nregions: {want: [Europe]}\nsize: 4\n")
	require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
	assert.Len(t, decode[answer.PortfolioJSON](t, w.Body.Bytes()).Members, 4)
	w = postBrief(s, ask("explain", "candidate", "gn:5892532"), wants)
	require.Equal(t, http.StatusOK, w.Code, "%s", w.Body)
	assert.Contains(t, w.Body.String(), "対象外: 要望書", "why not, in the brief's language")

	tagged := postBrief(s, ask("recommend", "n", "9"), wants, header("If-None-Match", "*"))
	assert.Equal(t, http.StatusOK, tagged.Code, "only a question by address can be unchanged")
}

func TestBriefsThatAreRefused(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for _, c := range []struct{ body, detail string }{
		{`{"must":[{"have":"ski"}]}`, "name the town"},
		{`{"town":"jp:01635","must":[{"have":"sky"}],"wieghts":{}}`, "did you mean ski"},
		{`{"town":"jp:01635","must":[{"have":"sky"}],"wieghts":{}}`, `"wieghts" is no key`},
		{`{"town":"jp:01635","countries":{"want":["Narnia"]}}`, "countries.want[1]"},
		{`{"town":"jp:01635","cities":["Xyzzyville"]}`, "cities[1]"},
		{`{"town":`, "brief:1"},
	} {
		w := postBrief(s, ask("recommend"), c.body)
		assert.Equal(t, http.StatusUnprocessableEntity, w.Code, "%s: %s", c.body, w.Body)
		assert.Contains(t, decode[Problem](t, w.Body.Bytes()).Detail, c.detail, c.body)
	}
	public := newTestServer(t, Options{Public: true})
	assert.Equal(t, http.StatusForbidden, postBrief(public, ask("recommend"), "town: jp:01635\n").Code)
}

// The description holds the schema that is published for files.
func TestTheDescriptionHoldsBriefs(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	var api struct {
		Paths map[string]struct {
			Post struct {
				RequestBody struct{ Content map[string]any }
			}
		}
		Components struct{ Schemas map[string]map[string]any }
	}
	api = decode[struct {
		Paths map[string]struct {
			Post struct {
				RequestBody struct{ Content map[string]any }
			}
		}
		Components struct{ Schemas map[string]map[string]any }
	}](t, get(s, "/openapi.json").Body.Bytes())
	for _, path := range []string{"/recommend", "/explain", "/portfolio"} {
		assert.Contains(t, api.Paths[apiPath+path].Post.RequestBody.Content, "application/json", path)
	}
	properties := api.Components.Schemas["Brief"]["properties"].(map[string]any)
	assert.Contains(t, properties, "must")
	town := properties["town"].(map[string]any)
	assert.Equal(t, []any{"string", "number", "null"}, town["type"])
	assert.Contains(t, get(s, "/docs").Body.String(), "recommend-brief")
}

func readPolicy(t *testing.T, text string) *policy.Policy {
	t.Helper()
	p, err := policy.Parse("policy.yaml", []byte(text))
	require.NoError(t, err)
	return &p
}

// The rules of the operator hold for answers and pages, and are told.
func TestAPolicyHoldsEverywhere(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Policy: readPolicy(t, `rules:
  - {do: exclude, countries: [CA], reason: enough partners there, reason_ja: 提携先は十分, source: council resolution 12, date: 2026-04-01}
  - {do: warn, countries: [US], reason: ask the consulate first, reason_ja: 領事館に確認, source: circular 3, date: 2026}
`)})
	plain := newTestServer(t, Options{})
	const town = "jp:01635"
	before := decode[answer.RecommendJSON](t, get(plain, ask("recommend", "town", town, "n", "9")).Body.Bytes())
	w := get(s, ask("recommend", "town", town, "n", "9"))
	after := decode[answer.RecommendJSON](t, w.Body.Bytes())
	countries := func(r answer.RecommendJSON) (out []string) {
		for _, c := range r.Candidates {
			out = append(out, c.Country)
		}
		return out
	}
	require.Contains(t, countries(before), "CA")
	assert.NotContains(t, countries(after), "CA")
	assert.NotEmpty(t, after.Run.Policy)
	require.Len(t, after.Wants.Barred, 1)
	assert.Equal(t, "council resolution 12", after.Wants.Barred[0].Source)
	assert.Contains(t, w.Body.String(), "ask the consulate first")
	assert.NotEqual(t, get(plain, ask("recommend", "town", town)).Header().Get("ETag"), get(s, ask("recommend", "town", town)).Header().Get("ETag"))

	for path, says := range map[string]string{
		"/town?town=" + town + "&lang=ja":                             "提携先は十分。council resolution 12、2026-04-01",
		"/town?town=" + town + "&lang=en&to=US":                       "ask the consulate first (circular 3, 2026)",
		"/why?town=" + town + "&candidate=gn:5892532&lang=en":         "enough partners there (council resolution 12, 2026-04-01)",
		"/portfolio?town=" + town + "&lang=en":                        "enough partners there",
		"/portfolio?town=" + town + "&lang=ja&size=5&pick=gn:5892532": "一覧の対象外: 提携先は十分",
		"/compare?town=" + town + "&pick=gn:5892532&lang=en":          "Kept out of lists: enough partners there (council resolution 12",
		"/compare?town=" + town + "&pick=gn:5780993&lang=en":          "ask the consulate first",
		"/report/read?town=" + town + "&lang=en&size=4":               "council resolution 12",
		"/download/portfolio?town=" + town + "&lang=en&format=md":     "enough partners there",
		ask("explain", "town", town, "candidate", "gn:5892532"):       "enough partners there",
		ask("portfolio", "town", town):                                "enough partners there",
		ask("compare", "town", town, "candidate", "gn:5780993"):       "ask the consulate first",
	} {
		w := get(s, path)
		require.Equal(t, http.StatusOK, w.Code, "%s: %.300s", path, w.Body)
		assert.True(t, strings.Contains(w.Body.String(), says), "%s says %s", path, says)
	}

	_, err := New(sharedDesk(), Options{Config: plainConfig(t), Policy: readPolicy(t, "rules:\n  - {do: warn, countries: [Narnia], reason: r, source: s, date: 2026}\n")})
	assert.ErrorContains(t, err, "rules[1].countries[1]", "a policy that nobody understands serves nobody")
}

// What is behind an address is told, and where nothing is, a page says so.
func TestAddressesWithNothingBehindThem(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for _, c := range []struct {
		method, target string
		status         int
		allow, says    string
	}{
		{http.MethodGet, "/nothing?lang=ja", 404, "", "このページはありません"},
		{http.MethodGet, "/town/nothing?lang=en", 404, "", "There is no such page"},
		{http.MethodGet, apiPath + "/nothing", 404, "", "no such question"},
		{http.MethodPost, apiPath + "/compare", 405, "GET, HEAD", "use GET or HEAD"},
		{http.MethodPut, apiPath + "/recommend", 405, "GET, HEAD, POST", "PUT is not understood"},
		{http.MethodDelete, "/town", 405, "GET, HEAD", "use GET"},
	} {
		w := do(s, request(c.method, c.target, ""))
		assert.Equal(t, c.status, w.Code, c.target)
		assert.Equal(t, c.allow, w.Header().Get("Allow"), c.target)
		assert.True(t, strings.Contains(w.Body.String(), c.says), "%s says %s", c.target, c.says)
	}
}
