package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/own"
	"github.com/shimai/shimai/data/own/intake"
)

// importFlags are those of every import.
type importFlags struct {
	changeFlags
	yes  bool
	maps []string
	// town is for all rows of a file that names none, home the country of the
	// towns of a file.
	town, home string
}

func (i *importFlags) add(f *pflag.FlagSet) {
	f.BoolVarP(&i.yes, "yes", "y", false, "import without asking")
	f.StringArrayVar(&i.maps, "map", nil, "`FIELD=HEADING` says which column holds a field, where the guess is wrong; may be repeated")
	i.changeFlags.add(f)
}

// importJob is what differs between lists of ties and of wishes.
type importJob struct {
	operation string
	fields    []intake.Field
	guess     func(*intake.Table) intake.Columns
	read      func(*intake.Table, intake.Columns, intake.Options) []intake.Row
}

// imported is what an import did, or would do.
type imported struct {
	job            importJob
	table          *intake.Table
	columns        intake.Columns
	rows           []intake.Row
	added, changed int
	path           string
	done           bool
}

func newOwnTiesImport(e *env) *cobra.Command {
	var f importFlags
	job := importJob{"ties import", intake.TieFields(), intake.GuessTies, intake.Ties}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Read ties from a list: TSV, CSV or XLSX",
		Long: `Read ties from a list as offices keep it: TSV, CSV or XLSX (one sheet) with
a line of headings in Japanese or English. Which column holds what is guessed,
shown and asked for on a terminal; --map corrects it. In a pipe nothing is
changed without --yes. Names are resolved as everywhere. Rows that cannot be
read stand in FILE.unresolved with the extension of the list: mend them there
and import that file; with * before it, a partner that the data do not know is
kept as a name. To import a list twice changes nothing; ` + "`shimai own undo`" + `
takes an import back.

Fields: ` + fieldList(job.fields) + `.`,
		Example: `  shimai own ties import 姉妹都市一覧.xlsx
  shimai own ties import partners.csv --town 新得町 --map partner=City --yes`,
		Args: exactly("FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return e.runImport(cmd.Context(), &f, args[0], job)
		},
	}
	f.add(cmd.Flags())
	cmd.Flags().StringVar(&f.town, "town", "", "the `TOWN` of all rows, where the list names none")
	cmd.Flags().StringVar(&f.home, "home", "JP", "the `COUNTRY` of the towns of the list, \"\" for any")
	return cmd
}

func fieldList(fields []intake.Field) string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, string(f))
	}
	return strings.Join(keys, " ")
}

// runImport reads, shows, asks and writes.
func (e *env) runImport(ctx context.Context, f *importFlags, path string, job importJob) error {
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	folder, w, err := e.writerIn(f.changeFlags, "own "+job.operation)
	if err != nil {
		return err
	}
	v, err := e.readImport(ctx, f, path, job, w.Date)
	if err != nil {
		return err
	}
	w.DryRun = true
	if err := v.apply(folder, w); err != nil {
		return err
	}
	write, err := e.mayImport(ctx, f, v)
	if err != nil {
		return err
	}
	if write {
		w.DryRun = false
		if err := v.write(folder, w); err != nil {
			return err
		}
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	return out.write(v.result(lang))
}

// write keeps the rows that were understood, and writes the others to a file.
func (v *imported) write(folder string, w own.Writer) error {
	if err := v.apply(folder, w); err != nil {
		return err
	}
	v.done = true
	if len(v.unresolved()) == 0 {
		v.path = ""
		return nil
	}
	return replaceFile(v.path, func(w io.Writer) error { return intake.WriteRest(w, v.table, v.rows, v.table.Format) })
}

// readImport reads the file and turns its rows into records.
func (e *env) readImport(ctx context.Context, f *importFlags, path string, job importJob, date string) (*imported, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // only read
	v := &imported{job: job, path: restPath(path)}
	if v.table, err = intake.Read(file); err != nil {
		return nil, asTableUsage(path, err)
	}
	v.columns = job.guess(v.table)
	for _, m := range f.maps {
		if err := v.columns.Set(v.table, job.fields, m); err != nil {
			return nil, answer.AsUsage(fmt.Errorf("--map: %w", err))
		}
	}
	if err := v.check(f.town != ""); err != nil {
		return nil, err
	}
	town := ""
	if f.town != "" {
		if town, err = e.idOf(ctx, f.town); err != nil {
			return nil, err
		}
	}
	names, err := e.rowNames()
	if err != nil {
		return nil, err
	}
	options, err := names.options(date, town, f.home)
	if err != nil {
		return nil, err
	}
	v.rows = job.read(v.table, v.columns, options)
	v.refuseContradictions(names.lang)
	return v, nil
}

// refuseContradictions leaves out a row that tells otherwise of what an earlier
// row is about: else each import of the list would change the record twice.
func (v *imported) refuseContradictions(lang string) {
	first := map[string]int{}
	for i := range v.rows {
		r := &v.rows[i]
		if r.Outcome != intake.Resolved {
			continue
		}
		key := about(*r)
		at, ok := first[key]
		if !ok {
			first[key] = i
			continue
		}
		if !reflect.DeepEqual(record(v.rows[at]), record(*r)) {
			r.Outcome, r.Why = intake.Invalid, fmt.Sprintf(answer.Both("line %d is about the same and says otherwise: keep one of them",
				"%d行目と同じ相手なのに内容が異なります。どちらか一方にしてください").In(lang), v.rows[at].Number)
		}
	}
}

// about names what a row's record is about, as the store tells records apart.
func about(r intake.Row) string {
	if r.Wish != nil {
		return r.Wish.Unit
	}
	a, b, what := r.Tie.A, r.Tie.B+r.Tie.BCountry+strings.ToLower(r.Tie.BName), "tie"
	if !r.Tie.Kind.Binding() {
		what = r.Tie.Kind.String()
	}
	if r.Tie.Kind == data.TieProject {
		what += r.Tie.Theme
	}
	return min(a, b) + " " + max(a, b) + " " + what
}

// asTableUsage makes a file that is no table a usage error.
func asTableUsage(path string, err error) error {
	err = fmt.Errorf("read %s: %w", answer.Shorten(path), err)
	if errors.Is(err, intake.ErrTable) {
		return answer.AsUsage(err)
	}
	return err
}

// restPath is the file for the rows that could not be read: beside the list,
// or the file itself where it is one already.
func restPath(path string) string {
	ext := filepath.Ext(path)
	base := strings.TrimSuffix(path, ext)
	return strings.TrimSuffix(base, ".unresolved") + ".unresolved" + ext
}

// check refuses a list of which no column says what cannot be done without.
func (v *imported) check(town bool) error {
	lacks := func(fields ...intake.Field) bool {
		return !slices.ContainsFunc(fields, func(f intake.Field) bool { _, ok := v.columns[f]; return ok })
	}
	missing := intake.Field("")
	switch {
	case !town && lacks(intake.Town, intake.TownCode, intake.TownRegion):
		missing = intake.Town
	case slices.Contains(v.job.fields, intake.Partner) && lacks(intake.Partner, intake.PartnerLatin):
		missing = intake.Partner
	default:
		return nil
	}
	return answer.Usagef("no heading of the list is known for %s; name it with --map %s=HEADING (the headings are %s)",
		missing, missing, answer.Shorten(strings.Join(v.table.Columns, ", ")))
}

// unresolved returns the rows that were not understood.
func (v *imported) unresolved() []intake.Row {
	return slices.DeleteFunc(slices.Clone(v.rows), func(r intake.Row) bool { return r.Outcome == intake.Resolved })
}

// record returns a copy of what a row says: the store writes into what it is given.
func record(r intake.Row) own.Record {
	if r.Wish != nil {
		w := *r.Wish
		return &w
	}
	t := *r.Tie
	return &t
}

// apply puts the records as one group, or rehearses it.
func (v *imported) apply(folder string, w own.Writer) error {
	entries, err := own.Change(folder, w, v.job.operation, func(edit *own.Edit) error {
		for _, r := range v.rows {
			if r.Outcome != intake.Resolved {
				continue
			}
			if _, err := edit.Put(record(r)); err != nil {
				return fmt.Errorf("line %d: %w", r.Number, err)
			}
		}
		return nil
	})
	v.added, v.changed = 0, 0
	for _, x := range entries {
		if x.Before == nil {
			v.added++
		} else {
			v.changed++
		}
	}
	return err
}

// mayImport decides whether to write: --yes says so, --dry-run not; on a
// terminal the user does, and in a pipe nobody can.
func (e *env) mayImport(ctx context.Context, f *importFlags, v *imported) (bool, error) {
	switch {
	case f.dryRun:
		e.notice("nothing was changed (--dry-run)")
		return false, nil
	case len(v.unresolved()) == len(v.rows):
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
	line, err := e.answered(ctx)
	if err != nil {
		return false, err
	}
	switch strings.ToLower(strings.TrimSpace(line)) {
	case "y", "yes", "はい":
		return true, nil
	}
	e.notice("nothing was changed")
	return false, nil
}

// answered reads a line from the user, who may also interrupt. No answer is "".
func (e *env) answered(ctx context.Context) (string, error) {
	got := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(e.stdin).ReadString('\n') // the end of the input is no answer
		got <- line
	}()
	select {
	case line := <-got:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func isTerminal(r io.Reader) bool {
	w, ok := r.(io.Writer)
	if !ok {
		return false
	}
	_, ok = terminalOf(w)
	return ok
}
