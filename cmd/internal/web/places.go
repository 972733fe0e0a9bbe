package web

import (
	"context"
	"sync/atomic"
	"time"
)

// places bound how much is made side by side, and how many wait for it.
type places struct {
	free    chan struct{}
	queue   int64
	patient time.Duration
	waiting atomic.Int64
}

// newPlaces returns n places, for which at most queue wait, each no longer than patient.
func newPlaces(n, queue int, patient time.Duration) *places {
	return &places{free: make(chan struct{}, n), queue: int64(queue), patient: patient}
}

// take waits for a place and returns what to call to give it back. The error is
// errBusy where too many wait already or the wait was too long.
func (p *places) take(ctx context.Context) (func(), error) {
	release := func() { <-p.free }
	select {
	case p.free <- struct{}{}:
		return release, nil
	default:
	}
	if p.waiting.Add(1) > p.queue {
		p.waiting.Add(-1)
		return nil, errBusy
	}
	defer p.waiting.Add(-1)
	t := time.NewTimer(p.patient)
	defer t.Stop()
	select {
	case p.free <- struct{}{}:
		return release, nil
	case <-t.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
