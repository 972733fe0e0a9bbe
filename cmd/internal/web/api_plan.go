package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// schemaJob is the schema of JobJSON.
const schemaJob = "shimai.job/1"

// JobJSON is how a plan job stands.
type JobJSON struct {
	Schema string `json:"schema"`
	ID     string `json:"id"`
	State  string `json:"state" enum:"waiting,running,done,failed,cancelled"`
	// Stage names what is being done, Done of Total of it are done.
	Stage string `json:"stage"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
	// Partly tells that some towns were not served; the summary names them.
	Partly  bool     `json:"partly"`
	Summary []string `json:"summary"`
	// Failure is null unless the state is failed.
	Failure *string `json:"failure"`
	// Result is the address of the plan, null until it is there.
	Result *string `json:"result"`
}

// planned registers what is asked about plans, which are made in the background.
func (s *Server) planned(a huma.API) {
	tag := []string{"Plans"}
	failures := []int{http.StatusNotFound, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable}
	huma.Register(a, huma.Operation{
		OperationID: "plan", Method: http.MethodPost, Path: apiPath + "/plans", Summary: "Plan partners for many towns", DefaultStatus: http.StatusAccepted, MaxBodyBytes: maxBody, Tags: tag, Errors: failures,
		Description: "Begins a job that gives every town its partners under caps, as `shimai batch`. The same question asked again is the same job. Jobs run one after the other.",
	}, s.submitPlan)
	huma.Register(a, huma.Operation{
		OperationID: "plan-state", Method: http.MethodGet, Path: apiPath + "/plans/{id}", Summary: "How a plan stands", Tags: tag, Errors: failures,
		Description: "How far the job is, or how it ended.",
	}, s.planState)
	huma.Register(a, huma.Operation{
		OperationID: "plan-cancel", Method: http.MethodDelete, Path: apiPath + "/plans/{id}", Summary: "Cancel a plan", Tags: tag, Errors: failures,
		Description: "Ends the job if it has not ended yet.",
	}, s.cancelPlan)
	huma.Register(a, huma.Operation{
		OperationID: "plan-events", Method: http.MethodGet, Path: apiPath + "/plans/{id}/events", Summary: "Follow a plan", Tags: tag, Errors: failures,
		Description: "Server-sent events: one named progress whenever the job gets on, one named end when it has ended; each holds how the job stands.",
		Responses:   map[string]*huma.Response{"200": {Description: "The events.", Content: map[string]*huma.MediaType{"text/event-stream": {Schema: &huma.Schema{Type: huma.TypeString}}}}},
	}, s.followPlan)
	huma.Register(a, huma.Operation{
		OperationID: "plan-result", Method: http.MethodGet, Path: apiPath + "/plans/{id}/result", Summary: "The plan", Tags: tag, Errors: append([]int{http.StatusConflict}, failures...),
		Description: "One line of JSON a town, as `shimai batch --format jsonl`. offset and limit count lines.",
		Responses:   map[string]*huma.Response{"200": {Description: "The plan.", Content: map[string]*huma.MediaType{"application/jsonl": {Schema: &huma.Schema{Type: huma.TypeString}}}}},
	}, s.planResult)
}

type planIn struct {
	Body PlanAsked
}

// PlanID names a job.
type PlanID struct {
	ID string `path:"id" maxLength:"40" doc:"The id of the job."`
}

type planOut struct {
	Location     string `header:"Location" doc:"Address of the job."`
	CacheControl string `header:"Cache-Control"`
	Body         JobJSON
}

func (s *Server) submitPlan(ctx context.Context, in *planIn) (*planOut, error) {
	flags, err := in.Body.flags(s.opt.Lang)
	if err != nil {
		return nil, s.problem(err, in.Body.Lang)
	}
	towns, err := in.Body.list()
	if err != nil {
		return nil, s.problem(err, in.Body.Lang)
	}
	id := jobID(s.stamp, append(flags, towns))
	if s.jobs.find(id) == nil {
		if err := s.checkPlan(ctx, flags, towns); err != nil {
			return nil, s.problem(err, in.Body.Lang)
		}
	}
	o, ok := s.jobs.submit(id, flags, towns)
	if !ok {
		p := newProblem(http.StatusServiceUnavailable, problemBusy, errBusy.Error())
		p.after = retryJob
		return nil, p
	}
	return jobOut(o), nil
}

// checkPlan refuses what no plan can be made of, in its turn among the answers.
func (s *Server) checkPlan(ctx context.Context, flags []string, towns string) error {
	if s.opt.CheckPlan == nil {
		return nil
	}
	free, err := s.answers.places.take(ctx)
	if err != nil {
		return err
	}
	defer free()
	return s.opt.CheckPlan(ctx, flags, towns)
}

func jobOut(o *job) *planOut {
	return &planOut{Location: planPath(o.id), CacheControl: "no-store", Body: o.json()}
}

func planPath(id string) string { return apiPath + "/plans/" + id }

// json tells how a job stands.
func (o *job) json() JobJSON { return jobJSON(o.id, o.now()) }

func jobJSON(id string, p progress) JobJSON {
	j := JobJSON{Schema: schemaJob, ID: id, State: string(p.state), Stage: p.stage, Done: p.step, Total: p.steps, Partly: p.partly, Summary: p.told}
	if j.Summary == nil {
		j.Summary = []string{}
	}
	if p.state == jobFailed {
		j.Failure = &p.failure
	}
	if p.state == jobDone {
		at := planPath(id) + "/result"
		j.Result = &at
	}
	return j
}

// job finds a job or tells that there is none.
func (s *Server) job(id string) (*job, error) {
	if o := s.jobs.find(id); o != nil {
		return o, nil
	}
	return nil, newProblem(http.StatusNotFound, problemNoJob, "there is no such job; jobs are kept for a while after they ended, until the server ends")
}

func (s *Server) planState(_ context.Context, in *PlanID) (*planOut, error) {
	o, err := s.job(in.ID)
	if err != nil {
		return nil, err
	}
	return jobOut(o), nil
}

func (s *Server) cancelPlan(_ context.Context, in *PlanID) (*planOut, error) {
	o, err := s.job(in.ID)
	if err != nil {
		return nil, err
	}
	o.change(func(p *progress) { p.state = jobCancelled })
	o.stop()
	return jobOut(o), nil
}

type planResultIn struct {
	PlanID
	Offset int `query:"offset" minimum:"0" doc:"Leave out so many lines at the beginning."`
	Limit  int `query:"limit" minimum:"1" doc:"At most so many lines. Default: all."`
}

func (s *Server) planResult(_ context.Context, in *planResultIn) (*document, error) {
	o, err := s.job(in.ID)
	if err != nil {
		return nil, err
	}
	p := o.now()
	if p.state != jobDone {
		return nil, newProblem(http.StatusConflict, problemNoJob, fmt.Sprintf("the job is %s and has no plan", p.state))
	}
	return &document{Status: http.StatusOK, ContentType: "application/jsonl", CacheControl: s.cacheControl(), Body: lines(p.plan, in.Offset, in.Limit)}, nil
}

// lines returns some lines of a text, all after offset where limit is 0.
func lines(text []byte, offset, limit int) []byte {
	for ; offset > 0 && len(text) > 0; offset-- {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	end := text
	for n := limit; n > 0 && len(end) > 0; n-- {
		_, end, _ = bytes.Cut(end, []byte("\n"))
	}
	if limit > 0 {
		return text[:len(text)-len(end)]
	}
	return text
}
