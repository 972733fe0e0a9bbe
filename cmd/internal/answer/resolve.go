package answer

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// maxQuery is longer than any name of a place with its region and country, in bytes.
const maxQuery = 400

// Resolve finds the government a user's words mean. What is not one
// government is a usage error, with the candidates in its message.
func (d *Desk) Resolve(ctx context.Context, query string) (data.Unit, error) {
	switch {
	case strings.TrimSpace(query) == "":
		return data.NoUnit, Usage(Both("the name of the town is empty; write a name, a code (jp:01635, gn:2648579), or \"name, region, country\"",
			"自治体の名前が空です。名前、コード(jp:01635、gn:2648579)、または「名前, 地域, 国」で指定してください"))
	case len(query) > maxQuery:
		return data.NoUnit, Usage(Words("%s is no name of a place: at most %d bytes are read", "%sは自治体の名前として長すぎます(最大%dバイト)", Shorten(query), maxQuery))
	case !utf8.ValidString(query):
		return data.NoUnit, Usage(Words("%s is not valid UTF-8; set the terminal to UTF-8, or use a code such as jp:01635",
			"%sはUTF-8ではありません。端末の文字コードをUTF-8にするか、コード(例: jp:01635)で指定してください", Shorten(query)))
	}
	r, err := d.Resolver()
	if err != nil {
		return data.NoUnit, err
	}
	u, err := r.Resolve(query)
	if err != nil {
		return data.NoUnit, d.suggest(ctx, err)
	}
	return u, nil
}

// ResolveAll resolves the town and its candidates; none may be the town itself
// or lie in its country.
func (d *Desk) ResolveAll(ctx context.Context, names ...string) ([]data.Unit, error) {
	var units []data.Unit
	for i, name := range names {
		u, err := d.Resolve(ctx, name)
		if err != nil {
			return nil, err
		}
		units = append(units, u)
		if i == 0 {
			continue
		}
		b, err := d.Base()
		if err != nil {
			return nil, err
		}
		if u == units[0] {
			return nil, Usage(Words("%s is the town itself; partners are looked for abroad", "「%s」は依頼側の自治体そのものです。提携先は国外から選びます", b.described(u)))
		}
		if c := b.Units.Country[u]; c == b.Units.Country[units[0]] {
			return nil, Usage(Words("%s and %s both lie in %s; partners are looked for abroad", "「%s」と「%s」はどちらも%sにあります。提携先は国外から選びます",
				b.described(units[0]), b.described(u), Both(b.CountryName(c, "en"), b.CountryName(c, "ja"))))
		}
	}
	return units, nil
}

// Index opens the search index when it is first needed.
func (d *Desk) Index(ctx context.Context) (*index.Index, error) {
	d.opening.Lock()
	defer d.opening.Unlock()
	if d.opened != nil {
		return d.opened, nil
	}
	st, err := d.Data()
	if err != nil {
		return nil, err
	}
	ix, err := d.OpenIndex(ctx, st)
	if err != nil {
		return nil, err
	}
	d.opened = ix
	return ix, nil
}

// suggestionsShown is how many near names answer a name that was not found.
const suggestionsShown = 5

// suggest adds near names to a not-found error that has none. What keeps the
// index from being used is a notice: the name is not found with or without it.
func (d *Desk) suggest(ctx context.Context, err error) error {
	var missing *index.NotFoundError
	if !errors.As(err, &missing) || len(missing.Suggestions) > 0 {
		return err
	}
	ix, openErr := d.Index(ctx)
	if openErr != nil {
		if ctx.Err() != nil || errors.Is(openErr, data.ErrDamaged) {
			return openErr
		}
		d.Tell(Words("names like it were not looked for: %v", "似た名前は検索できませんでした: %v", openErr))
		return err
	}
	found, findErr := ix.Find(ctx, missing.Query, suggestionsShown)
	if findErr != nil {
		return fmt.Errorf("look for names like it: %w", findErr)
	}
	return &index.NotFoundError{Query: missing.Query, Suggestions: found}
}
