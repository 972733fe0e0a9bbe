package web

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data/names"
	"github.com/shimai/shimai/index"
)

// homePage asks for a town.
func homePage(context.Context, *visit) (any, error) { return nil, nil }

// searchBody is a list of places that a name may mean.
type searchBody struct {
	Query   string
	Choices []choice
}

// Bounds of the places that a search lists: on its page, and below the field
// while somebody writes.
const (
	mostFound     = 30
	mostSuggested = 8
)

// searchPage lists the places that resemble a name. Asked for its list alone,
// as while somebody writes, it looks for similar names, too.
func searchPage(ctx context.Context, v *visit) (any, error) {
	body := searchBody{Query: v.state.v.Get("q")}
	if body.Query == "" {
		return body, nil
	}
	a := answer.Ask{Config: v.s.opt.Config, Lang: v.lang}
	a.Config.N = mostFound
	typing := v.state.v.Get("part") != ""
	found, err := v.s.desk.Find(ctx, a, body.Query, typing)
	var none *index.NotFoundError
	if errors.As(err, &none) {
		return body, nil
	}
	if err != nil {
		return nil, err
	}
	if typing {
		found.Matches = v.suggestions(found.Matches, body.Query)
	}
	for _, m := range found.Matches {
		c := v.choice(m.Unit, "/town", "town")
		if !strings.Contains(c.Name, m.Name) && !strings.Contains(m.Name, c.Name) {
			c.Matched = m.Name
		}
		body.Choices = append(body.Choices, c)
	}
	return body, nil
}

// suggestions puts first what begins as typed, and for readers of Japanese the
// towns of Japan. Where a partner is asked for, the own country is left out.
func (v *visit) suggestions(list []index.Match, query string) []index.Match {
	abroad := v.state.v.Get("not")
	query = names.Fold(query)
	worth := func(m index.Match) int {
		w := 0
		if v.lang == "ja" && abroad == "" && v.base.Country(m.Unit) == "JP" {
			w += 2
		}
		if strings.HasPrefix(names.Fold(m.Name), query) || strings.HasPrefix(names.Fold(v.base.Name(m.Unit, v.lang)), query) {
			w++
		}
		return w
	}
	list = slices.DeleteFunc(slices.Clone(list), func(m index.Match) bool { return v.base.Country(m.Unit) == abroad })
	slices.SortStableFunc(list, func(a, b index.Match) int { return worth(b) - worth(a) })
	return list[:min(len(list), mostSuggested)]
}
