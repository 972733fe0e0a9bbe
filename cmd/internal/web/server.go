package web

import (
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/policy"
)

// Options say how a server serves.
type Options struct {
	// Config is what the operator configured; a request lays its own countries,
	// numbers, order and weights over it. Default: none, use config.Load.
	Config config.Config
	// Policy holds the rules that every answer keeps. Default: nil, the policy
	// inside the program.
	Policy *policy.Policy
	// Lang is the language of answers where a request names none, "en" or "ja".
	// Default: "en".
	Lang string
	// Token, when there is one, has to come with every request but health checks.
	// Default: "", anyone on this machine may ask.
	Token string
	// Public answers anyone, by whatever name the server is called, but only
	// reads. Default: false.
	Public bool
	// Renew returns a new desk where what the old one answers from has changed,
	// nil where it has not; it is asked every few seconds while the server
	// serves. Default: nil, the desk stays.
	Renew func() (*answer.Desk, error)
	// Plan makes plans for many towns. Default: nil, none are made.
	Plan Planner
	// CheckPlan tells what is wrong with a plan before it becomes a job, with the
	// flags and towns that Plan is given. Default: nil, the job tells.
	CheckPlan func(ctx context.Context, flags []string, towns string) error
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
	*common
	desk *answer.Desk
	// stamp stands for all that an answer follows from besides the question.
	stamp   string
	ready   atomic.Bool
	handler http.Handler
}

// common is what a server shares with the one that takes its place when the
// data have changed.
type common struct {
	opt     Options
	log     *slog.Logger
	answers *answers
	metrics *metrics
	rates   *rates
	jobs    *jobs
	// inside has a token for each request that is being served.
	inside chan struct{}
	// work are the goroutines that outlive a request.
	work sync.WaitGroup
	// closing ends when the server begins to shut down, life when it is down.
	closing, life    context.Context
	beginEnd, finish context.CancelFunc
}

// New returns a server of what the desk answers. Its error is that of reading the data.
func New(desk *answer.Desk, o Options) (*Server, error) {
	if o.Lang == "" {
		o.Lang = "en"
	}
	c := &common{opt: o, log: o.Log, metrics: newMetrics(), inside: make(chan struct{}, maxInside)}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	c.life, c.finish = context.WithCancel(context.Background())
	c.closing, c.beginEnd = context.WithCancel(c.life)
	c.answers = newAnswers(c.life, cacheRoom, newPlaces(runtime.GOMAXPROCS(0), maxWaiting, patience), &c.work, c.log)
	c.jobs = newJobs(c.closing, o.Plan, &c.work, c.log)
	c.rates = newRates(perSecond, burst, clientsKept, time.Now)
	return c.server(desk)
}

// server returns a server of what the desk answers.
func (c *common) server(desk *answer.Desk) (*Server, error) {
	st, err := desk.Data()
	if err != nil {
		return nil, err
	}
	if _, err := desk.Base(); err != nil {
		return nil, err
	}
	s := &Server{common: c, desk: desk, stamp: answer.ContentDigest(st.Digest(), desk.Version)}
	if c.opt.Policy != nil {
		s.stamp += " " + c.opt.Policy.Digest()
		// A word that nobody understands is told now, not to everyone who asks.
		if _, err := desk.Query(answer.Ask{Policy: c.opt.Policy}, 0); err != nil {
			return nil, err
		}
	}
	s.handler, err = s.routes()
	return s, err
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
	mux.Handle(apiPath+"/", nowhere(mux, newProblem(http.StatusNotFound, problemRefused, "there is no such question; /docs lists them all")))
	if err := s.pages(mux); err != nil {
		return nil, err
	}
	return chain(mux, s.recorded, secureHeaders, bounded, s.crowded, s.limited, s.admitted, own), nil
}

// nowhere answers addresses that nothing is behind: by missing, or by the
// methods that the address does know.
func nowhere(mux *http.ServeMux, missing http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var known []string
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete} {
			probe := *r
			probe.Method = method
			if _, pattern := mux.Handler(&probe); pattern != r.Pattern {
				known = append(known, method)
			}
		}
		if len(known) == 0 {
			missing.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Allow", strings.Join(known, ", "))
		newProblem(http.StatusMethodNotAllowed, problemRefused, r.Method+" is not understood here; use "+strings.Join(known, " or ")).ServeHTTP(w, r)
	})
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
