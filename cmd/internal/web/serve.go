package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

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
	var serving atomic.Pointer[Server]
	serving.Store(s)
	hs := &http.Server{
		Handler:           http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serving.Load().handler.ServeHTTP(w, r) }),
		ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	// What the folders of the program are used by has ended when this returns.
	defer s.work.Wait()
	defer s.finish()
	s.work.Go(func() { s.warmUp(ctx) })
	if s.opt.Renew != nil {
		s.work.Go(func() { s.renew(ctx, &serving) })
	}
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
