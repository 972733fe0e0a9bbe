package web

import (
	"context"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/config/brief"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/survey"
)

type searchIn struct {
	Asked
	Formed
	Q       string        `query:"q" required:"true" maxLength:"400" example:"Edinbrugh" doc:"A name in any script, with typos, or a part of one."`
	N       optional[int] `query:"n" doc:"How many governments, 1 to 1000. Default: 20."`
	Similar bool          `query:"similar" doc:"Search similar names also when a name fits exactly."`
	Paged
}

type placeIn struct {
	Asked
	Formed
	TownParam
	Paged
}

type gapsIn struct {
	Asked
	Formed
	Country       string        `query:"country" required:"true" maxLength:"100" example:"JP" doc:"The country that has no tie, a code or a name."`
	To            []string      `query:"to,explode" maxItems:"260" doc:"Only these countries, continents or subregions, separated by commas; may be repeated."`
	N             optional[int] `query:"n" doc:"How many cities, 1 to 1000. Default: 20."`
	MinPopulation optional[int] `query:"min_population" doc:"Smallest population of a city that is no national or regional seat."`
	Paged
}

type coverageIn struct {
	Asked
	Formed
	Country string `query:"country" required:"true" maxLength:"100" example:"JP" doc:"The country, a code or a name."`
}

type dataIn struct{ Asked }

// places registers what is asked about one place.
func (s *Server) places(a huma.API) {
	register(s, a, operation("search", "Find governments by name",
		"Governments by a name in any script, with typos, or by a part of the name. As `shimai find`.", answer.FindJSON{}), s.search)
	register(s, a, operation("profile", "All that is known of a place",
		"Names, size, setting, climate, what lies near, themes, industries, ties, each with source and date. As `shimai profile`.", answer.ProfileJSON{}), s.profile)
	register(s, a, operation("ties", "Known ties of a town",
		"The ties that public lists know; no tie known is not the same as no tie. As `shimai ties`.", answer.TiesJSON{}), s.ties)
}

// surveys registers what is asked about a country, and about the data.
func (s *Server) surveys(a huma.API) {
	register(s, a, operation("gaps", "Important cities without a known tie to a country",
		"The largest foreign cities and seats of government of which no tie with the country is known here. As `shimai gaps`.", answer.GapsJSON{}), s.gaps)
	register(s, a, operation("coverage", "Governments with a known tie",
		"How many governments of a country have a tie that is known here, by kind and by partner country. As `shimai coverage`.", answer.CoverageJSON{}), s.coverage)
	register(s, a, operation("data", "Layers and sources of the data",
		"What the answers are made from, with dates and licences. As `shimai data info`.", answer.DataJSON{}), s.data)
}

func (s *Server) search(_ context.Context, in *searchIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, Listed{N: in.N}.flags(), brief.Brief{})
	if err != nil {
		return q, err
	}
	q.key = []string{strconv.Quote(in.Q), strconv.FormatBool(in.Similar)}
	q.write = func(ctx context.Context) (answer.Result, error) {
		v, err := s.desk.Find(ctx, q.ask, in.Q, in.Similar)
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, q.cut(in.Paged, "matches")
}

func (s *Server) profile(ctx context.Context, in *placeIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, nil, brief.Brief{})
	if err != nil {
		return q, err
	}
	if err := q.cut(in.Paged, "facts"); err != nil {
		return q, err
	}
	units, err := s.asks(ctx, &q, in.Town)
	if err != nil {
		return q, err
	}
	q.write = func(context.Context) (answer.Result, error) {
		v, err := s.desk.Profile(q.ask, units[0])
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) ties(ctx context.Context, in *placeIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, nil, brief.Brief{})
	if err != nil {
		return q, err
	}
	if err := q.cut(in.Paged, "ties"); err != nil {
		return q, err
	}
	units, err := s.asks(ctx, &q, in.Town)
	if err != nil {
		return q, err
	}
	q.write = func(context.Context) (answer.Result, error) {
		v, err := s.desk.Ties(q.ask, units[0])
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) gaps(_ context.Context, in *gapsIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, Listed{N: in.N, To: in.To}.flags(), brief.Brief{})
	if err != nil {
		return q, err
	}
	least := int64(survey.DefaultMinPopulation)
	if in.MinPopulation.Given {
		least = int64(in.MinPopulation.Value)
	}
	if least < 1 {
		return q, answer.Usagef("--min-population %d: write a number of people, 1 or more", least)
	}
	q.key = []string{strconv.Quote(strings.ToLower(in.Country)), strconv.FormatInt(least, 10)}
	q.write = func(context.Context) (answer.Result, error) {
		v, err := s.desk.Gaps(q.ask, in.Country, data.People(least))
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, q.cut(in.Paged, "gaps")
}

func (s *Server) coverage(_ context.Context, in *coverageIn) (question, error) {
	q, err := s.question(in.Asked, in.Format, nil, brief.Brief{})
	if err != nil {
		return q, err
	}
	q.key = []string{strconv.Quote(strings.ToLower(in.Country))}
	q.write = func(context.Context) (answer.Result, error) {
		v, err := s.desk.Coverage(q.ask, in.Country)
		if err != nil {
			return answer.Result{}, err
		}
		return v.Result(), nil
	}
	return q, nil
}

func (s *Server) data(_ context.Context, in *dataIn) (question, error) {
	q, err := s.question(in.Asked, answer.FormatJSON, nil, brief.Brief{})
	q.write = func(context.Context) (answer.Result, error) {
		st, err := s.desk.Data()
		if err != nil {
			return answer.Result{}, err
		}
		return answer.Result{JSON: answer.NewDataJSON(st.Shipped().Manifest())}, nil
	}
	return q, err
}
