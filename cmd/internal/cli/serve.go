package cli

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/web"
)

// serveOptions are the flags of `shimai serve`.
type serveOptions struct {
	addr, token, policy string
	public              bool
}

// shortestToken keeps a token from being guessed.
const shortestToken = 16

func newServe(e *env) *cobra.Command {
	var opt serveOptions
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the web page and the JSON API",
		Long: `Serve the page for people and the API for programs (/docs describes it) until
interrupted. Only this machine is served unless --token or --public is given: with
a token, whoever has it may ask (as the password of any user in a browser, or as
"Authorization: Bearer TOKEN"); with --public anyone may, but only read.

The token may stand in the environment as SHIMAI_TOKEN, where the list of
processes does not show it.`,
		Example: `  shimai serve
  shimai serve --addr 127.0.0.1:9000 --lang ja
  SHIMAI_TOKEN=$(cat token) shimai serve --addr :8080
  shimai serve --addr :8080 --public
  shimai serve --policy policy.yaml`,
		Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error { return runServe(cmd.Context(), e, opt) },
	}
	f := cmd.Flags()
	f.StringVar(&opt.addr, "addr", "127.0.0.1:8080", "listen on `HOST:PORT`; port 0 takes a free one")
	f.StringVar(&opt.token, "token", "", "answer only who sends `TOKEN`, at least 16 characters")
	f.BoolVar(&opt.public, "public", false, "answer anyone, and only read")
	f.StringVar(&opt.policy, "policy", "", "rules that exclude, warn or inform in every answer, in the YAML `FILE`, in place of\nthose inside the program")
	return cmd
}

func runServe(ctx context.Context, e *env, opt serveOptions) error {
	if opt.token == "" {
		opt.token = e.getenv("SHIMAI_TOKEN")
	}
	if err := opt.check(); err != nil {
		return err
	}
	rules := wishFlags{policy: opt.policy}
	if err := rules.read(e); err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	// Own records are for those whose they are.
	e.layersOnly = opt.public
	level := slog.LevelInfo
	if e.flags.quiet {
		level = slog.LevelWarn
	}
	log := slog.New(slog.NewTextHandler(e.stderr, &slog.HandlerOptions{Level: level}))
	d := &desks{env: e, log: log, config: a.Config}
	desk, err := d.open()
	if err != nil {
		return err
	}
	plans := newPlanner(e, d, opt.policy)
	s, err := web.New(desk, web.Options{
		Config: a.Config, Policy: rules.rules, Lang: a.Lang, Token: opt.token, Public: opt.public, Renew: d.renew, Plan: plans.plan, CheckPlan: plans.check, Log: log,
	})
	if err != nil {
		return err
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", opt.addr)
	if err != nil {
		return answer.Usagef("--addr %s cannot be listened on: %v", answer.Shorten(opt.addr), err)
	}
	// A second signal ends the program without waiting for what is running.
	defer context.AfterFunc(ctx, func() { signal.Reset(os.Interrupt, syscall.SIGTERM) })()
	e.notice("serving on http://%s/ (end with Ctrl-C)", l.Addr())
	return s.Serve(ctx, l)
}

// check refuses what would open the server further than was said.
func (o serveOptions) check() error {
	switch {
	case o.token != "" && o.public:
		return answer.Usagef("--token and --public contradict each other; leave one of them out")
	case o.token != "" && len(o.token) < shortestToken:
		return answer.Usagef("--token has %d characters; take at least %d, such as those of `openssl rand -hex 16`", len(o.token), shortestToken)
	}
	host, _, err := net.SplitHostPort(o.addr)
	if err != nil {
		return answer.Usagef("--addr %s is no address; write HOST:PORT, such as 127.0.0.1:8080 or :8080", answer.Shorten(o.addr))
	}
	if o.token == "" && !o.public && !isLoopback(host) {
		return answer.Usagef("--addr %s can be reached from other machines; add --token TOKEN to answer only who has it, or --public to answer anyone", answer.Shorten(o.addr))
	}
	return nil
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
