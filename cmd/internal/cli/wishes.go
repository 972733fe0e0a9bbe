package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

func newWishes(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "wishes [TOWN]",
		Short: "Match those who look for a partner with each other",
		Long: `Match the municipalities that look for a partner, those on Japan's public list and
those of own records, by country and size. Without a town, the pairs that fulfil
each other's wish; with one, also those where one side looks.

What foreign towns wish for stands on no public list here: add it with
` + "`shimai own wishes`" + `. Who is on no list may look for a partner all the same.`,
		Example: "  shimai wishes\n  shimai wishes 新得町 --format table",
		Args:    atMostOne("TOWN"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runWishes(cmd.Context(), e, args) },
	}
}

func runWishes(ctx context.Context, e *env, args []string) error {
	out, err := e.output(answer.Formats(answer.FormatJSONL))
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	town := data.NoUnit
	if len(args) > 0 {
		if town, err = e.Resolve(ctx, args[0]); err != nil {
			return err
		}
	}
	v, err := e.MatchWishes(a, town)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
