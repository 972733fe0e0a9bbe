package web

import (
	"context"
	"errors"
	"strings"

	"github.com/shimai/shimai/index"
)

// homePage asks for a town.
func homePage(context.Context, *visit) (any, error) { return nil, nil }

// searchBody is a list of places that a name may mean.
type searchBody struct {
	Query   string
	Choices []choice
}

// mostFound bounds the places that a search lists.
const mostFound = 30

// searchPage lists the places that resemble a name.
func searchPage(ctx context.Context, v *visit) (any, error) {
	body := searchBody{Query: v.state.v.Get("q")}
	if body.Query == "" {
		return body, nil
	}
	a, err := v.ask()
	if err != nil {
		return nil, err
	}
	a.Config.N = mostFound
	found, err := v.s.desk.Find(ctx, a, body.Query, false)
	var none *index.NotFoundError
	if err != nil && !errors.As(err, &none) {
		return nil, err
	}
	if err == nil {
		for _, m := range found.Matches {
			c := v.choice(m.Unit, "/town", "town")
			if !strings.Contains(c.Name, m.Name) && !strings.Contains(m.Name, c.Name) {
				c.Matched = m.Name
			}
			body.Choices = append(body.Choices, c)
		}
	}
	return body, nil
}
