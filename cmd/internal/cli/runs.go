package cli

import (
	"strings"

	"github.com/shimai/shimai/data/local"
)

// register notes the run in the local store. Its first argument is the town
// where it is an id, which has a namespace (jp:01635); codes of countries have none.
func (e *env) register(command string, r run, args []string) {
	town := ""
	if len(args) > 0 && strings.Contains(args[0], ":") {
		town = args[0]
	}
	e.kept(func(st *local.Store) error {
		return st.PutRun(local.Run{ID: r.ID, Command: command, Town: town, Args: args, Data: r.Data, Config: r.Config})
	})
}
