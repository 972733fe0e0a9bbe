package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newTies(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "ties TOWN",
		Short: "List the ties of a town that are known here",
		Long: `List the ties of a town that public lists know: the partner, the year of signing
and the form where they are recorded, and the lists that name the tie. A party
that could not be identified is listed by name, with the reason.

The register is incomplete: a tie that is not listed may well exist.`,
		Example: "  shimai ties 京都市\n  shimai ties Glasgow --format md",
		Args:    exactly("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runTies(cmd.Context(), e, args[0]) },
	}
}

func runTies(ctx context.Context, e *env, name string) error {
	out, err := e.output(answer.Formats(answer.FormatJSONL))
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	town, err := e.Resolve(ctx, name)
	if err != nil {
		return err
	}
	v, err := e.Ties(a, town)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
