package cli

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/batch"
	"github.com/shimai/shimai/config/policy"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher"
	"github.com/shimai/shimai/matcher/plan"
)

// formatParquet is a format that only plans and rankings of many towns have.
const formatParquet = "parquet"

// batchOptions are the flags of `shimai batch`.
type batchOptions struct {
	towns       townChoice
	size        string
	cap         int
	perCountry  int
	to, weights []string
	briefs      string
	policy      string
	independent bool
	n           int
	bom         bool
	jsonLines   bool
	set         *pflag.FlagSet
}

func newBatch(e *env) *cobra.Command {
	var opt batchOptions
	cmd := &cobra.Command{
		Use:   "batch --country COUNTRY",
		Short: "Plan partners for many towns at once, under caps",
		Long: `Give every town of a country, or of a list, its partners in one run, so that no
foreign town is promised to everybody: each in at most --cap portfolios. The
sum of fit and openness over all towns is nearly the best there is: the summary
on stderr prints by how much at most it could be better. Who is displaced from a
candidate is told by whom.

--country alone means all its governments, prefectures and regions included.
A file given with -o has one row a partner (tsv, csv, parquet, xlsx) or one line
a town (jsonl). With --independent every town has its plain ranking instead.

An interrupted run, even a killed one, goes on where it stopped when the same
command is given again, and its result is the same to the byte. Towns that could
not be served are listed in the summary and beside the output in
NAME.errors.tsv; the exit status is then 3.`,
		Example: `  shimai batch --country JP -o plan.xlsx
  shimai batch --country JP --no-known-tie --region Hokkaido --type town,village -o plan.csv
  shimai batch --file towns.txt --to GB,IE --size 4-6 --cap 2 -o plan.tsv
  shimai batch --country JP --brief-dir briefs -o plan.xlsx
  shimai batch --country JP --independent -n 1000 -o rankings.parquet`,
		Args: nothing,
		RunE: func(cmd *cobra.Command, _ []string) error { return runBatch(cmd.Context(), e, opt) },
	}
	f := cmd.Flags()
	opt.towns.add(f)
	f.StringVar(&opt.size, "size", "4-8", "partners a town: `FEWEST-MOST`, or one number")
	f.IntVar(&opt.cap, "cap", 3, "at most so many towns a candidate")
	f.IntVar(&opt.perCountry, "per-country", 1, "at most so many partners of one country a town, 0 for no limit\n(with --to: as many as fill the portfolio)")
	f.StringArrayVar(&opt.to, "to", nil, "only countries, continents or subregions in `LIST`, such as US,GB or Oceania;\nmay be repeated")
	f.StringArrayVar(&opt.weights, "weight", nil, "`CRITERION=x` counts a criterion x times, 0 leaves it out; may be repeated")
	f.StringVar(&opt.briefs, "brief-dir", "", "briefs of towns in `DIR`, a file a town, named by its id or code\n(jp-01635.yaml, 01635.yaml); the others are asked for as usual")
	f.StringVar(&opt.policy, "policy", "", "rules that exclude, warn or inform, in the YAML `FILE`, in place of those inside\nthe program")
	f.BoolVar(&opt.independent, "independent", false, "plain rankings of each town, without caps")
	f.IntVarP(&opt.n, "number", "n", 20, "with --independent: how many candidates a town")
	f.BoolVar(&opt.bom, "bom", true, "begin CSV with a byte order mark, which Excel needs to read Japanese")
	f.BoolVar(&opt.jsonLines, "progress-json", false, "progress on stderr as JSON lines, also in a pipe")
	opt.set = f
	return cmd
}

// batchRun is what both kinds of run share.
type batchRun struct {
	*env
	base    *answer.Base
	engine  *matcher.Engine
	how     answer.Ask
	lang    string
	run     answer.Run
	towns   []data.Unit
	failed  []failedTown
	queries map[data.Country]homeQuery
	briefs  map[data.Unit]townBrief
	kept    *batch.Checkpoint
	opt     batchOptions
}

// homeQuery is the question for towns of one country, or why there is none.
type homeQuery struct {
	query matcher.Query
	err   error
}

// failedTown is a town, or a line of a list of towns, that was not served.
type failedTown struct {
	ID     string `json:"town_id"`
	Name   string `json:"town"`
	Reason string `json:"reason"`
	Text   string `json:"text"`
}

func runBatch(ctx context.Context, e *env, opt batchOptions) error {
	rules, err := opt.apply(e)
	if err != nil {
		return err
	}
	allowed := []string{answer.FormatTable, answer.FormatTSV, answer.FormatCSV, answer.FormatJSONL, answer.FormatXLSX, formatParquet}
	if opt.independent {
		allowed = []string{answer.FormatTSV, answer.FormatCSV, answer.FormatJSONL, answer.FormatXLSX, formatParquet}
	}
	out, err := e.output(allowed)
	if err != nil {
		return err
	}
	e.Warm()
	b, err := e.newBatchRun(ctx, opt, rules)
	if err != nil {
		return err
	}
	if e.rehearse {
		return b.servesAny()
	}
	if err := b.openCheckpoint(); err != nil {
		return err
	}
	defer func() { b.finish(err) }()
	if opt.independent {
		err = b.rankings(ctx, out)
	} else {
		err = b.plan(ctx, out, rules)
	}
	return err
}

// apply hands the flags to the configuration and reads the rules of the plan.
func (o *batchOptions) apply(e *env) (plan.Rules, error) {
	e.given["per_country"] = strconv.Itoa(o.perCountry)
	for _, f := range []struct{ flag, key, value string }{
		{"to", "to", strings.Join(o.to, ",")}, {"number", "n", strconv.Itoa(o.n)}, {"weight", "weights", strings.Join(o.weights, ",")},
	} {
		if o.set.Changed(f.flag) {
			e.given[f.key] = f.value
		}
	}
	if o.set.Changed("number") && !o.independent {
		return plan.Rules{}, answer.Usagef("-n counts the candidates of --independent; a plan has --size")
	}
	for _, f := range []string{"size", "cap"} {
		if o.independent && o.set.Changed(f) {
			return plan.Rules{}, answer.Usagef("--%s is for plans; --independent has no caps, and -n candidates a town", f)
		}
	}
	rules := plan.Rules{Cap: o.cap, PerCountry: o.perCountry}
	var err error
	if rules.Min, rules.Max, err = parseSize(o.size); err != nil {
		return rules, err
	}
	if err := rules.Validate(); err != nil {
		return rules, answer.AsUsage(err)
	}
	return rules, nil
}

// parseSize reads "4-8" or "6".
func parseSize(s string) (least, most int, err error) {
	low, high, ranged := strings.Cut(s, "-")
	if !ranged {
		high = low
	}
	least, err = strconv.Atoi(strings.TrimSpace(low))
	if err == nil {
		most, err = strconv.Atoi(strings.TrimSpace(high))
	}
	if err != nil || least < 1 || most < least || most > maxPortfolio {
		return 0, 0, answer.Usagef("--size %s: write the fewest and the most partners a town, such as 4-8, or one number, from 1 to %d", answer.Shorten(s), maxPortfolio)
	}
	return least, most, nil
}

// maxPortfolio is far more partners than a town can care for.
const maxPortfolio = 50

func (e *env) newBatchRun(ctx context.Context, opt batchOptions, rules plan.Rules) (*batchRun, error) {
	b := &batchRun{env: e, opt: opt, queries: map[data.Country]homeQuery{}}
	var err error
	if b.how, err = e.ask(false); err != nil {
		return nil, err
	}
	if opt.policy != "" {
		rules, err := policy.Read(opt.policy)
		if err != nil {
			return nil, err
		}
		b.how.Policy = &rules
	}
	b.lang = b.how.Lang
	if b.base, err = e.Base(); err != nil {
		return nil, err
	}
	if b.towns, b.failed, err = e.chooseTowns(b.base, opt.towns, b.lang); err != nil {
		return nil, err
	}
	if err := b.askFor(ctx, rules); err != nil {
		return nil, err
	}
	if err := b.readBriefs(opt.briefs); err != nil {
		return nil, err
	}
	if b.engine, err = e.Engine(); err != nil {
		return nil, err
	}
	kind := fmt.Sprintf("plan size=%d-%d cap=%d", rules.Min, rules.Max, rules.Cap)
	if opt.independent {
		kind = "independent"
	}
	if b.run, err = e.RunOf(b.how, "batch", append([]string{kind, b.townsDigest()}, b.briefsDigest()...)...); err != nil {
		return nil, err
	}
	return b, nil
}

// servesAny tells of a run of which no town at all can be served.
func (b *batchRun) servesAny() error {
	if len(b.towns) > 0 || len(b.failed) == 0 {
		return nil
	}
	f := b.failed[0]
	return answer.Usagef("none of the towns is known; the first, %s: %s", answer.Shorten(f.Name), f.Text)
}

// townsDigest stands for the list of towns in the id of the run.
func (b *batchRun) townsDigest() string {
	h := sha256.New()
	for _, t := range b.towns {
		h.Write([]byte(b.base.Labels.ID.At(int(t)) + "\n"))
	}
	return fmt.Sprintf("%d towns %s", len(b.towns), hex.EncodeToString(h.Sum(nil)[:6]))
}

// askFor builds the question for each country that towns are of. A country
// that cannot be asked for, such as --to GB for British towns, fails its towns
// only, unless all do.
func (b *batchRun) askFor(ctx context.Context, rules plan.Rules) error {
	var first error
	failed := 0
	for _, t := range b.towns {
		home := b.base.Units.Country[t]
		if _, ok := b.queries[home]; ok {
			continue
		}
		q, err := b.Question(ctx, b.how, t)
		if err != nil && !isUsage(err) {
			return err
		}
		q.PerCountry = rules.PerCountry
		b.queries[home] = homeQuery{q.Query, err}
		if err != nil {
			first = cmp.Or(first, err)
			failed++
		}
	}
	if failed == len(b.queries) {
		return first
	}
	return nil
}

// openCheckpoint finds what an earlier run of the same question left.
func (b *batchRun) openCheckpoint() error {
	cfg, err := b.config()
	if err != nil || cfg.Cache == "" {
		return err
	}
	// The id of a run names the question; what a program answers depends on
	// its version, too.
	sum := sha256.Sum256([]byte(b.run.ID + "\n" + b.run.Version))
	if b.kept, err = batch.OpenCheckpoint(filepath.Join(cfg.Cache, "batch"), hex.EncodeToString(sum[:8])); err != nil {
		b.notice("nothing is kept for the case of an interruption: %v", err)
	}
	return nil
}

// finish drops the checkpoint of a complete run and keeps that of another.
func (b *batchRun) finish(err error) {
	if kept := b.kept.Err(); kept != nil {
		b.notice("not all was kept for the case of an interruption, the result is not touched by it: %v", kept)
	}
	done := b.kept.Remove
	if err != nil && exitStatus(context.Background(), err) != exitPartial {
		done = b.kept.Close
	}
	if e := done(); e != nil {
		b.notice("close checkpoint: %v", e)
	}
}

// question returns what is asked for a town.
func (b *batchRun) question(ctx context.Context, t data.Unit) (matcher.Query, error) {
	if own, ok := b.briefs[t]; ok {
		return b.briefed(ctx, t, own)
	}
	home := b.queries[b.base.Units.Country[t]]
	if home.err == nil && b.asksOfTies() {
		q, err := b.Question(ctx, b.how, t)
		q.PerCountry = home.query.PerCountry
		return q.Query, err
	}
	q := home.query
	q.Town = t
	return q, home.err
}

// fail notes a town that was not served.
func (b *batchRun) fail(t data.Unit, reason, text string) {
	b.failed = append(b.failed, failedTown{b.base.Labels.ID.At(int(t)), b.base.Name(t, b.lang), reason, text})
}
