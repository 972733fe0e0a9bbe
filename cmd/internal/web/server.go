package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
)

// Options say how a server serves.
type Options struct {
	// Config is what the operator configured; a request lays its own countries,
	// numbers, order and weights over it. Default: none, use config.Load.
	Config config.Config
	// Lang is the language of answers where a request names none, "en" or "ja".
	// Default: "en".
	Lang string
	// Token, when there is one, has to come with every request but health checks.
	// Default: "", anyone on this machine may ask.
	Token string
	// Public answers anyone, from any name of the server, but only reads.
	// Default: false.
	Public bool
	// Log takes a line for each request, without what was asked. Default: nothing is logged.
	Log *slog.Logger
}

// Server answers over HTTP. It is safe for concurrent use.
type Server struct {
	desk *answer.Desk
	opt  Options
	log  *slog.Logger
}

// New returns a server of what the desk answers.
func New(desk *answer.Desk, o Options) (*Server, error) {
	s := &Server{desk: desk, opt: o, log: o.Log}
	if s.opt.Lang == "" {
		s.opt.Lang = "en"
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	return s, nil
}

// Handler returns the whole service with its guards.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	s.api(mux)
	s.pages(mux)
	return mux
}

// Time-outs of connections. Answers have their own, see answerTime.
const (
	headerTime   = 5 * time.Second
	readTime     = 15 * time.Second
	writeTime    = time.Minute
	idleTime     = 2 * time.Minute
	shutdownTime = 30 * time.Second
	maxHeader    = 16 << 10
)

// Serve answers on the listener until ctx ends, then finishes the requests that
// are running, for at most half a minute.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hs := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	done := make(chan error, 1)
	go func() { done <- hs.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	err := hs.Shutdown(last)
	if e := <-done; !errors.Is(e, http.ErrServerClosed) {
		err = errors.Join(err, e)
	}
	if err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}
