package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/intake"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/matcher"
)

// importFlags are those of every import.
type importFlags struct {
	changeFlags
	yes  bool
	maps []string
	// town is for all rows of a file that names none.
	town string
}

func (i *importFlags) add(f *pflag.FlagSet) {
	f.BoolVarP(&i.yes, "yes", "y", false, "import without asking")
	f.StringArrayVar(&i.maps, "map", nil, "`FIELD=HEADING` says which column holds a field, where the guess is wrong; may be repeated")
	i.changeFlags.add(f)
}

// intakeJob is one import: how to read a row of what kind of list.
type intakeJob struct {
	operation string
	fields    []intake.Field
	// needed are the fields without which nothing can be imported.
	needed []string
	// read turns a row into a record; its error says what is wrong with the row.
	read func(intake.Row, intake.Columns) (own.Record, error)
}

// badRow is a row that could not be imported.
type badRow struct {
	row     intake.Row
	problem string
}

// rowRecord is what a row says.
type rowRecord struct {
	row    intake.Row
	record own.Record
}

// fresh returns a copy of the record: the store writes into what it is given.
func (r rowRecord) fresh() own.Record {
	switch x := r.record.(type) {
	case *own.Tie:
		c := *x
		return &c
	case *own.Wish:
		c := *x
		return &c
	}
	return r.record
}

// imported is what an import did, or would do.
type imported struct {
	job              *intakeJob
	table            intake.Table
	columns          intake.Columns
	records          []rowRecord
	bad              []badRow
	added, changed   int
	unresolved, path string
	done             bool
}

func newOwnTiesImport(e *env) *cobra.Command {
	var f importFlags
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Read ties from a list: TSV, CSV or XLSX",
		Long: `Read ties from a list as offices keep it: TSV, CSV or XLSX (the first sheet) with
a line of headings in Japanese or English. Which column holds what is guessed,
shown and asked for on a terminal; --map corrects it. In a pipe nothing is
changed without --yes. Names are resolved as everywhere. Rows that cannot be
read stand in FILE.unresolved.tsv: mend them there and import that file; with *
before it, a partner that the data do not know is kept as a name. To import a list twice changes nothing; ` + "`shimai own undo`" + ` takes an import back.

Fields: ` + fieldList(intake.TieFields()) + `.`,
		Example: `  shimai own ties import 姉妹都市一覧.xlsx
  shimai own ties import partners.csv --town 新得町 --map partner=City --yes`,
		Args: exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return runOwnTiesImport(cmd.Context(), e, &f, args[0]) },
	}
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&f.town, "town", "", "the `TOWN` of all rows, where the list names none")
	return cmd
}

func fieldList(fields []intake.Field) string {
	var keys []string
	for i := len(fields) - 1; i >= 0; i-- {
		keys = append(keys, fields[i].Key)
	}
	return strings.Join(keys, " ")
}

func runOwnTiesImport(ctx context.Context, e *env, f *importFlags, path string) error {
	r, err := e.rowResolver()
	if err != nil {
		return err
	}
	needed := []string{intake.Town, intake.Partner}
	if f.town != "" {
		if r.town, err = e.idOf(ctx, f.town); err != nil {
			return err
		}
		needed = needed[1:]
	}
	return e.runImport(ctx, f, path, &intakeJob{operation: "ties import", fields: intake.TieFields(), needed: needed, read: r.tie})
}

// runImport reads, shows, asks and writes.
func (e *env) runImport(ctx context.Context, f *importFlags, path string, job *intakeJob) error {
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	folder, err := e.ownFolder()
	if err != nil {
		return err
	}
	v, err := e.readImport(ctx, f, path, job)
	if err != nil {
		return err
	}
	w, err := e.writer(f.changeFlags, "own "+job.operation)
	if err != nil {
		return err
	}
	w.DryRun = true
	if err := v.apply(folder, w); err != nil {
		return err
	}
	write, err := e.mayImport(f, v)
	if err != nil {
		return err
	}
	if write {
		w.DryRun = false
		if err := v.apply(folder, w); err != nil {
			return err
		}
		v.done = true
	}
	if len(v.bad) > 0 {
		v.path = path + ".unresolved.tsv"
		if strings.HasSuffix(path, ".unresolved.tsv") {
			v.path = path
		}
		if write {
			if err := replaceFile(v.path, v.writeBad); err != nil {
				return err
			}
		}
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	return out.write(v.result(lang))
}

// readImport reads the file and turns its rows into records.
func (e *env) readImport(ctx context.Context, f *importFlags, path string, job *intakeJob) (*imported, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(io.LimitReader(file, intake.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	v := &imported{job: job}
	if v.table, err = intake.Read(content, filepath.Base(path)); err != nil {
		return nil, answer.AsUsage(fmt.Errorf("read %s: %w", path, err))
	}
	v.columns = intake.Guess(v.table.Headings, job.fields)
	for _, m := range f.maps {
		if err := v.columns.Set(m, v.table.Headings, job.fields); err != nil {
			return nil, answer.AsUsage(fmt.Errorf("--map: %w", err))
		}
	}
	for _, key := range job.needed {
		_, ok := v.columns[key]
		if _, coded := v.columns[intake.Code]; !ok && !(key == intake.Town && coded) {
			return nil, answer.Usagef("no heading of %s says %s; name it with --map %s=HEADING (the headings are %s)",
				answer.Shorten(path), key, key, answer.Shorten(strings.Join(v.table.Headings, ", ")))
		}
	}
	for _, row := range v.table.Rows {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		record, err := job.read(row, v.columns)
		if err != nil {
			v.bad = append(v.bad, badRow{row, oneLine(err)})
			continue
		}
		v.records = append(v.records, rowRecord{row, record})
	}
	return v, nil
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

// apply puts the records, or rehearses it. Rows that the store refuses are moved
// to the bad ones by the rehearsal.
func (v *imported) apply(folder string, w own.Writer) error {
	entries, err := own.Change(folder, w, v.job.operation, func(edit *own.Edit) error {
		kept := v.records[:0:0]
		for _, x := range v.records {
			if _, err := edit.Put(x.fresh()); errors.Is(err, own.ErrInvalid) && w.DryRun {
				v.bad = append(v.bad, badRow{x.row, oneLine(err)})
				continue
			} else if err != nil {
				return err
			}
			kept = append(kept, x)
		}
		v.records = kept
		return nil
	})
	if err != nil {
		return err
	}
	v.added, v.changed = 0, 0
	for _, x := range entries {
		if x.Before == nil {
			v.added++
		} else {
			v.changed++
		}
	}
	return nil
}

// mayImport decides whether to write: --yes says so, --dry-run not; on a
// terminal the user does, and in a pipe nobody can.
func (e *env) mayImport(f *importFlags, v *imported) (bool, error) {
	switch {
	case f.dryRun:
		e.notice("nothing was changed (--dry-run)")
		return false, nil
	case len(v.records) == 0:
		e.notice("no row can be imported")
		return f.yes, nil
	case f.yes:
		return true, nil
	}
	if _, ok := terminalOf(e.stderr); !ok || !isTerminal(e.stdin) {
		e.notice("nothing was changed: look at the columns, then give --yes")
		return false, nil
	}
	lang, err := e.lang()
	if err != nil {
		return false, err
	}
	if err := v.result(lang).Write(e.stderr, answer.FormatTable, e.width()); err != nil {
		return false, err
	}
	fmt.Fprint(e.stderr, answer.Both("Import these rows? [y/N] ", "取り込みますか? [y/N] ").In(lang))
	line, _ := bufio.NewReader(e.stdin).ReadString('\n') // no answer is no
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes", "はい":
		return true, nil
	}
	e.notice("nothing was changed")
	return false, nil
}

func isTerminal(r io.Reader) bool {
	w, ok := r.(io.Writer)
	if !ok {
		return false
	}
	_, ok = terminalOf(w)
	return ok
}

// writeBad writes the rows that could not be imported, as they were, with what
// is wrong.
func (v *imported) writeBad(w io.Writer) error {
	row := func(cells []string, problem string) error {
		_, err := fmt.Fprintln(w, strings.Join(append(append([]string{}, cells...), problem), "\t"))
		return err
	}
	headings, width := v.table.Headings, len(v.table.Headings)
	if width > 0 && headings[width-1] == problemHeading {
		width--
	}
	if err := row(headings[:width], problemHeading); err != nil {
		return err
	}
	for _, b := range v.bad {
		if err := row(b.row.Cells[:width], b.problem); err != nil {
			return err
		}
	}
	return nil
}

// problemHeading is the column that tells what is wrong with a row.
const problemHeading = "problem"

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
	Line    int    `json:"line"`
	Problem string `json:"problem"`
}

// problemsShown bounds the problems that are named one by one.
const problemsShown = 8

func (v *imported) result(lang string) answer.Result {
	same := max(0, len(v.records)-v.added-v.changed)
	j := ownImportJSON{
		Schema: schemaOwnImport, Operation: v.job.operation, Written: v.done, Columns: []ownColumnJSON{}, Rows: len(v.table.Rows),
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
	for i := len(v.job.fields) - 1; i >= 0; i-- {
		f := v.job.fields[i]
		if at, ok := v.columns[f.Key]; ok {
			j.Columns = append(j.Columns, ownColumnJSON{f.Key, v.table.Headings[at]})
			add(answer.Both("column", "列"), "column", answer.Said(f.Label.In(lang), f.Key), v.table.Headings[at])
		}
	}
	for at, h := range v.table.Headings {
		if !v.columns.Holds(at) && h != "" && h != problemHeading {
			add(answer.Both("column", "列"), "column", answer.Said(answer.Both("not read", "読み込まない").In(lang), ""), h)
		}
	}
	for _, n := range []struct {
		en, ja, key string
		n           int
	}{{"new", "追加", "added", v.added}, {"changed", "変更", "changed", v.changed}, {"already so", "変更なし", "unchanged", same}, {"unresolved", "未解決", "unresolved", len(v.bad)}} {
		add(answer.Both("rows", "行"), "rows", answer.Said(answer.Both(n.en, n.ja).In(lang), n.key), strconv.Itoa(n.n))
	}
	for i, b := range v.bad {
		j.Unresolved = append(j.Unresolved, ownProblemJSON{b.row.Line, b.problem})
		if i < problemsShown {
			doc.Below = append(doc.Below, fmt.Sprintf(answer.Both("Line %d: %s", "%d行目: %s").In(lang), b.row.Line, b.problem))
		}
	}
	doc.Below = append(doc.Below, v.closing(lang)...)
	return answer.Result{Doc: doc, JSON: j}
}

// closing says what became of it and what to do next.
func (v *imported) closing(lang string) []string {
	var out []string
	if n := len(v.bad) - problemsShown; n > 0 {
		out = append(out, fmt.Sprintf(answer.Both("%d more rows are unresolved.", "ほか%d行が未解決です。").In(lang), n))
	}
	if len(v.bad) > 0 && v.done {
		out = append(out, fmt.Sprintf(answer.Both("Mend the unresolved rows in %s and import that file.", "未解決の行は%sを直して再度取り込んでください。").In(lang), v.path))
	}
	if v.done {
		return append(out, answer.Both("Imported; `shimai own undo` takes it back.", "取り込みました。`shimai own undo` で元に戻せます。").In(lang))
	}
	return append(out, answer.Both("Nothing was changed yet.", "まだ何も変更していません。").In(lang))
}
