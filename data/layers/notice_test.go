package layers_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

var update = flag.Bool("update", false, "write NOTICE from the manifest")

const noticePath = "../../NOTICE"

const noticeHead = `shimai
Copyright the shimai authors

The program is licensed under the Apache License, Version 2.0 (see LICENSE).

The data inside it are not: each layer in data/layers is a file of its own
under the licence named here, compiled from the sources named with it. Whoever
passes the data on, alone or within the program, keeps to these licences and
names these sources. "facts" stands for facts taken from a publication that
grants no licence of its own, "attribution" for terms that ask for the source
to be named. ODbL 1.0 asks that a database derived from such a layer be offered
under ODbL 1.0 as well; layers under other licences are not merged with it.

This list is written from data/layers/manifest.json by
` + "`go test ./data/layers -update`" + `.
`

// libraries are the modules that the program is built with or tested by.
const libraries = `
The program is built with these modules, each under the licence named here; what
they need in turn is listed by ` + "`go version -m shimai`" + `, and the text of each licence lies
with the module's source:
  - charm.land/bubbletea/v2; MIT
  - charm.land/lipgloss/v2; MIT
  - github.com/blevesearch/bleve/v2; Apache 2.0
  - github.com/danielgtaylor/huma/v2; MIT
  - github.com/mattn/go-runewidth; MIT
  - github.com/parquet-go/parquet-go; Apache 2.0
  - github.com/spf13/cobra; Apache 2.0
  - github.com/spf13/pflag; BSD 3-Clause
  - github.com/spf13/viper; MIT
  - github.com/xuri/excelize/v2; BSD 3-Clause
  - go.etcd.io/bbolt; MIT
  - go.yaml.in/yaml/v3; MIT and Apache 2.0
  - golang.org/x/net; BSD 3-Clause
  - golang.org/x/sync; BSD 3-Clause
  - golang.org/x/sys; BSD 3-Clause
  - golang.org/x/term; BSD 3-Clause
  - golang.org/x/text; BSD 3-Clause
and tested with these, which are no part of it:
  - github.com/chromedp/cdproto; MIT
  - github.com/chromedp/chromedp; MIT
  - github.com/google/go-cmp; BSD 3-Clause
  - github.com/rogpeppe/go-internal; BSD 3-Clause
  - github.com/stretchr/testify; MIT
  - pgregory.net/rapid; MPL 2.0
`

// notice renders NOTICE: the layers by name, each with its licence and sources,
// and the modules.
func notice(m data.Manifest) string {
	var b strings.Builder
	b.WriteString(noticeHead)
	for _, l := range m.Layers {
		fmt.Fprintf(&b, "\n%s.parquet: %s\n  Licence: %s\n", l.Name, l.Title, l.Licence)
		for _, key := range l.Sources {
			s := m.Source(key)
			fmt.Fprintf(&b, "  - %s; %s; %s\n", s.Title, s.Date, s.Licence)
			if s.URL != "" {
				fmt.Fprintf(&b, "    %s\n", s.URL)
			}
		}
	}
	b.WriteString(libraries)
	return b.String()
}

// TestNoticeNamesTheModules compares the list with what go.mod asks for itself.
func TestNoticeNamesTheModules(t *testing.T) {
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	var required, named []string
	for line := range strings.Lines(string(mod)) {
		if module, version, ok := strings.Cut(strings.TrimSpace(line), " v"); ok && !strings.Contains(version, "// indirect") {
			required = append(required, module)
		}
	}
	for line := range strings.Lines(libraries) {
		if entry, ok := strings.CutPrefix(line, "  - "); ok {
			module, _, _ := strings.Cut(entry, ";")
			named = append(named, module)
		}
	}
	assert.ElementsMatch(t, required, named)
}

// TestNoticeNamesWhatTheLayersHold keeps NOTICE from drifting: a layer that is
// passed on without its source or licence breaks that licence.
func TestNoticeNamesWhatTheLayersHold(t *testing.T) {
	text, err := layers.FS.ReadFile(data.ManifestFile)
	require.NoError(t, err)
	m, err := data.ReadManifest(bytes.NewReader(text))
	require.NoError(t, err)
	want := notice(m)
	if *update {
		require.NoError(t, os.WriteFile(noticePath, []byte(want), 0o644))
	}
	got, err := os.ReadFile(noticePath)
	require.NoError(t, err)
	assert.Equal(t, want, string(got), "run `go test ./data/layers -update` and read the difference")

	for _, l := range m.Layers {
		assert.NotEmpty(t, l.Licence, l.Name)
		assert.NotEmpty(t, l.Sources, l.Name)
		for _, key := range l.Sources {
			assert.NotEmpty(t, m.Source(key).Licence, "layer %s names the unknown source %s", l.Name, key)
		}
	}
}

// TestDocumentNamesTheLicenceOfEachLayer compares the table in docs/data.md.
func TestDocumentNamesTheLicenceOfEachLayer(t *testing.T) {
	text, err := layers.FS.ReadFile(data.ManifestFile)
	require.NoError(t, err)
	m, err := data.ReadManifest(bytes.NewReader(text))
	require.NoError(t, err)
	doc, err := os.ReadFile("../../docs/data.md")
	require.NoError(t, err)
	licences := map[string]string{}
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 {
			continue
		}
		for name := range strings.SplitSeq(cells[1], ",") {
			licences[strings.TrimSpace(name)] = strings.TrimSpace(cells[3])
		}
	}
	for _, l := range m.Layers {
		assert.Equal(t, l.Licence, licences[l.Name], "licence of layer %s in docs/data.md", l.Name)
	}
}
