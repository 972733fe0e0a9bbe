package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func TestServeOpensNoFurtherThanWasSaid(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		opt  serveOptions
		want string
	}{
		{serveOptions{addr: "127.0.0.1:8080"}, ""},
		{serveOptions{addr: "127.8.0.1:0"}, ""},
		{serveOptions{addr: "[::1]:8080"}, ""},
		{serveOptions{addr: "localhost:8080"}, ""},
		{serveOptions{addr: ":8080"}, "other machines"},
		{serveOptions{addr: "0.0.0.0:8080"}, "other machines"},
		{serveOptions{addr: "192.0.2.1:8080"}, "other machines"},
		{serveOptions{addr: "[::]:8080"}, "other machines"},
		{serveOptions{addr: "localhost.example:8080"}, "other machines"},
		{serveOptions{addr: ":8080", public: true}, ""},
		{serveOptions{addr: ":8080", token: strings.Repeat("x", 16)}, ""},
		{serveOptions{addr: ":8080", token: "short"}, "at least 16"},
		{serveOptions{addr: ":8080", token: strings.Repeat("x", 16), public: true}, "contradict"},
		{serveOptions{addr: "8080"}, "no address"},
	} {
		err := c.opt.check()
		if c.want == "" {
			assert.NoError(t, err, "%+v", c.opt)
			continue
		}
		assert.ErrorContains(t, err, c.want, "%+v", c.opt)
		assert.True(t, isUsage(err))
	}
}

// lockedBuffer is a buffer that is written and read side by side.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// apiTestDesk answers the commands that are compared with the API.
var apiTestDesk = sync.OnceValue(func() *answer.Desk {
	e := newEnv(strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })
	newRoot(e) // declares the flags that the desk reads
	return e.Desk
})

// servedFrom runs `shimai serve` with a home of its own and returns its
// address, a command of the same home, and what ends the server.
func servedFrom(t *testing.T, args ...string) (at string, run func(args ...string) string, end func()) {
	t.Helper()
	home := t.TempDir()
	getenv := func(key string) string { return map[string]string{"HOME": home, "LANG": "C"}[key] }
	execute := func(ctx context.Context, out, errs io.Writer, args ...string) error {
		e := newEnv(strings.NewReader(""), out, errs, getenv)
		defer e.close()
		if args[0] != "serve" {
			e.Desk = apiTestDesk() // an engine for each command would take longer than all else
		}
		root := newRoot(e)
		root.SetArgs(args)
		return root.ExecuteContext(ctx)
	}
	// A cache that cannot be written spares the search index, which no test here needs.
	noCache := filepath.Join(home, "file")
	require.NoError(t, os.WriteFile(noCache, nil, 0o600))
	ctx, cancel := context.WithCancel(t.Context())
	var errs lockedBuffer
	done := make(chan error, 1)
	go func() {
		done <- execute(ctx, io.Discard, &errs, append([]string{"serve", "--addr", "127.0.0.1:0", "--cache", noCache}, args...)...)
	}()
	address := regexp.MustCompile(`http://[0-9.:]+`)
	require.Eventually(t, func() bool { return address.MatchString(errs.String()) }, 30*time.Second, 5*time.Millisecond, "%s", &errs)
	run = func(args ...string) string {
		var out bytes.Buffer
		require.NoError(t, execute(t.Context(), &out, io.Discard, args...))
		return out.String()
	}
	ended := false
	end = func() {
		if !ended {
			ended = true
			cancel()
			assert.NoError(t, <-done)
		}
	}
	t.Cleanup(end)
	return address.FindString(errs.String()), run, end
}

func call(t *testing.T, method, address, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	require.Less(t, resp.StatusCode, 300, "%s: %s", address, text)
	return string(text)
}

// Whoever asks, a program or a person at the command line, gets the same bytes.
func TestTheAPIAnswersAsTheCommandLine(t *testing.T) {
	t.Parallel()
	at, run, end := servedFrom(t)
	at += "/api/v1"
	for query, args := range map[string][]string{
		"/recommend?town=jp:17201&n=4&to=GB,IE&weight=climate=2":                   {"recommend", "jp:17201", "-n", "4", "--to", "GB,IE", "--weight", "climate=2"},
		"/recommend?town=%E9%87%91%E6%B2%A2%E5%B8%82&n=3&per_country=1&lang=ja":    {"recommend", "金沢市", "-n", "3", "--per-country", "1", "--lang", "ja"},
		"/recommend?town=jp:17201&n=2&by=fit&include_parts=true&format=csv":        {"recommend", "jp:17201", "-n", "2", "--by", "fit", "--include-parts", "--format", "csv"},
		"/explain?town=jp:17201&candidate=gn:2800866":                              {"explain", "jp:17201", "gn:2800866"},
		"/compare?town=jp:17201&candidate=gn:2800866&candidate=gn:2973783":         {"compare", "jp:17201", "gn:2800866", "gn:2973783"},
		"/portfolio?town=jp:17201&size=4&to=Europe&purpose=culture=3":              {"portfolio", "jp:17201", "--size", "4", "--to", "Europe", "--purpose", "culture=3"},
		"/portfolio?town=jp:17201&size=4-5&per_country=2&continents=3&by=openness": {"portfolio", "jp:17201", "--size", "4-5", "--per-country", "2", "--continents", "3", "--by", "openness"},
		"/profile?town=gn:2800866":                                                 {"profile", "gn:2800866"},
		"/ties?town=jp:17201&lang=ja":                                              {"ties", "jp:17201", "--lang", "ja"},
		"/search?q=Kanazawa&n=2":                                                   {"find", "Kanazawa", "-n", "2"},
		"/gaps?country=JP&n=4&to=Africa&min_population=2000000":                    {"gaps", "--country", "JP", "-n", "4", "--to", "Africa", "--min-population", "2000000"},
		"/coverage?country=DE":                                                     {"coverage", "--country", "DE"},
		"/data":                                                                    {"data", "info"},
	} {
		if !strings.Contains(query, "format=") {
			args = append(args, "--format", "json")
		}
		want := run(args...)
		assert.NotEmpty(t, want)
		assert.Equal(t, want, call(t, http.MethodGet, at+query, ""), query)
	}
	const wants = "town: 金沢市\nlang: ja\nweights: {climate: 2}\npurposes: {culture: 3}\ncountries: {want: [FR, IT, ES, DE]}\nmust: [{have: world_heritage}]\nper_country: 2\nsize: 4\n"
	file := filepath.Join(t.TempDir(), "brief.yaml")
	require.NoError(t, os.WriteFile(file, []byte(wants), 0o600))
	for query, args := range map[string][]string{
		"/recommend?n=4&weight=climate=3,name=0": {"recommend", "-n", "4", "--weight", "climate=3,name=0"},
		"/explain?candidate=gn:2973783":          {"explain", "jp:17201", "gn:2973783"},
		"/portfolio?purpose=trade=2":             {"portfolio", "--purpose", "trade=2"},
	} {
		want := run(append(args, "--brief", file, "--format", "json")...)
		assert.Equal(t, want, call(t, http.MethodPost, at+query, wants), query)
	}
	end()
}

// A plan keeps the policy of the server and says whom it leaves out; one that
// cannot be made is refused at once.
func TestAPlanOfTheAPIIsThatOfBatch(t *testing.T) {
	t.Parallel()
	rules := filepath.Join(t.TempDir(), "policy.yaml")
	require.NoError(t, os.WriteFile(rules, []byte("rules: [{do: exclude, countries: [GB, DE], reason: no more there, source: council, date: 2026-04-01}]\n"), 0o600))
	at, run, end := servedFrom(t, "--policy", rules)
	var job struct {
		State, Result, Failure string
		Summary                []string
	}
	address := at + "/api/v1/plans"
	text := call(t, http.MethodPost, address, `{"country":"JP","regions":["石川県"],"types":["town"],"size":"4","cap":1,"to":["Europe"]}`)
	var begun struct{ ID string }
	require.NoError(t, json.Unmarshal([]byte(text), &begun))
	events := call(t, http.MethodGet, address+"/"+begun.ID+"/events", "") // comes to an end with the job
	assert.Contains(t, events, "event: end\n")
	require.NoError(t, json.Unmarshal([]byte(call(t, http.MethodGet, address+"/"+begun.ID, "")), &job))
	require.Equal(t, "done", job.State, job.Failure)
	want := run("batch", "--country", "JP", "--region", "石川県", "--type", "town", "--size", "4", "--cap", "1", "--to", "Europe", "--policy", rules, "--format", "jsonl")
	assert.NotEmpty(t, want)
	assert.NotRegexp(t, `"country":"(GB|DE)"`, want)
	assert.Regexp(t, `Left out by the policy: [1-9][0-9,]+ candidates: no more there \(council, 2026-04-01\)`, strings.Join(job.Summary, "\n"))
	plain := run("batch", "--country", "JP", "--region", "石川県", "--type", "town", "--size", "4", "--cap", "1", "--to", "Europe", "--format", "jsonl")
	assert.Regexp(t, `"country":"(GB|DE)"`, plain, "without the policy they are in")
	assert.Equal(t, want, call(t, http.MethodGet, at+job.Result, ""))
	for _, asked := range []string{`{"country":"Narnia"}`, `{"country":"JP","size":"a-b"}`, `{"country":"JP","to":["JP"]}`, `{"country":"JP","regions":["Foo"]}`, `{"country":"JP","weights":["x=1"]}`, `{"towns":["xyzzy"]}`} {
		resp, err := http.Post(address, "application/json", strings.NewReader(asked)) //nolint:noctx // a test
		require.NoError(t, err)
		assert.Equal(t, http.StatusUnprocessableEntity, resp.StatusCode, asked)
		require.NoError(t, resp.Body.Close())
	}
	end()
}

// What a town records is in the answers without the server being started anew;
// what is private is in none.
func TestAnswersFollowTheOwnRecords(t *testing.T) {
	t.Parallel()
	at, run, end := servedFrom(t)
	address := at + "/api/v1/ties?town=jp:17201"
	before := call(t, http.MethodGet, address, "")
	require.NotContains(t, before, "Uppsala")
	run("own", "ties", "add", "jp:17201", "gn:2666199", "--kind", "partnership", "--status", "active", "--contact", "Anna Svensson", "--date", "2026-05-01")
	var after string
	require.Eventually(t, func() bool {
		after = call(t, http.MethodGet, address, "")
		return after != before
	}, time.Minute, 100*time.Millisecond)
	assert.Contains(t, after, "gn:2666199")
	assert.NotContains(t, after, "Svensson")
	assert.NotContains(t, call(t, http.MethodGet, at+"/api/v1/profile?town=jp:17201", ""), "Svensson")
	end()
}
