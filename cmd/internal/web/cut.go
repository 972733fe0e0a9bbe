package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// page is a part of the list in an answer. The zero page is the whole.
type page struct {
	// list is the key of the list in the document.
	list string
	// offset is how many entries are left out, limit how many follow at most, 0 for all.
	offset, limit int
	// at is the address of the question, for links to the neighbouring pages.
	at url.URL
}

func (p page) whole() bool { return p.offset == 0 && p.limit == 0 }

// cutPage is the document with a part of its list.
type cutPage struct {
	body  []byte
	links string
}

// cut takes the page out of a document and leaves all around it as it is.
func (p page) cut(body []byte) (cutPage, error) {
	list, err := findList(body, p.list)
	if err != nil {
		return cutPage{}, fmt.Errorf("cut a page: %w", err)
	}
	n := len(list)
	from := min(p.offset, n)
	to := n
	if p.limit > 0 {
		to = min(from+p.limit, n)
	}
	return cutPage{body: keep(body, list, from, to), links: p.links(from, n)}, nil
}

// keep writes the document with some entries of its list only.
func keep(body []byte, list []span, from, to int) []byte {
	if len(list) == 0 {
		return body
	}
	before, after := body[:list[0].from], body[list[len(list)-1].to:]
	if from == to {
		// An empty list is written without spaces.
		return slices.Concat(bytes.TrimRight(before, " \n"), bytes.TrimLeft(after, " \n"))
	}
	return slices.Concat(before, body[list[from].from:list[to-1].to], after)
}

// links names the neighbouring pages that there are (RFC 8288).
func (p page) links(from, n int) string {
	if p.limit == 0 {
		return ""
	}
	var out []string
	add := func(rel string, offset int) {
		q := p.at.Query()
		q.Set("offset", strconv.Itoa(offset))
		q.Set("limit", strconv.Itoa(p.limit))
		out = append(out, fmt.Sprintf("<%s?%s>; rel=%q", p.at.Path, q.Encode(), rel))
	}
	if from > 0 {
		add("first", 0)
		add("prev", max(0, from-p.limit))
	}
	if from+p.limit < n {
		add("next", from+p.limit)
		add("last", (n-1-from%p.limit)/p.limit*p.limit+from%p.limit)
	}
	return strings.Join(out, ", ")
}

// span is a run of bytes.
type span struct{ from, to int }

// findList returns where the entries stand of a list in the outermost object.
func findList(body []byte, key string) ([]span, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("read the document: %w", err)
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("read the document: %w", err)
		}
		if name == key {
			return entries(d)
		}
		var skipped json.RawMessage
		if err := d.Decode(&skipped); err != nil {
			return nil, fmt.Errorf("read %v: %w", name, err)
		}
	}
	return nil, fmt.Errorf("the document has no list %q", key)
}

// entries returns where the entries of a list stand that begins here.
func entries(d *json.Decoder) ([]span, error) {
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("read the list: %w", err)
	}
	var out []span
	for d.More() {
		var entry json.RawMessage
		if err := d.Decode(&entry); err != nil {
			return nil, fmt.Errorf("read entry %d: %w", len(out), err)
		}
		to := int(d.InputOffset())
		out = append(out, span{to - len(entry), to})
	}
	return out, nil
}
