package shape

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// WriteSchema writes the JSON Schema (2020-12) of a document.
func WriteSchema(w io.Writer, s Shape, title, description string) error {
	schema := schemaOf(s, description, false)
	schema.Schema, schema.Title = "https://json-schema.org/draft/2020-12/schema", title
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(schema); err != nil {
		return fmt.Errorf("write schema %s: %w", title, err)
	}
	return nil
}

// schema is a JSON Schema as far as shapes need it.
type schema struct {
	Schema      string     `json:"$schema,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        any        `json:"type,omitempty"`
	Enum        []any      `json:"enum,omitempty"`
	Minimum     *float64   `json:"minimum,omitempty"`
	Maximum     *float64   `json:"maximum,omitempty"`
	Examples    []string   `json:"examples,omitempty"`
	Items       *schema    `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	// Additional is false for the keys of an Object, a schema for a Map.
	Additional any `json:"additionalProperties,omitempty"`
}

// property is a key with its schema.
type property struct {
	key    string
	schema *schema
}

// properties keeps the order of keys, which a map would lose.
type properties []property

// MarshalJSON writes an object in the order of the keys.
func (p properties) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteString("{")
	for i, q := range p {
		if i > 0 {
			b.WriteString(",")
		}
		key, err := json.Marshal(q.key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(q.schema)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteString(":")
		b.Write(value)
	}
	b.WriteString("}")
	return []byte(b.String()), nil
}

// schemaOf makes the schema of a value. A key may stand without a value, which
// is null to a reader of YAML; an entry of a list may not.
func schemaOf(s Shape, doc string, empty bool) *schema {
	out := &schema{Description: doc}
	types := func(names ...string) any {
		if empty {
			names = append(names, "null")
		}
		if len(names) == 1 {
			return names[0]
		}
		return names
	}
	switch s.Kind {
	case Number:
		out.Type, out.Minimum, out.Maximum = types("number"), &s.Min, &s.Max
	case Whole:
		out.Type, out.Minimum, out.Maximum = types("integer"), &s.Min, &s.Max
	case List:
		out.Type, out.Items = types("array"), schemaOf(*s.Item, "", false)
	case Map:
		out.Type, out.Additional = types("object"), schemaOf(*s.Item, "", true)
	case Object:
		out.Type, out.Additional = types("object"), false
		for _, f := range s.Fields {
			out.Properties = append(out.Properties, property{f.Key, schemaOf(f.Shape, f.Doc, !f.Required)})
			if f.Required {
				out.Required = append(out.Required, f.Key)
			}
		}
	default:
		out.text(s, types, empty)
	}
	return out
}

// text describes a text; a number will do for one that is meant as a text.
func (out *schema) text(s Shape, types func(...string) any, empty bool) {
	if len(s.Words) == 0 {
		out.Type = types("string", "number")
		if s.Example != "" {
			out.Examples = []string{s.Example}
		}
		return
	}
	for _, w := range s.Words {
		out.Enum = append(out.Enum, w)
	}
	if empty {
		out.Enum = append(out.Enum, nil)
	}
}

// WriteTable writes the keys of a document as a table in Markdown, those of
// groups and of lists below them.
func WriteTable(w io.Writer, s Shape) error {
	var b strings.Builder
	b.WriteString("| key | allowed | meaning |\n|---|---|---|\n")
	rows(&b, s, "")
	_, err := io.WriteString(w, b.String())
	if err != nil {
		return fmt.Errorf("write table of keys: %w", err)
	}
	return nil
}

func rows(b *strings.Builder, s Shape, path string) {
	for _, f := range s.Fields {
		key, inner, allowed := join(path, f.Key), f.Shape, f.Shape.Allowed()
		if inner.Kind == List {
			allowed = "list of " + inner.Item.Allowed()
			if inner.Item.Kind == Object {
				key, inner, allowed = key+"[]", *inner.Item, "list"
			}
		}
		if inner.Kind == Object && f.Shape.Kind == Object {
			allowed = "group"
		}
		if f.Required {
			allowed += "; required"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", key, allowed, f.Doc)
		if inner.Kind == Object {
			rows(b, inner, key)
		}
	}
}
