package answer

import (
	"encoding/json"
	"fmt"
	"io"
)

// The formats of results.
const (
	FormatTable   = "table"
	FormatTSV     = "tsv"
	FormatCSV     = "csv"
	FormatJSON    = "json"
	FormatJSONL   = "jsonl"
	FormatMD      = "md"
	FormatGeoJSON = "geojson"
	FormatXLSX    = "xlsx"
)

// tabular are the formats that every document has, together with JSON.
var tabular = [...]string{FormatTable, FormatTSV, FormatCSV, FormatJSON, FormatMD}

// Formats returns the formats every document has and those given.
func Formats(more ...string) []string { return append(tabular[:len(tabular):len(tabular)], more...) }

// Result is what a command found, in the shapes that the formats need.
type Result struct {
	// Doc serves table, tsv, csv, xlsx and md.
	Doc Document
	// parts, where there are any, serve table and md in place of doc, one below
	// the other; doc then holds all of them in one table for programs.
	Parts []Document
	// JSON is the document of --format json.
	JSON any
	// lines are the documents of jsonl, one a line.
	lines []any
	// geo is the document of geojson.
	geo any
}

// Write writes the result in a format; width is what tables have room for, in columns.
func (r Result) Write(w io.Writer, format string, width int) error {
	switch format {
	case FormatTable:
		return r.each(w, func(d Document) error { return d.WriteTable(w, width) })
	case FormatTSV:
		return r.Doc.WriteTSV(w)
	case FormatCSV:
		return r.Doc.writeCSV(w)
	case FormatMD:
		return r.each(w, func(d Document) error { return d.writeMarkdown(w) })
	case FormatJSONL:
		for _, line := range r.lines {
			if err := WriteJSON(w, line, ""); err != nil {
				return err
			}
		}
		return nil
	case FormatXLSX:
		return r.Doc.writeXLSX(w)
	case FormatGeoJSON:
		return WriteJSON(w, r.geo, "")
	}
	return WriteJSON(w, r.JSON, "  ")
}

// each writes what people read: the parts with a line between them, or the
// one document.
func (r Result) each(w io.Writer, write func(Document) error) error {
	if len(r.Parts) == 0 {
		return write(r.Doc)
	}
	for i, d := range r.Parts {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return fmt.Errorf("write the result: %w", err)
			}
		}
		d.part = i > 0
		if err := write(d); err != nil {
			return err
		}
	}
	return nil
}

func WriteJSON(w io.Writer, v any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
