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

// notice renders NOTICE: the layers by name, each with its licence and sources.
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
	return b.String()
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
