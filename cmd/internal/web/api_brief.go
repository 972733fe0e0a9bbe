package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
)

// BriefBody is a brief as the body of a question. Parameters go over it, as
// flags do on the command line.
type BriefBody struct {
	Town    string `query:"town" maxLength:"400" example:"jp:01635" doc:"The town: an id, a name in any script, or \"name, region, country\". Default: that of the brief."`
	RawBody []byte
}

// read reads the brief, and which town asks.
func (b *BriefBody) read() (brief.Brief, string, error) {
	wants, err := brief.Parse("brief", b.RawBody)
	if err != nil {
		return wants, "", answer.AsUsage(err)
	}
	town := cmp.Or(b.Town, wants.Town)
	if town == "" {
		return wants, "", answer.Usagef("neither the brief nor the parameters name the town; add town to one of them, such as town=jp:01635")
	}
	return wants, town, nil
}

type recommendBriefIn struct {
	BriefBody
	RecommendAsked
}

type explainBriefIn struct {
	BriefBody
	ExplainAsked
}

type portfolioBriefIn struct {
	BriefBody
	PortfolioAsked
}

// briefs registers what can be asked with a brief.
func (s *Server) briefs(a huma.API) error {
	schema, err := briefSchema()
	if err != nil {
		return err
	}
	a.OpenAPI().Components.Schemas.Map()["Brief"] = schema
	registerBrief(s, a, operation("recommend", "Rank candidates for a town with a brief", "As `shimai recommend --brief`.", answer.RecommendJSON{}),
		func(ctx context.Context, in *recommendBriefIn) (question, error) {
			wants, town, err := in.read()
			if err != nil {
				return question{}, err
			}
			return s.list(ctx, in.RecommendAsked, town, wants)
		})
	registerBrief(s, a, operation("explain", "Explain a pair with a brief", "As `shimai explain --brief`.", answer.ExplainJSON{}),
		func(ctx context.Context, in *explainBriefIn) (question, error) {
			wants, town, err := in.read()
			if err != nil {
				return question{}, err
			}
			return s.pair(ctx, in.ExplainAsked, town, wants)
		})
	registerBrief(s, a, operation("portfolio", "Pick a set of partners with a brief", "As `shimai portfolio --brief`.", answer.PortfolioJSON{}),
		func(ctx context.Context, in *portfolioBriefIn) (question, error) {
			wants, town, err := in.read()
			if err != nil {
				return question{}, err
			}
			return s.bestSet(ctx, in.PortfolioAsked, town, wants)
		})
	return nil
}

// registerBrief adds a question that comes with a brief to the API.
func registerBrief[I any](s *Server, a huma.API, op huma.Operation, read func(context.Context, *I) (question, error)) {
	op.OperationID, op.Method, op.MaxBodyBytes = op.OperationID+"-brief", http.MethodPost, maxBody
	op.Description += " The body is the brief; parameters go over it. A public server takes none."
	register(s, a, op, func(ctx context.Context, in *I) (question, error) {
		q, err := read(ctx, in)
		q.in.IfNoneMatch = "" // is for GET
		return q, err
	})
	// The brief is read by who reads the files; here it is only described.
	posted := a.OpenAPI().Paths[op.Path].Post
	ref := &huma.Schema{Ref: "#/components/schemas/Brief"}
	posted.RequestBody.Description = "What the town wants; every key may be left out."
	posted.RequestBody.Content = map[string]*huma.MediaType{"application/json": {Schema: ref}, "application/yaml": {Schema: ref}}
	posted.Parameters = slices.DeleteFunc(posted.Parameters, func(p *huma.Param) bool { return p.Name == "If-None-Match" })
}

// briefSchema is the published schema of briefs as the OpenAPI document holds it.
func briefSchema() (*huma.Schema, error) {
	var text bytes.Buffer
	if err := brief.WriteSchema(&text); err != nil {
		return nil, err
	}
	var read map[string]any
	if err := json.Unmarshal(text.Bytes(), &read); err != nil {
		return nil, fmt.Errorf("read the schema of briefs: %w", err)
	}
	delete(read, "$schema")
	return asSchema(read), nil
}

// asSchema keeps a JSON Schema as it is, and names what the reference shows.
func asSchema(read map[string]any) *huma.Schema {
	out := &huma.Schema{Extensions: map[string]any{}}
	for key, value := range read {
		switch v := value.(type) {
		case string:
			switch key {
			case "type":
				out.Type = v
				continue
			case "description":
				out.Description = v
				continue
			}
		case map[string]any:
			if key == "properties" {
				out.Properties = map[string]*huma.Schema{}
				for name, property := range v {
					if p, ok := property.(map[string]any); ok {
						out.Properties[name] = asSchema(p)
					}
				}
				continue
			}
		}
		out.Extensions[key] = value
	}
	return out
}
