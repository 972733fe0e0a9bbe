package web

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// barriers lists what keeps people out that a program can see: fields without
// a label, links without words, ids that stand twice, headings that are not one,
// and text whose contrast is below WCAG AA.
const barriers = `(() => {
	const out = [];
	const ids = new Set();
	for (const e of document.querySelectorAll("[id]")) { if (ids.has(e.id)) out.push("id twice: " + e.id); ids.add(e.id); }
	for (const f of document.querySelectorAll("input:not([type=hidden]), select, textarea")) if (!f.labels.length && !f.getAttribute("aria-label")) out.push("no label: " + f.name);
	for (const b of document.querySelectorAll("a[href], button")) if (!(b.textContent.trim() || b.getAttribute("aria-label"))) out.push("no words: " + b.outerHTML.slice(0, 80));
	if (document.querySelectorAll("main h1").length != 1) out.push("headings: " + document.querySelectorAll("main h1").length);
	for (const t of document.querySelectorAll("table")) if (!t.querySelector("th[scope=col]")) out.push("a table without headings");
	const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
	const rgb = (c) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
	const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
	for (const e of document.querySelectorAll("body *")) {
		if (e.closest("svg, .visually-hidden, .skip, dialog:not([open])") || !e.checkVisibility()) continue;
		if (![...e.childNodes].some(n => n.nodeType == 3 && n.textContent.trim())) continue;
		let back = e; while (back && rgb(getComputedStyle(back).backgroundColor)[3] == 0) back = back.parentElement;
		const style = getComputedStyle(e), a = light(rgb(style.color)), b = light(back ? rgb(getComputedStyle(back).backgroundColor) : [255, 255, 255]);
		const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05), size = parseFloat(style.fontSize);
		if (ratio < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) out.push("contrast " + ratio.toFixed(2) + ": " + e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30));
	}
	return [...new Set(out)].slice(0, 12);
})()`

func TestPagesHaveNoBarriers(t *testing.T) {
	r := newReader(t, 1280, 900, false)
	for _, scheme := range []string{"light", "dark"} {
		_, err := chromedp.Call(r.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		require.NoError(t, err)
		for _, path := range []string{
			"/?lang=ja", "/search?q=Banff&lang=en", "/town?town=jp:20202&lang=ja&n=10&have=ski&pick=gn:5892532", "/why?town=jp:20202&candidate=gn:5892532&lang=en",
			"/portfolio?town=jp:20202&size=4&pick=gn:5892532&lang=ja", "/compare?town=jp:20202&pick=gn:5892532&lang=ja", "/profile?town=jp:20202&lang=en",
			"/report?town=jp:20202&lang=ja", "/coverage?lang=en&in=jp:20", "/gaps?lang=ja", "/sources?lang=ja", "/town?town=Toledo&lang=en",
		} {
			r.mu.Lock()
			r.trouble = nil // an ambiguous name is status 409, which browsers log
			r.mu.Unlock()
			r.open(path)
			assert.Empty(t, js[[]string](r, barriers), "%s, %s", path, scheme)
		}
		r.mu.Lock()
		r.trouble = nil
		r.mu.Unlock()
	}
	js[chromedp.Void](r, `document.querySelector("h1").style.color = "#333"`)
	assert.NotEmpty(t, js[[]string](r, barriers), "grey letters on a dark page are found")
}

// The map is moved and enlarged by keys alone, and leads to the list.
func TestTheMapIsReachedByKeys(t *testing.T) {
	r := newReader(t, 1280, 900, false)
	r.open("/town?town=jp:20202&lang=en&n=10")
	js[chromedp.Void](r, `document.querySelector(".map .for-wide svg").focus()`)
	before := js[string](r, `document.querySelector(".map .for-wide svg").getAttribute("viewBox")`)
	r.do(chromedp.KeyEvent("+"), chromedp.KeyEvent("+"), chromedp.KeyEvent("ArrowRight"))
	assert.NotEqual(t, before, js[string](r, `document.querySelector(".map .for-wide svg").getAttribute("viewBox")`))
	r.do(chromedp.KeyEvent("0"))
	assert.Equal(t, before, js[string](r, `document.querySelector(".map .for-wide svg").getAttribute("viewBox")`))
	js[chromedp.Void](r, `document.querySelector(".map .for-wide svg a[href='#candidate-3']").focus()`)
	r.until(`document.getElementById("candidate-3").classList.contains("lit")`)
	assert.Equal(t, "true", js[string](r, `String(document.querySelectorAll(".map .for-wide svg a").length >= 10)`))
}
