package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/shimai/shimai/cmd/internal/chart"
)

//go:embed page/report.html
var pageSource string

//go:embed page/report.css
var pageStyle string

// WriteHTML writes the report as one page that needs nothing else: no network,
// no script, its pictures drawn into it. It reads on a phone, prints on A4 and
// follows the reader's choice of light or dark. Its own content security policy
// lets nothing run or load but its style sheet, whatever a name may hold.
func (r Report) WriteHTML(w io.Writer, world chart.World) error {
	style := pageStyle + chart.Stylesheet()
	sum := sha256.Sum256([]byte(style))
	p := page{
		Report: r, Style: template.CSS(style), // #nosec G203 -- our own file
		Policy:   "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		painter:  painter{lang: r.Lang, world: world},
		contents: contents(r),
	}
	t, err := template.New("report").Funcs(p.functions()).Parse(pageSource)
	if err != nil {
		return fmt.Errorf("read the template of the report: %w", err)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, p); err != nil {
		return fmt.Errorf("lay out the report: %w", err)
	}
	if _, err := out.WriteTo(w); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// page is a report on its way to HTML.
type page struct {
	Report
	Style    template.CSS
	Policy   string
	painter  painter
	contents []entry
}

// entry is a line of the table of contents.
type entry struct {
	Anchor, Title string
	Number        int
	Parts         []entry
}

// contents lists sections, and the parts of those that have some.
func contents(r Report) []entry {
	var out []entry
	for _, s := range r.Sections {
		e := entry{Anchor: "section-" + s.Key, Title: s.Title, Number: s.Number}
		for _, p := range s.Parts {
			e.Parts = append(e.Parts, entry{Anchor: partAnchor(p.ID), Title: p.Title})
		}
		out = append(out, e)
	}
	return out
}

// partAnchor makes the id of a government or an annex one that a page can refer
// to: other characters than letters, digits and "-" become their code.
func partAnchor(id string) string {
	var b strings.Builder
	b.WriteString("part-")
	for _, c := range []byte(id) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}

// functions are what the template asks for beside the report itself.
func (p page) functions() template.FuncMap {
	pictures := 0
	return template.FuncMap{
		"contents": func() []entry { return p.contents },
		"anchor":   partAnchor,
		"say": func(en, ja string) string {
			if p.Lang == "ja" {
				return ja
			}
			return en
		},
		"picture": func(pic *Picture) template.HTML {
			pictures++
			return template.HTML(p.painter.draw(pic, fmt.Sprintf("picture%d", pictures))) // #nosec G203 -- chart escapes all words
		},
		"at":    func(b Block, level int) laid { return laid{Block: b, Level: level} },
		"cards": cards,
		"kind":  kind,
	}
}

// laid is a block with the level of its heading.
type laid struct {
	Block
	Level int
}

// kind is how a cell is set: figures stay on one line, so that they can be
// compared; words that stand among figures may take several.
func kind(col Column, c Cell) string {
	var out []string
	if col.Number {
		out = append(out, "number")
	}
	if c.Value != nil {
		out = append(out, "figure")
	}
	if c.Unknown {
		out = append(out, "unknown")
	}
	return strings.Join(out, " ")
}

// cards tells whether a table is better read as one card a row on a phone: where
// cells hold sentences. Figures stay in columns, which can be compared.
func cards(t *Table) bool {
	for _, c := range t.Columns {
		if c.Wide {
			return true
		}
	}
	return false
}
