package web

import (
	"context"

	"github.com/shimai/shimai/data"
)

// sourcesBody lists what the answers are made from.
type sourcesBody struct {
	Sources         []data.Source
	Digest, Version string
}

// sourcesPage lists the sources with date and licence.
func sourcesPage(_ context.Context, v *visit) (any, error) {
	m := v.base.Manifest
	return sourcesBody{Sources: m.Sources, Digest: m.Digest(), Version: v.s.desk.Version}, nil
}
