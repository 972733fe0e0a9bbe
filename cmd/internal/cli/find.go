package cli

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

const schemaFind = "shimai.find/1"

// findOptions are the flags of `shimai find`.
type findOptions struct {
	n       int
	similar bool
	set     *pflag.FlagSet
}

func newFind(e *env) *cobra.Command {
	var opt findOptions
	cmd := &cobra.Command{
		Use:   "find QUERY",
		Short: "Find governments by name in any script, with typos, or by a part of the name",
		Long: `Find governments by a name in any script, a code, or "name, region, country".
Names that fit exactly are answered at once. When none does, a search index finds
typos, beginnings and parts of names; it is built in the cache folder when it is
first needed, which takes some seconds.`,
		Example: "  shimai find 小浜\n  shimai find Edinbrugh\n  shimai find Springfield -n 50",
		Args:    exactly("QUERY"),
		RunE:    func(cmd *cobra.Command, args []string) error { return runFind(cmd.Context(), e, opt, args[0]) },
	}
	f := cmd.Flags()
	f.IntVarP(&opt.n, "number", "n", 20, "how many governments")
	f.BoolVar(&opt.similar, "similar", false, "search similar names also when a name fits exactly")
	opt.set = f
	return cmd
}

func runFind(ctx context.Context, e *env, opt findOptions, query string) error {
	if opt.set.Changed("number") {
		e.given["n"] = strconv.Itoa(opt.n)
	}
	out, err := e.output(formats(formatJSONL))
	if err != nil {
		return err
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	v := findView{query: query}
	if v.lang, err = e.lang(); err != nil {
		return err
	}
	if v.matches, err = e.find(ctx, query, cfg.N, opt.similar); err != nil {
		return err
	}
	if v.base, err = e.base(); err != nil {
		return err
	}
	v.total = len(v.matches)
	v.matches = v.matches[:min(len(v.matches), cfg.N)]
	return out.write(v.result())
}

// find returns the governments that a query names exactly, or else those that
// resemble it. Nothing found is the resolver's error.
func (e *env) find(ctx context.Context, query string, n int, similar bool) ([]index.Match, error) {
	exact, err := e.exactly(ctx, query)
	var missing *index.NotFoundError
	if err != nil && !errors.As(err, &missing) {
		return nil, err
	}
	if len(exact) > 0 && !similar {
		return exact, nil
	}
	found, searchErr := e.search(ctx, query, n)
	switch {
	case ctx.Err() != nil || errors.Is(searchErr, data.ErrDamaged):
		return nil, searchErr
	case searchErr != nil && (missing == nil || len(missing.Suggestions) > 0): // else resolve has said so
		e.notice("similar names cannot be searched: %v", searchErr)
	}
	all := merged(exact, found)
	if len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// exactly returns the governments that bear the very name.
func (e *env) exactly(ctx context.Context, query string) ([]index.Match, error) {
	u, err := e.resolve(ctx, query)
	var ambiguous *index.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return ambiguous.Matches, nil
	case err != nil:
		return nil, err
	}
	b, err := e.base()
	if err != nil {
		return nil, err
	}
	return []index.Match{{Unit: u, Name: b.fullName(u, "en"), Score: 1}}, nil
}

// search asks the index, which is built first where that is needed.
func (e *env) search(ctx context.Context, query string, n int) ([]index.Match, error) {
	ix, err := e.index(ctx)
	if err != nil {
		return nil, err
	}
	return ix.Find(ctx, query, n)
}

// merged appends to the first list what only the second holds.
func merged(first, second []index.Match) []index.Match {
	seen := map[data.Unit]bool{}
	var out []index.Match
	for _, list := range [2][]index.Match{first, second} {
		for _, m := range list {
			if !seen[m.Unit] {
				seen[m.Unit] = true
				out = append(out, m)
			}
		}
	}
	return out
}

// findView is the answer of a search on its way out.
type findView struct {
	base    *base
	lang    string
	query   string
	matches []index.Match
	total   int
}

type findJSON struct {
	Schema  string      `json:"schema"`
	Data    string      `json:"data"`
	Query   string      `json:"query"`
	Matches []matchJSON `json:"matches"`
}

type matchJSON struct {
	unitJSON
	Matched string  `json:"matched_name"`
	Score   float64 `json:"score"`
}

func (v findView) result() result {
	j := findJSON{Schema: schemaFind, Data: v.base.manifest.Digest(), Query: v.query, Matches: []matchJSON{}}
	var lines []any
	for _, m := range v.matches {
		mj := matchJSON{v.base.unitJSON(m.Unit), m.Name, round(m.Score, 3)}
		j.Matches = append(j.Matches, mj)
		lines = append(lines, mj)
	}
	return result{doc: v.document(), json: j, lines: lines}
}

func (v findView) document() document {
	d := document{lang: v.lang, columns: []column{
		{key: "kind", title: both("Kind", "種別")},
		{key: "id", title: both("Id", "ID"), firm: true},
		{key: "name", title: both("Name", "名称"), fold: true},
		{key: "region", title: both("Region", "地域"), soft: 1},
		{key: "country", title: both("Country", "国"), soft: 2},
		{key: "population", title: both("People", "人口"), right: true},
		{key: "matched_name", title: both("Matched", "一致した名称"), fold: true},
	}}
	b := v.base
	for _, m := range v.matches {
		kind := b.units.Kind[m.Unit]
		d.rows = append(d.rows, row{cells: []cell{
			{kindName(kind, v.lang), kind.String()}, text(b.labels.ID.At(int(m.Unit))), text(b.name(m.Unit, v.lang)), text(b.region(m.Unit, v.lang)),
			{b.countryName(b.units.Country[m.Unit], v.lang), b.country(m.Unit)}, count(b.units.Population[m.Unit]), text(m.Name),
		}})
	}
	if more := v.total - len(v.matches); more > 0 {
		d.below = append(d.below, fmt.Sprintf(both("%d more; -n shows them.", "ほか%d件(-n で表示)。").In(v.lang), more))
	}
	return d
}
