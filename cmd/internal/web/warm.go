package web

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config"
)

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

// renewEvery is how often it is asked whether what the answers follow from has changed.
const renewEvery = 2 * time.Second

// renew puts a server of the new data in the place of the one that serves,
// whenever the data have changed. Requests that run end with the old one.
func (s *Server) renew(ctx context.Context, serving *atomic.Pointer[Server]) {
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		next, err := s.renewed(ctx)
		switch {
		case err != nil && ctx.Err() == nil:
			s.log.Warn("the data have changed and cannot be read; those from before are kept", "error", err)
		case next != nil:
			serving.Store(next)
			s.log.Info("the data have changed")
		}
	}
}

// renewed returns a server of the new data once it answers as quickly as the
// old one, nil where nothing has changed.
func (s *Server) renewed(ctx context.Context) (next *Server, err error) {
	defer func() {
		if p := recover(); p != nil {
			next, err = nil, fmt.Errorf("renew the data: %.300v", p)
		}
	}()
	desk, err := s.opt.Renew()
	if desk == nil || err != nil {
		return nil, err
	}
	if next, err = s.server(desk); err != nil {
		return nil, err
	}
	if err := next.Warm(ctx); !next.ready.Load() {
		return nil, err
	}
	return next, nil
}
