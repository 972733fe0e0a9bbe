package answer

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shimai/shimai/matcher"
)

// ofPair words the reasons of a criterion of fit, which concern both places:
// those of the town's direction, then what only the candidate's direction
// tells. A reason that the other direction mirrors ("1.3 times our size", "1.3
// times smaller") stands once, with the sources of both.
func (x Explanation) ofPair(there, back matcher.Line) []string {
	var out []string
	left := slices.Clone(back.Evidence)
	for _, ev := range there.Evidence {
		cited := []matcher.Evidence{ev}
		if i := slices.IndexFunc(left, func(o matcher.Evidence) bool { return mirrored(ev, o) }); i >= 0 {
			cited = append(cited, left[i])
			left = slices.Delete(left, i, i+1)
		}
		out = append(out, x.cite(cited...))
	}
	asker := x.Base.Name(x.Placement.Candidate.Unit, x.Lang)
	for _, ev := range left {
		out = append(out, Both("for "+asker+": ", asker+"から見て: ").In(x.Lang)+x.cite(ev))
	}
	if len(out) == 0 && !there.Known {
		out = append(out, silent(x.Lang))
	}
	return out
}

// silent says that a criterion has nothing to go by.
func silent(lang string) string {
	return Both("unknown: the data are silent", "不明: データなし").In(lang)
}

// ofEach words the reasons of a line of openness, which concern one place
// each: the candidate, whom the town asks, and the town.
func (x Explanation) ofEach(there, back matcher.Line) []string {
	var out []string
	for _, side := range []struct {
		name string
		line matcher.Line
	}{{x.Base.Name(x.Placement.Candidate.Unit, x.Lang), there}, {x.Base.Name(x.Town, x.Lang), back}} {
		for _, ev := range side.line.Evidence {
			out = append(out, side.name+": "+x.cite(ev))
		}
		if len(side.line.Evidence) == 0 && !side.line.Known {
			out = append(out, side.name+": "+silent(x.Lang))
		}
	}
	return out
}

// mirrored tells whether two reasons of the same criterion say the same of a
// pair, seen from either side: they name the same numbers or, where there are
// none, the same words, in any order.
func mirrored(a, b matcher.Evidence) bool {
	numbers, others := numbersIn(a.Text.EN), numbersIn(b.Text.EN)
	if len(numbers)+len(others) > 0 {
		return slices.Equal(numbers, others)
	}
	return slices.Equal(wordsIn(a.Text.EN), wordsIn(b.Text.EN))
}

// numbersIn returns the words of a text that hold a digit, sorted.
func numbersIn(text string) []string {
	return slices.DeleteFunc(wordsIn(text), func(w string) bool { return !strings.ContainsFunc(w, unicode.IsDigit) })
}

// wordsIn returns the words of a text without punctuation around them, sorted.
func wordsIn(text string) []string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.TrimFunc(w, unicode.IsPunct)
	}
	slices.Sort(words)
	return words
}

// cite words the first of the reasons with the sources of all, each once, with
// the date unless the title has it.
func (x Explanation) cite(reasons ...matcher.Evidence) string {
	var sources []string
	for _, ev := range reasons {
		cited := x.Base.SourceTitle(ev.Source, x.Lang)
		if date := SourceDate(x.Base.EvidenceDate(ev), x.Lang); date != "" && !strings.Contains(cited, date) {
			cited += Both(", ", "、").In(x.Lang) + date
		}
		if !slices.Contains(sources, cited) {
			sources = append(sources, cited)
		}
	}
	return reasons[0].Text.In(x.Lang) + " [" + strings.Join(sources, "; ") + "]"
}
