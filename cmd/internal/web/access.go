package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"time"
)

// recorder remembers what became of a request.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write notes the size.
func (r *recorder) Write(p []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(p)
	r.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// recorded counts and logs every request. The log names the route, never what
// was asked: the town somebody looks for is their own business.
func (s *Server) recorded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started := time.Now()
		rec := &recorder{ResponseWriter: w}
		s.metrics.enter()
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				s.log.Error("panic", "value", fmt.Sprintf("%.300v", p), "stack", string(debug.Stack()))
				if rec.status == 0 {
					newProblem(http.StatusInternalServerError, problemInternal, errInternal.Error()).ServeHTTP(rec, r)
				}
			}
			spent, route := time.Since(started), routeOf(r)
			s.metrics.leave(route, rec.status, spent)
			s.log.Info("request", "route", route, "status", rec.status, "bytes", rec.bytes, "ms", float64(spent.Microseconds())/1000, "from", r.RemoteAddr)
			if p != nil && rec.status != http.StatusInternalServerError {
				panic(http.ErrAbortHandler) // part of the answer is out: only the connection can tell
			}
		}()
		next.ServeHTTP(rec, r)
	})
}

// routeOf is the pattern that a request matched, which holds nothing of what was asked.
func routeOf(r *http.Request) string {
	if r.Pattern == "" {
		return "none"
	}
	return r.Pattern
}
