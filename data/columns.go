package data

// reader reads columns of one layer and keeps the first error, so that a table
// of many columns is read without a check after each.
type reader struct {
	l   *layer
	err error
}

func (s *Store) reader(name string) *reader {
	l, err := s.layer(name)
	return &reader{l: l, err: err}
}

func (r *reader) rows() int {
	if r.err != nil {
		return 0
	}
	return r.l.rows
}

func (r *reader) ints(column string) []int32 {
	if r.err != nil {
		return nil
	}
	v, err := r.l.ints(column)
	r.err = err
	return v
}

func (r *reader) floats(column string) []float32 {
	if r.err != nil {
		return nil
	}
	v, err := r.l.floats(column)
	r.err = err
	return v
}

func (r *reader) text(column string) Strings {
	var v Strings
	r.addText(column, &v)
	return v
}

// addText appends a column to one of other layers; a layer lacks the column ""
// and adds an empty string for each of its rows.
func (r *reader) addText(column string, dst *Strings) {
	switch {
	case r.err != nil:
	case column == "":
		dst.blank(r.l.rows)
	default:
		r.err = r.l.text(column, dst)
	}
}

func (r *reader) codes(column string) (index []uint16, values []string) {
	if r.err != nil {
		return nil, nil
	}
	index, values, r.err = r.l.codes(column)
	return index, values
}

// present tells for each row of a column of few distinct strings whether it holds one.
func (r *reader) present(column string) []bool {
	index, values := r.codes(column)
	out := make([]bool, len(index))
	for i, c := range index {
		out[i] = values[c] != ""
	}
	return out
}

// groups turns a sorted or unsorted column of unit numbers into the ranges of
// rows that belong to each unit: rows of unit u are order[start[u]:start[u+1]].
// order is nil when the column was sorted already.
func groups(units []int32, n int) (start []int32, order []int32) {
	start = make([]int32, n+1)
	sorted := true
	for i, u := range units {
		if u < 0 || int(u) >= n {
			continue
		}
		start[u+1]++
		if i > 0 && units[i-1] > u {
			sorted = false
		}
	}
	for i := range n {
		start[i+1] += start[i]
	}
	if sorted && int(start[n]) == len(units) {
		return start, nil
	}
	order = make([]int32, start[n])
	next := append([]int32(nil), start[:n]...)
	for i, u := range units {
		if u < 0 || int(u) >= n {
			continue
		}
		order[next[u]] = int32(i)
		next[u]++
	}
	return start, order
}
