package brief_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/brief"
)

var update = flag.Bool("update", false, "write docs/brief.schema.json and the tables of docs/brief.md anew")

func parse(t *testing.T, src string) brief.Brief {
	t.Helper()
	b, err := brief.Parse("b.yaml", []byte(src))
	require.NoError(t, err)
	return b
}

const full = `town: 01635
lang: ja
purposes: {education: 3}
weights: {climate: 2, name: 0}
countries: {want: [US, NO], avoid: [GB]}
regions: {want: [Oceania], avoid: []}
languages: {want: [英語]}
population: {min: 1000, max: 20000, unknown: exclude}
must:
  - {have: airport, within_km: 80, unknown: exclude}
  - {have: language, is: English}
words: [そば, RC cars]
cities: ["Banff, Alberta, Canada"]
size: 4-8
per_country: 0
continents: 2
facts:
  schools: two
  contact: 0156
notes: |
  two
  lines
`

func TestParse(t *testing.T) {
	b := parse(t, full)
	assert.Equal(t, "01635", b.Town, "a code keeps its zero")
	assert.Equal(t, []string{"US", "NO"}, b.Countries.Want, "Norway is no no")
	assert.Equal(t, map[string]float64{"climate": 2, "name": 0}, b.Weights)
	assert.Equal(t, 0, *b.PerCountry, "no limit is not the same as not said")
	assert.Equal(t, brief.Facts{{Key: "schools", Text: "two"}, {Key: "contact", Text: "0156"}}, b.Facts, "in their order")
	assert.Equal(t, 80.0, *b.Must[0].WithinKm)
	assert.Equal(t, 10, b.Line("must[1].have"))
	low, high, err := b.Sizes()
	require.NoError(t, err)
	assert.Equal(t, [2]int{4, 8}, [2]int{low, high})
}

func TestParseNothing(t *testing.T) {
	for _, src := range []string{"", "# only remarks\n", "---\n", "town:\npurposes:\nmust:\n"} {
		b := parse(t, src)
		assert.Empty(t, b.Town+b.Notes)
		assert.Equal(t, parse(t, "").Digest(), b.Digest(), "%q says nothing", src)
	}
}

// Every error names file, line, key, value and what is allowed.
func TestParseRefuses(t *testing.T) {
	tests := []struct {
		name, src string
		says      []string
	}{
		{"unknown key", "town: x\nwieghts: {}\n", []string{"b.yaml:2: ", `"wieghts" is no key here`, "did you mean weights?", "keys are town, lang"}},
		{"unknown key inside", "countries:\n  wants: [US]\n", []string{"b.yaml:2: ", `"countries.wants"`, "did you mean want?", "want, avoid"}},
		{"unknown purpose", "purposes: {educaton: 1}", []string{`"purposes.educaton"`, "value \"1\"", "did you mean education?"}},
		{"criterion", "weights:\n  climate: 101", []string{"b.yaml:2: weights.climate is \"101\"", "0 to 100"}},
		{"not a number", "weights: {climate: .nan}", []string{"weights.climate", "a number"}},
		{"a yes", "weights: {climate: true}", []string{`"true"`}},
		{"all off", "weights: {name: 0, population: 0, climate: 0, geography: 0, history: 0, trade: 0, education: 0, culture: 0, disaster: 0, access: 0, links: 0, country: 0}", []string{"b.yaml:1: weights are all 0"}},
		{"half a person", "population: {min: 1.5}", []string{"population.min", "whole number"}},
		{"sizes crossed", "population:\n  min: 9\n  max: 3", []string{"b.yaml:2: population.min is 9", "population.max, which is 3"}},
		{"one text for a list", "words: そば", []string{`words is "そば"`, "a list"}},
		{"empty entry", "words: [a, '']", []string{"words[2] is empty"}},
		{"must without have", "must:\n  - {is: en}", []string{"b.yaml:2: must[1].have is missing"}},
		{"must of nothing known", "must:\n  - have: airprt", []string{`must[1].have is "airprt"`, "did you mean airport?"}},
		{"too far to know", "must: [{have: port, within_km: 60}]", []string{"must[1].within_km is 60", "up to 25"}},
		{"just too far to know", "must: [{have: port, within_km: 25.1}]", []string{"must[1].within_km is 25.1", "up to 25"}},
		{"distance of a language", "must: [{have: language, is: en, within_km: 6}]", []string{"has no distance"}},
		{"which language", "must: [{have: language}]", []string{"must[1].is is missing", "such as English"}},
		{"which airport", "must: [{have: airport, is: big}]", []string{"leave is out"}},
		{"hemisphere", "must: [{have: hemisphere, is: west}]", []string{"north, south"}},
		{"unknown what", "must: [{have: ski, unknown: maybe}]", []string{`must[1].unknown is "maybe"`, "keep, exclude"}},
		{"size", "size: 8-4", []string{`size is "8-4"`, "4-8"}},
		{"size from nothing", "size: 0-4", []string{`size is "0-4"`, "from 1"}},
		{"key twice", "town: a\ntown: b", []string{"b.yaml:2: town is given twice"}},
		{"alias", "words: &w [a]\ncities: *w", []string{"b.yaml:1: words", "anchor"}},
		{"merge", "countries:\n  <<: {want: [US]}", []string{"is no key here"}},
		{"two documents", "town: a\n---\ntown: b", []string{"more than one document"}},
		{"list", "- town\n", []string{"b.yaml:1: is a list", "allowed is keys"}},
		{"no YAML", "town: [\n", []string{"b.yaml:", "is not YAML"}},
		{"no UTF-8", "town: \xff", []string{"UTF-8"}},
		{"control characters", "notes: \"a\\eb\"", []string{"without control characters"}},
		{"huge", strings.Repeat("#", 1<<20+1), []string{"bytes, allowed are"}},
		{"all problems at once", "lang: fr\nsize: [1]\n", []string{"b.yaml:1: lang is \"fr\", allowed is en, ja", "b.yaml:2: size is a list"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := brief.Parse("b.yaml", []byte(tt.src))
			require.ErrorIs(t, err, config.ErrInvalid)
			for _, s := range tt.says {
				assert.ErrorContains(t, err, s)
			}
		})
	}
}

func TestParseTakesWhatIsJustAllowed(t *testing.T) {
	b := parse(t, "weights: {climate: 0}\nmust: [{have: port, within_km: 25}]\nsize: 1\npopulation: {min: 7, max: 7}\nfacts: {schools: two, programmes: , contact: ~}\n")
	assert.Equal(t, brief.Facts{{Key: "schools", Text: "two"}}, b.Facts, "a key without words says nothing")
	low, high, err := b.Sizes()
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1}, []int{low, high})
}

func TestDigest(t *testing.T) {
	base := parse(t, full).Digest()
	assert.Equal(t, base, parse(t, "# remark\n"+strings.Replace(full, "{climate: 2, name: 0}", "{name: 0, climate: 2.0}", 1)).Digest())
	for old, changed := range map[string]string{"US, NO": "NO", "min: 1000": "min: 1001", "schools: two": "schools: three", "is: English": "is: French", "RC cars": "RC car"} {
		assert.NotEqual(t, base, parse(t, strings.Replace(full, old, changed, 1)).Digest(), changed)
	}
}

// The table of keys and the struct say the same.
func TestShapeHasEveryField(t *testing.T) {
	keys := map[string]bool{}
	for _, f := range brief.Shape().Fields {
		keys[f.Key] = true
		assert.Regexp(t, `[.!]$`, f.Doc, f.Key)
	}
	typ := reflect.TypeFor[brief.Brief]()
	for i := range typ.NumField() {
		if f := typ.Field(i); f.IsExported() {
			assert.True(t, keys[f.Tag.Get("yaml")], "%s is in the table", f.Name)
			delete(keys, f.Tag.Get("yaml"))
		}
	}
	assert.Empty(t, keys, "the struct lacks nothing of the table")
}

func TestExamplesAreGood(t *testing.T) {
	files, err := filepath.Glob("../../testdata/briefs/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		b, err := brief.Read(f)
		require.NoError(t, err)
		assert.NotEmpty(t, b.Town, f)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	_, err := brief.Read(filepath.Join(t.TempDir(), "absent.yaml"))
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "read brief")
	_, err = brief.Read(t.TempDir())
	assert.Error(t, err, "a folder")
}

func FuzzParse(f *testing.F) {
	f.Add(full)
	f.Add("a: &a [*a]")
	f.Add("must: [{have: ski}, 1, ~]\nfacts: {1: 2}")
	f.Fuzz(func(t *testing.T, src string) {
		b, err := brief.Parse("b.yaml", []byte(src))
		if err != nil {
			require.ErrorIs(t, err, config.ErrInvalid)
			return
		}
		assert.Len(t, b.Digest(), 12)
		for _, m := range b.Must {
			_, known := brief.HaveOf(m.Have)
			assert.True(t, known, m.Have)
		}
	})
}
