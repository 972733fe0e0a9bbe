package config

import (
	"fmt"
	"io"
)

// defaultText is the file that `shimai config init` writes. Every key stands in
// it with its default, commented out: a test takes the marks off and loads it.
const defaultText = `# Configuration of shimai. Environment variables (SHIMAI_N, SHIMAI_TO, ...)
# go over this file, flags go over both. An unknown key is an error.
# The values shown are the defaults: take the # off to change one.

# Folder with layers to read instead of those inside the program.
#data: ""

# Folder for the search index and the local store; it can be deleted at any
# time. Empty: shimai in $XDG_CACHE_HOME, or else in ~/.cache.
#cache: ""

# Folder for your own records (ties, wishes, steps); it is never deleted.
# Empty: shimai in $XDG_DATA_HOME, or else in ~/.local/share.
#own: ""

# Language of the output: en, ja, or empty for the language of your system.
#lang: ""

# Countries, continents or subregions of the candidates, as in [US, GB].
# Empty: everywhere abroad.
#to: []

# Number of candidates, 1 to 1000.
#n: 20

# The most candidates of one country; 0 for no limit.
#per_country: 3

# Order of the list: balanced, fit, openness or mutual.
#by: balanced

# How results are printed: table, tsv, csv, json, jsonl, md or geojson.
# Empty: a table on a terminal, tsv in a pipe.
#format: ""

# How much each criterion counts, 0 to 100; 0 switches it off.
#weights:
#  name: 1
#  population: 1
#  climate: 1
#  geography: 1
#  history: 1
#  trade: 1
#  education: 1
#  culture: 1
#  disaster: 1
#  access: 1
#  links: 1
#  country: 1
`

// WriteDefault writes a configuration file with every key explained and
// commented out, so that later defaults still reach the user.
func WriteDefault(w io.Writer) error {
	if _, err := io.WriteString(w, defaultText); err != nil {
		return fmt.Errorf("write configuration: %w", err)
	}
	return nil
}
