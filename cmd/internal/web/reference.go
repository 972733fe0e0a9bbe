package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed reference.html
var referencePage string

//go:embed reference.css
var referenceStyle []byte

// reference registers the description of the API: a page of plain HTML made
// from the OpenAPI document, which needs no script and nothing from elsewhere.
func (s *Server) reference(mux *http.ServeMux, api *huma.OpenAPI) error {
	page, err := template.New("reference").Parse(referencePage)
	if err != nil {
		return fmt.Errorf("read the page of the reference: %w", err)
	}
	var out bytes.Buffer
	if err := page.Execute(&out, describe(api)); err != nil {
		return fmt.Errorf("write the reference: %w", err)
	}
	mux.HandleFunc("GET /docs", fixed("text/html; charset=utf-8", out.Bytes()))
	mux.HandleFunc("GET /docs/reference.css", fixed("text/css; charset=utf-8", referenceStyle))
	return nil
}

// fixed serves bytes that do not change while the server runs.
func fixed(contentType string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Cache-Control", "no-cache")
		// Who went away meanwhile does not need the rest.
		_, _ = w.Write(body)
	}
}

// The reference as the page shows it.
type (
	referenceText struct {
		Intro      []string
		Operations []referenceOperation
		Schemas    []referenceSchema
		Problems   []referenceProblem
	}
	referenceOperation struct {
		ID, Method, Path, Summary, Text string
		Fields                          []referenceField
		Answers                         []referenceAnswer
	}
	referenceAnswer struct{ Status, Text, Type, Schema, Link string }
	referenceSchema struct {
		Name   string
		Fields []referenceField
	}
	referenceField   struct{ Name, Where, Type, Link, Text, Default, Example string }
	referenceProblem struct{ ID, Status, Text string }
)

// problemKinds tells what each type of problem means, in the order of the reference.
func problemKinds() []referenceProblem {
	return []referenceProblem{
		{"usage", "422, 400, 414", "A parameter, a brief or a plan is missing, unknown, impossible, or contradicts another. The detail says what to write instead."},
		{"ambiguous", "409", "The name means several governments. candidates lists them; ask again with an id."},
		{"not-found", "404", "No government has this name. candidates lists those with a similar one."},
		{"no-job", "404, 409", "There is no such job, or it has no plan."},
		{"busy", "503", "The server has as much to do as it can. Come again after Retry-After seconds."},
		{"rate", "429", "Too many requests from one address. Come again after Retry-After seconds."},
		{"refused", "401, 403, 404, 405", "The server does not answer this here: the token is missing, a public server only reads, the request comes from another site, there is no such address, or it is not asked by this method."},
		{"internal", "500", "A fault of the program. The server's log has the details."},
	}
}

// describe turns the OpenAPI document into the text of the page.
func describe(api *huma.OpenAPI) referenceText {
	t := referenceText{Intro: strings.Split(api.Info.Description, "\n\n"), Problems: problemKinds()}
	for _, path := range slices.Sorted(maps.Keys(api.Paths)) {
		item := api.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op != nil {
				t.Operations = append(t.Operations, describeOperation(op))
			}
		}
	}
	all := api.Components.Schemas.Map()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Schemas = append(t.Schemas, referenceSchema{name, describeFields(all[name])})
	}
	return t
}

func describeOperation(op *huma.Operation) referenceOperation {
	out := referenceOperation{ID: op.OperationID, Method: op.Method, Path: op.Path, Summary: op.Summary, Text: op.Description}
	for _, p := range op.Parameters {
		f := referenceField{Name: p.Name, Where: p.In, Text: p.Description}
		f.describe(p.Schema, p.Required)
		f.Type = strings.Replace(f.Type, " or null", "", 1) // a list that is absent
		if p.Example != nil {
			f.Example = fmt.Sprint(p.Example)
		}
		out.Fields = append(out.Fields, f)
	}
	if op.RequestBody != nil {
		for _, kind := range slices.Sorted(maps.Keys(op.RequestBody.Content)) {
			f := referenceField{Name: "(body)", Where: kind}
			f.describe(op.RequestBody.Content[kind].Schema, true)
			out.Fields = append(out.Fields, f)
		}
	}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		r := op.Responses[status]
		for _, kind := range slices.Sorted(maps.Keys(r.Content)) {
			f := referenceField{}
			f.describe(r.Content[kind].Schema, true)
			out.Answers = append(out.Answers, referenceAnswer{status, r.Description, kind, f.Type, f.Link})
		}
	}
	return out
}

func describeFields(s *huma.Schema) []referenceField {
	var out []referenceField
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		f := referenceField{Name: name, Text: s.Properties[name].Description}
		f.describe(s.Properties[name], slices.Contains(s.Required, name))
		out = append(out, f)
	}
	return out
}

// describe fills in the type of a field and where it is described.
func (f *referenceField) describe(s *huma.Schema, required bool) {
	if s == nil {
		f.Type = "any"
		return
	}
	prefix, inner := "", s
	for inner.Type == huma.TypeArray && inner.Items != nil {
		prefix, inner = prefix+"list of ", inner.Items
	}
	switch {
	case inner.Ref != "":
		name := inner.Ref[strings.LastIndexByte(inner.Ref, '/')+1:]
		f.Type, f.Link = prefix+name, name
	case len(inner.Enum) > 0:
		words := make([]string, len(inner.Enum))
		for i, w := range inner.Enum {
			words[i] = fmt.Sprint(w)
		}
		f.Type = prefix + strings.Join(words, ", ")
	case inner.Type == "":
		f.Type = prefix + "any"
	default:
		f.Type = prefix + inner.Type
	}
	if s.Nullable {
		f.Type += " or null"
	}
	if !required {
		f.Type += ", may be absent"
	}
	if s.Default != nil {
		f.Default = fmt.Sprint(s.Default)
	}
}
