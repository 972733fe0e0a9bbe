package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
	"github.com/shimai/shimai/data/local"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// sharedDesk is one desk on the embedded data for all tests: an engine takes
// longer to make than any test to run. It has no search index.
var sharedDesk = sync.OnceValue(func() *answer.Desk {
	return answer.NewDesk(answer.DeskOptions{
		Open:      func() (*data.Store, error) { return data.Open(layers.FS) },
		Tell:      func(matcher.Text) {},
		Kept:      func(func(*local.Store) error) {},
		OpenIndex: func(context.Context, *data.Store) (*index.Index, error) { return nil, errors.New("no index here") },
		Version:   "test",
	})
})

// plainConfig is the configuration of who configured nothing.
func plainConfig(t testing.TB) config.Config {
	t.Helper()
	cfg, err := config.Load(config.Options{Env: func(string) string { return "" }})
	require.NoError(t, err)
	return cfg
}

// newTestServer is a server for local clients, unless the options say otherwise.
func newTestServer(t testing.TB, o Options) *Server {
	t.Helper()
	o.Config = plainConfig(t)
	s, err := New(sharedDesk(), o)
	require.NoError(t, err)
	t.Cleanup(s.finish)
	return s
}

// request is one of a local client; edit changes it.
func request(method, target string, body string, edit ...func(*http.Request)) *http.Request {
	r := httptest.NewRequest(method, target, strings.NewReader(body))
	r.Host, r.RemoteAddr = "localhost:8080", "127.0.0.1:5000"
	for _, e := range edit {
		e(r)
	}
	return r
}

func header(key, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(key, value) }
}

// do serves one request.
func do(s *Server, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, r)
	return w
}

func get(s *Server, target string, edit ...func(*http.Request)) *httptest.ResponseRecorder {
	return do(s, request(http.MethodGet, target, "", edit...))
}

// ask writes the address of a question from key and value in turn.
func ask(path string, keyValues ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(keyValues); i += 2 {
		q.Add(keyValues[i], keyValues[i+1])
	}
	return apiPath + "/" + path + "?" + q.Encode()
}

func decode[T any](t testing.TB, body []byte) T {
	t.Helper()
	var v T
	require.NoError(t, json.Unmarshal(body, &v), "%.300s", body)
	return v
}

func unzip(t testing.TB, body []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(body))
	require.NoError(t, err)
	out, err := io.ReadAll(z)
	require.NoError(t, err)
	return out
}
