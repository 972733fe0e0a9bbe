package web

import (
	"bytes"
	"encoding/base64"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func from(address string) func(*http.Request) {
	return func(r *http.Request) { r.RemoteAddr = address }
}

func named(host string) func(*http.Request) {
	return func(r *http.Request) { r.Host = host }
}

func TestWhoIsAdmitted(t *testing.T) {
	t.Parallel()
	const token = "a-token-of-some-length"
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("anyone:"+token))
	local, secret, public := newTestServer(t, Options{}), newTestServer(t, Options{Token: token}), newTestServer(t, Options{Public: true, Plan: noPlan})
	const question = apiPath + "/coverage?country=GB"
	for _, c := range []struct {
		name   string
		server *Server
		path   string
		edit   []func(*http.Request)
		want   int
	}{
		{"local", local, question, nil, 200},
		{"local by address", local, question, []func(*http.Request){named("127.0.0.1:8080")}, 200},
		{"local by IPv6", local, question, []func(*http.Request){named("[::1]:8080")}, 200},
		{"local by IPv6 without port", local, question, []func(*http.Request){named("[::1]")}, 200},
		{"another name", local, question, []func(*http.Request){named("towns.example:8080")}, 403},
		{"a name that begins alike", local, question, []func(*http.Request){named("localhost.example")}, 403},
		{"another name, health", local, "/healthz", []func(*http.Request){named("10.0.0.7:8080")}, 200},
		{"no token", secret, question, nil, 401},
		{"no token, page", secret, "/", nil, 401},
		{"no token, metrics", secret, "/metrics", nil, 401},
		{"no token, health", secret, "/readyz", nil, 503},
		{"wrong token", secret, question, []func(*http.Request){header("Authorization", "Bearer x"+token)}, 401},
		{"part of the token", secret, question, []func(*http.Request){header("Authorization", "Bearer "+token[1:])}, 401},
		{"token", secret, question, []func(*http.Request){header("Authorization", "Bearer "+token), named("towns.example")}, 200},
		{"token as a password", secret, question, []func(*http.Request){header("Authorization", basic)}, 200},
		{"public", public, question, []func(*http.Request){named("towns.example"), from("203.0.113.5:1")}, 200},
		{"public, metrics from elsewhere", public, "/metrics", []func(*http.Request){from("203.0.113.5:1")}, 403},
		{"public, metrics through a proxy", public, "/metrics", []func(*http.Request){header("X-Forwarded-For", "203.0.113.5")}, 403},
		{"public, metrics from this machine", public, "/metrics", nil, 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := get(c.server, c.path, c.edit...)
			assert.Equal(t, c.want, w.Code, "%s", w.Body)
			if c.want == http.StatusUnauthorized {
				assert.Contains(t, w.Header().Get("WWW-Authenticate"), "Basic")
			}
		})
	}
	post := do(public, request(http.MethodPost, apiPath+"/plans", `{"country":"JP"}`, header("Content-Type", "application/json")))
	assert.Equal(t, http.StatusForbidden, post.Code, "a public server only reads")
}

func TestPostsFromOtherSitesAreRefused(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: noPlan})
	body := `{"country":"JP"}`
	for _, c := range []struct {
		name string
		edit []func(*http.Request)
		want int
	}{
		{"a program", nil, 202},
		{"a page of this site", []func(*http.Request){header("Sec-Fetch-Site", "same-origin"), header("Origin", "http://localhost:8080")}, 202},
		{"a page of another site", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Origin", "https://towns.example")}, 403},
		{"an old browser on another site", []func(*http.Request){header("Origin", "https://towns.example")}, 403},
	} {
		t.Run(c.name, func(t *testing.T) {
			edit := append(c.edit, header("Content-Type", "application/json"))
			assert.Equal(t, c.want, do(s, request(http.MethodPost, apiPath+"/plans", body, edit...)).Code)
		})
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for _, path := range []string{"/", "/docs", "/nothing", apiPath + "/nothing", ask("ties", "town", "jp:13"), "/metrics"} {
		h := get(s, path).Header()
		assert.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), path)
		assert.Equal(t, "no-referrer", h.Get("Referrer-Policy"), path)
		p := h.Get("Content-Security-Policy")
		assert.Contains(t, p, "default-src 'none'", path)
		assert.NotContains(t, p, "unsafe", path)
	}
}

func TestALongBodyIsRefused(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: noPlan})
	body := `{"country":"JP","regions":["` + strings.Repeat("x", maxBody) + `"]}`
	w := do(s, request(http.MethodPost, apiPath+"/plans", body, header("Content-Type", "application/json")))
	assert.Equal(t, http.StatusRequestEntityTooLarge, w.Code, "%.200s", w.Body)
}

// A person gets a sentence, a program a document.
func TestProblemsForPeople(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	w := get(s, "/", named("towns.example"), header("Accept", "text/html,*/*"))
	require.Equal(t, http.StatusForbidden, w.Code)
	assert.Contains(t, w.Header().Get("Content-Type"), "text/plain")
	assert.Contains(t, w.Body.String(), "localhost")
}

func TestTheLogDoesNotTellWhatWasAsked(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := newTestServer(t, Options{Log: slog.New(slog.NewTextHandler(&out, nil))})
	get(s, ask("ties", "town", "jp:01635"))
	get(s, "/secret-of-the-town?town=secret")
	get(s, ask("ties", "town", "secret"))
	text := out.String()
	assert.Contains(t, text, "GET /api/v1/ties")
	assert.Contains(t, text, "status=200")
	assert.NotContains(t, text, "01635")
	assert.NotContains(t, text, "secret")
}

func TestMetrics(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	get(s, ask("ties", "town", "jp:01635"))
	get(s, ask("ties", "town", "jp:01635"))
	get(s, ask("ties", "town", "nobody called so"))
	text := get(s, "/metrics").Body.String()
	for _, want := range []string{
		`shimai_requests_total{route="GET /api/v1/ties",status="200"} 2`, `shimai_requests_total{route="GET /api/v1/ties",status="404"} 1`,
		`shimai_request_seconds_count{route="GET /api/v1/ties"} 3`, `shimai_request_seconds_bucket{route="GET /api/v1/ties",le="+Inf"} 3`,
		"shimai_cache_hits_total 1\n", "shimai_cache_answers 1\n", "shimai_requests_inside 1\n",
	} {
		assert.Contains(t, text, want)
	}
	for line := range strings.Lines(text) {
		assert.Regexp(t, `^(# (HELP|TYPE) \w+ .+|\w+(\{.*\})? [-+.e0-9]+)\n$`, line)
	}
}
