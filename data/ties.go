package data

import (
	"fmt"
	"slices"
)

// Ties holds the existing ties. Each resolved tie stands once; the rows that
// unit u takes part in are Rows[Start[u]:Start[u+1]].
//
// Where own records lie over the layers, their ties take the place of all rows
// of the same two governments. Own ties that ended, contacts and projects are
// no rows; [Ties.Past] and [Ties.Contacts] tell of them.
type Ties struct {
	// A is always known; B is NoUnit where the other party is not identified.
	A, B []Unit
	// Year of signing, NoInt when unknown.
	Year []int32
	// Domestic ties join two governments of one country.
	Domestic []bool
	// Club ties are one of many within a network of towns.
	Club []bool
	// Kind and Status are unknown for most rows of the public lists. A row of
	// the layers counts as a tie even where its list calls it a contact.
	Kind   []TieKind
	Status []TieStatus
	Start  []int32
	Rows   []int32

	// shipped is the row of the layer behind a row, -1 for none; own indexes
	// records, -1 for rows of the layer alone.
	shipped, own []int32
	records      []RecordedTie
	past, loose  map[Unit][]RecordedTie
}

// RecordedTie is an own tie with its parties as units.
type RecordedTie struct {
	OwnTie
	// UnitA is always known; UnitB is NoUnit where the other party is not identified.
	UnitA, UnitB Unit
}

// Other returns the party that is not u; NoUnit when it is unknown.
func (r RecordedTie) Other(u Unit) Unit {
	if r.UnitA == u {
		return r.UnitB
	}
	return r.UnitA
}

// Other returns the party of tie row that is not u; NoUnit when it is unknown.
func (t *Ties) Other(row int32, u Unit) Unit {
	if t.A[row] == u {
		return t.B[row]
	}
	return t.A[row]
}

// Of returns the rows of the ties of unit u.
func (t *Ties) Of(u Unit) []int32 { return t.Rows[t.Start[u]:t.Start[u+1]] }

// Own returns the own record that a row stands for; ok is false for rows of
// the public lists.
func (t *Ties) Own(row int32) (r RecordedTie, ok bool) {
	if int(row) >= len(t.own) || t.own[row] < 0 {
		return RecordedTie{}, false
	}
	return t.records[t.own[row]], true
}

// Past returns the own ties of unit u that ended, in order of record.
func (t *Ties) Past(u Unit) []RecordedTie { return t.past[u] }

// Contacts returns the own contacts and projects of unit u that did not end,
// in order of record.
func (t *Ties) Contacts(u Unit) []RecordedTie { return t.loose[u] }

func (s *Store) readTies() (*Ties, error) {
	u, err := s.Units()
	if err != nil {
		return nil, err
	}
	r := s.reader(LayerTies)
	a, b := r.ints("a"), r.ints("b")
	t := &Ties{Year: r.ints("year")}
	for _, d := range r.ints("domestic") {
		t.Domestic = append(t.Domestic, d == 1)
	}
	index, clubs := r.codes("network")
	for _, i := range index {
		t.Club = append(t.Club, clubs[i] != "")
	}
	forms, letters := r.codes("form")
	for _, i := range forms {
		t.Kind = append(t.Kind, kindOfForm(letters[i]))
	}
	if r.err != nil {
		return nil, r.err
	}
	n := u.Len()
	for i := range a {
		if a[i] < 0 || int(a[i]) >= n || b[i] != NoInt && (b[i] < 0 || int(b[i]) >= n) {
			return nil, fmt.Errorf("%w: layer %s row %d names units %d and %d of %d", ErrDamaged, LayerTies, i, a[i], b[i], n)
		}
		t.A, t.B = append(t.A, Unit(a[i])), append(t.B, unitOrNone(b[i]))
	}
	t.Status = make([]TieStatus, len(t.A))
	t.index(n)
	return t, nil
}

// kindOfForm reads the letter that layers write for the form of a tie.
func kindOfForm(letter string) TieKind {
	switch letter {
	case "p":
		return TiePartnership
	case "f":
		return TieFriendship
	case "k":
		return TieContact
	}
	return TieKindUnknown
}

// index fills Start and Rows for n units.
func (t *Ties) index(n int) {
	t.Start = make([]int32, n+1)
	for i := range t.A {
		for _, end := range [2]Unit{t.A[i], t.B[i]} {
			if end != NoUnit {
				t.Start[end+1]++
			}
		}
	}
	for i := range n {
		t.Start[i+1] += t.Start[i]
	}
	t.Rows = make([]int32, t.Start[n])
	next := append([]int32(nil), t.Start[:n]...)
	for i := range t.A {
		for _, end := range [2]Unit{t.A[i], t.B[i]} {
			if end != NoUnit {
				t.Rows[next[end]] = int32(i)
				next[end]++
			}
		}
	}
}

// Without returns the ties without the rows that hidden marks, as if nobody
// knew of them. Rows are numbered anew.
func (t *Ties) Without(hidden []bool) *Ties {
	out := &Ties{
		A: shown(t.A, hidden), B: shown(t.B, hidden), Year: shown(t.Year, hidden),
		Domestic: shown(t.Domestic, hidden), Club: shown(t.Club, hidden),
		Kind: shown(t.Kind, hidden), Status: shown(t.Status, hidden),
		shipped: shown(t.shipped, hidden), own: shown(t.own, hidden),
		records: t.records, past: t.past, loose: t.loose,
	}
	out.index(len(t.Start) - 1)
	return out
}

// shown returns the entries of a column that are not hidden; a column that is
// not filled stays so.
func shown[T any](column []T, hidden []bool) []T {
	var out []T
	for i, v := range column {
		if !hidden[i] {
			out = append(out, v)
		}
	}
	return out
}

// TieText holds the texts of the rows of [Ties].
type TieText struct {
	// BName and BCC describe a party that was not identified, Reason tells why.
	BName, BCC, Reason Strings
	// Sources lists source keys, Form is p, f or k, Network the club's name.
	Sources, Form, Network Strings
}

func (s *Store) readTieText() (*TieText, error) {
	r := s.reader(LayerTies)
	t := &TieText{
		BName: r.text("b_name"), BCC: r.text("b_cc"), Reason: r.text("reason"),
		Sources: r.text("sources"), Form: r.text("form"), Network: r.text("network"),
	}
	return t, r.err
}

// pick returns the rows of a column; -1 stands for "".
func (s Strings) pick(rows []int32) Strings {
	var out Strings
	for _, row := range rows {
		if row < 0 {
			out.append(nil)
		} else {
			out.append(s.Bytes(int(row)))
		}
	}
	return out
}

// with returns the column with some rows replaced.
func (s Strings) with(other map[int]string) Strings {
	if len(other) == 0 {
		return s
	}
	rows := make([]int, 0, len(other))
	for row := range other {
		rows = append(rows, row)
	}
	slices.Sort(rows)
	out, next := Strings{}, 0
	for i := range s.Len() {
		if next < len(rows) && rows[next] == i {
			out.append([]byte(other[i]))
			next++
			continue
		}
		out.append(s.Bytes(i))
	}
	return out
}
