package web

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/matcher/portfolio"
)

// RecommendAsked is what a list is asked for, besides the town.
type RecommendAsked struct {
	Asked
	Format string `query:"format" enum:"json,csv,tsv,md,geojson" default:"json" doc:"Form of the answer."`
	Listed
}

// ExplainAsked is what a pair is asked about, besides the town.
type ExplainAsked struct {
	Asked
	Formed
	Candidate string `query:"candidate" required:"true" maxLength:"400" example:"gn:5892532" doc:"The candidate, named as the town is."`
	Listed
}

// PortfolioAsked is what a portfolio is asked for, besides the town.
type PortfolioAsked struct {
	Asked
	Formed
	Weighed
	To           []string      `query:"to,explode" maxItems:"260" doc:"Only these countries, continents or subregions, separated by commas; may be repeated."`
	Size         string        `query:"size" maxLength:"20" doc:"How many members: N or FROM-TO, which stops when one more adds too little. Default: 4-8."`
	PerCountry   optional[int] `query:"per_country" doc:"At most so many of one country, existing partners counted, 0 for no limit. Default: 1; with to, as many as the smallest size needs."`
	Continents   optional[int] `query:"continents" doc:"On at least so many continents, existing partners counted. Default: 2; with to, at most as many as it reaches."`
	Purpose      []string      `query:"purpose,explode" maxItems:"40" example:"[\"education=3\"]" doc:"PURPOSE=x counts what partners are wanted for x times, 0 leaves it out; may be repeated."`
	By           string        `query:"by" enum:"balanced,fit,openness,mutual" doc:"The order that values candidates. Default: balanced."`
	IncludeParts bool          `query:"include_parts" doc:"Keep places that are probably part of a larger city."`
}

type recommendIn struct {
	TownParam
	RecommendAsked
	Paged
}

type explainIn struct {
	TownParam
	ExplainAsked
}

type compareIn struct {
	Asked
	Formed
	TownParam
	Candidate []string `query:"candidate,explode" required:"true" minItems:"1" maxItems:"8" example:"[\"gn:5892532\"]" doc:"The candidates, one to eight, named as the town is; repeat the parameter for each."`
	Weighed
}

type portfolioIn struct {
	TownParam
	PortfolioAsked
}

// rankings registers what is asked about a town and its candidates.
func (s *Server) rankings(a huma.API) {
	register(s, a, operation("recommend", "Rank candidates for a town",
		"The candidates for a town, best first, with points, evidence, openness and the place the town takes in their own ranking. As `shimai recommend`.", answer.RecommendJSON{}), s.recommend)
	register(s, a, operation("explain", "Explain a pair",
		"Every point and all evidence for a pair, in both directions, and what keeps the candidate from standing higher. As `shimai explain`.", answer.ExplainJSON{}), s.explain)
	register(s, a, operation("compare", "Set candidates side by side",
		"The same facts and points for each candidate. As `shimai compare`.", answer.CompareJSON{}), s.compare)
	register(s, a, operation("portfolio", "Pick a balanced set of partners",
		"The four to eight candidates that serve a town best together, with the role of each. As `shimai portfolio`.", answer.PortfolioJSON{}), s.portfolio)
}

func (s *Server) recommend(ctx context.Context, in *recommendIn) (question, error) {
	q, err := s.list(ctx, in.RecommendAsked, in.Town, brief.Brief{})
	if err != nil {
		return q, err
	}
	return q, q.cut(in.Paged, "candidates")
}

// list asks for the candidates of a town with a brief, which may say nothing.
func (s *Server) list(ctx context.Context, in RecommendAsked, town string, wants brief.Brief) (question, error) {
	q, err := s.question(in.Asked, in.Format, in.Listed.flags(), wants)
	if err != nil {
		return q, err
	}
	q.ask.Parts = in.IncludeParts
	units, err := s.asks(ctx, &q, town)
	if err != nil {
		return q, err
	}
	q.write = func(ctx context.Context) (answer.Result, error) {
		v, err := s.desk.Recommend(ctx, q.ask, units[0])
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) explain(ctx context.Context, in *explainIn) (question, error) {
	return s.pair(ctx, in.ExplainAsked, in.Town, brief.Brief{})
}

// pair asks about a town and a candidate with a brief, which may say nothing.
func (s *Server) pair(ctx context.Context, in ExplainAsked, town string, wants brief.Brief) (question, error) {
	q, err := s.question(in.Asked, in.Format, in.Listed.flags(), wants)
	if err != nil {
		return q, err
	}
	q.ask.Parts = in.IncludeParts
	units, err := s.asks(ctx, &q, town, in.Candidate)
	if err != nil {
		return q, err
	}
	q.write = func(ctx context.Context) (answer.Result, error) {
		v, err := s.desk.Explain(ctx, q.ask, units[0], units[1])
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) compare(ctx context.Context, in *compareIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, in.Weighed.flags(), brief.Brief{})
	if err != nil {
		return q, err
	}
	q.ask.Parts = true
	units, err := s.asks(ctx, &q, append([]string{in.Town}, in.Candidate...)...)
	if err != nil {
		return q, err
	}
	q.write = func(ctx context.Context) (answer.Result, error) {
		v, err := s.desk.Compare(ctx, q.ask, units)
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) portfolio(ctx context.Context, in *portfolioIn) (question, error) {
	return s.bestSet(ctx, in.PortfolioAsked, in.Town, brief.Brief{})
}

// bestSet asks for the portfolio of a town with a brief, which may say nothing.
func (s *Server) bestSet(ctx context.Context, in PortfolioAsked, town string, wants brief.Brief) (question, error) {
	l := Listed{Weighed: in.Weighed, To: in.To, PerCountry: in.PerCountry, By: in.By}
	q, err := s.question(in.Asked, in.Format, l.flags(), wants)
	if err != nil {
		return q, err
	}
	q.ask.Parts = in.IncludeParts
	set, err := in.set(&wants)
	if err != nil {
		return q, err
	}
	units, err := s.asks(ctx, &q, town)
	if err != nil {
		return q, err
	}
	q.key = append(q.key, fmt.Sprintf("%+v %t %t", set.Rules, set.OwnPerCountry, set.OwnContinents), purposeKey(set.Purposes))
	q.write = func(ctx context.Context) (answer.Result, error) {
		v, err := s.desk.Portfolio(ctx, q.ask, units[0], set)
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

// set lays what is asked of the portfolio over what a brief asks of it, with
// the defaults of the command line.
func (in *PortfolioAsked) set(wants *brief.Brief) (answer.Set, error) {
	out, err := answer.SetOf(wants)
	if err != nil {
		return out, err
	}
	if in.PerCountry.Given {
		out.Rules.PerCountry, out.OwnPerCountry = in.PerCountry.Value, true
	}
	if in.Continents.Given {
		out.Rules.Continents, out.OwnContinents = in.Continents.Value, true
	}
	if in.Size != "" {
		if out.Rules.Min, out.Rules.Max, err = answer.ParseSize(in.Size); err != nil {
			return out, err
		}
	}
	given, err := answer.ParsePurposes(in.Purpose)
	maps.Copy(out.Purposes, given)
	return out, err
}

// purposeKey writes purposes the same however they were ordered.
func purposeKey(purposes map[portfolio.Purpose]float64) string {
	var out []string
	for p, w := range purposes {
		out = append(out, fmt.Sprintf("%s=%g", p, w))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
