package cli

import (
	"path/filepath"
	"time"

	"github.com/shimai/shimai/data/local"
)

// storeWait is how long another process may hold the local store before we go
// on without it.
const storeWait = 300 * time.Millisecond

// openLocal opens the local store for the whole run of the program. The store
// is a convenience: one that is locked, damaged or in a folder that cannot be
// written costs a single notice, not the result. Without it the store is nil,
// which keeps nothing and finds nothing.
func (e *env) openLocal() *local.Store {
	cfg, err := e.config()
	if err != nil || cfg.Cache == "" {
		return nil // who needs the configuration reports what is wrong with it
	}
	st, err := local.Open(filepath.Join(cfg.Cache, "local.db"), storeWait)
	if err != nil {
		e.notice("the local store is not used this time, the result is the same without it: %v", err)
		return nil
	}
	e.onClose(st.Close)
	if st.Notice != "" {
		e.notice("%s", st.Notice)
	}
	return st
}

// kept runs f with the local store. The first error is a notice and ends the
// use of the store in this run: a store that refuses once would only say the
// same again.
func (e *env) kept(f func(*local.Store) error) {
	if e.storeOff {
		return
	}
	if err := f(e.local()); err != nil {
		e.storeOff = true
		e.notice("the local store is not used this time, the result is the same without it: %v", err)
	}
}
