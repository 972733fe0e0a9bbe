package policy

import (
	"crypto/sha256"
	_ "embed" // the default policy
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"time"

	"github.com/shimai/shimai/config/internal/shape"
)

// Do is what a rule does with a candidate.
type Do string

// What rules do.
const (
	// Exclude keeps candidates out; the answer counts them and says why.
	Exclude Do = "exclude"
	// Warn leaves them in with a warning.
	Warn Do = "warn"
	// Inform leaves them in with a remark.
	Inform Do = "inform"
)

// Policy is a list of rules. All that apply to a candidate are shown; the first
// that excludes it is the one that it is counted under.
type Policy struct {
	Rules []Rule `yaml:"rules" json:"rules"`

	file  string
	lines map[string]int
}

// Rule is one rule. Of Countries, Places and Ties at least one is given, and a
// candidate has to answer to each that is.
type Rule struct {
	Do Do `yaml:"do" json:"do"`
	// Countries are those of candidates, by code or name.
	Countries []string `yaml:"countries" json:"countries,omitempty"`
	// Places are candidates by id or name.
	Places []string `yaml:"places" json:"places,omitempty"`
	// Ties are the states of a tie between the town and the candidate:
	// one of [TieStates].
	Ties []string `yaml:"ties" json:"ties,omitempty"`
	// AskedBy limits the rule to towns of these countries. Default: empty, all.
	AskedBy []string `yaml:"asked_by" json:"asked_by,omitempty"`
	// Reason says why in the words that are shown; ReasonJA in Japanese.
	Reason   string `yaml:"reason" json:"reason"`
	ReasonJA string `yaml:"reason_ja" json:"reason_ja,omitempty"`
	// Source says who says so: a title, a resolution, an address.
	Source string `yaml:"source" json:"source"`
	// Date is the date of the source: 2026, 2026-04 or 2026-04-01.
	Date string `yaml:"date" json:"date"`
}

// TieStates returns the states of a tie that rules can ask for. Public lists
// do not tell a state, so without the town's own records all are unknown.
func TieStates() []string { return []string{"active", "dormant", "suspended", "ended", "unknown"} }

// Shape is the table of all keys of a policy.
func Shape() shape.Shape {
	countries := shape.ListOf(shape.TextLike("US, Canada, 英国"))
	return shape.ObjectOf(shape.Field{Key: "rules", Doc: "All that apply to a candidate are shown; the first that excludes it is the one that it is counted under.", Shape: shape.ListOf(shape.ObjectOf(
		shape.Field{Key: "do", Doc: "What becomes of candidates: exclude keeps them out and says so, warn and inform leave them in with the reason beside them.", Shape: shape.OneOf(string(Exclude), string(Warn), string(Inform)), Required: true},
		shape.Field{Key: "countries", Doc: "The countries of candidates, by code or name. Of countries, places and ties at least one is given, and a candidate has to answer to each that is.", Shape: countries},
		shape.Field{Key: "places", Doc: "Candidates by id or name.", Shape: shape.ListOf(shape.TextLike("gn:2800931"))},
		shape.Field{Key: "ties", Doc: "State of a tie between the town and the candidate, as the town's own records have it; unknown for ties of public lists.", Shape: shape.ListOf(shape.OneOf(TieStates()...))},
		shape.Field{Key: "asked_by", Doc: "Only for towns of these countries. Default: all.", Shape: countries},
		shape.Field{Key: "reason", Doc: "Why, in the words that are shown.", Shape: shape.TextLike("the council resolved to ..."), Required: true},
		shape.Field{Key: "reason_ja", Doc: "The same in Japanese. Default: reason.", Shape: shape.Shape{}},
		shape.Field{Key: "source", Doc: "Who says so: a title, a resolution, an address.", Shape: shape.TextLike("council resolution 12"), Required: true},
		shape.Field{Key: "date", Doc: "Date of the source.", Shape: shape.TextLike("2026-04-01, 2026-04 or 2026"), Required: true},
	))})
}

// Read reads the policy in a file.
func Read(path string) (Policy, error) {
	f, err := os.Open(path)
	if err != nil {
		return Policy{}, fmt.Errorf("read policy: %w", err)
	}
	defer f.Close() //nolint:errcheck // opened for reading
	src, err := io.ReadAll(io.LimitReader(f, shape.MaxBytes+1))
	if err != nil {
		return Policy{}, fmt.Errorf("read policy: %w", err)
	}
	return Parse(path, src)
}

// Parse reads a policy; file is its name for messages.
func Parse(file string, src []byte) (Policy, error) {
	p := Policy{}
	lines, err := shape.Decode(file, src, Shape(), &p)
	if err != nil {
		return Policy{}, fmt.Errorf("read policy: %w", err)
	}
	p.file, p.lines = file, lines
	for i, r := range p.Rules {
		key := fmt.Sprintf("rules[%d]", i+1)
		if len(r.Countries) == 0 && len(r.Places) == 0 && len(r.Ties) == 0 {
			return Policy{}, p.Problem(key, "is for nobody; give countries, places or ties")
		}
		if !isDate(r.Date) {
			return Policy{}, p.Problem(key+".date", "is %q, allowed is a date such as 2026-04-01, 2026-04 or 2026", r.Date)
		}
	}
	return p, nil
}

var dateForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

func isDate(s string) bool {
	if !dateForm.MatchString(s) {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

// Problem is the error that something is wrong with the value of a key, such
// as rules[2].places[1], for who finds out later than this package can.
func (p *Policy) Problem(key, format string, args ...any) error {
	return &shape.Problem{File: p.file, Line: max(1, p.lines[key]), Key: key, Text: fmt.Sprintf(format, args...)}
}

// Digest identifies a policy: two with the same digest have the same rules.
func (p Policy) Digest() string {
	text, err := json.Marshal(p)
	if err != nil {
		return "" // a policy holds nothing that JSON cannot write
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6])
}

//go:embed default.yaml
var defaultText []byte

// Default returns the policy inside the program, which only informs.
func Default() (Policy, error) { return Parse("default policy", defaultText) }

// WriteSchema writes the JSON Schema of a policy.
func WriteSchema(w io.Writer) error {
	return shape.WriteSchema(w, Shape(), "shimai policy", "Rules by which candidates are excluded, warned of or remarked on; read by shimai --policy.")
}

// WriteTable writes the keys as a table in Markdown.
func WriteTable(w io.Writer) error { return shape.WriteTable(w, Shape()) }
