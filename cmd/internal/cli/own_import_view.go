package cli

import (
	"fmt"
	"strconv"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/matcher"
)

const schemaOwnImport = "shimai.own_import/1"

type ownImportJSON struct {
	Schema     string           `json:"schema"`
	Operation  string           `json:"operation"`
	Written    bool             `json:"written"`
	Columns    []ownColumnJSON  `json:"columns"`
	Rows       int              `json:"rows"`
	Added      int              `json:"added"`
	Changed    int              `json:"changed"`
	Unchanged  int              `json:"unchanged"`
	Unresolved []ownProblemJSON `json:"unresolved"`
	File       string           `json:"unresolved_file,omitempty"`
}

type ownColumnJSON struct {
	Field   string `json:"field"`
	Heading string `json:"heading"`
}

type ownProblemJSON struct {
	Line       int      `json:"line"`
	Outcome    string   `json:"outcome"`
	Problem    string   `json:"problem"`
	Candidates []string `json:"candidates"`
}

// problemsShown bounds the problems that are named one by one.
const problemsShown = 8

func (v *imported) result(lang string) answer.Result {
	bad := v.unresolved()
	same := max(0, len(v.rows)-len(bad)-v.added-v.changed)
	j := ownImportJSON{
		Schema: schemaOwnImport, Operation: v.job.operation, Written: v.done, Columns: []ownColumnJSON{}, Rows: len(v.rows),
		Added: v.added, Changed: v.changed, Unchanged: same, Unresolved: []ownProblemJSON{},
	}
	if v.done {
		j.File = v.path
	}
	doc := answer.Document{Lang: lang, Columns: []answer.Column{
		{Key: "part", Title: answer.Both("Part", "区分")}, {Key: "what", Title: answer.Both("What", "項目"), Fold: true},
		{Key: "value", Title: answer.Both("Value", "値"), Fold: true},
	}}
	add := func(part matcher.Text, key string, what answer.Cell, value string) {
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{answer.Said(part.In(lang), key), what, answer.Text(value)}})
	}
	held := map[int]bool{}
	for _, f := range v.job.fields {
		if at, ok := v.columns[f]; ok {
			held[at] = true
			j.Columns = append(j.Columns, ownColumnJSON{string(f), v.table.Columns[at]})
			add(answer.Both("column", "列"), "column", answer.Text(string(f)), v.table.Columns[at])
		}
	}
	for at, h := range v.table.Columns {
		if !held[at] && h != "" {
			add(answer.Both("column", "列"), "column", answer.Said(answer.Both("not read", "読み込まない").In(lang), ""), h)
		}
	}
	for _, n := range []struct {
		en, ja, key string
		n           int
	}{{"new", "追加", "added", v.added}, {"changed", "変更", "changed", v.changed}, {"already so", "変更なし", "unchanged", same}, {"unresolved", "未解決", "unresolved", len(bad)}} {
		add(answer.Both("rows", "行"), "rows", answer.Said(answer.Both(n.en, n.ja).In(lang), n.key), strconv.Itoa(n.n))
	}
	for i, b := range bad {
		j.Unresolved = append(j.Unresolved, ownProblemJSON{b.Number, string(b.Outcome), b.Why, append([]string{}, b.Candidates...)})
		if i < problemsShown {
			doc.Below = append(doc.Below, fmt.Sprintf(answer.Both("Line %d: %s", "%d行目: %s").In(lang), b.Number, b.Why))
		}
	}
	doc.Below = append(doc.Below, v.closing(lang, len(bad))...)
	return answer.Result{Doc: doc, JSON: j}
}

// closing says what became of it and what to do next.
func (v *imported) closing(lang string, bad int) []string {
	var out []string
	if n := bad - problemsShown; n > 0 {
		out = append(out, fmt.Sprintf(answer.Both("%d more rows are unresolved.", "ほか%d行が未解決です。").In(lang), n))
	}
	if bad > 0 && v.done {
		out = append(out, fmt.Sprintf(answer.Both("Mend the unresolved rows in %s and import that file.", "未解決の行は%sを直して再度取り込んでください。").In(lang), v.path))
	}
	if v.done {
		return append(out, answer.Both("Imported; `shimai own undo` takes it back.", "取り込みました。`shimai own undo` で元に戻せます。").In(lang))
	}
	return append(out, answer.Both("Nothing was changed yet.", "まだ何も変更していません。").In(lang))
}
