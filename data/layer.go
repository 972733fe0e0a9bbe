package data

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"

	"github.com/parquet-go/parquet-go"
)

// ErrDamaged marks layers that are truncated, altered or not what the manifest
// says. The message names the layer.
var ErrDamaged = errors.New("data damaged")

// maxRows bounds what a file may claim before memory is set aside for it; the
// largest layer has half a million rows.
const maxRows = 1 << 24

// layer is one opened Parquet file, read by column.
type layer struct {
	name    string
	rows    int
	file    *parquet.File
	columns map[string]int
}

// openLayer checks the named layer against the manifest and returns it ready
// for reading columns.
func openLayer(fsys fs.FS, info LayerInfo) (l *layer, err error) {
	path := info.Name + ".parquet"
	defer recoverDamage(path, &err)
	raw, size, err := content(fsys, path)
	if err != nil {
		return nil, fmt.Errorf("%w: read layer %s: %w", ErrDamaged, path, err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(raw, 0, size)); err != nil {
		return nil, fmt.Errorf("%w: read layer %s: %w", ErrDamaged, path, err)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != info.SHA256 {
		return nil, fmt.Errorf("%w: layer %s has %d bytes with checksum %.12s…, the manifest says %d bytes and %.12s…: restore the file or rebuild with `shimai data build`",
			ErrDamaged, path, size, got, info.Bytes, info.SHA256)
	}
	file, err := parquet.OpenFile(raw, size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, fmt.Errorf("%w: open layer %s: %w", ErrDamaged, path, err)
	}
	l = &layer{name: info.Name, rows: int(file.NumRows()), file: file, columns: map[string]int{}}
	if l.rows < 0 || l.rows > maxRows {
		return nil, fmt.Errorf("%w: layer %s claims %d rows, at most %d are read", ErrDamaged, path, l.rows, maxRows)
	}
	if l.rows != info.Rows {
		return nil, fmt.Errorf("%w: layer %s has %d rows, the manifest says %d", ErrDamaged, path, l.rows, info.Rows)
	}
	for i, p := range file.Schema().Columns() {
		l.columns[p[len(p)-1]] = i
	}
	return l, nil
}

// content returns the bytes of a file. What is in the program is read where it
// lies; all else is taken into memory first, so that a file that changes after
// the check cannot be read as what it was.
func content(fsys fs.FS, path string) (io.ReaderAt, int64, error) {
	if _, inProgram := fsys.(embed.FS); inProgram {
		f, err := fsys.Open(path)
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if at, ok := f.(io.ReaderAt); ok && err == nil {
			return at, info.Size(), nil // nothing to close
		}
	}
	raw, err := fs.ReadFile(fsys, path)
	return bytes.NewReader(raw), int64(len(raw)), err
}

// recoverDamage turns a panic of the Parquet decoder into an error: its input
// may be any bytes, and a user must never see a stack trace for a bad file.
func recoverDamage(path string, err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: decode layer %s: %v", ErrDamaged, path, r)
	}
}

// pages calls f with every page of the named column in order.
func (l *layer) pages(column string, f func(parquet.Page) error) (err error) {
	defer recoverDamage(l.name, &err)
	i, ok := l.columns[column]
	if !ok {
		return fmt.Errorf("%w: layer %s has no column %q", ErrDamaged, l.name, column)
	}
	for _, g := range l.file.RowGroups() {
		pages := g.ColumnChunks()[i].Pages()
		for {
			p, err := pages.ReadPage()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return errors.Join(fmt.Errorf("%w: read column %s.%s: %w", ErrDamaged, l.name, column, err), pages.Close())
			}
			err = f(p)
			parquet.Release(p)
			if err != nil {
				return errors.Join(err, pages.Close())
			}
		}
		if err := pages.Close(); err != nil {
			return fmt.Errorf("close column %s.%s: %w", l.name, column, err)
		}
	}
	return nil
}

// ints returns an integer column; unknown is [NoInt].
func (l *layer) ints(column string) ([]int32, error) {
	out := make([]int32, 0, l.rows)
	err := l.pages(column, func(p parquet.Page) error {
		if d := p.Dictionary(); d != nil {
			words := d.Page().Data()
			values := words.Int32()
			data := p.Data()
			for _, i := range data.Int32() {
				out = append(out, values[i])
			}
			return nil
		}
		data := p.Data()
		out = append(out, data.Int32()...)
		return nil
	})
	return out, l.complete(column, len(out), err)
}

// floats returns a column of measures; unknown is NaN.
func (l *layer) floats(column string) ([]float32, error) {
	out := make([]float32, 0, l.rows)
	err := l.pages(column, func(p parquet.Page) error {
		if d := p.Dictionary(); d != nil {
			words := d.Page().Data()
			values := words.Float()
			data := p.Data()
			for _, i := range data.Int32() {
				out = append(out, values[i])
			}
			return nil
		}
		data := p.Data()
		out = append(out, data.Float()...)
		return nil
	})
	return out, l.complete(column, len(out), err)
}

// text appends a column of strings to dst; unknown is empty. Room for a page is
// made at once: grown value by value, a column costs four times its size.
func (l *layer) text(column string, dst *Strings) error {
	first := dst.Len()
	dst.reserve(l.rows, 0)
	err := l.pages(column, func(p parquet.Page) error {
		data := p.Data()
		d := p.Dictionary()
		if d == nil {
			raw, offsets := data.ByteArray()
			dst.reserve(0, len(raw))
			for i := range max(0, len(offsets)-1) {
				dst.append(raw[offsets[i]:offsets[i+1]])
			}
			return nil
		}
		words := d.Page().Data()
		raw, offsets := words.ByteArray()
		size := 0
		for _, i := range data.Int32() {
			size += len(raw[offsets[i]:offsets[i+1]])
		}
		dst.reserve(0, size)
		for _, i := range data.Int32() {
			dst.append(raw[offsets[i]:offsets[i+1]])
		}
		return nil
	})
	return l.complete(column, dst.Len()-first, err)
}

// codes returns a column of few distinct strings as indexes into the distinct
// values, in order of first appearance.
func (l *layer) codes(column string) (index []uint16, values []string, err error) {
	index = make([]uint16, 0, l.rows)
	seen := map[string]uint16{}
	code := func(v []byte) uint16 {
		if c, ok := seen[string(v)]; ok {
			return c
		}
		c := uint16(len(values))
		values = append(values, string(v))
		seen[string(v)] = c
		return c
	}
	err = l.pages(column, func(p parquet.Page) error {
		data := p.Data()
		d := p.Dictionary()
		if d == nil {
			raw, offsets := data.ByteArray()
			for i := range max(0, len(offsets)-1) {
				index = append(index, code(raw[offsets[i]:offsets[i+1]]))
			}
			return nil
		}
		words := d.Page().Data()
		raw, offsets := words.ByteArray()
		known := make([]int32, d.Len()) // dictionary index → code+1
		for _, i := range data.Int32() {
			if known[i] == 0 {
				known[i] = int32(code(raw[offsets[i]:offsets[i+1]])) + 1
			}
			index = append(index, uint16(known[i]-1))
		}
		return nil
	})
	if len(values) > math.MaxUint16 {
		return nil, nil, fmt.Errorf("%w: column %s.%s has %d distinct values, at most %d fit", ErrDamaged, l.name, column, len(values), math.MaxUint16)
	}
	return index, values, l.complete(column, len(index), err)
}

func (l *layer) complete(column string, got int, err error) error {
	if err == nil && got != l.rows {
		return fmt.Errorf("%w: column %s.%s has %d values for %d rows", ErrDamaged, l.name, column, got, l.rows)
	}
	return err
}
