package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
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
	// Public answers anyone, by whatever name the server is called, but only
	// reads. Default: false.
	Public bool
	// Plan makes plans for many towns. Default: nil, none are made.
	Plan Planner
	// Log takes a line for each request, without what was asked. Default:
	// nothing is logged.
	Log *slog.Logger
}

// Bounds of the server. Memory: the cache, and what maxInside requests and one
// answer a processor need.
const (
	cacheRoom   = 64 << 20
	maxInside   = 512
	maxWaiting  = 256
	patience    = 10 * time.Second
	perSecond   = 20
	burst       = 120
	clientsKept = 10_000
)

// Server answers over HTTP. It is safe for concurrent use.
type Server struct {
	desk *answer.Desk
	opt  Options
	log  *slog.Logger

	answers *answers
	metrics *metrics
	rates   *rates
	jobs    *jobs
	// inside has a token for each request that is being served.
	inside chan struct{}
	// stamp stands for all that an answer follows from besides the question.
	stamp   string
	ready   atomic.Bool
	handler http.Handler
	// work are the goroutines that outlive a request.
	work sync.WaitGroup
	// closing ends when the server begins to shut down, life when it is down.
	closing, life    context.Context
	beginEnd, finish context.CancelFunc
}

// New returns a server of what the desk answers. Its error is that of reading the data.
func New(desk *answer.Desk, o Options) (*Server, error) {
	st, err := desk.Data()
	if err != nil {
		return nil, err
	}
	if _, err := desk.Base(); err != nil {
		return nil, err
	}
	if o.Lang == "" {
		o.Lang = "en"
	}
	s := &Server{desk: desk, opt: o, log: o.Log, metrics: newMetrics(), inside: make(chan struct{}, maxInside)}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.stamp = answer.ContentDigest(st.Digest(), desk.Version)
	s.life, s.finish = context.WithCancel(context.Background())
	s.closing, s.beginEnd = context.WithCancel(s.life)
	s.answers = newAnswers(s.life, cacheRoom, newPlaces(runtime.GOMAXPROCS(0), maxWaiting, patience), &s.work, s.log)
	s.jobs = newJobs(s.closing, o.Plan, &s.work, s.log)
	s.rates = newRates(perSecond, burst, clientsKept, time.Now)
	if s.handler, err = s.routes(); err != nil {
		return nil, err
	}
	return s, nil
}

// Handler returns the whole service behind its guards.
func (s *Server) Handler() http.Handler { return s.handler }

func (s *Server) routes() (http.Handler, error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, "ok") })
	mux.HandleFunc("GET /readyz", s.serveReady)
	mux.HandleFunc("GET /metrics", s.serveMetrics)
	if err := s.api(mux); err != nil {
		return nil, err
	}
	mux.Handle(apiPath+"/", newProblem(http.StatusNotFound, problemRefused, "there is no such question; /docs lists them all"))
	if err := s.pages(mux); err != nil {
		return nil, err
	}
	return chain(mux, s.recorded, secureHeaders, bounded, s.crowded, s.limited, s.admitted, own), nil
}

// serveReady says whether answers come at once.
func (s *Server) serveReady(w http.ResponseWriter, _ *http.Request) {
	if !s.ready.Load() || s.closing.Err() != nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		say(w, "not ready")
		return
	}
	say(w, "ready")
}

// say writes a word; who went away meanwhile does not need it.
func say(w http.ResponseWriter, word string) { _, _ = w.Write([]byte(word + "\n")) }

// Warm makes ready what answers are made from, so that the first one does not
// take longer than the others.
func (s *Server) Warm(ctx context.Context) error {
	if _, err := s.desk.Resolve(ctx, "jp:13"); err != nil {
		return fmt.Errorf("read the names: %w", err)
	}
	if _, err := s.desk.Chooser(); err != nil {
		return fmt.Errorf("make the engine ready: %w", err)
	}
	s.ready.Store(true)
	// The search index may have to be built, which others need not wait for.
	if _, err := s.desk.Find(ctx, s.ask(s.opt.Config, s.opt.Lang), "Shintoku", true); err != nil {
		return fmt.Errorf("open the search index: %w", err)
	}
	return nil
}

func (s *Server) ask(cfg config.Config, lang string) answer.Ask {
	return answer.Ask{Config: cfg, Lang: lang}
}

// Time-outs of connections.
const (
	headerTime   = 5 * time.Second
	readTime     = 15 * time.Second
	writeTime    = time.Minute
	idleTime     = 2 * time.Minute
	shutdownTime = 30 * time.Second
	maxHeader    = 16 << 10
)

// Serve answers on the listener until ctx ends. Then it ends streams and jobs,
// and finishes the requests that are running, for at most half a minute.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	hs := &http.Server{
		Handler: s.Handler(), ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	// What the folders of the program are used by has ended when this returns.
	defer s.work.Wait()
	defer s.finish()
	s.work.Go(func() { s.warmUp(ctx) })
	done := make(chan error, 1)
	go func() { done <- hs.Serve(l) }()
	select {
	case err := <-done:
		return fmt.Errorf("serve %s: %w", l.Addr(), err)
	case <-ctx.Done():
	}
	s.beginEnd()
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

// warmUp warms beside the first requests, which get the same errors as it.
func (s *Server) warmUp(ctx context.Context) {
	defer func() {
		if p := recover(); p != nil {
			s.log.Error("panic", "value", fmt.Sprintf("%.300v", p))
		}
	}()
	if err := s.Warm(ctx); err != nil && ctx.Err() == nil {
		s.log.Warn("not all is ready", "error", err)
	}
}
