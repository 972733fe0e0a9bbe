package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newExplain(e *env) *cobra.Command {
	var q queryFlags
	var w wishFlags
	cmd := &cobra.Command{
		Use:   "explain TOWN CANDIDATE",
		Short: "Show every point and all evidence for a pair, in both directions",
		Long: `Show what a candidate gets its points for, criterion by criterion, with the
evidence and its source; the same for the town as the candidate sees it; and
what keeps the candidate from standing higher in the town's list: the smallest
change of one weight by which it changes places with its neighbours, and what it
lacks for the first ten. The flags are those of recommend, because they decide
what the list is.`,
		Example: `  shimai explain 新得町 Aspen
  shimai explain jp:13107 "Glasgow, Scotland, GB" --format json`,
		Args: exactly("TOWN", "CANDIDATE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			q.apply(e)
			return runExplain(cmd.Context(), e, q, w, args[0], args[1])
		},
	}
	q.add(cmd.Flags())
	w.add(cmd.Flags())
	return cmd
}

func runExplain(ctx context.Context, e *env, flags queryFlags, w wishFlags, town, candidate string) error {
	if err := w.read(e); err != nil {
		return err
	}
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	a, err := e.ask(flags.parts)
	if err != nil {
		return err
	}
	w.ask(&a)
	e.Warm()
	units, err := e.ResolveAll(ctx, town, candidate)
	if err != nil {
		return err
	}
	v, err := e.Explain(ctx, a, units[0], units[1])
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
