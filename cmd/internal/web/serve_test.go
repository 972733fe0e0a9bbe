package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// served starts a server on a free port and returns its address, what ends it,
// and its error.
func served(t *testing.T, s *Server) (at string, end context.CancelFunc, done <-chan error) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, end := context.WithCancel(t.Context())
	t.Cleanup(end)
	result := make(chan error, 1)
	go func() { result <- s.Serve(ctx, l) }()
	return "http://" + l.Addr().String(), end, result
}

func fetch(t *testing.T, address string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	require.NoError(t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	return resp.StatusCode, string(body)
}

// A request that waits for its answer when the server is told to end gets it.
func TestShutdownFinishesWhatIsRunning(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	for range cap(s.answers.places.free) {
		s.answers.places.free <- struct{}{}
	}
	at, end, done := served(t, s)
	answered := make(chan int, 1)
	go func() {
		status, _ := fetch(t, at+ask("ties", "town", "jp:01635"))
		answered <- status
	}()
	require.Eventually(t, func() bool { return s.answers.state().running == 1 }, 10*time.Second, time.Millisecond)
	end()
	require.Eventually(t, func() bool { return s.closing.Err() != nil }, 10*time.Second, time.Millisecond)
	require.Empty(t, answered)
	require.Empty(t, done, "the server waits")
	assert.Equal(t, http.StatusServiceUnavailable, get(s, "/readyz").Code)
	for range cap(s.answers.places.free) {
		<-s.answers.places.free
	}
	assert.Equal(t, http.StatusOK, <-answered)
	assert.NoError(t, <-done)
	assert.Error(t, s.life.Err(), "nothing goes on afterwards")
}

// A server of new data takes over what the old one counts and keeps, and its
// answers have other tags.
func TestRenewal(t *testing.T) {
	t.Parallel()
	old := sharedDesk()
	o := old.DeskOptions
	o.Version = "another"
	desks := []*answer.Desk{nil, answer.NewDesk(o)}
	var fault error
	s := newTestServer(t, Options{Renew: func() (*answer.Desk, error) {
		d := desks[0]
		desks = desks[1:]
		return d, fault
	}})
	n, err := s.renewed(t.Context())
	require.NoError(t, err)
	assert.Nil(t, n, "nothing has changed")
	n, err = s.renewed(t.Context())
	require.NoError(t, err)
	target := ask("ties", "town", "jp:13")
	assert.Equal(t, http.StatusOK, get(n, "/readyz").Code, "ready before it takes over")
	before, after := get(s, target), get(n, target)
	assert.Equal(t, http.StatusOK, after.Code)
	assert.NotEqual(t, before.Header().Get("ETag"), after.Header().Get("ETag"))
	assert.Equal(t, 2, n.answers.state().count)
	desks, fault = []*answer.Desk{nil}, errors.New("damaged")
	_, err = n.renewed(t.Context())
	assert.ErrorIs(t, err, fault)
}

func TestReady(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	assert.Equal(t, http.StatusServiceUnavailable, get(s, "/readyz").Code)
	require.NoError(t, s.Warm(t.Context()))
	assert.Equal(t, http.StatusOK, get(s, "/readyz").Code)
}

func TestAFullServerSaysSo(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	s.inside = make(chan struct{}, 1)
	s.inside <- struct{}{}
	w := get(s, ask("ties", "town", "jp:13"))
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.Equal(t, "2", w.Header().Get("Retry-After"))
	assert.Equal(t, problemBusy, decode[Problem](t, w.Body.Bytes()).Type)
	assert.Equal(t, http.StatusOK, get(s, "/healthz").Code)
	<-s.inside
	assert.Equal(t, http.StatusOK, get(s, ask("ties", "town", "jp:13")).Code)
	assert.Empty(t, s.inside)

	s.answers.places = newPlaces(0, 0, time.Second)
	w = get(s, ask("ties", "town", "jp:01"))
	assert.Equal(t, http.StatusServiceUnavailable, w.Code, "no place, none to wait")
	assert.Equal(t, http.StatusOK, get(s, ask("ties", "town", "jp:13")).Code, "what is there needs no place")
}

// What is recorded of requests survives a panic, and so does the server.
func TestAPanicEndsOneRequest(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	fault := func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/late" {
			_, _ = w.Write([]byte("the beginning of an answer"))
			http.NewResponseController(w).Flush() //nolint:errcheck // the test reads what came
		}
		panic("oh")
	}
	outside := httptest.NewServer(chain(http.HandlerFunc(fault), s.recorded, secureHeaders))
	defer outside.Close()
	status, body := fetch(t, outside.URL+"/early")
	assert.Equal(t, http.StatusInternalServerError, status)
	assert.NotContains(t, body, "oh")

	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, outside.URL+"/late", http.NoBody)
	require.NoError(t, err)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	_, err = io.ReadAll(resp.Body)
	assert.Error(t, err, "half an answer does not look like a whole one")
	outside.Close() // waits for what is still being recorded
	s.metrics.mu.Lock()
	defer s.metrics.mu.Unlock()
	assert.Equal(t, uint64(1), s.metrics.counts[servedAs{"none", 500}])
	assert.Zero(t, s.metrics.inside)
}

func TestManyClientsAtOnce(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{})
	at, end, done := served(t, s)
	statuses := make(chan int, 200)
	for i := range cap(statuses) {
		go func() {
			status, _ := fetch(t, at+ask("ties", "town", fmt.Sprintf("jp:%02d", i%20+1)))
			statuses <- status
		}()
	}
	for range cap(statuses) {
		assert.Equal(t, http.StatusOK, <-statuses)
	}
	assert.LessOrEqual(t, s.answers.state().count, 20)
	end()
	assert.NoError(t, <-done)
}

// Whatever stands in an address, the server answers with a document of its own
// and no fault.
func FuzzQuery(f *testing.F) {
	s := newTestServer(f, Options{Plan: noPlan})
	s.answers.places = newPlaces(0, 0, time.Second) // read and resolve, but make nothing
	for i, seed := range []string{
		"town=jp:01635&n=5", "town=%E6%96%B0%E5%BE%97%E7%94%BA&to=US,GB&to=Oceania", "town=a&town=b", "town=Hamilton&lang=ja", "candidate=Banff&town=x",
		"weight=climate=2&weight=name=0,trade=1", "town=%ff%fe", "town=..%2f..%2fetc", "n=1e9&town=1", "size=4-8&purpose=education=3&town=gn:2648579",
		"offset=-1&limit=99999999999999999999", "q=%00", "%zz", "a[b]=c", "country=JP&min_population=-1", "town=jp:01635&format=csv&limit=1", ";=;",
	} {
		f.Add(i, seed)
	}
	f.Fuzz(func(t *testing.T, i int, query string) {
		r := request(http.MethodGet, "/", "")
		r.URL.Path = paths()[((i%len(paths()))+len(paths()))%len(paths())]
		r.URL.RawQuery = query
		r.RequestURI = r.URL.Path + "?" + query
		w := do(s, r)
		switch w.Code {
		case 404, 409, 414, 422, 503:
			p := decode[Problem](t, w.Body.Bytes())
			assert.Equal(t, w.Code, p.Status)
			assert.NotEmpty(t, p.Detail)
			assert.LessOrEqual(t, w.Body.Len(), 64<<10)
		default:
			t.Fatalf("%s?%q: status %d %s", r.URL.Path, query, w.Code, w.Body)
		}
	})
}

func paths() []string {
	var out []string
	for _, p := range []string{"recommend", "explain", "compare", "portfolio", "profile", "ties", "search", "gaps", "coverage"} {
		out = append(out, apiPath+"/"+p)
	}
	return out
}
