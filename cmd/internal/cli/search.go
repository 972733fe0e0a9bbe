package cli

import (
	"context"

	"github.com/shimai/shimai/cmd/internal/answer"
	"github.com/shimai/shimai/data"
	"github.com/shimai/shimai/index"
)

// openIndex opens the search index in the cache folder, and builds it first
// where it is missing, which takes some seconds: hence not for every command.
func (e *env) openIndex(ctx context.Context, st *data.Store) (*index.Index, error) {
	cfg, err := e.config()
	if err != nil {
		return nil, err
	}
	p := e.progress(answer.Both("search index", "検索索引の準備").In(e.messageLang()))
	ix, err := index.Open(ctx, st, cfg.Cache, p.update)
	p.done()
	if err != nil {
		return nil, err
	}
	e.onClose(ix.Close)
	return ix, nil
}
