package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// heartbeat is how often a quiet stream shows that it lives.
const heartbeat = 15 * time.Second

// followPlan sends how a job stands whenever that changes, until it ends, the
// client goes, or the server shuts down.
func (s *Server) followPlan(ctx context.Context, in *PlanID) (*huma.StreamResponse, error) {
	o, err := s.job(in.ID)
	if err != nil {
		return nil, err
	}
	return &huma.StreamResponse{Body: func(hc huma.Context) {
		hc.SetHeader("Content-Type", "text/event-stream")
		hc.SetHeader("Cache-Control", "no-store")
		_, w := humago.Unwrap(hc)
		s.stream(ctx, w, o)
	}}, nil
}

func (s *Server) stream(ctx context.Context, w http.ResponseWriter, o *job) {
	c := http.NewResponseController(w)
	for {
		p, changed := o.watch()
		name := "progress"
		if p.state.ended() {
			name = "end"
		}
		text, err := json.Marshal(jobJSON(o.id, p))
		if err != nil || !send(w, c, fmt.Sprintf("event: %s\ndata: %s\n\n", name, text)) || p.state.ended() {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-changed:
				waiting = false
			case <-ctx.Done():
				return
			case <-s.closing.Done():
				return
			case <-time.After(heartbeat):
				if !send(w, c, ": \n\n") {
					return
				}
			}
		}
	}
}

// send writes an event at once; it is false where nobody takes it.
func send(w http.ResponseWriter, c *http.ResponseController, event string) bool {
	// A recorder of tests has no deadline, which is no reason to end the stream.
	_ = c.SetWriteDeadline(time.Now().Add(writeTime))
	if _, err := w.Write([]byte(event)); err != nil {
		return false
	}
	return c.Flush() == nil
}
