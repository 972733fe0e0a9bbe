package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/shimai/shimai/config"
	"github.com/shimai/shimai/config/internal/shape"
)

// Brief is what a town wants. Everything may be left out.
type Brief struct {
	// Town is the town that asks: a name, a code, or "name, region, country".
	// Default: "", the one given on the command line.
	Town string `yaml:"town" json:"town,omitempty"`
	// Lang is the language of the output, "en" or "ja". Default: "".
	Lang string `yaml:"lang" json:"lang,omitempty"`
	// Purposes weigh what partners are wanted for, 0 to 100, by key of
	// [Purposes]. A missing one has the default of the portfolio.
	Purposes map[string]float64 `yaml:"purposes" json:"purposes,omitempty"`
	// Weights multiply criteria, 0 to 100, by key of config.Criteria. A
	// missing one counts 1.
	Weights map[string]float64 `yaml:"weights" json:"weights,omitempty"`
	// Countries, Regions (continents and subregions of the world) and Languages
	// are wanted or avoided, as the user named them.
	Countries Choice `yaml:"countries" json:"countries,omitzero"`
	Regions   Choice `yaml:"regions" json:"regions,omitzero"`
	Languages Choice `yaml:"languages" json:"languages,omitzero"`
	// Population bounds the size of candidates.
	Population Population `yaml:"population" json:"population,omitzero"`
	// Must lists what every candidate has to have.
	Must []Must `yaml:"must" json:"must,omitempty"`
	// Words are what the town is known for or looks for (そば, post town), to be
	// looked up among the known facts of candidates.
	Words []string `yaml:"words" json:"words,omitempty"`
	// Cities are candidates asked for by name.
	Cities []string `yaml:"cities" json:"cities,omitempty"`
	// Size is how many members a portfolio has, "6" or "4-8". Default: "".
	Size string `yaml:"size" json:"size,omitempty"`
	// PerCountry is the most members of one country, 0 for no limit; nil when
	// not said.
	PerCountry *int `yaml:"per_country" json:"per_country,omitempty"`
	// Continents is the least number of continents; nil when not said.
	Continents *int `yaml:"continents" json:"continents,omitempty"`
	// Facts are what the town says of itself, in the order of the file.
	Facts Facts `yaml:"facts" json:"facts,omitempty"`
	// Notes are for the reader of the report.
	Notes string `yaml:"notes" json:"notes,omitempty"`

	file  string
	lines map[string]int
}

// Choice says what is wanted and what is not.
type Choice struct {
	// Want limits candidates to these. Default: empty, all.
	Want []string `yaml:"want" json:"want,omitempty"`
	// Avoid keeps these out; it goes over Want. Default: empty.
	Avoid []string `yaml:"avoid" json:"avoid,omitempty"`
}

// Population bounds inhabitants, both ends included.
type Population struct {
	// Min and Max are nil when not said.
	Min *int `yaml:"min" json:"min,omitempty"`
	Max *int `yaml:"max" json:"max,omitempty"`
	// Unknown says what becomes of candidates of unknown size. Default: "", keep.
	Unknown string `yaml:"unknown" json:"unknown,omitempty"`
}

// What becomes of a candidate of which the data do not tell whether it has
// what it must have.
const (
	// Keep leaves it in and says so beside it.
	Keep = "keep"
	// Exclude leaves it out and says why.
	Exclude = "exclude"
)

// Must is one thing that every candidate has to have.
type Must struct {
	// Have is one of the keys of [Haves].
	Have string `yaml:"have" json:"have"`
	// WithinKm is how near it has to be, nil for the default of the key.
	WithinKm *float64 `yaml:"within_km" json:"within_km,omitempty"`
	// Is says which one, for keys that need it. Default: "".
	Is string `yaml:"is" json:"is,omitempty"`
	// Unknown is Keep, Exclude, or "" for Keep.
	Unknown string `yaml:"unknown" json:"unknown,omitempty"`
}

// Fact is something the town says of itself, in its own words.
type Fact struct {
	// Key is contact, schools, programmes, … or one of the town's own.
	Key  string `json:"key"`
	Text string `json:"text"`
}

// Facts are facts in the order of the file.
type Facts []Fact

// UnmarshalYAML reads keys with texts and keeps their order.
func (f *Facts) UnmarshalYAML(n *yaml.Node) error {
	*f = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		if text := strings.TrimSpace(n.Content[i+1].Value); text != "" && n.Content[i+1].ShortTag() != "!!null" {
			*f = append(*f, Fact{strings.TrimSpace(n.Content[i].Value), text})
		}
	}
	return nil
}

// Get returns the text of a fact, "" for none.
func (f Facts) Get(key string) string {
	for _, fact := range f {
		if fact.Key == key {
			return fact.Text
		}
	}
	return ""
}

// Read reads the brief in a file.
func Read(path string) (Brief, error) {
	src, err := readFile(path)
	if err != nil {
		return Brief{}, fmt.Errorf("read brief: %w", err)
	}
	return Parse(path, src)
}

// readFile reads no more than a document may hold, and one byte that tells of more.
func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // opened for reading
	return io.ReadAll(io.LimitReader(f, shape.MaxBytes+1))
}

// Parse reads a brief; file is its name for messages.
func Parse(file string, src []byte) (Brief, error) {
	b := Brief{}
	lines, err := shape.Decode(file, src, Shape(), &b)
	if err != nil {
		return Brief{}, fmt.Errorf("read brief: %w", err)
	}
	b.file, b.lines = file, lines
	return b, b.check()
}

// check finds what no single key shows, all of it at once.
func (b *Brief) check() error {
	var problems []error
	p := b.Population
	if p.Min != nil && p.Max != nil && *p.Min > *p.Max {
		problems = append(problems, b.Problem("population.min", "is %d, allowed is at most population.max, which is %d", *p.Min, *p.Max))
	}
	_, _, err := b.Sizes()
	problems = append(problems, err)
	off := len(b.Weights) == len(config.Criteria())
	for _, w := range b.Weights {
		off = off && w == 0
	}
	if off {
		problems = append(problems, b.Problem("weights", "are all 0, allowed is at least one above 0"))
	}
	for i, m := range b.Must {
		problems = append(problems, b.checkMust(fmt.Sprintf("must[%d]", i+1), m))
	}
	return errors.Join(problems...)
}

func (b *Brief) checkMust(key string, m Must) error {
	h, _ := HaveOf(m.Have)
	switch {
	case m.WithinKm != nil && h.Most == 0:
		return b.Problem(key+".within_km", "is %s, but %s has no distance; leave within_km out", strconv.FormatFloat(*m.WithinKm, 'f', -1, 64), m.Have)
	case m.WithinKm != nil && *m.WithinKm > h.Most:
		return b.Problem(key+".within_km", "is %s, allowed for %s is up to %s: farther ones are not recorded", strconv.FormatFloat(*m.WithinKm, 'f', -1, 64), m.Have, strconv.FormatFloat(h.Most, 'f', -1, 64))
	case m.Is == "" && h.Is != "":
		return b.Problem(key+".is", "is missing; %s needs %s", m.Have, h.Is)
	case m.Is != "" && h.Is == "":
		return b.Problem(key+".is", "is %q, but %s is of one sort only; leave is out", m.Is, m.Have)
	case m.Have == "hemisphere" && m.Is != "north" && m.Is != "south":
		return b.Problem(key+".is", "is %q, allowed is north, south", m.Is)
	}
	return nil
}

// Sizes reads Size as the smallest and the largest number of members; both are
// 0 when nothing was said.
func (b *Brief) Sizes() (low, high int, err error) {
	if b.Size == "" {
		return 0, 0, nil
	}
	from, to, isRange := strings.Cut(b.Size, "-")
	if !isRange {
		to = from
	}
	low, err1 := strconv.Atoi(strings.TrimSpace(from))
	high, err2 := strconv.Atoi(strings.TrimSpace(to))
	if err1 != nil || err2 != nil || low < 1 || high < low || high > maxMembers {
		return 0, 0, b.Problem("size", "is %q, allowed is a number from 1 to %d such as 6, or a range such as 4-8", b.Size, maxMembers)
	}
	return low, high, nil
}

// Given tells whether the brief was read from a file, however little it says.
func (b *Brief) Given() bool { return b.file != "" }

// Line returns the line on which a key stands, as in cities[2]; 0 when it was
// not given.
func (b *Brief) Line(key string) int { return b.lines[key] }

// Problem is the error that something is wrong with the value of a key, for
// who finds out later than this package can.
func (b *Brief) Problem(key, format string, args ...any) error {
	return &shape.Problem{File: b.file, Line: max(1, b.lines[key]), Key: key, Text: fmt.Sprintf(format, args...)}
}

// Digest identifies a brief: two with the same digest say the same, whatever
// their comments and the order of their keys.
func (b Brief) Digest() string {
	text, err := json.Marshal(b)
	if err != nil {
		return "" // a brief holds nothing that JSON cannot write
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}
