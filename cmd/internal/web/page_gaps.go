package web

import (
	"context"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/matcher/survey"
)

// gapsBody lists important foreign cities without a known tie to a country.
type gapsBody struct {
	Country, Code string
	Intro         string
	Rows          []gapRow
	Continents    []option
	Counts        []option
	Run           string
}

// gapRow is a city; Ask is the address of its own candidates in the country.
type gapRow struct {
	Rank                      int
	Name, Where, People, Ties string
	Level, Note, Ask          string
}

// gapsPage lists the largest cities of which no tie with a country is known.
func gapsPage(_ context.Context, v *visit) (any, error) {
	home, err := v.s.desk.HomeCountry(v.base, v.state.get("country"))
	if err != nil {
		return nil, v.wrong("%s is no country.", "%sという国は見つかりません。", v.quote(v.state.get("country")))
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	least := data.People(survey.DefaultMinPopulation)
	if n, err := v.people("min"); err != nil {
		return nil, err
	} else if n != nil {
		least = data.People(*n)
	}
	code := v.base.Countries.Code[home]
	g, err := v.s.desk.Gaps(a, code, least)
	if err != nil {
		return nil, err
	}
	doc := g.Result().Doc
	body := gapsBody{Country: v.base.CountryName(home, v.lang), Code: code, Intro: doc.Below[0], Run: g.Run.Line(v.lang, v.base.Manifest),
		Continents: v.options("to", true, continentWords()), Counts: v.options("n", false, [][3]string{{"20", "20", "20件"}, {"50", "50", "50件"}, {"100", "100", "100件"}})}
	for i, x := range g.Report.Gaps {
		id := v.base.Labels.ID.At(int(x.Unit))
		row := gapRow{Rank: i + 1, Name: v.base.FullName(x.Unit, v.lang), Where: v.where(x.Unit), People: v.people1(v.base.Units.Population[x.Unit]),
			Ties: answer.Grouped(int64(x.Ties)), Level: doc.Rows[i].Cells[7].Shown, Ask: v.state.about().with("town", id).with("to", code).url("/town")}
		if len(doc.Rows[i].Notes) > 0 {
			row.Note = doc.Rows[i].Notes[0]
		}
		body.Rows = append(body.Rows, row)
	}
	return body, nil
}
