package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// ErrNoBrowser tells that a PDF cannot be made for want of a browser.
var ErrNoBrowser = errors.New("a PDF is printed by Chromium, which was not found: install chromium or give its path with --chromium, or write the report as .html and print that")

// ErrNoGlyphs tells that the browser has no font with Japanese letters.
var ErrNoGlyphs = errors.New("the browser has no Japanese font, so that the PDF would show empty boxes: install one, such as the package fonts-noto-cjk, and try again")

// printWait is far longer than a browser takes to print a report.
const printWait = 90 * time.Second

// browsers are the names that Chromium and its relatives go by.
var browsers = [...]string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"}

// FindBrowser returns the path of the browser that prints: the one named, or
// else the first that is installed. [ErrNoBrowser] is returned where there is none.
func FindBrowser(named string) (string, error) {
	if named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("use %s as the browser: %w", named, err)
		}
		return path, nil
	}
	for _, name := range browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// PrintPDF prints a page by a browser. Unlike all other formats a PDF is not the
// same to the byte each time: the browser writes its time and version into it.
// Without a Japanese font it is ErrNoGlyphs, since the name of every Japanese
// town would be missing from the print.
func PrintPDF(ctx context.Context, browser string, html []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, printWait)
	defer cancel()
	dir, err := os.MkdirTemp("", "shimai-print-*")
	if err != nil {
		return nil, fmt.Errorf("print the report: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // what is left behind is in the system's folder for that
	page, out := filepath.Join(dir, "report.html"), filepath.Join(dir, "report.pdf")
	if err := os.WriteFile(page, html, 0o600); err != nil {
		return nil, fmt.Errorf("print the report: %w", err)
	}
	glyphs := filepath.Join(dir, "glyphs.html")
	if err := os.WriteFile(glyphs, []byte(glyphPage), 0o600); err != nil {
		return nil, fmt.Errorf("print the report: %w", err)
	}
	said, err := browse(ctx, browser, dir, "--dump-dom", fileURL(glyphs))
	if err != nil {
		return nil, err
	}
	if strings.Contains(said, `data-glyphs="none"`) {
		return nil, ErrNoGlyphs
	}
	if _, err := browse(ctx, browser, dir, "--no-pdf-header-footer", "--print-to-pdf="+out, fileURL(page)); err != nil {
		return nil, err
	}
	pdf, err := os.ReadFile(out) //nolint:gosec // in our own folder
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, fmt.Errorf("print the report: %s ended without a PDF; try it by hand: write the report as .html, open and print it", browser)
	}
	return pdf, nil
}

// browse runs the browser without a window and returns what it prints.
func browse(ctx context.Context, browser, dir string, args ...string) (string, error) {
	all := []string{"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--user-data-dir=" + filepath.Join(dir, "profile")}
	if os.Geteuid() == 0 {
		all = append(all, "--no-sandbox") // Chromium has no sandbox for root and would not start
	}
	cmd := exec.CommandContext(ctx, browser, append(all, args...)...) //nolint:gosec // the user chose it
	var said, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &errs
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return "", fmt.Errorf("print the report with %s: %w", browser, ctx.Err())
		}
		return "", fmt.Errorf("print the report with %s: %w: %s", browser, err, lastLine(errs.String()))
	}
	return said.String(), nil
}

func fileURL(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// glyphPage draws a kanji and a code point that no font has. Where both look
// the same, both are the box for a missing letter.
const glyphPage = `<!doctype html><meta charset="utf-8"><html lang="ja"><canvas width="64" height="64"></canvas><script>
const c = document.querySelector("canvas"), g = c.getContext("2d");
const drawn = t => { g.clearRect(0, 0, 64, 64); g.font = "48px sans-serif"; g.fillText(t, 4, 52); return c.toDataURL(); };
document.documentElement.dataset.glyphs = drawn("\u65b0") === drawn("\u{10fffd}") ? "none" : "some";
</script>`
