package web

import (
	"context"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/cmd/internal/report"
)

// visitTime is how long a walk through the pages may take; a machine that runs
// all tests at once is slow.
const visitTime = 5 * time.Minute

// reader is a person with a browser in front of a server. Whatever the browser
// complains of, and whatever it asks elsewhere, fails the test at its end.
type reader struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu      sync.Mutex
	trouble []string
}

// newReader opens a browser of a size, in pixels. Chromium is needed.
func newReader(t *testing.T, width, height int64, mobile bool) *reader {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser is started")
	}
	path, err := report.FindBrowser("")
	if err != nil {
		t.Skip("no Chromium here; install the package chromium to walk through the pages")
	}
	s := newTestServer(t, Options{})
	require.NoError(t, s.warmForTest(t.Context()))
	served := httptest.NewServer(s.Handler())
	t.Cleanup(served.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.DisableGPU, chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("lang", "en-US"))
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // there is none for root
	}
	all, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(all)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, visitTime)
	t.Cleanup(cancel)
	r := &reader{t: t, ctx: ctx, base: served.URL}
	require.NoError(t, chromedp.Listen(ctx, r.listen))
	kind := []chromedp.EmulateViewportOption{}
	if mobile {
		kind = append(kind, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulatePortrait)
	}
	r.do(chromedp.EmulateViewport(width, height, kind...))
	t.Cleanup(func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		assert.Empty(t, r.trouble, "what the browser complains of, or asks of others")
	})
	return r
}

// warmForTest makes ready what every answer needs.
func (s *Server) warmForTest(context.Context) error {
	_, err := s.desk.Chooser()
	return err
}

func (r *reader) listen(event any) {
	complaint := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, r.base+"/") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "file:") {
			complaint = "asks " + u
		}
	case *runtime.EventExceptionThrown:
		complaint = "exception: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			complaint = "console: " + string(e.Type)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			complaint = "log: " + e.Entry.Text + " " + e.Entry.URL
		}
	}
	if complaint != "" {
		r.mu.Lock()
		r.trouble = append(r.trouble, complaint)
		r.mu.Unlock()
	}
}

func (r *reader) do(steps ...chromedp.Action[chromedp.Void]) {
	r.t.Helper()
	require.NoError(r.t, chromedp.Do(r.ctx, steps...))
}

// open goes to an address of the server.
func (r *reader) open(path string) { r.t.Helper(); r.do(chromedp.Navigate(r.base + path)) }

// tap clicks what a selector finds and waits for the page behind it.
func (r *reader) tap(selector string) {
	r.t.Helper()
	_, err := chromedp.RunResponse(r.ctx, chromedp.Click(chromedp.CSS(selector)))
	require.NoError(r.t, err, selector)
}

// click clicks what a selector finds; the page stays.
func (r *reader) click(selector string) { r.t.Helper(); r.do(chromedp.Click(chromedp.CSS(selector))) }

// text is what a selector's first element says.
func (r *reader) text(selector string) string {
	r.t.Helper()
	out, err := chromedp.Run(r.ctx, chromedp.Text(chromedp.CSS(selector)))
	require.NoError(r.t, err, selector)
	return strings.TrimSpace(out)
}

// js evaluates an expression of the page.
func js[T any](r *reader, expression string) T {
	r.t.Helper()
	out, err := chromedp.Run(r.ctx, chromedp.Evaluate[T](expression))
	require.NoError(r.t, err, expression)
	return out
}

// until waits for an expression to be true.
func (r *reader) until(expression string) {
	r.t.Helper()
	_, err := chromedp.Run(r.ctx, chromedp.Poll[bool](expression, chromedp.WithPollingTimeout(time.Minute)))
	require.NoError(r.t, err, expression)
}

// names are the candidates as they stand in the list.
func (r *reader) names() []string {
	r.t.Helper()
	return js[[]string](r, `[...document.querySelectorAll(".candidates h3 a")].map(a => a.textContent)`)
}

// fits tells whether the page is no wider than the screen.
func (r *reader) fits() {
	r.t.Helper()
	wide := js[[]string](r, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll, .tabs, svg, .visually-hidden, .skip")).map(e => e.tagName + "." + e.className).slice(0, 5)`)
	assert.Empty(r.t, wide, "wider than the screen")
}

// shot keeps a picture of the page, in the folder ARTIFACTS where there is one.
func (r *reader) shot(name string) {
	r.t.Helper()
	picture, err := chromedp.Run(r.ctx, chromedp.FullScreenshot(100))
	require.NoError(r.t, err)
	r.save(name, picture)
}

func (r *reader) save(name string, picture []byte) {
	r.t.Helper()
	dir := os.Getenv("ARTIFACTS")
	if dir == "" {
		dir = r.t.TempDir()
	}
	require.NoError(r.t, os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600))
}

// view keeps a picture of what stands on the screen.
func (r *reader) view(name string) {
	r.t.Helper()
	picture, err := chromedp.Run(r.ctx, chromedp.CaptureScreenshot())
	require.NoError(r.t, err)
	r.save(name, picture)
}

// slide moves a slider as a hand does.
func (r *reader) slide(id, value string) {
	r.t.Helper()
	js[chromedp.Void](r, `(() => { const s = document.getElementById("`+id+`"); s.value = "`+value+`"; s.dispatchEvent(new Event("input", {bubbles: true})) })()`)
}

// fetch downloads what a link leads to, as the browser saves it.
func (r *reader) fetch(selector string) string {
	r.t.Helper()
	dir := r.t.TempDir()
	_, err := chromedp.CallBrowser(r.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: new(true),
	})
	require.NoError(r.t, err)
	r.click(selector)
	var file string
	require.Eventually(r.t, func() bool {
		found, _ := filepath.Glob(filepath.Join(dir, "shimai-*"))
		if len(found) == 1 && !strings.HasSuffix(found[0], ".crdownload") {
			file = found[0]
		}
		return file != ""
	}, time.Minute, 50*time.Millisecond)
	return file
}

// walkText is what a walk looks for in its language.
type walkText struct {
	lang, query, town, kept, own string
}

func walks() map[string]walkText {
	return map[string]walkText{
		"ja": {"ja", "新得町", "新得町 (Shintoku)", "順位", "満たす"},
		"en": {"en", "Shintoku", "Shintoku (新得町)", "Place", "kept"},
	}
}

// TestAnOfficerFindsPartners walks from the name of a town to the report, on a
// desk and on a phone, in both languages.
func TestAnOfficerFindsPartners(t *testing.T) {
	screens := []struct {
		name          string
		width, height int64
		mobile        bool
		text          walkText
	}{
		{"desk-ja", 1280, 900, false, walks()["ja"]},
		{"desk-en", 1280, 900, false, walks()["en"]},
		{"phone-ja", 390, 844, true, walks()["ja"]},
	}
	for _, screen := range screens {
		t.Run(screen.name, func(t *testing.T) {
			r := newReader(t, screen.width, screen.height, screen.mobile)
			walk(r, screen.name, screen.text)
		})
	}
}

func walk(r *reader, name string, w walkText) {
	t := r.t
	r.open("/?lang=" + w.lang)
	r.fits()
	r.shot(name + "-1-home")
	r.do(chromedp.SendKeys(chromedp.CSS("#q"), w.query))
	r.until(`document.querySelectorAll("#q-list [role=option]").length > 0`)
	r.shot(name + "-2-search")
	_, err := chromedp.RunResponse(r.ctx, chromedp.Click(chromedp.CSS("#q-list [role=option]")))
	require.NoError(t, err)

	require.Equal(t, w.town, r.text("h1"))
	before := r.names()
	require.Len(t, before, 20)
	r.fits()
	r.shot(name + "-3-list")
	r.slide("w_climate", "3")
	r.slide("w_population", "0")
	r.until(`location.search.includes("w_population=0") && !document.body.classList.contains("busy")`)
	after := r.names()
	assert.NotEqual(t, before, after, "the list follows the slider")
	assert.Contains(t, js[string](r, `document.querySelector(".tabs a[href*='/portfolio']").href`), "w_population=0", "the other pages are asked the same")

	r.click(".candidates h3 a")
	r.until(`document.getElementById("drawer").open`)
	assert.Equal(t, after[0], r.text("#drawer h1"))
	assert.Greater(t, js[int](r, `document.querySelectorAll("#drawer .lines tbody tr").length`), 12)
	r.view(name + "-4-why")
	r.click("#drawer [data-close]")

	r.do(chromedp.SetValue(chromedp.CSS("#whynot"), "gn:5892532"))
	js[chromedp.Void](r, `document.querySelector(".whynot").requestSubmit()`)
	r.until(`document.getElementById("drawer").open && document.querySelector("#drawer h1").textContent.includes("Banff")`)
	assert.Contains(t, r.text("#drawer .scores"), w.kept)
	r.view(name + "-5-why-not")
	r.click("#drawer [data-close]")

	r.click(".candidate .actions a[data-swap]")
	r.until(`document.querySelectorAll(".basket li").length == 1 && location.search.includes("pick=")`)
	r.tap(".tabs a[href*='/portfolio']")
	js[chromedp.Void](r, `(() => { const s = document.querySelector("select[name=size]"); s.value = "6"; s.dispatchEvent(new Event("input", {bubbles: true})) })()`)
	r.until(`document.querySelectorAll(".suggested .candidate").length == 6`)
	r.click("a.take")
	r.until(`document.querySelectorAll(".own .candidate").length == 6`)
	assert.Equal(t, 3, js[int](r, `document.querySelectorAll(".checks .kept").length`), "the suggested set keeps the rules")
	assert.Contains(t, r.text(".checks"), w.own)
	r.fits()
	r.shot(name + "-6-portfolio")

	assert.NotEmpty(t, r.text(".own .candidate .reasons"), "what each is for is said of one's own set, too")
	r.tap(".tabs a[href*='/compare']")
	assert.Equal(t, 8, js[int](r, `document.querySelectorAll("table.grid thead th").length`), "a heading for the rows, the town, six candidates")
	r.shot(name + "-7-compare")
	r.tap(".tabs a[href*='/report']")
	r.shot(name + "-8-report")
	file := r.fetch("a[download][href*='format=html']")
	saved, err := os.ReadFile(file) // #nosec G304 -- the browser saved it there
	require.NoError(t, err)
	assert.Contains(t, string(saved), "size", "a page")
	r.do(chromedp.Navigate((&url.URL{Scheme: "file", Path: file}).String()))
	assert.Contains(t, r.text("h1"), w.query)
}

// TestPagesNeedNoScript walks with scripts switched off.
func TestPagesNeedNoScript(t *testing.T) {
	r := newReader(t, 1024, 768, false)
	_, err := chromedp.Call(r.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	require.NoError(t, err)
	r.open("/?lang=ja")
	r.do(chromedp.SetAttributeValue(chromedp.CSS("#q"), "value", "新得町"))
	r.tap(".finder button")
	r.tap(".choices a")
	assert.Equal(t, "新得町 (Shintoku)", r.text("h1"))
	r.shot("noscript-list")
	r.tap(".candidate .actions a[href*='/why']")
	assert.NotEmpty(t, r.text(".lines"))
	r.tap(".back a")
	r.tap(".tabs a[href*='/report']")
	r.tap(".panel .button")
	assert.Contains(t, r.text("h1"), "新得町")
	r.shot("noscript-report")
}

// TestDarkAndSurveys looks at the pages about countries, in the dark.
func TestDarkAndSurveys(t *testing.T) {
	r := newReader(t, 1280, 900, false)
	_, err := chromedp.Call(r.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	})
	require.NoError(t, err)
	for _, page := range []struct{ name, path, says string }{
		{"town", "/town?town=gn:2648579&to=JP&lang=en", "Glasgow"},
		{"coverage", "/coverage?lang=ja&in=jp:01", "日本"},
		{"gaps", "/gaps?lang=en", "Japan"},
		{"profile", "/profile?town=jp:01635&lang=ja", "新得町"},
		{"sources", "/sources?lang=en", "sources"},
	} {
		r.open(page.path)
		assert.Contains(t, r.text("h1"), page.says)
		r.fits()
		r.shot("dark-" + page.name)
	}
}
