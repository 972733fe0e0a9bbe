package boltfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"go.etcd.io/bbolt"
)

// Layout of bbolt's pages, in the byte order of the machine: a header (id 8
// bytes, kind 2, count 2, further pages 4), then count elements, then keys and
// values, which elements point to from their own position.
const (
	pageHeader  = 16
	pageElement = 16
	kindBranch  = 1
	kindLeaf    = 2
	leafBucket  = 1
	// bucketHeader precedes the page of a small bucket kept inside a value.
	bucketHeader = 16
)

// pageWalk visits every page of the tree once. bbolt itself follows pages
// without looking: a page that points to its own parent would exhaust the
// stack, which no recover can catch.
type pageWalk struct {
	file     io.ReaderAt
	pageSize int64
	pages    uint64
	seen     map[uint64]bool
	open     []uint64
}

// checkPages reads all pages that the transaction can reach, through the file
// and not through memory, and returns ErrDamaged with the first fault.
func checkPages(file io.ReaderAt, pageSize int64, tx *bbolt.Tx) error {
	if pageSize < pageHeader {
		return fmt.Errorf("%w: pages of %d bytes", ErrDamaged, pageSize)
	}
	w := &pageWalk{file: file, pageSize: pageSize, pages: uint64(tx.Size() / pageSize), seen: map[uint64]bool{}}
	w.open = append(w.open, uint64(tx.Cursor().Bucket().Root()))
	for len(w.open) > 0 {
		id := w.open[len(w.open)-1]
		w.open = w.open[:len(w.open)-1]
		page, err := w.read(id)
		if err == nil {
			err = w.elements(page)
		}
		if err != nil {
			return fmt.Errorf("%w: page %d %w", ErrDamaged, id, err)
		}
	}
	return nil
}

// read returns the bytes of a page with those that continue it.
func (w *pageWalk) read(id uint64) ([]byte, error) {
	if id < 2 || id >= w.pages {
		return nil, fmt.Errorf("is outside 2..%d", w.pages)
	}
	if w.seen[id] {
		return nil, errors.New("is used twice")
	}
	w.seen[id] = true
	head := make([]byte, pageHeader)
	if _, err := w.file.ReadAt(head, int64(id)*w.pageSize); err != nil {
		return nil, fmt.Errorf("is cut off: %w", err)
	}
	if got := binary.NativeEndian.Uint64(head); got != id {
		return nil, fmt.Errorf("says it is page %d", got)
	}
	more := uint64(binary.NativeEndian.Uint32(head[12:]))
	if id+more >= w.pages {
		return nil, errors.New("runs over the end")
	}
	page := make([]byte, int64(more+1)*w.pageSize)
	if _, err := w.file.ReadAt(page, int64(id)*w.pageSize); err != nil {
		return nil, fmt.Errorf("is cut off: %w", err)
	}
	return page, nil
}

// elements checks that all elements of a page lie within it and notes the
// pages they lead to.
func (w *pageWalk) elements(page []byte) error {
	if len(page) < pageHeader {
		return errors.New("has no header")
	}
	kind := binary.NativeEndian.Uint16(page[8:])
	count := int(binary.NativeEndian.Uint16(page[10:]))
	if kind != kindBranch && kind != kindLeaf || kind == kindBranch && count == 0 {
		return fmt.Errorf("has kind %d with %d elements", kind, count)
	}
	if pageHeader+count*pageElement > len(page) {
		return fmt.Errorf("has %d elements, more than it can hold", count)
	}
	for i := range count {
		at := pageHeader + i*pageElement
		word := func(n int) uint64 { return uint64(binary.NativeEndian.Uint32(page[at+4*n:])) }
		if kind == kindBranch {
			if uint64(at)+word(0)+word(1) > uint64(len(page)) {
				return errors.New("has a key outside it")
			}
			w.open = append(w.open, binary.NativeEndian.Uint64(page[at+8:]))
			continue
		}
		start := uint64(at) + word(1) + word(2)
		end := start + word(3)
		if end > uint64(len(page)) {
			return errors.New("has a value outside it")
		}
		if word(0)&leafBucket == 0 {
			continue
		}
		if err := w.bucket(page[start:end]); err != nil {
			return err
		}
	}
	return nil
}

// bucket follows the value of a bucket: to its root page, or into the page
// that a small bucket keeps within the value.
func (w *pageWalk) bucket(value []byte) error {
	if len(value) < bucketHeader {
		return errors.New("has a bucket without header")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		w.open = append(w.open, root)
		return nil
	}
	if err := w.elements(value[bucketHeader:]); err != nil {
		return fmt.Errorf("has a small bucket that %w", err)
	}
	return nil
}
