package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// ErrInvalid is wrapped by every error about an unknown key or an impossible
// value. The user can mend these; they are usage errors.
var ErrInvalid = errors.New("invalid configuration")

// Config is what a run is asked to do, after all sources were merged.
type Config struct {
	// Data is a folder with layers to read instead of the embedded ones.
	// Default: "", the embedded layers.
	Data string `mapstructure:"data" yaml:"data"`
	// Cache is the folder for the search index and the local store; empty
	// only when no home directory is known, and then nothing is kept.
	// Default: shimai in the user's cache directory.
	Cache string `mapstructure:"cache" yaml:"cache"`
	// Own is the folder for the own records; empty only when no home directory
	// is known, and then there are none. It is never the cache, which may be
	// deleted. Default: shimai in the user's data directory.
	Own string `mapstructure:"own" yaml:"own"`
	// Lang is the language of the output: "en", "ja", or "" for the locale's.
	// Default: "".
	Lang string `mapstructure:"lang" yaml:"lang"`
	// To limits candidates to countries, continents or subregions, as the
	// user named them. Default: empty, everywhere abroad.
	To []string `mapstructure:"to" yaml:"to"`
	// N is the number of candidates, 1 to 1000. Default: 20.
	N int `mapstructure:"n" yaml:"n"`
	// PerCountry is the most candidates of one country, 0 for no limit.
	// Default: 3.
	PerCountry int `mapstructure:"per_country" yaml:"per_country"`
	// By is the order of the list: balanced, fit, openness or mutual.
	// Default: "balanced".
	By string `mapstructure:"by" yaml:"by"`
	// Weights multiply criteria, 0 to 100; a missing one counts 1 and 0
	// switches its criterion off. Default: empty.
	Weights map[string]float64 `mapstructure:"weights" yaml:"weights"`
	// Format is how results are printed: table, tsv, csv, json, jsonl, md or
	// geojson. Default: "", a table on a terminal and TSV in a pipe.
	Format string `mapstructure:"format" yaml:"format"`
}

// Criteria returns the names that weights may use, in the order of display.
func Criteria() []string {
	return []string{
		"name", "population", "climate", "geography", "history", "trade",
		"education", "culture", "disaster", "access", "links", "country",
	}
}

// defaults returns the configuration of a user who configured nothing.
func defaults(cache, own string) Config {
	return Config{Cache: cache, Own: own, To: []string{}, N: 20, PerCountry: 3, By: "balanced", Weights: map[string]float64{}}
}

// Digest identifies the settings that change a result: two configurations with
// the same digest rank the same. Folders, language and format are left out
// (the data have a digest of their own), and so is what says the same in other
// words: the order of To, a weight of 1.
func (c Config) Digest() string {
	to := slices.Clone(c.To)
	for i, s := range to {
		to[i] = strings.ToLower(s)
	}
	slices.Sort(to)
	lines := []string{
		"to " + strconv.Quote(strings.Join(slices.Compact(to), "\n")),
		"n " + strconv.Itoa(c.N),
		"per_country " + strconv.Itoa(c.PerCountry),
		"by " + c.By,
	}
	for _, name := range slices.Sorted(maps.Keys(c.Weights)) {
		if w := c.Weights[name]; w != 1 {
			lines = append(lines, "weights."+name+" "+strconv.FormatFloat(w, 'g', -1, 64))
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:6])
}

// WriteYAML writes the configuration in the form of the configuration file:
// what it writes can be read back and gives the same configuration.
func (c Config) WriteYAML(w io.Writer) error {
	text, err := yaml.Marshal(c)
	if err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	return nil
}
