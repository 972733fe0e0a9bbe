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

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/build"
)

const schemaData = "shimai.data/1"

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

type dataJSON struct {
	Schema string `json:"schema"`
	Digest string `json:"digest"`
	data.Manifest
}

func runDataInfo(e *env, sources bool) error {
	out, err := e.output(formats())
	if err != nil {
		return err
	}
	st, err := e.data()
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
			doc.below = append(doc.below, fmt.Sprintf("%s: %s · %s · %s", s.Key, s.Title, s.Date, s.Licence))
		}
	}
	return out.write(result{doc: doc, json: dataJSON{schemaData, m.Digest(), m}})
}

func layerTable(m data.Manifest, lang string) document {
	doc := document{lang: lang, above: []string{
		both("Data ", "データ ").In(lang) + m.Digest() + both(", newest source of ", "、最新の出典の年 ").In(lang) + dataDate(m),
		unitCounts(m, lang),
	}, columns: []column{
		{key: "layer", title: both("Layer", "層")}, {key: "rows", title: both("Rows", "行"), right: true},
		{key: "bytes", title: both("Bytes", "バイト"), right: true}, {key: "licence", title: both("Licence", "ライセンス")},
		{key: "sources", title: both("Sources", "出典"), fold: true},
	}}
	for _, l := range m.Layers {
		doc.rows = append(doc.rows, row{cells: []cell{
			text(l.Name), count(int32(l.Rows)), {grouped(l.Bytes), fmt.Sprint(l.Bytes)}, text(l.Licence), text(strings.Join(l.Sources, ", ")),
		}})
	}
	return doc
}

func sourceTable(m data.Manifest, lang string) document {
	doc := document{lang: lang, columns: []column{
		{key: "source", title: both("Source", "出典")}, {key: "title", title: both("Title", "題名"), fold: true},
		{key: "date", title: both("Date", "日付")}, {key: "licence", title: both("Licence", "ライセンス")},
		{key: "url", title: both("Address", "アドレス"), fileOnly: true},
	}}
	for _, s := range m.Sources {
		doc.rows = append(doc.rows, row{cells: []cell{text(s.Key), text(s.Title), text(s.Date), text(s.Licence), text(s.URL)}})
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
			words = both("foreign ", "海外の").In(lang) + kindWord(k, lang)
		default:
			words = kindWord(k, lang)
		}
		parts[i] = words + " " + grouped(int64(m.Units[name]))
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
	st, err := e.data()
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
	if opt.Sources == "" || opt.Out == "" {
		return usagef("`shimai data build` needs --sources DIR and --out DIR")
	}
	if info, err := os.Stat(opt.Sources); err != nil || !info.IsDir() {
		return usagef("--sources %s is no folder", shorten(opt.Sources))
	}
	if st, err := e.data(); err == nil {
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
