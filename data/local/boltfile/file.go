package boltfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

var (
	// ErrLocked is returned by Open when another process holds the file for
	// longer than the time-out.
	ErrLocked = errors.New("it is in use by another process")
	// ErrDamaged tells that the file is not what bbolt or the program wrote.
	ErrDamaged = errors.New("it is damaged")
)

// File is an open file whose pages have been checked.
type File struct {
	// DB is the database; nil when Open found damage before bbolt was ready.
	DB *bbolt.DB

	path string
	// opened is kept beside DB because a database cannot be closed after a
	// crash inside it: its locks may still be held then.
	opened *os.File
	info   fs.FileInfo
}

// Options tell how a file is opened.
type Options struct {
	// Timeout is how long to wait for another process; 0 is not to wait. Default: 0.
	Timeout time.Duration
	// ReadOnly opens a file that must exist, together with other readers. Default: false.
	ReadOnly bool
	// Existing makes no file where there is none. Default: false.
	Existing bool
}

// Open opens the file and walks its pages; where there is none it makes one,
// unless it is not to. With [ErrDamaged] it also returns the file, unusable but
// for MoveAside.
func Open(path string, o Options) (*File, error) {
	// While we wait, another process may put another file in the place of the
	// one that we wait for; then that one is meant.
	const tries = 5
	for range tries {
		f, err := open(path, o)
		if err != nil {
			return f, err
		}
		if there, err := os.Stat(path); err == nil && os.SameFile(f.info, there) {
			return f, nil
		}
		if err := f.DB.Close(); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%w: the file is replaced again and again", ErrLocked)
}

func open(path string, o Options) (*File, error) {
	f := &File{path: path}
	err := Guard(func() (err error) {
		f.DB, err = bbolt.Open(path, 0o600, &bbolt.Options{
			// bbolt reads no wait as wait for ever.
			Timeout:  max(o.Timeout, time.Millisecond),
			ReadOnly: o.ReadOnly,
			OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
				if o.Existing {
					flag &^= os.O_CREATE
				}
				opened, err := os.OpenFile(name, flag, mode)
				if err == nil {
					f.opened = opened
					f.info, err = opened.Stat()
				}
				return opened, err
			},
		})
		return err
	})
	if err == nil {
		err = Guard(f.checkPages)
	}
	if err == nil {
		return f, nil
	}
	if err = Classify(err); !errors.Is(err, ErrDamaged) {
		if f.DB != nil {
			_ = f.DB.Close()
		}
		return nil, err
	}
	return f, err
}

// Classify tells damage from what the system refuses, and gives the error of an
// access its sentinel; nil stays nil.
func Classify(err error) error {
	var path *fs.PathError
	var errno syscall.Errno
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bbolterrors.ErrTimeout):
		return ErrLocked
	case errors.As(err, &path), errors.As(err, &errno), errors.Is(err, ErrDamaged):
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// Guard runs f and turns a crash of bbolt on a damaged file, even a fault on
// a page of memory that the file no longer has, into ErrDamaged.
func Guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, crash)
		}
	}()
	return f()
}

// checkPages compares the pages with the file.
func (f *File) checkPages() error {
	var broken error
	err := f.DB.View(func(tx *bbolt.Tx) error {
		info, err := f.opened.Stat()
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return fmt.Errorf("%w: it has %d of %d bytes", ErrDamaged, info.Size(), tx.Size())
		}
		broken = checkPages(f.opened, int64(f.DB.Info().PageSize), tx)
		return nil
	})
	return errors.Join(broken, err)
}

// MoveAside renames the damaged file to the first free NAME.damaged-N and lets
// go of it. It returns "" when another process did so before.
func (f *File) MoveAside() (string, error) {
	defer func() {
		// bbolt may have closed it already; then there is nothing to let go of.
		_ = f.opened.Close()
	}()
	there, err := os.Stat(f.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(f.info, there) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return MoveAside(f.path, "damaged")
}

// MoveAside renames a file to the first free NAME.why-N and returns that name.
func MoveAside(path, why string) (string, error) {
	const most = 1000
	for n := 1; n <= most; n++ {
		aside := fmt.Sprintf("%s.%s-%d", path, why, n)
		if _, err := os.Lstat(aside); errors.Is(err, fs.ErrNotExist) {
			return aside, os.Rename(path, aside)
		}
	}
	return "", fmt.Errorf("there are %d %s files beside it: delete them", most, why)
}

// Seal puts a checksum of key and value before the value: bbolt has none for
// its pages, and a value with a flipped bit would be believed.
func Seal(key, value []byte) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, checksum(key, value)), value...)
}

// Unseal returns what was sealed under the key, or [ErrDamaged].
func Unseal(key, sealed []byte) ([]byte, error) {
	if len(sealed) < 4 || binary.LittleEndian.Uint32(sealed) != checksum(key, sealed[4:]) {
		return nil, fmt.Errorf("%w: the checksum of %q does not fit", ErrDamaged, key)
	}
	return sealed[4:], nil
}

func checksum(key, value []byte) uint32 {
	return crc32.Update(crc32.ChecksumIEEE(key), crc32.IEEETable, value)
}
