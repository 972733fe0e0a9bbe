package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/shimai/shimai/cmd/internal/web"
)

// planner makes plans by the very command that plans on the command line, with
// the server's data, configuration and folders.
func (e *env) planner(d *desks) web.Planner {
	var shared []string
	for _, f := range []struct{ name, value string }{{"config", e.flags.config}, {"data", e.flags.data}, {"cache", e.flags.cache}, {"own", e.flags.own}} {
		if e.flags.set.Changed(f.name) {
			shared = append(shared, "--"+f.name+"="+f.value)
		}
	}
	return func(ctx context.Context, flags []string, towns string, plan, told io.Writer) (err error) {
		args := append([]string{"batch", "--format=jsonl", "--progress-json"}, shared...)
		args = append(args, flags...)
		if towns != "" {
			dir, err := os.MkdirTemp("", "shimai-plan-*")
			if err != nil {
				return fmt.Errorf("keep the list of towns: %w", err)
			}
			defer os.RemoveAll(dir)
			list := filepath.Join(dir, "towns.txt")
			if err := os.WriteFile(list, []byte(towns), 0o600); err != nil {
				return fmt.Errorf("keep the list of towns: %w", err)
			}
			args = append(args, "--file="+list)
		}
		sub := newEnv(strings.NewReader(""), plan, &redacting{told, d.config.Cache}, e.unwrapped)
		sub.Desk = d.newest.Load()
		root := newRoot(sub)
		root.SetArgs(args)
		err = root.ExecuteContext(ctx)
		sub.close()
		if errors.Is(err, errPartial) {
			return fmt.Errorf("%w: %w", web.ErrPartly, err)
		}
		return err
	}
}

// unwrapped is the environment, but with room for long lines: who reads the
// summary of a plan lays it out anew.
func (e *env) unwrapped(name string) string {
	if name == "COLUMNS" {
		return "100000"
	}
	return e.getenv(name)
}

// redacting keeps the name of a folder of this machine from those who ask.
type redacting struct {
	w      io.Writer
	folder string
}

// Write passes on a message, which comes whole.
func (r *redacting) Write(p []byte) (int, error) {
	text := string(p)
	if r.folder != "" {
		text = strings.ReplaceAll(text, r.folder, "CACHE")
	}
	if _, err := io.WriteString(r.w, text); err != nil {
		return 0, fmt.Errorf("tell of the plan: %w", err)
	}
	return len(p), nil
}
