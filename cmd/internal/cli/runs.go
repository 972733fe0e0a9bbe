package cli

import (
	"path/filepath"
	"time"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/data/local"
)

// storeWait is how long another process may hold the local store before we go
// on without it.
const storeWait = 300 * time.Millisecond

// register notes the run in the local store. The store is a convenience: a
// cache folder that cannot be written costs a notice, not the result.
func (e *env) register(cfg config.Config, command string, r run, args []string) {
	if cfg.Cache == "" {
		return
	}
	st, err := local.Open(filepath.Join(cfg.Cache, "local.db"), storeWait)
	if err != nil {
		e.notice("the run is not noted, the result is not touched by it: %v", err)
		return
	}
	e.onClose(st.Close)
	if st.Notice != "" {
		e.notice("%s", st.Notice)
	}
	town := ""
	if len(args) > 0 {
		town = args[0]
	}
	if err := st.PutRun(local.Run{ID: r.ID, Command: command, Town: town, Args: args, Data: r.Data, Config: r.Config}); err != nil {
		e.notice("the run is not noted: %v", err)
	}
}
