package data

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
	if len(s.offsets) == 0 {
		s.offsets = append(s.offsets, 0)
	}
	s.bytes = append(s.bytes, v...)
	s.offsets = append(s.offsets, uint32(len(s.bytes)))
}

// join returns one column made of the rows of all parts in order.
func join(parts ...Strings) Strings {
	var rows, size int
	for _, p := range parts {
		rows += p.Len()
		size += len(p.bytes)
	}
	out := Strings{bytes: make([]byte, 0, size), offsets: make([]uint32, 1, rows+1)}
	for _, p := range parts {
		base := uint32(len(out.bytes))
		out.bytes = append(out.bytes, p.bytes...)
		for _, o := range p.offsets[min(1, len(p.offsets)):] {
			out.offsets = append(out.offsets, base+o)
		}
	}
	return out
}

// blank returns a column of n empty strings, for a layer that lacks the column.
func blank(n int) Strings { return Strings{offsets: make([]uint32, n+1)} }
