package web

import "net/http"

// pages registers what people see.
func (s *Server) pages(mux *http.ServeMux) {
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><html lang=\"en\"><title>shimai</title><h1>shimai</h1>\n"))
	})
}
