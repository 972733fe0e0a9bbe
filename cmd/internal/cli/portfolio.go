package cli

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/portfolio"
)

const schemaPortfolio = "shimai.portfolio/1"

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
lists do not tell whether a tie is alive. --to, --by and --weight mean the same
as for recommend.

Rules that cannot be met together are an error that names them (exit status 2).`,
		Example: `  shimai portfolio 新得町
  shimai portfolio 新得町 --to US,GB,CA,AU --size 4 --purpose education=3
  shimai portfolio Glasgow --to JP,KR,TW --per-country 2 -o glasgow.md`,
		Args: exactly("TOWN"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.query.apply(e)
			return runPortfolio(cmd.Context(), e, &f, args[0])
		},
	}
	f.add(cmd.Flags())
	return cmd
}

func runPortfolio(ctx context.Context, e *env, f *portfolioFlags, name string) error {
	out, err := e.output(formats())
	if err != nil {
		return err
	}
	v := portfolioView{}
	if v.lang, err = e.lang(); err != nil {
		return err
	}
	e.warm()
	town, err := e.resolve(ctx, name)
	if err != nil {
		return err
	}
	if v.base, err = e.base(); err != nil {
		return err
	}
	chooser, err := e.chooser()
	if err != nil {
		return err
	}
	request, err := e.portfolioRequest(f, chooser, town)
	if err != nil {
		return err
	}
	if v.portfolio, err = chooser.Choose(ctx, request); err != nil {
		return e.conflict(err, request)
	}
	args := append([]string{v.base.labels.ID.At(int(town))}, f.asked(request)...)
	if v.run, err = e.newRun("portfolio", args...); err != nil {
		return err
	}
	if v.above, err = e.townLines(town, v.lang); err != nil {
		return err
	}
	return out.write(v.result())
}

// chooser makes ready what picks portfolios.
func (e *env) chooser() (*portfolio.Chooser, error) {
	engine, err := e.engine()
	if err != nil {
		return nil, err
	}
	st, err := e.data()
	if err != nil {
		return nil, err
	}
	return portfolio.New(engine, st)
}

// portfolioRequest builds the question from flags and configuration.
func (e *env) portfolioRequest(f *portfolioFlags, chooser *portfolio.Chooser, town data.Unit) (portfolio.Request, error) {
	r := portfolio.Request{}
	var err error
	if r.Query, err = e.query(town, f.query.parts); err != nil {
		return r, err
	}
	if r.Rules, err = f.rules(); err != nil {
		return r, err
	}
	if r.Purposes, err = f.weights(); err != nil {
		return r, err
	}
	b, err := e.base()
	if err != nil {
		return r, err
	}
	if len(r.Query.To) > 0 {
		taken := chooser.Taken(town)
		places := make([]int, len(r.Query.To))
		for i, c := range r.Query.To {
			places[i] = taken[c]
		}
		f.adapt(&r.Rules, places, b.continentsOf(r.Query.To))
	}
	return r, nil
}

// continentsOf counts the continents that countries lie on.
func (b *base) continentsOf(countries []data.Country) int {
	seen := map[string]bool{}
	for _, c := range countries {
		if name := b.countries.Continent[c]; name != "" {
			seen[name] = true
		}
	}
	return len(seen)
}
