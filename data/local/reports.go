package local

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// maxReports bounds how many reports are kept, packed some 40 kB each, for the
// reason that bounds the profiles.
const maxReports = 32

// maxReport bounds a report that is unpacked, in bytes.
const maxReport = 32 << 20

// PutReport keeps the report of a run; with more than 32 the one that was made
// longest ago goes.
func (s *Store) PutReport(id string, report []byte) error {
	if s == nil {
		return nil
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write(report)
	if err == nil {
		err = z.Close()
	}
	if err == nil {
		err = s.access(true, func(tx *bbolt.Tx) error { return addReport(tx.Bucket([]byte(reportBucket)), id, packed.Bytes()) })
	}
	if err != nil {
		return fmt.Errorf("keep the report of run %s: %w", id, err)
	}
	return nil
}

// addReport puts a report behind its number, by which the oldest is known.
func addReport(reports *bbolt.Bucket, id string, packed []byte) error {
	n, oldest := 0, []byte(nil)
	var first uint64
	err := reports.ForEach(func(key, sealed []byte) error {
		nr, _, err := unpack(key, sealed)
		if n++; err == nil && (oldest == nil || nr < first) {
			first, oldest = nr, bytes.Clone(key)
		}
		return err
	})
	if err == nil && n >= maxReports && reports.Get([]byte(id)) == nil {
		err = reports.Delete(oldest)
	}
	if err != nil {
		return err
	}
	nr, err := reports.NextSequence()
	if err != nil {
		return err
	}
	return reports.Put([]byte(id), boltfile.Seal([]byte(id), append(binary.BigEndian.AppendUint64(nil, nr), packed...)))
}

// unpack returns the number of a report and its bytes, still packed.
func unpack(key, sealed []byte) (nr uint64, packed []byte, err error) {
	value, err := boltfile.Unseal(key, sealed)
	if err != nil {
		return 0, nil, err
	}
	const number = 8
	if len(value) < number {
		return 0, nil, fmt.Errorf("%w: the report %q is cut", boltfile.ErrDamaged, key)
	}
	return binary.BigEndian.Uint64(value), value[number:], nil
}

// Report returns the report kept for a run, nil for none.
func (s *Store) Report(id string) ([]byte, error) {
	if s == nil {
		return nil, nil
	}
	var report []byte
	err := s.access(false, func(tx *bbolt.Tx) error {
		sealed := tx.Bucket([]byte(reportBucket)).Get([]byte(id))
		if sealed == nil {
			return nil
		}
		_, packed, err := unpack([]byte(id), sealed)
		if err != nil {
			return err
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err == nil {
			report, err = io.ReadAll(io.LimitReader(z, maxReport))
		}
		if err != nil {
			return fmt.Errorf("%w: the report cannot be unpacked: %w", boltfile.ErrDamaged, err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the report of run %s: %w", id, err)
	}
	return report, nil
}
