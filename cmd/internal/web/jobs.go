package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
)

// Planner plans as `shimai batch` with the given flags, for towns given one a
// line unless a flag names a country: the plan as lines of JSON, and what it
// tells meanwhile, progress as lines of JSON. Its error wraps
// [ErrPartly] where some towns were not served.
type Planner func(ctx context.Context, flags []string, towns string, plan, told io.Writer) error

// ErrPartly marks a plan that is there, but not for every town.
var ErrPartly = errors.New("not every town was served")

// Bounds of the jobs: so many wait or run, one at a time; so many that ended
// are kept, with so many bytes of plans.
const (
	jobsWaiting = 8
	jobsKept    = 32
	plansRoom   = 64 << 20
	toldRoom    = 16 << 10
)

// jobState is how far a job is.
type jobState string

// The states of a job.
const (
	jobWaiting   jobState = "waiting"
	jobRunning   jobState = "running"
	jobDone      jobState = "done"
	jobFailed    jobState = "failed"
	jobCancelled jobState = "cancelled"
)

func (s jobState) ended() bool { return s != jobWaiting && s != jobRunning }

// progress is how a job stands.
type progress struct {
	state jobState
	// stage names what is being done, step of steps of it are done.
	stage       string
	step, steps int
	// told are the lines of the summary, partly that not every town was served,
	// failure why there is no plan.
	told    []string
	partly  bool
	failure string
	plan    []byte
}

// job is a plan that is made in the background.
type job struct {
	id   string
	stop context.CancelFunc

	mu sync.Mutex
	progress
	// changed is closed and replaced whenever the progress changes.
	changed chan struct{}
}

// now returns how the job stands.
func (o *job) now() progress {
	p, _ := o.watch()
	return p
}

// watch returns how the job stands and what is closed when that changes.
func (o *job) watch() (progress, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.progress, o.changed
}

// change changes how the job stands, unless it has ended.
func (o *job) change(f func(*progress)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.state.ended() {
		return
	}
	f(&o.progress)
	close(o.changed)
	o.changed = make(chan struct{})
}

// jobs makes plans, one at a time, in the order in which they came.
type jobs struct {
	plan Planner
	work *sync.WaitGroup
	log  *slog.Logger
	life context.Context
	turn chan struct{}

	mu   sync.Mutex
	byID map[string]*job
	// order holds the jobs as they came.
	order []*job
}

func newJobs(life context.Context, plan Planner, work *sync.WaitGroup, log *slog.Logger) *jobs {
	return &jobs{plan: plan, work: work, log: log, life: life, turn: make(chan struct{}, 1), byID: map[string]*job{}}
}

// jobID names a job by what is asked, so that asking twice is one job.
func jobID(stamp string, flags []string) string {
	sum := sha256.Sum256([]byte(stamp + "\n" + strings.Join(flags, "\n")))
	return hex.EncodeToString(sum[:8])
}

// submit begins a job, or returns the one that does or did the same. It is
// false where too many wait already.
func (j *jobs) submit(id string, flags []string, towns string) (*job, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if old, ok := j.byID[id]; ok {
		if s := old.now().state; s != jobFailed && s != jobCancelled {
			return old, true
		}
		j.drop(old)
	}
	waiting := 0
	for _, o := range j.order {
		if !o.now().state.ended() {
			waiting++
		}
	}
	if waiting >= jobsWaiting {
		return nil, false
	}
	n := &job{id: id, progress: progress{state: jobWaiting}, changed: make(chan struct{})}
	var life context.Context
	life, n.stop = context.WithCancel(j.life)
	j.byID[id] = n
	j.order = append(j.order, n)
	j.makeRoom()
	j.work.Go(func() { j.run(life, n, flags, towns) })
	return n, true
}

// makeRoom drops the jobs that ended longest ago until the others fit.
func (j *jobs) makeRoom() {
	count, size := 0, 0
	for _, o := range slices.Backward(slices.Clone(j.order)) {
		s := o.now()
		if !s.state.ended() {
			continue
		}
		count++
		if size += len(s.plan); count > jobsKept || size > plansRoom {
			j.drop(o)
		}
	}
}

func (j *jobs) drop(o *job) {
	delete(j.byID, o.id)
	j.order = slices.DeleteFunc(j.order, func(x *job) bool { return x == o })
}

// find returns a job, nil where there is none.
func (j *jobs) find(id string) *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.byID[id]
}
