package report

import (
	"fmt"
	"io"
	"strings"
)

// The formats of a report.
const (
	FormatMarkdown = "md"
	FormatJSON     = "json"
	FormatXLSX     = "xlsx"
)

// Formats lists the formats of a report, that of a terminal first.
func Formats() []string { return []string{FormatMarkdown, FormatJSON, FormatXLSX} }

// Write writes a report in one of the [Formats].
func Write(w io.Writer, r Report, format string) error {
	switch format {
	case FormatMarkdown:
		return WriteMarkdown(w, r)
	case FormatJSON:
		return WriteJSON(w, r)
	case FormatXLSX:
		return WriteWorkbook(w, r)
	}
	return fmt.Errorf("write report: there is no format %.20q, allowed are %s", format, strings.Join(Formats(), ", "))
}

// Only says what of a report is written.
type Only string

// What can be written alone.
const (
	// OnlyReport is the whole report.
	OnlyReport Only = "report"
	// OnlyLetter is the letter of enquiry to a candidate, in both languages.
	OnlyLetter Only = "letter"
	// OnlyProfile is the profile of the town on one page, in both languages.
	OnlyProfile Only = "profile"
)

// ParseOnly reads the name of what is written; "" is the whole report.
func ParseOnly(name string) (Only, error) {
	switch o := Only(name); o {
	case "":
		return OnlyReport, nil
	case OnlyReport, OnlyLetter, OnlyProfile:
		return o, nil
	}
	return "", fmt.Errorf("--only %.40q is not understood; allowed are report, letter, profile", name)
}
