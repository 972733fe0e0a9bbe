package cli

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// progress shows on a terminal how far a long task is; in a pipe it is silent.
type progress struct {
	w           io.Writer
	label, lang string
	now         func() time.Time

	start, shown time.Time
	width        int
}

// refresh is how often the line is rewritten.
const refresh = 100 * time.Millisecond

// progress returns a reporter on stderr, or a silent one when stderr is no
// terminal or --quiet was given.
func (e *env) progress(label string) *progress {
	p := &progress{label: label, lang: e.messageLang(), now: time.Now}
	if _, ok := terminalOf(e.stderr); ok && !e.flags.quiet {
		p.w = e.stderr
	}
	return p
}

// update says that done of total are finished.
func (p *progress) update(done, total int) { p.stage("", done, total) }

// stage is update with the name of what begins now.
func (p *progress) stage(name string, done, total int) {
	if p.w == nil {
		return
	}
	now := p.now()
	if p.start.IsZero() {
		p.start = now
	}
	if name == "" && done < total && now.Sub(p.shown) < refresh {
		return
	}
	p.shown = now
	p.rewrite(p.line(name, done, total, now.Sub(p.start)))
}

// line words the state: label, stage, share done, rate, and the time left.
func (p *progress) line(name string, done, total int, spent time.Duration) string {
	parts := []string{p.label}
	if name != "" {
		parts = append(parts, name)
	}
	say := func(en, ja string, args ...any) string { return answer.Words(en, ja, args...).In(p.lang) }
	parts = append(parts, say("%s of %s", "%s/%s件", answer.Grouped(int64(done)), answer.Grouped(int64(total))))
	if done > 0 && spent >= time.Second {
		rate := float64(done) / spent.Seconds()
		if rate >= 1 {
			parts = append(parts, say("%s/s", "毎秒%s件", answer.Grouped(int64(rate))))
		}
		if done < total {
			left := time.Duration(float64(total-done) / rate * float64(time.Second))
			parts = append(parts, say("%s left", "残り約%s", left.Round(time.Second)))
		}
	}
	return strings.Join(parts, " · ")
}

// rewrite replaces the line shown before.
func (p *progress) rewrite(line string) {
	width := answer.Ruler("").StringWidth(line)
	pad := strings.Repeat(" ", max(0, p.width-width))
	p.width = width
	// A line that cannot be shown is no reason to stop the work it is about.
	_, _ = fmt.Fprintf(p.w, "\r%s%s", line, pad)
}

// done wipes the line away.
func (p *progress) done() {
	if p.w != nil && p.width > 0 {
		p.rewrite("")
		_, _ = fmt.Fprint(p.w, "\r")
	}
}
