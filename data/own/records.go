package own

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shimai/shimai/data"
)

// Records are all records, each kind in order of id.
type Records struct {
	Ties   []Tie
	Facts  []Fact
	Wishes []Wish
	Steps  []Step
	// Notice tells the user what is wrong with the folder; empty when nothing.
	Notice string
}

// Overlay returns the records as they lie over the data: without what is private.
func (r *Records) Overlay() data.Overlay {
	o := data.Overlay{AsOf: r.AsOf()}
	for i := range r.Ties {
		o.Ties = append(o.Ties, r.Ties[i].OwnTie)
	}
	for i := range r.Facts {
		if r.Facts[i].Key != FactContact {
			o.Facts = append(o.Facts, r.Facts[i].OwnFact)
		}
	}
	for i := range r.Wishes {
		o.Wishes = append(o.Wishes, r.Wishes[i].OwnWish)
	}
	for i := range r.Steps {
		o.Steps = append(o.Steps, r.Steps[i].OwnStep)
	}
	return o
}

// AsOf returns the day of the newest record, "" without records.
func (r *Records) AsOf() string {
	newest := ""
	for i := range r.Ties {
		newest = max(newest, r.Ties[i].Recorded)
	}
	for i := range r.Facts {
		newest = max(newest, r.Facts[i].Recorded)
	}
	for i := range r.Wishes {
		newest = max(newest, r.Wishes[i].Recorded)
	}
	for i := range r.Steps {
		newest = max(newest, r.Steps[i].Recorded)
	}
	return newest
}

// Public returns a copy without contacts and notes. A fact that is a contact
// is left out.
func (r *Records) Public() Records {
	p := Records{
		Ties: slices.Clone(r.Ties), Facts: slices.Clone(r.Facts),
		Wishes: slices.Clone(r.Wishes), Steps: slices.Clone(r.Steps), Notice: r.Notice,
	}
	p.Facts = slices.DeleteFunc(p.Facts, func(f Fact) bool { return f.Key == FactContact })
	for _, x := range p.all() {
		x.public()
	}
	return p
}

// Of returns the records that are about a government, each kind in order of id.
func (r *Records) Of(unit string) Records {
	return Records{
		Ties:   about(r.Ties, func(t *Tie) bool { return t.mentions(unit) }),
		Facts:  about(r.Facts, func(f *Fact) bool { return f.mentions(unit) }),
		Wishes: about(r.Wishes, func(w *Wish) bool { return w.mentions(unit) }),
		Steps:  about(r.Steps, func(s *Step) bool { return s.mentions(unit) }),
		Notice: r.Notice,
	}
}

func about[T any](list []T, keep func(*T) bool) []T {
	var out []T
	for i := range list {
		if keep(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// all returns pointers to all records.
func (r *Records) all() []Record {
	out := make([]Record, 0, len(r.Ties)+len(r.Facts)+len(r.Wishes)+len(r.Steps))
	for i := range r.Ties {
		out = append(out, &r.Ties[i])
	}
	for i := range r.Facts {
		out = append(out, &r.Facts[i])
	}
	for i := range r.Wishes {
		out = append(out, &r.Wishes[i])
	}
	for i := range r.Steps {
		out = append(out, &r.Steps[i])
	}
	return out
}

// add appends a copy of a record.
func (r *Records) add(x Record) {
	switch x := x.(type) {
	case *Tie:
		r.Ties = append(r.Ties, *x)
	case *Fact:
		r.Facts = append(r.Facts, *x)
	case *Wish:
		r.Wishes = append(r.Wishes, *x)
	case *Step:
		r.Steps = append(r.Steps, *x)
	}
}

func (r *Records) sort() {
	slices.SortFunc(r.Ties, func(a, b Tie) int { return compareIDs(a.ID, b.ID) })
	slices.SortFunc(r.Facts, func(a, b Fact) int { return compareIDs(a.ID, b.ID) })
	slices.SortFunc(r.Wishes, func(a, b Wish) int { return compareIDs(a.ID, b.ID) })
	slices.SortFunc(r.Steps, func(a, b Step) int { return compareIDs(a.ID, b.ID) })
}

// compareIDs orders t9 before t10.
func compareIDs(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

// kinds are the words for the kinds of records; ids begin with their first letter.
func kinds() []string { return []string{"tie", "fact", "wish", "step"} }

// blankRecord returns an empty record of a kind.
func blankRecord(what string) Record {
	switch what {
	case "tie":
		return &Tie{}
	case "fact":
		return &Fact{}
	case "wish":
		return &Wish{}
	}
	return &Step{}
}

// parseID returns the kind and the number of a record's id.
func parseID(id string) (what string, nr uint64, err error) {
	for _, k := range kinds() {
		digits, ok := strings.CutPrefix(id, k[:1])
		n, err := strconv.ParseUint(digits, 10, 63)
		if ok && err == nil && n > 0 && strconv.FormatUint(n, 10) == digits {
			return k, n, nil
		}
	}
	return "", 0, fmt.Errorf("%w: %q is the id of no record: t1, f1, w1, s1 and so on are", ErrInvalid, id)
}
