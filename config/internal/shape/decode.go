package shape

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/shimai/shimai/config"
)

// Problem is one thing that is wrong in a document. It wraps
// [config.ErrInvalid].
type Problem struct {
	// File names the document, Line counts from 1.
	File string
	Line int
	// Key is the path to the value, as in must[2].have; empty for the whole.
	Key string
	// Text says what is wrong and what is allowed.
	Text string
}

// Error names file, line and key.
func (p *Problem) Error() string {
	where := p.File + ":" + strconv.Itoa(p.Line) + ": "
	if p.Key == "" {
		return where + p.Text
	}
	return where + p.Key + " " + p.Text
}

// Unwrap makes a problem one of the configuration.
func (p *Problem) Unwrap() error { return config.ErrInvalid }

// maxProblems is how many problems are told at once.
const maxProblems = 20

// Decode reads a YAML document of a shape into out, whose yaml tags are the
// keys of the shape. All problems are told, joined in the order of the lines;
// each is a [Problem]. file is the name for messages. An empty document leaves
// out as it is. The returned lines give the line of each path, as in
// must[2].have, for what only a later check can find wrong.
func Decode(file string, src []byte, s Shape, out any) (lines map[string]int, err error) {
	whole := func(format string, args ...any) error {
		return &Problem{File: file, Line: 1, Text: fmt.Sprintf(format, args...)}
	}
	switch {
	case len(src) > MaxBytes:
		return nil, whole("has %d bytes, allowed are %d", len(src), MaxBytes)
	case !utf8.Valid(src):
		return nil, whole("is not UTF-8; save it as UTF-8 text")
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	d := yaml.NewDecoder(bytes.NewReader(src))
	var doc, more yaml.Node
	if err := d.Decode(&doc); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, &Problem{File: file, Line: lineOf(err), Text: "is not YAML: " + strings.TrimPrefix(err.Error(), "yaml: ")}
	}
	if err := d.Decode(&more); !errors.Is(err, io.EOF) {
		return nil, whole("holds more than one document; write one, without --- lines")
	}
	c := checker{file: file, lines: map[string]int{}}
	if len(doc.Content) == 1 && !isNull(doc.Content[0]) {
		c.check(doc.Content[0], "", s)
		if err := c.problem(); err != nil {
			return nil, err
		}
		if err := doc.Content[0].Decode(out); err != nil {
			return nil, whole("cannot be read: %s", strings.TrimPrefix(err.Error(), "yaml: "))
		}
	}
	return c.lines, nil
}

// lineOf reads the line out of an error of the YAML reader, which tells it in
// words only; 1 where there is none.
func lineOf(err error) int {
	_, rest, found := strings.Cut(err.Error(), "line ")
	digits, _, _ := strings.Cut(rest, ":")
	if n, err := strconv.Atoi(digits); found && err == nil && n > 0 {
		return n
	}
	return 1
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// checker gathers the problems of one document.
type checker struct {
	file     string
	problems []error
	lines    map[string]int
}

func (c *checker) add(n *yaml.Node, key, format string, args ...any) {
	c.problems = append(c.problems, &Problem{File: c.file, Line: max(1, n.Line), Key: key, Text: fmt.Sprintf(format, args...)})
}

// problem joins the first problems.
func (c *checker) problem() error {
	if more := len(c.problems) - maxProblems; more > 0 {
		return fmt.Errorf("%w\nand %d more", errors.Join(c.problems[:maxProblems]...), more)
	}
	return errors.Join(c.problems...)
}

// check compares a value with its shape.
func (c *checker) check(n *yaml.Node, key string, s Shape) {
	c.lines[key] = n.Line
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		c.add(n, key, "uses an anchor or alias (& or *), which is not read here; write the value out, or put it in quotes")
		return
	}
	switch s.Kind {
	case Object, Map:
		c.checkKeys(n, key, s)
	case List:
		c.checkList(n, key, s)
	default:
		if n.Kind != yaml.ScalarNode {
			c.wrong(n, key, s)
			return
		}
		c.checkScalar(n, key, s)
	}
}

func (c *checker) wrong(n *yaml.Node, key string, s Shape) {
	c.add(n, key, "is %s, allowed is %s%s", shown(n), s.Allowed(), suggestion(n.Value, s.Words))
}

func (c *checker) checkScalar(n *yaml.Node, key string, s Shape) {
	tag := n.ShortTag()
	if s.Kind == Text {
		text := tag == "!!str" || tag == "!!int" || tag == "!!float" || tag == "!!timestamp"
		switch {
		case !text || len(s.Words) > 0 && !slices.Contains(s.Words, n.Value):
			c.wrong(n, key, s)
		case len(n.Value) > maxText:
			c.add(n, key, "is %s, which has %d bytes, allowed are %d", shown(n), len(n.Value), maxText)
		case !clean(n.Value):
			c.add(n, key, "is %s, allowed is text without control characters", shown(n))
		}
		return
	}
	var v float64
	number := tag == "!!int" || tag == "!!float"
	if !number || n.Decode(&v) != nil || !(v >= s.Min && v <= s.Max) || s.Kind == Whole && v != math.Trunc(v) {
		c.wrong(n, key, s)
	}
}

// clean refuses what would garble a terminal or a file; lines and tabs are text.
func clean(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f })
}

func (c *checker) checkList(n *yaml.Node, key string, s Shape) {
	if n.Kind != yaml.SequenceNode {
		c.wrong(n, key, s)
		return
	}
	if len(n.Content) > maxItems {
		c.add(n, key, "has %d entries, allowed are %d", len(n.Content), maxItems)
		return
	}
	for i, item := range n.Content {
		at := fmt.Sprintf("%s[%d]", key, i+1)
		if isNull(item) || item.Kind == yaml.ScalarNode && strings.TrimSpace(item.Value) == "" {
			c.add(item, at, "is empty, allowed is %s", s.Item.Allowed())
			continue
		}
		c.check(item, at, *s.Item)
	}
}

// checkKeys checks an Object or a Map.
func (c *checker) checkKeys(n *yaml.Node, key string, s Shape) {
	if n.Kind != yaml.MappingNode {
		c.wrong(n, key, s)
		return
	}
	if len(n.Content) > 2*maxItems {
		c.add(n, key, "has %d keys, allowed are %d", len(n.Content)/2, maxItems)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		at := join(key, k.Value)
		item, ok := s.Item, k.Kind == yaml.ScalarNode && k.Anchor == "" && k.ShortTag() != "!!merge" && clean(k.Value)
		if s.Kind == Object && ok {
			var f Field
			f, ok = s.field(k.Value)
			item = &f.Shape
		}
		switch {
		case !ok || strings.TrimSpace(k.Value) == "":
			c.add(k, strconv.Quote(cut(at)), "is no key here (value %s)%s; keys are %s", shown(v), suggestion(k.Value, s.keys()), known(s))
		case seen[k.Value]:
			c.add(k, at, "is given twice (value %s); leave one of them out", shown(v))
		case !isNull(v):
			c.check(v, at, *item)
		}
		seen[k.Value] = seen[k.Value] || !isNull(v)
	}
	for _, f := range s.Fields {
		if f.Required && !seen[f.Key] {
			c.add(n, join(key, f.Key), "is missing, allowed is %s", f.Shape.Allowed())
		}
	}
}

func known(s Shape) string {
	if s.Kind == Map {
		return "texts of your own choice"
	}
	return strings.Join(s.keys(), ", ")
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// shown quotes a value for a message.
func shown(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a group of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	if isNull(n) {
		return "empty"
	}
	return strconv.Quote(cut(n.Value))
}

// cut shortens a text to what a reader can take in.
func cut(s string) string {
	const longest = 60
	if utf8.RuneCountInString(s) > longest {
		return string([]rune(s)[:longest]) + "…"
	}
	return s
}
