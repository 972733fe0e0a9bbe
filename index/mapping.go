package index

import (
	"fmt"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
)

// Fields of a document. All texts are folded by data/names before they are
// indexed, and so are queries: bleve only cuts them into terms.
const (
	// fieldExact holds each whole name as one term.
	fieldExact = "exact"
	// fieldWords holds the words of names of several words.
	fieldWords = "words"
	// fieldCJK holds pairs of characters of names in kanji, kana and Hangul.
	fieldCJK = "cjk"
	// fieldSound holds names.Sound of the names, each as one term.
	fieldSound = "sound"
	// fieldFacts holds what a place is known for, in English and Japanese.
	fieldFacts = "facts"
	// fieldNames stores the names as written, and fieldKnown the facts; neither is searched.
	fieldNames = "names"
	fieldKnown = "known"
)

// analyzerWords cuts at spaces and leaves the words as they are.
const analyzerWords = "folded_words"

func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	if err := m.AddCustomAnalyzer(analyzerWords, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name}); err != nil {
		return nil, fmt.Errorf("define analyzer %s: %w", analyzerWords, err)
	}
	m.DefaultAnalyzer = keyword.Name
	doc := bleve.NewDocumentStaticMapping()
	for field, analyzer := range map[string]string{
		fieldExact: keyword.Name, fieldWords: analyzerWords, fieldCJK: cjk.AnalyzerName,
		fieldSound: keyword.Name, fieldFacts: cjk.AnalyzerName,
	} {
		doc.AddFieldMappingsAt(field, &mapping.FieldMapping{Type: "text", Analyzer: analyzer, Index: true})
	}
	for _, field := range []string{fieldNames, fieldKnown} {
		doc.AddFieldMappingsAt(field, &mapping.FieldMapping{Type: "text", Analyzer: keyword.Name, Store: true})
	}
	// The field of all fields is not searched, so it is not built.
	all := bleve.NewDocumentDisabledMapping()
	doc.AddSubDocumentMapping("_all", all)
	m.DefaultMapping = doc
	return m, nil
}
