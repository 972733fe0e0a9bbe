package cli

import (
	"encoding/json"
	"fmt"
	"io"
)

// The formats of results.
const (
	formatTable   = "table"
	formatTSV     = "tsv"
	formatCSV     = "csv"
	formatJSON    = "json"
	formatJSONL   = "jsonl"
	formatMD      = "md"
	formatGeoJSON = "geojson"
)

// tabular are the formats that every document has, together with JSON.
var tabular = [...]string{formatTable, formatTSV, formatCSV, formatJSON, formatMD}

// formats returns the formats every document has and those given.
func formats(more ...string) []string { return append(tabular[:len(tabular):len(tabular)], more...) }

// result is what a command found, in the shapes that the formats need.
type result struct {
	// doc serves table, tsv, csv and md.
	doc document
	// parts, where there are any, serve table and md in place of doc, one below
	// the other; doc then holds all of them in one table for programs.
	parts []document
	// json is the document of --format json.
	json any
	// lines are the documents of jsonl, one a line.
	lines []any
	// geo is the document of geojson.
	geo any
}

// write writes the result in a format; width is what tables have room for, in columns.
func (r result) write(w io.Writer, format string, width int) error {
	switch format {
	case formatTable:
		return r.each(w, func(d document) error { return d.writeTable(w, width) })
	case formatTSV:
		return r.doc.writeTSV(w)
	case formatCSV:
		return r.doc.writeCSV(w)
	case formatMD:
		return r.each(w, func(d document) error { return d.writeMarkdown(w) })
	case formatJSONL:
		for _, line := range r.lines {
			if err := writeJSON(w, line, ""); err != nil {
				return err
			}
		}
		return nil
	case formatGeoJSON:
		return writeJSON(w, r.geo, "")
	}
	return writeJSON(w, r.json, "  ")
}

// each writes what people read: the parts with a line between them, or the
// one document.
func (r result) each(w io.Writer, write func(document) error) error {
	if len(r.parts) == 0 {
		return write(r.doc)
	}
	for i, d := range r.parts {
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

func writeJSON(w io.Writer, v any, indent string) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}
