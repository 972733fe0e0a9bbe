package data

import "slices"

// Strings is a column of strings kept in one block of bytes, so that a column
// of 150,000 names costs one allocation, not 150,000.
type Strings struct {
	bytes   []byte
	offsets []uint32 // len = rows+1; empty when there are no rows
}

// Len returns the number of rows.
func (s Strings) Len() int { return max(0, len(s.offsets)-1) }

// At returns the string of row i. It panics when i is out of range, as a slice would.
func (s Strings) At(i int) string { return string(s.Bytes(i)) }

// Bytes returns row i without copying. The caller must not change it.
func (s Strings) Bytes(i int) []byte { return s.bytes[s.offsets[i]:s.offsets[i+1]] }

func (s *Strings) append(v []byte) {
	if s.offsets == nil {
		s.offsets = append(s.offsets, 0)
	}
	s.bytes = append(s.bytes, v...)
	s.offsets = append(s.offsets, uint32(len(s.bytes)))
}

// blank appends empty strings.
func (s *Strings) blank(rows int) {
	s.reserve(rows, 0)
	for range rows {
		s.offsets = append(s.offsets, uint32(len(s.bytes)))
	}
}

// reserve makes room for so many more rows, and for strings of so many bytes.
func (s *Strings) reserve(rows, size int) {
	if s.offsets == nil {
		s.offsets = append(make([]uint32, 0, rows+1), 0)
	}
	s.offsets = slices.Grow(s.offsets, rows)
	s.bytes = slices.Grow(s.bytes, size)
}
