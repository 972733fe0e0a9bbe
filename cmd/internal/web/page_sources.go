package web

import (
	"context"

	"github.com/shimai/shimai/cmd/internal/answer"
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
	body := sourcesBody{Digest: m.Digest(), Version: v.s.desk.Version}
	for _, s := range m.Sources {
		s.Title, s.Date, s.Licence = v.base.SourceTitle(s.Key, v.lang), answer.SourceDate(s.Date, v.lang), answer.LicenceWords(s.Licence, v.lang)
		body.Sources = append(body.Sources, s)
	}
	return body, nil
}
