package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newPortfolio(e *env) *cobra.Command {
	var f portfolioFlags
	cmd := &cobra.Command{
		Use:   "portfolio TOWN",
		Short: "Pick a balanced set of four to eight partners, with the role of each",
		Long: `Pick the four to eight candidates that serve a town best together: each for
itself, and all of them for what the town wants partners for. Says what each
member is for, what is lost without it, who would step in, what the members have
in common, and what the rules cost.

Existing partners take their country's place and serve purposes too; public
lists do not tell whether a tie is alive, own records do (see shimai own ties).
--to, --by and --weight mean the same as for recommend.

Rules that cannot be met together are an error that names them (exit status 2).`,
		Example: `  shimai portfolio 新得町
  shimai portfolio 新得町 --to US,GB,CA,AU --size 4 --purpose education=3
  shimai portfolio Glasgow --to JP,KR,TW --per-country 2 -o glasgow.md`,
		Args: townOrBrief(&f.wish),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.query.apply(e)
			return runPortfolio(cmd.Context(), e, &f, args)
		},
	}
	f.add(cmd.Flags())
	return cmd
}

func runPortfolio(ctx context.Context, e *env, f *portfolioFlags, args []string) error {
	if err := f.wish.read(e); err != nil {
		return err
	}
	out, err := e.output(answer.Formats(answer.FormatXLSX))
	if err != nil {
		return err
	}
	a, err := e.ask(f.query.parts)
	if err != nil {
		return err
	}
	f.wish.ask(&a)
	set, err := f.wanted()
	if err != nil {
		return err
	}
	town, err := f.wish.town(ctx, e, args)
	if err != nil {
		return err
	}
	v, err := e.Portfolio(ctx, a, town, set)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
