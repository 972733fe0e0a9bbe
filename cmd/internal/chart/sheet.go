package chart

import (
	"fmt"
	"html"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Sizes of letters in pixels.
const (
	titlePx  = 15
	wordsPx  = 13
	detailPx = 11
)

// sheet collects the elements of a picture for a page.
type sheet struct {
	look   Look
	kind   string // of picture, as it stands in ids
	body   strings.Builder
	height float64
	links  bool
	hatch  bool
}

// at writes a number of pixels with a decimal if it has one.
func at(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10+0, 'f', -1, 64)
}

// plain takes out what no XML may hold, and escapes what has a meaning in it.
func plain(words string) string {
	return html.EscapeString(strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r == 0xFFFE, r == 0xFFFF:
			return '?'
		case r < ' ', r == 0x7F:
			return ' '
		}
		return r
	}, words))
}

func (s *sheet) add(format string, values ...any) {
	fmt.Fprintf(&s.body, format+"\n", values...)
}

func (s *sheet) line(tone, extra string, x1, y1, x2, y2 float64) {
	s.add(`<line %s x1="%s" y1="%s" x2="%s" y2="%s"%s/>`, ink(tone), at(x1), at(y1), at(x2), at(y2), extra)
}

func (s *sheet) rect(tone, extra string, x, y, w, h float64) {
	s.add(`<rect %s x="%s" y="%s" width="%s" height="%s"%s/>`, ink(tone), at(x), at(y), at(max(0, w)), at(max(0, h)), extra)
}

func (s *sheet) circle(tones []string, extra string, x, y, r float64) {
	s.add(`<circle %s cx="%s" cy="%s" r="%s"%s/>`, ink(tones...), at(x), at(y), at(r), extra)
}

// unsure draws a hatched box: something of which nothing is known.
func (s *sheet) unsure(x, y, w, h float64) {
	s.hatch = true
	s.add(`<rect fill="url(#%s)" x="%s" y="%s" width="%s" height="%s"/>`, s.look.id(s.kind, "hatch"), at(x), at(y), at(max(0, w)), at(max(0, h)))
}

// text writes words at a point; anchor is start, middle or end.
func (s *sheet) text(tone, anchor string, size int, x, y float64, words string) {
	s.add(`<text %s x="%s" y="%s" font-size="%d" text-anchor="%s">%s</text>`, ink(tone), at(x), at(y), size, anchor, plain(words))
}

// fit writes words from a point to the right, or to the left when anchor is
// end, cut so that they take no more than the room; the whole is their title.
func (s *sheet) fit(tone, anchor string, size int, x, y, room float64, words string) {
	short := cut(words, float64(size), room)
	if short == words {
		s.text(tone, anchor, size, x, y, words)
		return
	}
	s.add(`<text %s x="%s" y="%s" font-size="%d" text-anchor="%s">%s<title>%s</title></text>`, ink(tone), at(x), at(y), size, anchor, plain(short), plain(words))
}

// open begins a group that a page can refer to: a link where an address within
// the site is given. Other addresses are not followed: a picture has no
// business outside the page.
func (s *sheet) open(id, link string) (closing string) {
	attribute := ""
	if id != "" {
		attribute = fmt.Sprintf(` id="%s"`, s.look.id(s.kind, id))
	}
	if strings.HasPrefix(link, "#") || strings.HasPrefix(link, "/") && !strings.HasPrefix(link, "//") {
		s.links = true
		s.add(`<a%s href="%s">`, attribute, plain(link))
		return "</a>"
	}
	s.add(`<g%s>`, attribute)
	return "</g>"
}

// finish puts the frame around the elements. Readers of the page aloud hear
// the title and what the picture tells; one with links is a group, since
// nothing within an image can be followed.
func (s *sheet) finish(title, tells string) string {
	role := "img"
	if s.links {
		role = "group"
	}
	w, h := at(s.look.width()), at(math.Ceil(s.height))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" width="%s" height="%s" role="%s" aria-labelledby="%s %s" font-family="system-ui, 'Hiragino Sans', 'Noto Sans JP', sans-serif">`+"\n", w, h, w, h, role, s.look.id(s.kind, "title"), s.look.id(s.kind, "desc"))
	fmt.Fprintf(&b, `<title id="%s">%s</title>`+"\n"+`<desc id="%s">%s</desc>`+"\n", s.look.id(s.kind, "title"), plain(title), s.look.id(s.kind, "desc"), plain(tells))
	if s.hatch {
		fmt.Fprintf(&b, `<defs><pattern id="%s" width="6" height="6" patternUnits="userSpaceOnUse"><path %s d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke-width="1.2" fill="none"/></pattern></defs>`+"\n", s.look.id(s.kind, "hatch"), ink("hatch"))
	}
	b.WriteString(s.body.String())
	b.WriteString("</svg>\n")
	return b.String()
}

// heading writes the title of a picture and returns the height it takes.
func (s *sheet) heading(words string) float64 {
	s.fit("ink", "start", titlePx, 0, 18, s.look.width(), words)
	return 30
}

// wide returns about how wide words are at a size of 1.
func wide(words string) float64 {
	w := 0.0
	for _, r := range words {
		switch {
		case r >= 0x1100 && (r <= 0x11FF || r >= 0x2E80):
			w++
		case strings.ContainsRune("ijlItfr.,:;'|!()[] ", r):
			w += 0.38
		case r >= 'A' && r <= 'Z' || strings.ContainsRune("mw%@&—…", r):
			w += 0.8
		default:
			w += 0.61
		}
	}
	return w
}

// cut shortens words to a room, with … at the end.
func cut(words string, size, room float64) string {
	if wide(words)*size <= room {
		return words
	}
	runes := []rune(words)
	for len(runes) > 0 && wide(string(runes)+"…")*size > room {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// finite tells whether v can be drawn.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// within bounds a value; what is not a number becomes the lower bound.
func within(v, low, high float64) float64 {
	if !(v > low) {
		return low
	}
	return min(v, high)
}

// grouped writes a whole number with commas.
func grouped(v float64) string {
	digits := strconv.FormatFloat(math.Abs(math.Round(v)), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if math.Round(v) < 0 {
		return "-" + digits
	}
	return digits
}
