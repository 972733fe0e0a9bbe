package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/web"
)

// planner makes plans by the very command that plans on the command line, with
// the server's data, configuration, policy and folders.
type planner struct {
	env   *env
	desks *desks
	// shared are the flags of every plan.
	shared []string
}

func newPlanner(e *env, d *desks, policy string) planner {
	p := planner{env: e, desks: d, shared: []string{"batch", "--format=jsonl", "--progress-json"}}
	for _, f := range []struct{ name, value string }{{"config", e.flags.config}, {"data", e.flags.data}, {"cache", e.flags.cache}, {"own", e.flags.own}} {
		if e.flags.set.Changed(f.name) {
			p.shared = append(p.shared, "--"+f.name+"="+f.value)
		}
	}
	if policy != "" {
		p.shared = append(p.shared, "--policy="+policy)
	}
	return p
}

// plan makes a plan; it is a web.Planner.
func (p planner) plan(ctx context.Context, flags []string, towns string, plan, told io.Writer) error {
	err := p.batch(ctx, newEnv(strings.NewReader(""), plan, &redacting{told, p.desks.config.Cache}, p.env.unwrapped), flags, towns)
	if errors.Is(err, errPartial) {
		return fmt.Errorf("%w: %w", web.ErrPartly, err)
	}
	return err
}

// check tells what is wrong with a plan that is asked for, before it is made.
func (p planner) check(ctx context.Context, flags []string, towns string) error {
	sub := newEnv(strings.NewReader(""), io.Discard, io.Discard, p.env.unwrapped)
	sub.rehearse = true
	if err := p.batch(ctx, sub, flags, towns); err != nil {
		if isUsage(err) {
			return answer.AsUsage(err)
		}
		return err
	}
	return nil
}

// batch runs the command.
func (p planner) batch(ctx context.Context, sub *env, flags []string, towns string) error {
	args := slices.Concat(p.shared, flags)
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
	sub.Desk = p.desks.newest.Load()
	defer sub.close()
	root := newRoot(sub)
	root.SetArgs(args)
	return root.ExecuteContext(ctx)
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
