package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

const schemaFind = "shimai.find/1"

// find finds governments by name; similar asks for similar names also when a
// name fits exactly.
func (d *desk) find(ctx context.Context, a ask, query string, similar bool) (findView, error) {
	v := findView{lang: a.lang, query: query}
	var err error
	if v.matches, err = d.matches(ctx, query, a.config.N, similar); err != nil {
		return v, err
	}
	if v.base, err = d.base(); err != nil {
		return v, err
	}
	v.total = len(v.matches)
	v.matches = v.matches[:min(len(v.matches), a.config.N)]
	return v, nil
}

// find returns the governments that a query names exactly, or else those that
// resemble it. Nothing found is the resolver's error.
func (d *desk) matches(ctx context.Context, query string, n int, similar bool) ([]index.Match, error) {
	exact, err := d.exactly(ctx, query)
	var missing *index.NotFoundError
	if err != nil && !errors.As(err, &missing) {
		return nil, err
	}
	if len(exact) > 0 && !similar {
		return exact, nil
	}
	found, searchErr := d.search(ctx, query, n)
	switch {
	case ctx.Err() != nil || errors.Is(searchErr, data.ErrDamaged):
		return nil, searchErr
	case searchErr != nil && (missing == nil || len(missing.Suggestions) > 0): // else resolve has said so
		d.tell("similar names cannot be searched: %v", searchErr)
	}
	all := merged(exact, found)
	if len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// exactly returns the governments that bear the very name.
func (d *desk) exactly(ctx context.Context, query string) ([]index.Match, error) {
	u, err := d.resolve(ctx, query)
	var ambiguous *index.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return ambiguous.Matches, nil
	case err != nil:
		return nil, err
	}
	b, err := d.base()
	if err != nil {
		return nil, err
	}
	return []index.Match{{Unit: u, Name: b.fullName(u, "en"), Score: 1}}, nil
}

// search asks the index, which is built first where that is needed.
func (d *desk) search(ctx context.Context, query string, n int) ([]index.Match, error) {
	ix, err := d.index(ctx)
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
