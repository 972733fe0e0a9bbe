package own

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// holderFile tells who is writing.
const holderFile = "own.holder"

// holder is the content of the holder file.
type holder struct {
	PID     int    `json:"pid"`
	Command string `json:"command"`
	Since   string `json:"since"`
}

// Change runs f on the records of a folder and keeps what it changed as one
// group under one operation, as in "ties import": all of it or, when f or the
// writing fails, nothing. It returns the group's entries, none when nothing
// changed. Where another process is writing it waits and then returns [ErrBusy].
func Change(folder string, w Writer, operation string, f func(*Edit) error) ([]Entry, error) {
	entries, err := change(folder, w, operation, f)
	if err != nil {
		return nil, fmt.Errorf("change own records: %w", err)
	}
	return entries, nil
}

func change(folder string, w Writer, operation string, f func(*Edit) error) ([]Entry, error) {
	if err := checkDay("date", w.Date); err != nil || w.Date == "" {
		return nil, errors.Join(err, invalidIf(w.Date == "", "date", "", "the day of the change"))
	}
	if w.DryRun {
		return rehearse(folder, w, operation, f)
	}
	var entries []Entry
	err := exclusive(folder, w, func(db *bbolt.DB) error {
		var e *Edit
		if err := db.View(guarded(func(tx *bbolt.Tx) (err error) {
			e, err = editOf(tx, w.Date, operation)
			return err
		})); err != nil {
			return err
		}
		if err := f(e); err != nil {
			return err
		}
		entries = e.entries
		if len(entries) == 0 {
			return nil
		}
		return db.Update(func(tx *bbolt.Tx) error { return write(tx, e.next, entries) })
	})
	return entries, err
}

func invalidIf(wrong bool, field, value, allowed string) error {
	if !wrong {
		return nil
	}
	return invalid(field, value, allowed)
}

// rehearse runs f as Change does and keeps nothing.
func rehearse(folder string, w Writer, operation string, f func(*Edit) error) ([]Entry, error) {
	e := newEdit(&Records{}, map[string]uint64{}, Entry{}, w.Date, operation)
	err := read(folder, func(tx *bbolt.Tx) (err error) {
		e, err = editOf(tx, w.Date, operation)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if err := f(e); err != nil {
		return nil, err
	}
	return e.entries, nil
}

// editOf begins a group on what a transaction sees.
func editOf(tx *bbolt.Tx, date, operation string) (*Edit, error) {
	r, err := records(tx)
	if err != nil {
		return nil, err
	}
	last, err := lastEntry(tx)
	if err != nil {
		return nil, err
	}
	return newEdit(&r, nextIDs(tx), last, date, operation), nil
}

// exclusive opens the file for itself, says so in the holder file, runs f and
// lets go. It makes the file where there is none.
func exclusive(folder string, w Writer, f func(*bbolt.DB) error) error {
	if err := create(folder); err != nil {
		return err
	}
	file, err := boltfile.Open(filepath.Join(folder, FileName), boltfile.Options{Timeout: w.wait(), Existing: true})
	return use(folder, file, err, func() error {
		done := hold(folder, w)
		defer done()
		return f(file.DB)
	})
}

// hold writes the holder file; the function it returns removes it. It only
// helps to word a message, so that its errors are of no account.
func hold(folder string, w Writer) func() {
	path := filepath.Join(folder, holderFile)
	text, err := compact(holder{os.Getpid(), w.Command, w.Since})
	if err != nil {
		return func() {}
	}
	_ = os.WriteFile(path, text, 0o600)
	return func() { _ = os.Remove(path) }
}

// busy says who is writing.
func busy(folder string) error {
	var h holder
	text, err := os.ReadFile(filepath.Join(folder, holderFile))
	if err != nil || json.Unmarshal(text, &h) != nil || h.PID == 0 {
		return fmt.Errorf("%w, which did not say who: try again when it is done", ErrBusy)
	}
	return fmt.Errorf("%w: process %d, `%.200s`, since %.40s: try again when it is done", ErrBusy, h.PID, h.Command, h.Since)
}

// Undo takes back the newest group that still stands and, where operation is
// not empty, was made by that operation. It returns the entries that the
// journal got for it. [ErrNotFound] tells that there is no such group. A record
// that another group has changed since is an error that names it.
func Undo(folder string, w Writer, operation string) ([]Entry, error) {
	past, err := History(folder)
	if err != nil {
		return nil, err
	}
	return Change(folder, w, "undo", func(e *Edit) error { return e.undo(past, operation) })
}

func (e *Edit) undo(past []Entry, operation string) error {
	undone := map[uint64]bool{}
	var group uint64
	for _, x := range slices.Backward(past) {
		switch {
		case x.Undoes != 0:
			undone[x.Undoes] = true
		case group == 0 && !undone[x.Group] && (operation == "" || x.Operation == operation):
			group = x.Group
		}
	}
	if group == 0 {
		return fmt.Errorf("%w: no change that could be taken back", ErrNotFound)
	}
	if e.group != past[len(past)-1].Group+1 {
		return fmt.Errorf("%w: they changed meanwhile; try again", ErrBusy)
	}
	e.undoes = group
	for _, x := range slices.Backward(past) {
		if x.Group != group {
			continue
		}
		if err := e.back(x); err != nil {
			return fmt.Errorf("undo group %d: %w", group, err)
		}
	}
	return nil
}

// back makes a record what it was before an entry.
func (e *Edit) back(x Entry) error {
	old := e.byID[x.Record]
	var now []byte
	if old != nil {
		now = encode(old)
	}
	if !bytes.Equal(now, x.After) {
		return fmt.Errorf("record %s was changed again later: undo that first", x.Record)
	}
	what, _, err := parseID(x.Record)
	if err != nil {
		return err
	}
	if x.Before == nil {
		return e.set(x.Record, old, nil)
	}
	before, err := decode(what, x.Before)
	if err != nil {
		return err
	}
	return e.set(x.Record, old, before)
}
