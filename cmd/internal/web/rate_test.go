package web

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestRates(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Public: true})
	now := time.Unix(1000, 0)
	s.rates = newRates(2, 3, 100, func() time.Time { return now })
	try := func(edit ...func(*http.Request)) int { return get(s, "/docs", edit...).Code }
	far := from("203.0.113.5:1")
	for i := range 3 {
		assert.Equal(t, 200, try(far), "request %d", i)
	}
	w := get(s, "/docs", far)
	assert.Equal(t, http.StatusTooManyRequests, w.Code)
	assert.NotEmpty(t, w.Header().Get("Retry-After"))
	assert.Equal(t, 200, try(from("203.0.113.6:1")), "another client")
	assert.Equal(t, 200, get(s, "/healthz", far).Code, "health is not counted")
	now = now.Add(time.Second)
	assert.Equal(t, []int{200, 200, 429}, []int{try(far), try(far), try(far)}, "two more a second later")

	proxied := []func(*http.Request){from("127.0.0.1:1"), header("X-Forwarded-For", "198.51.100.9, 203.0.113.5")}
	assert.Equal(t, 429, try(proxied...), "the address that the proxy saw counts, not the one it was told")
	assert.Equal(t, 429, try(from("203.0.113.5:1"), header("X-Forwarded-For", "192.0.2.1")), "only a proxy on this machine is believed")
	for range 20 {
		assert.Equal(t, 200, try(from("127.0.0.1:1")), "who sits at the machine may use it")
	}
	for range 3 {
		assert.Equal(t, 200, try(from("[2001:db8::1]:1")))
	}
	assert.Equal(t, 429, try(from("[2001:db8::ffff:2]:1")), "one client owns 64 bits")
	assert.Equal(t, 200, try(from("[2001:db8:1::1]:1")))
}

func TestRatesRememberABoundedNumber(t *testing.T) {
	t.Parallel()
	r := newRates(1, 1, 10, func() time.Time { return time.Unix(1000, 0) })
	for i := range 1000 {
		req := request(http.MethodGet, "/", "", from(fmt.Sprintf("10.0.%d.%d:1", i/250, i%250)))
		c, ok := clientOf(req)
		assert.True(t, ok && r.allow(c))
	}
	assert.Len(t, r.known, 10)
	assert.Equal(t, 10, r.recent.Len())
}

func TestClientOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		remote, seen, want string
		counted            bool
	}{
		{"127.0.0.1:1", "", "invalid Prefix", false},
		{"[::1]:1", "", "invalid Prefix", false},
		{"[::ffff:127.0.0.1]:1", "", "invalid Prefix", false},
		{"203.0.113.5:1", "", "203.0.113.5/32", true},
		{"[fe80::1%eth0]:1", "", "fe80::/64", true},
		{"127.0.0.1:1", "nonsense", "invalid Prefix", true},
		{"127.0.0.1:1", "127.0.0.1", "127.0.0.1/32", true},
		{"@", "", "invalid Prefix", true},
	} {
		r := request(http.MethodGet, "/", "", from(c.remote))
		if c.seen != "" {
			r.Header.Set("X-Forwarded-For", c.seen)
		}
		p, counted := clientOf(r)
		assert.Equal(t, c.want, p.String(), "%+v", c)
		assert.Equal(t, c.counted, counted, "%+v", c)
	}
}
