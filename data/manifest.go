package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// ManifestFile is the name of the manifest beside the layers.
const ManifestFile = "manifest.json"

// FormatVersion numbers the layout of the layers. A store opens only its own.
//
//	1  first version
const FormatVersion = 1

// Manifest lists the layers of one build of the data, where they come from,
// and under which licence each may be used.
type Manifest struct {
	// Format is the [FormatVersion] the layers were written with.
	Format int `json:"format"`
	// Units counts governments by kind name, regions and places included.
	Units map[string]int `json:"units"`
	// Sources holds every source by key.
	Sources []Source `json:"sources"`
	// Layers holds every layer, ordered by name.
	Layers []LayerInfo `json:"layers"`
	// Unresolved counts the parties of ties that were not identified, by reason.
	Unresolved map[string]int `json:"unresolved_ties"`
}

// Source names where facts come from.
type Source struct {
	// Key is the short name that evidence cites.
	Key string `json:"key"`
	// Title names the source for a reader.
	Title string `json:"title"`
	// Date tells of which day, month or year the facts are.
	Date string `json:"date"`
	// Licence is one of the licences that the compiler knows.
	Licence string `json:"licence"`
	// URL is a public address of the publisher; empty when there is none.
	URL string `json:"url,omitempty"`
}

// LayerInfo describes one layer file.
type LayerInfo struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Licence string       `json:"licence"`
	Sources []string     `json:"sources"`
	Rows    int          `json:"rows"`
	Bytes   int64        `json:"bytes"`
	SHA256  string       `json:"sha256"`
	Columns []ColumnInfo `json:"columns"`
}

// ColumnInfo describes one column of a layer.
type ColumnInfo struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Unit string `json:"unit,omitempty"`
	// Known counts the rows that hold a value.
	Known int `json:"known"`
}

// ReadManifest decodes and checks a manifest.
func ReadManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	dec := json.NewDecoder(r)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return Manifest{}, fmt.Errorf("read %s: %w", ManifestFile, err)
	}
	if m.Format != FormatVersion {
		return Manifest{}, fmt.Errorf("read %s: layers have format %d, this program reads %d: rebuild them with `shimai data build`", ManifestFile, m.Format, FormatVersion)
	}
	return m, nil
}

// Layer returns the entry of the named layer.
func (m Manifest) Layer(name string) (LayerInfo, bool) {
	i := slices.IndexFunc(m.Layers, func(l LayerInfo) bool { return l.Name == name })
	if i < 0 {
		return LayerInfo{}, false
	}
	return m.Layers[i], true
}

// Source returns the source with the given key; an unknown key comes back as
// its own title, so that evidence always has something to cite.
func (m Manifest) Source(key string) Source {
	i := slices.IndexFunc(m.Sources, func(s Source) bool { return s.Key == key })
	if i < 0 {
		return Source{Key: key, Title: key}
	}
	return m.Sources[i]
}

// Digest identifies the data: it changes when any layer changes that an answer
// can depend on. Base maps are left out: they are drawn under a result and can
// change none, so that a coast drawn better leaves run ids and indexes valid.
func (m Manifest) Digest() string {
	lines := make([]string, 0, len(m.Layers))
	for _, l := range m.Layers {
		if !slices.Contains(baseMaps[:], l.Name) {
			lines = append(lines, l.Name+" "+l.SHA256)
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:6])
}
