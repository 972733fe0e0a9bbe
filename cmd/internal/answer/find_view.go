package answer

import (
	"context"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

const SchemaFind = "shimai.find/1"

// Find finds governments by name; similar asks for similar names also when a
// name fits exactly.
func (d *Desk) Find(ctx context.Context, a Ask, query string, similar bool) (FindView, error) {
	v := FindView{lang: a.Lang, query: query}
	var err error
	if v.Matches, err = d.matches(ctx, query, a.Config.N, similar); err != nil {
		return v, err
	}
	if v.base, err = d.Base(); err != nil {
		return v, err
	}
	v.Total = len(v.Matches)
	v.Matches = v.Matches[:min(len(v.Matches), a.Config.N)]
	return v, nil
}

// find returns the governments that a query names exactly, or else those that
// resemble it. Nothing found is the resolver's error.
func (d *Desk) matches(ctx context.Context, query string, n int, similar bool) ([]index.Match, error) {
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
		d.Tell(Words("similar names cannot be searched: %v", "似た名前は検索できません: %v", searchErr))
	}
	all := merged(exact, found)
	if len(all) == 0 {
		return nil, err
	}
	return all, nil
}

// exactly returns the governments that bear the very name.
func (d *Desk) exactly(ctx context.Context, query string) ([]index.Match, error) {
	u, err := d.Resolve(ctx, query)
	var ambiguous *index.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		return ambiguous.Matches, nil
	case err != nil:
		return nil, err
	}
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	return []index.Match{{Unit: u, Name: b.FullName(u, "en"), Score: 1}}, nil
}

// search asks the index, which is built first where that is needed.
func (d *Desk) search(ctx context.Context, query string, n int) ([]index.Match, error) {
	ix, err := d.Index(ctx)
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

// FindView is the answer of a search on its way out.
type FindView struct {
	base    *Base
	lang    string
	query   string
	Matches []index.Match
	Total   int
}

type FindJSON struct {
	Schema  string      `json:"schema"`
	Data    string      `json:"data"`
	Query   string      `json:"query"`
	Matches []matchJSON `json:"matches"`
}

type matchJSON struct {
	UnitJSON
	Matched string  `json:"matched_name"`
	Score   float64 `json:"score"`
}

func (v FindView) Result() Result {
	j := FindJSON{Schema: SchemaFind, Data: v.base.Manifest.Digest(), Query: v.query, Matches: []matchJSON{}}
	var lines []any
	for _, m := range v.Matches {
		mj := matchJSON{v.base.UnitJSON(m.Unit), m.Name, round(m.Score, 3)}
		j.Matches = append(j.Matches, mj)
		lines = append(lines, mj)
	}
	return Result{Doc: v.document(), JSON: j, lines: lines}
}

func (v FindView) document() Document {
	d := Document{Lang: v.lang, Columns: []Column{
		{Key: "kind", Title: Both("Kind", "種別")},
		{Key: "id", Title: Both("Id", "ID"), Firm: true},
		{Key: "name", Title: Both("Name", "名称"), Fold: true},
		{Key: "region", Title: Both("Region", "地域"), Soft: 1},
		{Key: "country", Title: Both("Country", "国"), Soft: 2},
		{Key: "population", Title: Both("People", "人口"), Right: true},
		{Key: "matched_name", Title: Both("Matched", "一致した名称"), Fold: true},
	}}
	b := v.base
	for _, m := range v.Matches {
		kind := b.Units.Kind[m.Unit]
		d.Rows = append(d.Rows, Row{Cells: []Cell{
			{kindName(kind, v.lang), kind.String()}, Text(b.Labels.ID.At(int(m.Unit))), Text(b.Name(m.Unit, v.lang)), Text(b.Region(m.Unit, v.lang)),
			{b.CountryName(b.Units.Country[m.Unit], v.lang), b.Country(m.Unit)}, Count(b.Units.Population[m.Unit]), Text(m.Name),
		}})
	}
	if more := v.Total - len(v.Matches); more > 0 {
		d.Below = append(d.Below, fmt.Sprintf(Both("%d more; -n shows them.", "ほか%d件(-n で表示)。").In(v.lang), more))
	}
	return d
}
