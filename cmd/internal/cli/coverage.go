package cli

import (
	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

func newCoverage(e *env) *cobra.Command {
	var country string
	cmd := &cobra.Command{
		Use:   "coverage --country COUNTRY",
		Short: "Count which governments of a country have a tie known here",
		Long: `Count the governments of a country, by kind, with at least one international tie
that is known here; the ties by partner country; and the parties that could not
be identified, by reason. For Japan the figures that CLAIR reported in June 2019
stand beside them, as reported.

The register of ties is incomplete, so the counts are no share of the
governments that have partners.`,
		Example: "  shimai coverage --country JP\n  shimai coverage --country GB --format json",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runCoverage(e, country) },
	}
	cmd.Flags().StringVar(&country, "country", "", "the `COUNTRY`, a code or a name (needed)")
	return cmd
}

func runCoverage(e *env, country string) error {
	out, err := e.output(answer.Formats(answer.FormatJSONL))
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	v, err := e.Coverage(a, country)
	if err != nil {
		return err
	}
	return out.write(v.Result())
}
