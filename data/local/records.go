package local

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

// Buckets of the store.
const (
	// aboutBucket holds "format" and "profiles", the data digest of the profiles.
	aboutBucket = "about"
	// profileBucket holds profiles by unit id.
	profileBucket = "profiles"
	// runBucket holds runs by run id, in JSON.
	runBucket = "runs"
	// reportBucket holds the reports of some runs by run id, packed.
	reportBucket = "reports"
)

// Run is one question that was asked, enough to ask it again.
type Run struct {
	// ID is the digest of all the rest.
	ID string `json:"id"`
	// Command is the command's name, as in "recommend".
	Command string `json:"command"`
	// Town is the id of the town that asked; empty when the command has none.
	Town string `json:"town,omitempty"`
	// Args are the arguments as given.
	Args []string `json:"args,omitempty"`
	// Data and Config are the digests of the data and the configuration.
	Data   string `json:"data"`
	Config string `json:"config"`
}

// keptRun is a run with its place in the order in which runs were first made.
type keptRun struct {
	Run
	Nr uint64 `json:"nr"`
}

// Profile returns the profile kept for a unit id under a data digest, and
// whether there is one. The bytes are the caller's.
func (s *Store) Profile(id, digest string) ([]byte, bool, error) {
	if s == nil {
		return nil, false, nil
	}
	var found []byte
	err := s.access(false, func(tx *bbolt.Tx) error {
		if string(tx.Bucket([]byte(aboutBucket)).Get([]byte("profiles"))) != digest {
			return nil
		}
		sealed := tx.Bucket([]byte(profileBucket)).Get([]byte(id))
		if sealed == nil {
			return nil
		}
		value, err := boltfile.Unseal([]byte(id), sealed)
		found = bytes.Clone(value)
		return err
	})
	if err != nil {
		return nil, false, fmt.Errorf("read profile %s: %w", id, err)
	}
	return found, found != nil, nil
}

// maxProfiles bounds how many profiles are kept. Open reads all pages, so that
// a store without a bound would in time slow down every command; this many of
// usual size cost it some 5 ms.
const maxProfiles = 256

// PutProfile keeps a profile for a unit id under a data digest. Profiles of
// other data are dropped, since a store serves one build of the data at a
// time, and so are all once 256 were kept: the next use of each
// keeps it again.
func (s *Store) PutProfile(id, digest string, profile []byte) error {
	if s == nil {
		return nil
	}
	err := s.access(true, func(tx *bbolt.Tx) error {
		about := tx.Bucket([]byte(aboutBucket))
		full := tx.Bucket([]byte(profileBucket)).Sequence() >= maxProfiles
		if full || string(about.Get([]byte("profiles"))) != digest {
			if err := tx.DeleteBucket([]byte(profileBucket)); err != nil {
				return err
			}
			if _, err := tx.CreateBucket([]byte(profileBucket)); err != nil {
				return err
			}
			if err := about.Put([]byte("profiles"), []byte(digest)); err != nil {
				return err
			}
		}
		profiles := tx.Bucket([]byte(profileBucket))
		// The sequence of the bucket counts what was put into it.
		if _, err := profiles.NextSequence(); err != nil {
			return err
		}
		return profiles.Put([]byte(id), boltfile.Seal([]byte(id), profile))
	})
	if err != nil {
		return fmt.Errorf("keep profile %s: %w", id, err)
	}
	return nil
}

// maxRuns bounds how many runs are kept, for the reason that bounds the
// profiles.
const maxRuns = 256

// PutRun keeps a run. A run that is kept already is left as it is, and then
// nothing is written; with more than 256 the one that was made longest ago goes.
func (s *Store) PutRun(r Run) error {
	if s == nil {
		return nil
	}
	known := false
	err := s.access(false, func(tx *bbolt.Tx) error {
		known = tx.Bucket([]byte(runBucket)).Get([]byte(r.ID)) != nil
		return nil
	})
	if err == nil && !known {
		err = s.access(true, func(tx *bbolt.Tx) error { return addRun(tx.Bucket([]byte(runBucket)), r) })
	}
	if err != nil {
		return fmt.Errorf("keep run %s: %w", r.ID, err)
	}
	return nil
}

// addRun puts a run behind the others, which are numbered in the order in which
// they were first made.
func addRun(runs *bbolt.Bucket, r Run) error {
	kept, err := readRuns(runs)
	if err != nil {
		return err
	}
	if len(kept) >= maxRuns {
		if err := runs.Delete([]byte(kept[0].ID)); err != nil {
			return err
		}
	}
	nr, err := runs.NextSequence()
	if err != nil {
		return err
	}
	value, err := json.Marshal(keptRun{Run: r, Nr: nr})
	if err != nil {
		return err
	}
	return runs.Put([]byte(r.ID), boltfile.Seal([]byte(r.ID), value))
}

// readRuns returns the runs in the order in which they were first made.
func readRuns(runs *bbolt.Bucket) ([]keptRun, error) {
	var kept []keptRun
	err := runs.ForEach(func(key, sealed []byte) error {
		value, err := boltfile.Unseal(key, sealed)
		if err != nil {
			return err
		}
		var r keptRun
		if err := json.Unmarshal(value, &r); err != nil {
			return fmt.Errorf("%w: run %q: %w", ErrDamaged, key, err)
		}
		kept = append(kept, r)
		return nil
	})
	slices.SortFunc(kept, func(a, b keptRun) int { return cmp.Or(cmp.Compare(a.Nr, b.Nr), cmp.Compare(a.ID, b.ID)) })
	return kept, err
}

// Runs returns the runs that are kept, in the order in which they were first made.
func (s *Store) Runs() ([]Run, error) {
	if s == nil {
		return nil, nil
	}
	var runs []Run
	err := s.access(false, func(tx *bbolt.Tx) error {
		kept, err := readRuns(tx.Bucket([]byte(runBucket)))
		runs = make([]Run, len(kept))
		for i, k := range kept {
			runs[i] = k.Run
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read runs: %w", err)
	}
	return runs, nil
}
