package cli

import (
	"errors"
	"path/filepath"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/local"
)

// storeWait is how long another process may hold the local store before we go
// on without it.
const storeWait = 300 * time.Millisecond

// kept runs f with the local store, which is held no longer than f takes: only
// one process can have it, and many may run side by side.
//
// The store is a convenience: one that is locked, damaged or in a folder that
// cannot be written costs a notice, not the result. The first refusal ends its
// use in this run, since a second would only say the same again.
func (e *env) kept(f func(*local.Store) error) {
	cfg, err := e.config()
	if err != nil || cfg.Cache == "" || e.storeOff {
		return // who needs the configuration reports what is wrong with it
	}
	st, err := local.Open(filepath.Join(cfg.Cache, "local.db"), storeWait)
	if err == nil {
		if st.Notice != "" {
			e.notice("%s", st.Notice)
		}
		err = errors.Join(f(st), st.Close())
	}
	if err != nil {
		e.storeOff = true
		e.tell(answer.Words("the local store is not used this time, the result is the same without it: %v", "今回はローカル保存領域を使いません(結果は同じです): %v", err))
	}
}
