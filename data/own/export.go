package own

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// Schema names the form of the export.
const Schema = "shimai.own/1"

// document is the export. It holds everything, private fields too.
type document struct {
	Schema string `json:"schema"`
	// Last holds the last number given to a record of each kind.
	Last struct {
		Tie  uint64 `json:"tie"`
		Fact uint64 `json:"fact"`
		Wish uint64 `json:"wish"`
		Step uint64 `json:"step"`
	} `json:"last"`
	Ties    []Tie   `json:"ties"`
	Facts   []Fact  `json:"facts"`
	Wishes  []Wish  `json:"wishes"`
	Steps   []Step  `json:"steps"`
	Journal []Entry `json:"journal"`
}

// Export writes all records of a folder and the journal as one JSON document:
// the same records give the same bytes. It holds contacts and notes.
func Export(folder string, w io.Writer) error {
	d := document{Schema: Schema}
	var r Records
	err := read(folder, func(tx *bbolt.Tx) (err error) {
		if r, err = records(tx); err != nil {
			return err
		}
		next := nextIDs(tx)
		d.Last.Tie, d.Last.Fact, d.Last.Wish, d.Last.Step = next["tie"], next["fact"], next["wish"], next["step"]
		d.Journal, err = journal(tx)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("export own records: %w", err)
	}
	d.Ties, d.Facts, d.Wishes, d.Steps = listed(r.Ties), listed(r.Facts), listed(r.Wishes), listed(r.Steps)
	d.Journal = listed(d.Journal)
	text, err := indented(d)
	if err != nil {
		return fmt.Errorf("export own records: %w", err)
	}
	if _, err := w.Write(text); err != nil {
		return fmt.Errorf("export own records: %w", err)
	}
	return nil
}

// listed makes an absent list an empty one, which JSON writes as [].
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// maxExport bounds what Restore reads, in bytes: some 100,000 records.
const maxExport = 256 << 20

// Restore reads an export and makes it the content of a folder. A file that is
// there already is moved to own.db.replaced-1 (2, 3, ...), whose name is
// returned. A document that is not whole, or whose journal does not lead to its
// records, is [ErrInvalid] and changes nothing.
func Restore(folder string, w Writer, from io.Reader) (replaced string, err error) {
	d, err := readDocument(from)
	if err != nil {
		return "", fmt.Errorf("restore own records: %w", err)
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", fmt.Errorf("restore own records: %w", err)
	}
	path := filepath.Join(folder, FileName)
	f, err := os.CreateTemp(folder, "."+FileName+"-*")
	if err != nil {
		return "", fmt.Errorf("restore own records: %w", err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it has its name by then, or is not wanted
	if err = errors.Join(f.Close(), fillNew(f.Name(), d.write)); err != nil {
		return "", fmt.Errorf("restore own records: %w", err)
	}
	err = exclusive(folder, w, func(db *bbolt.DB) error {
		empty := false
		if err := db.View(guarded(func(tx *bbolt.Tx) error {
			last, err := lastEntry(tx)
			empty = last.Seq == 0
			return err
		})); err != nil {
			return err
		}
		if !empty {
			if replaced, err = boltfile.MoveAside(path, "replaced"); err != nil {
				return err
			}
		}
		return os.Rename(f.Name(), path)
	})
	if err != nil {
		return replaced, fmt.Errorf("restore own records: %w", err)
	}
	return replaced, nil
}

func readDocument(from io.Reader) (*document, error) {
	text, err := io.ReadAll(io.LimitReader(from, maxExport+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxExport {
		return nil, fmt.Errorf("%w: the export is larger than %d MB", ErrInvalid, maxExport>>20)
	}
	d := &document{}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(d); err != nil {
		return nil, fmt.Errorf("%w: it is no export: %w", ErrInvalid, err)
	}
	if d.Schema != Schema {
		return nil, fmt.Errorf("%w: schema is %q, allowed is %q", ErrInvalid, d.Schema, Schema)
	}
	return d, d.check()
}

// check replays the journal: it must lead to exactly the records.
func (d *document) check() error {
	state := map[string][]byte{}
	last := map[string]uint64{"tie": d.Last.Tie, "fact": d.Last.Fact, "wish": d.Last.Wish, "step": d.Last.Step}
	group := uint64(0)
	for i := range d.Journal {
		e := &d.Journal[i]
		what, nr, err := parseID(e.Record)
		if err != nil {
			return err
		}
		if e.Seq != uint64(i)+1 || e.Group < group || e.Group > group+1 || e.Group == 0 || nr > last[what] {
			return fmt.Errorf("%w: entry %d of the journal does not follow the one before", ErrInvalid, i+1)
		}
		group = e.Group
		for _, side := range []*json.RawMessage{&e.Before, &e.After} {
			if *side == nil {
				continue
			}
			x, err := decode(what, *side)
			if err != nil {
				return fmt.Errorf("%w: entry %d of the journal: %w", ErrInvalid, i+1, err)
			}
			*side = encode(x)
		}
		if !bytes.Equal(state[e.Record], e.Before) {
			return fmt.Errorf("%w: entry %d of the journal changes %s from what it was not", ErrInvalid, i+1, e.Record)
		}
		state[e.Record] = e.After
		if e.After == nil {
			delete(state, e.Record)
		}
	}
	r := Records{Ties: d.Ties, Facts: d.Facts, Wishes: d.Wishes, Steps: d.Steps}
	for _, x := range r.all() {
		if !bytes.Equal(state[x.RecordID()], encode(x)) {
			return fmt.Errorf("%w: the journal does not lead to record %q", ErrInvalid, x.RecordID())
		}
		delete(state, x.RecordID())
		if err := x.normal(); err != nil {
			return fmt.Errorf("record %s: %w", x.RecordID(), err)
		}
	}
	if len(state) > 0 {
		return fmt.Errorf("%w: the journal leads to %d records that the export lacks", ErrInvalid, len(state))
	}
	return nil
}

// write fills a new file.
func (d *document) write(tx *bbolt.Tx) error {
	next := map[string]uint64{"tie": d.Last.Tie, "fact": d.Last.Fact, "wish": d.Last.Wish, "step": d.Last.Step}
	return write(tx, next, d.Journal)
}

func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return b.Bytes(), err
}
