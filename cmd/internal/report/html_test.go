package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/cmd/internal/chart"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/layers"
)

// evil are names that try to be more than text.
func evil() []string {
	return []string{
		`<script>document.title="taken"</script>`, `=cmd|' /C calc'!A0`, `"quoted" & 'so'`, "\u202egnp.exe", strings.Repeat("長", 300), `"><img src=x onerror=alert(1)>`, `{{.Run}}`,
	}
}

// evilReport has such names wherever a name can stand.
func evilReport() Report {
	r := Report{Schema: Schema, Lang: "ja", Title: evil()[0], Run: answer.Run{ID: "0123456789ab"}}
	table := &Table{Columns: []Column{{Key: "name", Title: evil()[2], Head: true}, {Key: "fit", Title: "Fit", Number: true}, {Key: "why", Title: "Why", Wide: true}}}
	fit := 51.25
	for _, name := range evil() {
		table.Rows = append(table.Rows, []Cell{{Shown: name}, {Shown: "51.25", Value: &fit}, {Shown: "不明", Unknown: true}})
	}
	s := Section{Number: 1, Key: "shortlist", Title: evil()[5], Blocks: []Block{{
		Heading: evil()[6], Text: evil(), Table: table, List: evil(), Blanks: []Blank{{Label: evil()[0]}, {Label: "予算", Value: evil()[1], Hint: evil()[2]}}, Notes: evil(),
		Picture: &Picture{Kind: PictureMap, Alt: "map", Spots: []Spot{{Name: evil()[0], Lat: 43, Lon: 142, Role: RoleTown}, {ID: "gn:1", Name: evil()[5], Lat: math.NaN(), Lon: 0, Role: RoleMember, Number: 1}}},
	}}}
	for i, name := range evil() {
		s.Parts = append(s.Parts, Part{ID: "pl:AU:" + name + ":" + string(rune('a'+i)), Title: name, Blocks: []Block{{
			Picture: &Picture{Kind: PicturePoints, Alt: name, Bars: []Bar{{Label: name, Points: 3, Max: 10, Known: i%2 == 0}}},
		}}})
	}
	s.Parts = append(s.Parts, Part{ID: "gn:1", Title: "the member on the map"})
	r.Sections = []Section{s}
	return r
}

func testWorld(t *testing.T) chart.World {
	t.Helper()
	st, err := data.Open(layers.FS)
	require.NoError(t, err)
	var w chart.World
	w.Land, err = st.Land()
	require.NoError(t, err)
	w.Borders, err = st.Borders()
	require.NoError(t, err)
	return w
}

func pageOf(t *testing.T, r Report) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, r.WriteHTML(&b, testWorld(t)))
	return b.Bytes()
}

// walk calls f for every element of a page.
func walk(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, f)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	var add func(*html.Node)
	add = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			add(c)
		}
	}
	add(n)
	return b.String()
}

func TestNamesStayText(t *testing.T) {
	t.Parallel()
	source := pageOf(t, evilReport())
	root, err := html.Parse(bytes.NewReader(source))
	require.NoError(t, err)
	ids := map[string]bool{}
	var cells []string
	walk(root, func(n *html.Node) {
		assert.NotContains(t, []string{"script", "img", "iframe", "object", "link", "form"}, n.Data)
		for _, a := range n.Attr {
			assert.False(t, strings.HasPrefix(a.Key, "on") || a.Key == "style", "%s has %s", n.Data, a.Key)
			if a.Key == "href" || a.Key == "src" {
				assert.True(t, strings.HasPrefix(a.Val, "#"), "%s leads out: %s", n.Data, a.Val)
			}
			if a.Key == "id" {
				assert.False(t, ids[a.Val], "id %s stands twice", a.Val)
				ids[a.Val] = true
			}
		}
		if n.Data == "th" && attribute(n, "scope") == "row" {
			cells = append(cells, textOf(n))
		}
	})
	assert.Equal(t, evil(), cells, "whole and unchanged")
	walk(root, func(n *html.Node) {
		if target, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok {
			assert.True(t, ids[target], "a link leads to %s, which is nowhere", target)
		}
	})
}

func TestThePolicyLetsTheStyleInAndNothingElse(t *testing.T) {
	t.Parallel()
	root, err := html.Parse(bytes.NewReader(pageOf(t, evilReport())))
	require.NoError(t, err)
	var policy, style string
	walk(root, func(n *html.Node) {
		switch {
		case n.Data == "style":
			style = textOf(n)
		case attribute(n, "http-equiv") == "Content-Security-Policy":
			policy = attribute(n, "content")
		}
	})
	sum := sha256.Sum256([]byte(style))
	assert.Contains(t, policy, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	assert.True(t, strings.HasPrefix(policy, "default-src 'none'; "), policy)
	assert.NotContains(t, style, "@import")
	assert.NotContains(t, style, "url(http")
}

func TestThePageCanBeHeard(t *testing.T) {
	t.Parallel()
	root, err := html.Parse(bytes.NewReader(pageOf(t, evilReport())))
	require.NoError(t, err)
	level := 0
	walk(root, func(n *html.Node) {
		switch n.Data {
		case "html":
			assert.Equal(t, "ja", attribute(n, "lang"))
		case "h1", "h2", "h3", "h4":
			next := int(n.Data[1] - '0')
			assert.LessOrEqual(t, next, level+1, "no level of headings is left out before %q", textOf(n))
			level = next
		case "th":
			assert.NotEmpty(t, attribute(n, "scope"))
		case "svg":
			// One with links is a group: what is inside an img is not reached.
			assert.Contains(t, []string{"img", "group"}, attribute(n, "role"))
			assert.NotEmpty(t, attribute(n, "aria-labelledby"))
		}
	})
}

// inBrowser skips where no browser is installed.
func inBrowser(t *testing.T) string {
	t.Helper()
	browser, err := FindBrowser("")
	if err != nil || testing.Short() {
		t.Skip("skipped: Chromium is not installed (Debian: chromium fonts-noto-cjk), or -short was given")
	}
	return browser
}

func TestNoNameRunsInABrowser(t *testing.T) {
	t.Parallel()
	browser := inBrowser(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "evil.html")
	require.NoError(t, os.WriteFile(file, pageOf(t, evilReport()), 0o600))
	dom, err := browse(t.Context(), browser, dir, "--dump-dom", fileURL(file))
	require.NoError(t, err)
	root, err := html.Parse(strings.NewReader(dom))
	require.NoError(t, err)
	walk(root, func(n *html.Node) {
		if n.Data == "title" && n.Parent.Data == "head" {
			assert.Equal(t, evil()[0], textOf(n), "a script has changed the title")
		}
	})
}

// TestReportsAsTheyLook takes pictures of two whole reports as a reader has them
// before him, into the folder ARTIFACTS where there is one, for somebody to look at.
func TestReportsAsTheyLook(t *testing.T) {
	t.Parallel()
	browser := inBrowser(t)
	artifacts := os.Getenv("ARTIFACTS")
	if artifacts == "" {
		artifacts = t.TempDir()
	}
	for name, q := range map[string]Question{
		"okegawa": asking(t, "jp:11231", "ja", nil, ""), "glasgow": asking(t, "gn:2648579", "en", []string{"JP"}, ""),
	} {
		source := string(pageOf(t, built(t, q)))
		for _, look := range []struct {
			name, size, theme string
			dark              bool
		}{
			{"desktop", "1100,3200", "light", false}, {"phone", "390,3200", "light", false}, {"dark", "1100,3200", "dark", true},
		} {
			dir := t.TempDir()
			file, shot := filepath.Join(dir, "report.html"), filepath.Join(artifacts, "report-"+name+"-"+look.name+".png")
			require.NoError(t, os.WriteFile(file, []byte(strings.Replace(source, "<html ", `<html data-theme="`+look.theme+`" `, 1)), 0o600))
			_, err := browse(t.Context(), browser, dir, "--hide-scrollbars", "--window-size="+look.size, "--screenshot="+shot, fileURL(file))
			require.NoError(t, err)
			paper, ink := shades(t, shot)
			assert.Equal(t, look.dark, paper < 100, "%s %s: the paper has a lightness of %d", name, look.name, paper)
			assert.Greater(t, ink, 20_000, "%s %s: something is written on it", name, look.name)
		}
	}
}

// shades returns the lightness of the first point of a picture, 0 to 255, and
// how many points differ much from it.
func shades(t *testing.T, path string) (paper, ink int) {
	t.Helper()
	f, err := os.Open(path) //nolint:gosec // written by the test
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	img, err := png.Decode(f)
	require.NoError(t, err)
	light := func(x, y int) int { return int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y) }
	b := img.Bounds()
	paper = light(b.Min.X+2, b.Min.Y+2)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if d := light(x, y) - paper; d > 60 || d < -60 {
				ink++
			}
		}
	}
	return paper, ink
}

func TestPrintPDF(t *testing.T) {
	t.Parallel()
	browser := inBrowser(t)
	pdf, err := PrintPDF(t.Context(), browser, pageOf(t, evilReport()))
	if errors.Is(err, ErrNoGlyphs) {
		t.Skip("skipped: no Japanese font is installed (Debian: fonts-noto-cjk)")
	}
	require.NoError(t, err)
	assert.Greater(t, bytes.Count(pdf, []byte("/Type /Page\n"))+bytes.Count(pdf, []byte("/Type /Page ")), len(evil())-1, "each candidate has a page")
	assert.Contains(t, string(pdf), "/FontFile", "the letters are in it")
}

func TestABrowserThatIsNotThere(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := FindBrowser("")
	require.ErrorIs(t, err, ErrNoBrowser)
	_, err = FindBrowser("no-such-browser")
	assert.ErrorContains(t, err, "no-such-browser")
	_, err = PrintPDF(t.Context(), filepath.Join(t.TempDir(), "none"), []byte("<p>x"))
	assert.ErrorContains(t, err, "print the report with")
}
