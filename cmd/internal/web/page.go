package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
)

//go:embed templates static
var pageFiles embed.FS

// pager writes pages for people. Every page is made here and is whole without a
// script; the script that comes with it asks for the same addresses and puts
// what is new in the place of the old.
type pager struct {
	s *Server
	// pages are the templates by name, each with the layout around it.
	pages map[string]*template.Template
	// style is the style sheet, script the script; version names them both.
	style, script, icon []byte
	version             string
	usual               map[string]string
}

// model makes what a page shows.
type model func(context.Context, *visit) (any, error)

// pages registers what people see.
func (s *Server) pages(mux *http.ServeMux) error {
	p, err := newPager(s)
	if err != nil {
		return err
	}
	for path, page := range map[string]struct {
		name string
		make model
	}{
		"/{$}": {"home", homePage}, "/search": {"search", searchPage}, "/town": {"town", townPage}, "/why": {"why", whyPage},
		"/portfolio": {"portfolio", portfolioPage}, "/compare": {"compare", comparePage}, "/profile": {"profile", profilePage}, "/report": {"report", reportPage},
		"/coverage": {"coverage", coveragePage}, "/gaps": {"gaps", gapsPage}, "/sources": {"sources", sourcesPage},
	} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) { p.serve(w, r, page.name, page.make) })
	}
	mux.Handle("/", nowhere(mux, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := p.visit(r)
		p.fail(w, r, v, newProblem(http.StatusNotFound, problemRefused, v.say("There is no such page.", "このページはありません。")))
	})))
	mux.HandleFunc("GET /download/{what}", p.download)
	mux.HandleFunc("GET /report/read", p.readReport)
	mux.HandleFunc("GET /static/page.css", p.lasting("text/css; charset=utf-8", p.style))
	mux.HandleFunc("GET /static/page.js", p.lasting("text/javascript; charset=utf-8", p.script))
	mux.HandleFunc("GET /static/icon.svg", p.lasting("image/svg+xml", p.icon))
	return nil
}

func newPager(s *Server) (*pager, error) {
	p := &pager{s: s, pages: map[string]*template.Template{}, usual: usualState(s.opt.Config)}
	layout, err := template.New("layout").ParseFS(pageFiles, "templates/layout/*.html")
	if err != nil {
		return nil, fmt.Errorf("read the layout of pages: %w", err)
	}
	files, err := fs.Glob(pageFiles, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("list the pages: %w", err)
	}
	for _, file := range files {
		t, err := template.Must(layout.Clone()).ParseFS(pageFiles, file)
		if err != nil {
			return nil, fmt.Errorf("read a page: %w", err)
		}
		p.pages[strings.TrimSuffix(strings.TrimPrefix(file, "templates/"), ".html")] = t
	}
	for _, f := range []struct {
		name string
		to   *[]byte
	}{{"page.css", &p.style}, {"page.js", &p.script}, {"icon.svg", &p.icon}} {
		if *f.to, err = pageFiles.ReadFile("static/" + f.name); err != nil {
			return nil, fmt.Errorf("read a file of the pages: %w", err)
		}
	}
	p.style = append(p.style, chart.Stylesheet()...)
	sum := sha256.Sum256(slices.Concat(p.style, p.script, p.icon))
	p.version = hex.EncodeToString(sum[:6])
	return p, nil
}

// lasting serves a file whose address names its version.
func (p *pager) lasting(contentType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		_, _ = w.Write(body) // who went away meanwhile does not need the rest
	}
}

// sheet is what the layout and every page are written from.
type sheet struct {
	*visit
	Body    any
	Version string
	Part    string
}

// serve answers with a page.
func (p *pager) serve(w http.ResponseWriter, r *http.Request, name string, make model) {
	v := p.visit(r)
	q := question{format: "html", ask: answer.Ask{Lang: v.lang, Config: p.s.opt.Config}, key: []string{r.URL.Path, v.state.v.Encode(), p.version}}
	key := p.s.tag("page", q)
	zipped, tag := acceptsGzip(r.Header.Get("Accept-Encoding")), ""
	tag = entityTag(key, page{}, zipped)
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Vary", "Accept-Encoding, Accept-Language")
	h.Set("Cache-Control", p.s.cacheControl())
	if matches(r.Header.Get("If-None-Match"), key, page{}) {
		h.Set("ETag", tag)
		w.WriteHeader(http.StatusNotModified)
		return
	}
	k, err := p.s.answers.get(r.Context(), key, func(ctx context.Context) ([]byte, error) { return p.render(ctx, v, name, make) })
	if err != nil {
		p.fail(w, r, v, err)
		return
	}
	h.Set("ETag", tag)
	body := k.body
	if zipped {
		h.Set("Content-Encoding", "gzip")
		body = k.packed
	}
	_, _ = w.Write(body) // who went away meanwhile does not need the rest
}

// visit reads a request.
func (p *pager) visit(r *http.Request) *visit {
	v := &visit{s: p.s, state: readState(r.URL.Query(), p.usual), path: r.URL.Path}
	switch lang := v.state.v.Get("lang"); lang {
	case "en", "ja":
		v.lang = lang
	default:
		v.state = v.state.with("lang")
		v.lang = preferred(r.Header.Get("Accept-Language"), p.s.opt.Lang)
	}
	return v
}

// preferred is the first of the reader's languages that pages are written in.
func preferred(header, usual string) string {
	for _, word := range strings.Split(header, ",") {
		tag, _, _ := strings.Cut(strings.TrimSpace(word), ";")
		base, _, _ := strings.Cut(strings.ToLower(tag), "-")
		if base == "en" || base == "ja" {
			return base
		}
	}
	return usual
}

// render makes a page, or the part of it that was asked for.
func (p *pager) render(ctx context.Context, v *visit, name string, make model) ([]byte, error) {
	var err error
	if v.base, err = p.s.desk.Base(); err != nil {
		return nil, err
	}
	body, err := make(ctx, v)
	if err != nil {
		return nil, err
	}
	return p.lay(v, name, body)
}

// lay writes a page from what it shows.
func (p *pager) lay(v *visit, name string, body any) ([]byte, error) {
	t, block := p.pages[name], "layout"
	part := v.state.v.Get("part")
	if part != "" && t.Lookup(part) != nil && slices.Contains([]string{"live", "main"}, part) {
		block = part
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, block, sheet{visit: v, Body: body, Version: p.version, Part: part}); err != nil {
		return nil, fmt.Errorf("write the page %s: %w", name, err)
	}
	return out.Bytes(), nil
}
