package answer

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/index"
	"github.com/shimai/shimai/matcher"
)

// WordFound is a niche word of a brief with the places known for it.
type WordFound struct {
	// Word is as the brief has it; Also are words for the same in the other
	// language, which were looked up too.
	Word string
	Also []string
	// Common tells that so many places are known that the word tells none apart.
	Common bool
	// Places are the candidates abroad known for it, in the order of units.
	Places []data.Unit
	// facts holds what is known, by place.
	facts map[data.Unit]string
}

// mostFound is how many places a search returns at most, tooMany from how many
// on a word tells candidates no longer apart.
const (
	mostFound = 10_000
	tooMany   = 1000
)

// Known returns the fact for which a place is known for the word; ok is false
// where nothing is known, and for words that tell no places apart.
func (f WordFound) Known(u data.Unit) (ev matcher.Evidence, ok bool) {
	fact, ok := f.facts[u]
	if !ok || f.Common {
		return ev, false
	}
	return factWords(fact), true
}

// findWords looks up each word among the facts of the candidates of a query.
func (d *Desk) findWords(ctx context.Context, words []string, q matcher.Query) ([]WordFound, error) {
	if len(words) == 0 {
		return nil, nil
	}
	ix, err := d.Index(ctx)
	if err != nil {
		return nil, fmt.Errorf("look up the words of the brief: %w", err)
	}
	b, err := d.Base()
	if err != nil {
		return nil, err
	}
	var out []WordFound
	for _, word := range words {
		w := WordFound{Word: word, Also: nicheWords(word), facts: map[data.Unit]string{}}
		for _, form := range append([]string{word}, w.Also...) {
			found, err := ix.Facts(ctx, form, mostFound)
			if err != nil && !isEmpty(err) {
				return nil, err
			}
			w.Common = w.Common || len(found) == mostFound
			for _, m := range found {
				if _, known := w.facts[m.Unit]; !known && b.mayBeAsked(q, m.Unit) && holds(m.Name, form) {
					w.facts[m.Unit] = m.Name
					w.Places = append(w.Places, m.Unit)
				}
			}
		}
		slices.Sort(w.Places)
		w.Common = w.Common || len(w.Places) >= tooMany
		out = append(out, w)
	}
	return out, nil
}

func isEmpty(err error) bool { return err == index.ErrEmpty }

// mayBeAsked tells whether a government could be a candidate of a query.
func (b *Base) mayBeAsked(q matcher.Query, u data.Unit) bool {
	c := b.Units.Country[u]
	return c != b.Units.Country[q.Town] && (q.To == nil || slices.Contains(q.To, c)) && (q.IncludeParts || b.Units.PartOf[u] == data.NoUnit) &&
		(b.Units.Kind[q.Town].Upper() || !b.Units.Kind[u].Upper())
}

// holds tells whether one fact holds all the words of a form; the index also
// finds places where each word stands in another fact. Names of ski areas and
// of wines say nothing of a place: Kicking Horse breeds no horses. Tags that
// join two things (whaling_fishing) are not known to mean either.
func holds(fact, form string) bool {
	for _, f := range [...]data.Feature{data.FeatureSki, data.FeatureWinePDO, data.FeatureWineAVA} {
		if label := data.Features[f].Label + " " + data.Features[f].LabelJA; strings.HasPrefix(fact, label) {
			fact = label
		}
	}
	var known []string
	for _, tag := range strings.FieldsFunc(fact, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '|' }) {
		if !strings.Contains(tag, "_") {
			known = append(known, strings.FieldsFunc(names.Fold(tag), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })...)
		}
	}
	for _, w := range strings.Fields(names.Fold(form)) {
		has := slices.Contains(known, w)
		if w[0] >= 0x80 && utf8.RuneCountInString(w) > 1 { // words of scripts without spaces stand within others
			has = slices.ContainsFunc(known, func(k string) bool { return strings.Contains(k, w) })
		}
		if !has {
			return false
		}
	}
	return true
}

// rarity is 1 for a word of one place and falls with the logarithm of their
// number to 0 for a word of all governments.
func rarity(places, all int) float64 {
	return math.Log(float64(all)/float64(places)) / math.Log(float64(all))
}

// wordWorth is what a word that only one place is known for adds to the order.
const wordWorth = matcher.MaxBonus / 2

// rewardWords adds the flags of the words, and their part of the order: at most
// wordWorth each, less for words that many are known for, and at most
// [matcher.MaxBonus] together.
func (q *Question) rewardWords(b *Base) {
	if !slices.ContainsFunc(q.Words, func(w WordFound) bool { return !w.Common && len(w.Places) > 0 }) {
		return
	}
	bonus := map[data.Unit]matcher.Points{}
	for _, w := range q.Words {
		if w.Common || len(w.Places) == 0 {
			continue
		}
		worth := matcher.Points(math.Round(wordWorth * rarity(len(w.Places), governments)))
		for _, u := range w.Places {
			bonus[u] = min(matcher.MaxBonus, bonus[u]+worth)
		}
	}
	q.Bonus = bonus
	words := q.Words
	q.remark(func(u data.Unit) []matcher.Flag { return wordFlags(words, b, u) })
}

// governments is about how many there are; rarity hardly depends on it.
const governments = 160_000

// wordFlags tells which words of the brief a candidate is known for, and why.
func wordFlags(words []WordFound, b *Base, u data.Unit) []matcher.Flag {
	var out []matcher.Flag
	for _, w := range words {
		known, ok := w.Known(u)
		if !ok {
			continue
		}
		source := b.Manifest.Source(known.Source)
		out = append(out, matcher.Flag{Key: "word", Text: Both(
			fmt.Sprintf("%s: %s; %s known for it (%s, %s)", w.Word, known.Text.EN, placesEN(len(w.Places)), source.Title, source.Date),
			fmt.Sprintf("「%s」: %s。該当は%sか所(%s、%s)", w.Word, known.Text.JA, Grouped(int64(len(w.Places))), b.SourceTitle(known.Source, "ja"), SourceDate(source.Date, "ja")),
		)})
	}
	return out
}

func placesEN(n int) string {
	if n == 1 {
		return "1 place"
	}
	return Grouped(int64(n)) + " places"
}

// factWords takes a fact of the index apart, which holds the words of both
// languages so that it can be found by either.
func factWords(fact string) matcher.Evidence {
	for _, key := range slices.Sorted(maps.Keys(themeWords())) {
		if rest, ok := strings.CutPrefix(fact, strings.ReplaceAll(key, "_", " ")); ok && (rest == "" || rest[0] == ' ') {
			return matcher.Evidence{Text: ThemeWord(key), Source: "themes"}
		}
	}
	for _, f := range data.Features {
		if rest, ok := strings.CutPrefix(fact, f.Label+" "+f.LabelJA); ok {
			rest = strings.TrimSpace(rest)
			return matcher.Evidence{Text: Both(strings.TrimSpace(f.Label+" "+rest), strings.TrimSpace(f.LabelJA+" "+rest)), Source: f.Source}
		}
	}
	if item, ok := strings.CutPrefix(fact, "farm product 農産物 "); ok {
		return matcher.Evidence{Text: Both("first farm product "+farmItem(item).In("en"), "農業産出額1位 "+farmItem(item).In("ja")), Source: "maff"}
	}
	return matcher.Evidence{Text: Both(fact, fact), Source: "themes"}
}
