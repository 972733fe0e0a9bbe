package web

import (
	"context"
	"net/http"
	"net/url"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// apiPath is where the API is.
const apiPath = "/api/v1"

// apiText describes the API to its readers.
const apiText = `Finds foreign partner cities for a municipality, and says why. Answers are the JSON documents of the
command line, byte for byte; docs/scripting.md of the program tells every field.

Towns are named by an id (jp:01635, gn:2648579), a name in any script, or "name, region, country". A name that
several governments bear is answered with status 409 and the candidates, one that nobody bears with 404 and names
like it. Unknown parameters are errors.

Every answer has an entity tag that follows from the question, the data and the program: send it back in
If-None-Match and an unchanged answer is status 304 without a body, and without work. Answers come in gzip where
it is accepted.`

// api registers what programs ask.
func (s *Server) api(mux *http.ServeMux) error {
	c := huma.DefaultConfig("shimai", "1")
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.Transformers = append(c.Transformers, wordMistakes)
	c.Info.Description = apiText
	a := humago.New(mux, c)
	s.rankings(a)
	s.places(a)
	s.surveys(a)
	if err := s.briefs(a); err != nil {
		return err
	}
	if s.opt.Plan != nil {
		s.planned(a)
	}
	settle(a.OpenAPI())
	return s.reference(mux, a.OpenAPI())
}

// document is an answer on its way out.
type document struct {
	Status          int
	ContentType     string `header:"Content-Type"`
	ContentEncoding string `header:"Content-Encoding"`
	CacheControl    string `header:"Cache-Control"`
	ETag            string `header:"ETag" doc:"Entity tag of the answer."`
	Vary            string `header:"Vary"`
	Link            string `header:"Link" doc:"The neighbouring pages of a list that was cut (RFC 8288): first, prev, next, last."`
	Body            []byte
}

// Asked is what every question may say.
type Asked struct {
	Lang           string `query:"lang" enum:"en,ja" doc:"Language of the texts. Default: that of the server."`
	IfNoneMatch    string `header:"If-None-Match" doc:"The entity tag of an answer that is there already."`
	AcceptEncoding string `header:"Accept-Encoding" hidden:"true"`

	// at is the address of the question.
	at url.URL
}

// Formed asks for a form of the answer.
type Formed struct {
	Format string `query:"format" enum:"json,csv,tsv,md" default:"json" doc:"Form of the answer."`
}

// operation describes a question to the reference; document is of the type that
// answers it.
func operation(id, summary, text string, document any) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: apiPath + "/" + id, Summary: summary, Description: text,
		Errors:   []int{http.StatusNotFound, http.StatusConflict, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusServiceUnavailable},
		Metadata: map[string]any{"document": reflect.TypeOf(document)},
	}
}

// register adds a question to the API. read turns its parameters into a question.
func register[I any](s *Server, a huma.API, op huma.Operation, read func(context.Context, *I) (question, error)) {
	schema := a.OpenAPI().Components.Schemas.Schema(op.Metadata["document"].(reflect.Type), true, op.OperationID)
	op.Responses = map[string]*huma.Response{
		"200": {Description: "The answer.", Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}},
		"304": {Description: "The answer is the one that the client has."},
	}
	huma.Register(a, op, func(ctx context.Context, in *I) (*document, error) {
		q, err := read(ctx, in)
		if err != nil {
			return nil, s.problem(err, q.ask.Lang)
		}
		out, err := s.answer(ctx, op.OperationID, q)
		if err != nil {
			return nil, s.problem(err, q.ask.Lang)
		}
		return out, nil
	})
}

// settle says of all documents what the types alone do not say: problems have
// candidates, and answers may get more fields within a version.
func settle(api *huma.OpenAPI) {
	problem := api.Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "")
	for _, item := range api.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Delete} {
			if op == nil {
				continue
			}
			for _, r := range op.Responses {
				if m := r.Content["application/problem+json"]; m != nil {
					m.Schema = problem
				}
			}
		}
	}
	all := api.Components.Schemas.Map()
	delete(all, "ErrorModel")
	for name, schema := range all {
		if name != "PlanAsked" {
			schema.AdditionalProperties = nil
		}
	}
}

// contentType names the form of an answer.
func contentType(format string) string {
	switch format {
	case answer.FormatCSV:
		return "text/csv; charset=utf-8"
	case answer.FormatTSV:
		return "text/tab-separated-values; charset=utf-8"
	case answer.FormatMD:
		return "text/markdown; charset=utf-8"
	case answer.FormatGeoJSON:
		return "application/geo+json"
	}
	return "application/json"
}
