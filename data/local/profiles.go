package local

import (
	"bytes"
	"fmt"

	"go.etcd.io/bbolt"

	"github.com/shimai/shimai/data/local/boltfile"
)

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
