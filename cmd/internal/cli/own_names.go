package cli

import (
	"context"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
)

// ownNames words the governments that own records name by id.
type ownNames struct {
	e    *env
	base *answer.Base
	lang string
}

func (e *env) ownNames() (*ownNames, error) {
	base, err := e.Base()
	if err != nil {
		return nil, err
	}
	lang, err := e.lang()
	return &ownNames{e, base, lang}, err
}

// unit finds the government of an id, data.NoUnit where these data have none.
func (n *ownNames) unit(id string) data.Unit {
	r, err := n.e.Resolver()
	if err != nil {
		return data.NoUnit
	}
	u, err := r.Resolve(id)
	if err != nil {
		return data.NoUnit
	}
	return u
}

// name names the government of an id; one that these data do not have by its id.
func (n *ownNames) name(id string) string {
	if u := n.unit(id); u != data.NoUnit {
		return n.base.Name(u, n.lang)
	}
	return id
}

// country is the code of the country of the government of an id, "" for one
// that these data do not have.
func (n *ownNames) country(id string) string {
	if u := n.unit(id); u != data.NoUnit {
		return n.base.Country(u)
	}
	return ""
}

// idOf resolves a town's name to its id.
func (e *env) idOf(ctx context.Context, name string) (string, error) {
	u, err := e.Resolve(ctx, name)
	if err != nil {
		return "", err
	}
	b, err := e.Base()
	if err != nil {
		return "", err
	}
	return b.Labels.ID.At(int(u)), nil
}
