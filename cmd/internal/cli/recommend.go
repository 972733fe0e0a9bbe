package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newRecommend(e *env) *cobra.Command {
	var q queryFlags
	var w wishFlags
	cmd := &cobra.Command{
		Use:   "recommend TOWN",
		Short: "Rank foreign partner candidates for a town, with reasons",
		Long: `Rank foreign partner candidates for a town. Fit (0-100) tells how well the two go
together, openness how likely the candidate is free and willing; "their view" is
the place the town would take in the candidate's own ranking.

TOWN is a name in any script, a code (jp:01635, 01635, gn:2648579), or
"name, region, country". A name that several governments bear is answered with
a list and exit status 2.`,
		Example: `  shimai recommend 新得町 --to US,GB,CA,AU
  shimai recommend Glasgow --to JP -n 10
  shimai recommend jp:11231 --weight climate=2 --weight name=0
  shimai recommend Manno --to Asia,Oceania -o manno.geojson
  shimai recommend --brief shintoku.yaml`,
		Args: townOrBrief(&w),
		RunE: func(cmd *cobra.Command, args []string) error {
			q.apply(e)
			return runRecommend(cmd.Context(), e, q, w, args)
		},
	}
	q.add(cmd.Flags())
	w.add(cmd.Flags())
	return cmd
}

func runRecommend(ctx context.Context, e *env, flags queryFlags, w wishFlags, args []string) error {
	if err := w.read(e); err != nil {
		return err
	}
	out, err := e.output(answer.Formats(answer.FormatJSONL, answer.FormatGeoJSON, answer.FormatXLSX))
	if err != nil {
		return err
	}
	a, err := e.ask(flags.parts)
	if err != nil {
		return err
	}
	w.ask(&a)
	town, err := w.town(ctx, e, args)
	if err != nil {
		return err
	}
	v, err := e.Recommend(ctx, a, town)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
