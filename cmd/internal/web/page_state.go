package web

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/matcher/portfolio"
)

// mostPicked is how many candidates may be set side by side, and the most that
// a portfolio of one's own has.
const mostPicked = 8

// state is all that a page is asked, as it stands in its address: what is as
// usual is left out, so that the same question has the same address. Every link
// of a page is made from it, which is how a town, its weights and its choices
// go along from page to page.
type state struct {
	v url.Values
	// usual holds every parameter that pages understand with the value that an
	// address leaves out.
	usual map[string]string
}

// usualState lists the parameters that pages understand, with the values they
// have under a configuration when nobody asks for others.
func usualState(cfg config.Config) map[string]string {
	keys := map[string]string{
		"q": "", "town": "", "candidate": "", "pick": "", "to": "", "by": cfg.By, "n": strconv.Itoa(cfg.N), "per_country": "", "quota": "",
		"min": "", "max": "", "language": "", "have": "", "size": "4-8", "continents": "", "country": "JP", "in": "", "lang": "", "format": "", "part": "",
		"parts": "", "members": "", "not": "",
	}
	for _, c := range config.Criteria() {
		keys[weightKey(c)] = "1"
		if w, ok := cfg.Weights[c]; ok {
			keys[weightKey(c)] = strconv.FormatFloat(w, 'f', -1, 64)
		}
	}
	for _, p := range portfolio.Purposes() {
		keys[purposeParam(p)] = strconv.FormatFloat(p.DefaultWeight(), 'f', -1, 64)
	}
	return keys
}

func weightKey(criterion string) string { return "w_" + criterion }

func purposeParam(p portfolio.Purpose) string { return "p_" + p.String() }

// readState reads an address. What it does not understand it drops: pages are
// called by people, and what others append to links is no reason to refuse.
func readState(in url.Values, usual map[string]string) state {
	s := state{url.Values{}, usual}
	for key, usual := range usual {
		list := words(in[key], key == "to")
		switch key {
		case "pick", "candidate", "to", "have":
			if key == "have" {
				slices.Sort(list)
			}
			if key == "pick" {
				list = list[:min(len(list), mostPicked)]
			}
			if len(list) > 0 {
				s.v[key] = list
			}
		default:
			if len(list) > 0 && !sameValue(list[0], usual) {
				s.v[key] = list[:1]
			}
		}
	}
	return s
}

// words trims what was typed, drops what is empty or double and, where one
// field takes several, splits at commas of either script.
func words(in []string, split bool) []string {
	var out []string
	for _, raw := range in {
		parts := []string{raw}
		if split {
			parts = strings.FieldsFunc(raw, func(r rune) bool { return strings.ContainsRune(",、,;", r) })
		}
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" && !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// sameValue compares words, or numbers however they are written.
func sameValue(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || errX == nil && errY == nil && x == y
}

// get returns a parameter, or its usual value.
func (s state) get(key string) string { return cmp.Or(s.v.Get(key), s.usual[key]) }

// has tells whether a list holds a word.
func (s state) has(key, word string) bool { return slices.Contains(s.v[key], word) }

// with returns the state with a parameter set, or dropped where there is no value.
func (s state) with(key string, values ...string) state {
	in := url.Values{}
	for k, list := range s.v {
		in[k] = list
	}
	in[key] = values
	return readState(in, s.usual)
}

// toggled puts a word into a list, or takes it out.
func (s state) toggled(key, word string) state {
	list := slices.Clone(s.v[key])
	if i := slices.Index(list, word); i >= 0 {
		return s.with(key, slices.Delete(list, i, i+1)...)
	}
	return s.with(key, append(list, word)...)
}

// about keeps what holds for all towns: the language and the country.
func (s state) about() state {
	return state{url.Values{}, s.usual}.with("lang", s.v.Get("lang")).with("country", s.v.Get("country"))
}

// url is the address of a page in this state. What belongs to one request only
// is not handed on.
func (s state) url(path string) string {
	v := url.Values{}
	for key, list := range s.v {
		if key != "part" && key != "format" && (key != "q" && key != "not" || path == "/search") && (key != "candidate" || path == "/why") && (key != "in" || path == "/coverage") {
			v[key] = list
		}
	}
	return address(path, v)
}

func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// weights returns the weights of criteria as a list for config.
func (s state) weights() string {
	var out []string
	for _, c := range config.Criteria() {
		if w := s.v.Get(weightKey(c)); w != "" {
			out = append(out, c+"="+w)
		}
	}
	return strings.Join(out, ",")
}

// purposes returns the weights of purposes as words of the command line.
func (s state) purposes() []string {
	var out []string
	for _, p := range portfolio.Purposes() {
		if w := s.v.Get(purposeParam(p)); w != "" {
			out = append(out, p.String()+"="+w)
		}
	}
	return out
}
