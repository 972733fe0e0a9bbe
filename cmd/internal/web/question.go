package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"

	"github.com/shimai/shimai/cmd/internal/answer"
)

// question is a request that was read and checked.
type question struct {
	ask    answer.Ask
	format string
	// key holds what is asked besides ask and format: ids and numbers.
	key []string
	// write answers.
	write func(context.Context) (answer.Result, error)
	// page is the part of the list that was asked for.
	page page
	in   Asked
}

// tag stands for the answer of a question before it is made: the same data,
// program and question give the same bytes.
func (s *Server) tag(kind string, q question) string {
	parts := append([]string{s.stamp, kind, q.format, q.ask.Lang, q.ask.Config.Digest(), fmt.Sprint(q.ask.Parts, q.ask.OwnPerCountry, q.ask.OwnTo), q.ask.Brief.Digest()}, q.key...)
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return hex.EncodeToString(sum[:12])
}

// answer answers a question: not at all where the client has the answer, from
// the cache, or anew.
func (s *Server) answer(ctx context.Context, kind string, q question) (*document, error) {
	key := s.tag(kind, q)
	zipped := acceptsGzip(q.in.AcceptEncoding)
	out := &document{Status: http.StatusOK, ETag: entityTag(key, q.page, zipped), CacheControl: s.cacheControl(), Vary: "Accept-Encoding"}
	if matches(q.in.IfNoneMatch, key, q.page) {
		out.Status = http.StatusNotModified
		return out, nil
	}
	k, err := s.answers.get(ctx, key, func(ctx context.Context) ([]byte, error) { return render(ctx, q) })
	if err != nil {
		return nil, err
	}
	out.ContentType = contentType(q.format)
	if q.page.whole() {
		out.Body = k.body
		if zipped {
			out.Body, out.ContentEncoding = k.packed, "gzip"
		}
		return out, nil
	}
	cut, err := q.page.cut(k.body)
	if err != nil {
		return nil, err
	}
	out.Body, out.Link = cut.body, cut.links
	if zipped {
		p, err := pack(cut.body)
		if err != nil {
			return nil, err
		}
		out.Body, out.ContentEncoding = p.packed, "gzip"
	}
	return out, nil
}

// render writes the answer as the command line would.
func render(ctx context.Context, q question) ([]byte, error) {
	r, err := q.write(ctx)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := r.Write(&b, q.format, 0); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// cacheControl lets answers be kept and asked about each time, by others than
// the client only where all may have them.
func (s *Server) cacheControl() string {
	if s.opt.Public {
		return "public, no-cache"
	}
	return "private, no-cache"
}

// entityTag names the bytes that are sent.
func entityTag(key string, p page, zipped bool) string {
	if !p.whole() {
		key += fmt.Sprintf("-%d-%d", p.offset, p.limit)
	}
	if zipped {
		key += "-gzip"
	}
	return `"` + key + `"`
}

// matches tells whether one of the tags in If-None-Match is that of the answer,
// packed or not.
func matches(header, key string, p page) bool {
	for _, tag := range strings.Split(header, ",") {
		tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/")
		if tag == "*" || tag == entityTag(key, p, false) || tag == entityTag(key, p, true) {
			return true
		}
	}
	return false
}

// acceptsGzip reads Accept-Encoding as far as gzip goes.
func acceptsGzip(header string) bool {
	for _, word := range strings.Split(header, ",") {
		name, weight, _ := strings.Cut(word, ";")
		name, weight = strings.TrimSpace(name), strings.ReplaceAll(weight, " ", "")
		if name == "gzip" || name == "*" {
			return weight != "q=0" && !strings.HasPrefix(weight, "q=0.000") && weight != "q=0.0" && weight != "q=0.00"
		}
	}
	return false
}
