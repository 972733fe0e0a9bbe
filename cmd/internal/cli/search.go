package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// suggestionsShown is how many near names answer a name that was not found.
const suggestionsShown = 5

// index opens the search index, and builds it first where it is missing, which
// takes some seconds: hence not for every command.
func (e *env) index(ctx context.Context) (*index.Index, error) {
	if e.opened != nil {
		return e.opened, nil
	}
	st, err := e.data()
	if err != nil {
		return nil, err
	}
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	p := e.progress("search index")
	ix, err := index.Open(ctx, st, cfg.Cache, p.update)
	p.done()
	if err != nil {
		return nil, err
	}
	e.opened = ix
	e.onClose(ix.Close)
	return ix, nil
}

// suggest adds near names to a not-found error that has none. What keeps the
// index from being used is a notice: the name is not found with or without it.
func (e *env) suggest(ctx context.Context, err error) error {
	var missing *index.NotFoundError
	if !errors.As(err, &missing) || len(missing.Suggestions) > 0 {
		return err
	}
	ix, openErr := e.index(ctx)
	if openErr != nil {
		if ctx.Err() != nil || errors.Is(openErr, data.ErrDamaged) {
			return openErr
		}
		e.notice("names like it were not looked for: %v", openErr)
		return err
	}
	found, findErr := ix.Find(ctx, missing.Query, suggestionsShown)
	if findErr != nil {
		return fmt.Errorf("look for names like it: %w", findErr)
	}
	return &index.NotFoundError{Query: missing.Query, Suggestions: found}
}
