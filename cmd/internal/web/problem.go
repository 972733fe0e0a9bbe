package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// The types of problems, each an anchor of the reference.
const (
	problemUsage     = "/docs#usage"
	problemAmbiguous = "/docs#ambiguous"
	problemNotFound  = "/docs#not-found"
	problemNoJob     = "/docs#no-job"
	problemBusy      = "/docs#busy"
	problemRate      = "/docs#rate"
	problemRefused   = "/docs#refused"
	problemInternal  = "/docs#internal"
)

// Problem is what the API says when it has no answer (RFC 9457).
type Problem struct {
	Type   string              `json:"type,omitempty" doc:"Which kind of problem; the reference explains each."`
	Title  string              `json:"title" doc:"The HTTP status in words."`
	Status int                 `json:"status" doc:"The HTTP status."`
	Detail string              `json:"detail" doc:"What is wrong and what to do instead, for people."`
	Errors []*huma.ErrorDetail `json:"errors,omitempty" doc:"The parameters that are wrong, one by one."`
	// Candidates are what an ambiguous name may mean, or what a name that was not found is like.
	Candidates []answer.UnitJSON `json:"candidates,omitempty" doc:"Governments that may be meant, most likely first."`

	after time.Duration
}

// Error returns the detail.
func (p *Problem) Error() string { return p.Detail }

// GetStatus returns the HTTP status.
func (p *Problem) GetStatus() int { return p.Status }

// GetHeaders tells when to come again, where that helps.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{"Cache-Control": {"no-store"}}
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(int(p.after.Seconds())))
	}
	return h
}

// ContentType names the form of a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

func newProblem(status int, kind, detail string) *Problem {
	return &Problem{Type: kind, Title: http.StatusText(status), Status: status, Detail: detail}
}

// ServeHTTP writes the problem: as JSON, or as a line to who asked for a page.
func (p *Problem) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for key, values := range p.GetHeaders() {
		w.Header()[key] = values
	}
	if !strings.HasPrefix(r.URL.Path, apiPath) && strings.Contains(r.Header.Get("Accept"), "text/html") {
		http.Error(w, p.Detail, p.Status)
		return
	}
	w.Header().Set("Content-Type", p.ContentType(""))
	w.WriteHeader(p.Status)
	// Who went away meanwhile does not need the rest.
	_ = json.NewEncoder(w).Encode(p)
}

var (
	errBusy     = errors.New("the server has more to do than it can; come again in a moment")
	errTooLong  = errors.New("the answer took too long; come again, or ask for less")
	errInternal = errors.New("something went wrong here; the log of the server tells what")
)

// Times after which to come again.
const (
	retryBusy = 2 * time.Second
	retryJob  = 30 * time.Second
)

// maxSuggested bounds the governments listed in a problem.
const maxSuggested = 50

// problem turns an error of an answer into what is told of it.
func (s *Server) problem(err error, lang string) *Problem {
	var known *Problem
	var ambiguous *index.AmbiguousError
	var missing *index.NotFoundError
	var usage *answer.UsageError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &ambiguous):
		p := newProblem(http.StatusConflict, problemAmbiguous, sayf(lang, "%s may mean %d governments; say which by its id.", "%sは%d件の自治体に当てはまります。IDで指定してください。", answer.Shorten(ambiguous.Query), len(ambiguous.Matches)))
		p.Candidates = s.units(ambiguous.Matches)
		return p
	case errors.As(err, &missing):
		p := newProblem(http.StatusNotFound, problemNotFound, sayf(lang, "No government is called %s.", "%sという自治体は見つかりません。", answer.Shorten(missing.Query)))
		p.Candidates = s.units(missing.Suggestions)
		return p
	case errors.As(err, &usage), errors.Is(err, index.ErrEmpty), errors.Is(err, matcher.ErrQuery), errors.Is(err, config.ErrInvalid):
		return newProblem(http.StatusUnprocessableEntity, problemUsage, parameterNames(err.Error()))
	case errors.Is(err, context.DeadlineExceeded):
		err = errTooLong
	}
	if errors.Is(err, errBusy) || errors.Is(err, errTooLong) || errors.Is(err, context.Canceled) {
		p := newProblem(http.StatusServiceUnavailable, problemBusy, err.Error())
		p.after = retryBusy
		return p
	}
	s.log.Error("no answer", "error", err)
	return newProblem(http.StatusInternalServerError, problemInternal, errInternal.Error())
}

// wordMistakes says in the detail of a problem what is wrong with each
// parameter, which otherwise only its list does.
func wordMistakes(_ huma.Context, _ string, v any) (any, error) {
	m, ok := v.(*huma.ErrorModel)
	if !ok || m.Status >= http.StatusInternalServerError {
		return v, nil
	}
	m.Type = problemUsage
	var words []string
	for _, e := range m.Errors {
		name := strings.TrimPrefix(strings.TrimPrefix(e.Location, "query."), "body.")
		words = append(words, name+": "+e.Message)
	}
	if len(words) > 0 {
		m.Detail = strings.Join(words, "; ")
	}
	return m, nil
}

// units lists the governments of matches.
func (s *Server) units(matches []index.Match) []answer.UnitJSON {
	b, err := s.desk.Base()
	if err != nil {
		return nil // the list is a help to the problem that is being told
	}
	var out []answer.UnitJSON
	for _, m := range matches[:min(len(matches), maxSuggested)] {
		out = append(out, b.UnitJSON(m.Unit))
	}
	return out
}

// flagName finds the flags of the command line in messages made for it.
var flagName = regexp.MustCompile(`--([a-z][a-z-]*[a-z])|(^|[ (])-n\b`)

// parameterNames words a message of the command line for who writes parameters.
func parameterNames(message string) string {
	message = strings.TrimPrefix(message, "read flags: "+config.ErrInvalid.Error()+": ")
	return flagName.ReplaceAllStringFunc(message, func(flag string) string {
		if name, ok := strings.CutPrefix(flag, "--"); ok {
			return strings.ReplaceAll(name, "-", "_")
		}
		return strings.TrimSuffix(flag, "-n") + "n"
	})
}
