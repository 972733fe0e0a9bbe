package web

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pickWords is the text in the language.
func pickWords(lang, en, ja string) string {
	if lang == "ja" {
		return ja
	}
	return en
}

// capital begins a heading with a large letter, where the script has one.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// ofFilters words for readers of pages what answers say of a brief and of
// flags: pages have filters, which are asked as the brief that says the same.
func ofFilters(text string) string {
	return strings.NewReplacer(
		"the brief asks for", "the filters ask for", "要望書の条件", "絞り込み条件",
		" (--to or the brief)", "", "(--to または要望書)", "", "what brief and policy keep out", "what filters and policy keep out", "要望書・方針", "条件・方針",
	).Replace(text)
}

// mostQuoted bounds what is quoted of something typed, in letters.
const mostQuoted = 60

// quote puts what somebody typed into quotation marks of the reader's language.
func (v *visit) quote(typed string) string {
	if letters := []rune(typed); len(letters) > mostQuoted {
		typed = string(letters[:mostQuoted]) + "…"
	}
	return v.say("“%s”", "「%s」", typed)
}

// T is a text in the reader's language, for templates.
func (v *visit) T(en, ja string) string { return pickWords(v.lang, en, ja) }

// Lang is the reader's language.
func (v *visit) Lang() string { return v.lang }

// Place words a place in a ranking.
func (v *visit) Place(rank string) string { return v.say("#%s", "%s位", rank) }

// To is the address of a page about the same question.
func (v *visit) To(path string) string { return v.state.url(path) }

// Plain is the address of a page that is not about a town.
func (v *visit) Plain(path string) string { return v.state.about().url(path) }

// In is the address of this page in another language.
func (v *visit) In(lang string) string {
	s := v.state.with("lang", lang)
	return address(v.path, s.v)
}

// Here is the path of this page.
func (v *visit) Here() string { return v.path }

// Get is a parameter of the address.
func (v *visit) Get(key string) string { return v.state.v.Get(key) }

// Usual is the value of a parameter that an address leaves out.
func (v *visit) Usual(key string) string { return v.state.usual[key] }

// field is a parameter that a form hands on.
type field struct{ Key, Value string }

// Keep lists the parameters that a form hands on beside its own.
func (v *visit) Keep(keys ...string) []field {
	var out []field
	for _, key := range keys {
		for _, value := range v.state.v[key] {
			out = append(out, field{key, value})
		}
	}
	return out
}

// KeepAll lists all parameters but those that a form asks itself.
func (v *visit) KeepAll(but ...string) []field {
	keys := slices.DeleteFunc(slices.Sorted(maps.Keys(v.state.v)), func(k string) bool {
		return slices.Contains(but, k) || k == "part" || k == "format"
	})
	return v.Keep(keys...)
}

// About offers, on the page of the report, the set picked by hand in place of
// the suggested one; nil where nothing is picked, and on other pages.
func (v *visit) About() []option {
	if v.path != "/report" || len(v.state.v["pick"]) == 0 {
		return nil
	}
	return v.options("members", false, [][3]string{{"", "the suggested set", "提案する組み合わせ"}, {"own", "your own selection", "自由に選んだ組み合わせ"}})
}
