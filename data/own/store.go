package own

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// formatVersion numbers the layout of the file.
//
//	1  buckets about (format), ties, facts, wishes, steps (records by id; the
//	   bucket's sequence is the last id given), journal (entries by number);
//	   values are JSON under a checksum
const formatVersion = "1"

// FileName is the name of the file in the folder of own records.
const FileName = "own.db"

const (
	aboutBucket   = "about"
	journalBucket = "journal"
)

var (
	// ErrDamaged tells that the file of own records is damaged. It has been
	// moved aside; an export can be restored.
	ErrDamaged = boltfile.ErrDamaged
	// ErrBusy tells that another process is writing; the message says which.
	ErrBusy = errors.New("own records are being changed by somebody else")
	// ErrNewer tells that a newer version of the program wrote the records.
	ErrNewer = errors.New("own records were written by a newer version")
)

// bucketOf names the bucket of a kind of records.
func bucketOf(what string) []byte {
	if what == "wish" {
		return []byte("wishes")
	}
	return []byte(what + "s")
}

// Load reads all records of a folder. A folder without a file holds none; the
// notice of what is returned then tells of a damaged file that was moved
// aside. Load waits up to five seconds for a writer.
func Load(folder string) (Records, error) {
	var r Records
	err := read(folder, func(tx *bbolt.Tx) (err error) {
		r, err = records(tx)
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return Records{Notice: leftBehind(folder)}, nil
	}
	if err != nil {
		return Records{}, fmt.Errorf("read own records: %w", err)
	}
	return r, nil
}

// History returns the journal, oldest first.
func History(folder string) ([]Entry, error) {
	var all []Entry
	err := read(folder, func(tx *bbolt.Tx) (err error) {
		all, err = journal(tx)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the journal of own records: %w", err)
	}
	return all, nil
}

// leftBehind tells of damaged files in a folder that has no sound one.
func leftBehind(folder string) string {
	aside, err := filepath.Glob(filepath.Join(folder, FileName+".damaged-*"))
	if err != nil || len(aside) == 0 {
		return ""
	}
	return fmt.Sprintf("there are no own records, but %s was damaged and moved there: restore an export with `shimai own restore`", aside[len(aside)-1])
}

// read opens the file for reading, runs f and lets go of it.
func read(folder string, f func(*bbolt.Tx) error) error {
	path := filepath.Join(folder, FileName)
	if _, err := os.Stat(path); err != nil {
		return err
	}
	file, err := boltfile.Open(path, boltfile.Options{Timeout: defaultWait, ReadOnly: true})
	return use(folder, file, err, func() error { return file.DB.View(guarded(f)) })
}

// guarded refuses a file of another format before f sees it.
func guarded(f func(*bbolt.Tx) error) func(*bbolt.Tx) error {
	return func(tx *bbolt.Tx) error {
		if err := checkFormat(tx); err != nil {
			return err
		}
		return f(tx)
	}
}

// use runs f on a file that was opened with err, lets go of it, and says in
// the error what to do about a damaged or busy one.
func use(folder string, file *boltfile.File, err error, f func() error) error {
	if errors.Is(err, boltfile.ErrLocked) {
		return busy(folder)
	}
	if file == nil {
		return err
	}
	if err == nil {
		err = boltfile.Guard(f)
	}
	if errors.Is(err, ErrDamaged) {
		aside, moveErr := file.MoveAside()
		if moveErr != nil {
			return fmt.Errorf("%w; move it aside: %w", err, moveErr)
		}
		return fmt.Errorf("%s: %w: it was moved to %s: restore an export with `shimai own restore`", filepath.Join(folder, FileName), err, aside)
	}
	return errors.Join(err, boltfile.Guard(file.DB.Close))
}

func checkFormat(tx *bbolt.Tx) error {
	about := tx.Bucket([]byte(aboutBucket))
	if about == nil {
		return fmt.Errorf("%w: it has no bucket %q", ErrDamaged, aboutBucket)
	}
	switch v := string(about.Get([]byte("format"))); {
	case v == formatVersion:
	case len(v) > len(formatVersion) || len(v) == len(formatVersion) && v > formatVersion:
		return fmt.Errorf("%w: they have format %.20q, this program reads %s: use a newer one", ErrNewer, v, formatVersion)
	default:
		return fmt.Errorf("%w: it has format %.20q", ErrDamaged, v)
	}
	for _, k := range kinds() {
		if tx.Bucket(bucketOf(k)) == nil {
			return fmt.Errorf("%w: it has no bucket %q", ErrDamaged, bucketOf(k))
		}
	}
	if tx.Bucket([]byte(journalBucket)) == nil {
		return fmt.Errorf("%w: it has no bucket %q", ErrDamaged, journalBucket)
	}
	return nil
}

// records reads all records.
func records(tx *bbolt.Tx) (Records, error) {
	var r Records
	for _, k := range kinds() {
		err := tx.Bucket(bucketOf(k)).ForEach(func(id, sealed []byte) error {
			text, err := boltfile.Unseal(id, sealed)
			if err != nil {
				return err
			}
			x, err := decode(k, text)
			if err != nil {
				return fmt.Errorf("%w: %s: %w", ErrDamaged, id, err)
			}
			if x.RecordID() != string(id) {
				return fmt.Errorf("%w: %s says it is %q", ErrDamaged, id, x.RecordID())
			}
			r.add(x)
			return nil
		})
		if err != nil {
			return Records{}, err
		}
	}
	r.sort()
	return r, nil
}

// journal reads all entries.
func journal(tx *bbolt.Tx) ([]Entry, error) {
	var all []Entry
	err := tx.Bucket([]byte(journalBucket)).ForEach(func(key, sealed []byte) error {
		e, err := entry(key, sealed)
		all = append(all, e)
		return err
	})
	return all, err
}

func entry(key, sealed []byte) (Entry, error) {
	text, err := boltfile.Unseal(key, sealed)
	if err != nil {
		return Entry{}, err
	}
	var e Entry
	if err := json.Unmarshal(text, &e); err != nil {
		return Entry{}, fmt.Errorf("%w: journal: %w", ErrDamaged, err)
	}
	return e, nil
}

// lastEntry returns the newest entry of the journal, a zero one when there is none.
func lastEntry(tx *bbolt.Tx) (Entry, error) {
	key, sealed := tx.Bucket([]byte(journalBucket)).Cursor().Last()
	if key == nil {
		return Entry{}, nil
	}
	return entry(key, sealed)
}

// nextIDs returns the last number given to a record of each kind.
func nextIDs(tx *bbolt.Tx) map[string]uint64 {
	next := map[string]uint64{}
	for _, k := range kinds() {
		next[k] = tx.Bucket(bucketOf(k)).Sequence()
	}
	return next
}

// write makes the changes of a group and adds them to the journal.
func write(tx *bbolt.Tx, next map[string]uint64, entries []Entry) error {
	for _, k := range kinds() {
		if err := tx.Bucket(bucketOf(k)).SetSequence(next[k]); err != nil {
			return err
		}
	}
	for _, e := range entries {
		what, _, err := parseID(e.Record)
		if err != nil {
			return err
		}
		b, id := tx.Bucket(bucketOf(what)), []byte(e.Record)
		if e.After == nil {
			err = b.Delete(id)
		} else {
			err = b.Put(id, boltfile.Seal(id, e.After))
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", e.Record, err)
		}
		if err := putEntry(tx, e); err != nil {
			return fmt.Errorf("write the journal: %w", err)
		}
	}
	return nil
}

func putEntry(tx *bbolt.Tx, e Entry) error {
	text, err := compact(e)
	if err != nil {
		return err
	}
	key := binary.BigEndian.AppendUint64(nil, e.Seq)
	return tx.Bucket([]byte(journalBucket)).Put(key, boltfile.Seal(key, text))
}

// create makes an empty file, whole or not at all: it is made under another
// name first. One that is there already is left alone.
func create(folder string) error {
	path := filepath.Join(folder, FileName)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, "."+FileName+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) //nolint:errcheck // it has its name by then, or is not wanted
	if err := f.Close(); err != nil {
		return err
	}
	if err := fillNew(f.Name(), nil); err != nil {
		return err
	}
	// A link, unlike a renaming, leaves alone a file that somebody else made meanwhile.
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(f.Name(), path)
	}
	return nil
}

// fillNew makes the buckets of an empty file and runs f in the same transaction.
func fillNew(path string, f func(*bbolt.Tx) error) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range append([][]byte{[]byte(aboutBucket), []byte(journalBucket)}, bucketOf("tie"), bucketOf("fact"), bucketOf("wish"), bucketOf("step")) {
			if _, err := tx.CreateBucket(name); err != nil {
				return fmt.Errorf("make bucket %s: %w", name, err)
			}
		}
		if err := tx.Bucket([]byte(aboutBucket)).Put([]byte("format"), []byte(formatVersion)); err != nil || f == nil {
			return err
		}
		return f(tx)
	})
	return errors.Join(err, db.Close())
}
