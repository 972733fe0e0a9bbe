package own

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/shimai/shimai/data"
)

// ErrNotFound tells that there is no record of an id, or no group to undo.
var ErrNotFound = errors.New("there is no such record")

// Writer tells who changes records, and when.
type Writer struct {
	// Date is the day of the change, YYYY-MM-DD.
	Date string
	// Command and Since are what a second writer is told about this one: the
	// command, and when it began.
	Command, Since string
	// Wait is how long to wait for another writer. Default: 5 seconds.
	Wait time.Duration
	// DryRun changes nothing and answers as if it had. Default: false.
	DryRun bool
}

const defaultWait = 5 * time.Second

func (w Writer) wait() time.Duration {
	if w.Wait <= 0 {
		return defaultWait
	}
	return w.Wait
}

// Entry is one line of the journal: what happened to one record.
type Entry struct {
	// Seq counts all entries from 1, Group all groups from 1.
	Seq   uint64 `json:"seq"`
	Group uint64 `json:"group"`
	// Date is the day of the change, Operation what was done, as in "ties import".
	Date      string `json:"date"`
	Operation string `json:"operation"`
	// Undoes is the group that this one takes back, 0 for none.
	Undoes uint64 `json:"undoes,omitempty"`
	// Record is the record's id; Before and After are it as JSON, absent where
	// it did not exist.
	Record string          `json:"record"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// Edit is one group of changes in the making.
type Edit struct {
	date, operation string
	group, undoes   uint64
	seq             uint64
	next            map[string]uint64
	// byID holds all records, order their ids by kind in order of age.
	byID    map[string]Record
	order   map[string][]string
	entries []Entry
}

func newEdit(r *Records, next map[string]uint64, last Entry, date, operation string) *Edit {
	e := &Edit{
		date: date, operation: operation, group: last.Group + 1, seq: last.Seq, next: next,
		byID: map[string]Record{}, order: map[string][]string{},
	}
	for _, x := range r.all() {
		e.byID[x.RecordID()] = x
		e.order[x.What()] = append(e.order[x.What()], x.RecordID())
	}
	return e
}

// Get returns a copy of the record of an id.
func (e *Edit) Get(id string) (Record, error) {
	x, ok := e.byID[id]
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrNotFound, id)
	}
	return decode(x.What(), encode(x))
}

// Put keeps a record. One without an id takes the place of the record that is
// about the same thing, and from it what it leaves open itself; where there is
// none it is new. One with an id takes the place of that record as it is. The
// record is brought into its normal form; changed is false, and nothing is
// noted, when it says nothing new. A signed step makes the tie, too.
func (e *Edit) Put(x Record) (changed bool, err error) {
	old := e.byID[x.RecordID()]
	if x.RecordID() != "" && (old == nil || old.What() != x.What()) {
		return false, fmt.Errorf("%w: %s %q", ErrNotFound, x.What(), x.RecordID())
	}
	if x.RecordID() == "" {
		if old = e.find(x); old != nil {
			x.setID(old.RecordID())
			x.fill(old)
		}
	}
	x.setRecorded(e.date)
	if err := x.normal(); err != nil {
		return false, err
	}
	if old != nil {
		x.setRecorded(recordedOf(old))
		if bytes.Equal(encode(x), encode(old)) {
			return false, nil
		}
		x.setRecorded(e.date)
	} else {
		e.next[x.What()]++
		x.setID(fmt.Sprintf("%s%d", x.What()[:1], e.next[x.What()]))
		e.order[x.What()] = append(e.order[x.What()], x.RecordID())
	}
	if err := e.set(x.RecordID(), old, x); err != nil {
		return false, err
	}
	if s, ok := x.(*Step); ok && s.Outcome == data.StepSigned {
		err = e.sign(s)
	}
	return true, err
}

// sign makes the tie of a signed step, unless there is one that stands.
func (e *Edit) sign(s *Step) error {
	t := signedTie(s)
	if old, ok := e.find(t).(*Tie); ok && old.Status != data.TieEnded {
		return nil
	}
	_, err := e.Put(t)
	return err
}

// signedTie is the tie that a signed step makes.
func signedTie(s *Step) *Tie {
	return &Tie{OwnTie: data.OwnTie{A: s.Town, B: s.Candidate, Kind: data.TiePartnership, Status: data.TieActive, Since: s.Date}}
}

// find returns the record that is about the same thing, the one of the same
// kind of tie before one whose kind is not known.
func (e *Edit) find(x Record) Record {
	var found Record
	for _, id := range e.order[x.What()] {
		y := e.byID[id]
		if y == nil || !x.same(y) {
			continue
		}
		a, tie := x.(*Tie)
		if b, ok := y.(*Tie); !tie || !ok || a.OwnTie.Kind == b.OwnTie.Kind {
			return y
		}
		if found == nil {
			found = y
		}
	}
	return found
}

// Delete takes a record away; the journal keeps it.
func (e *Edit) Delete(id string) error {
	old, ok := e.byID[id]
	if !ok {
		return fmt.Errorf("%w: %q", ErrNotFound, id)
	}
	return e.set(id, old, nil)
}

// set notes a change and makes it.
func (e *Edit) set(id string, old, now Record) error {
	e.seq++
	entry := Entry{Seq: e.seq, Group: e.group, Date: e.date, Operation: e.operation, Undoes: e.undoes, Record: id}
	if old != nil {
		entry.Before = encode(old)
	}
	if now == nil {
		delete(e.byID, id)
	} else {
		entry.After = encode(now)
		kept, err := decode(now.What(), entry.After)
		if err != nil {
			return err
		}
		e.byID[id] = kept
	}
	e.entries = append(e.entries, entry)
	return nil
}

// recordedOf returns the day a record was last changed.
func recordedOf(x Record) string {
	switch x := x.(type) {
	case *Tie:
		return x.Recorded
	case *Fact:
		return x.Recorded
	case *Wish:
		return x.Recorded
	case *Step:
		return x.Recorded
	}
	return ""
}

// encode writes a record as compact JSON, the same bytes each time.
func encode(x Record) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(x); err != nil {
		return []byte("{}") // plain values can always be written
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

// decode reads what encode wrote, and nothing else.
func decode(what string, text []byte) (Record, error) {
	x := blankRecord(what)
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(x); err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	return x, nil
}
