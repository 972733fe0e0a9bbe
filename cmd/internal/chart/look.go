package chart

import (
	"fmt"
	"strings"
)

// Look is what the pictures of one page share. The zero value draws in English
// at the default width.
type Look struct {
	// Lang is "ja" or "en". Default: "en".
	Lang string
	// Width is the width in pixels that the picture is laid out for, and at
	// which its letters have their natural size: narrower pages should have
	// their own. From 320 to 1600. Default: 760.
	Width int
	// ID begins the id of every element that a page can refer to, so that two
	// pictures of a kind can stand on one page; the kind comes next, as in
	// ID-map-1. Letters, digits, - and _; others
	// are left out. Default: "chart".
	ID string
	// Bare leaves out the list of places below a map, for pages that have one
	// of their own. Default: false.
	Bare bool
}

func (l Look) width() float64 {
	if l.Width == 0 {
		return 760
	}
	return float64(min(1600, max(320, l.Width)))
}

// narrow tells whether the picture is for a phone: one column instead of two.
func (l Look) narrow() bool { return l.width() < 560 }

func (l Look) id(parts ...string) string {
	id := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return -1
	}, l.ID)
	if id == "" {
		id = "chart"
	}
	return strings.Join(append([]string{id}, parts...), "-")
}

// say chooses the words of the language.
func (l Look) say(en, ja string) string {
	if l.Lang == "ja" {
		return ja
	}
	return en
}

// sayf is [Look.say] with values put into the words.
func (l Look) sayf(en, ja string, values ...any) string {
	return fmt.Sprintf(l.say(en, ja), values...)
}

// tone is a kind of ink with its colour on light and on dark paper. Text has a
// contrast of at least 4.5 to what it stands on, and marks that carry a meaning
// one of at least 3 to the paper, rain and the areas of a map of 2; what is
// only there to guide the eye is fainter.
type tone struct{ name, attribute, light, dark string }

var tones = [...]tone{
	{"ink", "fill", "#24292f", "#e6e8ea"},
	{"faint", "fill", "#57606a", "#9aa4ae"},
	{"rule", "stroke", "#d0d7de", "#3d444d"},
	{"axis", "stroke", "#6e7781", "#8b949e"},
	{"sea", "fill", "#eaf1f7", "#18222c"},
	{"land", "fill", "#cdd5cc", "#404a45"},
	{"border", "stroke", "#ffffff", "#222a30"},
	{"coast", "stroke", "#ffffff", "#14181d"},
	{"arc", "stroke", "#0b5cad", "#6cb2ff"},
	{"halo", "stroke", "#ffffff", "#14181d"},
	{"badge", "fill", "#0b5cad", "#6cb2ff"},
	{"numeral", "fill", "#ffffff", "#0b1520"},
	{"home", "fill", "#b3261e", "#ff8a80"},
	{"gain", "fill", "#0b5cad", "#6cb2ff"},
	{"sum", "fill", "#24292f", "#e6e8ea"},
	{"room", "fill", "#dde2e8", "#343d46"},
	{"hatch", "stroke", "#6e7781", "#8b949e"},
	{"warm", "stroke", "#b3261e", "#ff8a80"},
	{"rain", "fill", "#5b9bd5", "#4a86bd"},
	{"tied", "fill", "#0b5cad", "#6cb2ff"},
	{"untied", "fill", "#e39a2d", "#b5792a"},
	{"silent", "fill", "#aab3bd", "#59636e"},
}

// ink is the attributes that give an element its colours: the light ones as
// presentation attributes, which any reader of SVG follows and any style sheet
// overrules, and the classes by which [Stylesheet] does so.
func ink(names ...string) string {
	classes, attributes := "", ""
	for _, name := range names {
		for _, t := range tones {
			if t.name == name {
				classes += " c-" + name
				attributes += fmt.Sprintf(` %s="%s"`, t.attribute, t.light)
			}
		}
	}
	return fmt.Sprintf(`class="%s"%s`, strings.TrimPrefix(classes, " "), attributes)
}

// Stylesheet returns the rules that colour all pictures, to be put into the
// style sheet of the page they stand in. Each colour is a custom property,
// --chart-NAME, that follows the reader's preference for light or dark unless
// the page sets it; an attribute data-theme="light" or "dark" on the root
// element settles it. Prints are light. Without the rules pictures have their
// light colours.
func Stylesheet() string {
	var light, dark, rules strings.Builder
	for _, t := range tones {
		fmt.Fprintf(&light, "--chart-%s:%s;", t.name, t.light)
		fmt.Fprintf(&dark, "--chart-%s:%s;", t.name, t.dark)
		fmt.Fprintf(&rules, ".c-%s{%s:var(--chart-%s)}\n", t.name, t.attribute, t.name)
	}
	return ":root{" + light.String() + "}\n" +
		"@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark.String() + "}}\n" +
		":root[data-theme=dark]{" + dark.String() + "}\n" +
		"@media print{:root:root{" + light.String() + "}}\n" + rules.String()
}
