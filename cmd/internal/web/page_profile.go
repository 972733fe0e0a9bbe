package web

import (
	"context"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// profileBody is all that is known of a town.
type profileBody struct {
	Town     townHead
	Basket   basketLine
	Sections []factSection
	Ties     grid
	Sources  []string
	Run      string
}

type factSection struct {
	Title string
	Facts []factLine
}

type factLine struct{ Label, Value, Source string }

// profilePage tells all that is known of a town, and its known ties.
func profilePage(ctx context.Context, v *visit) (any, error) {
	town, err := v.town(ctx)
	if err != nil {
		return nil, err
	}
	a := answer.Ask{Config: v.s.opt.Config, Lang: v.lang}
	p, err := v.s.desk.Profile(a, town)
	if err != nil {
		return nil, err
	}
	ties, err := v.s.desk.Ties(a, town)
	if err != nil {
		return nil, err
	}
	body := profileBody{Town: v.head(town, nil), Ties: v.grid(ties.Result().Doc), Run: p.Run.Line(v.lang, v.base.Manifest)}
	if body.Basket, err = v.basketLine(ctx); err != nil {
		return nil, err
	}
	last := ""
	for _, f := range p.Facts {
		if f.Section != last {
			last = f.Section
			body.Sections = append(body.Sections, factSection{Title: capital(answer.SectionWord(f.Section, v.lang))})
		}
		line := factLine{Label: f.Label.In(v.lang), Value: f.Shown, Source: f.Source}
		if f.Value == nil {
			line.Value = v.say("unknown", "不明")
		}
		if f.Date != "" {
			line.Source += ", " + f.Date
		}
		at := &body.Sections[len(body.Sections)-1]
		at.Facts = append(at.Facts, line)
	}
	below := p.Result().Doc.Below
	body.Sources = below[:len(below)-1]
	return body, nil
}
