package cli

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher/backtest"
	"github.com/shimai/shimai/matcher/model"
)

// evalOptions are the flags of `shimai eval`.
type evalOptions struct {
	country, mode string
	seeds, lists  int
	from          uint64
	toward        bool
}

// mostSeeds bounds what one run may be asked for: a seed takes half a minute.
const mostSeeds = 100

func newEval(e *env) *cobra.Command {
	var opt evalOptions
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure how well rankings find known ties that were hidden",
		Long: `Hide known ties of a country's towns, learn the weights anew from all other ties,
and see how well the ranking finds the partners that were hidden. "cold" hides
all ties of a fifth of the towns, which then look like towns without a partner;
"warm" hides a fifth of the ties.

Each seed is one such run; figures are the mean over the seeds ± the standard
deviation. Seeds 1 to 99 are for development; report on others (1001 and on),
never on seeds that something was tuned on. The same seeds give the same bytes.

docs/method.md tells what each figure means.`,
		Example: `  shimai eval
  shimai eval --country DE --mode warm
  shimai eval --country JP --toward
  shimai eval --seeds 5 -o backtest.md
  shimai eval --seeds 1 --seed-from 7 --lists 100`,
		Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error { return runEval(cmd.Context(), e, opt) },
	}
	f := cmd.Flags()
	f.StringVar(&opt.country, "country", "JP", "the `COUNTRY` whose towns ask, a code or a name")
	f.StringVar(&opt.mode, "mode", string(backtest.Cold), "what is hidden: `cold|warm`")
	f.BoolVar(&opt.toward, "toward", false, "the other direction: towns of all other countries look for partners in COUNTRY")
	f.IntVar(&opt.seeds, "seeds", 5, "how many seeds, one run each")
	f.Uint64Var(&opt.from, "seed-from", 1001, "the first seed")
	f.IntVar(&opt.lists, "lists", 400, "make lists for so many governments, evenly spaced (0: for all)")
	return cmd
}

// check refuses what cannot be run and lists the seeds.
func (o evalOptions) check() ([]uint64, error) {
	switch {
	case o.mode != string(backtest.Cold) && o.mode != string(backtest.Warm):
		return nil, answer.Usagef("--mode %s: write %s or %s", answer.Shorten(o.mode), backtest.Cold, backtest.Warm)
	case o.seeds < 1 || o.seeds > mostSeeds:
		return nil, answer.Usagef("--seeds %d: write a number from 1 to %d", o.seeds, mostSeeds)
	case o.from < 1 || o.from+uint64(o.seeds) < o.from: //nolint:gosec // 1 to mostSeeds
		return nil, answer.Usagef("--seed-from %d: write a number from 1", o.from)
	case o.lists < 0:
		return nil, answer.Usagef("--lists %d: write how many governments get a list, 0 for all", o.lists)
	}
	seeds := make([]uint64, o.seeds)
	for i := range seeds {
		seeds[i] = o.from + uint64(i)
	}
	return seeds, nil
}

func runEval(ctx context.Context, e *env, opt evalOptions) error {
	e.layersOnly = true
	seeds, err := opt.check()
	if err != nil {
		return err
	}
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	a, err := e.ask(false)
	if err != nil {
		return err
	}
	v := evalView{lang: a.Lang}
	if v.base, err = e.Base(); err != nil {
		return err
	}
	home, err := e.HomeCountry(v.base, opt.country)
	if err != nil {
		return err
	}
	code := v.base.Countries.Code[home]
	v.country = v.base.CountryName(home, v.lang)
	if v.report, err = e.backtest(ctx, backtest.Options{Country: code, Mode: backtest.Mode(opt.mode), Toward: opt.toward, Seeds: seeds, Lists: opt.lists}); err != nil {
		return err
	}
	v.run, err = e.NewRun(a.Config, "eval", code, opt.mode, strconv.FormatBool(opt.toward), strconv.Itoa(opt.seeds), strconv.FormatUint(opt.from, 10), strconv.Itoa(opt.lists))
	if err != nil {
		return err
	}
	return out.write(v.result())
}

// backtest runs it with the weights of the program as the template.
func (e *env) backtest(ctx context.Context, o backtest.Options) (backtest.Report, error) {
	st, err := e.Data()
	if err != nil {
		return backtest.Report{}, err
	}
	template, err := model.Default()
	if err != nil {
		return backtest.Report{}, fmt.Errorf("read weights: %w", err)
	}
	p := e.progress("eval")
	defer p.done()
	o.Progress = p.update
	report, err := backtest.Run(ctx, st, template, o)
	if errors.Is(err, backtest.ErrNoTies) {
		return backtest.Report{}, answer.AsUsage(fmt.Errorf("%w; see `shimai coverage --country %s`, or choose another country", err, o.Country))
	}
	if err == nil && math.IsNaN(report.Metrics.Recall8.Mean) {
		return backtest.Report{}, answer.Usagef("a fifth of the %d towns of %s with a tie is none, so nothing was hidden; try --mode warm, or choose another country", report.Protocol.Towns, o.Country)
	}
	return report, err
}

// evalView is the report of a backtest on its way out.
type evalView struct {
	base    *answer.Base
	lang    string
	country string
	run     answer.Run
	report  backtest.Report
}

// evalJSON is the report as it is, with the run that made it.
type evalJSON struct {
	backtest.Report
	Run answer.Run `json:"run"`
}

func (v evalView) result() answer.Result {
	return answer.Result{
		Doc: v.tidy(), JSON: evalJSON{v.report, v.run},
		Parts: []answer.Document{v.figures(), v.criteria(), v.curve(), v.baselines(), v.calibration()},
	}
}

func (v evalView) say(en, ja string, args ...any) string {
	return fmt.Sprintf(answer.Both(en, ja).In(v.lang), args...)
}

// spread shows a mean and its standard deviation: ".872 ±.011"; one seed has none.
func (v evalView) spread(s backtest.Stat, decimals int) answer.Cell {
	raw := strconv.FormatFloat(s.Mean, 'f', decimals, 64)
	if len(v.report.Seeds) == 1 {
		return answer.Said(short(raw), raw)
	}
	return answer.Said(short(raw)+" ±"+short(strconv.FormatFloat(s.SD, 'f', decimals, 64)), raw)
}

// short drops the 0 before the point, where 80 columns are to hold six figures.
func short(number string) string {
	if len(number) > 1 && number[0] == '0' && number[1] == '.' {
		return number[1:]
	}
	return number
}
