package report

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/shimai/shimai/cmd/internal/chart"
)

// The formats of a report.
const (
	FormatMarkdown = "md"
	FormatJSON     = "json"
	FormatXLSX     = "xlsx"
	FormatHTML     = "html"
	FormatPDF      = "pdf"
)

// Formats lists the formats of a report, that of a terminal first.
func Formats() []string {
	return []string{FormatMarkdown, FormatHTML, FormatPDF, FormatXLSX, FormatJSON}
}

// Printer is what pictures and pages are made with.
type Printer struct {
	// World is the map that HTML and PDF draw on.
	World chart.World
	// Chromium is the path of the browser that prints PDF, "" for one that is installed.
	Chromium string
}

// Write writes a report in one of the [Formats].
func (p Printer) Write(ctx context.Context, w io.Writer, r Report, format string) error {
	switch format {
	case FormatHTML:
		return r.WriteHTML(w, p.World)
	case FormatPDF:
		return p.writePDF(ctx, w, r)
	case FormatMarkdown:
		return WriteMarkdown(w, r)
	case FormatJSON:
		return WriteJSON(w, r)
	case FormatXLSX:
		return WriteWorkbook(w, r)
	}
	return fmt.Errorf("write report: there is no format %.20q, allowed are %s", format, strings.Join(Formats(), ", "))
}

// writePDF prints the page of HTML.
func (p Printer) writePDF(ctx context.Context, w io.Writer, r Report) error {
	browser, err := FindBrowser(p.Chromium)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := r.WriteHTML(&page, p.World); err != nil {
		return err
	}
	pdf, err := PrintPDF(ctx, browser, page.Bytes())
	if err != nil {
		return err
	}
	if _, err := w.Write(pdf); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
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
