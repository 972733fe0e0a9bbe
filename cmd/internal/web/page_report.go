package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/report"
	"github.com/shimai/shimai/data"
)

// reportBody is what the page about the report shows: what it holds, and where
// it can be read and had.
type reportBody struct {
	Town      townHead
	Basket    basketLine
	Purposes  []slider
	Sizes     []option
	Quotas    []option
	Least     []option
	Read      string
	Downloads []option
}

// reportPage offers the report in its formats.
func reportPage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := v.picks(ctx, town); err != nil {
		return nil, err
	}
	var controls portfolioBody
	v.portfolioControls(&controls)
	body := reportBody{Town: v.head(town, nil), Purposes: controls.Purposes, Sizes: controls.Sizes, Quotas: controls.Quotas, Least: controls.Least, Read: v.state.url("/report/read")}
	formats := []string{"html", "xlsx", "md", "json"}
	if v.s.prints() {
		formats = slices.Insert(formats, 1, "pdf")
	}
	body.Downloads = v.downloads("report", formats...)
	body.Basket, err = v.basketLine(ctx)
	return body, err
}

// downloads lists the addresses of an answer in its formats.
func (v *visit) downloads(what string, formats ...string) []option {
	var out []option
	for _, f := range formats {
		s := v.state.with("format", f)
		s.v.Del("part")
		s.v.Del("candidate")
		out = append(out, option{Value: address("/download/"+what, s.v), Name: formatWord(f, v.lang)})
	}
	return out
}

// formatWord names a format for people.
func formatWord(format, lang string) string {
	words := map[string][2]string{
		"html": {"HTML (page)", "HTML"}, "pdf": {"PDF (print)", "PDF"}, "xlsx": {"XLSX (Excel)", "Excel(XLSX)"}, "csv": {"CSV", "CSV"},
		"md": {"Markdown", "Markdown"}, "json": {"JSON", "JSON"}, "geojson": {"GeoJSON (map)", "GeoJSON"},
	}[format]
	return answer.Both(words[0], words[1]).In(lang)
}

// prints tells whether reports are printed as PDF. A print takes seconds of a
// browser, which a server for anyone leaves to the reader's own.
func (s *Server) prints() bool {
	_, err := report.FindBrowser("")
	return err == nil && !s.opt.Public
}

// writeReport writes the report of what was asked.
func (v *visit) writeReport(ctx context.Context, format string) ([]byte, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(report.Formats(), format) || format == report.FormatPDF && !v.s.prints() {
		return nil, v.wrong("There is no report as %s.", "%s形式の報告書はありません。", v.quote(format))
	}
	q := report.Question{Town: town}
	if q.Ask, err = v.ask(); err != nil {
		return nil, err
	}
	if q.Set, err = v.set(ctx, town); err != nil {
		return nil, err
	}
	r, err := report.Build(ctx, v.s.desk, q)
	if err != nil {
		return nil, err
	}
	world, err := v.s.desk.World()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = report.Printer{World: world}.Write(ctx, &out, r, format)
	return out.Bytes(), err
}

// writeList writes list, portfolio or comparison in a format of the command line.
func (v *visit) writeList(ctx context.Context, what, format string) ([]byte, error) {
	formats := []string{answer.FormatCSV, answer.FormatXLSX, answer.FormatJSON, answer.FormatMD}
	if what == "list" {
		formats = append(formats, answer.FormatGeoJSON)
	}
	if !slices.Contains(formats, format) {
		return nil, v.wrong("There is no download as %s.", "%s形式ではダウンロードできません。", v.quote(format))
	}
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	result, err := v.result(ctx, what, a, town)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = result.Write(&out, format, 0)
	return out.Bytes(), err
}

// result answers what is downloaded.
func (v *visit) result(ctx context.Context, what string, a answer.Ask, town data.Unit) (answer.Result, error) {
	switch what {
	case "list":
		r, err := v.s.desk.Recommend(ctx, a, town)
		if err != nil {
			return answer.Result{}, err
		}
		return r.Result(), nil
	case "portfolio":
		set, err := v.set(ctx, town)
		if err != nil {
			return answer.Result{}, err
		}
		r, err := v.s.desk.Portfolio(ctx, a, town, set)
		if err != nil {
			return answer.Result{}, err
		}
		return r.Result(), nil
	}
	picks, err := v.picks(ctx, town)
	if err != nil {
		return answer.Result{}, err
	}
	if len(picks) == 0 {
		return answer.Result{}, v.wrong("Nothing is selected to be compared.", "比較する候補が選択されていません。")
	}
	a.Parts = true
	r, err := v.s.desk.Compare(ctx, a, append([]data.Unit{town}, picks...))
	if err != nil {
		return answer.Result{}, err
	}
	return r.Result(), nil
}

// download sends an answer as a file.
func (p *pager) download(w http.ResponseWriter, r *http.Request) {
	what, v := r.PathValue("what"), p.visit(r)
	if !slices.Contains([]string{"list", "portfolio", "compare", "report"}, what) {
		http.NotFound(w, r)
		return
	}
	format := v.state.v.Get("format")
	k, err := p.keep(r, v, func(ctx context.Context) ([]byte, error) {
		if what == "report" {
			return v.writeReport(ctx, format)
		}
		return v.writeList(ctx, what, format)
	})
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	w.Header().Set("Content-Type", fileType(format))
	w.Header().Set("Content-Disposition", `attachment; filename="shimai-`+what+"-"+fileWord(v.state.v.Get("town"))+"."+format+`"`)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(k.body) // who went away meanwhile does not need the rest
}

// readReport shows the report as a page. It brings its own style, which is let
// through by its digest and nothing else is.
func (p *pager) readReport(w http.ResponseWriter, r *http.Request) {
	v := p.visit(r)
	k, err := p.keep(r, v, func(ctx context.Context) ([]byte, error) {
		return v.writeReport(ctx, report.FormatHTML)
	})
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	_, rest, _ := bytes.Cut(k.body, []byte("<style>"))
	style, _, _ := bytes.Cut(rest, []byte("</style>"))
	sum := sha256.Sum256(style)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+
		"'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(k.body) // who went away meanwhile does not need the rest
}

// keep makes a file, or takes it from the cache.
func (p *pager) keep(r *http.Request, v *visit, write func(context.Context) ([]byte, error)) (*kept, error) {
	q := question{format: v.state.v.Get("format"), ask: answer.Ask{Lang: v.lang, Config: p.s.opt.Config}, key: []string{r.URL.Path, v.state.v.Encode()}}
	return p.s.answers.get(r.Context(), p.s.tag("file", q), func(ctx context.Context) ([]byte, error) {
		var err error
		if v.base, err = p.s.desk.Base(); err != nil {
			return nil, err
		}
		return write(ctx)
	})
}

// fileWord keeps of a word what a file's name may hold on every system.
func fileWord(word string) string {
	return strings.Trim(strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
			return c
		case c == ':', c == ' ', c == '-', c == '_':
			return '-'
		}
		return -1
	}, word), "-")
}

// fileType names the form of a file.
func fileType(format string) string {
	switch format {
	case report.FormatHTML:
		return "text/html; charset=utf-8"
	case report.FormatPDF:
		return "application/pdf"
	case report.FormatXLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return contentType(format)
}
