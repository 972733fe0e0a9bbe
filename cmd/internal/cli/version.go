package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
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
	v := versionJSON{schemaVersion, programVersion(), runtime.Version(), st.Manifest().Digest(), dataDate(st.Manifest())}
	doc := document{lang: lang, columns: []column{
		{key: "what", title: both("What", "項目")}, {key: "version", title: both("Version", "版")},
	}}
	for _, r := range []struct{ what, ja, version string }{
		{"shimai", "shimai", v.Version}, {"go", "Go", v.Go}, {"data", "データ", v.Data}, {"data date", "最新の出典の年", v.DataDate},
	} {
		doc.rows = append(doc.rows, row{cells: []cell{{both(r.what, r.ja).In(lang), r.what}, text(r.version)}})
	}
	return out.write(result{doc: doc, json: v})
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
