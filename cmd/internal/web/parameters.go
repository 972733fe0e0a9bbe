package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
)

// Resolve notes the address, for links to pages, and refuses parameters that
// would be passed over in silence: unknown ones, and second values.
func (a *Asked) Resolve(ctx huma.Context) []error {
	a.at = ctx.URL()
	given := a.at.Query()
	var out []error
	for _, name := range slices.Sorted(maps.Keys(given)) {
		i := slices.IndexFunc(ctx.Operation().Parameters, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
		switch {
		case i < 0:
			out = append(out, &huma.ErrorDetail{Location: "query." + name, Message: "unknown query parameter"})
		case len(given[name]) > 1 && ctx.Operation().Parameters[i].Schema.Type != huma.TypeArray:
			out = append(out, &huma.ErrorDetail{Location: "query." + name, Message: "given more than once"})
		}
	}
	return out
}

// optional is a parameter of which it counts whether it was given.
type optional[T any] struct {
	Value T
	Given bool
}

// Schema describes the parameter by its value.
func (o optional[T]) Schema(r huma.Registry) *huma.Schema {
	return huma.SchemaFromType(r, reflect.TypeOf(o.Value))
}

// Receiver is where the value is read into.
func (o *optional[T]) Receiver() reflect.Value { return reflect.ValueOf(o).Elem().Field(0) }

// OnParamSet notes whether there was one.
func (o *optional[T]) OnParamSet(given bool, _ any) { o.Given = given }

// TownParam names the town that asks.
type TownParam struct {
	Town string `query:"town" required:"true" maxLength:"400" example:"jp:01635" doc:"The town: an id, a name in any script, or \"name, region, country\"."`
}

// Weighed says what counts how much.
type Weighed struct {
	Weight []string `query:"weight,explode" maxItems:"40" example:"[\"climate=2\"]" doc:"CRITERION=x counts a criterion x times, 0 to 100, 0 leaves it out; may be repeated."`
}

// Listed says which candidates a list has and in which order.
type Listed struct {
	Weighed
	To           []string      `query:"to,explode" maxItems:"260" example:"[\"US,GB\"]" doc:"Only these countries, continents or subregions, separated by commas; may be repeated."`
	N            optional[int] `query:"n" doc:"How many candidates, 1 to 1000. Default: 20."`
	PerCountry   optional[int] `query:"per_country" doc:"At most so many of one country, 0 for no limit. Default: 3; with to, as many as fill the list."`
	By           string        `query:"by" enum:"balanced,fit,openness,mutual" doc:"The order. Default: balanced."`
	IncludeParts bool          `query:"include_parts" doc:"Keep places that are probably part of a larger city."`
}

// Paged asks for a part of the list that the answer holds.
type Paged struct {
	Offset int `query:"offset" minimum:"0" maximum:"100000" doc:"Leave out so many entries at the beginning of the list. Only for format=json."`
	Limit  int `query:"limit" minimum:"1" maximum:"1000" doc:"At most so many entries; Link leads to the other pages. Default: all. Only for format=json."`
}

// flags are the parameters as config reads them.
func (l Listed) flags() map[string]string {
	out := l.Weighed.flags()
	if len(l.To) > 0 {
		out["to"] = strings.Join(l.To, ",")
	}
	if l.N.Given {
		out["n"] = strconv.Itoa(l.N.Value)
	}
	if l.PerCountry.Given {
		out["per_country"] = strconv.Itoa(l.PerCountry.Value)
	}
	if l.By != "" {
		out["by"] = l.By
	}
	return out
}

func (w Weighed) flags() map[string]string {
	out := map[string]string{}
	if len(w.Weight) > 0 {
		out["weights"] = strings.Join(w.Weight, ",")
	}
	return out
}

// question begins a question: language, form, configuration, and over it the
// brief and the parameters.
func (s *Server) question(in Asked, format string, flags map[string]string, wants brief.Brief) (question, error) {
	answer.LayBrief(&wants, flags)
	q := question{ask: answer.Ask{Lang: cmp.Or(in.Lang, flags["lang"], s.opt.Lang), Brief: wants, Policy: s.opt.Policy}, format: format, in: in}
	var err error
	if q.ask.Config, err = s.opt.Config.Over(flags); err != nil {
		return q, answer.AsUsage(err)
	}
	_, q.ask.OwnPerCountry = flags["per_country"]
	_, q.ask.OwnTo = flags["to"]
	return q, nil
}

// asks resolves towns and keys the question by their ids, however they were spelt.
func (s *Server) asks(ctx context.Context, q *question, names ...string) ([]data.Unit, error) {
	units, err := s.desk.ResolveAll(ctx, names...)
	if err != nil {
		return nil, err
	}
	b, err := s.desk.Base()
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		q.key = append(q.key, b.Labels.ID.At(int(u)))
	}
	return units, nil
}

// cut asks for a page of the list under a key of the document.
func (q *question) cut(p Paged, list string) error {
	if (p.Offset != 0 || p.Limit != 0) && q.format != answer.FormatJSON {
		return newProblem(http.StatusUnprocessableEntity, problemUsage, "offset and limit cut the list of format=json only; leave them out, or ask for a shorter list with n")
	}
	q.page = page{list: list, offset: p.Offset, limit: p.Limit, at: q.in.at}
	return nil
}
