// Package layers embeds the compiled layers into the program.
package layers

import "embed"

// FS holds manifest.json and the Parquet layers.
//
//go:embed manifest.json *.parquet
var FS embed.FS
