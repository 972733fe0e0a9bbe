package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// noPlan is a planner for tests that ask for no plan.
func noPlan(context.Context, []string, string, io.Writer, io.Writer) error { return nil }

// aPlan writes two lines and tells of it.
func aPlan(_ context.Context, flags []string, towns string, plan, told io.Writer) error {
	_, _ = fmt.Fprintln(told, `{"message_type":"progress","stage":"list","done":1,"total":2}`)
	_, _ = fmt.Fprintf(plan, "{\"flags\":%q}\n{\"towns\":%q}\n", strings.Join(flags, " "), towns)
	_, _ = fmt.Fprint(told, "Plan for 2 towns.\nshimai: xx: no government")
	_, _ = fmt.Fprint(told, " is called so\n")
	return fmt.Errorf("%w: 1 of 3", ErrPartly)
}

func postPlan(s *Server, body string) *httptest.ResponseRecorder {
	return do(s, request(http.MethodPost, apiPath+"/plans", body, header("Content-Type", "application/json")))
}

// ended waits for the end of a job.
func ended(t *testing.T, s *Server, id string) progress {
	t.Helper()
	o := s.jobs.find(id)
	require.NotNil(t, o)
	for {
		p, changed := o.watch()
		if p.state.ended() {
			return p
		}
		<-changed
	}
}

func TestAPlanFromBeginningToEnd(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: aPlan})
	const body = `{"towns":["新得町","jp:13"],"cap":2,"size":"4","to":["US","GB"],"weights":["name=0"],"types":["town"],"no_known_tie":true,"lang":"ja","per_country":0}`
	w := postPlan(s, body)
	require.Equal(t, http.StatusAccepted, w.Code, "%s", w.Body)
	j := decode[JobJSON](t, w.Body.Bytes())
	at := w.Header().Get("Location")
	assert.Equal(t, planPath(j.ID), at)
	assert.Equal(t, schemaJob, j.Schema)
	ended(t, s, j.ID)
	assert.Equal(t, j.ID, decode[JobJSON](t, postPlan(s, body).Body.Bytes()).ID, "the same question is the same job")

	j = decode[JobJSON](t, get(s, at).Body.Bytes())
	assert.Equal(t, "done", j.State)
	assert.True(t, j.Partly)
	assert.Nil(t, j.Failure)
	assert.Equal(t, []string{"Plan for 2 towns.", "xx: no government is called so"}, j.Summary)
	require.NotNil(t, j.Result)
	result := get(s, *j.Result)
	assert.Equal(t, "application/jsonl", result.Header().Get("Content-Type"))
	assert.Equal(t, `{"flags":"--lang=ja --type=town --size=4 --to=US --to=GB --weight=name=0 --no-known-tie --cap=2 --per-country=0"}`+"\n"+
		`{"towns":"新得町\njp:13"}`+"\n", result.Body.String())
	assert.Equal(t, `{"towns":"新得町\njp:13"}`+"\n", get(s, *j.Result+"?offset=1&limit=5").Body.String())
	assert.Contains(t, get(s, *j.Result+"?limit=1").Body.String(), "--lang=ja")
	assert.Empty(t, get(s, *j.Result+"?offset=7").Body.String())

	events := get(s, at+"/events")
	assert.Equal(t, "text/event-stream", events.Header().Get("Content-Type"))
	assert.True(t, strings.HasPrefix(events.Body.String(), "event: end\ndata: {\"schema\":\"shimai.job/1\""), "%s", events.Body)
}

func TestPlansThatAreRefused(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: noPlan})
	for _, body := range []string{
		`{}`, `{"country":"JP","towns":["jp:13"]}`, `{"towns":["a\nb"]}`, `{"towns":["# all"]}`, `{"country":"JP","file":"/etc/passwd"}`,
		`{"country":"JP","lang":"fr"}`, `{"country":"JP","cap":"many"}`, `{"country":`, `[]`,
	} {
		w := postPlan(s, body)
		assert.True(t, w.Code == 422 || w.Code == 400, "%s: %d %s", body, w.Code, w.Body)
	}
	for _, path := range []string{"/plans/none", "/plans/none/events", "/plans/none/result"} {
		assert.Equal(t, http.StatusNotFound, get(s, apiPath+path).Code)
	}
	assert.Equal(t, http.StatusNotFound, do(s, request(http.MethodDelete, apiPath+"/plans/none", "")).Code)
	without := newTestServer(t, Options{})
	assert.Equal(t, http.StatusNotFound, postPlan(without, `{"country":"JP"}`).Code, "a server without a planner")
}

// What no plan can be made of is told at once, and becomes no job.
func TestPlansAreCheckedFirst(t *testing.T) {
	t.Parallel()
	checked := 0
	s := newTestServer(t, Options{Plan: noPlan, CheckPlan: func(_ context.Context, flags []string, towns string) error {
		checked++
		if strings.Contains(towns, "xyzzy") {
			return answer.Usagef("--file has no town")
		}
		return nil
	}})
	w := postPlan(s, `{"towns":["xyzzy"]}`)
	assert.Equal(t, http.StatusUnprocessableEntity, w.Code)
	assert.Equal(t, "file has no town", decode[Problem](t, w.Body.Bytes()).Detail)
	assert.Empty(t, s.jobs.order)
	assert.Equal(t, http.StatusAccepted, postPlan(s, `{"towns":["jp:13"]}`).Code)
	assert.Equal(t, http.StatusAccepted, postPlan(s, `{"towns":["jp:13"]}`).Code)
	assert.Equal(t, 2, checked, "a job that is there needs no check")
}

// What stands in a value cannot be read as another flag.
func TestFlagsHoldTheirValues(t *testing.T) {
	t.Parallel()
	flags, err := PlanAsked{Country: "--file=/etc/passwd", Regions: []string{"-o", "x"}, Size: "--bom"}.flags("en")
	require.NoError(t, err)
	assert.Equal(t, []string{"--lang=en", "--country=--file=/etc/passwd", "--region=-o", "--region=x", "--size=--bom"}, flags)
}

// A planner that goes on when it is told to.
type steered struct{ begin, end chan struct{} }

func (p steered) plan(ctx context.Context, _ []string, _ string, plan, told io.Writer) error {
	_, _ = fmt.Fprintln(told, `{"message_type":"progress","stage":"list","done":1,"total":2}`)
	p.begin <- struct{}{}
	select {
	case <-p.end:
		_, err := fmt.Fprintln(plan, "{}")
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestJobsComeOneAfterTheOther(t *testing.T) {
	t.Parallel()
	p := steered{make(chan struct{}), make(chan struct{})}
	s := newTestServer(t, Options{Plan: p.plan})
	var ids []string
	for i := range jobsWaiting {
		w := postPlan(s, fmt.Sprintf(`{"country":"JP","cap":%d}`, i+1))
		require.Equal(t, http.StatusAccepted, w.Code)
		ids = append(ids, decode[JobJSON](t, w.Body.Bytes()).ID)
	}
	<-p.begin
	w := postPlan(s, `{"country":"GB"}`)
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.NotEmpty(t, w.Header().Get("Retry-After"))
	assert.Equal(t, http.StatusConflict, get(s, planPath(ids[0])+"/result").Code, "no plan yet")

	running := 0
	for _, id := range ids {
		if s.jobs.find(id).now().state == jobRunning {
			running++
		}
	}
	assert.Equal(t, 1, running)
	for _, id := range ids {
		w := do(s, request(http.MethodDelete, planPath(id), ""))
		assert.Equal(t, "cancelled", decode[JobJSON](t, w.Body.Bytes()).State)
	}
	for _, id := range ids {
		assert.Equal(t, jobCancelled, ended(t, s, id).state)
	}
	again := postPlan(s, `{"country":"JP","cap":1}`)
	require.Equal(t, http.StatusAccepted, again.Code)
	<-p.begin
	p.end <- struct{}{}
	assert.Equal(t, jobDone, ended(t, s, ids[0]).state, "what was cancelled can be asked for again")
}

func TestJobsThatFail(t *testing.T) {
	t.Parallel()
	s := newTestServer(t, Options{Plan: func(context.Context, []string, string, io.Writer, io.Writer) error {
		return errors.New("--cap 0 is no cap")
	}})
	id := decode[JobJSON](t, postPlan(s, `{"country":"JP"}`).Body.Bytes()).ID
	assert.Equal(t, "cap 0 is no cap", ended(t, s, id).failure)
	assert.Equal(t, "failed", decode[JobJSON](t, get(s, planPath(id)).Body.Bytes()).State)

	s = newTestServer(t, Options{Plan: func(context.Context, []string, string, io.Writer, io.Writer) error { panic("oh") }})
	id = decode[JobJSON](t, postPlan(s, `{"country":"JP"}`).Body.Bytes()).ID
	assert.Equal(t, errInternal.Error(), ended(t, s, id).failure, "a fault does not tell its insides")

	s = newTestServer(t, Options{Plan: func(_ context.Context, _ []string, _ string, plan, _ io.Writer) error {
		for {
			if _, err := plan.Write(make([]byte, 1<<20)); err != nil {
				return err
			}
		}
	}})
	id = decode[JobJSON](t, postPlan(s, `{"country":"JP"}`).Body.Bytes()).ID
	assert.Contains(t, ended(t, s, id).failure, "fewer towns")
}

func TestJobsKeptAreBounded(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		j := newJobs(t.Context(), func(_ context.Context, _ []string, _ string, plan, _ io.Writer) error {
			_, err := plan.Write(make([]byte, plansRoom/10))
			return err
		}, &sync.WaitGroup{}, slog.New(slog.DiscardHandler))
		for i := range 100 {
			_, ok := j.submit(fmt.Sprint(i), nil, "")
			require.True(t, ok)
			synctest.Wait()
		}
		assert.LessOrEqual(t, len(j.order), 10)
		assert.Len(t, j.byID, len(j.order))
		assert.NotNil(t, j.find("99"))
		assert.Nil(t, j.find("0"))
	})
}

// A stream tells each step as it comes, over a real connection, and ends with
// the server.
func TestStream(t *testing.T) {
	t.Parallel()
	p := steered{make(chan struct{}), make(chan struct{})}
	s := newTestServer(t, Options{Plan: p.plan})
	served := httptest.NewServer(s.Handler())
	defer served.Close()
	follow := func(id string) *bufio.Scanner {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, served.URL+planPath(id)+"/events", http.NoBody)
		require.NoError(t, err)
		resp, err := http.DefaultClient.Do(req)
		require.NoError(t, err)
		t.Cleanup(func() { _ = resp.Body.Close() })
		return bufio.NewScanner(resp.Body)
	}
	id := decode[JobJSON](t, postPlan(s, `{"country":"JP"}`).Body.Bytes()).ID
	<-p.begin
	lines := follow(id)
	require.True(t, lines.Scan())
	assert.Equal(t, "event: progress", lines.Text())
	require.True(t, lines.Scan())
	assert.Contains(t, lines.Text(), `"state":"running","stage":"list","done":1,"total":2`)
	p.end <- struct{}{}
	var rest []string
	for lines.Scan() {
		rest = append(rest, lines.Text())
	}
	assert.Contains(t, strings.Join(rest, "\n"), "event: end\ndata: {")

	other := decode[JobJSON](t, postPlan(s, `{"country":"GB"}`).Body.Bytes()).ID
	<-p.begin
	lines = follow(other)
	require.True(t, lines.Scan())
	s.beginEnd()
	for lines.Scan() { // ends, because the server does
		assert.NotContains(t, lines.Text(), `"state":"done"`)
	}
}
