package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
)

// run makes the plan of a job when it is its turn.
func (j *jobs) run(ctx context.Context, o *job, flags []string, towns string) {
	defer o.stop()
	select {
	case j.turn <- struct{}{}:
		defer func() { <-j.turn }()
	case <-ctx.Done():
	}
	o.change(func(p *progress) { p.state = jobRunning })
	plan, err := j.make(ctx, o, flags, towns)
	o.change(func(p *progress) {
		p.step, p.steps, p.stage = 0, 0, ""
		p.partly = errors.Is(err, ErrPartly)
		switch {
		case ctx.Err() != nil:
			p.state = jobCancelled
		case err != nil && !p.partly:
			p.state, p.failure = jobFailed, parameterNames(err.Error())
		default:
			p.state, p.plan = jobDone, plan
		}
	})
	j.mu.Lock()
	defer j.mu.Unlock()
	j.makeRoom()
}

// make makes a plan; a panic is an error of this job alone.
func (j *jobs) make(ctx context.Context, o *job, flags []string, towns string) (plan []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			j.log.Error("panic", "value", fmt.Sprintf("%.300v", p), "stack", string(debug.Stack()))
			plan, err = nil, errInternal
		}
	}()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out, told := &limitedBuffer{room: plansRoom}, &teller{job: o}
	err = j.plan(ctx, flags, towns, out, told)
	return out.Bytes(), err
}

// limitedBuffer holds a plan that is not larger than there is room for.
type limitedBuffer struct {
	bytes.Buffer
	room int
}

// Write refuses what exceeds the room.
func (b *limitedBuffer) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.room {
		return 0, fmt.Errorf("the plan is larger than the %d bytes there is room for; plan for fewer towns", b.room)
	}
	return b.Buffer.Write(p)
}

// teller reads what a plan tells of itself: lines of JSON are progress, the
// others its summary.
type teller struct {
	job  *job
	line []byte
	kept int
}

// Write reads the lines that are complete.
func (t *teller) Write(p []byte) (int, error) {
	for _, c := range p {
		if c != '\n' {
			if len(t.line) < toldRoom {
				t.line = append(t.line, c)
			}
			continue
		}
		t.tell(string(t.line))
		t.line = t.line[:0]
	}
	return len(p), nil
}

func (t *teller) tell(line string) {
	var step struct {
		Stage string `json:"stage"`
		Done  int    `json:"done"`
		Total int    `json:"total"`
	}
	if strings.HasPrefix(line, "{") && json.Unmarshal([]byte(line), &step) == nil {
		t.job.change(func(p *progress) { p.stage, p.step, p.steps = step.Stage, step.Done, step.Total })
		return
	}
	if t.kept += len(line); t.kept <= toldRoom {
		line = strings.TrimPrefix(line, "shimai: ")
		t.job.change(func(p *progress) { p.told = append(p.told[:len(p.told):len(p.told)], line) })
	}
}
