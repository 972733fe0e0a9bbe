package web

import (
	"bytes"
	"encoding/json"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// cutDocument is like an answer: a list in the middle of other things, some of
// which look like it.
type cutDocument struct {
	Before map[string][]string `json:"before"`
	List   []any               `json:"list"`
	After  []string            `json:"after"`
}

func (d cutDocument) write(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	require.NoError(t, e.Encode(d))
	return b.Bytes()
}

// A page is the document that would have been written with a part of the list.
func TestCutIsAsWrittenWithAPart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := cutDocument{Before: map[string][]string{"list": {"no", "]", "{"}}, List: []any{}, After: []string{"list"}}
		for range rapid.IntRange(0, 12).Draw(rt, "entries") {
			d.List = append(d.List, rapid.SampledFrom([]any{1, "two", "]", `"`, []any{"list", 3}, map[string]any{"list": []int{4}}, nil, []int{}}).Draw(rt, "entry"))
		}
		p := page{list: "list", offset: rapid.IntRange(0, 15).Draw(rt, "offset"), limit: rapid.IntRange(0, 15).Draw(rt, "limit")}
		got, err := p.cut(d.write(t))
		if err != nil {
			rt.Fatal(err)
		}
		from := min(p.offset, len(d.List))
		to := len(d.List)
		if p.limit > 0 {
			to = min(to, from+p.limit)
		}
		d.List = d.List[from:to]
		if want := d.write(t); !bytes.Equal(want, got.body) {
			rt.Fatalf("%+v:\nwant %s\ngot %s", p, want, got.body)
		}
	})
}

func TestCutNeedsTheList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"a":1}`, `{"a":`, ``, `{"list":[1,`} {
		_, err := page{list: "list", limit: 1}.cut([]byte(body))
		assert.Error(t, err, body)
	}
}

func TestLinks(t *testing.T) {
	t.Parallel()
	at := url.URL{Path: "/api/v1/gaps", RawQuery: "country=JP&limit=9"}
	const base = "</api/v1/gaps?country=JP&limit="
	for _, c := range []struct {
		offset, limit, n int
		want             string
	}{
		{0, 3, 3, ""},
		{0, 0, 3, ""},
		{0, 3, 7, base + `3&offset=3>; rel="next", ` + base + `3&offset=6>; rel="last"`},
		{3, 3, 7, base + `3&offset=0>; rel="first", ` + base + `3&offset=0>; rel="prev", ` + base + `3&offset=6>; rel="next", ` + base + `3&offset=6>; rel="last"`},
		{6, 3, 7, base + `3&offset=0>; rel="first", ` + base + `3&offset=3>; rel="prev"`},
		{2, 3, 9, base + `3&offset=0>; rel="first", ` + base + `3&offset=0>; rel="prev", ` + base + `3&offset=5>; rel="next", ` + base + `3&offset=8>; rel="last"`},
	} {
		p := page{list: "gaps", offset: c.offset, limit: c.limit, at: at}
		assert.Equal(t, c.want, p.links(c.offset, c.n), "%+v", c)
	}
}
