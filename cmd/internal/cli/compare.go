package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newCompare(e *env) *cobra.Command {
	var q queryFlags
	cmd := &cobra.Command{
		Use:   "compare TOWN CANDIDATE...",
		Short: "Set candidates side by side, the same rows for all",
		Long: `Set candidates side by side: the same rows for the town and for each candidate.
What is not known says so.`,
		Example: `  shimai compare 新得町 "Banff, Alberta, CA" "Jindabyne, AU"
  shimai compare jp:13107 Glasgow Hamburg -o sumida.csv`,
		Args: atLeast(2, answer.Both("TOWN and at least one CANDIDATE", "TOWN と1つ以上の CANDIDATE")),
		RunE: func(cmd *cobra.Command, args []string) error {
			q.apply(e)
			return runCompare(cmd.Context(), e, args)
		},
	}
	q.addWeights(cmd.Flags())
	return cmd
}

func runCompare(ctx context.Context, e *env, args []string) error {
	out, err := e.output(answer.Formats(answer.FormatXLSX))
	if err != nil {
		return err
	}
	a, err := e.ask(true)
	if err != nil {
		return err
	}
	e.Warm()
	units, err := e.ResolveAll(ctx, args...)
	if err != nil {
		return err
	}
	v, err := e.Compare(ctx, a, units)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
