package build

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

// altNames yields the alternate names of an entry with their languages.
// Guessed languages come as x, and as und-Hani for Chinese characters that may
// be Chinese or Japanese.
func (e *entry) altNames() iter.Seq2[string, string] {
	return func(yield func(lang, name string) bool) {
		for item := range strings.SplitSeq(e.alt, "|") {
			lang, name, ok := strings.Cut(item, ":")
			if !ok || strings.TrimSpace(name) == "" {
				continue
			}
			if !yield(altLang(lang), strings.TrimSpace(name)) {
				return
			}
		}
	}
}

func altLang(lang string) string {
	switch {
	case lang == "ja-kana":
		return "ja-Kana"
	case strings.HasPrefix(lang, "han"):
		return "und-Hani"
	case len(lang) == 2 && lang[0] == 'x':
		return "x"
	}
	return lang
}

// naming is all that one unit is called.
type naming struct {
	unit int32
	kind data.Kind
	list []calling
	// keys are the spellings that the unit is compared by, the best first.
	keys []string
}

type calling struct {
	lang, name string
	// main names are the ones people use for the unit: its own, the English
	// and the Japanese one.
	main bool
	// lookupOnly names are variants of spelling, not names of their own.
	lookupOnly bool
}

func (n *naming) add(lang, name string, main bool) {
	if name != "" {
		n.list = append(n.list, calling{lang: lang, name: name, main: main})
	}
}

func (n *naming) variant(name string, main bool) {
	if name != "" {
		n.list = append(n.list, calling{name: name, main: main, lookupOnly: true})
	}
}

func (n *naming) key(name string) {
	if name != "" {
		n.keys = append(n.keys, name)
	}
}

// allNamings gathers the names of every unit, in unit order.
func allNamings(g *gazetteer, municipalities []municipality, regions *regionTable, katakana map[int64][]string) []naming {
	list := make([]naming, 0, len(g.candidates)+len(municipalities)+len(regions.list))
	for _, i := range g.candidates {
		list = append(list, g.entries[i].naming(katakana))
	}
	for i := range municipalities {
		list = append(list, municipalities[i].naming(g))
	}
	for i := range regions.list {
		r := &regions.list[i].row
		n := naming{unit: r.Unit, kind: data.KindRegion}
		n.add("main", r.Name, true)
		n.add("ja", r.NameJA, true)
		n.variant(regionName(r.Name), true)
		n.key(regionName(r.Name))
		list = append(list, n)
	}
	return list
}

func (e *entry) naming(katakana map[int64][]string) naming {
	n := naming{unit: e.unit, kind: data.KindPlace}
	n.add("main", e.name, true)
	n.variant(e.ascii, true)
	n.key(e.name)
	ja := e.nameJA(katakana)
	n.add("ja", ja, true)
	if e.geonameID != 0 {
		for _, form := range katakana[e.geonameID] {
			n.add("ja", form, false)
		}
	}
	for lang, name := range e.altNames() {
		n.add(lang, name, lang == "en")
		if lang == "en" {
			n.key(name)
		}
	}
	if names.Latin(e.name) == "" {
		n.key(e.ascii)
	}
	return n
}

// naming of a Japanese government: in kanji, kana and romaji, each with and
// without the kind of government, and what the gazetteer adds.
func (m *municipality) naming(g *gazetteer) naming {
	kind, _ := data.ParseKind(m.row.Kind)
	n := naming{unit: m.row.Unit, kind: kind}
	n.add("main", m.row.Name, true)
	n.add("ja", m.row.Kanji, true)
	n.add("ja-Hira", m.row.Kana, true)
	n.add("ja-Latn", m.row.Romaji, true)
	n.add("ja-Latn", m.otherRomaji, false)
	n.add("en", m.english, true)
	for _, base := range []string{m.row.Name, m.row.Romaji, m.otherRomaji} {
		if base != "" {
			n.variant(base+"-"+m.row.Suffix, true)
			n.variant(base+m.row.Suffix, false)
		}
	}
	for _, full := range []string{m.row.Kanji, m.row.Kana} {
		base, _ := names.TrimJapanese(full)
		n.variant(base, true)
	}
	n.variant(m.row.District+m.row.Kanji, true)
	n.key(m.row.Name)
	n.key(m.otherRomaji)
	if i, ok := g.byGN[m.geonameID]; ok && m.geonameID != 0 {
		for lang, name := range g.entries[i].altNames() {
			n.add(lang, name, false)
		}
	}
	return n
}

// nameRows returns the names layer, in order of unit, language and name, each
// name once a language.
func nameRows(namings []naming) []data.NameRow {
	var rows []data.NameRow
	for i := range namings {
		n := &namings[i]
		from := len(rows)
		for _, c := range n.list {
			if !c.lookupOnly {
				rows = append(rows, data.NameRow{Unit: n.unit, Lang: c.lang, Name: c.name})
			}
		}
		own := rows[from:]
		slices.SortFunc(own, func(a, b data.NameRow) int {
			return cmp.Or(cmp.Compare(a.Lang, b.Lang), cmp.Compare(a.Name, b.Name))
		})
		rows = rows[:from+len(slices.Compact(own))]
	}
	return rows
}

// lookupRows returns the lookup layer, in order of fold and unit. A fold that
// is both a main and an alternate name of a unit counts as main.
func lookupRows(namings []naming) []data.LookupRow {
	var rows []data.LookupRow
	for i := range namings {
		n := &namings[i]
		for _, c := range n.list {
			fold := names.Fold(c.name)
			if fold == "" {
				continue
			}
			row := data.LookupRow{Fold: fold, Unit: n.unit}
			if c.main {
				row.Main = 1
			}
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b data.LookupRow) int {
		return cmp.Or(cmp.Compare(a.Fold, b.Fold), cmp.Compare(a.Unit, b.Unit), cmp.Compare(b.Main, a.Main))
	})
	return slices.CompactFunc(rows, func(a, b data.LookupRow) bool { return a.Fold == b.Fold && a.Unit == b.Unit })
}
