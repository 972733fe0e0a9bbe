package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newProfile(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "profile TOWN",
		Short: "Show all that is known of a place, with source and date of each fact",
		Long: `Show all that is known of a place: names, size, setting, climate by month, what
lies in and near it, themes, people, industries, ties. Each fact has its source
and date; what is unknown is shown as unknown.`,
		Example: "  shimai profile 新得町\n  shimai profile Glasgow -o glasgow.md",
		Args:    exactly("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runProfile(cmd.Context(), e, args[0]) },
	}
}

func runProfile(ctx context.Context, e *env, name string) error {
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
	v, err := e.Profile(a, town)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
