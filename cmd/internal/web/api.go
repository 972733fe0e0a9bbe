package web

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// api registers what programs ask.
func (s *Server) api(mux *http.ServeMux) {
	c := huma.DefaultConfig("shimai", "1")
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	c.RejectUnknownQueryParameters = true
	humago.New(mux, c)
}
