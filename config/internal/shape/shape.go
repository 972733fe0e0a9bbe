package shape

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Kind is what sort of value a shape describes.
type Kind uint8

// The kinds of values.
const (
	// Text is a text, or a number that is meant as one (a code such as 01635).
	Text Kind = iota
	// Number is a number from Min to Max.
	Number
	// Whole is a whole number from Min to Max.
	Whole
	// List is a list of Item.
	List
	// Object has the keys of Fields.
	Object
	// Map has keys of the user's own choice with values like Item.
	Map
)

// Shape says what a value may be.
type Shape struct {
	Kind Kind
	// Words are the only texts allowed; empty for any.
	Words []string
	// Example is a text like those that are wanted, for messages and schema;
	// where Words are given it is not used.
	Example string
	// Min and Max bound a number, both included.
	Min, Max float64
	// Item describes the entries of a List or a Map.
	Item *Shape
	// Fields are the keys of an Object, in the order in which they are shown.
	Fields []Field
}

// Field is one key of an Object.
type Field struct {
	Key string
	// Doc tells in a sentence or two what the key means and what its default is.
	Doc   string
	Shape Shape
	// Required keys must be given.
	Required bool
}

// Limits that no honest document reaches, so that a wrong file is an error and
// not a wait.
const (
	// MaxBytes bounds a document.
	MaxBytes = 1 << 20
	maxText  = 20_000 // bytes of one text
	maxItems = 1000   // entries of one list or map
)

// TextLike is a text of which an example is shown.
func TextLike(example string) Shape { return Shape{Kind: Text, Example: example} }

// OneOf is one of some words.
func OneOf(words ...string) Shape { return Shape{Kind: Text, Words: words} }

// WholeIn is a whole number from low to high.
func WholeIn(low, high float64) Shape { return Shape{Kind: Whole, Min: low, Max: high} }

// NumberIn is a number from low to high.
func NumberIn(low, high float64) Shape { return Shape{Kind: Number, Min: low, Max: high} }

// ListOf is a list of values of one shape.
func ListOf(item Shape) Shape { return Shape{Kind: List, Item: &item} }

// MapOf has keys of the user's choice.
func MapOf(item Shape) Shape { return Shape{Kind: Map, Item: &item} }

// ObjectOf has the given keys.
func ObjectOf(fields ...Field) Shape { return Shape{Kind: Object, Fields: fields} }

// Allowed says in words what a value of the shape may be.
func (s Shape) Allowed() string {
	switch s.Kind {
	case Number:
		return fmt.Sprintf("a number from %s to %s", plain(s.Min), plain(s.Max))
	case Whole:
		return fmt.Sprintf("a whole number from %s to %s", plain(s.Min), plain(s.Max))
	case List:
		return "a list, one entry a line behind \"- \", of " + s.Item.Allowed()
	case Object:
		return "keys with values, of the keys " + strings.Join(s.keys(), ", ")
	case Map:
		return "keys of your own choice, each with " + s.Item.Allowed()
	}
	switch {
	case len(s.Words) > 0:
		return strings.Join(s.Words, ", ")
	case s.Example != "":
		return "a text such as " + s.Example
	}
	return "a text"
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// keys lists the keys of an Object in their order.
func (s Shape) keys() []string {
	var out []string
	for _, f := range s.Fields {
		out = append(out, f.Key)
	}
	return out
}

// field finds a key of an Object.
func (s Shape) field(key string) (Field, bool) {
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Key == key })
	if i < 0 {
		return Field{}, false
	}
	return s.Fields[i], true
}
