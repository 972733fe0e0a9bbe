package web

import (
	"container/list"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// rates bounds the requests of each client: so many at once, so many a second
// after that. It remembers no more clients than it has room for.
type rates struct {
	perSecond, burst float64
	room             int
	now              func() time.Time

	mu     sync.Mutex
	known  map[netip.Prefix]*list.Element // of *bucket
	recent *list.List
}

// bucket is what a client may still ask for.
type bucket struct {
	client netip.Prefix
	left   float64
	at     time.Time
}

func newRates(perSecond, burst float64, room int, now func() time.Time) *rates {
	return &rates{perSecond: perSecond, burst: burst, room: room, now: now, known: map[netip.Prefix]*list.Element{}, recent: list.New()}
}

// allow takes a request off what a client has left.
func (r *rates) allow(client netip.Prefix) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	e, ok := r.known[client]
	if !ok {
		if r.recent.Len() >= r.room {
			delete(r.known, r.recent.Remove(r.recent.Back()).(*bucket).client)
		}
		e = r.recent.PushFront(&bucket{client, r.burst, now})
		r.known[client] = e
	}
	r.recent.MoveToFront(e)
	b := e.Value.(*bucket)
	b.left = min(r.burst, b.left+now.Sub(b.at).Seconds()*r.perSecond)
	b.at = now
	if b.left < 1 {
		return false
	}
	b.left--
	return true
}

// limited turns away clients that ask too often. Who asks from this machine
// itself, not through a proxy, may ask as often as the machine can answer.
func (s *Server) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := clientOf(r); ok && !isHealth(r.URL.Path) && !s.rates.allow(c) {
			p := newProblem(http.StatusTooManyRequests, problemRate, "too many requests from your address; come again in a moment")
			p.after = retryBusy
			p.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// clientOf names the network a request comes from: the address of the
// connection, or the one that a proxy on this machine saw. IPv6 clients own
// the last 64 bits. It is false for requests from this machine.
func clientOf(r *http.Request) (netip.Prefix, bool) {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	ip := at.Addr().Unmap()
	if err != nil {
		return netip.Prefix{}, true // all that cannot be told apart are one client
	}
	if ip.IsLoopback() {
		seen := r.Header.Values("X-Forwarded-For")
		if len(seen) == 0 {
			return netip.Prefix{}, false
		}
		last := seen[len(seen)-1]
		last = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
		if ip, err = netip.ParseAddr(last); err != nil {
			return netip.Prefix{}, true
		}
		ip = ip.Unmap()
	}
	bits := 64
	if ip.Is4() {
		bits = 32
	}
	p, err := ip.WithZone("").Prefix(bits)
	return p, err == nil || !ip.IsLoopback()
}

// crowded refuses more requests at a time than the server can hold.
func (s *Server) crowded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isHealth(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		select {
		case s.inside <- struct{}{}:
			defer func() { <-s.inside }()
			next.ServeHTTP(w, r)
		default:
			s.problem(errBusy, "").ServeHTTP(w, r)
		}
	})
}
