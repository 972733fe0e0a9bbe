package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/shimai/shimai/cmd/internal/answer"
)

const schemaVersion = "shimai.version/1"

type versionJSON struct {
	Schema   string `json:"schema"`
	Version  string `json:"version"`
	Go       string `json:"go"`
	Data     string `json:"data"`
	DataDate string `json:"data_date"`
}

func newVersion(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its data",
		Args:  nothing,
		RunE:  func(*cobra.Command, []string) error { return runVersion(e) },
	}
}

func runVersion(e *env) error {
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
	v := versionJSON{schemaVersion, programVersion(), runtime.Version(), st.Manifest().Digest(), answer.DataDate(st.Manifest())}
	doc := answer.Document{Lang: lang, Columns: []answer.Column{
		{Key: "what", Title: answer.Both("What", "項目")}, {Key: "version", Title: answer.Both("Version", "版")},
	}}
	for _, r := range []struct{ what, ja, version string }{
		{"shimai", "shimai", v.Version}, {"go", "Go", v.Go}, {"data", "データ", v.Data}, {"data date", "最新の出典の年", v.DataDate},
	} {
		doc.Rows = append(doc.Rows, answer.Row{Cells: []answer.Cell{answer.Said(answer.Both(r.what, r.ja).In(lang), r.what), answer.Text(r.version)}})
	}
	return out.write(answer.Result{Doc: doc, JSON: v})
}

// programVersion returns the module's version, or the revision it was built
// from, or "devel".
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return "devel-" + s.Value[:12]
		}
	}
	return "devel"
}
