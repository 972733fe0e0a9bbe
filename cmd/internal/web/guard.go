package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Bounds of what a request may bring.
const (
	maxURL  = 8 << 10
	maxBody = 64 << 10
)

// guard is one link of the chain that stands before the handlers.
type guard func(http.Handler) http.Handler

// chain puts guards before a handler, the first one outermost.
func chain(h http.Handler, guards ...guard) http.Handler {
	for i := len(guards) - 1; i >= 0; i-- {
		h = guards[i](h)
	}
	return h
}

// contentPolicy is the Content-Security-Policy: everything comes from this server, and
// nothing that stands in a page itself runs.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secureHeaders tell browsers to take nothing for what it is not.
func secureHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// bounded refuses long addresses and cuts long bodies.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if len(r.RequestURI) > maxURL {
			newProblem(http.StatusRequestURITooLong, problemUsage, "the address is longer than any question; write less").ServeHTTP(w, r)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// admitted lets in whom the operator meant.
func (s *Server) admitted(next http.Handler) http.Handler {
	want := sha256.Sum256([]byte(s.opt.Token))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case isHealth(r.URL.Path):
		case s.opt.Token != "":
			got := sha256.Sum256([]byte(tokenOf(r)))
			if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
				w.Header().Set("WWW-Authenticate", `Basic realm="shimai", charset="UTF-8"`)
				newProblem(http.StatusUnauthorized, problemRefused, "this server asks for its token, as a password or as Authorization: Bearer TOKEN").ServeHTTP(w, r)
				return
			}
		case s.opt.Public:
			if _, remote := clientOf(r); remote && r.URL.Path == "/metrics" {
				newProblem(http.StatusForbidden, problemRefused, "the counts are for this machine only").ServeHTTP(w, r)
				return
			}
			if r.Method != http.MethodGet && r.Method != http.MethodHead {
				newProblem(http.StatusForbidden, problemRefused, "this server is public and only answers questions").ServeHTTP(w, r)
				return
			}
		case !isLocalName(r.Host):
			// A page elsewhere that points its own name at this machine would
			// otherwise read what is meant for this machine only.
			newProblem(http.StatusForbidden, problemRefused, "this server answers only as localhost; start it with --token or --public to be reached by another name").ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func isHealth(path string) bool { return path == "/healthz" || path == "/readyz" }

// tokenOf returns the token of a request: a bearer, or the password of anyone.
func tokenOf(r *http.Request) string {
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return token
	}
	_, password, _ := r.BasicAuth()
	return password
}

// isLocalName tells whether the name of a host can only mean this machine.
func isLocalName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// own refuses posts from pages of other sites.
func own(next http.Handler) http.Handler {
	p := http.NewCrossOriginProtection()
	p.SetDenyHandler(newProblem(http.StatusForbidden, problemRefused, "the request comes from a page of another site"))
	return p.Handler(next)
}
