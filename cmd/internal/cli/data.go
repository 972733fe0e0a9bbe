package cli

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/build"
)

func newData(e *env) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "data",
		Short: "Show where the data come from, check them, or build them anew",
	})
	cmd.AddCommand(newDataInfo(e), newDataVerify(e), newDataBuild(e))
	return cmd
}

func newDataInfo(e *env) *cobra.Command {
	var sources bool
	cmd := &cobra.Command{
		Use:   "info",
		Short: "List the layers and sources with dates and licences",
		Long: `List the layers of the data: rows, size, licence and sources. On a terminal, in
Markdown and in JSON the sources with date and licence follow; for tsv and csv
ask for them with --sources.`,
		Example: "  shimai data info\n  shimai data info --sources -o sources.csv",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runDataInfo(e, sources) },
	}
	cmd.Flags().BoolVar(&sources, "sources", false, "the table of sources instead of layers")
	return cmd
}

func runDataInfo(e *env, sources bool) error {
	e.layersOnly = true
	out, err := e.output(answer.Formats())
	if err != nil {
		return err
	}
	st, err := e.Data()
	if err != nil {
		return err
	}
	lang, err := e.lang()
	if err != nil {
		return err
	}
	m := st.Manifest()
	doc := layerTable(m, lang)
	if sources {
		doc = sourceTable(m, lang)
	} else {
		for _, s := range m.Sources {
			doc.Below = append(doc.Below, fmt.Sprintf("%s: %s · %s · %s", s.Key, s.Title, s.Date, s.Licence))
		}
	}
	return out.write(answer.Result{Doc: doc, JSON: answer.NewDataJSON(m)})
}

func layerTable(m data.Manifest, lang string) answer.Document {
	doc := answer.Document{Lang: lang, Above: []string{
		answer.Both("Data ", "データ ").In(lang) + m.Digest() + answer.Both(", newest source of ", "、最新の出典の年 ").In(lang) + answer.DataDate(m),
		unitCounts(m, lang),
	}, Columns: []answer.Column{
		{Key: "layer", Title: answer.Both("Layer", "層")}, {Key: "rows", Title: answer.Both("Rows", "行"), Right: true},
		{Key: "bytes", Title: answer.Both("Bytes", "バイト"), Right: true}, {Key: "licence", Title: answer.Both("Licence", "ライセンス")},
		{Key: "sources", Title: answer.Both("Sources", "出典"), Fold: true},
	}}
	for _, l := range m.Layers {
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{
			answer.Text(l.Name), answer.Count(int32(l.Rows)), answer.Said(answer.Grouped(l.Bytes), fmt.Sprint(l.Bytes)), answer.Text(l.Licence), answer.Text(strings.Join(l.Sources, ", ")),
		}})
	}
	return doc
}

func sourceTable(m data.Manifest, lang string) answer.Document {
	doc := answer.Document{Lang: lang, Columns: []answer.Column{
		{Key: "source", Title: answer.Both("Source", "出典")}, {Key: "title", Title: answer.Both("Title", "題名"), Fold: true},
		{Key: "date", Title: answer.Both("Date", "日付")}, {Key: "licence", Title: answer.Both("Licence", "ライセンス")},
		{Key: "url", Title: answer.Both("Address", "アドレス"), FileOnly: true},
	}}
	for _, s := range m.Sources {
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{answer.Text(s.Key), answer.Text(s.Title), answer.Text(s.Date), answer.Text(s.Licence), answer.Text(s.URL)}})
	}
	return doc
}

// unitCounts says how many governments of each kind the data hold, most first.
func unitCounts(m data.Manifest, lang string) string {
	kinds := slices.SortedFunc(maps.Keys(m.Units), func(a, b string) int {
		return cmp.Or(cmp.Compare(m.Units[b], m.Units[a]), cmp.Compare(a, b))
	})
	parts := make([]string, len(kinds))
	for i, name := range kinds {
		words := name
		switch k, ok := data.ParseKind(name); {
		case !ok:
		case k == data.KindPlace || k == data.KindRegion: // the other kinds are Japan's
			words = answer.Both("foreign ", "海外の").In(lang) + answer.KindWord(k, lang)
		default:
			words = answer.KindWord(k, lang)
		}
		parts[i] = words + " " + answer.Grouped(int64(m.Units[name]))
	}
	return strings.Join(parts, " · ")
}

func newDataVerify(e *env) *cobra.Command {
	return &cobra.Command{
		Use:     "verify",
		Short:   "Check every layer against its checksum",
		Long:    "Read every layer and check it against the manifest. A damaged layer is named,\nand the exit status is 4.",
		Example: "  shimai data verify\n  shimai data verify --data layers",
		Args:    nothing,
		RunE:    func(*cobra.Command, []string) error { return runDataVerify(e) },
	}
}

func runDataVerify(e *env) error {
	e.layersOnly = true
	st, err := e.Data()
	if err != nil {
		return err
	}
	if errs := st.Verify(); len(errs) > 0 {
		return errors.Join(errs...)
	}
	_, err = fmt.Fprintf(e.stdout, "%d layers are as the manifest says; data %s\n", len(st.Manifest().Layers), st.Manifest().Digest())
	return err
}

func newDataBuild(e *env) *cobra.Command {
	var opt build.Options
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Compile layers from source tables",
		Long: `Compile the layers and their manifest from a folder of source tables. The same
sources give the same bytes. Nothing changes in the output folder on an error.
A column that lost more than 1 % of its values against the layers that are in
use fails the build.`,
		Example: "  shimai data build --sources tables --out layers\n  shimai recommend 新得町 --data layers",
		Args:    nothing,
		RunE:    func(cmd *cobra.Command, _ []string) error { return runDataBuild(cmd, e, opt) },
	}
	cmd.Flags().StringVar(&opt.Sources, "sources", "", "folder `DIR` of source tables (needed)")
	cmd.Flags().StringVar(&opt.Out, "out", "", "folder `DIR` for the layers (needed)")
	return cmd
}

func runDataBuild(cmd *cobra.Command, e *env, opt build.Options) error {
	e.layersOnly = true
	if opt.Sources == "" || opt.Out == "" {
		return answer.Usagef("`shimai data build` needs --sources DIR and --out DIR")
	}
	if info, err := os.Stat(opt.Sources); err != nil || !info.IsDir() {
		return answer.Usagef("--sources %s is no folder", answer.Shorten(opt.Sources))
	}
	if st, err := e.Data(); err == nil {
		m := st.Manifest()
		opt.Previous = &m
	}
	p := e.progress("build")
	opt.Progress = p.stage
	report, err := build.Compile(cmd.Context(), opt)
	p.done()
	if err != nil {
		return err
	}
	return report.WriteText(e.stdout)
}
