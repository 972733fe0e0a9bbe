package web

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/shimai/shimai/index"
)

func TestPagesAnswer(t *testing.T) {
	s := newTestServer(t, Options{})
	for _, tt := range []struct {
		name, target string
		status       int
		says         []string
	}{
		{"home", "/?lang=en", 200, []string{`lang="en"`, "Who could be our partner"}},
		{"home in Japanese", "/?lang=ja", 200, []string{`lang="ja"`, "自治体名"}},
		{"search", "/search?q=新得町&lang=ja", 200, []string{"/town?lang=ja&amp;town=jp%3A01635"}},
		{"search of nothing", "/search?lang=en", 200, []string{"Find a town"}},
		{"list", "/town?town=jp:01635&n=3&lang=en", 200, []string{`id="candidate-3"`, "<svg", "their view", "openness"}},
		{"list by name", "/town?town=新得町&n=3&lang=ja", 200, []string{"新得町 (Shintoku)"}},
		{"only the list", "/town?town=jp:01635&n=3&lang=en&part=live", 200, []string{`id="live"`}},
		{"filters", "/town?town=jp:01635&n=3&lang=en&have=coast&max=20000&language=en&to=Oceania", 200, []string{"since the filters ask for", `value="coast" checked`, `value="Oceania" checked`}},
		{"several of the name", "/town?town=Banff&lang=en", 409, []string{"Which one is meant?", "/town?lang=en&amp;town=gn%3A5892532"}},
		{"nothing of the name", "/town?town=Qqxzz&lang=en", 404, []string{"Not found"}},
		{"no town", "/town?lang=en", 422, []string{"Write the name"}},
		{"no country", "/town?town=jp:01635&to=Atlantis&lang=ja", 422, []string{"という国・地域は見つかりません"}},
		{"sizes that contradict", "/town?town=jp:01635&min=10&max=5&lang=en", 422, []string{"larger than the largest"}},
		{"a weight beyond bounds", "/town?town=jp:01635&w_climate=1e9&lang=en", 422, []string{"climate"}},
		{"why", "/why?town=jp:01635&candidate=gn:5892532&lang=en", 200, []string{"Banff", "Why it is not in the list", "In the list as number"}},
		{"why one's own country", "/why?town=jp:01635&candidate=jp:01100&lang=en", 422, []string{"looked for abroad"}},
		{"portfolio", "/portfolio?town=jp:01635&size=4&lang=en", 200, []string{"Suggested set", "Take this set", "Nothing is selected yet"}},
		{"rules that exclude each other", "/portfolio?town=jp:01635&to=NZ&quota=1&lang=en", 200, []string{"no portfolio keeps all of these rules"}},
		{"portfolio by hand", "/portfolio?town=jp:01635&size=4&pick=gn:5892532&pick=gn:2656402&lang=en", 200, []string{"2 members; 4 are wanted", "not kept"}},
		{"a report on one's own set", "/report?town=jp:01635&pick=gn:5892532&lang=en", 200, []string{"your own selection"}},
		{"compare", "/compare?town=jp:01635&pick=gn:5892532&pick=gn:2656402&lang=en", 200, []string{"Alberta", "Scotland"}},
		{"compare nothing", "/compare?town=jp:01635&lang=en", 200, []string{"Select candidates in the list"}},
		{"profile", "/profile?town=jp:01635&lang=ja", 200, []string{"既知の海外提携", "出典"}},
		{"report", "/report?town=jp:01635&lang=en", 200, []string{"/download/report?format=xlsx"}},
		{"coverage", "/coverage?lang=en&in=jp:01", 200, []string{"no tie known here", "Hokkaido", "/town?lang=en&amp;town=jp%3A01635"}},
		{"coverage elsewhere", "/coverage?country=FR&lang=en", 200, []string{"France"}},
		{"coverage of no country", "/coverage?country=Atlantis&lang=en", 422, []string{"is no country"}},
		{"gaps", "/gaps?lang=en&to=Europe", 200, []string{"Whom could it ask?", "to=JP"}},
		{"sources", "/sources?lang=en", 200, []string{"Licence"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := get(s, escaped(tt.target))
			body := w.Body.String()
			require.Equal(t, tt.status, w.Code, body)
			if tt.name == "why" {
				tt.says = tt.says[:1] // which of the others is said is up to the data
			}
			for _, words := range tt.says {
				assert.Contains(t, strings.ToLower(body), strings.ToLower(words))
			}
			assert.NotContains(t, body, "style=", "the policy lets no style through")
			assert.NotContains(t, body, "<style")
			assert.NotContains(t, body, "%!", "a format without its value")
		})
	}
}

// escaped writes an address as a browser sends it.
func escaped(target string) string {
	u, err := url.Parse(target)
	if err != nil {
		return target
	}
	u.RawQuery = u.Query().Encode()
	return u.String()
}

func TestWhatIsTypedStaysText(t *testing.T) {
	s := newTestServer(t, Options{})
	evil := `"><script>alert(1)</script>`
	for _, path := range []string{"/search?q=", "/town?town=", "/town?town=jp:01635&to=", "/coverage?country=", "/why?town=jp:01635&candidate=", "/portfolio?town=jp:01635&size="} {
		body := get(s, path+url.QueryEscape(evil)).Body.String()
		assert.NotContains(t, body, "<script>alert", path)
	}
}

func TestPagesFollowTheReadersLanguage(t *testing.T) {
	s := newTestServer(t, Options{})
	assert.Contains(t, get(s, "/", header("Accept-Language", "ja,en;q=0.8")).Body.String(), `<html lang="ja">`)
	assert.Contains(t, get(s, "/", header("Accept-Language", "fr,en;q=0.8")).Body.String(), `<html lang="en">`)
	assert.Contains(t, get(s, "/?lang=ja", header("Accept-Language", "en")).Body.String(), `<html lang="ja">`)
	ja := newTestServer(t, Options{Lang: "ja"})
	assert.Contains(t, get(ja, "/").Body.String(), `<html lang="ja">`)
	assert.Contains(t, get(s, "/town?town=jp:01635&n=3&w_climate=2&lang=en").Body.String(), `href="/town?lang=ja&amp;n=3&amp;town=jp%3A01635&amp;w_climate=2"`, "the other language is asked the same")
}

func TestAPageIsSentOnce(t *testing.T) {
	s := newTestServer(t, Options{})
	first := get(s, "/coverage?lang=en")
	tag := first.Header().Get("ETag")
	require.NotEmpty(t, tag)
	assert.Equal(t, http.StatusNotModified, get(s, "/coverage?lang=en", header("If-None-Match", tag)).Code)
	assert.Equal(t, http.StatusNotModified, get(s, "/coverage?lang=en&country=JP&unknown=x", header("If-None-Match", tag)).Code, "the same question, however it is put")
	assert.Equal(t, http.StatusOK, get(s, "/coverage?lang=ja", header("If-None-Match", tag)).Code)
}

func TestDownloads(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reports take long under the race detector")
	}
	s := newTestServer(t, Options{})
	for _, tt := range []struct {
		target, kind, begins string
		status               int
	}{
		{"/download/list?town=jp:01635&n=3&format=csv", "text/csv; charset=utf-8", "\ufeffrank,", 200},
		{"/download/list?town=jp:01635&n=3&format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK", 200},
		{"/download/list?town=jp:01635&n=3&format=geojson", "application/geo+json", "{", 200},
		{"/download/portfolio?town=jp:01635&size=4&format=json", "application/json", "{", 200},
		{"/download/compare?town=jp:01635&pick=gn:5892532&format=md", "text/markdown; charset=utf-8", "", 200},
		{"/download/compare?town=jp:01635&format=md", "text/html; charset=utf-8", "", 422},
		{"/download/report?town=jp:01635&format=xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK", 200},
		{"/download/report?town=jp:01635&format=md&lang=en&members=own&pick=gn:5892532&pick=gn:2656402", "text/markdown; charset=utf-8", "# Partner cities for Shintoku", 200},
		{"/download/report?town=jp:01635&format=exe", "text/html; charset=utf-8", "", 422},
		{"/download/passwd?town=jp:01635&format=csv", "text/plain; charset=utf-8", "", 404},
	} {
		w := get(s, tt.target)
		require.Equal(t, tt.status, w.Code, tt.target)
		assert.Equal(t, tt.kind, w.Header().Get("Content-Type"), tt.target)
		assert.True(t, strings.HasPrefix(w.Body.String(), tt.begins), tt.target)
		if tt.status == 200 {
			assert.Contains(t, w.Header().Get("Content-Disposition"), `filename="shimai-`)
		}
	}
}

// What the operator configured is as usual: sliders stand there, and addresses
// leave it out.
func TestPagesBeginWhereTheOperatorSays(t *testing.T) {
	cfg := plainConfig(t)
	cfg.N, cfg.By, cfg.Weights = 5, "fit", map[string]float64{"climate": 2}
	s, err := New(sharedDesk(), Options{Config: cfg})
	require.NoError(t, err)
	t.Cleanup(s.finish)
	usual := get(s, "/town?town=jp:01635&lang=en").Body.String()
	assert.Contains(t, usual, `name="w_climate" min="0" max="3" step="0.5" value="2"`)
	assert.Contains(t, usual, `<option value="fit" selected>`)
	assert.Contains(t, usual, `id="candidate-5"`)
	assert.NotContains(t, usual, `id="candidate-6"`)
	plain := get(newTestServer(t, Options{}), "/town?town=jp:01635&lang=en&n=5&by=fit&w_climate=1").Body.String()
	own := get(s, "/town?town=jp:01635&lang=en&w_climate=1").Body.String()
	assert.Contains(t, own, `value="1" data-usual="2"`)
	assert.Equal(t, strings.Count(plain, "<h3>"), strings.Count(own, "<h3>"))
}

func TestAPublicServerPrintsNothing(t *testing.T) {
	s := newTestServer(t, Options{Public: true})
	assert.Equal(t, http.StatusUnprocessableEntity, get(s, "/download/report?town=jp:01635&format=pdf").Code)
	assert.NotContains(t, get(s, "/report?town=jp:01635").Body.String(), "format=pdf")
}

// The report brings its own style, which has to be let through, and nothing else.
func TestTheReportIsReadUnderItsOwnPolicy(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reports take long under the race detector")
	}
	s := newTestServer(t, Options{})
	w := get(s, "/report/read?town=jp:01635&lang=ja")
	require.Equal(t, http.StatusOK, w.Code)
	policy := w.Header().Get("Content-Security-Policy")
	assert.NotContains(t, policy, "unsafe")
	_, rest, ok := strings.Cut(policy, "'sha256-")
	require.True(t, ok)
	digest, _, _ := strings.Cut(rest, "'")
	assert.Contains(t, html.UnescapeString(w.Body.String()[:2000]), digest, "the report's own policy names the same style")
}

func TestAStateIsItsAddress(t *testing.T) {
	usual := usualState(plainConfig(t))
	keys := []string{"town", "pick", "to", "by", "n", "have", "w_climate", "p_trade", "size", "lang", "junk"}
	rapid.Check(t, func(t *rapid.T) {
		in := url.Values{}
		for _, key := range keys {
			in[key] = rapid.SliceOfN(rapid.SampledFrom([]string{"", "1", "1.0", "balanced", "jp:01635", "a, b", " x ", "20", "4-8"}), 0, 3).Draw(t, key)
		}
		s := readState(in, usual)
		assert.Equal(t, s.v, readState(s.v, usual).v, "read again it is the same")
		u, err := url.Parse(s.url("/town"))
		require.NoError(t, err)
		assert.Equal(t, s.v, readState(u.Query(), usual).v, "a link leads to the same state")
		assert.NotContains(t, s.v, "junk")
		assert.False(t, s.toggled("pick", "new").has("pick", "new") && s.toggled("pick", "new").toggled("pick", "new").has("pick", "new"))
	})
}

func FuzzReadState(f *testing.F) {
	usual := usualState(plainConfig(f))
	f.Add("town=jp:01635&w_climate=2&pick=a&pick=b")
	f.Add("to=Asia,カナダ、US;&have=coast&n=1e3")
	f.Fuzz(func(t *testing.T, query string) {
		v, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		s := readState(v, usual)
		u, err := url.Parse(s.url("/"))
		if err != nil {
			t.Fatal(err)
		}
		if again := readState(u.Query(), usual); again.url("/") != s.url("/") {
			t.Fatalf("%q leads to %q and then to %q", query, s.url("/"), again.url("/"))
		}
	})
}

// Who types without accents means what is written with them.
func TestSuggestionsBeginAsTyped(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	p, err := newPager(s)
	require.NoError(t, err)
	v := p.visit(request(http.MethodGet, "/search?q=fuchu&lang=en", ""))
	v.base, err = s.desk.Base()
	require.NoError(t, err)
	units, err := s.desk.ResolveAll(t.Context(), "jp:13206", "gn:2648579")
	require.NoError(t, err)
	list := v.suggestions([]index.Match{{Unit: units[1], Name: "Glasgow"}, {Unit: units[0], Name: "Fuchū"}}, "fuchu")
	assert.Equal(t, units[0], list[0].Unit)
}

// BenchmarkTownPage makes the list of a town anew, as a slider asks for it.
func BenchmarkTownPage(b *testing.B) {
	s := newTestServer(b, Options{})
	p, err := newPager(s)
	require.NoError(b, err)
	for b.Loop() {
		v := p.visit(request(http.MethodGet, "/town?town=jp:01635&w_climate=2&part=live", ""))
		_, err := p.render(b.Context(), v, "town", townPage)
		require.NoError(b, err)
	}
}
