package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// findOptions are the flags of `shimai find`.
type findOptions struct {
	n       int
	similar bool
	set     *pflag.FlagSet
}

func newFind(e *env) *cobra.Command {
	var opt findOptions
	cmd := &cobra.Command{
		Use:   "find QUERY",
		Short: "Find governments by name in any script, with typos, or by a part of the name",
		Long: `Find governments by a name in any script, a code, or "name, region, country".
Names that fit exactly are answered at once. When none does, a search index finds
typos, beginnings and parts of names; it is built in the cache folder when it is
first needed, which takes some seconds.`,
		Example: "  shimai find 小浜\n  shimai find Edinbrugh\n  shimai find Springfield -n 50",
		Args:    exactly("QUERY"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runFind(cmd.Context(), e, opt, args[0]) },
	}
	f := cmd.Flags()
	f.IntVarP(&opt.n, "number", "n", 20, "how many governments")
	f.BoolVar(&opt.similar, "similar", false, "search similar names also when a name fits exactly")
	opt.set = f
	return cmd
}

func runFind(ctx context.Context, e *env, opt findOptions, query string) error {
	if opt.set.Changed("number") {
		e.given["n"] = strconv.Itoa(opt.n)
	}
	out, err := e.output(answer.Formats(answer.FormatJSONL))
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	v, err := e.Find(ctx, a, query, opt.similar)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
