package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/data/names"
)

const (
	// maxQueryRunes bounds what a search costs. A longer query is cut: edits are
	// counted on whole names, of which few are longer.
	maxQueryRunes = 64
	// maxMatches bounds the answers of one search for names, maxFacts of one for
	// facts: common facts hold for some thousands, which are counted.
	maxMatches = 1000
	maxFacts   = 10_000
	// shortRunes is the length up to which one edit is allowed, not two: among
	// names of five letters two edits reach almost any other.
	shortRunes = 5
	// spare is how many documents are read to find the nearest by edits.
	spare = 60
)

// Find returns at most n units whose names resemble the query, the best first.
// It tries, until a step finds something:
//
//	1  the name itself (1.0), names that begin with it (0.9), names that hold all
//	   its words or, in kanji, kana and Hangul, all its pairs of characters (0.8)
//	2  names that sound the same (0.75), names one edit away (0.7)
//	3  names two edits away (0.6), words one edit away (0.5), names that share
//	   most pairs of their characters (0.4), names that sound nearly the same (0.3)
//
// The numbers are the scores. Units of one score are in order of the edits
// between query and name, where edits count, then of population, parts of a
// city last, then of unit. Nothing found is an empty list without error;
// [ErrEmpty] is returned for an empty query.
func (ix *Index) Find(ctx context.Context, text string, n int) ([]Match, error) {
	forms := searchForms(text)
	if len(forms) == 0 {
		return nil, ErrEmpty
	}
	n = min(max(n, 0), maxMatches)
	for _, step := range cascade(forms, readings(forms)) {
		found := &collection{forms: forms, seen: map[data.Unit]bool{}}
		for _, s := range step {
			if len(found.list) >= n {
				break
			}
			if err := ix.stage(ctx, s, n, found); err != nil {
				return nil, fmt.Errorf("find %q: %w", forms[0], err)
			}
		}
		if len(found.list) > 0 {
			return found.list[:min(n, len(found.list))], nil
		}
	}
	return nil, nil
}

// searchForms returns the folded query and, where it ends in a kind of
// government, the folded base.
func searchForms(text string) []string {
	text = clean(text)
	base, _ := names.TrimJapanese(names.TrimDistrict(text))
	var forms []string
	for _, f := range []string{text, base} {
		if f = shorten(names.Fold(f)); f != "" && !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	return forms
}

// readings returns the forms, and how those in kana alone are written in Latin
// letters: プサン is Pusan, which the data know, whatever is the city's name in
// Japanese.
func readings(forms []string) []string {
	out := slices.Clone(forms)
	for _, f := range forms {
		if strings.IndexFunc(f, func(r rune) bool { return !unicode.In(r, unicode.Hiragana, unicode.Katakana) && r != 'ー' }) < 0 {
			out = append(out, names.Latin(f))
		}
	}
	return out
}

// shorten returns the first maxQueryRunes of a folded query.
func shorten(s string) string {
	n := 0
	for i := range s {
		if n == maxQueryRunes {
			return strings.TrimSpace(s[:i])
		}
		n++
	}
	return s
}

// stage is one query of the cascade.
type stage struct {
	score float64
	query query.Query
	// edits tells that the answers are ordered by edits first.
	edits bool
	// scored tells that the answers are in order of bleve's score.
	scored bool
}

// cascade returns the steps of [Index.Find] for the forms of a query and for
// how they are read.
func cascade(forms, read []string) [][]stage {
	exact := anyOf(read, func(f string) query.Query { return term(fieldExact, f) })
	whole := forms
	if isEastern(forms[0]) {
		whole = forms[:1] // who writes 新特町 wants no name that goes on from 新特
	}
	begins := anyOf(whole, func(f string) query.Query {
		if utf8.RuneCountInString(f) < 2 && !isEastern(f) {
			return nil // a letter begins a thousand names
		}
		q := bleve.NewPrefixQuery(f)
		q.SetField(fieldExact)
		return q
	})
	words := anyOf(forms, func(f string) query.Query {
		return allOf(strings.Fields(f), func(w string) query.Query { return term(fieldWords, w) })
	})
	holds := anyOf(whole, func(f string) query.Query {
		if !isEastern(f) || utf8.RuneCountInString(f) < 2 {
			return nil
		}
		return matchCJK(fieldCJK, f, query.MatchQueryOperatorAnd)
	})
	sound := anyOf(forms, func(f string) query.Query {
		if s := names.Sound(names.Latin(f)); s != "" {
			return term(fieldSound, s)
		}
		return nil
	})
	nearSound := anyOf(forms, func(f string) query.Query {
		if s := names.Sound(names.Latin(f)); len(s) > shortRunes {
			return fuzzy(fieldSound, s, 1)
		}
		return nil
	})
	nearWords := anyOf(forms, func(f string) query.Query {
		return allOf(strings.Fields(f), func(w string) query.Query {
			if utf8.RuneCountInString(w) < 4 {
				return term(fieldWords, w)
			}
			return fuzzy(fieldWords, w, 1)
		})
	})
	return [][]stage{
		{{score: 1, query: exact}, {score: 0.9, query: begins}, {score: 0.8, query: words}, {score: 0.8, query: holds}},
		{{score: 0.75, query: sound, edits: true}, {score: 0.7, query: withinEdits(read, 1), edits: true}},
		{
			{score: 0.6, query: withinEdits(read, 2), edits: true}, {score: 0.5, query: nearWords, edits: true},
			{score: 0.4, query: sharesPairs(forms), scored: true}, {score: 0.3, query: nearSound, edits: true},
		},
	}
}

// withinEdits matches names at most so many edits away; two edits are for
// longer names only.
func withinEdits(forms []string, edits int) query.Query {
	return anyOf(forms, func(f string) query.Query {
		n := utf8.RuneCountInString(f)
		if n < 3 || edits > 1 && n <= shortRunes {
			return nil
		}
		return fuzzy(fieldExact, f, edits)
	})
}

// sharesPairs matches names in kanji, kana or Hangul that share pairs of
// characters with the query.
func sharesPairs(forms []string) query.Query {
	return anyOf(forms, func(f string) query.Query {
		if !isEastern(f) {
			return nil
		}
		return matchCJK(fieldCJK, f, query.MatchQueryOperatorOr)
	})
}

func matchCJK(field, text string, operator query.MatchQueryOperator) query.Query {
	q := bleve.NewMatchQuery(text)
	q.SetField(field)
	q.Analyzer = cjk.AnalyzerName
	q.SetOperator(operator)
	return q
}

func term(field, text string) query.Query {
	q := bleve.NewTermQuery(text)
	q.SetField(field)
	return q
}

func fuzzy(field, text string, edits int) query.Query {
	q := bleve.NewFuzzyQuery(text)
	q.SetField(field)
	q.SetFuzziness(edits)
	return q
}

// anyOf joins the queries made of each text, leaving nils out; nil when none is left.
func anyOf(texts []string, of func(string) query.Query) query.Query {
	if list := queries(texts, of); len(list) > 0 {
		return bleve.NewDisjunctionQuery(list...)
	}
	return nil
}

func allOf(texts []string, of func(string) query.Query) query.Query {
	if list := queries(texts, of); len(list) > 0 {
		return bleve.NewConjunctionQuery(list...)
	}
	return nil
}

func queries(texts []string, of func(string) query.Query) []query.Query {
	var list []query.Query
	for _, t := range texts {
		if q := of(t); q != nil {
			list = append(list, q)
		}
	}
	return list
}

// collection gathers the matches of one step, each unit once.
type collection struct {
	forms []string
	list  []Match
	seen  map[data.Unit]bool
}

// ranked is a match before it is placed within its stage.
type ranked struct {
	match Match
	edits int
}

// stage runs one query and appends what it finds, in order.
func (ix *Index) stage(ctx context.Context, s stage, n int, found *collection) error {
	if s.query == nil {
		return nil
	}
	size := n + len(found.list)
	if s.edits {
		size = max(size, spare)
	}
	docs, err := ix.search(ctx, s.query, fieldNames, size, s.scored)
	if err != nil {
		return err
	}
	var list []ranked
	for _, d := range docs {
		if found.seen[d.unit] {
			continue
		}
		found.seen[d.unit] = true
		name, edits := closest(d.texts, found.forms)
		list = append(list, ranked{Match{Unit: d.unit, Name: name, Score: s.score}, edits})
	}
	if s.edits {
		slices.SortStableFunc(list, func(a, b ranked) int { return cmp.Compare(a.edits, b.edits) })
	}
	for _, r := range list {
		found.list = append(found.list, r.match)
	}
	return nil
}

// document is what a search returns of a unit.
type document struct {
	unit  data.Unit
	texts []string
	score float64
}

// search runs a query over both halves and returns at most size documents with
// their stored texts: by score and then rank when scored, else by rank.
func (ix *Index) search(ctx context.Context, q query.Query, field string, size int, scored bool) ([]document, error) {
	req := bleve.NewSearchRequestOptions(q, size, 0, false)
	req.Fields = []string{field}
	req.SortBy([]string{"-_score", "_id"})
	if !scored {
		req.Score = "none"
		req.SortBy([]string{"_id"})
	}
	res, err := ix.alias.SearchInContext(ctx, req)
	if err != nil {
		return nil, err
	}
	if len(res.Status.Errors) > 0 { // half an answer is none
		return nil, errors.Join(slices.Collect(maps.Values(res.Status.Errors))...)
	}
	var docs []document
	for _, hit := range res.Hits {
		unit, err := parseID(hit.ID)
		if err != nil {
			return nil, err
		}
		docs = append(docs, document{unit, stored(hit.Fields[field]), hit.Score})
	}
	return docs, nil
}

// stored reads a stored field: one text comes alone, several as a list.
func stored(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var list []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// Facts returns at most n units of which facts hold all the words, in English
// or Japanese ("hot spring", 鉱山, the name of a university), the best first: by
// bleve's score, in which rare words and short lists of facts weigh more, then
// by population. A match's Name is the fact that holds most of the words. With
// no unit that holds all words the list is empty. Units whose own records hold
// all the words stand first, in order of unit.
func (ix *Index) Facts(ctx context.Context, text string, n int) ([]Match, error) {
	fold := shorten(names.Fold(clean(text)))
	if fold == "" {
		return nil, ErrEmpty
	}
	docs, err := ix.search(ctx, matchCJK(fieldFacts, fold, query.MatchQueryOperatorAnd), fieldKnown, min(max(n, 0), maxFacts), true)
	if err != nil {
		return nil, fmt.Errorf("find facts %q: %w", fold, err)
	}
	list := ix.ownFacts(fold)
	own := len(list)
	for _, d := range docs {
		if !slices.ContainsFunc(list[:own], func(m Match) bool { return m.Unit == d.unit }) {
			list = append(list, Match{Unit: d.unit, Name: bestFact(d.texts, strings.Fields(fold)), Score: d.score})
		}
	}
	return list[:min(max(n, 0), len(list))], nil
}

// ownFacts returns the units whose own words hold all words of a folded query,
// in one record or in several. Each scores 1, more than which bleve rarely gives.
func (ix *Index) ownFacts(fold string) []Match {
	wanted := strings.Fields(fold)
	var list []Match
	for from := 0; from < len(ix.own); {
		to := from
		var facts []string
		for ; to < len(ix.own) && ix.own[to].Unit == ix.own[from].Unit; to++ {
			facts = append(facts, ix.own[to].Fact.Value)
		}
		all := names.Fold(strings.Join(facts, " \n "))
		if !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(all, w) }) {
			list = append(list, Match{Unit: ix.own[from].Unit, Name: bestFact(facts, wanted), Score: 1})
		}
		from = to
	}
	return list
}

// bestFact returns the first of the facts that hold most words.
func bestFact(facts, words []string) string {
	best, most := "", -1
	for _, f := range facts {
		fold, held := names.Fold(f), 0
		for _, w := range words {
			if strings.Contains(fold, w) {
				held++
			}
		}
		if held > most {
			best, most = f, held
		}
	}
	return best
}
